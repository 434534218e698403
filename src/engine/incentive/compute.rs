//! From a cell to a line: table or curve, what was stated before, gate, cap, modifiers, currency, and the one rounding.
//!
//! Everything that took effect is kept in the [`Line`], so that a statement shows it and a trace renders it without a
//! second formula.

use crate::domain::incentive::{
    Bonus, CapOn, Component, Conversion, MeasuredIn, PayIn, PayOf, Pays, Plan, Spiff, SpiffKind, Tier, Worth,
};
use crate::domain::issue::IssueCode;
use crate::domain::money::{self, Currency, Half};
use crate::domain::{Date, Decimal, Money};
use crate::engine::incentive::base::{Amounts, Cell, Prepared};
use crate::engine::incentive::compile::Way;
use crate::engine::incentive::level;
use crate::engine::incentive::payout::between;
use crate::engine::incentive::table::{Earned, On, Table};

/// A gate as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateState {
    /// The figure read.
    pub value: Option<Decimal>,
    /// The least that opens it.
    pub least: Decimal,
    /// Whether it was open.
    pub open: bool,
}

/// A cap that took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capped {
    /// What it limits.
    pub on: CapOn,
    /// The limit.
    pub most: Decimal,
    /// What there was.
    pub from: Decimal,
    /// What is left.
    pub to: Decimal,
}

/// A cell's pay and how it came about. Exact until `money`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Credit to date ÷ quota, where the component needs one; rounded where the plan says so.
    pub attainment: Option<Decimal>,
    /// Target pay of the period that belongs to the component, and base pay.
    pub target_pay: Option<Decimal>,
    pub base_pay: Option<Decimal>,
    /// How the accumulation to date earns.
    pub how: Earned,
    /// What of it is earned now: to date less what was stated.
    pub earned: Decimal,
    /// What of the sales counts, and the sales, where they decide the rate; the accumulation earns that share.
    pub of_sales: Option<(Decimal, Decimal)>,
    pub gate: Option<GateState>,
    /// Of `earned`, what waits for the gate.
    pub waiting: Decimal,
    pub capped: Vec<Capped>,
    /// Figures read by modifiers, and their factors.
    pub factors: Vec<(Option<Decimal>, Decimal)>,
    /// Units of the pay currency for one of the workspace's.
    pub rate: Option<Decimal>,
    /// Exact pay, in the currency of `money`.
    pub exact: Decimal,
    pub money: Money,
    /// What a cap withheld and carries, minor units.
    pub carries: i64,
    pub issues: Vec<IssueCode>,
}

/// What an amount comes to by table or curve, before anything is subtracted.
struct Point {
    how: Earned,
    attainment: Option<Decimal>,
    capped: Option<Capped>,
    issues: Vec<IssueCode>,
}

/// A plan at work on prepared bases.
pub(super) struct Pricing<'a> {
    pub plan: &'a Plan,
    pub prepared: &'a Prepared,
    pub ways: &'a [Way],
}

/// What cells of one component earn because of all cells together: pools and rankings. By place of the cell, to date
/// and before, exact.
pub(super) type Together = Vec<(Decimal, Decimal)>;

