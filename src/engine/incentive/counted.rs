//! The records behind the base of a line: which count, and what of each.
//!
//! Invariant: the selection is that of the cells, so that what is listed sums to what the line is paid on.

use crate::domain::calendar::{Period, Span};
use crate::domain::id::{ComponentId, PersonId, SegmentId};
use crate::domain::incentive::{Component, Pays, Plan, Whose};
use crate::domain::records::RowRef;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::base::{Ground, grain, query};
use crate::engine::incentive::matcher::Codes;
use crate::engine::incentive::quota::Quotas;
use crate::engine::incentive::rows::{self, One};
use crate::engine::incentive::sales::Sales;
use crate::engine::incentive::sums;
use crate::engine::incentive::version::Days;
use crate::engine::measure::{Line, Total, amounts, filter_of};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which records: those of one accumulation of one person, or of the group of a pool, under a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Counting {
    /// The plan, as it was applied.
    pub plan: Arc<Plan>,
    /// The component.
    pub component: ComponentId,
    /// Whose line it is.
    pub person: PersonId,
    /// Whose figures count: the person's own, or those of a team or of the company.
    pub whom: Subject,
    /// The accumulation period; for a component per record the month of the record.
    pub period: Period,
    /// Place of the rule that takes the records, 0 being the component's own table.
    pub rule: u16,
    /// The record, or the first one of a document.
    pub row: Option<RowRef>,
    /// Only what the accumulation had before the days that count.
    pub early: bool,
    /// Which days count, as the line was made.
    pub(super) days: Arc<Days>,
    /// Place of the person there.
    pub(super) place: usize,
}

/// A record with what counts of it.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The record.
    pub line: Line,
    /// What counts, in what the component is paid on, major units.
    pub counts: Decimal,
}

/// The records in the order of their segments and rows, each once.
pub fn counted(data: &Dataset, counting: &Counting) -> Vec<Counted> {
    let plan = counting.plan.as_ref();
    let Some(component) = plan.components.iter().find(|c| c.id == counting.component) else {
        return Vec::new();
    };
    let (people, place) = ([counting.person], BTreeMap::from([(counting.person, 0)]));
    let (quotas, codes, sales) = (Quotas::new(data), Codes::new(data), Sales::new(data));
    let days = counting.days.of(counting.place);
    let ground = Ground {
        data,
        plan,
        span: days.span,
        now: days.now,
        days: &days,
        people: &people,
        place: &place,
        quotas: &quotas,
        codes: &codes,
        sales: &sales,
    };
    let mut found = BTreeMap::new();
    let alone = counting.whom == Subject::Person(counting.person);
    if alone && rows::needed(component) {
        by_record(&ground, component, counting, &mut found);
    } else {
        by_sum(&ground, component, counting, &mut found);
    }
    found.into_values().collect()
}

type Found = BTreeMap<RowRef, Counted>;

fn add(found: &mut Found, line: &Line, counts: Decimal) {
    match found.get_mut(&line.row) {
        Some(known) => known.counts = known.counts.saturating_add(counts),
        None => drop(found.insert(line.row, Counted { line: line.clone(), counts })),
    }
}

/// Where records are decided one by one.
fn by_record(ground: &Ground, component: &Component, counting: &Counting, found: &mut Found) {
    let document = document(ground.data, component, counting);
    let same = |one: &One| match (document, counting.row) {
        (Some((segment, document)), _) => {
            one.line.row.segment == segment && rows::document(one.line) == document
        }
        (None, Some(row)) => one.line.row == row,
        (None, None) => true,
    };
    rows::each(ground, component, |one| {
        let here = one.place.period == counting.period && one.counted == Some(counting.early);
        if here && one.rule == counting.rule && same(one) {
            add(found, one.line, one.amounts.pay.saturating_mul(rows::landing(component, one)));
        }
    });
}

/// The document of the line, where the component works per document.
fn document(data: &Dataset, component: &Component, counting: &Counting) -> Option<(SegmentId, u32)> {
    use crate::domain::incentive::Accumulate;
    let row = counting.row.filter(|_| component.accumulate() == Accumulate::PerDocument)?;
    let mut at = usize::try_from(row.row).ok()?;
    for block in &data.segments.get(row.segment)?.blocks {
        match block.facts.document.get(at) {
            Some(document) => return Some((row.segment, *document)),
            None => at -= block.facts.len(),
        }
    }
    None
}

/// Where the base is a plain sum.
fn by_sum(ground: &Ground, component: &Component, counting: &Counting, found: &mut Found) {
    let Some(grain) = grain(component.accumulate()) else { return };
    let calendar = &ground.data.workspace.calendar;
    let asked = if counting.early {
        let from = sums::start(ground, component, grain);
        ground.span.from.yesterday().ok().filter(|to| from <= *to).map(|to| Span { from, to })
    } else {
        Some(ground.span)
    };
    let period = calendar.span(counting.period);
    let span = asked.zip(period).and_then(|(asked, period)| asked.intersect(&period));
    let alone = counting.whom == Subject::Person(counting.person);
    let total = if matches!(counting.whom, Subject::Team(_)) { Total::Team } else { Total::Asked };
    let pot = !alone && matches!(component.pays, Pays::Pool(_));
    let events = if pot { vec![(component.base, Decimal::ONE)] } else { sums::events(component) };
    for (span, (base, factor)) in span.iter().flat_map(|span| events.iter().map(move |event| (*span, *event)))
    {
        let own = Component { base, ..component.clone() };
        let mut asked = query(&own, span);
        if asked.span.is_none_or(|s| s.from > s.to) {
            continue;
        }
        asked.filters.push(filter_of(counting.whom));
        for (line, value) in amounts(ground.data, &asked, base, total) {
            let day = rows::day_of(&line, base);
            if !alone || day.is_some_and(|d| ground.turn(0, d)) {
                add(found, &line, value.saturating_mul(factor));
            }
        }
    }
    if alone && component.terms.whose == Whose::Own && !ground.sales.is_empty() {
        for one in sums::moved(ground, component, grain) {
            if one.early == counting.early && one.period == counting.period {
                add(found, &one.line, one.value);
                found.retain(|row, counted| *row != one.line.row || !counted.counts.is_zero());
            }
        }
    }
}
