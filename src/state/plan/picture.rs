//! What a component pays as lines to draw: the engine's own values at many points, so that the picture cannot drift from it.

use crate::domain::Decimal;
use crate::domain::incentive::{
    CapOn, Component, MeasuredIn, PayoutCurve, PayoutPoint, Pays, RateTable, Tier, Worth,
};
use crate::engine::incentive::{On, Payout, Table};
use rust_decimal::prelude::ToPrimitive;

/// What lies across.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Across {
    /// Attainment, 1 being the quota.
    #[default]
    Attainment,
    /// What is paid on, major units.
    Amount,
    /// Quantity.
    Quantity,
}

/// What rises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Up {
    /// Pay as a share of the quota.
    #[default]
    OfQuota,
    /// Pay as a share of target pay.
    OfPay,
    /// Pay in major units.
    Money,
}

/// The lines of a component.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What lies across.
    pub across: Across,
    /// What rises.
    pub up: Up,
    /// Pay after cap and factors; with every gate open, and with factors that read a figure left out.
    pub pay: Vec<(f64, f64)>,
    /// Pay for one more, between two points; a jump is none.
    pub rate: Vec<(f64, f64)>,
    /// Where pay jumps, and by how much.
    pub jumps: Vec<(f64, f64)>,
    /// Pay by table or curve alone; empty where neither cap nor factor changes it.
    pub bare: Vec<(f64, f64)>,
    /// Pay with the lowest and with the highest factors that figures can bring; empty without such factors.
    pub factors: [Vec<(f64, f64)>; 2],
    /// Whether a gate is taken to be open.
    pub gated: bool,
    /// Whether there is a cap that these axes cannot show.
    pub uncapped: bool,
}

/// Points of a line, besides those at which something happens.
const STEPS: i64 = 200;
/// How close to such a place one looks, as a share of the whole width: nothing but a jump changes pay between.
const CLOSE: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// What a component pays over what it measures; `None` where that is no line: a table that measures one thing and pays on
/// another, tiers that mix kinds of money, or a table that is refused. Rules are pictures of their own ([`of_rule`]).
pub fn picture(component: &Component) -> Option<Picture> {
    let terms = &component.terms;
    let cap_at = terms.cap.filter(|c| c.on == CapOn::Attainment).map_or(Decimal::ZERO, |c| c.most);
    let mut made = match &component.pays {
        Pays::Table(table) => of_table(component, table, cap_at),
        Pays::Bonus(bonus) => {
            let payout = Payout::new(&bonus.curve).ok()?;
            let last = match &bonus.curve {
                PayoutCurve::Linear => None,
                PayoutCurve::Points(points) => points.last().map(|p| p.at),
                PayoutCurve::Multipliers(tiers) => tiers.last().map(|t| t.from),
            };
            let most = beyond(last.unwrap_or(Decimal::ONE).max(cap_at));
            let value = |at| payout.share(at).map(|e| e.amount);
            drawn(component, (Across::Attainment, Up::OfPay), (most, &places(&bonus.curve)), value)
        }
        Pays::Spiff(_) | Pays::Pool(_) | Pays::Fixed(_) | Pays::Reward(_) => None,
    }?;
    let tiers = match &component.pays {
        Pays::Table(table) => table.tiers.as_slice(),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(tiers) => tiers.as_slice(),
            PayoutCurve::Linear | PayoutCurve::Points(_) => &[],
        },
        _ => &[],
    };
    made.gated = terms.gate.is_some() || tiers.iter().any(|t| t.gate.is_some());
    made.uncapped = terms.cap.is_some_and(|cap| match cap.on {
        CapOn::Payment => made.up != Up::Money,
        CapOn::TargetPay => made.up != Up::OfPay,
        CapOn::Attainment => made.across != Across::Attainment,
        CapOn::Rate => made.up == Up::OfPay,
    });
    Some(made)
}

/// The picture of one of a component's rules, from 0: its table under the component's cap and factors.
pub fn of_rule(component: &Component, rule: usize) -> Option<Picture> {
    let table = component.terms.rules.get(rule)?.table.clone();
    let mut alone = Component { pays: Pays::Table(table), ..component.clone() };
    alone.terms.rules.clear();
    picture(&alone)
}

/// Where a payout curve turns.
fn places(curve: &PayoutCurve) -> Vec<Decimal> {
    match curve {
        PayoutCurve::Linear => Vec::new(),
        PayoutCurve::Points(points) => points.iter().map(|p| p.at).collect(),
        PayoutCurve::Multipliers(tiers) => bounds(tiers),
    }
}

