//! The page: load, wire the browser into the state, mount.

use attain::ui::root::Root;

fn main() {
    attain::web::crash::install();
    leptos::mount::mount_to_body(Root);
}
