//! The board is what the engine says, stays so move by move, and works out no row twice.

use super::*;
use crate::domain::appraisal::Appraisal;
use crate::domain::history::{Action, History, Step};
use crate::domain::id::Uuid;
use crate::engine::appraisal::grid;
use crate::engine::appraisal::process::Deed;
use crate::i18n::{Lang, sample};
use crate::state::command::{Command, CommandError, Env, plan};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;
use std::cell::Cell;

/// The sample company, its cycle in calibration, and the day.
pub(crate) fn sample_in_calibration() -> (Arc<Dataset>, CycleId, Date) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let request = Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS / 10 };
    let (workspace, changes) = company(&request);
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let cycle = data.cycles.iter().find(|c| c.phase() == Some(Phase::Calibrate)).unwrap().id;
    (Arc::new(data), cycle, as_of)
}

/// Does a deed, or says why not.
pub(crate) fn act(data: &Dataset, deed: Deed, on: Date) -> Result<Arc<Dataset>, CommandError> {
    let next = Cell::new(1_u128 << 100);
    let new_id = || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get())
    };
    let command = Command::Appraise { deed: Box::new(deed), on, by: None };
    let (label, changes) = plan(data, &command, &Env { new_id: &new_id })?;
    let mut history = History::default();
    Ok(Arc::new(history.act(data, &Action::Do(Step { label, at: 0, changes }.into())).unwrap()))
}

fn same_as_engine(board: &Board, data: &Dataset, as_of: Date) {
    let expected = grid(data, &board.cycle, as_of);
    assert_eq!(board.spread, expected.spread);
    assert_eq!(board.rows.len(), expected.rows.len());
    for row in expected.rows {
        let own = board.row(row.appraisal).unwrap();
        assert_eq!((&own.sheet, own.nine_box), (&row.sheet, row.nine_box));
    }
}

fn other_grade(board: &Board, case: &Appraisal) -> (Option<String>, String) {
    let from = board.row(case.id).unwrap().sheet.grade.clone();
    let to = board.grades.iter().find(|g| Some(*g) != from.as_ref()).unwrap().clone();
    (from, to)
}

#[test]
fn the_board_is_the_engines_move_by_move() {
    let (mut data, cycle, as_of) = sample_in_calibration();
    let mut boards = Boards::default();
    let mut board = boards.board(&data, cycle, as_of).unwrap();
    assert_eq!(calibrated(&data)[0].id, cycle, "the one that runs stands first");
    assert!(board.open() && board.rows.len() > 20 && board.before.is_some());
    assert!(board.rows.is_sorted_by(|a, b| a.sheet.score >= b.sheet.score));
    same_as_engine(&board, &data, as_of);
    let known = history(&data, cycle).len();
    for (n, id) in
        board.rows.iter().map(|r| r.appraisal).step_by(5).collect::<Vec<_>>().into_iter().enumerate()
    {
        let case = Arc::clone(data.appraisals.get(id).unwrap());
        let deed = match n % 3 {
            2 => Deed::SetPotential { appraisal: id, potential: Some(Decimal::ONE) },
            _ => {
                let (from, to) = other_grade(&board, &case);
                Deed::Adjust { appraisal: id, from, to, reason: format!("reason {n}") }
            }
        };
        data = act(&data, deed, as_of).unwrap();
        let next = boards.board(&data, cycle, as_of).unwrap();
        same_as_engine(&next, &data, as_of);
        let fresh = next.rows.iter().filter(|r| !board.rows.iter().any(|old| Arc::ptr_eq(old, r))).count();
        assert_eq!(fresh, 1, "one row is new");
        board = next;
    }
    let moves = history(&data, cycle);
    assert!(moves.len() > known + 3);
    assert!(
        moves.is_sorted_by(|a, b| a.change.number > b.change.number),
        "the newest first, also of one day"
    );
    assert_eq!(reasons(&data, cycle, 2).len(), 2);
    assert_eq!(board.rows.iter().map(|r| r.moves).sum::<usize>(), moves.len());
}

#[test]
fn what_would_be_is_what_will_be() {
    let (data, cycle, as_of) = sample_in_calibration();
    let mut boards = Boards::default();
    let board = boards.board(&data, cycle, as_of).unwrap();
    let row = &board.rows[3];
    let (from, to) = other_grade(&board, data.appraisals.get(row.appraisal).unwrap());
    let expected = board.spread_with(&board.rows, Some((row.appraisal, &to)));
    assert_ne!(expected, board.spread);
    let deed = Deed::Adjust { appraisal: row.appraisal, from, to, reason: "compared".into() };
    let after = act(&data, deed, as_of).unwrap();
    assert_eq!(boards.board(&after, cycle, as_of).unwrap().spread, expected);
}

#[test]
fn a_group_is_part_of_the_whole() {
    let (data, cycle, as_of) = sample_in_calibration();
    let board = Boards::default().board(&data, cycle, as_of).unwrap();
    assert_eq!(Chosen::default().of(&board), board.rows);
    let team = board.rows[0].team;
    let group = Chosen { team, order: Order::Name, ..Chosen::default() };
    let rows = group.of(&board);
    assert!(!group.everybody() && rows.len() < board.rows.len() && rows.len() > 3);
    assert!(rows.iter().all(|r| r.team == team) && rows.is_sorted_by(|a, b| a.name <= b.name));
    let counted: usize = board.counts(&rows).iter().map(|(_, n)| n).sum();
    assert_eq!(counted, rows.iter().filter(|r| r.sheet.grade.is_some()).count());
    let (boxes, none) = board.boxes(&board.rows);
    assert_eq!(boxes.iter().map(Vec::len).sum::<usize>() + none, board.rows.len());
    assert!(boxes.iter().any(|b| !b.is_empty()));
    let by_grade = Chosen { order: Order::Grade, ..Chosen::default() }.of(&board);
    let place = |r: &Arc<Row>| board.grades.iter().position(|g| Some(g) == r.sheet.grade.as_ref());
    assert!(by_grade.iter().filter_map(place).is_sorted());
    let text = board.rows[2].name[..2].to_lowercase();
    assert!(Chosen { text, ..Chosen::default() }.of(&board).contains(&board.rows[2]));
}

#[test]
fn nothing_is_shown_before_anonymous_answers_are_counted() {
    let (data, cycle, as_of) = sample_in_calibration();
    let mut early = Cycle::clone(data.cycles.get(cycle).unwrap());
    early.sealed = false;
    let mut changes = crate::domain::Changes::default();
    changes.put(&data, early.into());
    let data = Arc::new(data.apply(&changes).unwrap());
    assert_eq!(Boards::default().board(&data, cycle, as_of), None);
    assert!(calibrated(&data).iter().all(|c| c.id != cycle) && calibrated(&data).len() == 1);
}
