//! A plan over a few records, worked by hand.

use super::*;
use crate::domain::calendar::{Calendar, Span};
use crate::domain::dataset::{Change, Changes};
use crate::domain::filter::Filter;
use crate::domain::id::*;
use crate::domain::incentive::{
    Accumulate, Component, ComponentTerms, MeasuredIn, Pays, Plan, PlanTerms, RateTable, Tier, TierMode,
};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::{Additivity, Base, Direction, Kpi, Label, Library, Unit};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::org::{Person, Split, Stint};
use crate::domain::records::{Block, Extra, Facts, Ints, Names, Segment};
use crate::domain::scorecard::Assigned;
use crate::domain::target::{Level, Subject, Target};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Dataset, Date, Day, Decimal, Period};
use crate::engine::trace::{Step, Trace, TraceValue};
use jiff::civil::date;
use std::sync::Arc;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn person(n: u16, role: &str, left: Option<Date>) -> Person {
    Person {
        id: who(n),
        number: String::new(),
        name: format!("P{n}"),
        aliases: vec![],
        codes: vec![n],
        stints: vec![Stint { role: role.into(), ..Stint::default() }],
        hired: None,
        left,
        prefers: Vec::new(),
    }
}

pub(super) fn who(n: u16) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(n)))
}

/// Day, credit code, amount and cost in cents.
pub(super) type Row = (Date, u16, i64, i64);

fn target(n: u128, person: PersonId, period: Period, value: i64) -> Target {
    Target {
        id: TargetId(Uuid::from_u128(n)),
        kpi: KpiId(Uuid::nil()),
        subject: Subject::Person(person),
        period,
        level: Level::Target,
        value: Decimal::from(value),
    }
}

/// Two sellers, a third who left in 2025, a split 60:40 (code 9), quotas of the first quarter of 2026.
pub(super) fn company(rows: &[Row]) -> Dataset {
    let workspace = Workspace {
        id: WorkspaceId(Uuid::nil()),
        name: "W".into(),
        sample: false,
        currency: Currency::USD,
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    };
    let facts = Facts {
        day: rows.iter().map(|r| Day::from_date(r.0).unwrap()).collect(),
        state: vec![0; rows.len()],
        credit: rows.iter().map(|r| r.1).collect(),
        product: vec![0; rows.len()],
        customer: vec![0; rows.len()],
        channel: vec![0; rows.len()],
        territory: vec![0; rows.len()],
        document: (1..).take(rows.len()).collect(),
        quantity: Ints::pack(&vec![1000; rows.len()]),
        amount: Ints::pack(&rows.iter().map(|r| r.2).collect::<Vec<_>>()),
        cost: Ints::pack(&rows.iter().map(|r| r.3).collect::<Vec<_>>()),
        extra: Extra::default(),
    };
    let block = Arc::new(Block::new(BlockId(Uuid::nil()), facts, Names::default()));
    let kpi = Kpi {
        id: KpiId(Uuid::nil()),
        key: "r".into(),
        label: Label::Library(Library::Revenue),
        formula: "revenue".into(),
        unit: Unit::Money,
        digits: 0,
        direction: Direction::Higher,
        additivity: Additivity::Sum,
    };
    let split = Split {
        id: SplitId(Uuid::nil()),
        name: "60:40".into(),
        codes: vec![9],
        shares: vec![(who(1), d("60")), (who(2), d("40"))],
        overlays: vec![],
    };
    let people =
        [person(1, "seller", None), person(2, "lead", None), person(3, "seller", Some(date(2025, 6, 30)))];
    let targets = [
        target(1, who(1), Period::Quarter(2026, 1), 1000),
        target(2, who(2), Period::Month(2026, 1), 300),
        target(3, who(2), Period::Month(2026, 3), 200),
    ];
    let changes = Changes {
        people: people.into_iter().map(Change::add).collect(),
        splits: vec![Change::add(split)],
        kpis: vec![Change::add(kpi)],
        targets: targets.into_iter().map(Change::add).collect(),
        segments: vec![Change::add(Segment {
            id: SegmentId(Uuid::nil()),
            source: "t".into(),
            blocks: vec![block],
        })],
        ..Changes::default()
    };
    Dataset::new(workspace).apply(&changes).unwrap()
}

