//! Somebody who reads pay statements, payroll files, outcomes and the history tries to learn what a small group said.
//!
//! As in the engine's attack: two worlds that differ in nothing but hidden ratings, or in who of a shown group gave which
//! rating, must be the same in everything that is shown or written, before the release of the results and after it. Pay
//! depends on the results here: a modifier by score, one by the decided multiplier, and a gate.

use super::{outcomes, payroll};
use crate::domain::appraisal::*;
use crate::domain::dataset::{Changes, Dataset, Item};
use crate::domain::history::Step;
use crate::domain::id::{PlanId, Uuid};
use crate::domain::{Decimal, Period};
use crate::engine::appraisal::process::Deed;
use crate::i18n::{Lang, Texts, trace_file};
use crate::state::appraisal::outcomes::bases;
use crate::state::command::{Command, Env, plan};
use crate::state::payroll::{Order, file, run};
use crate::state::sheet::csv;
use crate::store::wire::scenario::Scenario;
use crate::ui::company_tests::*;
use crate::ui::lang::{set_lang, t};
use crate::ui::select::names;
use proptest::prelude::*;
use std::cell::Cell;
use std::fmt::Write as _;
use std::sync::Arc;

/// One answer: group, rater, ratings in half points, zero being "not applicable".
#[derive(Clone, Debug)]
struct Say {
    group: RaterGroup,
    rater: u128,
    halves: [u8; 2],
}

fn rating(half: u8) -> Rating {
    if half == 0 { Rating::NotApplicable } else { Rating::Given(Decimal::new(i64::from(half) * 5, 1)) }
}

/// Answers of peers, reports, customers, manager and oneself; no rater twice.
fn answers() -> impl Strategy<Value = Vec<Say>> {
    use RaterGroup::{Customers, Manager, Oneself, Peers, Reports};
    let groups = vec![Peers, Peers, Reports, Reports, Customers, Manager, Oneself];
    let half = || prop_oneof![1 => Just(0_u8), 6 => 2_u8..=10];
    let one = (prop::sample::select(groups), 0_u128..6, [half(), half()]);
    let one = one.prop_map(|(group, rater, halves)| Say { group, rater, halves });
    prop::collection::vec(one, 1..10).prop_map(|all| {
        let mut seen = std::collections::BTreeSet::new();
        let who = |s: &Say| match s.group {
            Oneself | Manager => (s.group, 0),
            Customers => (Customers, s.rater),
            _ => (Peers, s.rater),
        };
        all.into_iter().filter(|s| seen.insert(who(s))).collect()
    })
}

/// A group that is counted together with another.
type Merged = Option<(RaterGroup, RaterGroup)>;

fn merges() -> impl Strategy<Value = Merged> {
    use RaterGroup::{Customers, Peers, Reports};
    prop::sample::select(vec![None, Some((Reports, Peers)), Some((Customers, Peers))])
}

/// Answers to an item that lie in a group too small to be shown.
fn hidden(said: &[Say], merged: Merged, item: usize) -> Vec<usize> {
    let given = |s: &&Say| s.halves[item] > 0;
    let pool = |group: RaterGroup| merged.filter(|(from, _)| *from == group).map_or(group, |(_, into)| into);
    let small = |group: RaterGroup| {
        let own = said.iter().filter(given).filter(|s| pool(s.group) == pool(group));
        group.anonymous() && own.count() < 3
    };
    (0..said.len()).filter(|at| said[*at].halves[item] > 0 && small(said[*at].group)).collect()
}

/// A plan whose pay depends on the appraisal, published, and something sold.
fn paid_by_results(mut data: Dataset) -> Dataset {
    const PAY: &str = r#"{
        "scenario": 1, "id": "pay", "as_of": "2026-04-10", "people": [{"name": "P0"}, {"name": "P1"}],
        "plans": [{"name": "Sellers", "effective": "2026-01-01", "assigned": ["everybody"], "components": [
            {"name": "Commission", "base": "booked",
             "table": {"measured": "amount", "accumulate": "quarter", "tiers": [{"from": "0", "to": null, "value": "0.1", "mode": "marginal"}]},
             "terms": {"modifiers": [
                {"reading": {"of": "appraisal"}, "points": [{"at": "0", "share": "0"}, {"at": "100", "share": "1"}]},
                {"reading": {"of": "multiplier"}, "points": [{"at": "0", "share": "0"}, {"at": "2", "share": "2"}]}]}},
            {"name": "Top", "base": "booked",
             "table": {"measured": "amount", "accumulate": "quarter", "tiers": [{"from": "0", "to": null, "value": "0.02", "mode": "marginal"}]},
             "terms": {"gate": {"reading": {"of": "appraisal"}, "least": "70"}}}
        ]}],
        "records": [{"day": "2026-02-02", "person": "P1", "amount": "100000"}, {"day": "2026-02-03", "person": "P0", "amount": "50000"}],
        "expected": []
    }"#;
    let built = Scenario::read(PAY).unwrap().build().unwrap();
    let mut changes = Changes::default();
    for plan in built.dataset.plans.iter() {
        changes.put(&data, Item::from(crate::domain::incentive::Plan::clone(plan)));
    }
    for segment in built.dataset.segments.iter() {
        changes.segments.push(crate::domain::dataset::Change::add(segment.as_ref().clone()));
    }
    data = data.apply(&changes).unwrap();
    data
}

