//! Measures that do not count records: measurements, and the number of people.
//!
//! A subject's measurements are its own; where it has none, those of its parts: people and teams below a team,
//! territories below a territory, and for the company the first kind that has any, in the order team, territory,
//! person, customer, product.

use super::axis::Layout;
use super::{Key, Query, filter_of};
use crate::domain::filter::Filter;
use crate::domain::id::{MeasureId, MeasurementId, PersonId, TeamId, TerritoryId};
use crate::domain::kpi::{Combine, Measure, Source};
use crate::domain::measurement::Measurement;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The plane of a measure over measurements or heads.
pub(super) fn plane(
    data: &Dataset,
    layout: &Layout,
    query: &Query,
    measure: Option<&Measure>,
) -> Vec<Option<Decimal>> {
    let Some(measure) = measure else { return vec![None; layout.size()] };
    let own = Observed::new(data, measure.id);
    let width = layout.width();
    let whole = Scope::of(&query.filter);
    let narrowed = |scope: &Option<Scope>, key: Option<&Key>, span| match key {
        None | Some(Key::Period(_)) => scope.clone(),
        Some(key) => scope.clone()?.narrowed(data, key.subject()?, span),
    };
    let answer = |scope: &Scope, span| match measure.source {
        Source::Measurements(combine) => combined(&own.select(scope, span), combine, span),
        Source::Heads => heads(data, scope, span).map(|(average, _)| average),
        Source::Records { .. } => None,
    };
    // Days by column; where rows are periods every cell asks for its own.
    let days: Vec<Option<Span>> = (0..width).map(|c| layout.days(data, layout.rows.keys.len(), c)).collect();
    let rows_are_periods = matches!(layout.rows.axis, Some(super::Axis::Period(_)));
    let mut plane = Vec::with_capacity(layout.size());
    for row in 0..=layout.rows.keys.len() {
        for (column, span) in days.iter().enumerate() {
            let span = if rows_are_periods { layout.days(data, row, column) } else { *span };
            let scope = narrowed(&whole, layout.rows.keys.get(row), span);
            let scope = narrowed(&scope, layout.columns.keys.get(column), span);
            plane.push(scope.and_then(|scope| answer(&scope, span)));
        }
    }
    plane
}

/// Whom measurements are asked about.
#[derive(Clone, Debug, PartialEq)]
enum Scope {
    Company,
    Any(Vec<Subject>),
}

impl Scope {
    /// What a filter means for measurements; `None` where it limits several dimensions or one that is not measured.
    fn of(filter: &Filter) -> Option<Scope> {
        let lists: Vec<Vec<Subject>> = [
            filter.teams.iter().map(|t| Subject::Team(*t)).collect(),
            filter.people.iter().map(|p| Subject::Person(*p)).collect(),
            filter.products.iter().map(|p| Subject::Product(*p)).collect(),
            filter.territories.iter().map(|t| Subject::Territory(*t)).collect(),
            filter.customers.iter().map(|c| Subject::Customer(*c)).collect(),
        ]
        .into_iter()
        .filter(|l: &Vec<_>| !l.is_empty())
        .collect();
        if !filter.categories.is_empty() || !filter.channels.is_empty() {
            return None;
        }
        match <[_; 1]>::try_from(lists) {
            Ok([list]) => Some(Scope::Any(list)),
            Err(lists) if lists.is_empty() => Some(Scope::Company),
            Err(_) => None,
        }
    }

    /// The scope limited to one subject more; `None` where both have nothing in common or cannot be combined.
    fn narrowed(self, data: &Dataset, subject: Subject, span: Option<Span>) -> Option<Scope> {
        let one = Some(Scope::Any(vec![subject]));
        match self {
            Scope::Company => one,
            Scope::Any(list) if list.contains(&subject) => one,
            Scope::Any(list) => {
                let day = span.map_or(Date::MAX, |s| s.to);
                list.iter().any(|above| within(data, subject, *above, day)).then_some(())?;
                one
            }
        }
    }
}

/// Whether a subject lies below another on a day.
fn within(data: &Dataset, subject: Subject, above: Subject, day: Date) -> bool {
    match (subject, above) {
        (_, Subject::Company) => true,
        (Subject::Person(p), Subject::Team(t)) => {
            data.people.get(p).and_then(|p| p.team_on(day)).is_some_and(|own| team_within(data, own, t))
        }
        (Subject::Team(a), Subject::Team(b)) => team_within(data, a, b),
        (Subject::Territory(a), Subject::Territory(b)) => {
            let mut at: Option<TerritoryId> = Some(a);
            for _ in 0..=data.territories.len() {
                match at {
                    Some(id) if id == b => return true,
                    Some(id) => at = data.territories.get(id).and_then(|t| t.parent),
                    None => return false,
                }
            }
            false
        }
        (a, b) => a == b,
    }
}

/// Whether a team is another or lies below it.
fn team_within(data: &Dataset, team: TeamId, above: TeamId) -> bool {
    let mut at = Some(team);
    for _ in 0..=data.teams.len() {
        match at {
            Some(id) if id == above => return true,
            Some(id) => at = data.teams.get(id).and_then(|t| t.parent),
            None => return false,
        }
    }
    false
}

/// The measurements of one measure, by subject.
struct Observed<'a> {
    data: &'a Dataset,
    by: BTreeMap<Subject, Vec<&'a Arc<Measurement>>>,
}