fn component(
    n: u128,
    base: Base,
    measured: MeasuredIn,
    accumulate: Accumulate,
    tiers: &[(&str, &str, &str)],
) -> Component {
    use TierMode::{Marginal, Retroactive};
    let tiers = tiers.iter().map(|(from, to, value)| Tier {
        from: d(from),
        to: (!to.is_empty()).then(|| d(to)),
        value: d(value.trim_end_matches('R')),
        mode: if value.ends_with('R') { Retroactive } else { Marginal },
        ..Tier::default()
    });
    let table = RateTable { measured, accumulate, tiers: tiers.collect(), ..RateTable::default() };
    Component {
        id: ComponentId(Uuid::from_u128(n)),
        name: format!("C{n}"),
        base,
        filter: Filter::default(),
        pays: Pays::Table(table),
        terms: ComponentTerms::default(),
    }
}

pub(super) fn plan(components: Vec<Component>) -> Plan {
    Plan {
        id: PlanId(Uuid::from_u128(1)),
        name: "Plan".into(),
        effective: date(2026, 1, 1),
        assigned: vec![Assigned::Everybody],
        components,
        terms: PlanTerms::default(),
        examples: Vec::new(),
    }
}

pub(super) fn on_quota() -> Component {
    let tiers = [("0", "0.8", "0.01"), ("0.8", "1", "0.02"), ("1", "", "0.03R")];
    component(1, Base::Booked, MeasuredIn::PercentOfQuota, Accumulate::Quarter, &tiers)
}

pub(super) fn on_margin() -> Component {
    component(
        2,
        Base::Margin,
        MeasuredIn::Amount,
        Accumulate::Month,
        &[("0", "100", "0.05"), ("100", "", "0.1")],
    )
}

const QUARTER: Span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };
pub(super) const ROWS: [Row; 6] = [
    (date(2025, 12, 31), 1, 99_900, 0),     // before the plan takes effect
    (date(2026, 1, 5), 1, 60_000, 45_000),  // margin 150
    (date(2026, 1, 20), 9, 50_000, 30_000), // split: 300 and 200, margin 120 and 80
    (date(2026, 2, 3), 2, 30_000, 20_005),  // margin 99.95
    (date(2026, 3, 9), 1, 15_000, 10_000),  // margin 50
    (date(2026, 3, 10), 1, -5_000, -3_000), // a return: margin −20
];

fn pay_of(data: &Dataset, plan: &Plan, span: Span) -> Pay {
    Prepared::new(data, plan, span).value.pay(plan).unwrap()
}

#[test]
fn a_quarter_worked_by_hand() {
    let data = company(&ROWS);
    let plan = plan(vec![on_quota(), on_margin()]);
    let pay = pay_of(&data, &plan, QUARTER);
    // Person 1: 600 + 300 + 150 − 50 = 1,000 of 1,000: 3 % of all = 30.00. Margin: January 270 → 5 + 17 = 22.00;
    // March 30 → 1.50. Person 2: 200 + 300 = 500 of 300 + 200 = 500: 15.00; margin 80 → 4.00, 99.95 → 4.9975 → 5.00.
    let minor: Vec<_> = pay.people.iter().map(|p| (p.person, p.minor)).collect();
    assert_eq!(minor, [(who(1), 5350), (who(2), 2400)]);
    assert_eq!((pay.cost.minor, pay.revenue), (7750, d("1500")));
    assert_eq!(pay.effective_rate(), Some(d("77.5") / d("1500")));
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    assert_eq!([1, 2, 3].map(|n| prepared.attainment(who(n))), [Some(d("1")), Some(d("1")), None]);
    for person in &pay.people {
        assert_eq!(person.lines.iter().map(|l| l.minor).sum::<i64>(), person.minor);
    }
}

