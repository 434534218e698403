//! What the records and measurements say: any measure, over any span, under any filter, by any two dimensions.
//!
//! [`cube`] answers with one value per cell and exact totals; [`list()`] lists the records behind a cell. Both select
//! records with the same tables, so a figure and its list cannot disagree.

mod axis;
mod distinct;
mod finish;
mod list;
mod observed;
mod scan;
mod shared;
mod tables;

pub use list::{Line, Listing, Order, Pipeline, Total, amounts, list, pipeline};
pub use shared::shares;

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::filter::Filter;
use crate::domain::id::{
    CategoryId, ChannelId, CustomerId, MeasureId, PersonId, ProductId, TeamId, TerritoryId,
};
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::kpi::{Aggregate, Base, Measure, Sign, Source};
use crate::domain::records::StateSet;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Day, Decimal};
use std::sync::Arc;

/// A dimension to group by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Credited people, each with own and overlay credit.
    Person,
    /// Teams on the record's day, each with the teams below.
    Team,
    /// Products.
    Product,
    /// Categories, each with the categories below.
    Category,
    /// Channels.
    Channel,
    /// Territories, each with the territories below.
    Territory,
    /// Customers.
    Customer,
    /// Periods of a grain, cut at the ends of the span.
    Period(Grain),
}

/// One member of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A person.
    Person(PersonId),
    /// A team.
    Team(TeamId),
    /// A product.
    Product(ProductId),
    /// A category.
    Category(CategoryId),
    /// A channel.
    Channel(ChannelId),
    /// A territory.
    Territory(TerritoryId),
    /// A customer.
    Customer(CustomerId),
    /// A period.
    Period(Period),
    /// Records that name no member of the dimension.
    None,
}

impl Key {
    /// The member as the subject of a target or measurement, where it can be one.
    pub fn subject(self) -> Option<Subject> {
        Some(match self {
            Key::Person(id) => Subject::Person(id),
            Key::Team(id) => Subject::Team(id),
            Key::Product(id) => Subject::Product(id),
            Key::Territory(id) => Subject::Territory(id),
            Key::Customer(id) => Subject::Customer(id),
            Key::Category(_) | Key::Channel(_) | Key::Period(_) | Key::None => return None,
        })
    }
}

impl Key {
    /// The filter that selects this member's records; `None` for periods and for records without a member.
    pub fn filter(self) -> Option<Filter> {
        match self {
            Key::Category(id) => Some(Filter { categories: vec![id], ..Filter::default() }),
            Key::Channel(id) => Some(Filter { channels: vec![id], ..Filter::default() }),
            key => key.subject().map(filter_of),
        }
    }
}

/// Which day of a record places it in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DayOf {
    /// Booking.
    #[default]
    Booked,
    /// Invoice.
    Invoiced,
    /// Collection.
    Collected,
}

/// Exactly which records stand behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordQuery {
    /// The days; `None` for all records, dated or not.
    pub span: Option<Span>,
    /// Which day places a record in time.
    pub day: DayOf,
    /// All of these must hold.
    pub filters: Vec<Filter>,
    /// In which states.
    pub states: StateSet,
    /// With which sign of the amount.
    pub sign: Sign,
    /// Only records of a customer's first booked day.
    pub first: bool,
}

impl RecordQuery {
    /// The booked records of a span under a filter.
    pub fn booked(span: Span, filter: Filter) -> RecordQuery {
        RecordQuery {
            span: Some(span),
            day: DayOf::Booked,
            filters: vec![filter],
            states: StateSet::BOOKED,
            sign: Sign::Any,
            first: false,
        }
    }
}

/// What to compute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The days; `None` for all records, dated or not.
    pub span: Option<Span>,
    /// Which records.
    pub filter: Filter,
    /// First dimension.
    pub rows: Option<Axis>,
    /// Second dimension.
    pub columns: Option<Axis>,
    /// What is counted.
    pub measures: Vec<MeasureId>,
}

/// Values by two dimensions, with totals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cube {
    /// Members of the first dimension in the order of their table, [`Key::None`] last; empty without a dimension.
    pub rows: Vec<Key>,
    /// Members of the second dimension.
    pub columns: Vec<Key>,
    /// The measures, in the order of the query.
    pub measures: Vec<MeasureId>,
    /// One plane per measure, `(rows + 1) × (columns + 1)`, totals last.
    pub(crate) planes: Vec<Vec<Option<Decimal>>>,
}

impl Cube {
    /// A value by position; `None` for a row or column asks for its total. Absent where nothing is known.
    pub fn at(&self, measure: MeasureId, row: Option<usize>, column: Option<usize>) -> Option<Decimal> {
        let plane = self.planes.get(self.measures.iter().position(|m| *m == measure)?)?;
        let row = row.unwrap_or(self.rows.len());
        let column = column.unwrap_or(self.columns.len());
        if row > self.rows.len() || column > self.columns.len() {
            return None;
        }
        *plane.get(row * (self.columns.len() + 1) + column)?
    }

    /// A value by members; `None` for a row or column asks for its total.
    pub fn get(&self, measure: MeasureId, row: Option<Key>, column: Option<Key>) -> Option<Decimal> {
        self.at(measure, self.row(row)?, self.column(column)?)
    }

