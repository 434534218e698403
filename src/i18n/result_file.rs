//! Results of appraisals in words and as files: the list of a calibration, the mail of a result, the calendar file of its
//! talk. Whatever is written here comes from result sheets, which hold nothing that anonymity hides.

use super::names::Names;
use super::score_file::{STYLE, escaped, row};
use super::{Lang, Shown};
use crate::domain::Decimal;
use crate::domain::appraisal::Meeting;
use crate::files::calendar::{self, Appointment};
use crate::files::mail::{self, Message};
use crate::state::appraisal::calibration::{Board, Row};
use crate::state::appraisal::result::ResultView;
use crate::state::sheet::csv;
use jiff::civil::DateTime;
use std::sync::Arc;

/// The people of a calibration, one a row. No cell is ever run as a formula.
#[must_use]
pub fn calibration_csv(board: &Board, rows: &[Arc<Row>], names: Names) -> String {
    let (common, c, a) = (&names.texts.common, &names.texts.calibration, &names.texts.appraisal);
    let head = [
        names.texts.data.number,
        common.person,
        common.team,
        c.before,
        a.quantitative,
        a.qualitative,
        a.whole,
        c.computed,
        c.grade,
        c.potential,
        c.boxes,
        c.reason,
    ];
    let exact = |value: Option<Decimal>| value.map(|v| v.normalize().to_string()).unwrap_or_default();
    let half = names.data.workspace.rounding.half;
    let row = |r: &Arc<Row>| {
        let number = names.data.people.get(r.person).map(|p| p.number.clone()).unwrap_or_default();
        let case = names.data.appraisals.get(r.appraisal);
        let reason = case.and_then(|a| a.adjustments.last()).map(|m| m.reason.clone());
        let places = board.cycle.method(r.standard).map_or(2, |m| m.standard.places);
        let part = |value: Option<Decimal>| exact(value.map(|v| half.round(v, places)));
        vec![
            number,
            r.name.clone(),
            r.team_name.clone(),
            r.before.clone().unwrap_or_default(),
            part(r.sheet.quantitative),
            part(r.sheet.qualitative),
            exact(r.sheet.score),
            r.sheet.computed_grade.clone().unwrap_or_default(),
            r.sheet.grade.clone().unwrap_or_default(),
            exact(r.potential),
            r.nine_box.map(|b| b.to_string()).unwrap_or_default(),
            reason.unwrap_or_default(),
        ]
    };
    csv(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows.iter().map(row)))
}

/// The name of whoever a result is of.
fn person(view: &ResultView, names: Names) -> String {
    names.data.people.get(view.case.person).map(|p| p.name.clone()).unwrap_or_default()
}

/// A result in a few sentences: grade and score, strongest and weakest, and how it has changed.
#[must_use]
pub fn finding(view: &ResultView, names: Names) -> String {
    let (t, format) = (&names.texts.results, names.format());
    let places = view.standard.places;
    let mut said = Vec::new();
    match (view.sheet.score, view.sheet.grade.as_deref()) {
        (Some(score), grade) => said.push(t.finding(
            grade.unwrap_or("–"),
            &format.number(score, places),
            &format.at_most(view.standard.full, places),
        )),
        (None, _) => said.push(t.no_score()),
    }
    said.extend(view.strengths.first().map(|c| t.best(view.competency(*c))));
    said.extend(view.shortfalls.first().map(|c| t.weakest(view.competency(*c))));
    if let Some((cycle, by)) = view.change().filter(|(_, by)| !by.round_dp(places).is_zero()) {
        let size = format.number(by.abs(), places);
        let change = if by > Decimal::ZERO { t.rises(&size) } else { t.falls(&size) };
        let name = names.data.cycles.get(cycle).map(|c| c.name.clone()).unwrap_or_default();
        said.push(t.since(&change, &name));
    }
    said.join(if t.lang == Lang::En { " " } else { "" })
}

/// The lines of a result as label and value: grade, score, parts, KPIs, competencies.
#[must_use]
pub fn lines(view: &ResultView, names: Names) -> Vec<(String, String)> {
    let (t, a, format) = (&names.texts.calibration, &names.texts.appraisal, names.format());
    let places = view.standard.places;
    let score = |v: Option<Decimal>| v.map_or_else(|| "–".to_owned(), |v| format.number(v, places));
    let mut all = vec![
        (t.grade.to_owned(), view.sheet.grade.clone().unwrap_or_else(|| "–".to_owned())),
        (a.whole.to_owned(), score(view.sheet.score)),
    ];
    for one in &view.sheet.formed {
        let name = names.data.cycles.get(one.cycle).map(|c| c.name.clone()).unwrap_or_default();
        let grade = one.grade.as_deref().unwrap_or("–");
        all.push((name, format!("{} · {grade} · {}%", score(one.score), format.at_most(one.weight, 2))));
    }
    let own = view.sheet.formed.is_empty();
    if own && view.standard.quantitative.is_some() {
        all.push((a.quantitative.to_owned(), score(view.sheet.quantitative)));
    }
    for kpi in &view.sheet.kpis {
        let own = names.data.kpis.get(kpi.kpi);
        let workspace = &names.data.workspace;
        let shown = own.map_or_else(|| Shown::money(workspace), |k| Shown::of(k, workspace));
        let figure = |v: Option<Decimal>| v.map_or_else(|| "–".to_owned(), |v| format.figure(v, shown));
        let value = format!("{} / {} · {}", figure(kpi.actual), figure(kpi.target), score(kpi.score));
        all.push((names.kpi(kpi.kpi), value));
    }
    if own && view.standard.qualitative > Decimal::ZERO {
        all.push((a.qualitative.to_owned(), score(view.sheet.qualitative)));
    }
    for one in &view.sheet.competencies {
        all.push((view.competency(one.competency).to_owned(), score(one.score)));
    }
    all
}

/// The mail of a result, to be opened, addressed and sent by a mail program.
#[must_use]
pub fn result_mail(view: &ResultView, names: Names) -> String {
    let t = &names.texts.results;
    let (name, cycle) = (person(view, names), view.cycle.name.as_str());
    let (dear, body, finding) = (t.dear(&name), t.mail_body(cycle), finding(view, names));
    let rows = lines(view, names);
    let listed: String = rows.iter().map(|(label, value)| format!("{label}\t{value}\r\n")).collect();
    let table: String = rows
        .iter()
        .map(|(label, value)| row(&[(label.as_str(), false), (value.as_str(), true)], "td"))
        .collect();
    let html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><style>{STYLE}</style></head><body><p>{}</p><p>{}</p><h1>{}</h1><p>{}</p><table><tbody>{table}</tbody></table></body></html>\r\n",
        t.lang.tag(),
        escaped(&dear),
        escaped(&body),
        escaped(&t.of(&name)),
        escaped(&finding),
    );
    mail::write(&Message {
        subject: format!("{} – {cycle}", t.of(&name)),
        text: format!("{dear}\r\n\r\n{body}\r\n\r\n{finding}\r\n\r\n{listed}"),
        html,
    })
}

/// The calendar file of the talk about a result. `made` is the moment of making, UTC. It says when and where, nothing of
/// the result: a calendar is read by many.
#[must_use]
pub fn invitation(view: &ResultView, meeting: &Meeting, made: DateTime, names: Names) -> String {
    calendar::write(&Appointment {
        uid: format!("{}@attain", view.case.id),
        made,
        at: meeting.at,
        minutes: meeting.minutes,
        summary: names.texts.results.summary(&person(view, names), &view.cycle.name),
        place: meeting.place.clone(),
        description: String::new(),
    })
}
