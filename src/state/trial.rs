//! Trying an incentive plan: over which days, in which pretended world, and what it does to people and cost.

use crate::domain::calendar::Grain;
use crate::domain::id::PersonId;
use crate::domain::incentive::{MeasuredIn, Plan};
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::incentive::replay::alone;
use crate::engine::incentive::run::TrialRuns;
use crate::engine::incentive::{Deal, Difference, Dims, NextDeal, Pay, Prepared, Statement, differences};
use crate::state::knob::{Move, plan_after};
use crate::state::payroll::run;
use crate::state::view::{Settled, View};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The period to try a plan on: the chosen one, otherwise the last quarter that is over where it has records, so that
/// nobody's figures are half a quarter's.
pub fn period(data: &Dataset, view: &View, settled: &Settled) -> (Period, Span) {
    let chosen = (settled.period, settled.elapsed.unwrap_or(settled.span));
    if view.period.is_some() {
        return chosen;
    }
    let calendar = &data.workspace.calendar;
    let before = calendar.previous(calendar.period_of(settled.as_of, Grain::Quarter));
    let span = before.and_then(|p| Some((p, calendar.span(p)?)));
    let oldest = crate::state::view::oldest_record(data);
    span.filter(|(_, s)| oldest.is_some_and(|o| o <= s.to)).unwrap_or(chosen)
}

/// The running quarter up to the as-of date, in which the next deal would fall.
pub fn running(data: &Dataset, as_of: Date) -> Option<Span> {
    let calendar = &data.workspace.calendar;
    let quarter = calendar.span(calendar.period_of(as_of, Grain::Quarter))?;
    Some(Span { from: quarter.from, to: as_of })
}

/// What a move does, in a few figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Everybody under both variants, best paid first under the first.
    pub people: Vec<Difference>,
    /// How many gain.
    pub winners: usize,
    /// How many lose.
    pub losers: usize,
    /// Change of the cost, minor units.
    pub cost: i64,
    /// Who gains or loses most, where anybody does.
    pub most: Option<Difference>,
    /// The largest pay under either, minor units; the scale of the bars.
    pub largest: i64,
}

/// Compares two variants.
pub fn effect(before: &Pay, after: &Pay) -> Effect {
    let mut people = differences(before, after);
    people.sort_by_key(|d| std::cmp::Reverse(d.before));
    let change = |d: &&Difference| (d.after - d.before).abs();
    Effect {
        winners: people.iter().filter(|d| d.after > d.before).count(),
        losers: people.iter().filter(|d| d.after < d.before).count(),
        cost: after.cost.minor.saturating_sub(before.cost.minor),
        most: people.iter().max_by_key(change).filter(|d| d.after != d.before).copied(),
        largest: people.iter().map(|d| d.before.max(d.after)).max().unwrap_or(0),
        people,
    }
}

/// A step of a rate table that is within reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// What is missing, in what the component is paid on.
    pub missing: Decimal,
    /// The lower end of the tier, 1 being the quota.
    pub at: Decimal,
    /// Place of the component in the plan.
    pub component: usize,
}

/// The nearest tier above what somebody has, of the components that pay by percent of quota and count booked sales. The
/// latest line of each counts: an earlier period is over. Where the boundary belongs to the lower tier, the step is
/// reached just above it.
pub fn next_step(plan: &Plan, statement: &Statement) -> Option<Step> {
    use crate::domain::incentive::{Pays, Whose};
    use crate::domain::kpi::Base;
    let steps = plan.components.iter().enumerate().filter_map(|(at, component)| {
        let Pays::Table(table) = &component.pays else { return None };
        let sales = matches!(component.base, Base::Booked | Base::Invoiced | Base::Collected);
        let own = component.terms.whose == Whose::Own && component.terms.kpi.is_none();
        if table.measured != MeasuredIn::PercentOfQuota || !sales || !own {
            return None;
        }
        let lines = statement.lines.iter().filter(|l| l.component == component.id);
        let line = lines.max_by_key(|l| l.period)?;
        let quota = line.quota.filter(|q| *q > Decimal::ZERO)?;
        let held = line.before + line.value;
        let next = table.tiers.iter().map(|t| t.from).find(|from| *from * quota > held)?;
        Some(Step { missing: next * quota - held, at: next, component: at })
    });
    steps.min()
}

