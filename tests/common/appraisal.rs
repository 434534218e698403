//! What scenarios do in appraisals, and what they expect of them.

use super::{issues, say};
use attain::domain::appraisal::{self, Answer, Cycle, Phase, RaterGroup, Rating, ReviewState, Reviewer};
use attain::domain::id::{CycleId, ReviewId, Uuid};
use attain::engine::appraisal::process::{Ctx, Deed, Refusal, act};
use attain::engine::appraisal::{Appraiser, Progress, Words, check, must_total, spread, summary, words};
use attain::engine::trace::Silent;
use attain::store::wire::Stored;
use attain::store::wire::leaf::Lexical;
use attain::store::wire::scenario::{Act, Built, Expected, Goal, Review, Scenario};
use std::cell::Cell;
use std::sync::Arc;

thread_local! {
    static NEXT: Cell<u128> = const { Cell::new(1 << 100) };
}

fn fresh() -> Uuid {
    NEXT.set(NEXT.get() + 1);
    Uuid::from_u128(NEXT.get())
}

fn cycle(built: &Built, name: &str) -> Arc<Cycle> {
    let found = built.dataset.cycles.iter().find(|c| c.name == name);
    Arc::clone(found.unwrap_or_else(|| panic!("no cycle {name}")))
}

fn case(built: &Built, of: &str, person: &str) -> Arc<appraisal::Appraisal> {
    let (cycle, person) = (cycle(built, of).id, built.person(person).unwrap());
    let found = built.dataset.appraisals.iter().find(|a| a.cycle == cycle && a.person == person);
    Arc::clone(found.expect("the person is appraised"))
}

fn done(built: &mut Built, deed: Deed) -> Result<(), Refusal> {
    let ctx = Ctx { on: built.as_of, by: None, new_id: &fresh };
    let changes = act(&built.dataset, &deed, &ctx)?;
    built.dataset = built.dataset.apply(&changes).unwrap();
    Ok(())
}

/// Does every step of a scenario. What comes out otherwise than written is a fault.
pub fn steps(built: &mut Built, scenario: &Scenario) -> Vec<String> {
    let mut faults = Vec::new();
    for (n, step) in scenario.steps.iter().enumerate() {
        let refusal = take(built, &step.act).err();
        let code = refusal.as_ref().map(|r| {
            let name = format!("{r:?}");
            name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
        });
        if code != step.refused {
            faults.push(format!("steps[{n}]: expected {:?}, got {refusal:?}", step.refused));
        }
    }
    faults
}

fn go(built: &mut Built, id: CycleId, phase: Phase) -> Result<(), Refusal> {
    while built.dataset.cycles.get(id).and_then(|c| c.phase()) != Some(phase) {
        done(built, Deed::Advance(id))?;
    }
    Ok(())
}

fn take(built: &mut Built, act: &Act) -> Result<(), Refusal> {
    match act {
        Act::Open(name) => {
            let id = cycle(built, name).id;
            done(built, Deed::Open(id))
        }
        Act::Go { cycle: name, phase } => {
            let id = cycle(built, name).id;
            go(built, id, phase.0)
        }
        Act::Close(name) => {
            let id = cycle(built, name).id;
            done(built, Deed::Close(id))
        }
        Act::Enrol { cycle: name, person } => {
            let (cycle, person) = (cycle(built, name).id, built.person(person).unwrap());
            done(built, Deed::Enrol { cycle, person })
        }
        Act::Leave { cycle, person } => {
            let id = case(built, cycle, person).id;
            done(built, Deed::Leave(id))
        }
        Act::Review(review) => write(built, review),
        Act::Withdraw { cycle, person, by } => {
            let review = written(built, cycle, person, by);
            done(built, Deed::Withdraw { review, reason: "as the scenario says".into() })
        }
        Act::Submit { cycle, person, by } => {
            let review = written(built, cycle, person, by);
            done(built, Deed::Submit(review))
        }
        Act::ChangeMethod(name) => {
            let mut wanted = Cycle::clone(&cycle(built, name));
            for method in &mut wanted.methods {
                method.standard.places += 1;
            }
            done(built, Deed::SaveCycle(Box::new(wanted)))
        }
        Act::Adjust { cycle: name, person, to, reason } => {
            let own = case(built, name, person);
            let stored = cycle(built, name);
            let appraiser = Appraiser::new(&built.dataset, &stored, built.as_of);
            let from = appraiser.appraise::<Silent>(&own).value.sheet.grade;
            done(built, Deed::Adjust { appraisal: own.id, from, to: to.clone(), reason: reason.clone() })
        }
        Act::Release(name) => {
            let id = cycle(built, name).id;
            let all = built.dataset.appraisals.iter().filter(|a| a.cycle == id).map(|a| a.id).collect();
            let as_of = built.as_of;
            done(built, Deed::Release { appraisals: all, as_of })
        }
        Act::Acknowledge { cycle, person } => {
            let appraisal = case(built, cycle, person).id;
            done(built, Deed::Acknowledge { appraisal, remark: String::new() })
        }
    }
}

fn written(built: &Built, cycle: &str, person: &str, by: &str) -> ReviewId {
    let own = case(built, cycle, person).id;
    let by = Reviewer::Person(built.person(by).unwrap());
    built.dataset.reviews.iter().find(|r| r.appraisal == own && r.by == by).expect("a review").id
}

