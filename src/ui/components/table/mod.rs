//! The grid for many rows: only what is in sight is drawn; sorting, search, keyboard, copy, paste and editing at the cell.

mod grid;
mod model;
mod rows;
mod select;
mod view;
mod window;

pub use grid::{CellEdit, CellError};
pub use model::{Cell, CellKey, Column, TableData, Tone};
pub use view::DataTable;
pub use window::{Frame, Window};
