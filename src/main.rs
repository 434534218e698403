//! The page: load, wire the browser into the state, mount.

use leptos::prelude::*;

fn main() {
    attain::web::crash::install();
    mount_to_body(|| view! { <main></main> });
}