#[test]
fn a_statement_explains_itself_down_to_the_records() {
    let data = company(&ROWS);
    let plan = plan(vec![on_quota(), on_margin()]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let statement = prepared.statement(&plan, who(2)).unwrap();
    assert_eq!(statement.total.minor, prepared.pay(&plan).unwrap().of(who(2)).unwrap().minor);
    let first = &statement.lines[0];
    assert_eq!((first.quota, first.attainment, first.amount.minor), (Some(d("500")), Some(d("1")), 1500));
    assert_eq!(
        first.earned.slices.iter().map(|s| (s.part, s.rate)).collect::<Vec<_>>(),
        [(d("500"), d("0.03"))]
    );
    let found = counted(&data, first.counting.as_ref().unwrap());
    assert_eq!(found.iter().map(|c| c.counts).collect::<Vec<_>>(), [d("200"), d("300")]);
    let nodes = statement.trace.walk();
    assert!(nodes.iter().any(|(_, t)| matches!(t.step, Step::Tier { rate, .. } if rate == d("0.03"))));
    assert!(nodes.iter().any(|(_, t)| matches!(t.step, Step::Counted(_))));
    assert!(nodes.iter().any(|(_, t)| matches!(t.step, Step::Tier { from, .. } if from == d("500"))));
    let quota = |t: &&Trace| matches!(t.step, Step::TargetFor(_, Subject::Person(p), ..) if p == who(2));
    let found = nodes.iter().map(|(_, t)| *t).find(quota).map(|t| t.value.clone());
    assert_eq!(found, Some(TraceValue::Number(d("500"), Unit::Money)));
    assert_eq!(statement.trace.value, TraceValue::Money(statement.total));
    let nobody = prepared.statement(&plan, who(3)).unwrap();
    assert_eq!((nobody.lines.len(), nobody.total.minor), (0, 0));
}

#[test]
fn spans_add_up_within_one_accumulation() {
    let data = company(&ROWS);
    let plan = plan(vec![on_quota()]);
    let span = |from, to| Span { from, to };
    let parts = [
        span(date(2026, 1, 1), date(2026, 1, 31)),
        span(date(2026, 2, 1), date(2026, 2, 28)),
        span(date(2026, 3, 1), date(2026, 3, 31)),
    ];
    for who in [who(1), who(2)] {
        let pay = |s| pay_of(&data, &plan, s).of(who).map_or(0, |p| p.minor);
        assert_eq!(parts.map(pay).iter().sum::<i64>(), pay(QUARTER));
    }
}

#[test]
fn per_record_rounds_each_record_and_shares_credit() {
    let rows =
        [(date(2026, 1, 5), 1, 1_015, 0), (date(2026, 1, 6), 1, 1_015, 0), (date(2026, 1, 7), 9, 10_000, 0)];
    let data = company(&rows);
    let each = component(3, Base::Booked, MeasuredIn::Amount, Accumulate::PerRecord, &[("0", "", "0.1")]);
    let plan = plan(vec![each]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let pay = prepared.pay(&plan).unwrap();
    // 1.015 rounds to 1.02, twice; 60 of 100 to the first, 40 to the second.
    assert_eq!(pay.people.iter().map(|p| p.minor).collect::<Vec<_>>(), [204 + 600, 400]);
    let lines = prepared.statement(&plan, who(1)).unwrap().lines;
    assert_eq!(lines.iter().map(|l| l.row.unwrap().row).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn the_next_deal_shows_the_cliff() {
    let data = company(&ROWS[..2]);
    let plan = plan(vec![on_quota(), on_margin()]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let deal = |amount: &str, margin: &str| {
        let deal = Deal::new(date(2026, 3, 30), d(amount), d(margin));
        prepared.next_deal(&data, &plan, who(1), &deal).unwrap()
    };
    // At 600 of 1,000: 399 more stay below the cliff (2 + 199 × 2 %), 400 more pay 3 % on all.
    let minor = |n: NextDeal| (n.extra.minor, n.lines.iter().map(|l| l.minor).collect::<Vec<_>>());
    assert_eq!(minor(deal("399", "0")), (598, vec![598, 0]));
    assert_eq!(minor(deal("400", "0")), (2400, vec![2400, 0]));
    assert_eq!(minor(deal("0", "110")), (600, vec![0, 600]));
}

#[test]
fn a_changed_rate_needs_no_new_scan_and_names_winners() {
    let data = company(&ROWS);
    let before = plan(vec![on_quota(), on_margin()]);
    let prepared = Prepared::new(&data, &before, QUARTER).value;
    let mut after = before.clone();
    after.components[0].table_mut().unwrap().tiers[2].value = d("0.04");
    assert!(prepared.fits(&after));
    let changes = differences(&prepared.pay(&before).unwrap(), &prepared.pay(&after).unwrap());
    assert_eq!(
        changes.iter().map(|c| (c.person, c.after - c.before)).collect::<Vec<_>>(),
        [(who(1), 1000), (who(2), 500)]
    );
    after.components[0].base = Base::Margin;
    assert_eq!(prepared.pay(&after), Err(PlanFault::Stale));
    let mut wrong = before;
    wrong.components[1].table_mut().unwrap().tiers[1].from = d("101");
    let fault = Fault { code: IssueCode::TableGap, tier: 1 };
    assert_eq!(prepared.pay(&wrong), Err(PlanFault::Table(wrong.components[1].id, vec![fault])));
}

#[test]
fn without_a_quota_nothing_is_paid_and_it_is_said() {
    let data = company(&[(date(2026, 4, 1), 1, 10_000, 0)]);
    let plan = plan(vec![on_quota()]);
    let span = Span { from: date(2026, 4, 1), to: date(2026, 6, 30) };
    let prepared = Prepared::new(&data, &plan, span).value;
    let statement = prepared.statement(&plan, who(1)).unwrap();
    assert_eq!((statement.total.minor, &statement.lines[0].issues[..]), (0, &[IssueCode::NoTarget][..]));
}

#[test]
fn the_closest_assignment_pays() {
    let data = company(&ROWS);
    let own = Plan {
        id: PlanId(Uuid::from_u128(2)),
        assigned: vec![Assigned::Role("lead".into())],
        ..plan(vec![on_margin()])
    };
    let people = |data: &Dataset, p: &Plan| Prepared::new(data, p, QUARTER).value.people().to_vec();
    // A draft, such as a template for everybody from the first of this month, takes nobody from another plan.
    let draft = Plan { effective: date(2026, 3, 1), assigned: vec![Assigned::Everybody], ..own.clone() };
    let with = Changes { plans: vec![Change::add(draft)], ..Changes::default() };
    let data = data.apply(&with).unwrap();
    assert_eq!(people(&data, &plan(vec![on_quota()])), [who(1), who(2)]);
    let with = Changes { versions: vec![Change::add(published(1, &own))], ..Changes::default() };
    let data = data.apply(&with).unwrap();
    assert_eq!((people(&data, &plan(vec![on_quota()])), people(&data, &own)), (vec![who(1)], vec![who(2)]));
    let payer = |n, day| payer(&data, data.people.get(who(n)).unwrap(), day).map(|p| p.id);
    assert_eq!(payer(2, date(2026, 3, 5)), Some(own.id));
    // Nothing that is published pays the first, and the plan for everybody is a draft of one that is.
    assert_eq!(payer(1, date(2026, 3, 5)), None);
}

/// A version of a plan.
pub(super) fn published(number: u32, plan: &Plan) -> crate::domain::incentive::PlanVersion {
    let id = crate::domain::id::VersionId(Uuid::from_u128(plan.id.0.as_u128() << 8 | u128::from(number)));
    crate::domain::incentive::PlanVersion {
        id,
        number,
        hash: number.to_string(),
        announced: plan.effective,
        plan: plan.clone(),
        expected: Vec::new(),
    }
}
