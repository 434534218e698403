//! Later versions, drafts and other plans beside a closed run; adjustments; statement files that need more than records.

use super::tests::{World, fault};
use super::*;
use crate::domain::Decimal;
use crate::domain::calendar::Grain;
use crate::domain::incentive::{LineKind, Modifier, PayoutPoint, Reading, ReadingOf, Whose};
use crate::domain::kpi::{Label as KpiLabel, Library};
use crate::domain::money::Currency;
use crate::domain::scorecard::Assigned;
use jiff::civil::date;

const CLOSED: Date = date(2026, 10, 5);

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn close(world: &mut World, plan: PlanId, text: &str) {
    world.order(Order::Close { plan, period: period(text), on: CLOSED }).unwrap();
}

/// The plan of the sample published from January, and its first quarter closed.
fn first_quarter() -> (World, PlanId) {
    let mut world = World::sample();
    world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
    let plan = world.plan().id;
    close(&mut world, plan, "2026Q1");
    (world, plan)
}

/// Multiplies every rate of the stored plan's first component.
fn scale(world: &mut World, factor: Decimal) {
    let mut plan = world.plan();
    for tier in &mut plan.components[0].table_mut().unwrap().tiers {
        tier.value *= factor;
    }
    world.run(&Command::Put(vec![plan.into()])).unwrap();
}

use crate::state::command::Command;

#[test]
fn a_later_version_leaves_a_closed_statement_alone() {
    let (mut world, plan) = first_quarter();
    let (q1, q2) = (period("2026Q1"), period("2026Q2"));
    let first = run::closed(&world.data, plan, q1).unwrap().clone();
    let before = run::preview(&world.data, plan, q2).unwrap().value;

    // In force from April: what was paid for the first quarter stays as it is.
    scale(&mut world, Decimal::TWO);
    world.publish(date(2026, 3, 1), date(2026, 4, 1)).unwrap();
    let after = run::preview(&world.data, plan, q2).unwrap().value;
    let early = |run: &crate::domain::incentive::ClosedRun| -> i64 {
        let lines = run.statements.iter().flat_map(|s| &s.lines);
        lines.filter(|l| l.earned_in != q2).map(|l| l.minor).sum()
    };
    // Returns of the second quarter take back what their sales earned, at the rates at which they earned it.
    assert_eq!(early(&before), early(&after));
    assert!(run::sums(&after).total > run::sums(&before).total);
    close(&mut world, plan, "2026Q2");

    // And neither label nor trace nor drift of the closed quarter is another one, not even of the quarter that the next
    // version replaces from the same day on.
    let of_second = |world: &World| -> i64 {
        let third = run::preview(&world.data, plan, period("2026Q3")).unwrap().value;
        let lines = third.statements.iter().flat_map(|s| &s.lines).filter(|l| l.earned_in == q2);
        lines.filter(|l| l.kind == LineKind::Correction).map(|l| l.minor).sum()
    };
    let late = of_second(&world);
    scale(&mut world, Decimal::TWO);
    world.publish(date(2026, 4, 1), date(2026, 4, 1)).unwrap();
    let second = run::closed(&world.data, plan, q2).unwrap().clone();
    for (run, number) in [(&first, 1), (&second, 2)] {
        let paying = run::paying(&world.data, plan, run.run.period).unwrap();
        assert_eq!(paying.version.unwrap().number, number);
        assert!(run::drift(&world.data, run).unwrap().is_empty());
        let own = &run.run.statements[0];
        let now = run::statement(&world.data, plan, run.run.period, own.person).unwrap();
        assert_eq!(now.statement, *own);
    }
    // What the replacing version pays more for the second quarter is a correction of the third.
    assert!(of_second(&world) > late);
}

#[test]
fn a_version_reaches_back_only_where_nobody_earns_less() {
    let (mut world, _) = first_quarter();
    scale(&mut world, Decimal::new(5, 1));
    let refused = fault(world.publish(date(2026, 1, 1), date(2026, 2, 1)));
    assert!(matches!(&refused, OrderFault::EarnsLess(names) if names.len() > 5), "{refused:?}");
    world.publish(date(2026, 1, 1), date(2026, 4, 1)).unwrap();
    // Another currency would not go with what is paid.
    let mut plan = world.plan();
    plan.terms.pay_in = Some(crate::domain::incentive::PayIn {
        currency: Currency::parse("JPY").unwrap(),
        fixed: Decimal::ONE,
        rates: Vec::new(),
        target: Default::default(),
        commission: Default::default(),
    });
    world.run(&Command::Put(vec![plan.into()])).unwrap();
    assert_eq!(fault(world.publish(date(2026, 7, 1), date(2026, 7, 1))), OrderFault::Currency);
}

