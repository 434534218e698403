//! The clipboard, to write.

use crate::web::js::global;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; whether the browser did.
pub async fn write(text: &str) -> bool {
    let clipboard = global(&["navigator", "clipboard"]).map(JsCast::unchecked_into::<web_sys::Clipboard>);
    match clipboard {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}
