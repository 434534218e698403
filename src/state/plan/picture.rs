//! What a component pays as lines to draw: the engine's own values at many points, so that the picture cannot drift from it.

use crate::domain::Decimal;
use crate::domain::incentive::{Component, MeasuredIn, PayoutCurve, Pays, RateTable, Worth};
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
    /// Pay.
    pub pay: Vec<(f64, f64)>,
    /// Pay for one more, between two points.
    pub rate: Vec<(f64, f64)>,
}

/// Points of a line.
const STEPS: i64 = 200;

/// What a component pays over what it measures; `None` where that is no line: a table that measures one thing and pays on
/// another, tiers that mix kinds of money, or a table that is refused.
pub fn picture(component: &Component) -> Option<Picture> {
    match &component.pays {
        Pays::Table(table) => of_table(table),
        Pays::Bonus(bonus) => {
            let payout = Payout::new(&bonus.curve).ok()?;
            let last = match &bonus.curve {
                PayoutCurve::Linear => None,
                PayoutCurve::Points(points) => points.last().map(|p| p.at),
                PayoutCurve::Multipliers(tiers) => tiers.last().map(|t| t.from),
            };
            let most = beyond(last.unwrap_or(Decimal::ONE));
            drawn(Across::Attainment, Up::OfPay, most, |at| payout.share(at).map(|e| e.amount))
        }
        Pays::Spiff(_) | Pays::Pool(_) | Pays::Fixed(_) | Pays::Reward(_) => None,
    }
}

/// A little more than the last thing that happens, so that one sees how it goes on.
fn beyond(last: Decimal) -> Decimal {
    last * Decimal::new(13, 1)
}

fn of_table(table: &RateTable) -> Option<Picture> {
    let made = Table::new(table).ok()?;
    let last = table.tiers.iter().map(|t| t.to.unwrap_or(t.from)).max()?;
    let all = |worth| table.tiers.iter().all(|t| t.worth == worth);
    match table.measured {
        MeasuredIn::PercentOfQuota if all(Worth::Plain) => {
            let most = beyond(last.max(Decimal::ONE));
            drawn(Across::Attainment, Up::OfQuota, most, |at| made.pay(at))
        }
        MeasuredIn::PercentOfQuota if all(Worth::TargetPay) => {
            let most = beyond(last.max(Decimal::ONE));
            let on = |at| On { target_pay: Decimal::ONE, ..On::value(at) };
            drawn(Across::Attainment, Up::OfPay, most, |at| made.pay_on(&on(at)))
        }
        MeasuredIn::Amount if all(Worth::Plain) || all(Worth::Amount) => {
            let most = if last.is_zero() { Decimal::from(100_000) } else { beyond(last) };
            drawn(Across::Amount, Up::Money, most, |at| made.pay(at))
        }
        MeasuredIn::Quantity if all(Worth::Amount) => {
            drawn(Across::Quantity, Up::Money, beyond(last.max(Decimal::TEN)), |at| made.pay(at))
        }
        _ => None,
    }
}

fn drawn(
    across: Across,
    up: Up,
    most: Decimal,
    value: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<Picture> {
    let step = most / Decimal::from(STEPS);
    let mut made = Picture { across, up, ..Picture::default() };
    let mut before: Option<(Decimal, Decimal)> = None;
    for n in 0..=STEPS {
        let at = step * Decimal::from(n);
        let pay = value(at)?;
        made.pay.push((at.to_f64()?, pay.to_f64()?));
        if let Some((x, y)) = before {
            let rate = (pay - y).checked_div(at - x)?.to_f64()?;
            made.rate.push((x.to_f64()?, rate));
            made.rate.push((at.to_f64()?, rate));
        }
        before = Some((at, pay));
    }
    Some(made)
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

    #[test]
    fn what_is_no_line_is_not_drawn() {
        for pays in crate::state::plan::pays() {
            let line = matches!(pays, Pays::Table(_) | Pays::Bonus(_));
            let component = fresh_component(Uuid::nil(), String::new(), Base::Booked, pays);
            assert_eq!(picture(&component).is_some(), line);
        }
    }
}
