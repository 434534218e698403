//! What all wrappers of browser interfaces need: feature tests, waiting, and errors by their kind.

use crate::store::StorageError;
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The value at a path of properties of the global object, such as `navigator.locks`; `None` where any part is missing.
#[must_use]
pub fn global(path: &[&str]) -> Option<JsValue> {
    path.iter().try_fold(JsValue::from(js_sys::global()), |object, name| {
        let found = Reflect::get(&object, &JsValue::from_str(name)).ok()?;
        (!found.is_undefined() && !found.is_null()).then_some(found)
    })
}

/// A property of an object, where it is there.
#[must_use]
pub fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok().filter(|v| !v.is_undefined() && !v.is_null())
}

/// An object of such properties.
#[must_use]
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// What a rejected promise or a thrown value means for storage.
#[must_use]
pub fn error(value: &JsValue) -> StorageError {
    let text = |name| property(value, name).and_then(|v| v.as_string()).unwrap_or_default();
    match text("name").as_str() {
        "NotFoundError" => StorageError::NotFound,
        "QuotaExceededError" => StorageError::Full,
        "SecurityError" | "NotAllowedError" => StorageError::Refused,
        "InvalidStateError" | "AbortError" => StorageError::Closed,
        name => StorageError::Other(format!("{name}: {}", text("message"))),
    }
}

/// Waits for a promise.
///
/// # Errors
/// What it was rejected with.
pub async fn wait(promise: Promise) -> Result<JsValue, StorageError> {
    JsFuture::from(promise).await.map_err(|e| error(&e))
}

/// Waits so many milliseconds.
pub async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // A window that refuses timers is closing.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = JsFuture::from(promise).await;
}
