//! How a KPI is made up by product category, channel, territory, customer or product.

use super::Lens;
use crate::domain::id::KpiId;
use crate::domain::kpi::Additivity;
use crate::domain::{Dataset, Decimal};
use crate::engine::measure::{Axis, Key};

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which member; `None` for all smaller ones together.
    pub key: Option<Key>,
    /// Its value.
    pub value: Decimal,
    /// Its share of the whole; absent where parts do not add up.
    pub share: Option<Decimal>,
    /// Its value in the period compared with, up to the same day.
    pub before: Option<Decimal>,
}

/// The parts of a KPI, the largest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mix {
    /// The parts.
    pub parts: Vec<Part>,
    /// The whole.
    pub total: Option<Decimal>,
}

/// At most `most` parts; what is smaller is put together where parts add up.
pub fn mix(lens: Lens, kpi: KpiId, axis: Axis, most: usize) -> Mix {
    let (Some(kpi), Some(now)) =
        (lens.data.kpis.get(kpi), lens.figures(vec![kpi], lens.view.elapsed, Some(axis), None))
    else {
        return Mix::default();
    };
    let before = lens.figures(vec![kpi.id], lens.view.before.map(|(_, s)| s), Some(axis), None);
    let adds = kpi.additivity == Additivity::Sum;
    let total = now.get(kpi.id, None, None);
    let level =
        top(lens.data, &now.cube.rows, |key| now.get(kpi.id, Some(key), None).is_some_and(|v| !v.is_zero()));
    let mut parts: Vec<Part> = level
        .into_iter()
        .filter_map(|key| {
            let value = now.get(kpi.id, Some(key), None).filter(|v| !v.is_zero())?;
            let share = total.filter(|_| adds).and_then(|t| value.checked_div(t));
            let before = before.as_ref().and_then(|b| b.get(kpi.id, Some(key), None));
            Some(Part { key: Some(key), value, share, before })
        })
        .collect();
    parts.sort_by_key(|p| std::cmp::Reverse(p.value));
    if parts.len() > most && adds {
        let rest = parts.split_off(most.saturating_sub(1));
        let sum = |value: fn(&Part) -> Option<Decimal>| {
            rest.iter().filter_map(value).try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v))
        };
        let value = sum(|p| Some(p.value)).unwrap_or_default();
        let share = total.and_then(|t| value.checked_div(t));
        parts.push(Part { key: None, value, share, before: sum(|p| p.before) });
    }
    parts.truncate(most);
    Mix { parts, total }
}

/// The members of the highest level of a tree that has more than one member with a value.
fn top(data: &Dataset, keys: &[Key], has: impl Fn(Key) -> bool) -> Vec<Key> {
    let parent = |key: Key| match key {
        Key::Category(id) => data.categories.get(id).and_then(|c| c.parent).map(Key::Category),
        Key::Territory(id) => data.territories.get(id).and_then(|t| t.parent).map(Key::Territory),
        _ => None,
    };
    let with: Vec<Key> = keys.iter().copied().filter(|k| has(*k)).collect();
    let mut level: Vec<Key> =
        with.iter().copied().filter(|k| parent(*k).is_none_or(|p| !with.contains(&p))).collect();
    loop {
        let [only] = level.as_slice() else { return level };
        let below: Vec<Key> = with.iter().copied().filter(|k| parent(*k) == Some(*only)).collect();
        if below.is_empty() {
            return level;
        }
        level = below;
    }
}