/// A review; raters of anonymous groups are proposed and approved first.
fn write(built: &mut Built, review: &Review) -> Result<(), Refusal> {
    let (own, group) = (case(built, &review.cycle, &review.person), review.group.0);
    let reviewer = Reviewer::Person(built.person(&review.by).unwrap());
    if group.anonymous() {
        done(built, Deed::Nominate { appraisal: own.id, reviewer: reviewer.clone(), group })?;
        let approve =
            Deed::DecideNomination { appraisal: own.id, reviewer: reviewer.clone(), declined: None };
        done(built, approve)?;
    }
    let cycle = cycle(built, &review.cycle);
    let standard = &cycle.method(own.standard).unwrap().standard;
    let answers = standard.rated_by(group).zip(&review.ratings).map(|(c, rating)| Answer {
        competency: c.id,
        rating: rating.map_or(Rating::Open, |r| Rating::Given(r.0)),
        comment: review.comment.clone(),
        evidence: Vec::new(),
    });
    let id = ReviewId(fresh());
    let stored = appraisal::Review {
        id,
        appraisal: own.id,
        group,
        by: reviewer,
        consent: false,
        answers: answers.collect(),
        replies: Vec::new(),
        state: ReviewState::Draft,
        reopened: Vec::new(),
    };
    done(built, Deed::SaveReview(Box::new(stored)))?;
    if review.draft { Ok(()) } else { done(built, Deed::Submit(id)) }
}

fn goal(goal: &Goal) -> Progress {
    match goal {
        Goal::Leaf(value) => Progress::Leaf(value.map(|v| v.0)),
        Goal::Parent(parts) => Progress::Parent(parts.iter().map(|(w, g)| (w.0, self::goal(g))).collect()),
    }
}

fn group(name: &str) -> RaterGroup {
    RaterGroup::read(name).unwrap_or_else(|| panic!("no group {name}"))
}

/// Names that must be among some, and names that must not.
fn named(what: &str, wanted: &[String], unwanted: &[String], got: &[String]) -> Vec<Option<String>> {
    let missing = wanted.iter().filter(|w| !got.contains(w)).map(|w| format!("{what}: no {w} in {got:?}"));
    let extra = unwanted.iter().filter(|w| got.contains(w)).map(|w| format!("{what}: {w} in {got:?}"));
    missing.chain(extra).map(Some).collect()
}

/// What does not come out as expected; `None` for what is not about appraisal.
pub fn outcome(built: &Built, expected: &Expected) -> Option<Vec<String>> {
    let found = match expected {
        Expected::Appraisal {
            cycle: of,
            person,
            score,
            grade,
            competencies,
            groups,
            comments,
            issues: wanted,
        } => {
            let (cycle, own) = (cycle(built, of), case(built, of, person));
            let appraiser = Appraiser::new(&built.dataset, &cycle, built.as_of);
            let result = appraiser.appraise::<Silent>(&own);
            let sheet = result.value.sheet;
            let standard = &cycle.method(own.standard).unwrap().standard;
            let id =
                |name: &str| standard.competencies.iter().find(|c| c.name == name).expect("a competency");
            let of = |name: &str| sheet.competencies.iter().find(|c| c.competency == id(name).id);
            let mut all = vec![say(person, score, sheet.score), issues(person, wanted, &result.issues)];
            let same = grade.is_none() || *grade == sheet.grade;
            all.push((!same).then(|| format!("{person}: expected {grade:?}, got {:?}", sheet.grade)));
            all.extend(
                competencies.iter().map(|(name, value)| say(name, value, of(name).and_then(|c| c.score))),
            );
            for (name, means) in groups {
                all.extend(means.iter().map(|(g, value)| {
                    let own = of(name).and_then(|c| c.groups.iter().find(|r| r.groups.contains(&group(g))));
                    say(&format!("{name} {g}"), value, own.map(|g| g.mean))
                }));
            }
            for (name, count) in comments {
                let shown =
                    words(standard, &own, appraiser.reviews(own.id), cycle.sealed, Words::Comments(id(name)));
                all.push((shown.len() != *count).then(|| format!("{name}: {} groups speak", shown.len())));
            }
            all
        }
        Expected::CycleProgress { cycle: name, people, missing } => {
            let cycle = cycle(built, name);
            let found = summary(&built.dataset, &cycle, &Appraiser::new(&built.dataset, &cycle, built.as_of));
            let mut all = vec![(found.people != *people).then(|| format!("{name}: {} people", found.people))];
            all.extend(missing.iter().map(|(g, count)| {
                let own = found.groups.iter().find(|f| f.group == group(g)).map(|f| f.missing);
                (own != Some(*count)).then(|| format!("{name} {g}: {own:?} missing"))
            }));
            all
        }
        Expected::StandardChecked { name, found, absent } => {
            let standard = built.dataset.standards.iter().find(|s| s.name == *name).expect("a standard");
            let got: Vec<String> = check(&built.dataset, standard).iter().map(|f| format!("{f:?}")).collect();
            named(name, found, absent, &got)
        }
        Expected::Progress { goal: tree, value } => vec![say("progress", value, goal(tree).reached())],
        Expected::Spread { guideline, grades, allowed, must_total: total, blocked } => {
            let guideline: appraisal::Guideline = guideline.clone().take().unwrap();
            let heads: Vec<Option<&str>> =
                grades.iter().flat_map(|(g, n)| std::iter::repeat_n(Some(g.as_str()), *n)).collect();
            let found = spread(&guideline, &heads);
            let got: Vec<(u32, u32)> = found.lines.iter().map(|l| (l.least, l.most)).collect();
            let scale: Vec<&str> = grades.iter().map(|(g, _)| g.as_str()).collect();
            let totals = must_total(&guideline, &scale);
            vec![
                (got != *allowed).then(|| format!("spread: {got:?}")),
                total.filter(|t| *t != totals).map(|_| format!("must total: {totals}")),
                blocked.filter(|b| *b != found.blocked).map(|_| format!("blocked: {}", found.blocked)),
            ]
        }
        _ => return None,
    };
    Some(found.into_iter().flatten().collect())
}
