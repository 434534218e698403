//! What the next deal would bring.

use crate::domain::calendar::{Calendar, Grain, Period, Span};
use crate::domain::id::{ComponentId, PersonId, SegmentId, Uuid};
use crate::domain::incentive::{
    Component, Field, MeasuredIn, Pays, Plan, PoolShares, Spiff, SpiffKind, Whose,
};
use crate::domain::kpi::Base;
use crate::domain::records::RowRef;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal, Money};
use crate::engine::incentive::base::{
    Amounts, Bases, Cell, Prepared, grain, limited, pay_of, quota_of, quota_period,
};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::compute::Pricing;
use crate::engine::incentive::eligible::closest;
use crate::engine::incentive::matcher::{Dims, matches, rule};
use crate::engine::incentive::pay::cells;
use crate::engine::incentive::pretend::Shift;
use crate::engine::incentive::quota::{Quotas, subject};
use crate::engine::incentive::reading::plain_sum;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A deal that might come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// The day on which it would be booked, invoiced and collected.
    pub day: Date,
    /// Amount without tax, major units.
    pub amount: Decimal,
    /// Amount less cost, major units.
    pub margin: Decimal,
    /// Quantity.
    pub quantity: Decimal,
    /// What it is about; a component limited to a dimension that the deal does not name does not count it.
    pub dims: Dims,
}

impl Deal {
    /// A deal of which no more is known.
    pub fn new(day: Date, amount: Decimal, margin: Decimal) -> Deal {
        Deal { day, amount, margin, quantity: Decimal::ZERO, dims: Dims::default() }
    }

    /// What a base counts of it; `None` for what is still open.
    pub(super) fn base(&self, base: Base) -> Option<Decimal> {
        match base {
            Base::Booked | Base::Invoiced | Base::Collected => Some(self.amount),
            Base::Margin => Some(self.margin),
            Base::Cost => self.amount.checked_sub(self.margin),
            Base::Quantity => Some(self.quantity),
            Base::Weighted => None,
        }
    }
}

/// What a deal brings under one component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DealLine {
    /// The component.
    pub component: ComponentId,
    /// Extra pay, minor units.
    pub minor: i64,
}

/// What a deal brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextDeal {
    /// Extra pay in all.
    pub extra: Money,
    /// By component; zero for those that do not count the deal.
    pub lines: Vec<DealLine>,
}

/// What a component would count of a deal; `None` where it does not count it.
fn amounts(data: &Dataset, component: &Component, who: PersonId, deal: &Deal) -> Option<Amounts> {
    let terms = &component.terms;
    let day = limited(component, Span::day(deal.day));
    if day.from > day.to || !matches(data, &component.filter, &deal.dims, who, deal.day) {
        return None;
    }
    if let Some(kpi) = terms.kpi {
        let pay = deal.base(plain_sum(data, kpi)?)?;
        return Some(Amounts { pay, credit: pay, ..Amounts::default() });
    }
    let field = |f: Field| match f {
        Field::Amount => Some(deal.amount),
        Field::Quantity => Some(deal.quantity),
        Field::Price => deal.amount.checked_div(deal.quantity),
        Field::MarginRate => deal.margin.checked_div(deal.amount),
        Field::Discount | Field::Term => None,
    };
    let holds = |c: &crate::domain::incentive::Condition| {
        !matches(data, &c.filter, &deal.dims, who, deal.day)
            || field(c.field).is_some_and(|v| {
                c.least.is_none_or(|least| v >= least) && c.most.is_none_or(|most| v <= most)
            })
    };
    if !terms.conditions.iter().all(holds) {
        return None;
    }
    let base = deal.base(component.base)? - terms.deductible.unwrap_or(Decimal::ZERO);
    let limited = terms.deductible.is_some() && !terms.below_zero;
    let base = if limited { base.max(Decimal::ZERO) } else { base };
    let mut found = Amounts { pay: base, credit: base, ..Amounts::default() };
    for uplift in &terms.uplifts {
        if matches(data, &uplift.filter, &deal.dims, who, deal.day) {
            found.credit = found.credit.checked_mul(uplift.quota)?;
            found.pay = found.pay.checked_mul(uplift.pay)?;
        }
    }
    found.position = match component.table().map(|t| t.measured) {
        Some(MeasuredIn::Quantity) => Some(deal.quantity),
        Some(MeasuredIn::Field(f)) => Some(field(f)?),
        _ => None,
    };
    Some(found)
}

impl Prepared {
    /// The bases with one more deal of somebody, or of everybody, in them. Pots and readings follow.
    #[must_use]
    pub fn with_deal(&self, data: &Dataset, only: Option<PersonId>, deal: &Deal) -> Prepared {
        let mut made = self.clone();
        made.add(data, deal, |person| only.is_none_or(|o| o == person));
        made
    }