impl Pricing<'_> {
    /// The currency of what is paid.
    pub fn currency(&self) -> Currency {
        self.plan.terms.pay_in.as_ref().map_or(self.prepared.currency, |p| p.currency)
    }

    /// A period's target pay, after the component's weight; absent where no level of the plan names one.
    fn target_pay(&self, component: &Component, cell: &Cell) -> Option<Decimal> {
        let whole = level::amount(&self.plan.terms, &cell.pay.target, |l| l.target)?;
        match component.terms.weight {
            Some(weight) => whole.checked_mul(weight)?.checked_div(Decimal::ONE_HUNDRED),
            None => Some(whole),
        }
    }

    fn base_pay(&self, cell: &Cell) -> Option<Decimal> {
        level::amount(&self.plan.terms, &cell.pay.base, |l| l.base)
    }

    /// The line of a cell. `stated` is what was stated before of what its table or curve gives, from the first day of the
    /// plan's version on; without it what the accumulation had earned before the span counts. `None` on overflow.
    pub fn line(
        &self,
        at: usize,
        (number, cell): (usize, &Cell),
        together: &Together,
        stated: Option<Decimal>,
    ) -> Option<Line> {
        let component = self.plan.components.get(at)?;
        let way = self.ways.get(at)?;
        let mut now = self.point(component, way, cell, &cell.to_date, together.get(number).map(|t| t.0))?;
        let early = || {
            let nothing = cell.before == Amounts::default();
            let early = || self.point(component, way, cell, &cell.before, together.get(number).map(|t| t.1));
            if nothing { Some(Decimal::ZERO) } else { Some(early()?.how.amount) }
        };
        // Of what came before the days that count, as much as counted then.
        let share = |amounts: &Amounts| share_of(amounts.happened.map(|happened| (happened, amounts.pay)));
        let mut of_sales = cell.to_date.happened.map(|happened| (happened, cell.to_date.pay));
        let before = match stated {
            // What came before the version was paid by the one before it.
            Some(stated) if self.prepared.days.continues && cell.before != Amounts::default() => {
                of_sales = of_sales.map(|_| (cell.value(), cell.to_date.pay.saturating_sub(cell.before.pay)));
                stated.checked_add(early()?.checked_mul(share_of(of_sales)?)?)?
            }
            // What counted before the days of any run is stated nowhere.
            Some(stated) => match cell.before.happened {
                Some(happened) => {
                    let early = share_of(Some((happened, cell.to_date.pay)))?;
                    stated.checked_add(now.how.amount.checked_mul(early)?)?
                }
                None => stated,
            },
            None => early()?.checked_mul(share(&cell.before)?)?,
        };
        if of_sales.is_some() {
            now.how = part_of(now.how, share_of(of_sales)?)?;
        }
        let earned = now.how.amount.checked_sub(before)?;
        let mut line = Line {
            attainment: now.attainment,
            target_pay: self.target_pay(component, cell),
            base_pay: self.base_pay(cell),
            how: now.how,
            earned,
            of_sales,
            gate: None,
            waiting: Decimal::ZERO,
            capped: now.capped.into_iter().collect(),
            factors: Vec::new(),
            rate: None,
            exact: earned,
            money: Money { minor: 0, currency: self.currency() },
            carries: 0,
            issues: now.issues,
        };
        self.gate(component, cell, &mut line);
        self.limits(component, cell, &mut line)?;
        let rate = self.conversion(component, cell.day);
        line.rate = rate;
        if let Some(rate) = rate {
            line.exact = line.exact.checked_mul(rate)?;
        }
        line.money = money::round(line.exact, line.money.currency, self.prepared.rounding)?;
        Some(line)
    }

    fn gate(&self, component: &Component, cell: &Cell, line: &mut Line) {
        let Some(gate) = component.terms.gate else { return };
        let value = self.reading(&gate.reading, cell);
        let open = value.is_some_and(|v| v >= gate.least);
        line.gate = Some(GateState { value, least: gate.least, open });
        if !open {
            if gate.pays_back {
                line.waiting = line.exact;
            }
            line.exact = Decimal::ZERO;
            line.issues.push(IssueCode::GateClosed);
        }
    }

    /// A figure that a gate or modifier reads for a cell.
    pub fn reading(&self, reading: &crate::domain::incentive::Reading, cell: &Cell) -> Option<Decimal> {
        self.prepared.readings.get(&(*reading, cell.person, cell.period)).copied().flatten()
    }

    /// Cap and modifiers, in the plan's order.
    fn limits(&self, component: &Component, cell: &Cell, line: &mut Line) -> Option<()> {
        if component.terms.modifies_first {
            self.modify(component, cell, line)?;
        }
        if let Some(cap) = component.terms.cap {
            let most = match cap.on {
                CapOn::Payment => Some(cap.most),
                CapOn::TargetPay => cap.most.checked_mul(line.target_pay.unwrap_or(Decimal::ZERO)),
                CapOn::Rate | CapOn::Attainment => None,
            };
            if let Some(most) = most.filter(|most| line.exact > *most) {
                line.capped.push(Capped { on: cap.on, most, from: line.exact, to: most });
                if cap.carries {
                    let over = line.exact.checked_sub(most)?;
                    line.carries =
                        money::round(over, self.currency(), self.prepared.rounding).map(|m| m.minor)?;
                }
                line.exact = most;
            }
        }
        if !component.terms.modifies_first {
            self.modify(component, cell, line)?;
        }
        Some(())
    }

    fn modify(&self, component: &Component, cell: &Cell, line: &mut Line) -> Option<()> {
        for modifier in &component.terms.modifiers {
            let read = modifier.reading.as_ref().map(|r| self.reading(r, cell));
            let factor = match read {
                None => modifier.points.first().map(|p| p.share),
                Some(Some(value)) => between(&modifier.points, value),
                Some(None) => {
                    // A figure that does not exist does not change what was earned.
                    line.issues.push(IssueCode::NoData);
                    Some(Decimal::ONE)
                }
            }?;
            line.factors.push((read.flatten(), factor));
            line.exact = line.exact.checked_mul(factor)?;
        }
        Some(())
    }

    /// Units of the pay currency for one of the workspace's.
    fn conversion(&self, component: &Component, day: Date) -> Option<Decimal> {
        let pay_in = self.plan.terms.pay_in.as_ref()?;
        let how = converts(component, pay_in);
        let on = |day: Date| {
            let known = pay_in.rates.iter().filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from);
            known.map_or(pay_in.fixed, |(_, rate)| *rate)
        };
        Some(match how {
            Conversion::Fixed => pay_in.fixed,
            Conversion::Month => on(day.first_of_month()),
            Conversion::Date => on(day),
        })
    }

    /// What amounts earn by table or curve.
    fn point(
        &self,
        component: &Component,
        way: &Way,
        cell: &Cell,
        amounts: &Amounts,
        together: Option<Decimal>,
    ) -> Option<Point> {
        if cell.missing {
            let issues = vec![IssueCode::NoData];
            return Some(Point { how: Earned::default(), attainment: None, capped: None, issues });
        }
        let Some(reversal) = cell.reversal.as_ref().filter(|_| *amounts == cell.to_date) else {
            return self.forward(component, way, cell, amounts, together);
        };
        // A return gives back what its sale earned.
        let mut sale = self.forward(component, way, cell, &reversal.sale, together)?;
        let share = -reversal.share.checked_mul(reversal.taken)?;
        sale.how = part_of(sale.how, share)?;
        Some(sale)
    }

    fn forward(
        &self,
        component: &Component,
        way: &Way,
        cell: &Cell,
        amounts: &Amounts,
        together: Option<Decimal>,
    ) -> Option<Point> {
        let quota = cell.quota.map(|q| q.value);
        let mut issues = Vec::new();
        let mut attainment = quota.filter(|q| *q > Decimal::ZERO).and_then(|q| amounts.credit.checked_div(q));
        if let Some(places) = self.plan.terms.attainment_places {
            attainment = attainment.map(|a| Half::AwayFromZero.round(a, places));
        }
        let needs_quota = match way {
            Way::Tables(all) => all
                .get(usize::from(cell.rule))
                .is_some_and(|(_, measured)| *measured == MeasuredIn::PercentOfQuota),
            Way::Bonus(_) => true,
            _ => false,
        };
        if needs_quota && attainment.is_none() {
            issues.push(if quota.is_some() { IssueCode::ZeroTarget } else { IssueCode::NoTarget });
            return Some(Point { how: Earned::default(), attainment: None, capped: None, issues });
        }
        // The attainment that counts, and what is paid on with it.
        let (mut amounts, mut capped) = (*amounts, None);
        if let Some(cap) = component.terms.cap.filter(|c| c.on == CapOn::Attainment)
            && let Some(have) = attainment.filter(|a| *a > cap.most)
        {
            capped = Some(Capped { on: cap.on, most: cap.most, from: have, to: cap.most });
            let share = cap.most.checked_div(have)?;
            amounts.pay = amounts.pay.checked_mul(share)?;
            amounts.credit = cap.most.checked_mul(quota?)?;
            attainment = Some(cap.most);
        }
        let mut how = match (way, &component.pays) {
            (Way::Tables(all), _) => {
                let (table, measured) = all.get(usize::from(cell.rule))?;
                self.on_table(component, table, *measured, cell, &amounts, attainment)?
            }
            (Way::Bonus(curve), Pays::Bonus(Bonus { of, .. })) => {
                let pay = match of {
                    PayOf::Target => self.target_pay(component, cell),
                    PayOf::Base => self.base_pay(cell),
                };
                let Some(pay) = pay else {
                    issues.push(IssueCode::NoTargetPay);
                    return Some(Point { how: Earned::default(), attainment, capped, issues });
                };
                let mut earned = curve.share(attainment?)?;
                for slice in &mut earned.slices {
                    slice.earned = slice.earned.checked_mul(pay)?;
                }
                Earned { amount: earned.amount.checked_mul(pay)?, ..earned }
            }
            (Way::Spiff, Pays::Spiff(Spiff { kind, .. })) => spiff(kind, amounts.pay, together)?,
            (Way::Pool, _) => Earned { amount: together.unwrap_or(Decimal::ZERO), ..Earned::default() },
            (Way::Fixed, Pays::Fixed(fixed)) => {
                let month = self.base_pay(cell).and_then(|b| b.checked_div(Decimal::from(12)));
                if month.is_none() {
                    issues.push(IssueCode::NoTargetPay);
                }
                let served = amounts.pay.checked_div(Decimal::from(12))?;
                let whole = month.unwrap_or(Decimal::ZERO).checked_mul(fixed.months)?;
                Earned { amount: whole.checked_mul(served)?, ..Earned::default() }
            }
            _ => Earned::default(),
        };
        if let Some(cap) = component.terms.cap.filter(|c| c.on == CapOn::Rate) {
            let most = amounts.pay.checked_mul(cap.most)?;
            if amounts.pay > Decimal::ZERO && how.amount > most {
                capped = Some(Capped { on: cap.on, most: cap.most, from: how.amount, to: most });
                how.amount = most;
            }
        }
        if how.beyond {
            issues.push(IssueCode::BeyondTable);
        }
        Some(Point { how, attainment, capped, issues })
    }

    fn on_table(
        &self,
        component: &Component,
        table: &Table,
        measured: MeasuredIn,
        cell: &Cell,
        amounts: &Amounts,
        attainment: Option<Decimal>,
    ) -> Option<Earned> {
        let zero = Decimal::ZERO;
        let mut on = On {
            target_pay: self.target_pay(component, cell).unwrap_or(zero),
            base_pay: self.base_pay(cell).unwrap_or(zero),
            ..On::value(amounts.pay)
        };
        match measured {
            MeasuredIn::Amount => {}
            MeasuredIn::PercentOfQuota => {
                on.scale = cell.quota?.value;
                let rounded = self.plan.terms.attainment_places.is_some();
                let credit = if rounded { attainment?.checked_mul(on.scale)? } else { amounts.credit };
                if credit != amounts.pay {
                    (on.position, on.amount) = (credit, Some(amounts.pay));
                }
            }
            MeasuredIn::Quantity | MeasuredIn::Field(_) => {
                (on.position, on.amount) = (amounts.position.unwrap_or(zero), Some(amounts.pay));
            }
        }
        let closed = |place: usize| {
            let gate = table.tiers().get(place).and_then(|t: &Tier| t.gate);
            gate.is_some_and(|g| self.reading(&g.reading, cell).is_none_or(|v| v < g.least))
        };
        if table.tiers().iter().any(|t| t.gate.is_some()) {
            table.closing(closed).earn_on(&on)
        } else {
            table.earn_on(&on)
        }
    }
}