/// A world that notes every step as the history does.
struct World {
    data: Dataset,
    history: Vec<Step>,
    next: Cell<u128>,
    out: String,
}

impl World {
    fn new() -> World {
        let mut wanted = cycle();
        wanted.rules = OutcomeRules {
            ranges: vec![PayRange { role: "seller".into(), low: dec("40000"), high: dec("80000") }],
            positions: vec![dec("0.5")],
            merit: [("A", "5", "1.5"), ("B", "3", "1.2"), ("C", "1", "0.9")]
                .map(|(grade, raise, times)| MeritRow {
                    grade: grade.into(),
                    raises: vec![Some(dec(raise)), Some(dec(raise))],
                    multiplier: Some(dec(times)),
                })
                .to_vec(),
            promotion: Some(PromotionRule { grades: vec!["A".into()], cycles: 1, potential: None }),
            training: Some(TrainingRule { competency_below: dec("70"), kpi_below: dec("70") }),
        };
        wanted.funds = Some(Funds {
            base: vec![(person(1), dec("50000"))],
            bonus: vec![(person(1), dec("9000"))],
            ..Funds::default()
        });
        let data = paid_by_results(company(standard(), wanted));
        World { data, history: Vec::new(), next: Cell::new(20_000), out: String::new() }
    }

    fn run(&mut self, command: Command) {
        let new_id = || {
            self.next.set(self.next.get() + 1);
            Uuid::from_u128(self.next.get())
        };
        let (label, changes) = plan(&self.data, &command, &Env { new_id: &new_id }).unwrap();
        self.data = self.data.apply(&changes).unwrap();
        self.history.push(Step { label, at: 0, changes });
    }

    fn act(&mut self, deed: Deed) {
        self.run(Command::Appraise { deed: Box::new(deed), on: TODAY, by: None });
    }

    fn case(&self, n: u128) -> Arc<Appraisal> {
        Arc::clone(self.data.appraisals.iter().find(|a| a.person == person(n)).unwrap())
    }

    fn go(&mut self, to: Phase) {
        while self.data.cycles.get(cycle_id()).unwrap().phase() != Some(to) {
            self.act(Deed::Advance(cycle_id()));
        }
    }

    fn plan(&self) -> PlanId {
        self.data.plans.iter().next().unwrap().id
    }

    fn write(&mut self, say: &Say) {
        let (case, group) = (self.case(1), say.group);
        let by = match group {
            RaterGroup::Oneself => rater(1),
            RaterGroup::Manager => rater(0),
            RaterGroup::Customers => {
                Reviewer::Customer { customer: id(200), contact: format!("contact {}", say.rater) }
            }
            _ => rater(2 + say.rater),
        };
        if group.anonymous() {
            self.act(Deed::Nominate { appraisal: case.id, reviewer: by.clone(), group });
            let approve = Deed::DecideNomination { appraisal: case.id, reviewer: by.clone(), declined: None };
            self.act(approve);
        }
        self.next.set(self.next.get() + 1);
        let asked = standard();
        let answers = asked
            .competencies
            .iter()
            .zip(say.halves)
            .filter(|(c, _)| asked.rated_by(group).any(|own| own.id == c.id));
        let review = Review {
            id: id(self.next.get()),
            appraisal: case.id,
            group,
            by,
            consent: false,
            answers: answers
                .map(|(c, half)| Answer {
                    competency: c.id,
                    rating: rating(half),
                    comment: String::new(),
                    evidence: Vec::new(),
                })
                .collect(),
            replies: Vec::new(),
            state: ReviewState::Draft,
            reopened: Vec::new(),
        };
        let own = review.id;
        self.act(Deed::SaveReview(Box::new(review)));
        self.act(Deed::Submit(own));
    }

