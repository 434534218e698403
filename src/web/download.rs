//! Files made here and handed to the reader.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Hands over a text file. Characters that file systems refuse become underscores.
pub fn text(name: &str, kind: &str, content: &str) {
    save(name, kind, &Array::of1(&JsValue::from_str(content)));
}

/// Hands over a file of bytes.
pub fn bytes(name: &str, kind: &str, content: &[u8]) {
    parts(name, kind, &[content]);
}

/// Hands over a file of several parts, joined.
pub fn parts<P: AsRef<[u8]>>(name: &str, kind: &str, content: &[P]) {
    let list = content.iter().map(|part| Uint8Array::from(part.as_ref())).collect::<Array>();
    save(name, kind, &list);
}

fn save(name: &str, kind: &str, content: &Array) {
    let made = || {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(kind);
        let blob = web_sys::Blob::new_with_blob_sequence_and_options(content, &options).ok()?;
        let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let link = web_sys::window()?
            .document()?
            .create_element("a")
            .ok()?
            .dyn_into::<web_sys::HtmlAnchorElement>()
            .ok()?;
        link.set_href(&address);
        link.set_download(&safe_name(name));
        link.click();
        web_sys::Url::revoke_object_url(&address).ok()
    };
    // Refused by the browser: the reader sees that nothing was downloaded, and nothing else depends on it.
    let _ = made();
}

fn safe_name(name: &str) -> String {
    name.chars()
        .map(|glyph| if glyph.is_control() || "/\\:*?\"<>|".contains(glyph) { '_' } else { glyph })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn names_hold_no_path() {
        assert_eq!(safe_name("../營收: Q4?.csv"), ".._營收_ Q4_.csv");
    }
}
