//! Refinements of components and plans: all absent by default.

use crate::domain::calendar::Grain;
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, KpiId};
use crate::domain::incentive::table::RateTable;
use crate::domain::incentive::ways::PayoutPoint;
use crate::domain::money::Currency;
use crate::domain::scorecard::Assigned;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Whose figures count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The person's.
    #[default]
    Own,
    /// Those of the person's team.
    Team,
    /// The company's.
    Company,
}

/// What a gate, a modifier or a member of a pool is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadingOf {
    /// Attainment of a component of the same plan, 1 being its quota.
    Component(ComponentId),
    /// A KPI's value.
    Kpi(KpiId),
    /// A KPI's attainment, 1 being its target.
    KpiAttainment(KpiId),
    /// The score of the scorecard, 100 being full.
    Score,
    /// The released score of the appraisal of the period, 100 being full.
    Appraisal,
    /// The bonus multiplier that was decided after the appraisal of the period, 1 leaving the pay as it is.
    Multiplier,
}

/// One figure of somebody in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// Which figure.
    pub of: ReadingOf,
    /// Whose; components and scores are always the person's own.
    pub whose: Whose,
    /// Over which span; absent means the component's own.
    pub per: Option<Grain>,
    /// How many periods back.
    pub back: u32,
}

/// A condition on a figure: open where it is at least so much. An absent figure keeps it closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What is read.
    pub reading: Reading,
    /// The least value that opens it.
    pub least: Decimal,
    /// Whether what was withheld is paid once it opens; otherwise it is lost.
    pub pays_back: bool,
}

/// A factor on what is paid: constant, or by a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// What is read; absent means the factor of the first point, always.
    pub reading: Option<Reading>,
    /// Value → factor, linear between, held outside, ordered by `at`.
    pub points: Vec<PayoutPoint>,
}

/// What a cap limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CapOn {
    /// What a period pays, in money.
    #[default]
    Payment,
    /// What a period pays, as a share of its target pay.
    TargetPay,
    /// What is earned ÷ what it is paid on.
    Rate,
    /// The attainment that counts, 1 being the quota.
    Attainment,
}

/// An upper limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// What it limits.
    pub on: CapOn,
    /// The limit.
    pub most: Decimal,
    /// Whether what is withheld is carried into the next period; otherwise it is lost. For payments only.
    pub carries: bool,
}

/// A number of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// Amount without tax, major units.
    #[default]
    Amount,
    /// Quantity.
    Quantity,
    /// Discount in percent.
    Discount,
    /// Amount ÷ quantity.
    Price,
    /// (Amount − cost) ÷ amount.
    MarginRate,
    /// Contract term in months.
    Term,
}

/// What a record must have to count at all. A minimum includes its value. A record without the field does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The records that are asked.
    pub filter: Filter,
    /// Which number.
    pub field: Field,
    /// At least.
    pub least: Option<Decimal>,
    /// At most.
    pub most: Option<Decimal>,
}

/// Another table for some of a component's records: the most specific rule takes a record, the component's own table
/// takes the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Name as shown.
    pub name: String,
    /// Which records.
    pub filter: Filter,
    /// How much.
    pub table: RateTable,
}

/// Factors on the credit of some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uplift {
    /// Which records.
    pub filter: Filter,
    /// Factor on what counts for attainment.
    pub quota: Decimal,
    /// Factor on what is paid on.
    pub pay: Decimal,
}

/// Something that happens to a sale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SaleEvent {
    /// Order.
    #[default]
    Order,
    /// Invoice.
    Invoice,
    /// Payment falls due.
    Due,
    /// Collection.
    Collection,
}

/// Whose day decides rates, tier, quota and currency of what counts once it is invoiced or collected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateDay {
    /// That of the invoice or the collection.
    #[default]
    Event,
    /// That of the sale: its span earns on all its sales, and as much of it is stated as has been invoiced or collected.
    Sale,
}

/// A part of a record's credit, counted in the period of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventShare {
    /// Percent; the parts total 100.
    pub share: Decimal,
    /// When it counts; [`SaleEvent::Due`] does not occur here.
    pub event: SaleEvent,
}

/// When a part of what was earned is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many days after an event of the sale.
    Event {
        /// The event.
        event: SaleEvent,
        /// Days after it.
        days: u32,
    },
    /// So many months after the period in which it was earned.
    Months(u32),
    /// On the last day of the fiscal year in which it was earned.
    YearEnd,
    /// On a day.
    Date(Date),
}

/// A part of what was earned and when it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// Percent; the parts total 100.
    pub share: Decimal,
    /// When.
    pub due: Due,
}

/// How much of a pay is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClawbackShare {
    /// All of it.
    Full,
    /// So many percent.
    Percent(Decimal),
    /// The unserved part of the contract term, in whole months.
    Months,
    /// The unserved part of the contract term, in days.
    Days,
}

/// What a return or cancellation of a sale takes back after its span is closed, and per record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clawback {
    /// How much.
    pub share: ClawbackShare,
    /// Up to how many months after the sale; absent means for ever.
    pub within: Option<u32>,
}

