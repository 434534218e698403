//! What scenarios expect of incentive plans.

/// What a name stands for; a name that stands for nothing is told as it would be in a plan.
fn named<T>(found: Result<T, attain::store::FileError>) -> T {
    found.unwrap_or_else(|error| panic!("{}", super::told(error)))
}

use super::{agrees, say};
use attain::domain::incentive::{ClosedRun, LineKind, Plan, PlanVersion, RunLine, RunStatement};
use attain::domain::{Decimal, Money, Period};
use attain::engine::incentive::{Deal, Dims, PlanFault, Prepared, StatementLine, check, run};
use attain::engine::score::nine_box;
use attain::engine::trace::TraceValue;
use attain::store::wire::leaf::Text;
use attain::store::wire::scenario::{Built, Expected, PayLine};
use std::collections::BTreeMap;
use std::sync::Arc;

fn prepared(built: &Built, plan: &str, period: Period) -> (Arc<Plan>, Prepared) {
    let plan = named(built.plan(plan));
    let span = built.dataset.workspace.calendar.span(period).unwrap();
    let prepared = Prepared::new(&built.dataset, &plan, span).value;
    (plan, prepared)
}

fn part(line: &StatementLine, name: &str) -> Option<Decimal> {
    match name {
        "amount" => Some(line.amount.decimal()),
        "exact" => Some(line.exact),
        "value" => Some(line.value),
        "before" => Some(line.before),
        "credit" => Some(line.credit),
        "quota" => line.quota_of.map(|q| q.value).or(line.quota),
        "attainment" => line.attainment,
        "target_pay" => line.target_pay,
        "base_pay" => line.base_pay,
        "factor" => line.quota_of.and_then(|q| q.part).map(|p| p.factor),
        "ramp" => line.quota_of.and_then(|q| q.ramp),
        "earned" => Some(line.earned.amount),
        "blended" => line.exact.checked_div(line.value),
        "rate" => line.rate,
        other => panic!("no such part of a line: {other}"),
    }
}

fn line(built: &Built, plan: &Plan, lines: &[StatementLine], wanted: &PayLine) -> Vec<Option<String>> {
    let at = named(built.component(plan, &wanted.component));
    let id = plan.components[at].id;
    let document = |l: &StatementLine| -> Option<String> {
        let row = l.row?;
        let segment = built.dataset.segments.get(row.segment)?;
        let block = segment.blocks.first()?;
        Some(block.names()?.document.get(row.row as usize).to_owned())
    };
    let name =
        format!("{} {:?} {:?}", wanted.component, wanted.period.map(|p| p.0.to_string()), wanted.document);
    let mut found = lines.iter().filter(|l| {
        l.component == id
            && wanted.period.is_none_or(|p| p.0 == l.period)
            && (wanted.document.is_none() || document(l) == wanted.document)
    });
    let Some(line) = found.next() else {
        // A component that earns nothing has no line.
        let nothing =
            wanted.tiers.is_none() && wanted.parts.values().all(|v| v.is_some_and(|v| v.0.is_zero()));
        return vec![(!nothing).then(|| format!("{name}: no such line"))];
    };
    let mut faults = vec![found.next().map(|_| format!("{name}: several lines"))];
    faults.extend(
        wanted
            .parts
            .iter()
            .map(|(part_name, value)| say(&format!("{name} {part_name}"), value, part(line, part_name))),
    );
    if let Some(tiers) = &wanted.tiers {
        let whole = line.before + line.value;
        let got: Vec<_> = line.earned.slices.iter().map(|s| (s.part, s.rate, s.earned / whole)).collect();
        let same = got.len() == tiers.len()
            && got.iter().zip(tiers).all(|(g, w)| {
                agrees(&Some(w.0), Some(g.0))
                    && agrees(&Some(w.1), Some(g.1))
                    && agrees(&Some(w.2), Some(g.2))
            });
        faults.push((!same).then(|| format!("{name}: tiers {got:?}")));
    }
    faults
}

/// The version of a plan by which a period is paid.
fn paying(built: &Built, plan: &Plan, period: Period) -> Arc<PlanVersion> {
    Arc::clone(attain::state::payroll::in_force(&built.dataset, plan.id, period).expect("a version in force"))
}

/// Every run of a plan, each closed before the next.
pub fn runs(built: &Built, plan: &Plan, periods: &[Text<Period>]) -> Vec<ClosedRun> {
    let mut closed: Vec<ClosedRun> = Vec::new();
    for period in periods {
        let by = paying(built, plan, period.0);
        let next = run::run(&built.dataset, &by.plan, &by.hash, period.0, &closed).unwrap().value;
        closed.push(next);
    }
    closed
}