    /// What a deal would add to a person's pay, line by line rounded as a statement is. Zero for somebody whom the plan
    /// does not pay.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn next_deal(
        &self,
        data: &Dataset,
        plan: &Plan,
        person: PersonId,
        deal: &Deal,
    ) -> Result<NextDeal, PlanFault> {
        let ways = self.checked(plan)?;
        let Some(place) = self.people.iter().position(|p| *p == person) else {
            let currency = Pricing { plan, prepared: self, ways: &ways }.currency();
            return Ok(NextDeal { extra: Money { minor: 0, currency }, lines: Vec::new() });
        };
        let mut own = self.around(place);
        let pay = |own: &Prepared| Pricing { plan, prepared: own, ways: &ways }.to_date(place);
        let before = pay(&own).ok_or(PlanFault::Overflow)?;
        own.add(data, deal, |p| p == person);
        let after = pay(&own).ok_or(PlanFault::Overflow)?;
        let mut extra =
            Money { minor: 0, currency: Pricing { plan, prepared: &own, ways: &ways }.currency() };
        let mut lines = Vec::new();
        for ((component, before), after) in plan.components.iter().zip(before).zip(after) {
            let minor = after.checked_sub(before).ok_or(PlanFault::Overflow)?;
            extra.minor = extra.minor.checked_add(minor).ok_or(PlanFault::Overflow)?;
            lines.push(DealLine { component: component.id, minor });
        }
        Ok(NextDeal { extra, lines })
    }

    /// The bases that decide somebody's pay: the own cells, and everybody's where cells are paid together.
    fn around(&self, place: usize) -> Prepared {
        let bases = self.bases.iter().zip(&self.shape.components).map(|(bases, component)| Bases {
            cells: if together(component) {
                bases.cells.clone()
            } else {
                cells(bases, Some(place)).map(|(_, c)| c.clone()).collect()
            },
            groups: bases.groups.clone(),
            ..*bases
        });
        // Whether others are members of a pool is read as well.
        let all = self.shape.components.iter().any(|c| matches!(c.pays, Pays::Pool(_)));
        Prepared {
            bases: bases.collect(),
            readings: self
                .readings
                .iter()
                .filter(|(k, _)| all || k.1 == place)
                .map(|(k, v)| (*k, *v))
                .collect(),
            parts: self.parts.iter().filter(|(k, _)| all || k.1 == place).map(|(k, v)| (*k, *v)).collect(),
            people: self.people.clone(),
            revenue: self.revenue.clone(),
            days: Arc::clone(&self.days),
            calendar: self.calendar.clone(),
            shape: self.shape.clone(),
            supposed: self.supposed.clone(),
            ..*self
        }
    }

    /// Adds a deal of everybody of whom it is wanted.
    fn add(&mut self, data: &Dataset, deal: &Deal, whose: impl Fn(PersonId) -> bool) {
        let sold = self.sold();
        let wanted = |p: &PersonId| Shift { deal: whose(*p).then_some(*deal), ..Shift::default() };
        let shifts: Vec<Shift> = self.people.iter().map(wanted).collect();
        let Prepared { bases, people, revenue, shape, calendar, days, supposed, .. } = self;
        for (revenue, shift) in revenue.iter_mut().zip(&shifts) {
            *revenue = shift.deal.map_or(*revenue, |d| revenue.saturating_add(d.amount));
        }
        let maker = Maker { data, plan: shape, calendar, quotas: OnceCell::new(), last: days.span.to };
        for (bases, component) in bases.iter_mut().zip(&shape.components) {
            let mut room = match &component.pays {
                Pays::Spiff(Spiff { kind: SpiffKind::First { count, .. }, .. }) => {
                    (*count as usize).saturating_sub(bases.cells.len())
                }
                Pays::Fixed(_) | Pays::Reward(_) => 0,
                _ => usize::MAX,
            };
            // Whose figures count may be the team's: then everybody in it has the deal.
            let mut found: BTreeMap<(Subject, u16), Amounts> = BTreeMap::new();
            for (person, _) in people.iter().zip(&shifts).filter(|(_, s)| s.deal.is_some()) {
                let Some(amounts) = amounts(data, component, *person, deal).filter(|_| room > 0) else {
                    continue;
                };
                let Some(whom) = subject(data, component.terms.whose, *person, deal.day) else { continue };
                room = room.saturating_sub(1);
                let rule = rule(data, &component.terms.rules, &deal.dims, *person, deal.day);
                plus(found.entry((whom, rule)).or_default(), &amounts);
            }
            if found.is_empty() {
                continue;
            }
            let sorted = bases.cells.len();
            for (place, person) in people.iter().enumerate() {
                let Some(whom) = subject(data, component.terms.whose, *person, deal.day) else { continue };
                for ((_, rule), amounts) in found.range((whom, 0)..=(whom, u16::MAX)) {
                    supposed.insert(place);
                    maker.put(component, bases, sorted, (place, *person), (*rule, deal, amounts));
                }
            }
            bases.cells.sort_by_key(|c| (c.person, c.period, c.rule, c.day, c.row));
        }
        self.follow(&sold, &shifts);
    }
}

