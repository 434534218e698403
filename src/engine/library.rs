//! The library of ready measures and KPIs. Ids come from outside.

use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, MeasureId, Uuid};
use crate::domain::kpi::{
    Additivity, Aggregate, Base, Combine, Direction, Distinct, Kpi, Label, Library, Measure, Sign, Source,
    Unit,
};
use crate::domain::records::{State, StateSet};

/// The ready KPIs, the most usual first.
pub const KPIS: [Library; 12] = [
    Library::Revenue,
    Library::Margin,
    Library::MarginRate,
    Library::Orders,
    Library::AverageOrder,
    Library::NewCustomers,
    Library::ActiveCustomers,
    Library::WinRate,
    Library::Satisfaction,
    Library::MarketShare,
    Library::ReturnRate,
    Library::RevenuePerHead,
];

/// The measures under them.
pub const MEASURES: [Library; 14] = [
    Library::Revenue,
    Library::Cost,
    Library::Margin,
    Library::Orders,
    Library::Quantity,
    Library::NewCustomers,
    Library::ActiveCustomers,
    Library::Won,
    Library::Lost,
    Library::Satisfaction,
    Library::MarketSize,
    Library::Returns,
    Library::GrossSales,
    Library::Heads,
];

/// A measure of the library; `None` for those that exist as KPIs only.
pub fn measure(which: Library, id: MeasureId) -> Option<Measure> {
    let records = |aggregate, states: &[State], sign| Source::Records {
        aggregate,
        filter: Filter::default(),
        states: StateSet::of(states),
        sign,
    };
    let booked = |aggregate, sign| records(aggregate, &[State::Booked], sign);
    let (key, unit, source) = match which {
        Library::Revenue => ("revenue", Unit::Money, booked(Aggregate::Sum(Base::Booked), Sign::Any)),
        Library::Cost => ("cost", Unit::Money, booked(Aggregate::Sum(Base::Cost), Sign::Any)),
        Library::Margin => ("margin", Unit::Money, booked(Aggregate::Sum(Base::Margin), Sign::Any)),
        Library::Orders => {
            ("orders", Unit::Count, booked(Aggregate::Distinct(Distinct::Documents), Sign::Any))
        }
        Library::Quantity => ("quantity", Unit::Quantity, booked(Aggregate::Sum(Base::Quantity), Sign::Any)),
        Library::NewCustomers => {
            ("new_customers", Unit::Count, booked(Aggregate::Distinct(Distinct::NewCustomers), Sign::Any))
        }
        Library::ActiveCustomers => {
            ("active_customers", Unit::Count, booked(Aggregate::Distinct(Distinct::Customers), Sign::Any))
        }
        Library::Won => ("won", Unit::Count, booked(Aggregate::Distinct(Distinct::Documents), Sign::Any)),
        Library::Lost => (
            "lost",
            Unit::Count,
            records(Aggregate::Distinct(Distinct::Documents), &[State::Lost], Sign::Any),
        ),
        Library::Satisfaction => ("satisfaction", Unit::Points, Source::Measurements(Combine::Mean)),
        Library::MarketSize => ("market_size", Unit::Money, Source::Measurements(Combine::Sum)),
        Library::Returns => ("returns", Unit::Money, booked(Aggregate::Sum(Base::Booked), Sign::Negative)),
        Library::GrossSales => {
            ("gross_sales", Unit::Money, booked(Aggregate::Sum(Base::Booked), Sign::Positive))
        }
        Library::Heads => ("heads", Unit::Count, Source::Heads),
        Library::MarginRate
        | Library::AverageOrder
        | Library::WinRate
        | Library::MarketShare
        | Library::ReturnRate
        | Library::RevenuePerHead => return None,
    };
    Some(Measure { id, key: key.into(), label: Label::Library(which), unit, source })
}

/// A KPI of the library; `None` for those that exist as measures only.
pub fn kpi(which: Library, id: KpiId) -> Option<Kpi> {
    use Additivity::{Hold, Sum};
    use Direction::{Higher, Lower};
    let (key, formula, unit, digits, direction, additivity) = match which {
        Library::Revenue => ("net_revenue", "revenue", Unit::Money, 0, Higher, Sum),
        Library::Margin => ("gross_margin", "margin", Unit::Money, 0, Higher, Sum),
        Library::MarginRate => ("margin_rate", "margin / revenue", Unit::Ratio, 1, Higher, Hold),
        Library::Orders => ("order_count", "orders", Unit::Count, 0, Higher, Sum),
        Library::AverageOrder => ("average_order", "revenue / orders", Unit::Money, 0, Higher, Hold),
        Library::NewCustomers => ("customers_won", "new_customers", Unit::Count, 0, Higher, Sum),
        Library::ActiveCustomers => ("customers_active", "active_customers", Unit::Count, 0, Higher, Hold),
        Library::WinRate => ("win_rate", "won / (won + lost)", Unit::Ratio, 1, Higher, Hold),
        Library::Satisfaction => ("customer_satisfaction", "satisfaction", Unit::Points, 2, Higher, Hold),
        Library::MarketShare => ("market_share", "revenue / market_size", Unit::Ratio, 1, Higher, Hold),
        Library::ReturnRate => ("return_rate", "returns / gross_sales", Unit::Ratio, 1, Lower, Hold),
        Library::RevenuePerHead => ("revenue_per_head", "revenue / heads", Unit::Money, 0, Higher, Hold),
        Library::Cost
        | Library::Quantity
        | Library::Won
        | Library::Lost
        | Library::MarketSize
        | Library::Returns
        | Library::GrossSales
        | Library::Heads => return None,
    };
    let (key, formula) = (key.into(), formula.into());
    Some(Kpi { id, key, label: Label::Library(which), formula, unit, digits, direction, additivity })
}

/// All measures and KPIs of the library.
pub fn all(mut id: impl FnMut() -> Uuid) -> (Vec<Measure>, Vec<Kpi>) {
    let measures = MEASURES.iter().filter_map(|m| measure(*m, MeasureId(id()))).collect();
    let kpis = KPIS.iter().filter_map(|k| kpi(*k, KpiId(id()))).collect();
    (measures, kpis)
}