    /// Looks at everything that payroll, outcomes and the history show and write.
    fn look(&mut self) {
        let (data, period, plan) = (&self.data, "2026Q1".parse::<Period>().unwrap(), self.plan());
        let mut out = std::mem::take(&mut self.out);
        let paying = run::paying(data, plan, period).unwrap();
        for n in 0..2 {
            let told = run::statement(data, plan, period, person(n)).unwrap();
            writeln!(out, "{:?} {:?} {:?}", told.statement, told.lines, told.trace).unwrap();
            let lines = payroll::export::lines(
                data,
                &paying.plan,
                std::slice::from_ref(&told.statement),
                String::new(),
            );
            let stated = payroll::export::Stated {
                plan: &paying.plan,
                statement: &told.statement,
                from_cap: 0,
                closed: false,
            };
            let whole = payroll::export::whole(data, &[stated], String::new());
            out += &csv(trace_file::rows(&told.trace, names(data)));
            out += &csv(lines.rows.into_iter().chain(whole.rows));
        }
        let all = run::preview(data, plan, period).unwrap();
        writeln!(out, "{:?}", all.issues).unwrap();
        out += &csv(payroll::export::payroll(data, &paying.plan, &all.value).rows);
        if let Some(closed) = run::closed(data, plan, period) {
            for n in 0..2 {
                out += &String::from_utf8(file::write(data, closed, person(n)).unwrap()).unwrap();
            }
        }
        let cycle = data.cycles.get(cycle_id()).unwrap();
        out += &csv(outcomes::export::table(data, cycle).rows);
        for step in &self.history {
            writeln!(out, "{} {:?}", t().history.step(step), step.changes.summary()).unwrap();
        }
        self.out = out;
    }
}

/// Everything that is shown on the way of answers to closed pay.
fn shown(said: &[Say], merged: Merged) -> String {
    set_lang(Lang::En);
    let mut world = World::new();
    world.act(Deed::Open(cycle_id()));
    world.go(Phase::Manager);
    for say in said {
        world.write(say);
    }
    if let Some((from, into)) = merged {
        world.act(Deed::MergeGroup { appraisal: world.case(1).id, from, into: Some(into) });
    }
    world.look();
    world.go(Phase::Calibrate);
    world.look();
    world.go(Phase::Share);
    world.look();
    let appraisals = world.data.appraisals.iter().map(|a| a.id).collect();
    world.act(Deed::Release { appraisals, as_of: TODAY });
    let base = bases(&world.data, world.data.cycles.get(cycle_id()).unwrap());
    world.act(Deed::Propose { cycle: cycle_id(), base });
    world.look();
    let proposals = world.data.proposals.iter().map(|p| p.id).collect::<Vec<_>>();
    if !proposals.is_empty() {
        world.act(Deed::RuleAll { proposals, ruling: Ruling::Accepted { on: TODAY, by: None } });
    }
    let plan = world.plan();
    let effective = jiff::civil::date(2026, 1, 1);
    world.run(Command::Payroll(Order::Publish { plan, announced: effective, effective }));
    let period = "2026Q1".parse().unwrap();
    world.run(Command::Payroll(Order::Close { plan, period, on: TODAY }));
    world.look();
    world.out
}

/// What two texts say at their first difference, with a little before it.
fn difference(a: &str, b: &str) -> Option<(String, String)> {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(60)).take(120).collect();
    (a != b).then(|| (around(a), around(b)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Hidden ratings may be anything: neither pay nor a file nor the history changes.
    #[test]
    fn hidden_ratings_change_no_pay(
        said in answers(), merged in merges(), other in [prop::collection::vec(2_u8..=10, 10), prop::collection::vec(2_u8..=10, 10)],
    ) {
        let mut twin = said.clone();
        for (item, others) in other.iter().enumerate() {
            for at in hidden(&said, merged, item) {
                twin[at].halves[item] = others[at];
            }
        }
        prop_assert_eq!(difference(&shown(&said, merged), &shown(&twin, merged)), None);
    }

    /// Of a group it does not show who said what.
    #[test]
    fn members_of_a_group_cannot_be_told_apart(said in answers(), merged in merges()) {
        let mut twin = said.clone();
        for group in [RaterGroup::Peers, RaterGroup::Reports, RaterGroup::Customers] {
            let members: Vec<usize> = (0..said.len()).filter(|at| said[*at].group == group).collect();
            for (at, from) in members.iter().zip(members.iter().rev()) {
                twin[*at].halves = said[*from].halves;
            }
        }
        prop_assert_eq!(difference(&shown(&said, merged), &shown(&twin, merged)), None);
    }
}

/// The attack sees pay that depends on results; otherwise it would find nothing, whatever leaks.
#[test]
fn what_is_shown_depends_on_what_may_be_shown() {
    let say = |group, rater, halves| Say { group, rater, halves };
    let manager = |half| vec![say(RaterGroup::Manager, 0, [half, half])];
    let peers = |half| (0..3).map(|n| say(RaterGroup::Peers, n, [half, half])).collect::<Vec<_>>();
    assert_ne!(shown(&manager(4), None), shown(&manager(8), None), "a named rater's rating reaches pay");
    assert_ne!(
        shown(&peers(4), None),
        shown(&peers(8), None),
        "so does the mean of a group that is large enough"
    );
    let two = |half| peers(half).into_iter().take(2).collect::<Vec<_>>();
    assert_eq!(difference(&shown(&two(4), None), &shown(&two(8), None)), None);
    let text = shown(&manager(8), None);
    for word in [Texts::of(Lang::En).payroll.paid, "Commission", "Sellers", "10800", "9600.00", "Q1"] {
        assert!(text.contains(word), "{word} is looked at");
    }
}