/// A part of what something earns, tier by tier.
fn part_of(mut how: Earned, share: Decimal) -> Option<Earned> {
    for slice in &mut how.slices {
        slice.part = slice.part.checked_mul(share)?;
        slice.earned = slice.earned.checked_mul(share)?;
    }
    how.amount = how.amount.checked_mul(share)?;
    Some(how)
}

/// Which share of sales counts: all of them where nothing has to happen to them, nothing where none are left.
fn share_of(of_sales: Option<(Decimal, Decimal)>) -> Option<Decimal> {
    match of_sales {
        None => Some(Decimal::ONE),
        Some((_, sales)) if sales.is_zero() => Some(Decimal::ZERO),
        Some((counts, sales)) => counts.checked_div(sales),
    }
}

/// At which rate a component is converted.
pub(super) fn converts(component: &Component, pay_in: &PayIn) -> Conversion {
    let of_pay = matches!(component.pays, Pays::Bonus(_) | Pays::Fixed(_))
        || component.table().is_some_and(|t| t.tiers.iter().any(worth_of_pay));
    if of_pay { pay_in.target } else { pay_in.commission }
}

fn worth_of_pay(tier: &Tier) -> bool {
    matches!(tier.worth, Worth::TargetPay | Worth::BasePay)
}

/// What a SPIFF pays on a base.
fn spiff(kind: &SpiffKind, base: Decimal, together: Option<Decimal>) -> Option<Earned> {
    let amount = match kind {
        SpiffKind::Fixed { amount } if base > Decimal::ZERO => *amount,
        SpiffKind::Fixed { .. } => Decimal::ZERO,
        SpiffKind::PerStep { step, amount } => base.checked_div(*step)?.trunc().checked_mul(*amount)?,
        SpiffKind::PerRecord { amount } | SpiffKind::First { amount, .. } => {
            if base < Decimal::ZERO {
                -*amount
            } else {
                *amount
            }
        }
        SpiffKind::Ranking { .. } => together.unwrap_or(Decimal::ZERO),
    };
    Some(Earned { amount, ..Earned::default() })
}
