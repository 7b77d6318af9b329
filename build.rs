//! Has the linker write a map of the page's program beside it: `cargo xtask dist` reads there where each
//! constant is, so that those of the program's second part can move to it.

use std::env::var;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| var(name).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_ARCH", "wasm32")
        || !is("PROFILE", "release")
        || var("CARGO_FEATURE_PAGE").is_err()
    {
        return;
    }
    // …/release/build/bayplan-…/out
    let out = var("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    if let Some(folder) = out.ancestors().nth(3) {
        println!("cargo::rustc-link-arg-bin=bayplan=--Map={}", folder.join("bayplan.map").display());
    }
}
