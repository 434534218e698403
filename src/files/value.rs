//! Cell texts to values: numbers, dates, months and headings as people in three languages write them.
//!
//! Every parser takes the text of one cell and answers `None` where it is not such a value; none guesses from one cell
//! what only a whole column can tell (day or month first, decimal mark): that is an argument.

pub mod date;
pub mod heading;
pub mod number;
pub mod period;
pub mod text;
