//! Stored forms of incentive plans. What a plan does not use is not written, so that the plans of the first schema
//! version read and write as they always did.

use crate::domain::calendar::Grain;
use crate::domain::id::{AdjustmentId, ComponentId, KpiId, PersonId, PlanId, SegmentId};
use crate::domain::incentive::{
    self, Accumulate, Boundary, CapOn, Conversion, Field, Forgiveness, Leaving, LineKind, MeasuredIn, PayOf,
    Prorate, RateDay, SaleEvent, TierMode, Whose, Worth,
};
use crate::domain::kpi::Base;
use crate::domain::money::Currency;
use crate::domain::records::RowRef;
use crate::domain::{Date, Decimal, Period, scorecard};
use crate::store::wire::entity::Filter;
use crate::store::wire::leaf::Text;
use crate::store::wire::method::{Assigned, choices};
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};

/// Whether a field has its default and is not written.
pub(crate) fn plain<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares stored structs whose fields are those of the domain's struct: first those that are always written, after
/// the semicolon those that are written only where they differ from the default.
macro_rules! refined {
    ($($(#[$meta:meta])* $name:ident of $domain:path {
        $($field:ident: $type:ty),* $(,)? ; $($may:ident: $maybe:ty),* $(,)?
    })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "each field is the domain's field of the same name")]
        pub struct $name {
            $(pub $field: $type,)*
            $(#[serde(default, skip_serializing_if = "plain")] pub $may: $maybe,)*
        }

        impl Stored<$domain> for $name {
            fn put(domain: &$domain) -> Self {
                $name {
                    $($field: <$type>::put(&domain.$field),)*
                    $($may: <$maybe>::put(&domain.$may),)*
                }
            }

            fn take(self) -> Result<$domain, WireError> {
                type Domain = $domain;
                Ok(Domain {
                    $($field: self.$field.take().map_err(|e: WireError| e.within(stringify!($field)))?,)*
                    $($may: self.$may.take().map_err(|e: WireError| e.within(stringify!($may)))?,)*
                })
            }
        }
    )+};
}

pub(crate) use refined;

type Number = Text<Decimal>;

