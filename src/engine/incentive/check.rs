//! Live checks of a plan: what refuses it, what deserves a look, and where.

use crate::domain::calendar::Grain;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{
    Accumulate, CapOn, Component, MeasuredIn, PayLevel, PayOf, PayoutCurve, Pays, Plan, PoolShares, Tier,
    Whose,
};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::Base;
use crate::domain::money::{Currency, Rounding};
use crate::domain::{Date, Decimal};
use crate::engine::incentive::base::{Prepared, grain};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::example::examples;
use crate::engine::incentive::payout::{CurveFault, Payout};
use crate::engine::incentive::table::{NoticeKind, Table};

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// Tiers leave a gap.
    Gap,
    /// Tiers overlap.
    Overlap,
    /// Tiers or points are out of order, or there are none.
    Order,
    /// The weights of the components do not total 100; `after` is their total.
    Weights,
    /// Instalments or credit by event do not total 100; `after` is their total.
    Shares,
    /// An example does not hold; `place` is the example, `before` what it expects, `after` what comes out.
    Example,
    /// The plan takes effect before it is announced.
    Announced,
    /// The plan takes effect before today: records of the past are paid by it.
    ReachesBack,
    /// Something that the plan reads does not exist in it, or reads itself.
    Reference,
    /// Pay jumps up at a value.
    Cliff,
    /// Pay falls as the value rises.
    Falling,
    /// A cap lies below what is paid at target; `before` is the pay at target, `after` the cap.
    CapBelowTarget,
    /// A tier that no value reaches before a cap, or that nobody reached in the records looked at.
    Unreachable,
    /// At 100 % not all of the target pay is earned; `after` is the share.
    ShortOfTarget,
    /// Nothing limits what the component pays.
    Uncapped,
    /// (Base + highest incentive) ÷ base exceeds the limit; `before` is the limit, `after` the leverage.
    Leverage,
    /// The cost of the records looked at, over a year, exceeds the budget; `before` is the budget.
    Budget,
    /// More than nine tenths of the pay depend on own sales alone; `after` is the share.
    OwnSalesOnly,
    /// A bonus without any level of target or base pay.
    NoPayLevel,
    /// A rule that an equal one before it always takes the records from.
    Shadowed,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan cannot be published.
    Refuses,
    /// It deserves a look.
    Warns,
}

/// One thing found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// How much it matters.
    pub severity: Severity,
    /// In which component; absent for the plan as a whole.
    pub component: Option<ComponentId>,
    /// Which tier, point, rule, level or example, from 0.
    pub place: Option<usize>,
    /// At which value, in what is measured.
    pub at: Option<Decimal>,
    /// The figure before, or the one that should be.
    pub before: Option<Decimal>,
    /// The figure after, or the one that is.
    pub after: Option<Decimal>,
}

impl FindingKind {
    /// Whether it refuses a plan.
    pub fn severity(self) -> Severity {
        use FindingKind as K;
        match self {
            K::Gap
            | K::Overlap
            | K::Order
            | K::Weights
            | K::Shares
            | K::Example
            | K::Announced
            | K::Reference => Severity::Refuses,
            _ => Severity::Warns,
        }
    }
}

fn found(kind: FindingKind, component: Option<ComponentId>) -> Finding {
    Finding { kind, severity: kind.severity(), component, place: None, at: None, before: None, after: None }
}

/// Checks a plan by itself, as of a day. In the order of the components; what concerns the whole comes last.
pub fn check(plan: &Plan, currency: Currency, rounding: Rounding, today: Date) -> Vec<Finding> {
    let mut all = Vec::new();
    for component in &plan.components {
        tables(component, &mut all);
        curve(component, &mut all);
        totals(component, &mut all);
        references(plan, component, &mut all);
        caps(plan, component, &mut all);
    }
    let weights: Vec<Decimal> = plan.components.iter().filter_map(|c| c.terms.weight).collect();
    if let Some(total) = off(&weights) {
        all.push(Finding { after: Some(total), ..found(FindingKind::Weights, None) });
    }
    leverage(plan, &mut all);
    if plan.terms.announced.is_some_and(|a| plan.effective < a) {
        all.push(found(FindingKind::Announced, None));
    }
    if plan.effective < today {
        all.push(found(FindingKind::ReachesBack, None));
    }
    if let Ok(outcomes) = examples(plan, currency, rounding) {
        for (place, outcome) in outcomes.iter().enumerate().filter(|(_, o)| !o.holds) {
            let before = plan.examples.get(place).map(|e| e.pays);
            let after = Some(outcome.paid.decimal());
            let example = found(FindingKind::Example, None);
            all.push(Finding { place: Some(place), before, after, ..example });
        }
    }
    all
}

/// Whether a plan may be published.
pub fn publishable(findings: &[Finding]) -> bool {
    findings.iter().all(|f| f.severity != Severity::Refuses)
}

