//! A grid understood: layout, kind, columns, values, names, and what only the user knows.

use crate::files::columns::{self, Confidence, Matching, Profile, Use};
use crate::files::csv_write;
use crate::files::draft::{self, Draft, Fault};
use crate::files::field::{Content, Field, Kind};
use crate::files::grid::Grid;
use crate::files::layout::{Layout, Skip, lay_out, propose_header};
use crate::files::messages::{Analysis, Choices, Column, Context, FaultGroup, Question, Skipped, StateTotal};
use crate::files::plain;
use crate::files::states;
use crate::files::value::heading::{self, Tax};
use crate::files::value::text::fold;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Rows left out that are listed, and examples per fault.
const LISTED: usize = 200;
const EXAMPLES: usize = 5;

/// What the worker keeps of an analysis.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// Header and rows left out.
    pub layout: Layout,
    /// Sales records, where the file holds some.
    pub draft: Option<Draft>,
    /// Rows with faults.
    pub faults: Vec<Fault>,
}

/// Analyses a grid: with the user's choices, or proposing everything.
pub fn analyse(
    grid: &Grid,
    name: &str,
    replaced: u64,
    choices: Option<Choices>,
    context: &Context,
) -> (Analysis, Understood) {
    let header = match &choices {
        Some(c) => c.header.and_then(|h| usize::try_from(h).ok()).filter(|h| *h < grid.len()),
        None => propose_header(grid),
    };
    let mut layout = lay_out(grid, header);
    if let Some(c) = &choices {
        keep_rows(&mut layout, &c.keep);
    }
    let profiles = columns::profile(grid, &layout);
    let (matching, kind_confidence) = match &choices {
        Some(c) => (columns::match_kind(&profiles, c.kind), Confidence::Certain),
        None => columns::propose_kind(&profiles, name),
    };
    let mut choices = choices.unwrap_or_else(|| Choices {
        header: header.map(|h| h as u64),
        kind: matching.kind,
        columns: Vec::new(),
        tax_rate: Decimal::from(5),
        year: None,
        states: BTreeMap::new(),
        keep: Vec::new(),
    });
    choices.header = header.map(|h| h as u64);
    if choices.columns.len() != profiles.len() {
        choices.columns = columns::choices(&profiles, &matching);
    }
    let mut questions = Vec::new();
    if replaced > 0 {
        questions.push(Question::Encoding);
    }
    if kind_confidence != Confidence::Certain {
        questions.push(Question::Kind);
    }
    let columns = column_views(profiles, &matching, &choices, context, &mut questions);
    let missing = missing(&choices);
    let complete = missing.is_empty();
    questions.extend(missing);

    let mut analysis = Analysis {
        columns,
        kind: kind_confidence,
        questions,
        skipped: listed(grid, &layout),
        skip_counts: counts(&layout),
        good: 0,
        bad: 0,
        faults: Vec::new(),
        names: Vec::new(),
        states: Vec::new(),
        totals: [StateTotal::default(); 4],
        rows: Vec::new(),
        choices,
    };
    let mut understood = Understood { layout, ..Understood::default() };
    if complete {
        understand(grid, &mut analysis, &mut understood, context);
    }
    (analysis, understood)
}

fn understand(grid: &Grid, analysis: &mut Analysis, understood: &mut Understood, context: &Context) {
    if analysis.choices.kind == Kind::Records {
        let mut draft = draft::read(grid, &understood.layout, &analysis.choices, context.digits);
        understood.faults = std::mem::take(&mut draft.faults);
        analysis.names = draft.names();
        analysis.totals = draft.totals;
        for (word, rows) in draft.states.iter() {
            let key = fold(word);
            let state = analysis.choices.states.get(&key).copied().or(states::recognise(&key));
            if state.is_none() {
                analysis.questions.push(Question::State { text: word.to_owned() });
            }
            analysis.states.push((word.to_owned(), rows, state));
        }
        understood.draft = Some(draft);
    } else {
        let plain = plain::read(grid, &understood.layout, &analysis.choices);
        understood.faults = plain.faults;
        analysis.names = plain.names;
        analysis.rows = plain.rows;
    }
    let mut bad: Vec<u32> = understood.faults.iter().map(|f| f.row).collect();
    bad.dedup();
    analysis.bad = bad.len() as u64;
    analysis.good = (understood.layout.rows as u64).saturating_sub(analysis.bad);
    analysis.faults = groups(grid, &understood.faults);
}

fn keep_rows(layout: &mut Layout, keep: &[u64]) {
    let before = layout.skipped.len();
    layout.skipped.retain(|(at, reason)| *reason != Skip::Subtotal || !keep.contains(&(*at as u64)));
    layout.rows += before - layout.skipped.len();
}

