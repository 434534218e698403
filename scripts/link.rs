//! Cargo's build script. Relocations in the page's binary tell `scripts/split.mjs` which function reaches which; the page is
//! served without them.

fn main() {
    println!("cargo::rerun-if-changed=scripts/link.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bin=attain=--emit-relocs");
    }
}