/// The total of parts that should be 100 and, at two decimals, is not. No parts at all are in order.
fn off(parts: &[Decimal]) -> Option<Decimal> {
    let total = parts.iter().fold(Decimal::ZERO, |sum, p| sum.saturating_add(*p));
    (!parts.is_empty() && total.round_dp(2) != Decimal::ONE_HUNDRED).then_some(total)
}

/// The tables of a component: its own and its rules'; the place counts tiers of all of them.
fn tables(component: &Component, all: &mut Vec<Finding>) {
    let id = Some(component.id);
    let multipliers;
    let mut lists = Vec::new();
    match &component.pays {
        Pays::Table(table) => lists.push(table),
        Pays::Bonus(bonus) => {
            if let PayoutCurve::Multipliers(tiers) = &bonus.curve {
                multipliers =
                    crate::domain::incentive::RateTable { tiers: tiers.clone(), ..Default::default() };
                lists.push(&multipliers);
            }
        }
        _ => {}
    }
    lists.extend(component.terms.rules.iter().map(|r| &r.table));
    let mut start = 0;
    for list in lists {
        if list.tiers.is_empty() {
            all.push(found(FindingKind::Order, id));
        }
        match Table::new(list) {
            Err(faults) => all.extend(faults.iter().map(|fault| {
                let kind = match fault.code {
                    IssueCode::TableGap => FindingKind::Gap,
                    IssueCode::TableOverlap => FindingKind::Overlap,
                    _ => FindingKind::Order,
                };
                let at = list.tiers.get(fault.tier).map(|t: &Tier| t.from);
                Finding { place: Some(start + fault.tier), at, ..found(kind, id) }
            })),
            Ok(table) => {
                let place = |at: Decimal| list.tiers.iter().position(|t| t.from == at).map(|n| start + n);
                all.extend(table.notices().into_iter().map(|notice| {
                    let kind = match notice.kind {
                        NoticeKind::Cliff => FindingKind::Cliff,
                        NoticeKind::Falling => FindingKind::Falling,
                    };
                    Finding {
                        place: place(notice.at),
                        at: Some(notice.at),
                        before: Some(notice.before),
                        after: Some(notice.after),
                        ..found(kind, id)
                    }
                }));
            }
        }
        start += list.tiers.len();
    }
    for (place, rule) in component.terms.rules.iter().enumerate() {
        if component.terms.rules.iter().take(place).any(|earlier| earlier.filter == rule.filter) {
            all.push(Finding { place: Some(place), ..found(FindingKind::Shadowed, id) });
        }
    }
}

/// The payout curve of a bonus.
fn curve(component: &Component, all: &mut Vec<Finding>) {
    let Pays::Bonus(bonus) = &component.pays else { return };
    let id = Some(component.id);
    match Payout::new(&bonus.curve) {
        Err(CurveFault::Order(place)) => {
            all.push(Finding { place: Some(place), ..found(FindingKind::Order, id) });
        }
        Err(CurveFault::Tiers(_)) => {}
        Ok(payout) => {
            if let PayoutCurve::Points(points) = &bonus.curve {
                for (n, pair) in points.windows(2).enumerate() {
                    let (Some(a), Some(b)) = (pair.first(), pair.last()) else { continue };
                    if b.share < a.share {
                        let (before, after) = (Some(a.share), Some(b.share));
                        let falling = found(FindingKind::Falling, id);
                        all.push(Finding { place: Some(n + 1), at: Some(a.at), before, after, ..falling });
                    }
                }
                if let Some(first) =
                    points.first().filter(|p| p.share > Decimal::ZERO && p.at > Decimal::ZERO)
                {
                    let (at, before) = (Some(first.at), Some(Decimal::ZERO));
                    let cliff = found(FindingKind::Cliff, id);
                    all.push(Finding { place: Some(0), at, before, after: Some(first.share), ..cliff });
                }
            }
            let at_target = payout.share(Decimal::ONE).map(|e| e.amount);
            if bonus.of == PayOf::Target && at_target.is_some_and(|s| s < Decimal::ONE) {
                all.push(Finding { after: at_target, ..found(FindingKind::ShortOfTarget, id) });
            }
        }
    }
}

fn totals(component: &Component, all: &mut Vec<Finding>) {
    let terms = &component.terms;
    let instalments: Vec<Decimal> = terms.payout.iter().map(|p| p.share).collect();
    let credit: Vec<Decimal> = terms.credit.iter().map(|c| c.share).collect();
    for total in [off(&instalments), off(&credit)].into_iter().flatten() {
        all.push(Finding { after: Some(total), ..found(FindingKind::Shares, Some(component.id)) });
    }
    if let Pays::Pool(pool) = &component.pays
        && let PoolShares::Weights(weights) = &pool.shares
        && weights.iter().all(|(_, w)| *w <= Decimal::ZERO)
    {
        all.push(found(FindingKind::Shares, Some(component.id)));
    }
    for (place, modifier) in terms.modifiers.iter().enumerate() {
        if super::payout::ordered(&modifier.points).is_err() {
            all.push(Finding { place: Some(place), ..found(FindingKind::Order, Some(component.id)) });
        }
    }
}

