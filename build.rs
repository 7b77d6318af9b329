//! Has the linker keep the relocations of the page's program where it is built to be split: `cargo xtask dist`
//! tells by them what each part reaches.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_wasm = var("CARGO_CFG_TARGET_ARCH").is_ok_and(|architecture| architecture == "wasm32");
    if is_wasm && var("CARGO_FEATURE_SPLIT").is_ok() {
        println!("cargo::rustc-link-arg-bin=bayplan=--emit-relocs");
    }
}
