//! The building blocks of every page. They know words and formats, nothing of sales.
//!
//! Invariant: a component takes signals and callbacks, never a piece of the workspace; colours, sizes and states come
//! from classes of `style/`.

mod button;
mod choice;
mod dialog;
mod empty;
mod export;
mod field;
mod figure;
mod filter;
mod icon;
mod menu;
mod period;
mod progress;
mod slider;
mod suggest;
mod table;
mod toast;
mod trace;

pub use crate::state::typed::{parse_date, parse_number};
pub use button::{Button, ButtonKind, IconButton};
pub use choice::{Check, Choice, Segmented, Select, Tabs};
pub use dialog::{Dialog, DialogKind};
pub use empty::{Empty, Note, NoteKind};
pub use export::{ExportMenu, Table};
pub use field::{DateField, Field, FieldIds, NumberField, SearchBox, TextArea, TextField};
pub use figure::{Delta, FigureButton, StatTile, Status, Tag, ems};
pub use filter::{FilterBar, FilterDimension};
pub use icon::{Icon, IconView};
pub use menu::{Menu, MenuItem};
pub use period::PeriodPicker;
pub use progress::{Meter, Progress};
pub use slider::Slider;
pub use suggest::{Combo, Suggest};
pub use table::{Cell, CellEdit, CellError, CellKey, Column, DataTable, Frame, TableData, Tone, Window};
pub use toast::{Toasts, ToastsView};
pub use trace::{TraceNode, TracePanel};

use std::cell::Cell as Counter;

thread_local! {
    static NEXT: Counter<u32> = const { Counter::new(0) };
}

/// An id for an element that another one names (`for`, `aria-describedby`), unique on the page.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    format!("{prefix}-{number}")
}