fn references(plan: &Plan, component: &Component, all: &mut Vec<Finding>) {
    use crate::domain::incentive::ReadingOf;
    for reading in super::shape::readings(component) {
        let ReadingOf::Component(read) = reading.of else { continue };
        if read == component.id || !plan.components.iter().any(|c| c.id == read) {
            all.push(found(FindingKind::Reference, Some(component.id)));
        }
    }
}

/// How many periods a year has.
fn periods(accumulate: Accumulate, quota_per: Option<Grain>) -> Decimal {
    Decimal::from(match grain(accumulate).or(quota_per).unwrap_or(Grain::Year) {
        Grain::HalfMonth => 24,
        Grain::Month => 12,
        Grain::Quarter => 4,
        Grain::HalfYear => 2,
        Grain::Year => 1,
    })
}

/// Caps against target pay and tiers, and components without any.
fn caps(plan: &Plan, component: &Component, all: &mut Vec<Finding>) {
    let id = Some(component.id);
    let weight = component.terms.weight.unwrap_or(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
    let parts = periods(component.accumulate(), component.terms.quota_per);
    if let Pays::Bonus(bonus) = &component.pays {
        let named = |l: &PayLevel| if bonus.of == PayOf::Target { l.target } else { l.base };
        let amounts: Vec<Decimal> = plan.terms.pay.iter().filter_map(named).collect();
        if amounts.is_empty() {
            all.push(found(FindingKind::NoPayLevel, id));
        }
        let highest = amounts.into_iter().max().unwrap_or(Decimal::ZERO);
        let target = highest.saturating_mul(weight) / parts;
        if let Some(cap) = component.terms.cap {
            let below = match cap.on {
                CapOn::Payment => (cap.most < target).then_some((target, cap.most)),
                CapOn::TargetPay | CapOn::Attainment => {
                    (cap.most < Decimal::ONE).then_some((Decimal::ONE, cap.most))
                }
                CapOn::Rate => None,
            };
            if let Some((before, after)) = below {
                let cap = found(FindingKind::CapBelowTarget, id);
                all.push(Finding { before: Some(before), after: Some(after), ..cap });
            }
        }
    }
    unreachable_tiers(component, all);
    let limited = component.terms.cap.is_some_and(|c| c.on != CapOn::Rate) || plan.terms.cap.is_some();
    if !limited && open_ended(component) {
        all.push(found(FindingKind::Uncapped, id));
    }
}

/// Whether pay grows without end.
fn open_ended(component: &Component) -> bool {
    let open = |tiers: &[Tier]| tiers.last().is_some_and(|t| t.to.is_none() && t.value > Decimal::ZERO);
    match &component.pays {
        Pays::Table(table) => open(&table.tiers),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Linear => true,
            PayoutCurve::Points(_) => false,
            PayoutCurve::Multipliers(tiers) => open(tiers),
        },
        _ => false,
    }
}

/// Tiers that begin where a cap has already taken effect.
fn unreachable_tiers(component: &Component, all: &mut Vec<Finding>) {
    let Some(cap) = component.terms.cap else { return };
    let (tiers, table) = match &component.pays {
        Pays::Table(table) => (&table.tiers, Some(table)),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(tiers) => (tiers, None),
            _ => return,
        },
        _ => return,
    };
    let in_amount = table.is_some_and(|t| t.measured == MeasuredIn::Amount);
    for (place, tier) in tiers.iter().enumerate() {
        let beyond = match cap.on {
            CapOn::Attainment => !in_amount && tier.from >= cap.most,
            CapOn::Payment if in_amount => {
                let own = table.and_then(|t| Table::new(t).ok()?.pay(tier.from));
                place > 0 && own.is_some_and(|pay| pay >= cap.most)
            }
            _ => false,
        };
        if beyond {
            let unreachable = found(FindingKind::Unreachable, Some(component.id));
            all.push(Finding {
                place: Some(place),
                at: Some(tier.from),
                after: Some(cap.most),
                ..unreachable
            });
        }
    }
}