fn series(statement: &RunStatement, name: &str) -> i64 {
    let b = &statement.balances;
    match name {
        "total" => statement.total,
        "paid" => statement.paid,
        "drawn" => statement.drawn,
        "recovered" => statement.recovered,
        "withheld" => statement.withheld,
        "forgiven" => statement.forgiven,
        "released" => statement.released,
        "holdback" => statement.holdback,
        "instalments" => statement.instalments,
        "debt" => b.debt,
        "owed" => b.owed,
        "capped" => b.capped,
        "waiting" => b.instalments,
        "held" => b.holdback,
        "lapsed" => b.lapsed,
        other => panic!("no such figure of a run: {other}"),
    }
}

fn compare(what: &str, wanted: &[Text<Decimal>], got: Vec<Decimal>) -> Option<String> {
    let same = wanted.len() == got.len() && wanted.iter().zip(&got).all(|(w, g)| agrees(&Some(*w), Some(*g)));
    (!same).then(|| format!("{what}: expected {wanted:?}, got {got:?}"))
}

/// Whether what was expected came out; one sentence for everything that did not.
pub fn outcome(built: &Built, expected: &Expected) -> Vec<String> {
    let data = &built.dataset;
    let calendar = &data.workspace.calendar;
    let found: Vec<Option<String>> = match expected {
        Expected::Pay { plan, person, period, total, lines, issues } => {
            let (plan, prepared) = prepared(built, plan, period.0);
            let who = named(built.person(person));
            let statement = prepared.statement(&plan, who).unwrap();
            let pay = prepared.pay(&plan).unwrap();
            let quick = pay.of(who).map_or(0, |p| p.minor);
            assert_eq!(statement.total.minor, quick, "statement and pay agree");
            assert_eq!(statement.trace.value, TraceValue::Money(statement.total));
            let raised: Vec<String> =
                statement.lines.iter().flat_map(|l| &l.issues).map(|i| format!("{i:?}")).collect();
            let missing: Vec<_> = issues.iter().filter(|i| !raised.contains(i)).collect();
            let mut all = vec![(!missing.is_empty()).then(|| format!("no issue {missing:?} in {raised:?}"))];
            if total.is_some() {
                all.push(say(&format!("{person} total"), total, Some(statement.total.decimal())));
            }
            all.extend(lines.iter().flat_map(|l| line(built, &plan, &statement.lines, l)));
            all
        }
        Expected::Runs { plan, person, periods, series: wanted, lines } => {
            let plan = named(built.plan(plan));
            let who = named(built.person(person));
            let closed = runs(built, &plan, periods);
            let currency = plan.terms.pay_in.as_ref().map_or(data.workspace.currency, |p| p.currency);
            let money = |minor| Money { minor, currency }.decimal();
            let of = |r: &ClosedRun| r.statements.iter().find(|s| s.person == who).cloned();
            for (n, run) in closed.iter().enumerate() {
                let by = paying(built, &plan, run.period);
                let again = run::explain(data, &by.plan, &by.hash, run.period, &closed[..n], who).unwrap();
                if let Some(statement) = of(run) {
                    assert_eq!(again.statement, statement, "a closed run is reproduced");
                    let paid = Money { minor: statement.paid, currency };
                    assert_eq!(again.trace.value, TraceValue::Money(paid), "the trace ends in what is paid");
                }
            }
            let figures = wanted.iter().map(|(name, values)| {
                let got = closed.iter().map(|r| money(of(r).map_or(0, |s| series(&s, name)))).collect();
                compare(&format!("{person} {name}"), values, got)
            });
            let by_line = lines.iter().map(|(component, values)| {
                let adjusted = component == "adjustments";
                let id = (!adjusted).then(|| named(built.component_of(&plan, component)));
                let sum = |r: &ClosedRun| {
                    let lines = of(r).map(|s| s.lines).unwrap_or_default();
                    let own = |l: &&RunLine| match l.kind {
                        LineKind::Adjustment => adjusted,
                        _ => l.component == id,
                    };
                    money(lines.iter().filter(own).map(|l| l.minor).sum())
                };
                compare(&format!("{person} {component}"), values, closed.iter().map(sum).collect())
            });
            figures.chain(by_line).collect()
        }
        Expected::Pool { plan, component, period, pool, shares } => {
            let (plan, prepared) = prepared(built, plan, period.0);
            let at = named(built.component(&plan, component));
            let mut got: BTreeMap<String, Decimal> = BTreeMap::new();
            for person in data.people.iter() {
                let statement = prepared.statement(&plan, person.id).unwrap();
                let own = statement.lines.iter().filter(|l| l.component == plan.components[at].id);
                got.insert(person.name.clone(), own.map(|l| l.amount.decimal()).sum());
            }
            let mut all = vec![say("pool", &Some(*pool), Some(got.values().sum()))];
            all.extend(shares.iter().map(|(who, share)| say(who, &Some(*share), got.get(who).copied())));
            all
        }
        Expected::Deal { plan, person, period, day, amount, margin, product, extra } => {
            let (plan, prepared) = prepared(built, plan, period.0);
            let dims = Dims {
                product: product.as_ref().map(|p| {
                    data.products.iter().find(|known| known.name == *p).expect("a known product").id
                }),
                ..Dims::default()
            };
            let margin = margin.map_or(Decimal::ZERO, |m| m.0);
            let deal = Deal { dims, ..Deal::new(day.0, amount.0, margin) };
            let brings = prepared.next_deal(data, &plan, named(built.person(person)), &deal).unwrap();
            vec![say("extra", &Some(*extra), Some(brings.extra.decimal()))]
        }
        Expected::WhatIf { plan, person, period, whom, attainment, quota, deal, margin, total } => {
            let (plan, real) = prepared(built, plan, period.0);
            let whom = whom.as_ref().map(|name| named(built.person(name)));
            let world = match quota {
                Some(factor) => real.with_quotas(whom, factor.0),
                None => real,
            };
            let world = match attainment {
                Some(attainment) => world.at_attainment(whom, attainment.0),
                None => world,
            };
            let world = match deal {
                Some(amount) => {
                    let margin = margin.map_or(Decimal::ZERO, |m| m.0);
                    world.with_deal(data, whom, &Deal::new(world.span().to, amount.0, margin))
                }
                None => world,
            };
            let statement = world.statement(&plan, named(built.person(person))).unwrap();
            let pay = world.pay(&plan).unwrap();
            assert_eq!(pay.of(statement.person).map(|p| p.minor), Some(statement.total.minor));
            vec![say("total", &Some(*total), Some(statement.total.decimal()))]
        }
        Expected::Refused { plan, component, code, tier } => {
            let plan = named(built.plan(plan));
            let id = plan.components[named(built.component(&plan, component))].id;
            let span = calendar.span(calendar.period_of(built.as_of, attain::domain::calendar::Grain::Year));
            let fault = Prepared::new(data, &plan, span.unwrap()).value.pay(&plan).err();
            let same = match &fault {
                Some(PlanFault::Table(c, faults)) => {
                    let is = |f: &&attain::engine::incentive::Fault| format!("{:?}", f.code) == *code;
                    *c == id
                        && faults.iter().find(is).is_some_and(|f| tier.is_none_or(|tier| f.tier + 1 == tier))
                }
                Some(other) => format!("{other:?}").starts_with(code.as_str()),
                None => false,
            };
            vec![(!same).then(|| format!("{component}: not refused as {code}: {fault:?}"))]
        }
        Expected::Checked { plan, found, absent } => {
            let plan = named(built.plan(plan));
            let (currency, rounding) = (data.workspace.currency, data.workspace.rounding);
            let mut all = check::check(&plan, currency, rounding, plan.effective);
            let span = calendar.span(calendar.period_of(built.as_of, attain::domain::calendar::Grain::Year));
            let prepared = Prepared::new(data, &plan, span.unwrap()).value;
            all.extend(check::check_records(&plan, &prepared).unwrap_or_default());
            let kinds: Vec<String> = all.iter().map(|f| format!("{:?}", f.kind)).collect();
            let missing: Vec<_> = found.iter().filter(|f| !kinds.contains(f)).collect();
            let extra: Vec<_> = absent.iter().filter(|f| kinds.contains(f)).collect();
            let same = missing.is_empty() && extra.is_empty();
            vec![(!same).then(|| format!("missing {missing:?}, not wanted {extra:?} in {kinds:?}"))]
        }
        Expected::Split { name, valid } => {
            let split = data.splits.iter().find(|s| s.name == *name).expect("a known split");
            vec![(split.is_whole() != *valid).then(|| format!("{name}: valid is not {valid}"))]
        }
        Expected::PeriodOf { day, grain, from, to } => {
            let span = calendar.span(calendar.period_of(day.0, grain.0)).unwrap();
            let same = (span.from, span.to) == (from.0, to.0);
            vec![(!same).then(|| format!("{}: {span:?}", day.0))]
        }
        Expected::NineBox { performance, potential, cuts, value } => {
            let cuts = (cuts.0.0, cuts.1.0);
            let got = nine_box(performance.0, potential.0, cuts, cuts);
            vec![(got != *value).then(|| format!("box {got}, not {value}"))]
        }
        other => panic!("not of an incentive plan: {other:?}"),
    };
    found.into_iter().flatten().collect()
}
