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
    chunks: Vec<Chunk>,
    rows: usize,
    width: usize,
    cells: u64,
}

/// One row; cells beyond its end are empty.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    chunk: &'a Chunk,
    first: usize,
    end: usize,
}

impl<'a> Row<'a> {
    /// The cell's text; empty beyond the end of the row.
    pub fn cell(&self, column: usize) -> &'a str {
        let index = self.first + column;
        if index >= self.end { "" } else { self.chunk.cell(index) }
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.end - self.first
    }

    /// Whether the row has no cell with anything but white space.
    pub fn is_empty(&self) -> bool {
        self.cells().all(|c| c.trim().is_empty())
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let chunk = self.chunk;
        (self.first..self.end).map(move |i| chunk.cell(i))
    }
}

impl Chunk {
    fn cell(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn row(&self, index: usize) -> Option<Row<'_>> {
        let end = *self.rows.get(index)? as usize;
        let first = index.checked_sub(1).and_then(|i| self.rows.get(i)).map_or(0, |&r| r as usize);
        Some(Row { chunk: self, first, end })
    }
}

impl Grid {
    /// Number of rows, blank ones included.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
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
        let at = self.chunks.partition_point(|c| c.before <= index).checked_sub(1)?;
        let chunk = self.chunks.get(at)?;
        chunk.row(index - chunk.before)
    }

    /// The cell's text; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.row(row).map_or("", |r| r.cell(column))
    }

    /// All rows from an index on.
    pub fn rows_from(&self, from: usize) -> impl Iterator<Item = Row<'_>> {
        let first = self.chunks.partition_point(|c| c.before <= from).saturating_sub(1);
        self.chunks.iter().skip(first).flat_map(move |c| {
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
        self.chunk().text.push_str(text);
    }

    /// Ends the cell being built.
    pub fn end_cell(&mut self) {
        let chunk = self.chunk();
        // A chunk begins at a row, and a row is at most 10 MB (CSV) or one sheet row: far below 4 GB.
        chunk.ends.push(u32::try_from(chunk.text.len()).unwrap_or(u32::MAX));
        self.cells += 1;
    }

    /// Ends the row being built; without cells it is a blank row.
    pub fn end_row(&mut self) {
        let rows = self.rows;
        let chunk = self.chunk();
        let end = u32::try_from(chunk.ends.len()).unwrap_or(u32::MAX);
        let start = chunk.rows.last().copied().unwrap_or(0);
        chunk.rows.push(end);
        let full = chunk.text.len() >= CHUNK || chunk.ends.len() >= CHUNK;
        self.width = self.width.max((end - start) as usize);
        self.rows = rows + 1;
        if full {
            self.chunks.push(Chunk { before: self.rows, ..Chunk::default() });
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

    fn chunk(&mut self) -> &mut Chunk {
        if self.chunks.is_empty() {
            self.chunks.push(Chunk::default());
        }
        let last = self.chunks.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "not empty: pushed just above")]
        &mut self.chunks[last]
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
        assert!(grid.chunks.len() > 2);
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