/// Where tiers begin and end.
fn bounds(tiers: &[Tier]) -> Vec<Decimal> {
    tiers.iter().flat_map(|t| [Some(t.from), t.to]).flatten().collect()
}

/// A little more than the last thing that happens, so that one sees how it goes on.
fn beyond(last: Decimal) -> Decimal {
    last * Decimal::new(13, 1)
}

fn of_table(component: &Component, table: &RateTable, cap_at: Decimal) -> Option<Picture> {
    let made = Table::new(table).ok()?;
    let last = table.tiers.iter().map(|t| t.to.unwrap_or(t.from)).max()?;
    let all = |worth| table.tiers.iter().all(|t| t.worth == worth);
    let bounds = bounds(&table.tiers);
    let attained = (beyond(last.max(Decimal::ONE).max(cap_at)), bounds.as_slice());
    match table.measured {
        MeasuredIn::PercentOfQuota if all(Worth::Plain) => {
            drawn(component, (Across::Attainment, Up::OfQuota), attained, |at| made.pay(at))
        }
        MeasuredIn::PercentOfQuota if all(Worth::TargetPay) => {
            let on = |at| On { target_pay: Decimal::ONE, ..On::value(at) };
            drawn(component, (Across::Attainment, Up::OfPay), attained, |at| made.pay_on(&on(at)))
        }
        MeasuredIn::PercentOfQuota if all(Worth::Amount) => {
            drawn(component, (Across::Attainment, Up::Money), attained, |at| made.pay(at))
        }
        MeasuredIn::Amount if all(Worth::Plain) || all(Worth::Amount) => {
            let most = if last.is_zero() { Decimal::from(100_000) } else { beyond(last) };
            drawn(component, (Across::Amount, Up::Money), (most, &bounds), |at| made.pay(at))
        }
        MeasuredIn::Quantity if all(Worth::Amount) => {
            let most = beyond(last.max(Decimal::TEN));
            drawn(component, (Across::Quantity, Up::Money), (most, &bounds), |at| made.pay(at))
        }
        _ => None,
    }
}

/// The product of a component's factors: those that are always the same, and for those that read a figure what `read` takes
/// of their points.
fn factor(component: &Component, read: impl Fn(&[PayoutPoint]) -> Option<Decimal>) -> Option<Decimal> {
    component.terms.modifiers.iter().try_fold(Decimal::ONE, |product, modifier| {
        let own = match modifier.reading {
            None => modifier.points.first().map(|p| p.share),
            Some(_) => read(&modifier.points),
        };
        product.checked_mul(own.unwrap_or(Decimal::ONE))
    })
}

/// Pay at a value after cap and factor, in the plan's order.
fn limited(
    component: &Component,
    (across, up): (Across, Up),
    at: Decimal,
    value: &impl Fn(Decimal) -> Option<Decimal>,
    factor: Decimal,
) -> Option<Decimal> {
    let terms = &component.terms;
    let cap = |on| terms.cap.filter(|c| c.on == on).map(|c| c.most);
    let place =
        cap(CapOn::Attainment).filter(|_| across == Across::Attainment).map_or(at, |most| at.min(most));
    let mut pay = value(place)?;
    if let Some(most) = cap(CapOn::Rate).filter(|_| up != Up::OfPay) {
        pay = pay.min(place.checked_mul(most)?);
    }
    if terms.modifies_first {
        pay = pay.checked_mul(factor)?;
    }
    let shown = match up {
        Up::Money => cap(CapOn::Payment),
        Up::OfPay => cap(CapOn::TargetPay),
        Up::OfQuota => None,
    };
    pay = shown.map_or(pay, |most| pay.min(most));
    if terms.modifies_first { Some(pay) } else { pay.checked_mul(factor) }
}

/// The places at which a line is drawn: evenly spread, and closely around where something happens.
fn spread(most: Decimal, places: &[Decimal]) -> Vec<Decimal> {
    let step = most / Decimal::from(STEPS);
    let near = most * CLOSE;
    let inside = places.iter().filter(|at| **at > Decimal::ZERO && **at < most);
    let mut all: Vec<Decimal> = (0..=STEPS).map(|n| step * Decimal::from(n)).collect();
    all.extend(inside.flat_map(|at| [*at - near, *at, *at + near]));
    all.sort();
    all.dedup();
    all
}

