//! Which cell is active and which rectangle is selected. Pure.

/// A rectangle of cells between an anchor and the active cell, both in places of the order shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The active cell: row and column.
    pub at: (usize, usize),
    /// The opposite corner.
    pub anchor: (usize, usize),
}

impl Selection {
    /// Whether a cell is inside.
    pub fn holds(&self, row: usize, column: usize) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }

    /// Whether it is more than one cell.
    pub fn is_range(&self) -> bool {
        self.at != self.anchor
    }

    /// Its rows.
    pub fn rows(&self) -> std::ops::RangeInclusive<usize> {
        self.at.0.min(self.anchor.0)..=self.at.0.max(self.anchor.0)
    }

    /// Its columns.
    pub fn columns(&self) -> std::ops::RangeInclusive<usize> {
        self.at.1.min(self.anchor.1)..=self.at.1.max(self.anchor.1)
    }

    /// Where a key leads in a grid of `rows` by `columns`, `page` rows at a time; `None` for other keys.
    pub fn moved(
        &self,
        key: &str,
        jump: bool,
        extend: bool,
        rows: usize,
        columns: usize,
        page: usize,
    ) -> Option<Self> {
        let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
        let (row, column) = self.at;
        let at = match key {
            "ArrowDown" if jump => (last_row, column),
            "ArrowUp" if jump => (0, column),
            "ArrowRight" if jump => (row, last_column),
            "ArrowLeft" if jump => (row, 0),
            "ArrowDown" => ((row + 1).min(last_row), column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, (column + 1).min(last_column)),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => ((row + page).min(last_row), column),
            "PageUp" => (row.saturating_sub(page), column),
            "Home" if jump => (0, 0),
            "End" if jump => (last_row, last_column),
            "Home" => (row, 0),
            "End" => (row, last_column),
            _ => return None,
        };
        Some(Self { at, anchor: if extend { self.anchor } else { at } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_grid() {
        let start = Selection { at: (1, 1), anchor: (1, 1) };
        for (key, jump, extend, at, anchor) in [
            ("ArrowDown", false, false, (2, 1), (2, 1)),
            ("ArrowDown", true, false, (4, 1), (4, 1)),
            ("ArrowUp", false, true, (0, 1), (1, 1)),
            ("ArrowRight", false, false, (1, 2), (1, 2)),
            ("End", true, true, (4, 2), (1, 1)),
            ("PageDown", false, false, (4, 1), (4, 1)),
            ("Home", false, false, (1, 0), (1, 0)),
        ] {
            assert_eq!(start.moved(key, jump, extend, 5, 3, 10), Some(Selection { at, anchor }), "{key}");
        }
        assert_eq!(start.moved("a", false, false, 5, 3, 10), None);
        assert_eq!(start.moved("ArrowUp", false, false, 0, 3, 10), None);
    }

    #[test]
    fn a_range_holds_what_lies_between() {
        let range = Selection { at: (1, 2), anchor: (3, 0) };
        assert!(range.holds(2, 1) && range.holds(1, 0) && !range.holds(0, 1) && !range.holds(2, 3));
    }
}
