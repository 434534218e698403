//! The shape of messages between page and file worker: a text, perhaps a file, and buffers that are handed over.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// A message and the list of what is handed over with it.
#[must_use]
pub fn message(text: &str, file: Option<&Blob>, buffers: &[Vec<u8>]) -> (JsValue, JsValue) {
    let object = Object::new();
    let (list, transfer) = (Array::new(), Array::new());
    for bytes in buffers {
        let array = Uint8Array::from(bytes.as_slice());
        transfer.push(&array.buffer());
        list.push(&array);
    }
    // Setting a property of a fresh plain object does not fail.
    let set = |key: &str, value: &JsValue| {
        let _ = Reflect::set(&object, &key.into(), value);
    };
    set("text", &text.into());
    set("buffers", &list);
    if let Some(file) = file {
        set("file", file);
    }
    (object.into(), transfer.into())
}

/// The text of a message.
#[must_use]
pub fn text(message: &JsValue) -> Option<String> {
    Reflect::get(message, &"text".into()).ok()?.as_string()
}

/// The file of a message.
#[must_use]
pub fn file(message: &JsValue) -> Option<Blob> {
    Reflect::get(message, &"file".into()).ok()?.dyn_into().ok()
}

/// The buffers of a message, still on the other side.
#[must_use]
pub fn buffers(message: &JsValue) -> Vec<Uint8Array> {
    let list = Reflect::get(message, &"buffers".into()).ok().and_then(|v| v.dyn_into::<Array>().ok());
    list.map(|l| l.iter().filter_map(|v| v.dyn_into().ok()).collect()).unwrap_or_default()
}