fn drawn(
    component: &Component,
    axes: (Across, Up),
    (most, places): (Decimal, &[Decimal]),
    value: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<Picture> {
    let spread = spread(most, places);
    let line = |factor: Decimal| -> Option<Vec<(Decimal, Decimal)>> {
        spread.iter().map(|at| Some((*at, limited(component, axes, *at, &value, factor)?))).collect()
    };
    let points = |line: &[(Decimal, Decimal)]| -> Option<Vec<(f64, f64)>> {
        line.iter().map(|(x, y)| Some((x.to_f64()?, y.to_f64()?))).collect()
    };
    let pay = line(factor(component, |_| None)?)?;
    let bare: Option<Vec<_>> = pay.iter().map(|(at, _)| Some((*at, value(*at)?))).collect();
    let bare = bare?;
    let reads = component.terms.modifiers.iter().any(|m| m.reading.is_some());
    let factors = if reads {
        let least = factor(component, |points| points.iter().map(|p| p.share).min())?;
        let most = factor(component, |points| points.iter().map(|p| p.share).max())?;
        [points(&line(least)?)?, points(&line(most)?)?]
    } else {
        Default::default()
    };
    let highest = pay.iter().map(|(_, pay)| pay.abs()).max()?;
    let (mut rate, mut jumps) = (Vec::new(), Vec::new());
    for pair in pay.windows(2) {
        let [(x, before), (at, after)] = pair else { continue };
        let (wide, more) = (at.checked_sub(*x)?, after.checked_sub(*before)?);
        if wide <= most * CLOSE {
            if more.abs() > highest * CLOSE * Decimal::ONE_THOUSAND {
                jumps.push((at.to_f64()?, more.to_f64()?));
            }
            continue;
        }
        let own = more.checked_div(wide)?.to_f64()?;
        rate.extend([(x.to_f64()?, own), (at.to_f64()?, own)]);
    }
    Some(Picture {
        across: axes.0,
        up: axes.1,
        bare: if bare == pay { Vec::new() } else { points(&bare)? },
        pay: points(&pay)?,
        rate,
        jumps,
        factors,
        ..Picture::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use crate::domain::kpi::Base;
    use crate::state::plan::{Template, fresh_component};
    use jiff::civil::date;

    #[test]
    fn the_picture_is_what_the_engine_pays() {
        let plan = Template::NewBusiness.plan(date(2026, 1, 1), &Uuid::nil, &|_| String::new());
        let drawn = picture(plan.components.first().unwrap()).unwrap();
        assert_eq!((drawn.across, drawn.up), (Across::Attainment, Up::OfQuota));
        // 3 % up to the quota, 5 % of the fifth above it.
        let at = |x: f64| drawn.pay.iter().find(|p| (p.0 - x).abs() < 0.004).unwrap().1;
        assert!((at(0.998_4) - 0.03).abs() < 0.0002);
        assert!((at(1.201) - 0.04).abs() < 0.0003);
        assert!(drawn.rate.iter().any(|r| (r.1 - 0.07).abs() < 1e-9));
    }

    fn near(line: &[(f64, f64)], x: f64) -> f64 {
        line.iter().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs())).unwrap().1
    }

    #[test]
    fn a_jump_is_no_rate() {
        use crate::domain::incentive::{Accumulate, Boundary, TierMode};
        let dec = |text: &str| text.parse::<Decimal>().unwrap();
        let tier = |from: &str, to: Option<&str>, value: &str, mode| Tier {
            from: dec(from),
            to: to.map(dec),
            value: dec(value),
            mode,
            ..Tier::default()
        };
        // 1.2 % of the quota just below it, 2.5 % at it, and no more than that for one more.
        let mut table = RateTable {
            measured: MeasuredIn::PercentOfQuota,
            accumulate: Accumulate::Quarter,
            tiers: vec![
                tier("0", Some("0.8"), "0.01", TierMode::Marginal),
                tier("0.8", Some("1"), "0.02", TierMode::Marginal),
                tier("1", Some("1.2"), "0.025", TierMode::Retroactive),
                tier("1.2", None, "0.035", TierMode::Marginal),
            ],
            ..RateTable::default()
        };
        for at in [dec("1"), dec("1")] {
            let own = fresh_component(Uuid::nil(), String::new(), Base::Booked, Pays::Table(table.clone()));
            let made = picture(&own).unwrap();
            assert!(made.rate.iter().all(|r| r.1 < 0.0351), "{:?}", made.rate);
            let [(place, by)] = made.jumps[..] else { panic!("{:?}", made.jumps) };
            assert!((place - at.to_f64().unwrap()).abs() < 1e-6 && (by - 0.013).abs() < 1e-6, "{place} {by}");
            // Each part has its own rate up to its very end.
            assert_eq!(made.rate.iter().filter(|r| (r.1 - 0.025).abs() < 1e-9).count() % 2, 0);
            table.boundary = Boundary::Lower;
        }
    }

    #[test]
    fn caps_and_factors_are_drawn_and_gates_are_said() {
        use crate::domain::incentive::{Cap, CapOn, Gate, Modifier, Reading, ReadingOf, Whose};
        let dec = |text: &str| text.parse::<Decimal>().unwrap();
        let [table, bonus, ..] = crate::state::plan::pays();
        let part = |pays| fresh_component(Uuid::nil(), String::new(), Base::Booked, pays);
        let cap = |on, most: &str| Some(Cap { on, most: dec(most), carries: false });
        // 3 % of the quota at target, 4 % at 120 %; nothing more counts beyond 110 %.
        let mut own = part(table.clone());
        own.terms.cap = cap(CapOn::Attainment, "1.1");
        let made = picture(&own).unwrap();
        assert!((near(&made.pay, 1.5) - 0.035).abs() < 1e-9, "held at 110 %");
        assert!((near(&made.bare, 1.2) - 0.04).abs() < 1e-3);
        assert!(near(&made.rate, 1.5).abs() < 1e-9, "one more brings nothing");
        // A share of target pay, and a factor that is always the same, before and after the cap.
        let point = |at: &str, share: &str| PayoutPoint { at: dec(at), share: dec(share) };
        let mut own = part(bonus);
        own.terms.cap = cap(CapOn::TargetPay, "1.2");
        own.terms.modifiers = vec![Modifier { reading: None, points: vec![point("0", "0.5")] }];
        assert!((near(&picture(&own).unwrap().pay, 1.5) - 0.6).abs() < 1e-9);
        own.terms.modifies_first = true;
        assert!((near(&picture(&own).unwrap().pay, 1.5) - 0.75).abs() < 1e-9);
        // A factor that reads a figure lies between two lines; a gate is taken to be open.
        let reading = Reading { of: ReadingOf::Score, whose: Whose::Own, per: None, back: 0 };
        own.terms.modifiers =
            vec![Modifier { reading: Some(reading), points: vec![point("0", "0.8"), point("100", "1.1")] }];
        own.terms.cap = None;
        own.terms.gate = Some(Gate { reading, least: Decimal::ONE, pays_back: false });
        let made = picture(&own).unwrap();
        assert!((near(&made.pay, 1.0) - 1.0).abs() < 0.02);
        assert!(near(&made.factors[0], 1.5) < near(&made.pay, 1.5));
        assert!(near(&made.factors[1], 1.5) > near(&made.pay, 1.5));
        assert!(made.gated && !made.uncapped);
        // A limit in money cannot be seen in percent of quota.
        let mut own = part(table);
        own.terms.cap = cap(CapOn::Payment, "5000");
        assert!(picture(&own).unwrap().uncapped);
        assert!(picture(&own).unwrap().bare.is_empty());
    }

    #[test]
    fn a_rule_is_drawn_by_its_own_table() {
        use crate::domain::incentive::{Rule, Tier};
        let [table, ..] = crate::state::plan::pays();
        let mut own = fresh_component(Uuid::nil(), String::new(), Base::Booked, table);
        let tiers = vec![Tier { value: Decimal::new(2, 1), ..Tier::default() }];
        let table = RateTable { tiers, ..RateTable::default() };
        own.terms.rules = vec![Rule { name: "R".into(), filter: Default::default(), table }];
        let made = of_rule(&own, 0).unwrap();
        assert_eq!((made.across, made.up), (Across::Amount, Up::Money));
        assert!(made.rate.iter().all(|r| (r.1 - 0.2).abs() < 1e-9));
        assert!(of_rule(&own, 1).is_none());
    }

    #[test]
    fn what_is_no_line_is_not_drawn() {
        for pays in crate::state::plan::pays() {
            let line = matches!(pays, Pays::Table(_) | Pays::Bonus(_));
            let component = fresh_component(Uuid::nil(), String::new(), Base::Booked, pays);
            assert_eq!(picture(&component).is_some(), line);
        }
    }
}