/// How a plan stands to the days on which it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It pays on them, beside the other plans: what is shown is what it pays.
    InForce,
    /// It takes effect later: it is tried as if it had been in force from the first day on, and alone.
    NotYet(Date),
    /// Other plans name everybody more closely: it is tried as if it were alone.
    Outranked,
}

/// A plan over the records of some days.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The bases.
    pub prepared: Arc<Prepared>,
    /// The plan as it fits the bases: with the day from which it is tried.
    pub plan: Arc<Plan>,
    /// How it stands to those days.
    pub standing: Standing,
    /// What was scanned, and between which days.
    data: Arc<Dataset>,
    span: Span,
    /// The pay runs of those days, once somebody asks what is paid.
    runs: Arc<OnceLock<Option<TrialRuns>>>,
    /// Whether the bases are those of a pretended world.
    pretended: bool,
}

impl PartialEq for Ground {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.prepared, &other.prepared) && Arc::ptr_eq(&self.plan, &other.plan)
    }
}

impl Ground {
    /// A plan over some days, from `begins` on in force or not at all: as it pays beside the others where it is in force,
    /// otherwise as a replay looks at it, alone and from the first day on. `None` where that cannot be made.
    pub fn new(data: &Arc<Dataset>, plan: &Arc<Plan>, span: Span, begins: Date) -> Option<Ground> {
        let made = |data: Arc<Dataset>, plan: Arc<Plan>, standing| {
            let prepared = Arc::new(Prepared::new(&data, &plan, span).value);
            Ground { prepared, plan, standing, data, span, runs: Arc::default(), pretended: false }
        };
        let early = || plan.reaching_back(span.from.min(plan.effective));
        if plan.effective > begins {
            let data = Arc::new(alone(data).ok()?);
            return Some(made(data, Arc::new(early()), Standing::NotYet(plan.effective)));
        }
        let real = made(Arc::clone(data), Arc::clone(plan), Standing::InForce);
        if !real.prepared.people().is_empty() || data.plans.len() < 2 {
            return Some(real);
        }
        Some(made(Arc::new(alone(data).ok()?), Arc::clone(plan), Standing::Outranked))
    }

    /// The same days after some numbers have moved. Records are scanned again only where a number decides what counts.
    #[must_use]
    pub fn after(&self, moves: &[Move]) -> Ground {
        if moves.is_empty() {
            return self.clone();
        }
        let plan = Arc::new(plan_after(&self.plan, moves));
        let own = || Arc::new(Prepared::new(&self.data, &plan, self.span).value);
        let (prepared, runs) = match self.prepared.fits(&plan) {
            true => (Arc::clone(&self.prepared), Arc::clone(&self.runs)),
            false => (own(), Arc::default()),
        };
        Ground { prepared, plan, runs, data: Arc::clone(&self.data), ..*self }
    }

    /// Everybody's pay; `None` where the plan cannot be computed.
    pub fn pay(&self) -> Option<Pay> {
        self.prepared.pay(&self.plan).ok()
    }

    /// What everybody would be paid by the pay runs of these days where nothing was owed before their accumulation began,
    /// minor units; `None` where the plan pays what is earned, or cannot be computed.
    pub fn paid(&self) -> Option<BTreeMap<PersonId, i64>> {
        let terms = &self.plan.terms;
        let later = self.plan.components.iter().any(|c| !c.terms.payout.is_empty());
        if terms.draw.is_none() && terms.cap.is_none() && terms.holdback.is_none() && !later {
            return None;
        }
        let every = run::grain(&self.data, &self.plan);
        let runs = || TrialRuns::new(&self.data, &self.plan, self.span, every);
        let runs = self.runs.get_or_init(runs).as_ref()?;
        runs.paid(&self.data, &self.plan, self.pretended.then_some(&*self.prepared)).ok()
    }

    /// The same plan in a pretended world.
    #[must_use]
    pub fn within(&self, world: &World) -> Ground {
        if world.is_real() {
            return self.clone();
        }
        let prepared = Arc::new(world.bases(&self.data, &self.prepared));
        Ground { prepared, pretended: true, ..self.clone() }
    }

    /// A person's statement; `None` where the plan cannot be computed.
    pub fn statement(&self, person: PersonId) -> Option<Statement> {
        self.prepared.statement(&self.plan, person).ok()
    }

