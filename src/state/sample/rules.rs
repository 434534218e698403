//! What the company asks for and pays: targets as entities, the scorecard and the commission plan.

use crate::domain::calendar::{Grain, Period};
use crate::domain::filter::Filter;
use crate::domain::id::KpiId;
use crate::domain::incentive::{
    Accumulate, Component, ComponentTerms, MeasuredIn, Pays, Plan, PlanTerms, RateTable, Tier, TierMode,
};
use crate::domain::kpi::{Base, Kpi, Label, Library};
use crate::domain::scorecard::{
    Absent, Assigned, Beyond, Curve, GradeBand, Input, Point, ScoreLine, Scorecard,
};
use crate::domain::target::{Level, Subject, Target};
use crate::domain::{Calendar, Span};
use crate::state::sample::goals::Goal;
use crate::state::sample::names::Names;
use crate::state::sample::org::Org;
use crate::state::sample::rng::Ids;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Hundredths as a decimal.
fn cents(n: i64) -> Decimal {
    Decimal::new(n, 2)
}

/// The KPI of the library, where the list has it.
pub fn kpi(kpis: &[Kpi], wanted: Library) -> Option<KpiId> {
    kpis.iter().find(|k| k.label == Label::Library(wanted)).map(|k| k.id)
}

/// Revenue by person and month; satisfaction, margin and returns for everybody; new customers by person and quarter;
/// challenge and stretch of the company's running year.
pub fn targets(
    kpis: &[Kpi],
    org: &Org,
    goals: &[Goal],
    (calendar, span, digits): (&Calendar, Span, u32),
    ids: &mut Ids,
) -> Vec<Target> {
    let mut made = Vec::new();
    let mut add = |wanted: Library, subject: Subject, period: Period, level: Level, value: Decimal| {
        if let Some(kpi) = kpi(kpis, wanted) {
            made.push(Target { id: ids.make(), kpi, subject, period, level, value: value.normalize() });
        }
    };
    let money = |minor: i64| Decimal::new(minor, digits);
    let person = |at: usize| org.people.get(at).map(|p| Subject::Person(p.id));
    for goal in goals {
        if let Some(subject) = person(goal.person) {
            add(Library::Revenue, subject, goal.month, Level::Target, money(goal.minor));
        }
    }
    for year in calendar.parts(span, Grain::Year) {
        for (wanted, value) in [
            (Library::MarginRate, cents(32)),
            (Library::Satisfaction, cents(430)),
            (Library::ReturnRate, cents(3)),
        ] {
            add(wanted, Subject::Company, year, Level::Target, value);
        }
    }
    for quarter in calendar.parts(span, Grain::Quarter) {
        for p in &org.people {
            if calendar.span(quarter).is_some_and(|s| p.employed_on(s.from) && p.employed_on(s.to)) {
                add(Library::NewCustomers, Subject::Person(p.id), quarter, Level::Target, Decimal::ONE);
            }
        }
    }
    let year = calendar.period_of(span.to, Grain::Year);
    let inside =
        |month: Period| calendar.span(month).is_some_and(|m| calendar.period_of(m.from, Grain::Year) == year);
    let whole: i64 = goals.iter().filter(|g| inside(g.month)).map(|g| g.minor).sum();
    for (level, percent) in [(Level::Challenge, 107), (Level::Stretch, 115)] {
        let step = 10_i64.pow(digits + 4);
        add(Library::Revenue, Subject::Company, year, level, money(whole / 100 * percent / step * step));
    }
    made
}

/// Revenue half, the rest on how it was earned.
pub fn scorecard(kpis: &[Kpi], names: &Names, ids: &mut Ids) -> Scorecard {
    let points = |list: &[(i64, i64)], input| Curve::Points {
        points: list
            .iter()
            .map(|(at, score)| Point { at: cents(*at), score: Decimal::from(*score) })
            .collect(),
        input,
        worse: Beyond::Zero,
        better: Beyond::Held,
    };
    let plan = [
        (Library::Revenue, 45, points(&[(60, 40), (80, 70), (100, 100), (120, 120)], Input::Attainment)),
        (Library::MarginRate, 20, points(&[(10, 30), (25, 80), (32, 100), (38, 120)], Input::Actual)),
        (Library::Satisfaction, 20, points(&[(300, 30), (380, 70), (430, 100), (470, 120)], Input::Actual)),
        (Library::NewCustomers, 10, Curve::Completion { full: Decimal::ONE_HUNDRED }),
        (Library::ReturnRate, 5, points(&[(0, 110), (3, 100), (6, 70), (15, 0)], Input::Actual)),
    ];
    let lines = plan.into_iter().filter_map(|(wanted, weight, curve)| {
        Some(ScoreLine {
            kpi: kpi(kpis, wanted)?,
            weight: Decimal::from(weight),
            level: Level::Target,
            curve,
            floor: None,
            cap: Some(Decimal::from(120)),
            veto: None,
        })
    });
    let lines = lines.collect();
    let bands = names.grades.iter().zip([105, 95, 80, 65, 0]);
    Scorecard {
        id: ids.make(),
        name: names.scorecard.into(),
        assigned: vec![Assigned::Everybody],
        lines,
        bands: bands
            .map(|(grade, from)| GradeBand { grade: (*grade).into(), from: Decimal::from(from) })
            .collect(),
        places: 2,
        absent: Absent::Rescale,
    }
}

/// Commission on a quarter's revenue by percent of quota, with the cliff at 100 % that the twins feel, and a part on
/// margin.
pub fn plan(names: &Names, effective: Date, fine: Decimal, ids: &mut Ids) -> Plan {
    use TierMode::{Marginal, Retroactive};
    let table = |measured, tiers: &[(Decimal, Option<Decimal>, i64, TierMode)]| RateTable {
        measured,
        accumulate: Accumulate::Quarter,
        tiers: tiers
            .iter()
            .map(|(from, to, permille, mode)| Tier {
                from: from.normalize(),
                to: to.map(|t| t.normalize()),
                value: Decimal::new(*permille, 3).normalize(),
                mode: *mode,
                ..Tier::default()
            })
            .collect(),
        ..RateTable::default()
    };
    let (low, full, high) = (cents(80), cents(100), cents(120));
    let on_revenue = table(
        MeasuredIn::PercentOfQuota,
        &[
            (Decimal::ZERO, Some(low), 10, Marginal),
            (low, Some(full), 20, Marginal),
            (full, Some(high), 25, Retroactive),
            (high, None, 35, Marginal),
        ],
    );
    // The step lies where a usual seller's margin of a quarter ends: 900,000 New Taiwan dollars.
    let step = fine * Decimal::from(900);
    let on_margin =
        table(MeasuredIn::Amount, &[(Decimal::ZERO, Some(step), 15, Marginal), (step, None, 25, Marginal)]);
    let component = |ids: &mut Ids, name: &str, base, table| Component {
        id: ids.make(),
        name: name.into(),
        base,
        filter: Filter::default(),
        pays: Pays::Table(table),
        terms: ComponentTerms::default(),
    };
    Plan {
        id: ids.make(),
        name: names.plan.into(),
        effective,
        assigned: vec![Assigned::Everybody],
        components: vec![
            component(ids, names.on_revenue, Base::Booked, on_revenue),
            component(ids, names.on_margin, Base::Margin, on_margin),
        ],
        terms: PlanTerms::default(),
        examples: Vec::new(),
    }
}
