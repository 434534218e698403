//! Menus and small panels on the browser's popover: light dismissal, Escape and focus return are the platform's.

use super::icon::{Icon, IconView};
use super::unique_id;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A button that opens a panel. The panel is built when it opens.
#[component]
pub fn Menu(
    /// The button's words; with `icon_only` they are its name.
    #[prop(into)]
    label: Signal<String>,
    /// The button's icon.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Only the icon is drawn.
    #[prop(optional)]
    icon_only: bool,
    /// The button's class instead of the quiet button's.
    #[prop(optional, into)]
    class: Option<String>,
    /// A roomy panel for forms instead of a list of commands.
    #[prop(optional)]
    wide: bool,
    /// Whether the button shows an arrow.
    #[prop(optional)]
    arrow: bool,
    /// The panel's content.
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id("menu");
    let button: NodeRef<html::Button> = NodeRef::new();
    let panel: NodeRef<html::Div> = NodeRef::new();
    let open = RwSignal::new(false);
    let toggled = move |_| {
        if let (Some(button), Some(panel)) = (button.get_untracked(), panel.get_untracked()) {
            let is_open = panel.matches(":popover-open").unwrap_or(false);
            open.set(is_open);
            if is_open {
                // The content comes with the next tick; place and focus then.
                request_animation_frame(move || {
                    place(&button, &panel);
                    focus_first(&panel);
                });
            }
        }
    };
    let class = class.unwrap_or_else(|| {
        if icon_only { "button is-quiet is-icon".into() } else { "button is-quiet".into() }
    });
    let content = StoredValue::new(children);
    let name = move || icon_only.then(|| label.get());
    view! {
        <button node_ref=button type="button" class=class aria-label=name title=name aria-haspopup="true" popovertarget=id.clone()>
            {icon.map(|icon| view! { <IconView icon/> })}
            {(!icon_only).then(|| view! { <span class="truncate">{move || label.get()}</span> })}
            {arrow.then(|| view! { <IconView icon=Icon::Down/> })}
        </button>
        <div
            node_ref=panel
            class="menu"
            class:is-wide=wide
            id=id
            popover="auto"
            on:toggle=toggled
            on:keydown=move |event| {
                if let Some(panel) = panel.get_untracked().filter(|_| !wide) {
                    walk(&event, &panel);
                }
            }
            on:click=move |event| {
                if let Some(panel) = panel.get_untracked().filter(|_| chose(&event)) {
                    let _ = panel.hide_popover();
                }
            }
        >
            <Show when=move || open.get()>{content.with_value(|content| content())}</Show>
        </div>
    }
    .into_any()
}

/// A command in a menu; pressing it closes the menu.
#[component]
pub fn MenuItem(
    /// Its icon.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// For one of several: whether it is the one.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
    /// Whether it can be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let tick = move || {
        checked.map(|checked| view! { <span class="tick" aria-hidden="true">{if checked.get() { "✓" } else { "" }}</span> })
    };
    view! {
        <button
            type="button"
            class="menu-item"
            data-closes=""
            aria-pressed=move || checked.map(|checked| checked.get().to_string())
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            {tick}
            {icon.map(|icon| view! { <IconView icon/> })}
            {children()}
        </button>
    }
    .into_any()
}

fn chose(event: &web_sys::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| matches!(target.closest("[data-closes], a[href]"), Ok(Some(_))))
}

/// Puts the panel under its button, inside the window.
fn place(button: &web_sys::HtmlElement, panel: &web_sys::HtmlElement) {
    let Some(root) = document().document_element() else { return };
    let (at, size) = (button.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let (width, height) = (f64::from(root.client_width()), f64::from(root.client_height()));
    let left = at.left().min(width - size.width() - 8.0).max(8.0);
    let below = at.bottom() + 4.0;
    let top =
        if below + size.height() > height - 8.0 { (at.top() - 4.0 - size.height()).max(8.0) } else { below };
    let style = web_sys::HtmlElement::style(panel);
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
}

fn items(panel: &web_sys::HtmlElement) -> Vec<web_sys::HtmlElement> {
    let Ok(found) = panel.query_selector_all("button:not(:disabled), a[href], input, select") else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn focus_first(panel: &web_sys::HtmlElement) {
    if let Some(first) = items(panel).first() {
        let _ = first.focus();
    }
}

/// Arrow keys walk through the commands.
fn walk(event: &web_sys::KeyboardEvent, panel: &web_sys::HtmlElement) {
    let items = items(panel);
    let active = document().active_element();
    let at = items.iter().position(|item| active.as_ref() == Some(item.as_ref()));
    let to = match (event.key().as_str(), at) {
        ("ArrowDown", Some(at)) => (at + 1) % items.len().max(1),
        ("ArrowUp", Some(at)) => at.checked_sub(1).unwrap_or(items.len().saturating_sub(1)),
        ("Home", _) | ("ArrowDown", None) => 0,
        ("End", _) | ("ArrowUp", None) => items.len().saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = items.get(to) {
        let _ = item.focus();
    }
}
