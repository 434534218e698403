//! A file dropped anywhere on the page starts the import.

use super::actions::Actions;
use crate::ui::lang::t;
use leptos::prelude::*;

/// The veil that shows while files are held over the page.
#[component]
pub fn DropVeil(
    /// What the frame can ask for.
    actions: Actions,
) -> impl IntoView {
    // Each element under the pointer enters and leaves; the page is left when all have been.
    let depth = RwSignal::new(0_i32);
    let carries_files = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let enter = window_event_listener(leptos::ev::dragenter, move |event| {
        if carries_files(&event) {
            event.prevent_default();
            depth.update(|depth| *depth += 1);
        }
    });
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        if carries_files(&event) {
            event.prevent_default();
        }
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |_| {
        depth.update(|depth| *depth = (*depth - 1).max(0))
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        depth.set(0);
        if event.default_prevented() || !carries_files(&event) {
            return;
        }
        event.prevent_default();
        let list = event.data_transfer().and_then(|data| data.files());
        let files: Vec<_> =
            list.map(|list| (0..list.length()).filter_map(|at| list.item(at)).collect()).unwrap_or_default();
        if !files.is_empty() {
            actions.import.run(files);
        }
    });
    on_cleanup(move || {
        for listener in [enter, leave] {
            listener.remove();
        }
        over.remove();
        drop.remove();
    });
    view! {
        <Show when=move || depth.get() != 0>
            <div class="drop-veil"><p>{t().shell.drop_here}</p></div>
        </Show>
    }
    .into_any()
}
