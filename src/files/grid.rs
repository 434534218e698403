//! The cells of a file as text: rows of cells in a few large buffers, never one string per cell.
//!
//! Row numbers are those a spreadsheet shows, blank rows included; a row may be shorter than the grid is wide.

/// Bytes of text after which a new buffer begins; bounds what growing one copies.
const CHUNK: usize = 4 << 20;

#[derive(Clone, Debug, Default)]
struct Chunk {
    /// All cells one after the other.
    text: String,
    /// End of each cell in `text`.
    ends: Vec<u32>,
    /// End of each row in `ends`.
    rows: Vec<u32>,
    /// Number of rows in the chunks before.
    before: usize,
}

/// A table of cells.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Full buffers.
    done: Vec<Chunk>,
    /// The buffer being filled.
    open: Chunk,
    width: usize,
    cells: u64,
}

/// One row; cells beyond its end are empty.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    text: &'a str,
    /// Ends of the row's cells in `text`.
    ends: &'a [u32],
    /// Start of its first cell.
    start: u32,
}

impl<'a> Row<'a> {
    /// The cell's text; empty beyond the end of the row.
    pub fn cell(&self, column: usize) -> &'a str {
        let start = if column == 0 { Some(&self.start) } else { self.ends.get(column - 1) };
        match (start, self.ends.get(column)) {
            (Some(start), Some(end)) => self.text.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the row has no cell with anything but white space.
    pub fn is_empty(&self) -> bool {
        // Nearly every row begins with something that shows.
        let shows = self.text.as_bytes().get(self.start as usize).is_some_and(u8::is_ascii_graphic);
        let filled = self.ends.first().is_some_and(|end| *end > self.start);
        !(shows && filled) && self.cells().all(|c| c.trim().is_empty())
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let row = *self;
        (0..row.ends.len()).map(move |column| row.cell(column))
    }
}

impl Chunk {
    fn row(&self, index: usize) -> Option<Row<'_>> {
        let end = *self.rows.get(index)? as usize;
        let first = index.checked_sub(1).and_then(|i| self.rows.get(i)).map_or(0, |&r| r as usize);
        let start = first.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        Some(Row { text: &self.text, ends: self.ends.get(first..end)?, start })
    }
}

impl Grid {
    /// Number of rows, blank ones included.
    pub fn len(&self) -> usize {
        self.open.before + self.open.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Largest number of cells in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of cells.
    pub fn cells(&self) -> u64 {
        self.cells
    }

    /// The row with this index, counted from 0.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        if index >= self.open.before {
            return self.open.row(index - self.open.before);
        }
        let at = self.done.partition_point(|c| c.before <= index).checked_sub(1)?;
        let chunk = self.done.get(at)?;
        chunk.row(index - chunk.before)
    }

    /// The cell's text; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.row(row).map_or("", |r| r.cell(column))
    }

    /// All rows from an index on.
    pub fn rows_from(&self, from: usize) -> impl Iterator<Item = Row<'_>> {
        let first = self.done.partition_point(|c| c.before <= from).saturating_sub(1);
        self.done.iter().skip(first).chain(std::iter::once(&self.open)).flat_map(move |c| {
            let skip = from.saturating_sub(c.before);
            (skip..c.rows.len()).filter_map(|i| c.row(i))
        })
    }

    /// Adds a cell to the row being built.
    pub fn push_cell(&mut self, text: &str) {
        self.push_part(text);
        self.end_cell();
    }

    /// Adds text to the cell being built.
    pub fn push_part(&mut self, text: &str) {
        self.open.text.push_str(text);
    }

    /// Ends the cell being built.
    pub fn end_cell(&mut self) {
        // A buffer begins at a row, and a row is at most 10 MB (CSV) or one sheet row: far below 4 GB.
        self.open.ends.push(self.open.text.len() as u32);
        self.cells += 1;
    }

    /// Ends the row being built; without cells it is a blank row.
    pub fn end_row(&mut self) {
        let chunk = &mut self.open;
        let end = chunk.ends.len();
        let start = chunk.rows.last().map_or(0, |r| *r as usize);
        chunk.rows.push(end as u32);
        self.width = self.width.max(end - start);
        if chunk.text.len() >= CHUNK || end >= CHUNK || chunk.rows.len() >= CHUNK {
            let before = chunk.before + chunk.rows.len();
            let next = Chunk { before, ..Chunk::default() };
            self.done.push(std::mem::replace(&mut self.open, next));
        }
    }

    /// A grid from rows of cells, for tests and pasted data.
    pub fn from_rows<S: AsRef<str>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = S>>) -> Grid {
        let mut grid = Grid::default();
        for row in rows {
            for cell in row {
                grid.push_cell(cell.as_ref());
            }
            grid.end_row();
        }
        grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_across_buffers() {
        let long = "x".repeat(CHUNK / 3);
        let mut grid = Grid::default();
        for n in 0..10 {
            grid.push_cell(&n.to_string());
            grid.push_cell(&long);
            grid.end_row();
        }
        assert!(grid.done.len() > 2);
        assert_eq!((grid.len(), grid.width(), grid.cells()), (10, 2, 20));
        for n in 0..10 {
            assert_eq!(grid.cell(n, 0), n.to_string());
            assert_eq!(grid.cell(n, 1).len(), long.len());
            assert_eq!(grid.rows_from(n).count(), 10 - n);
        }
        assert_eq!(grid.cell(10, 0), "");
        assert_eq!(grid.cell(0, 7), "");
    }
}
