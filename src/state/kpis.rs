//! What the editor of KPIs asks: is a formula right, what is it worth, which ready ones are missing.

use crate::domain::dataset::{Changes, Dataset, Item};
use crate::domain::id::{KpiId, Uuid};
use crate::domain::issue::About;
use crate::domain::kpi::Kpi;
use crate::domain::{Decimal, IssueCode};
use crate::engine::kpi::{Ask, Figures, check};
use crate::engine::library;
use crate::state::view::Settled;

/// A mistake in a formula: its code and its place, from byte to byte.
pub type Mistake = (IssueCode, usize, usize);

/// The first mistake in a KPI's formula, as the dataset stands.
pub fn mistake(data: &Dataset, kpi: &Kpi) -> Option<Mistake> {
    let checked = check(data, &kpi.formula, Some(kpi.id), Some(kpi.unit));
    checked.issues.into_iter().find_map(|issue| match issue.about {
        About::Place(from, to) => Some((issue.code, from, to)),
        _ => None,
    })
}

/// What a KPI that is being edited is worth for the company in the elapsed part of the period.
pub fn try_out(data: &Dataset, view: &Settled, kpi: &Kpi) -> Option<Decimal> {
    let mut changes = Changes::default();
    changes.put(data, Item::Kpi(kpi.clone()));
    company_value(&data.apply(&changes).ok()?, view, kpi.id)
}

/// What a KPI is worth for the company, or what the filter leaves of it, in the elapsed part of the period.
pub fn company_value(data: &Dataset, view: &Settled, kpi: KpiId) -> Option<Decimal> {
    let filter = view.filter.clone();
    let ask = Ask { kpis: vec![kpi], span: Some(view.elapsed?), filter, rows: None, columns: None };
    Figures::new(data, ask).get(kpi, None, None)
}

/// The ready measures and KPIs whose keys are not in use, measures first.
pub fn missing(data: &Dataset, id: impl FnMut() -> Uuid) -> Vec<Item> {
    let (measures, kpis) = library::all(id);
    let measures = measures.into_iter().filter(|m| !data.measures.iter().any(|o| o.key == m.key));
    let kpis = kpis.into_iter().filter(|k| !data.kpis.iter().any(|o| o.key == k.key));
    measures.map(Item::Measure).chain(kpis.map(Item::Kpi)).collect()
}
