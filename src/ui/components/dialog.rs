//! Dialogs on the browser's own `<dialog>`: focus stays inside, Escape closes, focus returns where it was.

use super::button::IconButton;
use super::icon::Icon;
use super::unique_id;
use crate::ui::lang::t;
use leptos::html;
use leptos::prelude::*;

/// The shape of a dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogKind {
    /// In the middle, a form's width.
    #[default]
    Middle,
    /// In the middle, wide.
    Wide,
    /// A sheet at the side that keeps the page in sight.
    Side,
}

/// A dialog. Its content is built when it opens and dropped when it closes.
#[component]
pub fn Dialog(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// Its shape.
    #[prop(optional)]
    kind: DialogKind,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// After it has been closed in any way.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// Buttons at the bottom.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    let title_id = unique_id("dialog");
    let labelled_by = title_id.clone();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            match (open.get(), dialog.open()) {
                (true, false) => {
                    let _ = dialog.show_modal();
                }
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
    let closed = move |_| {
        if open.get_untracked() {
            open.set(false);
        }
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    // A press on the veil is a press on the dialog element itself, outside its content.
    let veil = move |event: web_sys::MouseEvent| {
        if let Some(dialog) = node.get_untracked().filter(|_| event.target() == event.current_target()) {
            let area = dialog.get_bounding_client_rect();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            if x < area.left() || x > area.right() || y < area.top() || y > area.bottom() {
                open.set(false);
            }
        }
    };
    let class = match kind {
        DialogKind::Middle => "dialog",
        DialogKind::Wide => "dialog is-wide",
        DialogKind::Side => "dialog is-side",
    };
    let content = StoredValue::new(children);
    let footer = StoredValue::new(footer);
    view! {
        <dialog node_ref=node class=class aria-labelledby=labelled_by on:close=closed on:click=veil>
            <header>
                <h2 id=title_id>{move || title.get()}</h2>
                <IconButton icon=Icon::Close name=t().common.close on_press=move |()| open.set(false)/>
            </header>
            <Show when=move || open.get()>
                <div class="dialog-body">{content.with_value(|content| content())}</div>
                {footer.with_value(|footer| footer.as_ref().map(|footer| view! { <footer>{footer.run()}</footer> }))}
            </Show>
        </dialog>
    }
    .into_any()
}
