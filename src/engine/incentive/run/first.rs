//! What becomes of pretended pay: draw, the statement's cap, instalments and holdback, as if it were the first run.

use super::book::Edition;
use super::{Before, Ground, blank};
use crate::domain::incentive::{CapOn, LineKind, Plan, RunLine, RunStatement};
use crate::domain::issue::Checked;
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::compile::PlanFault;
use std::collections::BTreeMap;

/// Everybody's statement of prepared bases where nothing was stated, owed or held before, in the order of their people.
/// Amounts per run, the draw and the statement's cap, count as often as there are `runs` in the bases' span.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn first(
    data: &Dataset,
    plan: &Plan,
    prepared: &Prepared,
    runs: u32,
) -> Result<Vec<RunStatement>, PlanFault> {
    let times = Decimal::from(runs.max(1));
    let mut plan = plan.clone();
    if let Some(draw) = &mut plan.terms.draw {
        draw.amount = draw.amount.saturating_mul(times);
    }
    if let Some(cap) = plan.terms.cap.as_mut().filter(|c| c.on == CapOn::Payment) {
        cap.most = cap.most.saturating_mul(times);
    }
    let mut lines: BTreeMap<usize, Vec<RunLine>> = BTreeMap::new();
    prepared.each(&plan, None, |_, at, (_, cell), line| {
        let line = RunLine {
            component: Some(plan.components.get(at)?.id),
            row: cell.row,
            rule: cell.rule,
            earned: line.earned,
            waiting: line.waiting,
            minor: line.money.minor,
            carries: line.carries,
            ..blank(LineKind::Earned, cell.period)
        };
        lines.entry(cell.person).or_default().push(line);
        Some(())
    })?;
    let before = Before::none();
    let (people, span) = (prepared.people.clone(), prepared.span());
    let ways = prepared.checked(&plan)?;
    let prepared = Checked { value: prepared.clone(), issues: Vec::new() };
    let editions = vec![Edition { number: 0, plan: &plan, prepared, ways }];
    let ground = Ground { data, plan: &plan, number: 0, span, before, editions, effective: plan.effective };
    let settled = people.into_iter().enumerate().map(|(at, person)| {
        ground.settle(person, lines.remove(&at).unwrap_or_default()).ok_or(PlanFault::Overflow)
    });
    settled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Span;
    use crate::domain::incentive::{Cap, Draw, Forgiveness, Holdback};
    use crate::engine::incentive::tests::{ROWS, company, on_quota, plan, who};
    use jiff::civil::date;

    /// In the quarter the two earn 30 and 15.
    #[test]
    fn what_is_earned_stands_beside_what_is_paid() {
        let data = company(&ROWS);
        let mut plan = plan(vec![on_quota()]);
        let quarter = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };
        let prepared = Prepared::new(&data, &plan, quarter).value;
        let paid = |plan: &Plan, runs| {
            let all = first(&data, plan, &prepared, runs).unwrap();
            all.iter().filter(|s| [who(1), who(2)].contains(&s.person)).map(|s| s.paid).collect::<Vec<_>>()
        };
        assert_eq!(paid(&plan, 1), [3_000, 1_500]);
        plan.terms.holdback = Some(Holdback { share: Decimal::TEN, months: 3 });
        assert_eq!(paid(&plan, 1), [2_700, 1_350]);
        plan.terms.holdback = None;
        let amount = Decimal::from(7);
        let forgiven = Forgiveness::Owed;
        plan.terms.draw = Some(Draw { amount, forgiven, months: None, defer: 0, exempt: vec![] });
        assert_eq!((paid(&plan, 1), paid(&plan, 3)), (vec![3_000, 1_500], vec![3_000, 2_100]));
        plan.terms.cap = Some(Cap { on: CapOn::Payment, most: Decimal::from(8), carries: false });
        assert_eq!(paid(&plan, 3), [2_400, 2_100]);
    }
}
