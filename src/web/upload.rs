//! Files chosen by the reader.

use wasm_bindgen_futures::JsFuture;

/// The bytes of a file; `None` where the browser cannot read it any more.
pub async fn read(file: &web_sys::File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
