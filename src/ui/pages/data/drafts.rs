//! What was typed into a sheet and is not right yet. It stays in its cell, with the reason, until it is.

use crate::domain::dataset::ItemId;
use crate::state::command::Why;
use crate::state::sheet::{Col, Edit, Fault, Outcome};
use std::collections::BTreeMap;

/// What was typed into one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// Why it is refused; `None` where it only waits for its row.
    pub fault: Option<Fault>,
}

impl Typed {
    /// Whether the cell is refused only because nothing stands in it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.text.is_empty() && matches!(self.fault, Some(Fault::Core(Why::Empty)))
    }
}

/// The cells that are not stored yet, by row and column. A row with no cells is a new one that nothing was typed into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(BTreeMap<ItemId, BTreeMap<Col, Typed>>);

impl Drafts {
    /// Adds an empty new row.
    pub fn add_row(&mut self, id: ItemId) {
        self.0.entry(id).or_default();
    }

    /// Forgets rows.
    pub fn drop_rows(&mut self, ids: &[ItemId]) {
        self.0.retain(|id, _| !ids.contains(id));
    }

    /// The rows, in the order of their ids.
    pub fn rows(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.0.keys().copied()
    }

    /// What was typed into a cell.
    pub fn get(&self, id: ItemId, col: Col) -> Option<&Typed> {
        self.0.get(&id)?.get(&col)
    }

    /// The cells that are refused. What is only missing yet does not count in rows that somebody is still filling in.
    pub fn faults<'a>(&'a self, filling: &'a [ItemId]) -> impl Iterator<Item = (ItemId, Col)> + 'a {
        self.0.iter().flat_map(move |(id, row)| {
            let open = filling.contains(id);
            let wrong = row.iter().filter(move |(_, t)| t.fault.is_some() && !(open && t.is_missing()));
            wrong.map(|(col, _)| (*id, *col))
        })
    }

    /// The edits to try: what is typed now, and what still waits in the same rows.
    pub fn with(&self, now: &[Edit]) -> Vec<Edit> {
        let mut all: BTreeMap<(ItemId, Col), String> = BTreeMap::new();
        for edit in now {
            for (col, typed) in self.0.get(&edit.id).into_iter().flatten() {
                all.entry((edit.id, *col)).or_insert_with(|| typed.text.clone());
            }
        }
        for edit in now {
            all.insert((edit.id, edit.col), edit.text.clone());
        }
        all.into_iter().map(|((id, col), text)| Edit { id, col, text }).collect()
    }

    /// Keeps what was refused of the edits and forgets what was stored.
    pub fn settle(&mut self, tried: &[Edit], outcome: &Outcome) {
        for edit in tried {
            self.0.remove(&edit.id);
        }
        for edit in tried {
            let refusal = outcome.refused.iter().find(|r| r.id == edit.id && r.col == edit.col);
            if refusal.is_some() || outcome.held.contains(&edit.id) {
                let typed = Typed { text: edit.text.clone(), fault: refusal.map(|r| r.fault.clone()) };
                self.0.entry(edit.id).or_default().insert(edit.col, typed);
            }
        }
        // A refusal of a cell that was not typed into, such as a name that is missing.
        for refusal in outcome.refused.iter().filter(|r| outcome.held.contains(&r.id)) {
            let row = self.0.entry(refusal.id).or_default();
            row.entry(refusal.col)
                .or_insert_with(|| Typed { text: String::new(), fault: Some(refusal.fault.clone()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ProductId, Uuid};
    use crate::state::sheet::Refusal;

    #[test]
    fn what_is_refused_stays_until_it_is_right() {
        let id = |n| ItemId::Product(ProductId(Uuid::from_u128(n)));
        let edit = |n, col, text: &str| Edit { id: id(n), col, text: text.into() };
        let mut drafts = Drafts::default();
        let tried = [edit(1, Col::Name, "A"), edit(1, Col::Category, "?"), edit(2, Col::Number, "7")];
        let refused = vec![
            Refusal { id: id(1), col: Col::Category, fault: Fault::Unknown },
            Refusal { id: id(2), col: Col::Name, fault: Fault::Unknown },
        ];
        drafts.settle(&tried, &Outcome { items: vec![], refused, held: vec![id(2)] });
        assert_eq!(drafts.get(id(1), Col::Name), None, "stored");
        assert_eq!(drafts.get(id(1), Col::Category).map(|t| t.text.as_str()), Some("?"));
        assert_eq!(drafts.get(id(2), Col::Number).map(|t| t.fault.is_none()), Some(true));
        assert_eq!(drafts.faults(&[]).collect::<Vec<_>>(), [(id(1), Col::Category), (id(2), Col::Name)]);

        let again = drafts.with(&[edit(2, Col::Name, "B")]);
        assert_eq!(again, [edit(2, Col::Number, "7"), edit(2, Col::Name, "B")]);
        drafts.settle(&again, &Outcome::default());
        assert_eq!(drafts.rows().collect::<Vec<_>>(), [id(1)]);
    }

    #[test]
    fn a_row_being_filled_in_is_not_wrong_for_what_it_lacks() {
        let id = |n| ItemId::Product(ProductId(Uuid::from_u128(n)));
        let mut drafts = Drafts::default();
        let tried = [Edit { id: id(1), col: Col::Number, text: "7".into() }];
        let lacks = |n| Refusal { id: id(n), col: Col::Name, fault: Fault::Core(Why::Empty) };
        drafts.settle(&tried, &Outcome { items: vec![], refused: vec![lacks(1)], held: vec![id(1)] });
        assert_eq!(drafts.faults(&[id(1)]).count(), 0);
        assert_eq!(drafts.faults(&[id(2)]).collect::<Vec<_>>(), [(id(1), Col::Name)]);
        let wrong = [Edit { id: id(2), col: Col::Category, text: "?".into() }];
        let refused = vec![Refusal { id: id(2), col: Col::Category, fault: Fault::Unknown }];
        drafts.settle(&wrong, &Outcome { items: vec![], refused, held: vec![id(2)] });
        assert_eq!(drafts.faults(&[id(1), id(2)]).collect::<Vec<_>>(), [(id(2), Col::Category)]);
    }
}
