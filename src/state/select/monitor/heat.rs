//! People by KPIs: who stands where, at one look.

use super::ranking::belongs;
use super::{Lens, target_of};
use crate::domain::Decimal;
use crate::domain::id::{KpiId, PersonId};
use crate::engine::measure::Key;
use crate::engine::target::Targets;

/// One cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HeatCell {
    /// The actual value.
    pub actual: Option<Decimal>,
    /// How it stands to date, 1 being on pace; absent without a target.
    pub to_date: Option<Decimal>,
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// Who.
    pub person: PersonId,
    /// A cell per KPI.
    pub cells: Vec<HeatCell>,
}

/// People by KPIs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// The KPIs.
    pub kpis: Vec<KpiId>,
    /// The people, the best in the first KPI first.
    pub rows: Vec<HeatRow>,
}

impl Heat {
    /// The KPI in which most people are behind, how many they are, and of how many; nothing where nobody is.
    #[must_use]
    pub fn most_behind(&self) -> Option<(KpiId, usize, usize)> {
        let counted = self.kpis.iter().enumerate().map(|(at, kpi)| {
            let stands = self.rows.iter().filter_map(|row| row.cells.get(at)?.to_date);
            let (behind, of) = stands
                .fold((0, 0), |(behind, of), to_date| (behind + usize::from(to_date < Decimal::ONE), of + 1));
            (*kpi, behind, of)
        });
        // Of several the first: they stand in the workspace's order.
        counted
            .filter(|(_, behind, _)| *behind > 0)
            .reduce(|most, next| if next.1 > most.1 { next } else { most })
    }
}

/// The KPIs for which somebody has a target, and everybody who has a figure in one of them.
pub fn heat(lens: Lens) -> Heat {
    let Some(now) = lens.by_person() else { return Heat::default() };
    let targets = Targets::new(lens.data);
    let people: Vec<PersonId> = now
        .cube
        .rows
        .iter()
        .filter(|key| belongs(lens.data, lens, **key))
        .filter_map(|key| match key {
            Key::Person(id) => Some(*id),
            _ => None,
        })
        .collect();
    let headline = lens.headline();
    let mut kpis = lens.kpis();
    kpis.sort_by_key(|k| Some(*k) != headline);
    let cell = |kpi: KpiId, person: PersonId| {
        let Some(kpi) = lens.data.kpis.get(kpi) else { return HeatCell::default() };
        let key = Key::Person(person);
        let actual = now.get(kpi.id, Some(key), None);
        let standing = lens.standing(kpi, actual, target_of(&targets, kpi, key, lens));
        HeatCell { actual, to_date: standing.to_date() }
    };
    let mut columns: Vec<(KpiId, Vec<HeatCell>)> =
        kpis.into_iter().map(|k| (k, people.iter().map(|p| cell(k, *p)).collect())).collect();
    columns.retain(|(_, cells)| cells.iter().any(|c| c.to_date.is_some()));
    let mut rows: Vec<HeatRow> = people
        .iter()
        .enumerate()
        .map(|(at, person)| HeatRow {
            person: *person,
            cells: columns.iter().map(|(_, cells)| cells.get(at).copied().unwrap_or_default()).collect(),
        })
        .filter(|row| row.cells.iter().any(|c| c.to_date.is_some()))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(best(row)));
    Heat { kpis: columns.into_iter().map(|(k, _)| k).collect(), rows }
}

fn best(row: &HeatRow) -> Option<Decimal> {
    row.cells.first().and_then(|c| c.to_date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn most_behind_is_the_kpi_that_most_people_miss() {
        let kpi = |which: u128| KpiId(Uuid::from_u128(which));
        let row = |stands: [Option<i64>; 3]| HeatRow {
            person: PersonId(Uuid::from_u128(9)),
            cells: stands.map(|s| HeatCell { actual: None, to_date: s.map(|s| Decimal::new(s, 2)) }).to_vec(),
        };
        let heat = |rows: Vec<HeatRow>| Heat { kpis: vec![kpi(1), kpi(2), kpi(3)], rows };
        let cases = [
            (vec![], None),
            (vec![row([Some(100), Some(120), None])], None),
            (vec![row([Some(99), Some(120), None]), row([Some(100), Some(80), None])], Some((kpi(1), 1, 2))),
            (
                vec![row([Some(99), Some(50), None]), row([Some(100), Some(80), Some(10)])],
                Some((kpi(2), 2, 2)),
            ),
            (vec![row([None, None, Some(10)]), row([Some(99), None, Some(99)])], Some((kpi(3), 2, 2))),
        ];
        for (rows, expected) in cases {
            assert_eq!(heat(rows.clone()).most_behind(), expected, "{rows:?}");
        }
    }
}
