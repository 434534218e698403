//! The panic hook: a panic is readable in the console, and the page hears of it.
//!
//! Invariant: needs nothing of the app, for the app is what has just failed. `public/boot.js` listens for [`EVENT`] and
//! replaces the page by the crash screen.

use std::panic;

use web_sys::{CustomEvent, CustomEventInit, console};

/// The event on `window` that tells the message of a panic in its `detail`.
pub const EVENT: &str = "attain-crash";

/// Installs the hook. In a worker, which has no window, only the console hears of the panic; the page hears of the
/// worker's end by its `error` event.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        console::error_1(&message.as_str().into());
        announce(&message);
    }));
}

fn announce(message: &str) {
    let Some(window) = web_sys::window() else { return };
    let init = CustomEventInit::new();
    init.set_detail(&message.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(EVENT, &init) {
        // Nobody is left to hear of a refusal.
        let _ = window.dispatch_event(&event);
    }
}
