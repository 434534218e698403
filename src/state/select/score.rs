//! One person's scorecard in the view's period, with the calculation of every figure on it.

use crate::domain::Checked;
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, PersonId};
use crate::domain::kpi::Sign;
use crate::domain::org::Person;
use crate::domain::target::Subject;
use crate::engine::measure::{Order, RecordQuery, list};
use crate::engine::score::{Board, Scored};
use crate::engine::target::Targets;
use crate::engine::trace::{Silent, Step, Trace, TraceValue};
use crate::state::select::monitor::Lens;
use std::cmp::Reverse;
use std::sync::Arc;

/// Which figure of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFigure {
    /// The actual value.
    Actual,
    /// The target.
    Target,
    /// Actual against target.
    Attainment,
    /// The score of the line.
    Score,
}

/// A person's score with its whole calculation; `None` where there is no such person.
pub fn card(lens: Lens, person: PersonId) -> Option<Checked<Scored<Trace>>> {
    lens.data.people.get(person)?;
    Some(
        Board::of_period(lens.data, lens.view.period, lens.view.as_of)
            .score::<Trace>(person, lens.view.period),
    )
}

/// The scores of everybody who was employed in the view's period and has a standard, the highest first; who cannot be
/// scored stands last.
pub fn everybody(lens: Lens) -> Vec<Scored<Silent>> {
    let Some(span) = lens.data.workspace.calendar.span(lens.view.period) else { return Vec::new() };
    let board = Board::of_period(lens.data, lens.view.period, lens.view.as_of);
    let employed = |p: &&Arc<Person>| {
        p.hired.is_none_or(|day| day <= span.to.min(lens.view.as_of))
            && p.left.is_none_or(|day| day >= span.from)
    };
    let mut all: Vec<Scored<Silent>> = lens
        .data
        .people
        .iter()
        .filter(employed)
        .map(|p| board.score::<Silent>(p.id, lens.view.period).value)
        .filter(|scored| scored.scorecard.is_some())
        .collect();
    all.sort_by_key(|scored| Reverse(scored.score));
    all
}

/// The calculation of one figure of a line: a part of the whole calculation. A target that the curve does not read is
/// worked out for it.
pub fn of_line(lens: Lens, scored: &Scored<Trace>, kpi: KpiId, figure: LineFigure) -> Option<Trace> {
    let line = scored
        .note
        .walk()
        .into_iter()
        .map(|(_, step)| step)
        .find(|step| matches!(step.step, Step::Line { kpi: own, .. } | Step::Extra(own) if own == kpi))?;
    let find = |test: &dyn Fn(&Step) -> bool| {
        line.walk().into_iter().map(|(_, step)| step).find(|step| test(&step.step)).cloned()
    };
    let actual = || find(&|step| matches!(step, Step::Kpi(own, _) if *own == kpi));
    let target = || {
        find(&|step| matches!(step, Step::TargetFor(own, ..) if *own == kpi)).or_else(|| {
            let card = lens.data.scorecards.get(scored.scorecard?)?;
            let level = card.lines.iter().find(|l| l.kpi == kpi)?.level;
            let subject = Subject::Person(scored.person);
            Some(Targets::new(lens.data).resolve::<Trace>(kpi, subject, lens.view.period, level).value.1)
        })
    };
    match figure {
        LineFigure::Score => Some(line.clone()),
        LineFigure::Actual => actual(),
        LineFigure::Target => target(),
        LineFigure::Attainment => find(&|step| matches!(step, Step::Attainment)).or_else(|| {
            let (actual, target) = (actual()?, target()?);
            let own = scored.lines.iter().find(|l| l.kpi == kpi);
            let value = TraceValue::factor(own.and_then(|l| l.attainment));
            Some(Trace { step: Step::Attainment, value, inputs: vec![actual, target] })
        }),
    }
}

/// The counted records of a person in the elapsed part of the period.
pub fn records(lens: Lens, person: PersonId) -> Option<RecordQuery> {
    let filter = Filter { people: vec![person], ..Filter::default() };
    Some(RecordQuery { sign: Sign::Any, ..RecordQuery::booked(lens.view.elapsed?, filter) })
}

/// One record of a person's file: what counts for them, and nobody else's share of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRecord {
    /// Day of booking.
    pub day: crate::domain::Date,
    /// Document number; empty where unknown.
    pub document: String,
    /// The customer.
    pub customer: String,
    /// The product.
    pub product: String,
    /// What counts for the person, in minor units.
    pub credited: i64,
}

/// The records of a person, the oldest first.
pub fn own_records(lens: Lens, person: PersonId) -> Vec<OwnRecord> {
    let Some(query) = records(lens, person) else { return Vec::new() };
    let names = lens.cache.names(lens.data);
    list(lens.data, &query, Order::Oldest)
        .lines()
        .filter_map(|line| {
            Some(OwnRecord {
                day: line.day.date()?,
                document: line.block.names().map(|n| n.document.get(line.at).to_owned()).unwrap_or_default(),
                customer: names.customer(line.customer).to_owned(),
                product: names.product(line.product).to_owned(),
                credited: line.credited,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dataset, Decimal};
    use crate::i18n::{Lang, sample};
    use crate::state::sample::{ROWS, Request, company, sample_as_of};
    use crate::state::select::Cache;
    use crate::state::view::View;
    use jiff::civil::date;

    #[test]
    fn every_figure_of_every_line_opens_its_own_value() {
        let as_of = sample_as_of(date(2026, 11, 23));
        let (workspace, changes) =
            company(&Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS });
        let data = Arc::new(Dataset::new(workspace).apply(&changes).unwrap());
        let view = View::default().settle(&data, as_of).unwrap();
        let cache = Cache::default();
        let lens = Lens { cache: &cache, data: &data, view: &view };
        let value = |trace: Trace| match trace.value {
            TraceValue::Number(n, _) | TraceValue::Factor(n) | TraceValue::Score(n) => Some(n),
            _ => None,
        };
        let mut checked = 0;
        for person in data.people.iter() {
            let scored = card(lens, person.id).unwrap().value;
            if let Some(exact) = scored.exact {
                let sum: Decimal = scored.lines.iter().filter_map(|line| scored.points(line)).sum();
                assert!(
                    (sum - exact).abs() < Decimal::new(1, 20),
                    "the points sum to the score: {sum}, {exact}"
                );
            }
            for line in &scored.lines {
                let cases: [(LineFigure, Option<Decimal>); 4] = [
                    (LineFigure::Actual, line.actual),
                    (LineFigure::Target, line.target),
                    (LineFigure::Attainment, line.attainment),
                    (LineFigure::Score, line.score),
                ];
                for (figure, shown) in cases.into_iter().filter(|(_, shown)| shown.is_some()) {
                    let trace =
                        of_line(lens, &scored, line.kpi, figure).unwrap_or_else(|| panic!("{figure:?}"));
                    assert_eq!(value(trace), shown, "{figure:?}");
                    checked += 1;
                }
            }
        }
        assert!(checked > 200, "{checked}");
        let all = everybody(lens);
        let scores: Vec<Option<Decimal>> = all.iter().map(|s| s.score).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
        for scored in &all {
            assert_eq!(card(lens, scored.person).unwrap().value.score, scored.score);
        }
        let span = data.workspace.calendar.span(view.period).unwrap();
        let gone = data.people.iter().filter(|p| p.left.is_some_and(|day| day < span.from)).count();
        assert!(gone > 0);
        assert_eq!(all.len(), data.people.len() - gone);
        assert!(card(lens, PersonId(crate::domain::id::Uuid::nil())).is_none());
    }
}
