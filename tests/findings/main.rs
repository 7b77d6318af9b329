//! Every code is found where it should be, and `docs/findings.md` lists them all.

// The lints that allow this in tests look for the attribute on each function.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod alone;
mod archive;
mod builds;
mod cross;
mod documentation;
mod evidence;
mod layer;
mod marked;
mod real;
#[path = "../fixtures/registry.rs"]
mod registry;
#[path = "../fixtures/tar.rs"]
mod tar;