/// (Base + highest incentive) ÷ base of every level that names both, where the highest incentive is known.
fn leverage(plan: &Plan, all: &mut Vec<Finding>) {
    let limit = plan.terms.leverage.unwrap_or(Decimal::from(3));
    for (place, level) in plan.terms.pay.iter().enumerate() {
        let Some(base) = level.base.filter(|b| *b > Decimal::ZERO) else { continue };
        let Some(highest) = highest(plan, level) else { continue };
        let leverage = base.saturating_add(highest) / base;
        if leverage > limit {
            let (before, after) = (Some(limit), Some(leverage));
            all.push(Finding { place: Some(place), before, after, ..found(FindingKind::Leverage, None) });
        }
    }
}

/// The highest incentive of a year under a level of pay; `None` where a component is open-ended or depends on sales.
pub fn highest(plan: &Plan, level: &PayLevel) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for component in &plan.components {
        let parts = periods(component.accumulate(), component.terms.quota_per);
        let cap = component.terms.cap;
        let most = match (&component.pays, cap.map(|c| (c.on, c.most))) {
            (_, Some((CapOn::Payment, most))) => most.checked_mul(parts)?,
            (Pays::Bonus(bonus), cap) => {
                let pay = if bonus.of == PayOf::Target { level.target } else { level.base }?;
                let weight = component.terms.weight.unwrap_or(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
                let share = match (&bonus.curve, cap) {
                    (_, Some((CapOn::TargetPay, most))) => most,
                    (curve, Some((CapOn::Attainment, most))) => Payout::new(curve).ok()?.share(most)?.amount,
                    (PayoutCurve::Points(points), _) => points.iter().map(|p| p.share).max()?,
                    _ => return None,
                };
                pay.checked_mul(weight)?.checked_mul(share)?
            }
            (Pays::Fixed(fixed), _) => {
                level.base?.checked_mul(fixed.months)?.checked_div(Decimal::from(12))?
            }
            (Pays::Reward(_), _) => Decimal::ZERO,
            _ => return None,
        };
        sum = sum.checked_add(most)?;
    }
    Some(sum)
}

/// Checks a plan against records: cost over a year against the budget, tiers that nobody reached, and how much of the
/// pay depends on own sales alone.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn check_records(plan: &Plan, prepared: &Prepared) -> Result<Vec<Finding>, PlanFault> {
    let mut all = Vec::new();
    let pay = prepared.pay(plan)?;
    let days = Decimal::from(prepared.span.days().max(1));
    let yearly = pay.cost.decimal().saturating_mul(Decimal::from(365)) / days;
    if let Some(budget) = plan.terms.budget.filter(|b| yearly > *b) {
        let (before, after) = (Some(budget), Some(yearly));
        all.push(Finding { before, after, ..found(FindingKind::Budget, None) });
    }
    for (component, bases) in plan.components.iter().zip(&prepared.bases) {
        let tiers = match &component.pays {
            Pays::Table(table) => &table.tiers,
            Pays::Bonus(bonus) => match &bonus.curve {
                PayoutCurve::Multipliers(tiers) => tiers,
                _ => continue,
            },
            _ => continue,
        };
        let measured = component.table().map_or(MeasuredIn::PercentOfQuota, |t| t.measured);
        let reached = bases.cells.iter().filter(|c| c.rule == 0).filter_map(|c| match measured {
            MeasuredIn::PercentOfQuota => c.to_date.credit.checked_div(c.quota?.value),
            MeasuredIn::Amount => Some(c.to_date.pay),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => c.to_date.position,
        });
        let Some(most) = reached.max() else { continue };
        for (place, tier) in tiers.iter().enumerate().filter(|(_, t)| t.from > most) {
            let unreachable = found(FindingKind::Unreachable, Some(component.id));
            all.push(Finding { place: Some(place), at: Some(tier.from), after: Some(most), ..unreachable });
        }
    }
    if let Some(share) = own_sales(plan, &pay)
        && share > Decimal::new(9, 1)
    {
        all.push(Finding { after: Some(share), ..found(FindingKind::OwnSalesOnly, None) });
    }
    Ok(all)
}

/// Which share of what is paid depends on the person's own sales alone, not on team, margin, satisfaction or another
/// KPI. `None` where nothing is paid.
pub fn own_sales(plan: &Plan, pay: &super::Pay) -> Option<Decimal> {
    let alone = |c: &Component| {
        let sales = !matches!(c.base, Base::Margin | Base::Cost);
        let team = c.terms.whose != Whose::Own || matches!(c.pays, Pays::Pool(_) | Pays::Fixed(_));
        sales && !team && c.terms.kpi.is_none() && c.terms.gate.is_none() && c.terms.modifiers.is_empty()
    };
    let (mut own, mut all) = (0_i64, 0_i64);
    for line in pay.people.iter().flat_map(|p| &p.lines) {
        all = all.checked_add(line.minor)?;
        if plan.components.get(line.component).is_some_and(alone) {
            own = own.checked_add(line.minor)?;
        }
    }
    if all > 0 { Decimal::from(own).checked_div(Decimal::from(all)) } else { None }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
