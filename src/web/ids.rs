//! Fresh ids: UUIDv7 from the clock and the browser's random source.
//!
//! Invariant: ids made on this page ascend, also within one millisecond, so that tables keep the order of entry.

use crate::domain::id::Uuid;
use crate::web::clock;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &js_sys::Uint8Array);
}

thread_local! {
    /// Milliseconds and counter of the latest id.
    static LATEST: Cell<(u64, u16)> = const { Cell::new((0, 0)) };
}

/// Fills an array from the browser's random source.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let array = js_sys::Uint8Array::new_with_length(u32::try_from(N).unwrap_or(0));
    get_random_values(&array);
    array.copy_to(&mut bytes);
    bytes
}

/// A fresh id.
#[must_use]
pub fn fresh() -> Uuid {
    let now = u64::try_from(clock::now()).unwrap_or(0);
    let (before, count) = LATEST.get();
    // The twelve bits after the version count ids of one millisecond; when they run out, or when the clock goes
    // back, the millisecond of the latest id is moved on.
    let (millis, count) = match (now > before, count) {
        (true, _) => (now, 0),
        (false, 0x0fff) => (before + 1, 0),
        (false, n) => (before, n + 1),
    };
    LATEST.set((millis, count));
    let mut bytes: [u8; 10] = random();
    if let Some(head) = bytes.first_chunk_mut::<2>() {
        *head = count.to_be_bytes();
    }
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}
