//! The view of the address, settled against the data: period, span, as-of date, comparison and filter.

use crate::state::view::Settled;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::clock;
use leptos::prelude::*;

/// The view with every choice settled; `None` without a workspace, or where dates lie outside the calendar.
pub fn settled() -> Memo<Option<Settled>> {
    let router = Router::get();
    Session::get().select(move |data| router.view().settle(data, clock::today()))
}
