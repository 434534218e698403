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
