//! Which rows of a long list are in sight. Pure.
//!
//! Browsers refuse elements beyond some 17 million pixels; above `TALLEST` the scroll position is a proportion.

/// The tallest list drawn in full height, in pixels.
const TALLEST: f64 = 12_000_000.0;
/// Rows drawn above and below what is in sight.
const MARGIN: usize = 8;

/// Heights in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// How many rows there are.
    pub rows: usize,
    /// Height of a row.
    pub row: f64,
    /// Height of the part in sight, without the heading.
    pub view: f64,
}

/// The rows to draw and the empty space around them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// First row drawn.
    pub first: usize,
    /// One past the last.
    pub last: usize,
    /// Space above.
    pub above: f64,
    /// Space below.
    pub below: f64,
}

impl Frame {
    fn full(&self) -> f64 {
        self.rows as f64 * self.row
    }

    fn scale(&self) -> f64 {
        let hidden = self.full() - self.view;
        if self.full() <= TALLEST || hidden <= 0.0 { 1.0 } else { hidden / (TALLEST - self.view) }
    }

    /// What to draw at a scroll position.
    pub fn window(&self, scroll: f64) -> Window {
        let height = self.full().min(TALLEST);
        let in_sight = (self.view / self.row).ceil().max(1.0) as usize + 1;
        let top =
            ((scroll.max(0.0) * self.scale() / self.row).floor() as usize).min(self.rows.saturating_sub(1));
        let first = top.saturating_sub(MARGIN);
        let last = (top + in_sight + MARGIN).min(self.rows);
        let drawn = (last - first) as f64 * self.row;
        // Where the list is scaled, the row at the top stands exactly at the scroll position.
        let above = if self.scale() > 1.0 {
            scroll - (top - first) as f64 * self.row
        } else {
            first as f64 * self.row
        };
        let above = above.clamp(0.0, (height - drawn).max(0.0));
        Window { first, last, above, below: (height - drawn - above).max(0.0) }
    }

    /// The scroll position at which a row is wholly in sight, as near as possible to the present one.
    pub fn reveal(&self, row: usize, scroll: f64) -> f64 {
        let (top, bottom) = (row as f64 * self.row, (row + 1) as f64 * self.row);
        let at = scroll * self.scale();
        if top < at {
            top / self.scale()
        } else if bottom > at + self.view {
            (bottom - self.view) / self.scale()
        } else {
            scroll
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_are_all_drawn() {
        let frame = Frame { rows: 5, row: 32.0, view: 400.0 };
        assert_eq!(frame.window(0.0), Window { first: 0, last: 5, above: 0.0, below: 0.0 });
        assert_eq!(Frame { rows: 0, ..frame }.window(0.0), Window::default());
    }

    #[test]
    fn any_number_of_rows_draws_what_is_in_sight() {
        for rows in [100, 10_000, 1_000_000, 10_000_000] {
            let frame = Frame { rows, row: 32.0, view: 640.0 };
            for row in [0, 1, rows / 3, rows / 2, rows - 2, rows - 1] {
                for from in [0.0_f64, 1e9] {
                    let scroll = frame.reveal(row, from.min(frame.full().min(TALLEST) - 640.0));
                    let window = frame.window(scroll);
                    assert!(window.first <= row && row < window.last, "{rows} {row} {window:?}");
                    assert!(window.last - window.first <= 40);
                    let top = window.above + (row - window.first) as f64 * 32.0;
                    assert!(
                        top + 32.0 >= scroll && top <= scroll + 640.0 + 1.0,
                        "{rows} {row} at {top} of {scroll}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_row_in_sight_does_not_move_the_list() {
        let frame = Frame { rows: 1000, row: 32.0, view: 640.0 };
        assert_eq!(frame.reveal(12, 320.0), 320.0);
        assert_eq!(frame.reveal(5, 320.0), 160.0);
        assert_eq!(frame.reveal(40, 320.0), 41.0 * 32.0 - 640.0);
    }
}
