//! What a rating can rest on: the sales documents of a person in a cycle's period, and feedback about them.

use crate::domain::appraisal::{Appraisal, Cycle, Feedback};
use crate::domain::dataset::Dataset;
use crate::domain::filter::Filter;
use crate::domain::id::PersonId;
use crate::domain::records::StateSet;
use crate::domain::{Date, Decimal, Span};
use crate::engine::measure::{Order, RecordQuery, list};
use crate::state::appraisal::feedback;
use crate::state::select::CodeNames;
use std::collections::HashMap;
use std::sync::Arc;

/// A sales document: what it is called, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// The day of its first line.
    pub day: Option<Date>,
    /// The customer of its first line.
    pub customer: String,
    /// All its lines that count for the person, in major units.
    pub amount: Decimal,
}

/// The booked documents of a person in a cycle's period up to a day, the largest first. Lines whose names are not read
/// yet are not among them.
#[must_use]
pub fn documents(
    data: &Dataset,
    names: &CodeNames,
    cycle: &Cycle,
    person: PersonId,
    as_of: Date,
) -> Vec<Document> {
    let Some(span) = data.workspace.calendar.span(cycle.period) else { return Vec::new() };
    if as_of < span.from {
        return Vec::new();
    }
    let span = Span { from: span.from, to: span.to.min(as_of) };
    let query = RecordQuery::booked(span, Filter { people: vec![person], ..Filter::default() });
    let digits = data.workspace.currency.digits();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<Document> = Vec::new();
    for line in list(data, &query, Order::Oldest).lines() {
        let Some(number) = line.block.names().map(|n| n.document.get(line.at)).filter(|n| !n.is_empty())
        else {
            continue;
        };
        let amount = Decimal::new(line.credited, digits);
        if let Some(document) = places.get(number).and_then(|at| found.get_mut(*at)) {
            document.amount = document.amount.saturating_add(amount);
            continue;
        }
        places.insert(number.to_owned(), found.len());
        found.push(Document {
            number: number.to_owned(),
            day: line.day.date(),
            customer: names.customer(line.customer).to_owned(),
            amount,
        });
    }
    found.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.number.cmp(&b.number)));
    found
}

/// The records of a person in all states, in which a document is looked up.
#[must_use]
pub fn all_records(person: PersonId) -> RecordQuery {
    RecordQuery {
        span: None,
        day: crate::engine::measure::DayOf::Booked,
        filters: vec![Filter { people: vec![person], ..Filter::default() }],
        states: StateSet::of(&crate::domain::records::State::ALL),
        sign: crate::domain::kpi::Sign::Any,
        first: false,
    }
}

/// The feedback about the person of an appraisal that a rater sees, the newest first.
#[must_use]
pub fn told(data: &Dataset, case: &Appraisal, me: Option<PersonId>, day: Date) -> Vec<Arc<Feedback>> {
    feedback::entries(data, Some(case.person), me, day)
}