/// Refinements of a component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentTerms {
    /// Percent of target pay that belongs to this component; absent means all. The weights of a plan total 100.
    pub weight: Option<Decimal>,
    /// The KPI whose targets are quotas; absent means the library's revenue.
    pub quota_kpi: Option<KpiId>,
    /// The span of quota and pay for components per record; absent means the month for tables, the year for bonuses.
    pub quota_per: Option<Grain>,
    /// A KPI whose value stands instead of the base, against its own target.
    pub kpi: Option<KpiId>,
    /// Whose figures count.
    pub whose: Whose,
    /// What a record must have to count.
    pub conditions: Vec<Condition>,
    /// Taken off each record's amount, major units.
    pub deductible: Option<Decimal>,
    /// Whether margin and amount less a deductible may fall below zero in a record that is no return.
    pub below_zero: bool,
    /// Factors on credit.
    pub uplifts: Vec<Uplift>,
    /// Other tables for some records.
    pub rules: Vec<Rule>,
    /// Credit by event; absent means the base's own.
    pub credit: Vec<EventShare>,
    /// Whose day decides the rate of what is invoiced or collected.
    pub rate_day: RateDay,
    /// Withholds what is earned while closed.
    pub gate: Option<Gate>,
    /// An upper limit.
    pub cap: Option<Cap>,
    /// Factors; they multiply.
    pub modifiers: Vec<Modifier>,
    /// Whether modifiers apply before the cap.
    pub modifies_first: bool,
    /// When it is paid; absent means at once.
    pub payout: Vec<Instalment>,
    /// What returns take back.
    pub clawback: Option<Clawback>,
}

/// Base and target pay of some people from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayLevel {
    /// For whom; the most specific name counts (person, narrowest team, role, everybody).
    pub whom: Assigned,
    /// First day; absent reaches back without limit.
    pub from: Option<Date>,
    /// Base pay of a year, major units of the workspace currency.
    pub base: Option<Decimal>,
    /// Target pay (variable pay at 100 %) of a year.
    pub target: Option<Decimal>,
}

/// How a part of a period counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prorate {
    /// By day.
    #[default]
    Days,
    /// A started month counts whole.
    StartedMonths,
    /// Only full months count.
    FullMonths,
    /// Not at all: a part of a period counts as the whole.
    Whole,
}

/// Proration for hires and leavers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proration {
    /// How.
    pub by: Prorate,
    /// Decimals to which the factor is rounded first; absent means not at all.
    pub places: Option<u32>,
    /// Whether the last day of employment does not count.
    pub without_last: bool,
}

/// What becomes of a draw that is not earned back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forgiveness {
    /// It is owed until it is earned.
    #[default]
    Owed,
    /// It is owed until the draw ends, then forgiven.
    AtEnd,
    /// It is never owed: a guarantee.
    Never,
}

/// Pay in advance, per pay run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Major units per run.
    pub amount: Decimal,
    /// Whether it is owed.
    pub forgiven: Forgiveness,
    /// For how many months since hire, or since the plan's effective date where that is later; absent means always.
    pub months: Option<u32>,
    /// For how many months at the start nothing is recovered.
    pub defer: u32,
    /// Components that are paid on top and recover nothing.
    pub exempt: Vec<ComponentId>,
}

/// What becomes of what a leaver has earned and is not paid yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaving {
    /// Earned parts stay due.
    #[default]
    Due,
    /// Parts that are not due on the last day of employment lapse.
    Lapse,
    /// Of a part that falls due on a later day so much is due as was served of the time from the beginning of the span in
    /// which it was earned to that day, and of a part whose event happens later of the time from the sale to the event.
    Prorate,
    /// Only those who are employed on the last day of a run's period are paid by it.
    Employed,
}

/// A part of every statement that is paid later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holdback {
    /// Percent held.
    pub share: Decimal,
    /// Months until it is paid.
    pub months: u32,
}

/// At which rate something is converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Conversion {
    /// The plan's.
    #[default]
    Fixed,
    /// The month's: that of its first day.
    Month,
    /// That of the record's date; of the period's last day for what accumulates.
    Date,
}

/// Pay in another currency than the workspace's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayIn {
    /// The currency.
    pub currency: Currency,
    /// The plan's rate: units of that currency for one of the workspace's.
    pub fixed: Decimal,
    /// Rates of the market from a day on, the earliest first.
    pub rates: Vec<(Date, Decimal)>,
    /// For components that pay shares of target or base pay.
    pub target: Conversion,
    /// For the other ones.
    pub commission: Conversion,
}

/// On which days one of a plan's assignments holds. Several for the same people hold each in their own days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedDates {
    /// The assignment.
    pub whom: Assigned,
    /// First day; absent reaches back to the plan's.
    pub from: Option<Date>,
    /// Last day; absent reaches to the plan's.
    pub to: Option<Date>,
}

impl AssignedDates {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// What holds for a plan as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanTerms {
    /// The day it was announced.
    pub announced: Option<Date>,
    /// Last day whose records it pays on; absent means without end.
    pub until: Option<Date>,
    /// On which days assignments hold; those without an entry hold always.
    pub dates: Vec<AssignedDates>,
    /// Base and target pay.
    pub pay: Vec<PayLevel>,
    /// For hires and leavers.
    pub proration: Proration,
    /// Percent of the quota by month since hire; afterwards all of it.
    pub ramp: Vec<Decimal>,
    /// Decimals to which attainment is rounded first (0.569 has 3); absent means not at all.
    pub attainment_places: Option<u32>,
    /// Pay in advance.
    pub draw: Option<Draw>,
    /// What becomes of what leavers are not paid yet.
    pub leaving: Leaving,
    /// Upper limit of a statement: [`CapOn::Payment`] or [`CapOn::TargetPay`] of the run's period.
    pub cap: Option<Cap>,
    /// A part paid later.
    pub holdback: Option<Holdback>,
    /// Largest share of a period's incentive, in percent, that recovery and negative balances take; absent means all.
    pub recovery: Option<Decimal>,
    /// Pay in another currency.
    pub pay_in: Option<PayIn>,
    /// What the plan may cost a year, major units; for the checks.
    pub budget: Option<Decimal>,
    /// Largest (base + highest incentive) ÷ base; absent means 3.
    pub leverage: Option<Decimal>,
    /// Largest cost ÷ revenue, 1 being all of it; for the checks.
    pub cost_rate: Option<Decimal>,
}