#[test]
fn a_version_reaches_back_once_all_who_earn_less_have_agreed_to_these_terms() {
    let (mut world, plan) = first_quarter();
    let feb = date(2026, 2, 1);
    scale(&mut world, Decimal::new(5, 1));
    let draft = |world: &World| Plan { effective: feb, ..world.plan() };
    let short = reach::earn_less(&world.data, &draft(&world)).unwrap();
    assert!(short.len() > 5 && short.iter().all(|s| s.less > 0 && s.agreed.is_none()));
    let agree = |world: &mut World, people: Vec<PersonId>| {
        world.order(Order::Agree { plan, effective: feb, people, on: date(2026, 1, 20) })
    };
    // All but one agree: the version is refused, and names who has not.
    let (last, others) = short.split_last().unwrap();
    let (label, changes) = agree(&mut world, others.iter().map(|s| s.person).collect()).unwrap();
    assert_eq!((label.code, label.count), (LabelCode::Agree, others.len() as u64));
    let name = world.data.people.get(last.person).unwrap().name.clone();
    assert_eq!(fault(world.publish(date(2026, 1, 1), feb)), OrderFault::EarnsLess(vec![name]));
    // Who earns no less, or has agreed, has nothing to agree to; a receipt is no agreement.
    assert_eq!(fault(agree(&mut world, vec![others[0].person])), OrderFault::Nobody);
    // What is agreed to is frozen, and taken back by undoing alone.
    let first = ItemId::Agreement(world.data.agreements.iter().next().unwrap().id);
    assert!(world.run(&Command::Remove(vec![first])).is_err());
    assert!(world.data.apply(&changes.inverse()).unwrap().agreements.is_empty());

    agree(&mut world, vec![last.person]).unwrap();
    // Another day, and other terms, are something else.
    assert!(matches!(fault(world.publish(date(2026, 1, 1), date(2026, 1, 15))), OrderFault::EarnsLess(_)));
    let agreed = world.plan();
    scale(&mut world, Decimal::new(5, 1));
    assert!(matches!(fault(world.publish(date(2026, 1, 1), feb)), OrderFault::EarnsLess(_)));
    world.run(&Command::Put(vec![agreed.into()])).unwrap();

    // It takes effect whenever it is announced, and takes back what it says.
    world.publish(date(2026, 1, 10), feb).unwrap();
    let version = versions(&world.data, plan).last().unwrap().plan.clone();
    assert_eq!(reach::agreements(&world.data, &version).unwrap().len(), short.len());
    let next = run::preview(&world.data, plan, period("2026Q2")).unwrap().value;
    for one in &short {
        let own = next.statements.iter().find(|s| s.person == one.person).unwrap();
        let early = own.lines.iter().filter(|l| l.earned_in == period("2026Q1"));
        assert!(early.map(|l| l.minor).sum::<i64>() <= -one.less, "{own:?}");
    }
}

#[test]
fn a_draft_takes_nobody_and_a_published_plan_takes_whom_it_names() {
    let (mut world, plan) = first_quarter();
    let q2 = period("2026Q2");
    let before = run::preview(&world.data, plan, q2).unwrap().value;
    let id = before.statements[0].person;
    let other = PlanId(crate::domain::id::Uuid::from_u128(1 << 101));
    let mut draft = Plan { id: other, effective: date(2026, 5, 16), ..world.plan() };
    draft.name = "Beside".into();
    draft.assigned = vec![Assigned::Everybody, Assigned::Person(id)];
    world.run(&Command::Put(vec![draft.clone().into()])).unwrap();
    assert_eq!(run::preview(&world.data, plan, q2).unwrap().value, before);
    let closed = run::closed(&world.data, plan, period("2026Q1")).unwrap();
    assert!(run::drift(&world.data, closed).unwrap().is_empty());
    assert_eq!(run::plans_of(&world.data, id, q2), [plan]);

    draft.assigned = vec![Assigned::Person(id)];
    world.run(&Command::Put(vec![draft.into()])).unwrap();
    let effective = date(2026, 5, 16);
    world.order(Order::Publish { plan: other, announced: effective, effective }).unwrap();
    // The person has a statement by each, and both files compute themselves again.
    assert_eq!(run::plans_of(&world.data, id, q2), [other, plan]);
    let after = run::preview(&world.data, plan, q2).unwrap().value;
    let total = |run: &crate::domain::incentive::ClosedRun| {
        run.statements.iter().find(|s| s.person == id).map_or(0, |s| s.total)
    };
    assert!(total(&after) < total(&before));
    for by in [plan, other] {
        close(&mut world, by, "2026Q2");
        let run = run::closed(&world.data, by, q2).unwrap();
        let verdict = file::check(&file::write(&world.data, run, id).unwrap()).unwrap();
        assert!(verdict.agrees(), "{:?}", verdict.differences);
        assert_eq!(verdict.stated, total(&run.run));
    }
    assert_eq!(run::plans_of(&world.data, id, q2), [other, plan]);
    // Nobody else's name is in the file of a plan that names others.
    let run = run::closed(&world.data, plan, q2).unwrap();
    let someone = run.run.statements.iter().map(|s| s.person).find(|p| *p != id).unwrap();
    let verdict = file::check(&file::write(&world.data, run, someone).unwrap()).unwrap();
    let named = |v: &Arc<PlanVersion>| v.plan.assigned.contains(&Assigned::Person(id));
    assert!(verdict.agrees() && !verdict.data.versions.iter().any(named));
}

