//! Results show what was released, compare it, and tell nothing of a hidden group, whatever is exported.

use super::*;
use crate::domain::appraisal::{
    CycleState, Decision, FormedFrom, Meeting, Phase, RaterGroup, Rating, Review,
};
use crate::domain::dataset::Changes;
use crate::domain::id::PersonId;
use crate::i18n::{Lang, Names, Texts, result_file, trace};
use crate::state::appraisal::calibration::Boards;
use crate::state::appraisal::calibration::tests::{act, sample_in_calibration};
use crate::state::appraisal::explain::explain;
use crate::state::appraisal::{board as progress, outcomes, standing};

/// The closed cycle of the sample company.
fn closed(data: &Dataset) -> CycleId {
    data.cycles.iter().find(|c| c.state == CycleState::Closed).unwrap().id
}

fn people(data: &Dataset, cycle: CycleId) -> Vec<PersonId> {
    data.appraisals.iter().filter(|a| a.cycle == cycle).map(|a| a.person).collect()
}

fn view_of(data: &Dataset, cycle: CycleId, person: PersonId, as_of: Date) -> ResultView {
    result(data, cycle, person, as_of).unwrap().view().unwrap().clone()
}

#[test]
fn a_released_result_is_shown_as_it_was_released() {
    let (data, running, as_of) = sample_in_calibration();
    let cycle = closed(&data);
    for person in people(&data, cycle) {
        let view = view_of(&data, cycle, person, as_of);
        assert_eq!(view.sheet, view.case.released.as_ref().unwrap().sheet);
        assert_eq!(view.past.last().unwrap().score, view.sheet.score);
        assert!(view.issues.is_empty());
    }
    let later = view_of(&data, running, people(&data, running)[3], as_of);
    assert!(matches!(result(&data, running, later.case.person, as_of), Some(Standing::Preview(_))));
    assert_eq!(later.past.len(), 2);
    let (before, by) = later.change().unwrap();
    assert_eq!(before, cycle);
    assert_eq!(Some(by), later.past[1].score.unwrap().checked_sub(later.past[0].score.unwrap()));
    assert_eq!(latest(&data, Some(later.case.person)), Some((cycle, later.case.person)));
    assert!(latest(&data, None).is_some());
    let (around, cycles) = neighbours(&data, running, later.case.person);
    assert!(around.len() > 10 && around.is_sorted_by(|a, b| a.1 <= b.1));
    assert_eq!(cycles.iter().map(|c| c.0).collect::<Vec<_>>(), [running, cycle]);
    assert_eq!(result(&data, running, PersonId(crate::domain::id::Uuid::nil()), as_of), None);
}

/// The data with one cycle changed.
fn with_cycle(data: &Dataset, cycle: CycleId, change: impl Fn(&mut Cycle)) -> Dataset {
    let mut after = Cycle::clone(data.cycles.get(cycle).unwrap());
    change(&mut after);
    let mut changes = Changes::default();
    changes.put(data, after.into());
    data.apply(&changes).unwrap()
}

#[test]
fn nothing_is_known_before_calibration() {
    let (data, running, as_of) = sample_in_calibration();
    let early = with_cycle(&data, running, |c| c.sealed = false);
    for person in people(&data, running) {
        assert_eq!(result(&early, running, person, as_of), Some(Standing::NotYet));
    }
}

/// The data with every anonymous answer of a cycle turned round, in figures and words.
fn turned(data: &Dataset, cycle: CycleId) -> Dataset {
    let mut changes = Changes::default();
    let own = |r: &&Arc<Review>| data.appraisals.get(r.appraisal).is_some_and(|a| a.cycle == cycle);
    for review in data.reviews.iter().filter(own).filter(|r| r.group.anonymous()) {
        let mut after = Review::clone(review);
        for answer in &mut after.answers {
            if let Rating::Given(value) = answer.rating {
                answer.rating = Rating::Given(Decimal::from(6) - value);
            }
            answer.comment.push_str("turned");
        }
        for reply in &mut after.replies {
            reply.text.push_str("turned");
        }
        changes.put(data, after.into());
    }
    assert!(!changes.reviews.is_empty());
    data.apply(&changes).unwrap()
}