    /// Position of a row; the outer `None` where there is no such member.
    pub fn row(&self, key: Option<Key>) -> Option<Option<usize>> {
        position(&self.rows, key)
    }

    /// Position of a column; the outer `None` where there is no such member.
    pub fn column(&self, key: Option<Key>) -> Option<Option<usize>> {
        position(&self.columns, key)
    }
}

fn position(keys: &[Key], key: Option<Key>) -> Option<Option<usize>> {
    match key {
        None => Some(None),
        // Members stand in the order of their ids or days, with "none" last, which is the order of keys.
        Some(key) => keys.binary_search(&key).ok().map(Some),
    }
}

/// Computes measures.
///
/// A sum or count is zero where nothing matched but records of that time exist at all, and absent before the first
/// and after the last record of the dataset. A mean is absent without values. Margin and cost cover the records that
/// have a cost, and say so with [`IssueCode::CostMissing`].
pub fn cube(data: &Dataset, query: &Query) -> Checked<Cube> {
    let measures: Vec<_> = query.measures.iter().map(|id| data.measures.get(*id)).collect();
    cube_of(data, query, &measures)
}

/// [`cube`] with measures that need not be stored, in the order of the query's ids.
pub fn cube_of(data: &Dataset, query: &Query, measures: &[Option<&Arc<Measure>>]) -> Checked<Cube> {
    let mut issues = Vec::new();
    let layout = axis::Layout::new(data, query);
    let size = (layout.rows.keys.len() + 1) * (layout.columns.keys.len() + 1);
    let mut out = Cube {
        rows: layout.rows.keys.clone(),
        columns: layout.columns.keys.clone(),
        measures: query.measures.clone(),
        planes: vec![Vec::new(); query.measures.len()],
    };
    if layout.too_large() {
        issues.push(Issue { code: IssueCode::TooComplex, about: About::Whole });
        out.planes = vec![vec![None; size]; query.measures.len()];
        return Checked { value: out, issues };
    }
    for pass in scan::passes(measures, query) {
        let counted = scan::run(data, &layout, &pass);
        let finished = finish::finish(data, &layout, &pass, counted, &mut issues);
        for (at, plane) in finished {
            if let Some(place) = out.planes.get_mut(at) {
                *place = plane;
            }
        }
    }
    for (measure, plane) in measures.iter().zip(&mut out.planes) {
        match measure.map(|m| &m.source) {
            Some(Source::Records { .. }) => {}
            Some(_) => *plane = observed::plane(data, &layout, query, measure.map(AsRef::as_ref)),
            None => *plane = vec![None; size],
        }
    }
    if !data.splits.iter().all(|s| s.is_whole()) {
        issues.push(Issue { code: IssueCode::SplitTotal, about: About::Whole });
    }
    issues.sort();
    issues.dedup();
    Checked { value: out, issues }
}

/// The records behind one measure in a scope; `None` for measures that do not count records.
pub fn records_of(source: &Source, span: Option<Span>, filters: &[Filter]) -> Option<RecordQuery> {
    let Source::Records { aggregate, filter, states, sign } = source else { return None };
    let mut all: Vec<Filter> = filters.iter().filter(|f| !f.is_all()).cloned().collect();
    if !filter.is_all() {
        all.push(filter.clone());
    }
    Some(RecordQuery {
        span,
        day: day_of(*aggregate),
        filters: all,
        states: *states,
        sign: *sign,
        first: matches!(aggregate, Aggregate::Distinct(crate::domain::kpi::Distinct::NewCustomers)),
    })
}

/// The ids of the measurements behind a measure in a scope, in the order of the table.
pub fn measurements_of(
    data: &Dataset,
    measure: MeasureId,
    subject: Subject,
    span: Option<Span>,
    filter: &Filter,
) -> Vec<crate::domain::id::MeasurementId> {
    observed::behind(data, measure, subject, span, filter)
}

/// The people who count as heads in a scope, in the order of the table.
pub fn heads_of(data: &Dataset, subject: Subject, span: Option<Span>, filter: &Filter) -> Vec<PersonId> {
    observed::heads_behind(data, subject, span, filter)
}

/// The filter that means one subject.
pub fn filter_of(subject: Subject) -> Filter {
    let mut filter = Filter::default();
    match subject {
        Subject::Company => {}
        Subject::Team(id) => filter.teams.push(id),
        Subject::Person(id) => filter.people.push(id),
        Subject::Territory(id) => filter.territories.push(id),
        Subject::Customer(id) => filter.customers.push(id),
        Subject::Product(id) => filter.products.push(id),
    }
    filter
}

fn day_of(aggregate: Aggregate) -> DayOf {
    match aggregate {
        Aggregate::Sum(Base::Invoiced) | Aggregate::Mean(Base::Invoiced) => DayOf::Invoiced,
        Aggregate::Sum(Base::Collected) | Aggregate::Mean(Base::Collected) => DayOf::Collected,
        _ => DayOf::Booked,
    }
}

/// First and last booked day of the dataset; `None` without booked records.
pub fn booked_days(data: &Dataset) -> Option<(Day, Day)> {
    let blocks = data.segments.iter().flat_map(|s| s.blocks.iter());
    blocks.filter_map(|b| b.booked).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[cfg(test)]
mod tests;