refined! {
    /// One tier of a rate table. Fields of later versions follow those of the first.
    Tier of incentive::Tier {
        from: Number, to: Option<Number>, value: Number, mode: Text<TierMode>;
        worth: Text<Worth>, gate: Option<Gate>,
    }
    /// A rate table.
    RateTable of incentive::RateTable {
        measured: Text<MeasuredIn>, accumulate: Text<Accumulate>, tiers: Vec<Tier>;
        boundary: Text<Boundary>,
    }
    /// A point of a payout curve.
    PayoutPoint of incentive::PayoutPoint { at: Number, share: Number; }
    /// A target bonus.
    Bonus of incentive::Bonus { accumulate: Text<Accumulate>; curve: PayoutCurve, of: Text<PayOf> }
    /// A short programme.
    Spiff of incentive::Spiff {
        accumulate: Text<Accumulate>, kind: SpiffKind; from: Option<Text<Date>>, to: Option<Text<Date>>,
    }
    /// A pot shared by a team.
    Pool of incentive::Pool {
        accumulate: Text<Accumulate>, of: PoolOf; whose: Text<Whose>, shares: PoolShares, members: Option<Gate>,
    }
    /// A bonus of months of base pay.
    FixedBonus of incentive::FixedBonus { months: Number; }
    /// Something other than money.
    Reward of incentive::Reward { asks: RewardFor, running: u32, every: Text<Grain>; }
    /// One figure of somebody in a period.
    Reading of incentive::Reading {
        of: ReadingOf; whose: Text<Whose>, per: Option<Text<Grain>>, back: u32,
    }
    /// A condition on a figure.
    Gate of incentive::Gate { reading: Reading, least: Number; pays_back: bool }
    /// A factor.
    Modifier of incentive::Modifier { points: Vec<PayoutPoint>; reading: Option<Reading> }
    /// An upper limit.
    Cap of incentive::Cap { most: Number; on: Text<CapOn>, carries: bool }
    /// What a record must have.
    Condition of incentive::Condition {
        field: Text<Field>; filter: Filter, least: Option<Number>, most: Option<Number>,
    }
    /// Another table for some records.
    Rule of incentive::Rule { name: String, filter: Filter, table: RateTable; }
    /// Factors on credit.
    Uplift of incentive::Uplift { quota: Number, pay: Number; filter: Filter }
    /// A part of a credit.
    EventShare of incentive::EventShare { share: Number, event: Text<SaleEvent>; }
    /// A part of what was earned.
    Instalment of incentive::Instalment { share: Number, due: Due; }
    /// What returns take back.
    Clawback of incentive::Clawback { share: ClawbackShare; within: Option<u32> }
    /// Refinements of a component.
    #[derive(Default)]
    ComponentTerms of incentive::ComponentTerms {
        ;
        weight: Option<Number>, quota_kpi: Option<KpiId>, quota_per: Option<Text<Grain>>, kpi: Option<KpiId>,
        whose: Text<Whose>, conditions: Vec<Condition>, deductible: Option<Number>, below_zero: bool,
        uplifts: Vec<Uplift>, rules: Vec<Rule>, credit: Vec<EventShare>, gate: Option<Gate>, cap: Option<Cap>,
        modifiers: Vec<Modifier>, modifies_first: bool, payout: Vec<Instalment>, clawback: Option<Clawback>,
        rate_day: Text<RateDay>,
    }
    /// Base and target pay.
    PayLevel of incentive::PayLevel {
        whom: Assigned; from: Option<Text<Date>>, base: Option<Number>, target: Option<Number>,
    }
    /// For hires and leavers.
    #[derive(Default)]
    Proration of incentive::Proration { ; by: Text<Prorate>, places: Option<u32>, without_last: bool }
    /// Pay in advance.
    Draw of incentive::Draw {
        amount: Number;
        forgiven: Text<Forgiveness>, months: Option<u32>, defer: u32, exempt: Vec<ComponentId>,
    }
    /// A part paid later.
    Holdback of incentive::Holdback { share: Number, months: u32; }
    /// Pay in another currency.
    PayIn of incentive::PayIn {
        currency: Text<Currency>, fixed: Number;
        rates: Vec<(Text<Date>, Number)>, target: Text<Conversion>, commission: Text<Conversion>,
    }
    /// On which days an assignment holds.
    AssignedDates of incentive::AssignedDates { whom: Assigned; from: Option<Text<Date>>, to: Option<Text<Date>> }
    /// What holds for a plan as a whole.
    #[derive(Default)]
    PlanTerms of incentive::PlanTerms {
        ;
        announced: Option<Text<Date>>, until: Option<Text<Date>>, dates: Vec<AssignedDates>, pay: Vec<PayLevel>, proration: Proration, ramp: Vec<Number>,
        attainment_places: Option<u32>, draw: Option<Draw>, cap: Option<Cap>, holdback: Option<Holdback>, leaving: Text<Leaving>,
        recovery: Option<Number>, pay_in: Option<PayIn>, budget: Option<Number>, leverage: Option<Number>,
        cost_rate: Option<Number>,
    }
    /// The input of one component in an example.
    ExampleInput of incentive::ExampleInput {
        component: ComponentId, values: Vec<Number>;
        quota: Option<Number>, positions: Vec<Number>, sold: Filter,
    }
    /// A figure that an example sets.
    ExampleReading of incentive::ExampleReading { reading: Reading, value: Number; }
    /// An example of a plan.
    Example of incentive::Example {
        name: String, inputs: Vec<ExampleInput>, pays: Number;
        month: Option<u32>, readings: Vec<ExampleReading>, owed: Option<Number>, paid: Option<Number>,
    }
    /// An incentive plan.
    Plan of incentive::Plan {
        id: PlanId, name: String, effective: Text<Date>, assigned: Vec<Assigned>, components: Vec<Component>;
        terms: PlanTerms, examples: Vec<Example>,
    }
    /// One line of a statement.
    RunLine of incentive::RunLine {
        kind: Text<LineKind>, earned_in: Text<Period>, earned: Number, minor: Text<i64>;
        component: Option<ComponentId>, row: Option<Row>, rule: u16, waiting: Number, carries: Text<i64>, version: u32,
        adjustment: Option<AdjustmentId>,
    }
    /// Balances at the end of a run.
    #[derive(Default)]
    Balances of incentive::Balances {
        ; debt: Text<i64>, owed: Text<i64>, capped: Text<i64>, instalments: Text<i64>, holdback: Text<i64>,
        lapsed: Text<i64>,
    }
    /// One person's statement of a run.
    RunStatement of incentive::RunStatement {
        person: PersonId, lines: Vec<RunLine>, total: Text<i64>, paid: Text<i64>;
        drawn: Text<i64>, recovered: Text<i64>, withheld: Text<i64>, instalments: Text<i64>, holdback: Text<i64>,
        released: Text<i64>,
        forgiven: Text<i64>, balances: Balances,
    }
    /// A pay run that is closed.
    ClosedRun of incentive::ClosedRun {
        plan: PlanId, version: String, period: Text<Period>, statements: Vec<RunStatement>;
    }
    /// Where a record lies.
    Row of RowRef { segment: SegmentId, row: u32; }
}