#[test]
fn an_adjustment_is_a_line_of_its_run_and_answers_a_dispute() {
    let (mut world, plan) = first_quarter();
    let (q1, q2) = (period("2026Q1"), period("2026Q2"));
    let person = run::closed(&world.data, plan, q1).unwrap().run.statements[0].person;
    let on = date(2026, 7, 5);
    let raise = Order::Raise { plan, person, period: q1, component: None, on, text: "Missing".into() };
    world.order(raise).unwrap();
    let dispute = world.data.disputes.iter().next().unwrap().id;
    let order = Adjusting {
        plan,
        person,
        period: q2,
        component: None,
        minor: -12_345,
        reason: " Paid twice. ".into(),
        dispute: Some(dispute),
        on,
    };
    let adjust = |order: &Adjusting| Order::Adjust(order.clone());
    assert_eq!(fault(world.order(adjust(&order))), OrderFault::NotUpheld);
    let answer = Answer { on, upheld: true, text: "Right.".into() };
    world.order(Order::Answer { dispute, answer }).unwrap();
    assert_eq!(fault(world.order(adjust(&Adjusting { period: q1, ..order.clone() }))), OrderFault::Closed);
    for wrong in [Adjusting { minor: 0, ..order.clone() }, Adjusting { reason: " ".into(), ..order.clone() }]
    {
        assert!(matches!(world.order(adjust(&wrong)), Err(CommandError::Invalid { .. })));
    }
    let before = run::preview(&world.data, plan, q2).unwrap().value;
    let (label, changes) = world.order(adjust(&order)).unwrap();
    assert_eq!(label.code, LabelCode::Adjust);
    assert!(world.data.apply(&changes.inverse()).unwrap().adjustments.is_empty());
    assert_eq!(fault(world.order(adjust(&order))), OrderFault::Answered);
    let known = Arc::clone(adjust::answering(&world.data, dispute).unwrap());
    assert_eq!((known.reason.as_str(), adjust::open_from(&world.data, plan, q1)), ("Paid twice.", Some(q2)));
    assert_eq!(fault(world.run(&Command::Put(vec![known.as_ref().clone().into()]))), OrderFault::Frozen);

    // A line of its own in the next run, and in its trace with the reason.
    let stated = run::statement(&world.data, plan, q2, person).unwrap();
    let line = stated.statement.lines.last().unwrap();
    assert_eq!((line.kind, line.minor, line.adjustment), (LineKind::Adjustment, -12_345, Some(known.id)));
    let was = before.statements.iter().find(|s| s.person == person).unwrap();
    assert_eq!(stated.statement.total, was.total - 12_345);
    assert_eq!(line::detail(&world.data, &world.plan(), line).reason, "Paid twice.");
    let names = crate::i18n::Names::new(&world.data, crate::i18n::Texts::of(crate::i18n::Lang::En));
    let text = crate::i18n::trace::text(&crate::i18n::trace::lines(&stated.trace, names));
    assert!(text.contains("Adjustment") && text.contains("Paid twice."), "{text}");

    // Once it is stated it stays, and is not stated again.
    close(&mut world, plan, "2026Q2");
    assert_eq!(fault(world.order(Order::Withdraw { adjustment: known.id })), OrderFault::Stated);
    let next = run::preview(&world.data, plan, period("2026Q3")).unwrap().value;
    assert!(!next.statements.iter().flat_map(|s| &s.lines).any(|l| l.adjustment.is_some()));
    let closed = run::closed(&world.data, plan, q2).unwrap();
    assert!(run::drift(&world.data, closed).unwrap().is_empty());
    let verdict = file::check(&file::write(&world.data, closed, person).unwrap()).unwrap();
    assert!(verdict.agrees(), "{:?}", verdict.differences);
    // Another amount in the file is noticed, with its place.
    let mut forged = crate::domain::incentive::PayRun::clone(closed);
    let own = forged.run.statements.iter_mut().find(|s| s.person == person).unwrap();
    let line = own.lines.iter_mut().find(|l| l.adjustment.is_some()).unwrap();
    line.minor += 100;
    (own.total, own.paid) = (own.total + 100, own.paid + 100);
    let mut changes = Changes::default();
    changes.put(&world.data, Item::PayRun(forged.clone()));
    let other = world.data.apply(&changes).unwrap();
    let verdict = file::check(&file::write(&other, &forged, person).unwrap()).unwrap();
    assert_eq!(verdict.differences.iter().map(|d| d.stated - d.now).collect::<Vec<_>>(), [100]);

    // One that no run states yet can be taken back.
    let open = Adjusting { period: period("2026Q3"), dispute: None, ..order };
    world.order(adjust(&open)).unwrap();
    let id = world.data.adjustments.iter().last().unwrap().id;
    world.order(Order::Withdraw { adjustment: id }).unwrap();
    assert_eq!(world.data.adjustments.len(), 1);
}