/// Everything that can be seen or taken away of a cycle, as text.
fn everything(data: &Dataset, cycle: CycleId, as_of: Date) -> Vec<String> {
    let data = Arc::new(data.clone());
    let mut all = Vec::new();
    let board = Boards::default().board(&data, cycle, as_of);
    // The board, the way of the process, and the file for payroll.
    let own = data.cycles.get(cycle).unwrap();
    all.push(format!("{:?} {:?}", progress::board(&data, own, as_of), standing::standing(&data, as_of)));
    let bases: Vec<_> = people(&data, cycle).into_iter().map(|p| (p, Decimal::from(50_000))).collect();
    all.push(format!("{:?}", outcomes::preview(&data, own, &own.rules, &bases)));
    for person in people(&data, cycle) {
        // What pay and rewards read of an appraisal, and what stands beside the next form.
        let case = case_of(&data, cycle, person).unwrap();
        let read = crate::engine::appraisal::released(&data, person, own.period);
        all.push(format!("{:?} {:?}", read.map(|found| found.is_some()), share(own, case)));
        for group in [RaterGroup::Peers, RaterGroup::Manager] {
            let beside = crate::state::appraisal::side::side(&data, own, case, group, None, as_of);
            all.push(format!("{:?} {:?}", beside.kpis, beside.last));
        }
    }
    for lang in Lang::ALL {
        let names = Names { data: &data, texts: Texts::of(lang) };
        if let Some(board) = &board {
            all.push(result_file::calibration_csv(board, &board.rows, names));
            all.push(format!("{:?} {:?}", board.rows, board.spread));
        }
        for person in people(&data, cycle) {
            let case = case_of(&data, cycle, person).unwrap();
            all.extend(explain(&data, case.id, as_of).map(|t| trace::text(&trace::lines(&t, names))));
            let Some(standing) = result(&data, cycle, person, as_of) else { continue };
            let Some(view) = standing.view() else { continue };
            all.push(result_file::result_mail(view, names));
            all.push(result_file::finding(view, names));
            all.push(format!("{:?} {:?} {:?} {:?}", view.sheet, view.seen, view.said, view.past));
            all.push(format!("{:?} {:?} {:?}", view.spread, view.strengths, view.shortfalls));
            let meeting = Meeting {
                at: as_of.at(9, 0, 0, 0),
                minutes: 30,
                place: "3F".into(),
                notes: String::new(),
                agreed: Vec::new(),
            };
            all.push(result_file::invitation(view, &meeting, as_of.at(1, 2, 3, 0), names));
        }
    }
    all
}

#[test]
fn no_page_file_or_calculation_depends_on_a_hidden_group() {
    let (data, running, as_of) = sample_in_calibration();
    // Six answers needed where four were asked: every anonymous group is hidden.
    let hidden = with_cycle(&data, running, |c| {
        for terms in c.methods.iter_mut().flat_map(|m| &mut m.standard.groups) {
            if terms.group.anonymous() {
                terms.minimum = 6;
            }
        }
    });
    let seen = everything(&hidden, running, as_of);
    assert!(seen.len() > 100);
    assert!(seen == everything(&turned(&hidden, running), running, as_of), "what is hidden shows");
    let groups = |view: &ResultView| {
        view.sheet
            .competencies
            .iter()
            .flat_map(|c| c.groups.clone())
            .flat_map(|g| g.groups)
            .collect::<Vec<_>>()
    };
    for person in people(&data, running) {
        let view = view_of(&hidden, running, person, as_of);
        assert!(groups(&view).iter().all(|g| !g.anonymous()), "a hidden group is listed");
        assert!(view.said.iter().flat_map(|s| &s.groups).all(|g| !g.anonymous()));
    }
    // Nor does what follows once everything is released: consequences, and a year that is formed from it.
    let onward = |data: &Dataset| {
        let mut data = act(data, Deed::Advance(running), as_of).unwrap();
        let appraisals = data.appraisals.iter().filter(|a| a.cycle == running).map(|a| a.id).collect();
        data = act(&data, Deed::Release { appraisals, as_of }, as_of).unwrap();
        data = act(&data, Deed::Propose { cycle: running, base: Vec::new() }, as_of).unwrap();
        let (period, formed_from) =
            ("2026".parse().unwrap(), vec![FormedFrom { cycle: running, weight: Decimal::ONE_HUNDRED }]);
        let mut year = Cycle { period, formed_from, ..Cycle::clone(data.cycles.get(running).unwrap()) };
        year.id = CycleId(crate::domain::id::Uuid::from_u128(9 << 100));
        year.name = "year".into();
        data = act(&data, Deed::SaveCycle(Box::new(year.clone())), as_of).unwrap();
        data = act(&data, Deed::Open(year.id), as_of).unwrap();
        while data.cycles.get(year.id).unwrap().phase() < Some(Phase::Calibrate) {
            data = act(&data, Deed::Advance(year.id), as_of).unwrap();
        }
        let kinds: Vec<String> = data.proposals.iter().map(|p| format!("{:?}", p.kind)).collect();
        [everything(&data, running, as_of), everything(&data, year.id, as_of), kinds].concat()
    };
    assert!(onward(&hidden) == onward(&turned(&hidden, running)), "what is hidden shows afterwards");
    assert!(onward(&data) != onward(&turned(&data, running)));
    // The same turn is seen where the groups are large enough, so the test can fail.
    assert!(everything(&data, running, as_of) != everything(&turned(&data, running), running, as_of));
    let open = people(&data, running)
        .iter()
        .any(|p| groups(&view_of(&data, running, *p, as_of)).contains(&RaterGroup::Peers));
    assert!(open);
}

