//! Starts the file worker, also before anybody has a question for it.
//!
//! Apart from `worker`, which speaks with it: the first page starts it without knowing the language.

use std::cell::RefCell;
use web_sys::{Worker, WorkerOptions, WorkerType};

thread_local! {
    /// A worker that was started ahead.
    static AHEAD: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

/// Starts the worker that the next [`start`] gives: its code arrives while the page that wants it is still on its way.
pub fn ahead() {
    AHEAD.with_borrow_mut(|ahead| *ahead = ahead.take().or_else(fresh));
}

/// A worker that has heard nothing yet; `None` where the browser refuses.
#[must_use]
pub fn start() -> Option<Worker> {
    AHEAD.take().or_else(fresh)
}

fn fresh() -> Option<Worker> {
    let document = web_sys::window()?.document()?;
    let build = document.document_element()?.get_attribute("data-build").unwrap_or_else(|| "dev".to_owned());
    let base = document.base_uri().ok()??;
    let url = web_sys::Url::new_with_base(&format!("file-worker.js?v={build}"), &base).ok()?.href();
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&url, &options).ok()
}
