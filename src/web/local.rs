//! The browser's localStorage for small conveniences: language, theme, what was last open. The browser may refuse it;
//! then nothing is remembered and nothing breaks. Values are JSON texts, as `public/early.js` reads them.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The text remembered under `key`.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    serde_json::from_str(&storage()?.get_item(key).ok()??).ok()
}

/// Remembers a text under `key`, where the browser lets us.
pub fn set(key: &str, text: &str) {
    if let (Some(storage), Ok(json)) = (storage(), serde_json::to_string(text)) {
        let _ = storage.set_item(key, &json);
    }
}

/// The keys that begin with `prefix`, without it.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    all.filter_map(|key| key.strip_prefix(prefix).map(str::to_owned)).collect()
}

/// Forgets what was remembered under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
