//! What holds for the journal whatever is done.

use super::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever is done, undone, redone and reloaded: the store agrees with a model that only lives in memory, and
    /// undoing everything leads back to the start.
    #[test]
    fn random_commands_with_reloads(script in prop::collection::vec(0u8..10, 1..120)) {
        let (homes, ..) = faulty();
        let mut journal = start(&homes);
        let mut model = Model { data: journal.dataset().clone(), history: History::default() };
        for (n, what) in script.into_iter().enumerate() {
            let action = match what {
                0..=4 => command(&model.data, n as u128),
                5 | 6 => Action::Undo,
                7 => Action::Redo,
                _ => {
                    journal = reopen(&homes, journal.last()).0;
                    continue;
                }
            };
            let fits = model.act(&action);
            let kept = block_on(journal.commit(&action, at(n as i64)));
            prop_assert_eq!(kept.is_ok(), fits);
        }
        let mut journal = reopen(&homes, journal.last()).0;
        same(journal.dataset(), &model.data);
        prop_assert_eq!(journal.history(), &model.history);
        while !journal.history().done().is_empty() {
            block_on(journal.commit(&Action::Undo, at(0))).unwrap();
        }
        same(journal.dataset(), &Dataset::new(workspace(W)));
    }
}

#[test]
fn a_sitting_is_one_entry_also_after_a_reload() {
    let (homes, ..) = faulty();
    let mut journal = start(&homes);
    let typed = |n: u128| match step(Changes { teams: vec![Change::add(team(n, "T"))], ..Changes::default() })
    {
        Action::Do(step) => {
            let mut step = step.as_ref().clone();
            step.label.sitting = Some(id::<crate::domain::id::TeamId>(99).0);
            Action::Do(Arc::new(step))
        }
        other => other,
    };
    block_on(journal.commit(&command(journal.dataset(), 0), at(0))).unwrap();
    let before = journal.dataset().clone();
    // More frames than a fold takes, so that some of the sitting lie in a log.
    let frames = FOLD_FRAMES + 6;
    for n in 0..frames {
        block_on(journal.commit(&typed(8_000 + n as u128), at(1))).unwrap();
    }
    let (mut opened, verdict) = reopen(&homes, frames as u64 + 1);
    assert_eq!(verdict, Verdict::default());
    assert_eq!(opened.history(), journal.history());
    assert_eq!((opened.history().entries_done().len(), opened.history().done().len()), (2, frames + 1));
    block_on(opened.commit(&Action::Undo, at(2))).unwrap();
    same(opened.dataset(), &before);
    let (mut again, _) = reopen(&homes, frames as u64 + 2);
    assert_eq!(again.history(), opened.history());
    block_on(again.commit(&Action::Redo, at(3))).unwrap();
    same(again.dataset(), journal.dataset());
}