/// Whether a component's cells are paid together, so that one person's pay needs everybody's.
fn together(component: &Component) -> bool {
    match &component.pays {
        Pays::Pool(_) => true,
        Pays::Spiff(spiff) => matches!(spiff.kind, SpiffKind::Ranking { .. } | SpiffKind::First { .. }),
        _ => false,
    }
}

fn plus(into: &mut Amounts, more: &Amounts) {
    into.pay = into.pay.saturating_add(more.pay);
    into.credit = into.credit.saturating_add(more.credit);
    into.position = match (into.position, more.position) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (a, b) => a.or(b),
    };
    into.happened = into.happened.map(|happened| happened.saturating_add(more.counted()));
}

/// Makes cells for deals of people who have none there yet.
struct Maker<'a> {
    data: &'a Dataset,
    plan: &'a Plan,
    calendar: &'a Calendar,
    quotas: OnceCell<Quotas<'a>>,
    last: Date,
}

impl Maker<'_> {
    /// Adds a deal to the cell that takes it; the first cells are sorted, new ones come behind them.
    fn put(
        &self,
        component: &Component,
        bases: &mut Bases,
        sorted: usize,
        (place, person): (usize, PersonId),
        (rule, deal, amounts): (u16, &Deal, &Amounts),
    ) {
        let grain_of = grain(component.accumulate());
        let period = self.calendar.period_of(deal.day, grain_of.unwrap_or(Grain::Month));
        let list = bases.cells.get(..sorted).unwrap_or_default();
        let known = list.binary_search_by_key(&(place, period, rule), |c| (c.person, c.period, c.rule));
        match known.ok().filter(|_| grain_of.is_some()).and_then(|at| bases.cells.get_mut(at)) {
            Some(cell) => {
                plus(&mut cell.to_date, amounts);
                cell.missing = false;
            }
            None => {
                let cell = self.cell(component, bases, (place, person), period, deal.day);
                bases.cells.push(Cell { rule, to_date: *amounts, ..cell });
            }
        }
    }

    fn cell(
        &self,
        component: &Component,
        bases: &Bases,
        (place, id): (usize, PersonId),
        period: Period,
        day: Date,
    ) -> Cell {
        let single = grain(component.accumulate()).is_none();
        let quotas = self.quotas.get_or_init(|| Quotas::new(self.data));
        let of = if single { quota_period(self.calendar, component, day) } else { period };
        let (mut group, mut weight) = (None, None);
        if let (Pays::Pool(pool), Some(person)) = (&component.pays, self.data.people.get(id)) {
            let team = if pool.whose == Whose::Company { None } else { person.team_on(day) };
            group = bases.groups.iter().position(|g| g.period == period && g.team == team);
            if let PoolShares::Weights(list) = &pool.shares {
                weight = closest(self.data, list, person, day);
            }
        }
        let segment = SegmentId(Uuid::nil());
        Cell {
            person: place,
            period,
            rule: 0,
            row: single.then_some(RowRef { segment, row: 0 }),
            day,
            before: Amounts::default(),
            to_date: Amounts::default(),
            missing: false,
            quota: quota_of(quotas, self.plan, component, id, (of, self.last)),
            pay: pay_of(self.data, self.plan, id, of),
            reversal: None,
            settled: Vec::new(),
            group,
            weight,
            whom: None,
            held: None,
        }
    }
}

impl Pricing<'_> {
    /// What somebody's cells have earned to date by component, minor units: everything, so that a line that was rounded
    /// before does not lose its fraction. `None` on overflow.
    fn to_date(&self, place: usize) -> Option<Vec<i64>> {
        let bases = self.prepared.bases.iter().zip(&self.plan.components).enumerate();
        bases
            .map(|(at, (bases, component))| {
                let together = self.together(component, bases)?;
                let mut sum = 0_i64;
                for (number, cell) in cells(bases, Some(place)) {
                    let nothing = cell.to_date.pay.is_zero() && !matches!(component.pays, Pays::Pool(_));
                    if !nothing {
                        let line = self.line(at, (number, cell), &together, Some(Decimal::ZERO))?;
                        sum = sum.checked_add(line.money.minor)?;
                    }
                }
                Some(sum)
            })
            .collect()
    }
}
