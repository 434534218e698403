//! Names that the browser knows in every language.

use wasm_bindgen::JsCast;
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

/// The order in which readers of a language look for names: strokes in Traditional Chinese, pinyin in Simplified,
/// numbers inside names by their value. Without a collator the order of code points.
#[must_use]
pub fn sorted(lang: &str, mut names: Vec<String>) -> Vec<String> {
    let locale = match lang {
        "zh-Hant" => "zh-Hant-u-co-stroke-kn-true",
        "zh-Hans" => "zh-Hans-u-co-pinyin-kn-true",
        _ => "en-u-kn-true",
    };
    let locales = js_sys::Array::of1(&JsValue::from_str(locale));
    let collator = js_sys::Intl::Collator::new(&locales, &js_sys::Object::new());
    // One call into the browser sorts all: a call per comparison would cost more than the sorting.
    let list = names.iter().map(|name| JsValue::from_str(name)).collect::<js_sys::Array>();
    let sort = js_sys::Reflect::get(&list, &"sort".into())
        .ok()
        .and_then(|sort| sort.dyn_into::<js_sys::Function>().ok());
    let done = sort.is_some_and(|sort| sort.call1(&list, &collator.compare()).is_ok());
    if done {
        list.iter().filter_map(|name| name.as_string()).collect()
    } else {
        names.sort();
        names
    }
}
