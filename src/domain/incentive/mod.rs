//! Incentive plans: components that turn records and attainments into pay.
//!
//! A [`Plan`] is a value without figures of anybody's sales: engine functions apply it to a dataset. Everything beyond
//! name, base, filter and the way of paying is a refinement that is absent by default.

mod place;
mod publish;
mod run;
mod scenario;
mod table;
mod terms;
mod ways;

pub use place::{NoPlace, Parameter, Place, PlanNumber};
pub use publish::{
    Acknowledgement, Adjustment, Agreement, Answer, Award, Dispute, EXPECTED_AT, Expected, PayRun,
    PlanVersion, Showing,
};
pub use run::{Balances, ClosedRun, LineKind, RunLine, RunStatement};
pub use scenario::{PlanDeal, PlanMove, PlanScenario, PlanWorld};
pub use table::{Accumulate, Boundary, MeasuredIn, RateTable, Tier, TierMode, Worth};
pub use terms::{
    AssignedDates, Cap, CapOn, Clawback, ClawbackShare, ComponentTerms, Condition, Conversion, Draw, Due,
    EventShare, Field, Forgiveness, Gate, Holdback, Instalment, Leaving, Modifier, PayIn, PayLevel,
    PlanTerms, Prorate, Proration, RateDay, Reading, ReadingOf, Rule, SaleEvent, Uplift, Whose,
};
pub use ways::{
    Bonus, FixedBonus, PayOf, PayoutCurve, PayoutPoint, Pays, Pool, PoolOf, PoolShares, Reward, RewardFor,
    Spiff, SpiffKind,
};

use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, PlanId};
use crate::domain::kpi::Base;
use crate::domain::scorecard::Assigned;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// One part of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Identity.
    pub id: ComponentId,
    /// Name as shown.
    pub name: String,
    /// What is paid on, and what counts for attainment.
    pub base: Base,
    /// Which records.
    pub filter: Filter,
    /// How much.
    pub pays: Pays,
    /// Refinements.
    pub terms: ComponentTerms,
}

impl Component {
    /// The rate table of a commission; `None` for components that pay in another way.
    pub fn table(&self) -> Option<&RateTable> {
        match &self.pays {
            Pays::Table(table) => Some(table),
            _ => None,
        }
    }

    /// [`Component::table`], to be changed.
    pub fn table_mut(&mut self) -> Option<&mut RateTable> {
        match &mut self.pays {
            Pays::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Whether something has to happen to a sale before it counts: an invoice or a collection.
    pub fn waits_for_event(&self) -> bool {
        let credit = &self.terms.credit;
        if credit.is_empty() {
            return matches!(self.base, Base::Invoiced | Base::Collected);
        }
        credit.iter().any(|part| part.event != SaleEvent::Order)
    }

    /// Whether what is invoiced or collected has the rate of its sale: [`RateDay::Sale`], for rates and curves on own sales.
    pub fn by_sale(&self) -> bool {
        let paid = matches!(self.pays, Pays::Table(_) | Pays::Bonus(_));
        let own = self.terms.whose == Whose::Own && self.terms.kpi.is_none();
        self.terms.rate_day == RateDay::Sale && paid && own && self.waits_for_event()
    }

    /// Over which span it accumulates.
    pub fn accumulate(&self) -> Accumulate {
        match &self.pays {
            Pays::Table(table) => table.accumulate,
            Pays::Bonus(bonus) => bonus.accumulate,
            Pays::Spiff(spiff) => match spiff.kind {
                SpiffKind::PerRecord { .. } | SpiffKind::First { .. } => Accumulate::PerRecord,
                _ => spiff.accumulate,
            },
            Pays::Pool(pool) => pool.accumulate,
            Pays::Fixed(_) | Pays::Reward(_) => Accumulate::Year,
        }
    }
}

/// What a plan says must come out of an input: it is checked on every edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// Name as shown.
    pub name: String,
    /// The inputs.
    pub inputs: Vec<ExampleInput>,
    /// Months since hire; from 1. Absent without a ramp.
    pub month: Option<u32>,
    /// Figures that gates, modifiers and pools read; those without an entry do not exist.
    pub readings: Vec<ExampleReading>,
    /// Draw that is still owed from before, major units.
    pub owed: Option<Decimal>,
    /// The pay expected, major units, before draw, statement cap and holdback.
    pub pays: Decimal,
    /// What is paid of it after draw, statement cap and holdback, major units; absent where that is not asked.
    pub paid: Option<Decimal>,
}

/// A figure that an example sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleReading {
    /// Which figure.
    pub reading: Reading,
    /// What it is.
    pub value: Decimal,
}

/// An input of one component in an example. Components without an input get none; one with rules may have several, each
/// with what its sales are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleInput {
    /// The component.
    pub component: ComponentId,
    /// What is paid on: the sum of the accumulation, or one record each where the component works per record.
    pub values: Vec<Decimal>,
    /// The quota of the accumulation; absent where the component needs none.
    pub quota: Option<Decimal>,
    /// What the table measures of each value where that is a quantity or another number of a record; otherwise empty.
    pub positions: Vec<Decimal>,
    /// What was sold, as filters name it: decides rules and uplifts. Everything left open answers no rule that asks for it.
    pub sold: Filter,
}

/// An incentive plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Identity.
    pub id: PlanId,
    /// Name as shown.
    pub name: String,
    /// First day whose records it pays on.
    pub effective: Date,
    /// For whom.
    pub assigned: Vec<Assigned>,
    /// The parts.
    pub components: Vec<Component>,
    /// What holds for the statement as a whole.
    pub terms: PlanTerms,
    /// Examples that must come out.
    pub examples: Vec<Example>,
}

impl Plan {
    /// The plan as if it had been in force from a day on, for all whom it names and without end: what a look at the past asks.
    #[must_use]
    pub fn reaching_back(&self, from: Date) -> Plan {
        let mut plan = Plan { effective: from, ..self.clone() };
        (plan.terms.until, plan.terms.dates) = (None, Vec::new());
        plan
    }
}
