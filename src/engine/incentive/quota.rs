//! A person's quota: the revenue target of a period, as set or as the sum of shorter periods.

use crate::domain::calendar::Period;
use crate::domain::id::{KpiId, PersonId};
use crate::domain::kpi::{Label, Library};
use crate::domain::target::{Level, Subject};
use crate::domain::{Dataset, Decimal, Span};
use std::collections::BTreeMap;

/// The revenue targets of people.
#[derive(Debug)]
pub struct Quotas<'a> {
    data: &'a Dataset,
    /// The library's revenue KPI.
    pub revenue: Option<KpiId>,
    by_person: BTreeMap<PersonId, Vec<(Period, Span, Decimal)>>,
}

impl<'a> Quotas<'a> {
    /// Reads the targets of the library's revenue KPI.
    pub fn new(data: &'a Dataset) -> Quotas<'a> {
        let revenue: Option<KpiId> =
            data.kpis.iter().find(|k| k.label == Label::Library(Library::Revenue)).map(|k| k.id);
        let mut by_person: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for target in data.targets.iter().filter(|t| Some(t.kpi) == revenue && t.level == Level::Target) {
            if let (Subject::Person(person), Some(span)) =
                (target.subject, data.workspace.calendar.span(target.period))
            {
                by_person.entry(person).or_default().push((target.period, span, target.value));
            }
        }
        Quotas { data, revenue, by_person }
    }

    /// The target of a period: the one set for it, otherwise the sum of the longest ones inside it that do not
    /// overlap. `None` where there is none.
    pub fn of(&self, person: PersonId, period: Period) -> Option<Decimal> {
        let targets = self.by_person.get(&person)?;
        if let Some((.., value)) = targets.iter().find(|(p, ..)| *p == period) {
            return Some(*value);
        }
        let whole = self.data.workspace.calendar.span(period)?;
        let mut inside: Vec<_> =
            targets.iter().filter(|(_, s, _)| whole.from <= s.from && s.to <= whole.to).collect();
        inside.sort_by_key(|(_, s, _)| (std::cmp::Reverse(s.days()), s.from));
        let mut taken: Vec<Span> = Vec::new();
        let mut sum = None;
        for (_, span, value) in inside {
            if taken.iter().all(|t| t.intersect(span).is_none()) {
                taken.push(*span);
                sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(*value)?);
            }
        }
        sum
    }
}
