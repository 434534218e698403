//! Going to a place of the editor: what hides it opens, it comes into sight, and its first field takes the focus.

use crate::state::plan::Spot;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Marks a part of the editor as a place.
pub fn spotted(spot: Spot, content: impl IntoView + 'static) -> AnyView {
    view! { <div class="spot" id=spot.to_string()>{content.into_any()}</div> }.into_any()
}

/// Goes to the element of an id. Nothing happens where it is not on the page.
pub fn go(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let mut above = element.closest("details").ok().flatten();
    while let Some(closed) = above {
        // Opening what is open already changes nothing.
        let _ = closed.set_attribute("open", "");
        above = closed.parent_element().and_then(|p| p.closest("details").ok().flatten());
    }
    element.scroll_into_view();
    let field = element.query_selector("input, select, textarea, button").ok().flatten();
    if let Some(field) = field.and_then(|f| f.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
