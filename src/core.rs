//! The calculating layers: their own package, `core/Cargo.toml`, so that the compiler checks what they may name and the
//! release build can make them fast.

pub mod domain;
pub mod engine;