#[test]
fn a_statement_file_has_what_the_pay_was_read_from() {
    let mut world = World::sample();
    let kpi = |world: &World, wanted| {
        world.data.kpis.iter().find(|k| k.label == KpiLabel::Library(wanted)).unwrap().id
    };
    let read = |of, per| Modifier {
        reading: Some(Reading { of, whose: Whose::Own, per, back: 0 }),
        points: vec![
            PayoutPoint { at: Decimal::ZERO, share: Decimal::new(5, 1) },
            PayoutPoint { at: Decimal::from(200), share: Decimal::new(25, 1) },
        ],
    };
    let released = |c: &&Arc<crate::domain::appraisal::Cycle>| {
        world.data.appraisals.iter().any(|a| a.cycle == c.id && a.released.is_some())
    };
    let appraised = world.data.cycles.iter().find(released).unwrap().period;
    let calendar = world.data.workspace.calendar.clone();
    let last = calendar.span(appraised).unwrap().to;
    let quarter = calendar.period_of(last, Grain::Quarter);
    let mut plan = world.plan();
    // The appraisal of the half-year, a target that is the company's, and new customers, whom others may have known.
    let margin = ReadingOf::KpiAttainment(kpi(&world, Library::MarginRate));
    let new = ReadingOf::Kpi(kpi(&world, Library::NewCustomers));
    plan.components[0].terms.modifiers =
        vec![read(ReadingOf::Appraisal, appraised.grain()), read(margin, None)];
    plan.components[1].terms.modifiers = vec![read(new, None)];
    let (first, second) = (plan.components[0].id, plan.components[1].id);
    world.run(&Command::Put(vec![plan.clone().into()])).unwrap();
    let from = calendar.span(calendar.period_of(last, Grain::Year)).unwrap().from;
    world.publish(from, from).unwrap();
    close(&mut world, plan.id, &quarter.to_string());
    let run = run::closed(&world.data, plan.id, quarter).unwrap();
    let scored =
        |p: PersonId| crate::engine::appraisal::released(&world.data, p, appraised).flatten().is_some();
    let mut checked = 0;
    for statement in &run.run.statements {
        let bytes = file::write(&world.data, run, statement.person).unwrap();
        let verdict = file::check(&bytes).unwrap();
        assert!(verdict.agrees(), "{:?}", verdict.differences);
        assert_eq!(verdict.without, [second]);
        let pays = statement.lines.iter().any(|l| l.component == Some(first));
        checked += usize::from(pays && scored(statement.person));
        let text = String::from_utf8(bytes).unwrap();
        for other in world.data.people.iter().filter(|p| p.id != statement.person) {
            assert!(!text.contains(&other.name), "{}", other.name);
        }
    }
    assert!(checked > 5, "{checked}");
}