#[test]
fn grades_around_come_all_at_once_and_stay_when_one_changes() {
    let (data, running, as_of) = sample_in_calibration();
    let released: usize = {
        let cycle = closed(&data);
        people(&data, cycle).iter().filter(|p| view_of(&data, cycle, **p, as_of).spread.is_some()).count()
    };
    assert!(released > 5, "{released}");
    let mut data = act(&data, Deed::Advance(running), as_of).unwrap();
    assert_eq!(data.cycles.get(running).unwrap().phase(), Some(Phase::Share));
    let all = people(&data, running);
    let ids = |some: &[PersonId]| -> Vec<AppraisalId> {
        some.iter().map(|p| case_of(&data, running, *p).unwrap().id).collect()
    };
    let (first, rest) = (ids(&all[..all.len() - 1]), ids(&all[all.len() - 1..]));
    data = act(&data, Deed::Release { appraisals: first, as_of }, as_of).unwrap();
    let everybody = |d: &Dataset| -> Vec<Option<Spread>> {
        all.iter().map(|p| view_of(d, running, *p, as_of).spread).collect()
    };
    for person in &all {
        let spread = view_of(&data, running, *person, as_of).spread;
        assert!(!matches!(spread, Some(Spread { around: Around::Everybody, .. })), "one is missing");
    }
    data = act(&data, Deed::Release { appraisals: rest, as_of }, as_of).unwrap();
    data = act(&data, Deed::Advance(running), as_of).unwrap();
    let before = everybody(&data);
    assert!(
        before.iter().flatten().all(|s| s.counts.iter().map(|(_, n)| *n as usize).sum::<usize>() >= FEWEST)
    );
    let case = case_of(&data, running, all[2]).unwrap();
    let (id, now) = (case.id, case.released.as_ref().unwrap().sheet.grade.clone());
    let bands = &data.cycles.get(running).unwrap().method(case.standard).unwrap().standard.bands;
    let grade = bands.iter().map(|b| b.grade.clone()).find(|g| Some(g) != now.as_ref());
    data = act(&data, Deed::Appeal { appraisal: id, reason: "one order".into() }, as_of).unwrap();
    assert!(steps(&data, id, as_of).decide.is_none() && steps(&data, id, as_of).answer.is_some());
    let decision = Decision {
        on: as_of,
        by: None,
        grade: grade.clone(),
        reason: "it is".into(),
        score: None,
        document: String::new(),
    };
    data = act(&data, Deed::DecideAppeal { appraisal: id, decision }, as_of).unwrap();
    assert_eq!(view_of(&data, running, all[2], as_of).sheet.grade, grade);
    assert_eq!(everybody(&data), before, "an appeal tells nobody else anything");
    let able = steps(&data, id, as_of);
    assert!(able.answer.is_none() && able.appeal == Some(Refusal::AppealedOnce));
}
