//! A person's scorecard as one file to read and print: figures, calculations and records of this person alone.
//!
//! Invariant: everything in the file comes from the person's own score, its calculation, and what counts for them of
//! their records; no other person is asked for. All text is escaped.

use super::figure::Shown;
use super::names::Names;
use super::trace::{TraceLine, lines};
use crate::domain::Decimal;
use crate::domain::target::Subject;
use crate::engine::score::{Scored, ScoredLine};
use crate::engine::trace::Trace;
use crate::state::select::score::OwnRecord;
use crate::state::view::Settled;

pub(super) const STYLE: &str = "body{font:15px/1.6 system-ui,sans-serif;\
color:#1b1d21;max-width:60rem;margin:2rem auto;padding:0 1rem;font-variant-numeric:tabular-nums}\
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}\
table{border-collapse:collapse;width:100%}th,td{padding:.25rem .5rem;border-bottom:1px solid #ddd;text-align:start}\
.n{text-align:end;white-space:nowrap}.m{color:#4a4f57}.big{font-size:1.75rem}\
.t td:first-child{padding-inline-start:calc(.5rem + var(--d)*1rem)}tr{break-inside:avoid}\
:lang(zh-Hant){font-family:system-ui,'PingFang TC','Noto Sans CJK TC','Microsoft JhengHei',sans-serif}\
:lang(zh-Hans){font-family:system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif}";

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for glyph in text.chars() {
        match glyph {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

pub(super) fn row(cells: &[(&str, bool)], tag: &str) -> String {
    let cell = |(text, number): &(&str, bool)| {
        let class = if *number { " class=\"n\"" } else { "" };
        format!("<{tag}{class}>{}</{tag}>", escaped(text))
    };
    format!("<tr>{}</tr>", cells.iter().map(cell).collect::<String>())
}

/// The file.
#[must_use]
pub fn html(scored: &Scored<Trace>, view: &Settled, records: &[OwnRecord], names: Names) -> String {
    let (t, format) = (&names.texts.monitor, names.format());
    let person = names.subject(Subject::Person(scored.person));
    let period = names.period(view.period);
    let as_of = format.beside(names.texts.filter.as_of, &format.date_long(view.as_of));
    let score = scored.score.map_or_else(|| t.no_score.to_owned(), |s| format.at_most(s, 2));
    let grade = scored.grade.clone().unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{STYLE}</style></head><body>",
        names.texts.common.lang.tag(),
        escaped(&format.beside(&person, &period)),
    );
    out.push_str(&format!(
        "<h1>{}</h1><p class=\"m\">{} · {}</p><p class=\"big\">{} {}</p>",
        escaped(&person),
        escaped(&period),
        escaped(&as_of),
        escaped(&score),
        escaped(&grade),
    ));
    out.push_str("<table><thead>");
    let head = [
        (t.kpi, false),
        (t.actual, true),
        (t.target, true),
        (t.attainment, true),
        (t.line_score, true),
        (t.weight, true),
        (t.points, true),
    ];
    out.push_str(&row(&head, "th"));
    out.push_str("</thead><tbody>");
    for line in &scored.lines {
        let cells = line_cells(scored, line, names);
        let cells: Vec<(&str, bool)> =
            cells.iter().enumerate().map(|(at, text)| (text.as_str(), at > 0)).collect();
        out.push_str(&row(&cells, "td"));
    }
    let sum = scored.exact.map_or_else(|| "–".to_owned(), |sum| format.number(sum, 2));
    let foot: [(&str, bool); 7] = [
        (names.texts.common.total, false),
        ("", true),
        ("", true),
        ("", true),
        ("", true),
        ("", true),
        (&sum, true),
    ];
    out.push_str(&row(&foot, "th"));
    out.push_str("</tbody></table>");
    out.push_str(&format!("<h2>{}</h2><table class=\"t\"><tbody>", escaped(t.explanation)));
    for line in lines(&scored.note, names) {
        out.push_str(&trace_row(&line));
    }
    out.push_str("</tbody></table>");
    out.push_str(&format!("<h2>{}</h2><table><thead>", escaped(t.records)));
    let common = &names.texts.common;
    let head = [
        (t.day, false),
        (t.document, false),
        (common.customer, false),
        (common.product_word, false),
        (t.credited, true),
    ];
    out.push_str(&row(&head, "th"));
    out.push_str("</thead><tbody>");
    let shown = Shown::money(&names.data.workspace);
    let digits = names.data.workspace.currency.digits();
    for record in records {
        let (day, amount) =
            (format.date(record.day), format.exact(Decimal::new(record.credited, digits), shown));
        let cells = [
            (day.as_str(), false),
            (record.document.as_str(), false),
            (record.customer.as_str(), false),
            (record.product.as_str(), false),
            (amount.as_str(), true),
        ];
        out.push_str(&row(&cells, "td"));
    }
    out.push_str("</tbody></table></body></html>\n");
    out
}

/// A line as its cells: KPI, actual, target, attainment, score, weight, points.
fn line_cells(scored: &Scored<Trace>, line: &ScoredLine, names: Names) -> [String; 7] {
    let format = names.format();
    let shown = names
        .data
        .kpis
        .get(line.kpi)
        .map_or_else(|| Shown::money(&names.data.workspace), |k| Shown::of(k, &names.data.workspace));
    let dash = || "–".to_owned();
    [
        names.kpi(line.kpi),
        line.actual.map_or_else(dash, |v| format.figure(v, shown)),
        line.target.map_or_else(dash, |v| format.figure(v, shown)),
        line.attainment.map_or_else(dash, |v| format.percent(v, 1)),
        line.score.map_or_else(dash, |v| format.number(v, 2)),
        format!("{}%", format.at_most(line.weight, 2)),
        scored.points(line).map_or_else(dash, |v| format.number(v, 2)),
    ]
}

fn trace_row(line: &TraceLine) -> String {
    format!(
        "<tr style=\"--d:{}\"><td>{}</td><td class=\"n\">{}</td><td class=\"m\">{}</td></tr>",
        line.depth,
        escaped(&line.label),
        escaped(&line.value),
        escaped(&line.note),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Dataset;
    use crate::i18n::{Format, Lang, Texts, sample};
    use crate::state::sample::{ROWS, Request, company, sample_as_of};
    use crate::state::select::Cache;
    use crate::state::select::monitor::Lens;
    use crate::state::select::score::{card, own_records};
    use crate::state::view::View;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn the_file_of_a_person_holds_nobody_else() {
        let as_of = sample_as_of(date(2026, 11, 23));
        let names = sample::names(Lang::ZhHant);
        let (workspace, changes) = company(&Request { seed: 1, names, as_of, rows: ROWS });
        let data = Arc::new(Dataset::new(workspace).apply(&changes).unwrap());
        let view = View::default().settle(&data, as_of).unwrap();
        let cache = Cache::default();
        let lens = Lens { cache: &cache, data: &data, view: &view };
        let names = Names::new(&data, Texts::of(Lang::ZhHant));
        let all: Vec<_> = data.people.iter().map(|p| (p, card(lens, p.id).unwrap().value)).collect();
        let scored: Vec<_> = all.iter().filter(|(_, s)| s.score.is_some()).collect();
        assert!(scored.len() > 20);
        let format = Format::new(Lang::ZhHant);
        for (person, own) in &scored {
            let records = own_records(lens, person.id);
            let file = html(own, &view, &records, names);
            assert!(file.contains(&escaped(&person.name)));
            for (other, theirs) in all.iter().filter(|(other, _)| other.id != person.id) {
                assert!(!file.contains(&other.name), "{} in the file of {}", other.name, person.name);
                // A large figure of somebody else is not there by chance.
                for line in &theirs.lines {
                    let Some(actual) = line.actual.filter(|a| *a > Decimal::from(100_000)) else { continue };
                    let text = format.number(actual, 0);
                    let mine = own.lines.iter().any(|l| l.actual == Some(actual));
                    assert!(mine || !file.contains(&text), "{text} of {} in {}", other.name, person.name);
                }
            }
            let sum: i64 = records.iter().map(|r| r.credited).sum();
            let revenue = own.lines.iter().filter_map(|l| l.actual).max().unwrap();
            assert_eq!(Decimal::new(sum, data.workspace.currency.digits()), revenue, "{}", person.name);
        }
    }

    #[test]
    fn what_people_wrote_is_no_markup() {
        assert_eq!(escaped("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
        assert_eq!(row(&[("<i>", true)], "td"), "<tr><td class=\"n\">&lt;i&gt;</td></tr>");
    }
}
