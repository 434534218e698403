//! Live checks of a plan: what refuses it, what deserves a look, and where.

mod limits;
mod most;
mod records;

pub use most::{highest, leverage_of, upside};
pub use records::{Balance, balance, check_records, cost_rate, own_sales};

use crate::domain::id::ComponentId;
use crate::domain::incentive::{
    Component, MeasuredIn, PayOf, PayoutCurve, Pays, Plan, PoolShares, RateDay, SpiffKind, Tier,
};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::Base;
use crate::domain::money::{Currency, Rounding};
use crate::domain::{Date, Decimal};
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
    /// Tiers or points are out of order, or there are none; steps of a SPIFF that are not above zero.
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
    /// The cost of the records looked at exceeds the share of revenue that the plan allows; `before` is that share.
    CostRate,
    /// Somebody's (base + incentive) ÷ base of the year looked at exceeds the limit; `before` is the limit, `after` the
    /// highest that was reached.
    LeverageSeen,
    /// Leavers lose what they have earned, since only those who are employed when it is paid get it.
    Employed,
    /// The plan ends before it takes effect, or an assignment before it begins; `place` is the assignment's entry.
    Ended,
    /// The sale is to decide the rate of what neither a table nor a curve pays on own sales.
    RateDay,
    /// The figures of a team or the company are to count where records are looked at one by one, which have people.
    OneByOne,
    /// What is neither revenue nor a KPI is held against the targets of revenue.
    OtherQuota,
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
            | K::Ended
            | K::RateDay
            | K::OneByOne
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
        limits::caps(plan, component, &mut all);
    }
    let weights: Vec<Decimal> = plan.components.iter().filter_map(|c| c.terms.weight).collect();
    if let Some(total) = off(&weights) {
        all.push(Finding { after: Some(total), ..found(FindingKind::Weights, None) });
    }
    limits::statement(plan, &mut all);
    limits::leverage(plan, &mut all);
    dates(plan, &mut all);
    if plan.terms.announced.is_some_and(|a| plan.effective < a) {
        all.push(found(FindingKind::Announced, None));
    }
    if plan.terms.leaving == crate::domain::incentive::Leaving::Employed {
        all.push(found(FindingKind::Employed, None));
    }
    if plan.effective < today {
        all.push(found(FindingKind::ReachesBack, None));
    }
    if let Ok(outcomes) = examples(plan, currency, rounding) {
        for (place, outcome) in outcomes.iter().enumerate().filter(|(_, o)| !o.holds) {
            let before = plan.examples.get(place).map(|e| e.pays);
            // Where what is earned comes out, it is what is paid of it that does not.
            let earned = plan.examples.get(place).is_some_and(|e| {
                crate::domain::money::round(e.pays, outcome.paid.currency, rounding) == Some(outcome.paid)
            });
            let (before, after) = if earned {
                (plan.examples.get(place).and_then(|e| e.paid), Some(outcome.settled.decimal()))
            } else {
                (before, Some(outcome.paid.decimal()))
            };
            let example = found(FindingKind::Example, None);
            all.push(Finding { place: Some(place), before, after, ..example });
        }
    }
    all
}

/// Days that never come.
fn dates(plan: &Plan, all: &mut Vec<Finding>) {
    if plan.terms.until.is_some_and(|last| last < plan.effective) {
        all.push(found(FindingKind::Ended, None));
    }
    for (place, dates) in plan.terms.dates.iter().enumerate() {
        let to = dates.to.into_iter().chain(plan.terms.until).min();
        let from = dates.from.map_or(plan.effective, |f| f.max(plan.effective));
        if dates.to.is_some_and(|to| to < from) || to.zip(dates.from).is_some_and(|(to, from)| to < from) {
            all.push(Finding { place: Some(place), ..found(FindingKind::Ended, None) });
        }
    }
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
    let asked = terms.rate_day == RateDay::Sale && component.waits_for_event();
    if asked && !component.by_sale() {
        all.push(found(FindingKind::RateDay, Some(component.id)));
    }
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
    if crate::engine::incentive::rows::of_others(component) {
        all.push(found(FindingKind::OneByOne, Some(component.id)));
    }
    let by_quota = match &component.pays {
        Pays::Table(table) => table.measured == MeasuredIn::PercentOfQuota,
        Pays::Bonus(_) => true,
        _ => false,
    };
    let sales = matches!(component.base, Base::Booked | Base::Invoiced | Base::Collected);
    if by_quota && !sales && terms.kpi.is_none() && terms.quota_kpi.is_none() {
        all.push(found(FindingKind::OtherQuota, Some(component.id)));
    }
    if let Pays::Spiff(spiff) = &component.pays
        && let SpiffKind::PerStep { step, .. } = spiff.kind
        && step <= Decimal::ZERO
    {
        all.push(found(FindingKind::Order, Some(component.id)));
    }
    for (place, modifier) in terms.modifiers.iter().enumerate() {
        if crate::engine::incentive::payout::ordered(&modifier.points).is_err() {
            all.push(Finding { place: Some(place), ..found(FindingKind::Order, Some(component.id)) });
        }
    }
}

fn references(plan: &Plan, component: &Component, all: &mut Vec<Finding>) {
    use crate::domain::incentive::ReadingOf;
    for reading in crate::engine::incentive::shape::readings(component) {
        let ReadingOf::Component(read) = reading.of else { continue };
        if read == component.id || !plan.components.iter().any(|c| c.id == read) {
            all.push(found(FindingKind::Reference, Some(component.id)));
        }
    }
}

#[cfg(test)]
mod tests;
