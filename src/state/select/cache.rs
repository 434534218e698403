//! What scans of the records answered, by question. A change of targets, scorecards or plans keeps the answers.

use crate::domain::Dataset;
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Listing, Order, Pipeline, RecordQuery, list, pipeline};
use crate::state::select::CodeNames;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

/// Most answers of one kind that are remembered.
const MOST_FIGURES: usize = 48;
/// Lists are large, so few are kept.
const MOST_LISTS: usize = 4;

/// Remembers answers about one dataset. Cheap to ask twice.
#[derive(Default)]
pub struct Cache {
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    basis: Option<Arc<Dataset>>,
    figures: VecDeque<(Ask, Arc<Figures>)>,
    lists: VecDeque<((RecordQuery, Order), Arc<Listing>)>,
    pipelines: VecDeque<(RecordQuery, Arc<Option<Pipeline>>)>,
    names: Option<Arc<CodeNames>>,
}

/// Whether everything that scans read is the same in both.
fn same_basis(a: &Dataset, b: &Dataset) -> bool {
    Arc::ptr_eq(&a.workspace, &b.workspace)
        && a.people.same(&b.people)
        && a.teams.same(&b.teams)
        && a.splits.same(&b.splits)
        && a.categories.same(&b.categories)
        && a.products.same(&b.products)
        && a.channels.same(&b.channels)
        && a.territories.same(&b.territories)
        && a.customers.same(&b.customers)
        && a.measures.same(&b.measures)
        && a.measurements.same(&b.measurements)
        && a.kpis.same(&b.kpis)
        && a.segments.same(&b.segments)
}

impl Inner {
    fn turn_to(&mut self, data: &Arc<Dataset>) {
        let known = self.basis.as_ref().is_some_and(|b| Arc::ptr_eq(b, data) || same_basis(b, data));
        if !known {
            *self = Inner { basis: Some(Arc::clone(data)), ..Inner::default() };
        }
    }
}

fn recall<K: PartialEq, V>(kept: &VecDeque<(K, Arc<V>)>, key: &K) -> Option<Arc<V>> {
    kept.iter().find(|(k, _)| k == key).map(|(_, v)| Arc::clone(v))
}

fn keep<K, V>(kept: &mut VecDeque<(K, Arc<V>)>, key: K, value: V, most: usize) -> Arc<V> {
    let value = Arc::new(value);
    kept.push_front((key, Arc::clone(&value)));
    kept.truncate(most);
    value
}

impl Cache {
    /// KPIs by two dimensions.
    pub fn figures(&self, data: &Arc<Dataset>, ask: &Ask) -> Arc<Figures> {
        let mut inner = self.inner.borrow_mut();
        inner.turn_to(data);
        match recall(&inner.figures, ask) {
            Some(known) => known,
            None => {
                let made = Figures::new(data, ask.clone());
                keep(&mut inner.figures, ask.clone(), made, MOST_FIGURES)
            }
        }
    }

    /// The records behind a figure.
    pub fn list(&self, data: &Arc<Dataset>, query: &RecordQuery, order: Order) -> Arc<Listing> {
        let mut inner = self.inner.borrow_mut();
        inner.turn_to(data);
        let key = (query.clone(), order);
        match recall(&inner.lists, &key) {
            Some(known) => known,
            None => keep(&mut inner.lists, key, list(data, query, order), MOST_LISTS),
        }
    }

    /// The open opportunities of a query, and how often opportunities were won; `None` where there are none.
    pub fn pipeline(&self, data: &Arc<Dataset>, query: &RecordQuery) -> Option<Pipeline> {
        let mut inner = self.inner.borrow_mut();
        inner.turn_to(data);
        match recall(&inner.pipelines, query) {
            Some(known) => *known,
            None => *keep(&mut inner.pipelines, query.clone(), pipeline(data, query), MOST_LISTS),
        }
    }

    /// The names behind the codes of the columns.
    pub fn names(&self, data: &Arc<Dataset>) -> Arc<CodeNames> {
        let mut inner = self.inner.borrow_mut();
        inner.turn_to(data);
        Arc::clone(inner.names.get_or_insert_with(|| Arc::new(CodeNames::new(data))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dataset::{Change, Changes};
    use crate::domain::id::TargetId;
    use crate::domain::target::{Level, Subject, Target};
    use crate::domain::{Decimal, Period};
    use crate::i18n::{Lang, sample};
    use crate::state::sample::{ROWS, Request, company, sample_as_of};
    use jiff::civil::date;

    #[test]
    fn answers_stay_until_something_they_read_changes() {
        let as_of = sample_as_of(date(2026, 11, 23));
        let (workspace, changes) =
            company(&Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS / 10 });
        let data = Arc::new(Dataset::new(workspace).apply(&changes).unwrap());
        let kpi = data.kpis.iter().next().unwrap().id;
        let ask = Ask { kpis: vec![kpi], span: None, filter: Default::default(), rows: None, columns: None };
        let cache = Cache::default();
        let first = cache.figures(&data, &ask);
        assert!(first.at(kpi, None, None).is_some());
        assert!(Arc::ptr_eq(&first, &cache.figures(&data, &ask)));

        let target = Target {
            id: TargetId(crate::domain::id::Uuid::from_u128(1)),
            kpi,
            subject: Subject::Company,
            period: Period::Year(2026),
            level: Level::Target,
            value: Decimal::ONE,
        };
        let with_target =
            data.apply(&Changes { targets: vec![Change::add(target)], ..Changes::default() }).unwrap();
        assert!(Arc::ptr_eq(&first, &cache.figures(&Arc::new(with_target), &ask)), "targets are not scanned");

        let segment = data.segments.iter().next().unwrap();
        let without = Changes { segments: vec![Change::remove(segment)], ..Changes::default() };
        let without = Arc::new(data.apply(&without).unwrap());
        let second = cache.figures(&without, &ask);
        assert!(!Arc::ptr_eq(&first, &second));
        assert_ne!(first.at(kpi, None, None), second.at(kpi, None, None));
    }
}
