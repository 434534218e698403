//! Names that the browser knows in every language.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DisplayNames", catch)]
    fn new(locales: &str, options: &JsValue) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<JsValue, JsValue>;
}

/// The names of currencies in a language; a code stands for itself where the browser knows no name.
#[must_use]
pub fn currency_names(lang: &str, codes: &[&str]) -> Vec<String> {
    let options = js_sys::Object::new();
    let set = js_sys::Reflect::set(&options, &"type".into(), &"currency".into());
    let names = set.and_then(|_| DisplayNames::new(lang, &options)).ok();
    let name = |code: &&str| {
        let known = names.as_ref().and_then(|names| names.of(code).ok()?.as_string());
        known.filter(|name| name != *code).unwrap_or_default()
    };
    codes.iter().map(name).collect()
}
