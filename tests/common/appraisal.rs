//! What scenarios do in appraisals, and what they expect of them.

use super::{issues, say};
use attain::domain::appraisal::{self, Cycle, ProposalKind, RaterGroup, Ruling};
use attain::engine::appraisal::{Appraiser, Progress, Words, check, must_total, spread, summary, words};
use attain::engine::trace::Silent;
use attain::state::appraisal::{feedback, outcomes};
use attain::store::wire::Stored;
use attain::store::wire::leaf::Lexical;
use attain::store::wire::scenario::{AppealState, Built, Expected, Goal, Receipt, RulingState, What};
use std::sync::Arc;

pub fn cycle(built: &Built, name: &str) -> Arc<Cycle> {
    let found = built.dataset.cycles.iter().find(|c| c.name == name);
    Arc::clone(found.unwrap_or_else(|| panic!("no cycle {name}")))
}

pub fn case(built: &Built, of: &str, person: &str) -> Arc<appraisal::Appraisal> {
    let (cycle, person) = (cycle(built, of).id, built.person(person).unwrap());
    let found = built.dataset.appraisals.iter().find(|a| a.cycle == cycle && a.person == person);
    Arc::clone(found.expect("the person is appraised"))
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

fn same<T: PartialEq + std::fmt::Debug>(what: &str, wanted: Option<T>, got: T) -> Option<String> {
    wanted.filter(|w| *w != got).map(|w| format!("{what}: expected {w:?}, got {got:?}"))
}

fn received(receipt: &appraisal::Receipt) -> Receipt {
    match receipt {
        appraisal::Receipt::Waiting => Receipt::Waiting,
        appraisal::Receipt::Acknowledged { .. } => Receipt::Acknowledged,
        appraisal::Receipt::Refused { .. } => Receipt::Refused,
        appraisal::Receipt::Silent { .. } => Receipt::Silent,
    }
}

fn appealed(own: &appraisal::Appraisal) -> AppealState {
    match own.appeal.as_ref().map(|a| &a.decision) {
        None => AppealState::None,
        Some(None) => AppealState::Waiting,
        Some(Some(d)) if d.grade.is_none() && d.score.is_none() => AppealState::Kept,
        Some(Some(_)) => AppealState::Corrected,
    }
}

fn ruled(ruling: &Ruling) -> RulingState {
    match ruling {
        Ruling::Open => RulingState::Open,
        Ruling::Accepted { .. } => RulingState::Accepted,
        Ruling::Changed { .. } => RulingState::Changed,
        Ruling::Declined { .. } => RulingState::Declined,
    }
}

/// What a proposal is about, in a scenario's words.
pub fn what(built: &Built, own: &appraisal::Appraisal, kind: &ProposalKind) -> What {
    match kind {
        ProposalKind::Pay { .. } => What::Pay,
        ProposalKind::Bonus(_) => What::Bonus,
        ProposalKind::Promotion => What::Promotion,
        ProposalKind::Training(id) => {
            let cycle = built.dataset.cycles.get(own.cycle).unwrap();
            let all = &cycle.method(own.standard).unwrap().standard.competencies;
            What::Training(all.iter().find(|c| c.id == *id).unwrap().name.clone())
        }
        ProposalKind::TrainingKpi(id) => What::TrainingKpi(built.dataset.kpis.get(*id).unwrap().key.clone()),
    }
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
        Expected::Result { cycle: of, person, score, grade, receipt, appeal } => {
            let own = case(built, of, person);
            let sheet = own.released.as_ref().map(|r| &r.sheet);
            let got = sheet.and_then(|s| s.grade.clone());
            vec![
                say(person, score, sheet.and_then(|s| s.score)),
                (grade.is_some() && *grade != got)
                    .then(|| format!("{person}: expected {grade:?}, got {got:?}")),
                same("receipt", receipt.as_ref().map(|r| r.0), received(&own.receipt)),
                same("appeal", appeal.as_ref().map(|a| a.0), appealed(&own)),
            ]
        }
        Expected::Outcomes { cycle: of, person, proposed, parts } => {
            let (cycle, own) = (cycle(built, of), case(built, of, person));
            let rows: Vec<_> = outcomes::rows(&built.dataset, cycle.id)
                .into_iter()
                .filter(|r| r.person == own.person)
                .collect();
            let got: Vec<(What, RulingState)> = rows
                .iter()
                .map(|r| (what(built, &own, &r.proposal.kind), ruled(&r.proposal.ruling)))
                .collect();
            let wanted: Vec<(What, RulingState)> = proposed.iter().map(|(w, s)| (w.clone(), s.0)).collect();
            let mut all =
                vec![(got != wanted).then(|| format!("{person}: expected {wanted:?}, got {got:?}"))];
            let decided = outcomes::decided(&built.dataset, &cycle).into_iter();
            let decided = decided.into_iter().find(|d| d.person == Some(own.person)).unwrap_or_default();
            all.extend(parts.iter().map(|(name, value)| {
                let got = match name.as_str() {
                    "base" => decided.raise.map(|r| r.0),
                    "percent" => decided.raise.map(|r| r.1),
                    "new_base" => decided.raise.map(|r| r.2),
                    "multiplier" => decided.multiplier(),
                    "target_bonus" => decided.bonus.and_then(|b| b.target),
                    "bonus" => decided.bonus.and_then(|b| b.amount),
                    other => panic!(
                        "no such part: {other}; write base, percent, new_base, multiplier, target_bonus, bonus"
                    ),
                };
                say(&format!("{person} {name}"), value, got)
            }));
            all
        }
        Expected::Budget { cycle: of, raises, bonuses } => {
            let cycle = cycle(built, of);
            let lines = outcomes::budget(&cycle, &outcomes::effect_of(&built.dataset, &cycle));
            let part = |line: &outcomes::BudgetLine, name: &str| match name {
                "allowed" => line.allowed,
                "proposed" => Some(line.proposed),
                "decided" => Some(line.decided),
                "left" => line.left(),
                other => panic!("no such part of a budget: {other}; write allowed, proposed, decided, left"),
            };
            [raises, bonuses]
                .into_iter()
                .zip(&lines)
                .flat_map(|(wanted, line)| wanted.iter().map(|(name, v)| say(name, v, part(line, name))))
                .collect()
        }
        Expected::FeedbackOn { person, entries, open, late, figures } => {
            let id = built.person(person).unwrap();
            let all = feedback::entries(&built.dataset, Some(id), Some(id), built.as_of);
            let got = feedback::standing(&all, built.as_of);
            let wanted = feedback::Standing { entries: *entries, open: *open, late: *late };
            let mut found = vec![(got != wanted).then(|| format!("{person}: {got:?}"))];
            found.extend(figures.iter().map(|(key, value)| {
                let kpi = built.kpi(key).unwrap();
                let own = all.iter().flat_map(|f| &f.figures).find(|f| f.kpi == kpi);
                say(&format!("{person} {key}"), value, own.and_then(|f| f.actual))
            }));
            found
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
