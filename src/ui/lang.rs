//! The language of the page, for views and for event handlers alike.
//!
//! Invariant: everything below the shell is built again when the language changes, so a view reads its words once and
//! needs no signal for them. One thread draws the page; the cell below is its one global.

use crate::i18n::{Format, Lang, Texts};
use std::cell::Cell;

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::ZhHant) };
}

/// The language that views are being built in.
#[must_use]
pub fn lang() -> Lang {
    CURRENT.get()
}

/// Sets the language; only the shell calls this, right before it builds the page again.
pub fn set_lang(lang: Lang) {
    CURRENT.set(lang);
}

/// The words of the page.
#[must_use]
pub fn t() -> &'static Texts {
    Texts::of(lang())
}

/// The formats of the page.
#[must_use]
pub fn fmt() -> Format {
    Format::new(lang())
}
