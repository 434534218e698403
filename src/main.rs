//! The page: load, wire the browser into the state, mount.
fn main() {}
