//! Ready-made plans: a sensible beginning of each of the usual kinds.

use crate::domain::calendar::Grain;
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, PlanId, Uuid};
use crate::domain::incentive::{
    Accumulate, Bonus, Component, ComponentTerms, Draw, FixedBonus, Forgiveness, MeasuredIn, PayLevel,
    PayoutCurve, PayoutPoint, Pays, Plan, PlanTerms, Pool, PoolOf, PoolShares, RateTable, Reward, RewardFor,
    Spiff, SpiffKind, Tier, Whose,
};
use crate::domain::kpi::{Base, Label, Library};
use crate::domain::scorecard::Assigned;
use crate::domain::{Dataset, Date, Decimal};

/// A ready-made plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Commission on bookings that accelerates above the quota.
    NewBusiness,
    /// A target bonus: 60 % on own revenue, 40 % on margin.
    TargetBonus,
    /// A share of the team's revenue, divided equally.
    TeamPool,
    /// A month in which every deal earns a fixed amount.
    Spiff,
    /// Commission on margin.
    Margin,
    /// Commission with a recoverable draw and lower quotas in the first months.
    Draw,
}

impl Template {
    /// All of them, the most usual first.
    pub const ALL: [Template; 6] = [
        Template::NewBusiness,
        Template::TargetBonus,
        Template::Margin,
        Template::TeamPool,
        Template::Spiff,
        Template::Draw,
    ];
}

/// The name of a part of a ready-made plan, for the language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// The plan itself.
    Plan(Template),
    /// Commission on revenue.
    Commission,
    /// Bonus on revenue.
    RevenueBonus,
    /// Bonus or commission on margin.
    MarginPart,
    /// The team's pool.
    Pool,
    /// The short programme.
    Spiff,
    /// A part that was just added.
    New,
}

fn dec(n: i64, places: u32) -> Decimal {
    Decimal::new(n, places).normalize()
}

fn tier(from: i64, to: Option<i64>, permille: i64) -> Tier {
    Tier { from: dec(from, 2), to: to.map(|to| dec(to, 2)), value: dec(permille, 3), ..Tier::default() }
}

fn accelerated() -> RateTable {
    RateTable {
        measured: MeasuredIn::PercentOfQuota,
        accumulate: Accumulate::Quarter,
        tiers: vec![tier(0, Some(100), 30), tier(100, Some(120), 50), tier(120, None, 70)],
        ..RateTable::default()
    }
}

fn bonus() -> Bonus {
    let point = |at, share| PayoutPoint { at: dec(at, 2), share: dec(share, 2) };
    Bonus {
        accumulate: Accumulate::Quarter,
        curve: PayoutCurve::Points(vec![point(80, 50), point(100, 100), point(120, 150)]),
        ..Bonus::default()
    }
}

fn spiff() -> Spiff {
    Spiff {
        from: None,
        to: None,
        accumulate: Accumulate::PerRecord,
        kind: SpiffKind::PerRecord { amount: dec(500, 0) },
    }
}

fn pool() -> Pool {
    Pool {
        accumulate: Accumulate::Quarter,
        whose: Whose::Team,
        of: PoolOf::Rate(dec(1, 2)),
        shares: PoolShares::Equal,
        members: None,
    }
}

/// One way of paying of every kind, each a sensible beginning.
pub fn pays() -> [Pays; 6] {
    [
        Pays::Table(accelerated()),
        Pays::Bonus(bonus()),
        Pays::Spiff(spiff()),
        Pays::Pool(pool()),
        Pays::Fixed(FixedBonus { months: Decimal::ONE }),
        Pays::Reward(Reward { asks: RewardFor::Attainment(dec(120, 2)), running: 4, every: Grain::Quarter }),
    ]
}

/// A component without refinements.
pub fn fresh_component(id: Uuid, name: String, base: Base, pays: Pays) -> Component {
    let (filter, terms) = (Filter::default(), ComponentTerms::default());
    Component { id: ComponentId(id), name, base, filter, pays, terms }
}

/// A ready-made plan as it fits a workspace: a bonus on margin is held against the target of the margin rate, where the
/// workspace knows that KPI, and not against that of revenue.
pub fn fitted(mut plan: Plan, data: &Dataset) -> Plan {
    let rate = data.kpis.iter().find(|k| k.label == Label::Library(Library::MarginRate)).map(|k| k.id);
    for component in &mut plan.components {
        if component.base == Base::Margin && matches!(component.pays, Pays::Bonus(_)) {
            component.terms.kpi = component.terms.kpi.or(rate);
        }
    }
    plan
}

impl Template {
    /// The plan, for everybody, from a day on. Amounts of money are examples to be changed.
    pub fn plan(self, effective: Date, new_id: &dyn Fn() -> Uuid, name: &dyn Fn(PartName) -> String) -> Plan {
        let part = |what, base, pays| fresh_component(new_id(), name(what), base, pays);
        let weighed = |mut c: Component, weight: i64| {
            c.terms.weight = Some(weight.into());
            c
        };
        let mut terms = PlanTerms::default();
        let commission = || part(PartName::Commission, Base::Booked, Pays::Table(accelerated()));
        let components = match self {
            Template::NewBusiness => vec![commission()],
            Template::TargetBonus => {
                let target = Some(dec(120_000, 0));
                terms.pay = vec![PayLevel { whom: Assigned::Everybody, from: None, base: None, target }];
                vec![
                    weighed(part(PartName::RevenueBonus, Base::Booked, Pays::Bonus(bonus())), 60),
                    weighed(part(PartName::MarginPart, Base::Margin, Pays::Bonus(bonus())), 40),
                ]
            }
            Template::TeamPool => vec![part(PartName::Pool, Base::Booked, Pays::Pool(pool()))],
            Template::Spiff => {
                let to = effective.last_of_month();
                let month = Spiff { from: Some(effective), to: Some(to), ..spiff() };
                vec![part(PartName::Spiff, Base::Booked, Pays::Spiff(month))]
            }
            Template::Margin => {
                let tiers = vec![Tier { value: dec(8, 2), ..Tier::default() }];
                let table = RateTable { accumulate: Accumulate::Month, tiers, ..RateTable::default() };
                vec![part(PartName::MarginPart, Base::Margin, Pays::Table(table))]
            }
            Template::Draw => {
                terms.draw = Some(Draw {
                    amount: dec(3_000, 0),
                    forgiven: Forgiveness::Owed,
                    months: Some(6),
                    defer: 0,
                    exempt: Vec::new(),
                });
                terms.ramp = vec![dec(25, 0), dec(50, 0), dec(75, 0)];
                vec![commission()]
            }
        };
        Plan {
            id: PlanId(new_id()),
            name: name(PartName::Plan(self)),
            effective,
            assigned: vec![Assigned::Everybody],
            components,
            terms,
            examples: Vec::new(),
        }
    }
}