    /// The same with the calculation of everything that the lines read.
    pub fn explained(&self, person: PersonId) -> Option<Statement> {
        self.prepared.explained(&self.data, &self.plan, person).ok()
    }

    /// What a deal would bring a person; `None` where the plan cannot be computed.
    pub fn next_deal(&self, person: PersonId, deal: &Deal) -> Option<NextDeal> {
        self.prepared.next_deal(&self.data, &self.plan, person, deal).ok()
    }
}

/// One more deal, as somebody imagines it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// Amount without tax, major units.
    pub amount: Decimal,
    /// Margin ÷ amount.
    pub margin: Decimal,
    /// What it is about.
    pub dims: Dims,
}

impl Extra {
    /// The margin of a deal of which nothing else is said.
    pub const MARGIN: Decimal = Decimal::from_parts(3, 0, 0, false, 1);

    /// The deal, booked on a day.
    pub fn on(&self, day: Date) -> Deal {
        Deal { dims: self.dims, ..Deal::new(day, self.amount, self.amount.saturating_mul(self.margin)) }
    }
}

/// A pretended world: what is not a number of the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// Whom it concerns; absent means everybody.
    pub whom: Option<PersonId>,
    /// The attainment, 1 being the quota.
    pub attainment: Option<Decimal>,
    /// What quotas are multiplied by.
    pub quota: Option<Decimal>,
    /// What the one person is asked for in the period instead; everybody keeps their own.
    pub asked: Option<Decimal>,
    /// Booked by one more deal each.
    pub deal: Option<Extra>,
}

impl World {
    /// Whether everything is as it is.
    pub fn is_real(&self) -> bool {
        self.attainment.is_none() && self.quota.is_none() && self.asked.is_none() && self.deal.is_none()
    }

    /// The bases in this world. Quotas change first, so that an attainment is one of the new quota; the deal comes on top.
    pub fn bases(&self, data: &Dataset, prepared: &Prepared) -> Prepared {
        let quotas = match (self.quota, self.asked, self.whom) {
            (Some(factor), ..) => Some(prepared.with_quotas(self.whom, factor)),
            (None, Some(asked), Some(person)) => match prepared.asked(person) {
                Some(own) => asked.checked_div(own).map(|f| prepared.with_quotas(self.whom, f)),
                None => prepared.with_quota(data, person, asked),
            },
            _ => None,
        };
        let made = quotas.as_ref().unwrap_or(prepared);
        let attained = self.attainment.map(|attainment| made.at_attainment(self.whom, attainment));
        let made = attained.as_ref().unwrap_or(made);
        match self.deal {
            Some(deal) => made.with_deal(data, self.whom, &deal.on(made.span().to)),
            None => made.clone(),
        }
    }
}

/// How pay is spread: steps of equal width from the lowest, with the number of people in each, as corners of a line.
pub fn spread(pay: &Pay, lowest: i64, highest: i64, steps: usize) -> Vec<(f64, f64)> {
    let width = ((highest - lowest).max(1) as f64 / steps.max(1) as f64).ceil().max(1.0);
    let mut counts = vec![0_u32; steps.max(1)];
    for person in &pay.people {
        let at = ((person.minor - lowest).max(0) as f64 / width) as usize;
        let last = counts.len() - 1;
        if let Some(count) = counts.get_mut(at.min(last)) {
            *count += 1;
        }
    }
    let scale = 10_f64.powi(i32::try_from(pay.cost.currency.digits()).unwrap_or(0));
    let edge = |n: usize| (lowest as f64 + width * n as f64) / scale;
    let corners =
        |(n, count): (usize, &u32)| [(edge(n), f64::from(*count)), (edge(n + 1), f64::from(*count))];
    let mut line: Vec<(f64, f64)> = counts.iter().enumerate().flat_map(corners).collect();
    line.insert(0, (edge(0), 0.0));
    line.push((edge(counts.len()), 0.0));
    line
}

/// Whose statement a list of people opens with: the best paid who is still there, otherwise the first.
pub fn first_person(data: &Dataset, effect: &Effect, as_of: Date) -> Option<PersonId> {
    let here = |d: &&Difference| data.people.get(d.person).is_some_and(|p| p.employed_on(as_of));
    effect.people.iter().find(here).or(effect.people.first()).map(|d| d.person)
}

#[cfg(test)]
#[path = "trial_tests.rs"]
mod tests;
