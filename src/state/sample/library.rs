//! The measures and KPIs that the sample company looks at.

use crate::domain::filter::Filter;
use crate::domain::id::Uuid;
use crate::domain::kpi::{
    Additivity, Aggregate, Base, Combine, Direction, Distinct, Kpi, Label, Library, Measure, Sign, Source,
    Unit,
};
use crate::domain::records::StateSet;

/// Makes them with fresh ids.
pub fn library(id: &mut dyn FnMut() -> Uuid) -> (Vec<Measure>, Vec<Kpi>) {
    let records = |aggregate, sign| {
        let (filter, states) = (Filter::default(), StateSet::BOOKED);
        Source::Records { aggregate, filter, states, sign }
    };
    let booked = Aggregate::Sum(Base::Booked);
    let new = Aggregate::Distinct(Distinct::NewCustomers);
    let measures = [
        ("revenue", Library::Revenue, Unit::Money, records(booked, Sign::Any)),
        ("margin", Library::Margin, Unit::Money, records(Aggregate::Sum(Base::Margin), Sign::Any)),
        ("new_customers", Library::NewCustomers, Unit::Count, records(new, Sign::Any)),
        ("returns", Library::Returns, Unit::Money, records(booked, Sign::Negative)),
        ("gross_sales", Library::GrossSales, Unit::Money, records(booked, Sign::Positive)),
        ("satisfaction", Library::Satisfaction, Unit::Points, Source::Measurements(Combine::Mean)),
        ("market_size", Library::MarketSize, Unit::Money, Source::Measurements(Combine::Sum)),
    ];
    let measures = measures.map(|(key, label, unit, source)| Measure {
        id: id().into(),
        key: key.into(),
        label: Label::Library(label),
        unit,
        source,
    });
    let kpis = [
        ("revenue_kpi", Library::Revenue, "revenue", Unit::Money, 0, Additivity::Sum),
        ("margin_rate", Library::MarginRate, "margin / revenue", Unit::Ratio, 3, Additivity::Hold),
        ("satisfaction_kpi", Library::Satisfaction, "satisfaction", Unit::Points, 2, Additivity::Hold),
        ("new_customers_kpi", Library::NewCustomers, "new_customers", Unit::Count, 0, Additivity::Sum),
        ("return_rate", Library::ReturnRate, "returns / gross_sales", Unit::Ratio, 3, Additivity::Hold),
        ("market_share", Library::MarketShare, "revenue / market_size", Unit::Ratio, 3, Additivity::Hold),
    ];
    let kpis = kpis.map(|(key, label, formula, unit, digits, additivity)| Kpi {
        id: id().into(),
        key: key.into(),
        direction: if label == Library::ReturnRate { Direction::Lower } else { Direction::Higher },
        label: Label::Library(label),
        formula: formula.into(),
        unit,
        digits,
        additivity,
    });
    (measures.into(), kpis.into())
}