fn column_views(
    profiles: Vec<Profile>,
    matching: &Matching,
    choices: &Choices,
    context: &Context,
    questions: &mut Vec<Question>,
) -> Vec<Column> {
    let mut year_open = false;
    let mut out = Vec::with_capacity(profiles.len());
    for (column, profile) in profiles.into_iter().enumerate() {
        let proposed = matching.uses.get(column).copied().unwrap_or_default();
        let Some(choice) = choices.columns.get(column) else { continue };
        let confidence = if proposed.0 == choice.used { proposed.1 } else { Confidence::Certain };
        if confidence == Confidence::Likely && choice.used != Use::Ignore {
            questions.push(Question::Column { column });
        }
        let (field, spread) = match choice.used {
            Use::Field(f) => (Some(f), None),
            Use::Period(p) => (None, Some(p)),
            Use::Ignore => (None, None),
        };
        let dates = field.is_some_and(|f| matches!(f.content(), Content::Date | Content::Period));
        if dates && !profile.dates.others.is_empty() {
            let styles =
                std::iter::once(profile.dates.style).chain(profile.dates.others.iter().copied()).collect();
            questions.push(Question::Dates { column, styles });
        }
        let money = field.is_some_and(|f| f.is_money() || f == Field::Value) || spread.is_some();
        if money && heading::parse(&profile.heading).unit_named {
            questions.push(Question::Unit { column, scale: choice.scale });
        }
        if money
            && let Some(code) = heading::parse(&profile.heading).currency.filter(|c| *c != context.currency)
        {
            questions.push(Question::Currency { column, code });
        }
        if money && choice.tax == Tax::Included {
            questions.push(Question::Tax { column });
        }
        let unnamed = spread.is_some_and(|p| p.year.is_none())
            || (field == Some(Field::Period) && lacks_year(&profile));
        year_open |= unnamed && choices.year.is_none();
        out.push(Column { profile, confidence });
    }
    if year_open {
        questions.push(Question::Year);
    }
    out
}

fn lacks_year(profile: &Profile) -> bool {
    use crate::files::value::period::parse;
    profile.samples.iter().any(|s| parse(s).is_some_and(|p| p.year.is_none()))
}

/// The groups of fields of which none has a column.
fn missing(choices: &Choices) -> Vec<Question> {
    let spread = choices.columns.iter().any(|c| matches!(c.used, Use::Period(_)));
    if spread {
        return Vec::new();
    }
    let has = |f: &Field| choices.columns.iter().any(|c| c.used == Use::Field(*f));
    let needed = choices.kind.required().iter().filter(|group| !group.iter().any(has));
    needed.map(|group| Question::Missing { fields: group.to_vec() }).collect()
}

fn listed(grid: &Grid, layout: &Layout) -> Vec<Skipped> {
    let interesting = layout.skipped.iter().filter(|(_, r)| *r != Skip::Blank);
    let show = |(at, reason): &(usize, Skip)| {
        let cells: Vec<&str> = grid
            .row(*at)
            .into_iter()
            .flat_map(|r| r.cells())
            .map(str::trim)
            .filter(|c| !c.is_empty())
            .collect();
        let text: String = cells.join(" · ").chars().take(200).collect();
        Skipped { row: *at as u64 + 1, reason: *reason, text }
    };
    interesting.take(LISTED).map(show).collect()
}

fn counts(layout: &Layout) -> BTreeMap<Skip, u64> {
    let mut out = BTreeMap::new();
    for (_, reason) in &layout.skipped {
        *out.entry(*reason).or_default() += 1;
    }
    out
}

fn groups(grid: &Grid, faults: &[Fault]) -> Vec<FaultGroup> {
    let mut out: BTreeMap<_, FaultGroup> = BTreeMap::new();
    for f in faults {
        let column = (f.column != u16::MAX).then_some(usize::from(f.column));
        let group = out.entry((f.fault, f.column)).or_insert_with(|| FaultGroup {
            fault: f.fault,
            column,
            count: 0,
            examples: Vec::new(),
        });
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            let text = column.map_or("", |c| grid.cell(f.row as usize, c));
            group.examples.push((u64::from(f.row) + 1, text.chars().take(80).collect()));
        }
    }
    let mut all: Vec<FaultGroup> = out.into_values().collect();
    all.sort_by_key(|g| std::cmp::Reverse(g.count));
    all
}

/// The rows with faults as CSV: as they stood, with the reason in a last column. `words` are the reasons by stable code;
/// `reason` is the heading of their column.
pub fn bad_rows(grid: &Grid, understood: &Understood, words: &BTreeMap<String, String>) -> String {
    let width = grid.width();
    let full = |row: usize, last: String| -> Vec<String> {
        let cells = grid.row(row);
        let mut out: Vec<String> = (0..width).map(|c| cells.map_or("", |r| r.cell(c)).to_owned()).collect();
        out.push(last);
        out
    };
    let word = |code: &str| words.get(code).cloned().unwrap_or_else(|| code.to_owned());
    let head = understood.layout.header.map(|h| full(h, word("reason")));
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for f in &understood.faults {
        rows.entry(f.row).or_default().push(word(f.fault.code()));
    }
    csv_write::write(
        head.into_iter().chain(rows.into_iter().map(|(row, why)| full(row as usize, why.join("; ")))),
    )
}