impl<'a> Observed<'a> {
    fn new(data: &'a Dataset, measure: MeasureId) -> Observed<'a> {
        let mut by: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for one in data.measurements.iter().filter(|m| m.measure == measure) {
            by.entry(one.subject).or_default().push(one);
        }
        Observed { data, by }
    }

    /// The measurements that answer for a scope.
    fn select(&self, scope: &Scope, span: Option<Span>) -> Vec<&'a Arc<Measurement>> {
        let timely = |m: &&&'a Arc<Measurement>| span.is_none_or(|s| m.span.intersect(&s).is_some());
        let of_kind = |test: fn(&Subject) -> bool| -> Vec<&'a Arc<Measurement>> {
            let lists = self.by.iter().filter(|(subject, _)| test(subject)).map(|(_, list)| list);
            lists.flatten().filter(timely).copied().collect()
        };
        match scope {
            Scope::Company => {
                let kinds: [fn(&Subject) -> bool; 6] = [
                    |s| matches!(s, Subject::Company),
                    |s| matches!(s, Subject::Team(_)),
                    |s| matches!(s, Subject::Territory(_)),
                    |s| matches!(s, Subject::Person(_)),
                    |s| matches!(s, Subject::Customer(_)),
                    |s| matches!(s, Subject::Product(_)),
                ];
                kinds.iter().map(|kind| of_kind(*kind)).find(|f| !f.is_empty()).unwrap_or_default()
            }
            Scope::Any(subjects) => subjects
                .iter()
                .flat_map(|subject| {
                    let own = self.by.get(subject).into_iter().flatten();
                    let direct: Vec<_> = own.filter(timely).copied().collect();
                    let has_parts = matches!(subject, Subject::Team(_) | Subject::Territory(_));
                    if !direct.is_empty() || !has_parts {
                        return direct;
                    }
                    let below = |m: &&&'a Arc<Measurement>| within(self.data, m.subject, *subject, m.span.to);
                    self.by.values().flatten().filter(timely).filter(below).copied().collect()
                })
                .collect(),
        }
    }
}

/// One number from measurements. A mean weighs by sample size where every one has a size; a sum takes of a
/// measurement the share of its days that lie in the span; the last is the one that ends last.
fn combined(found: &[&Arc<Measurement>], combine: Combine, span: Option<Span>) -> Option<Decimal> {
    let last = found.iter().max_by_key(|m| (m.span.to, m.id))?;
    match combine {
        Combine::Last => Some(last.value),
        Combine::Sum => found.iter().try_fold(Decimal::ZERO, |sum, m| {
            let inside = span.map_or(Some(m.span), |s| s.intersect(&m.span))?;
            let part = m.value.checked_mul(Decimal::from(inside.days()))?;
            sum.checked_add(if inside == m.span { m.value } else { part.checked_div(m.span.days().into())? })
        }),
        Combine::Mean => {
            let weighted = found.iter().all(|m| m.sample.is_some_and(|n| n > 0));
            let weight = |m: &Measurement| Decimal::from(if weighted { m.sample.unwrap_or(1) } else { 1 });
            let (sum, weights) = found.iter().try_fold((Decimal::ZERO, Decimal::ZERO), |(sum, n), m| {
                let w = weight(m);
                Some((sum.checked_add(m.value.checked_mul(w)?)?, n.checked_add(w)?))
            })?;
            sum.checked_div(weights)
        }
    }
}

/// Average number of people employed over the span, by day, with who they are. People without any known employment
/// date count on every day.
fn heads(data: &Dataset, scope: &Scope, span: Option<Span>) -> Option<(Decimal, Vec<PersonId>)> {
    let span = span.or_else(|| {
        let (first, last) = super::booked_days(data)?;
        Some(Span { from: first.date()?, to: last.date()? })
    })?;
    let days = span.days();
    let mut total = 0_u64;
    let mut who = Vec::new();
    for person in data.people.iter() {
        let from = person.hired.map_or(span.from, |h| h.max(span.from));
        let to = person.left.map_or(span.to, |l| l.min(span.to));
        let employed = Span { from, to };
        if from > to {
            continue;
        }
        let counts = |day: Date| match scope {
            Scope::Company => true,
            Scope::Any(list) => list.iter().any(|s| match s {
                Subject::Person(_) | Subject::Team(_) => within(data, Subject::Person(person.id), *s, day),
                _ => true,
            }),
        };
        let one_team = person.stints.iter().all(|s| s.from.is_none_or(|f| f <= from || f > to));
        let n = if one_team {
            if counts(from) { employed.days() } else { 0 }
        } else {
            employed.iter().filter(|d| counts(*d)).count() as u32
        };
        if n > 0 {
            total += u64::from(n);
            who.push(person.id);
        }
    }
    if data.people.is_empty() {
        return None;
    }
    Some((Decimal::from(total).checked_div(days.into())?, who))
}

fn scope_of(data: &Dataset, subject: Subject, span: Option<Span>, filter: &Filter) -> Option<Scope> {
    match subject {
        Subject::Company => Scope::of(filter),
        subject if filter.is_all() => Scope::of(&filter_of(subject)),
        subject => Scope::of(filter)?.narrowed(data, subject, span),
    }
}

/// The measurements behind a measure in a scope.
pub(super) fn behind(
    data: &Dataset,
    measure: MeasureId,
    subject: Subject,
    span: Option<Span>,
    filter: &Filter,
) -> Vec<MeasurementId> {
    let scope = scope_of(data, subject, span, filter);
    let mut ids: Vec<MeasurementId> = scope.map_or_else(Vec::new, |s| {
        Observed::new(data, measure).select(&s, span).iter().map(|m| m.id).collect()
    });
    ids.sort_unstable();
    ids
}

/// The people behind a number of heads.
pub(super) fn heads_behind(
    data: &Dataset,
    subject: Subject,
    span: Option<Span>,
    filter: &Filter,
) -> Vec<PersonId> {
    let scope = scope_of(data, subject, span, filter);
    scope.and_then(|s| heads(data, &s, span)).map_or_else(Vec::new, |(_, who)| who)
}
