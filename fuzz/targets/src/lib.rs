//! What is fuzzed: each target is a function of any bytes that panics when something is not as it should be.
//!
//! `cargo xtask fuzz` feeds them by libFuzzer (`fuzz/fuzz_targets`); the ordinary tests replay what was kept of that
//! (`fuzz/corpus`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod archive_open;
pub mod build_file;
pub mod codec;
pub mod digest_parse;
pub mod evidence_cosign;
pub mod evidence_document;
pub mod explain;
pub mod json_read;
pub mod layer_merge;
pub mod layer_table;
pub mod reference;
pub mod registry_challenge;
pub mod registry_link;
pub mod registry_realm;
pub mod session;
pub mod share_link;
pub mod tar_scan;
pub mod toc_read;

use arbitrary::{Arbitrary, Unstructured};

/// A target's name, and what runs it on one input.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("archive_open", archive_open::run),
    ("build_file", build_file::run),
    ("codec", codec::run),
    ("digest_parse", digest_parse::run),
    ("evidence_cosign", evidence_cosign::run),
    ("evidence_document", evidence_document::run),
    ("explain", explain::run),
    ("json_read", json_read::run),
    ("layer_merge", layer_merge::run),
    ("layer_table", layer_table::run),
    ("reference", reference::run),
    ("registry_challenge", registry_challenge::run),
    ("registry_link", registry_link::run),
    ("registry_realm", registry_realm::run),
    ("session", session::run),
    ("share_link", share_link::run),
    ("tar_scan", tar_scan::run),
    ("toc_read", toc_read::run),
];

/// Whether this is one of the inputs, one in so many, with which something slow is tried. It depends on every byte, so
/// that what follows from a slow input is seldom slow, too.
fn is_one_in(many: u32, bytes: &[u8]) -> bool {
    bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>().is_multiple_of(many)
}

/// Makes of an input what a target wants. Bytes that are too few for that are no input.
fn with<'a, T: Arbitrary<'a>>(bytes: &'a [u8], run: impl FnOnce(T)) {
    if let Ok(input) = T::arbitrary_take_rest(Unstructured::new(bytes)) {
        run(input);
    }
}