choices! {
    /// How attainment becomes a share of pay.
    PayoutCurve of incentive::PayoutCurve {
        plain Linear,
        one Points(Vec<PayoutPoint>),
        one Multipliers(Vec<Tier>),
    }
    /// What a SPIFF pays for.
    SpiffKind of incentive::SpiffKind {
        many Fixed { amount: Number },
        many PerStep { step: Number, amount: Number },
        many PerRecord { amount: Number },
        many First { count: u32, amount: Number },
        many Ranking { prizes: Vec<Number> },
    }
    /// How large a pool is.
    PoolOf of incentive::PoolOf {
        one Rate(Number),
        one Amount(Number),
    }
    /// Who gets what of a pool.
    PoolShares of incentive::PoolShares {
        plain Equal,
        plain Credit,
        one Weights(Vec<(Assigned, Number)>),
    }
    /// What a non-cash reward asks for.
    RewardFor of incentive::RewardFor {
        one Grades(Vec<String>),
        one Attainment(Number),
        one Score(Number),
    }
    /// What is read.
    ReadingOf of incentive::ReadingOf {
        plain Score,
        plain Appraisal,
        plain Multiplier,
        one Component(ComponentId),
        one Kpi(KpiId),
        one KpiAttainment(KpiId),
    }
    /// When a part is paid.
    Due of incentive::Due {
        plain YearEnd,
        one Months(u32),
        one Date(Text<Date>),
        many Event { event: Text<SaleEvent>, days: u32 },
    }
    /// How much is taken back.
    ClawbackShare of incentive::ClawbackShare {
        plain Full,
        plain Months,
        plain Days,
        one Percent(Number),
    }
}

impl Stored<(scorecard::Assigned, Decimal)> for (Assigned, Number) {
    fn put(domain: &(scorecard::Assigned, Decimal)) -> Self {
        (Assigned::put(&domain.0), Text(domain.1))
    }

    fn take(self) -> Result<(scorecard::Assigned, Decimal), WireError> {
        Ok((self.0.take()?, self.1.0))
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that declares the enum marks no default")]
impl Default for PayoutCurve {
    fn default() -> Self {
        PayoutCurve::Linear
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that declares the enum marks no default")]
impl Default for PoolShares {
    fn default() -> Self {
        PoolShares::Equal
    }
}

/// A part of a plan. Exactly one of the ways of paying is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the domain's field or way of paying of the same name")]
pub struct Component {
    pub id: ComponentId,
    pub name: String,
    pub base: Text<Base>,
    #[serde(default)]
    pub filter: Filter,
    #[serde(default, skip_serializing_if = "plain")]
    pub table: Option<RateTable>,
    #[serde(default, skip_serializing_if = "plain")]
    pub bonus: Option<Bonus>,
    #[serde(default, skip_serializing_if = "plain")]
    pub spiff: Option<Spiff>,
    #[serde(default, skip_serializing_if = "plain")]
    pub pool: Option<Pool>,
    #[serde(default, skip_serializing_if = "plain")]
    pub fixed: Option<FixedBonus>,
    #[serde(default, skip_serializing_if = "plain")]
    pub reward: Option<Reward>,
    #[serde(default, skip_serializing_if = "plain")]
    pub terms: ComponentTerms,
}

impl Stored<incentive::Component> for Component {
    fn put(domain: &incentive::Component) -> Self {
        use incentive::Pays;
        let mut made = Component {
            id: domain.id,
            name: domain.name.clone(),
            base: Text(domain.base),
            filter: Filter::put(&domain.filter),
            table: None,
            bonus: None,
            spiff: None,
            pool: None,
            fixed: None,
            reward: None,
            terms: ComponentTerms::put(&domain.terms),
        };
        match &domain.pays {
            Pays::Table(one) => made.table = Some(RateTable::put(one)),
            Pays::Bonus(one) => made.bonus = Some(Bonus::put(one)),
            Pays::Spiff(one) => made.spiff = Some(Spiff::put(one)),
            Pays::Pool(one) => made.pool = Some(Pool::put(one)),
            Pays::Fixed(one) => made.fixed = Some(FixedBonus::put(one)),
            Pays::Reward(one) => made.reward = Some(Reward::put(one)),
        }
        made
    }

    fn take(self) -> Result<incentive::Component, WireError> {
        use incentive::Pays;
        fn way<D, W: Stored<D>>(
            found: &mut Vec<Pays>,
            one: Option<W>,
            name: &str,
            make: fn(D) -> Pays,
        ) -> Result<(), WireError> {
            if let Some(one) = one {
                found.push(make(one.take().map_err(|e| e.within(name))?));
            }
            Ok(())
        }
        let mut found = Vec::new();
        way(&mut found, self.table, "table", Pays::Table)?;
        way(&mut found, self.bonus, "bonus", Pays::Bonus)?;
        way(&mut found, self.spiff, "spiff", Pays::Spiff)?;
        way(&mut found, self.pool, "pool", Pays::Pool)?;
        way(&mut found, self.fixed, "fixed", Pays::Fixed)?;
        way(&mut found, self.reward, "reward", Pays::Reward)?;
        let one = found.pop().filter(|_| found.is_empty());
        Ok(incentive::Component {
            id: self.id,
            name: self.name,
            base: self.base.0,
            filter: self.filter.take().map_err(|e| e.within("filter"))?,
            pays: one.ok_or_else(|| WireError {
                place: "exactly one of table, bonus, spiff, pool, fixed, reward".to_owned(),
            })?,
            terms: self.terms.take().map_err(|e| e.within("terms"))?,
        })
    }
}