#[test]
fn a_statement_file_knows_the_days_of_others_that_decide() {
    use crate::domain::dataset::Item;
    use crate::domain::day::Day;
    use crate::domain::incentive::{Clawback, ClawbackShare};
    use crate::domain::records::{Block, Segment};
    use std::collections::BTreeSet;

    let mut world = World::sample();
    let april = Day::clamped(date(2026, 4, 1))..Day::clamped(date(2026, 6, 1));
    let rows = |code: u16| {
        let blocks = world.data.segments.iter().flat_map(|s| &s.blocks);
        blocks
            .flat_map(|b| (0..b.facts.len()).map(move |r| (b, r)))
            .filter(move |(b, r)| b.facts.credit[*r] == code)
            .map(|(b, r)| (b.facts.day[r], b.names().unwrap(), r))
    };
    // Somebody who took back in April or May what was sold in an earlier quarter.
    let took = |code: u16| {
        let back =
            rows(code).filter(|(day, names, r)| april.contains(day) && !names.returns.get(*r).is_empty());
        let named: BTreeSet<String> = back.map(|(_, names, r)| names.returns.get(r).to_owned()).collect();
        rows(code).any(|(day, names, r)| day < april.start && named.contains(names.document.get(r)))
    };
    let codes = |p: &Arc<crate::domain::org::Person>| p.codes.clone();
    let (own, code) = world
        .data
        .people
        .iter()
        .filter(|p| p.left.is_none() && p.codes.len() == 1)
        .find_map(|p| p.codes.first().filter(|code| took(**code)).map(|code| (p.clone(), *code)))
        .unwrap();
    let other = world.data.people.iter().filter(|p| p.id != own.id).flat_map(codes).next().unwrap();
    let returned: BTreeSet<String> =
        rows(code).map(|(_, names, r)| names.returns.get(r).to_owned()).collect();

    // The sales that the person took back were somebody else's, and so is everything from June on.
    let mut changes = Changes::default();
    for segment in world.data.segments.iter() {
        let blocks = segment.blocks.iter().map(|block| {
            let (mut facts, names) = (block.facts.clone(), block.names().unwrap().clone());
            for row in 0..facts.len() {
                let moves = facts.day[row] >= april.end || returned.contains(names.document.get(row));
                if facts.credit[row] == code && moves {
                    facts.credit[row] = other;
                }
            }
            let new = crate::domain::id::Uuid::from_u128(block.id.0.as_u128() + 1);
            Arc::new(Block::new(crate::domain::id::BlockId(new), facts, names))
        });
        let made = Segment { blocks: blocks.collect(), ..Segment::clone(segment) };
        changes.put(&world.data, Item::Segment(made));
    }
    world.data = world.data.apply(&changes).unwrap();

    // A return of an earlier quarter takes half; one component pays by the orders of the quarter's last month.
    let orders = world.data.kpis.iter().find(|k| k.label == KpiLabel::Library(Library::Orders)).unwrap().id;
    let point = |at: i64, share| PayoutPoint { at: Decimal::from(at), share };
    let mut plan = world.plan();
    plan.components[0].terms.clawback =
        Some(Clawback { share: ClawbackShare::Percent(Decimal::from(50)), within: None });
    plan.components[1].terms.modifiers = vec![Modifier {
        reading: Some(Reading {
            of: ReadingOf::Kpi(orders),
            whose: Whose::Own,
            per: Some(Grain::Month),
            back: 0,
        }),
        points: vec![point(0, Decimal::new(5, 1)), point(10, Decimal::TWO)],
    }];
    let id = plan.id;
    world.run(&Command::Put(vec![plan.into()])).unwrap();
    world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
    close(&mut world, id, "2026Q1");
    close(&mut world, id, "2026Q2");
    let run = run::closed(&world.data, id, period("2026Q2")).unwrap();
    let bytes = file::write(&world.data, run, own.id).unwrap();
    let verdict = file::check(&bytes).unwrap();
    assert!(verdict.agrees(), "{:?}", verdict.differences);
    assert_eq!(verdict.without, []);
    // Of others only days are there.
    let blocks = verdict.data.segments.iter().flat_map(|s| &s.blocks);
    let others =
        blocks.flat_map(|b| (0..b.facts.len()).filter(|r| b.facts.credit[*r] != code).map(move |r| (b, r)));
    let mut seen = 0;
    for (block, row) in others {
        assert_eq!((block.facts.credit[row], block.facts.customer[row]), (0, 0));
        assert_eq!((block.facts.amount.get(row), block.facts.cost.get(row)), (Some(1), Some(0)));
        seen += 1;
    }
    assert!(seen > 1);
}
