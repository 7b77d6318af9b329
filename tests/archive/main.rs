//! Archives and layers as real tools make them: what is read agrees with what those tools read.
//!
//! GNU tar and Python's tarfile pack what images hold, and what they never should; skopeo, umoci and buildah
//! make images of it and unpack them. A tool that is missing fails the test with a word on how to get it.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

mod almost;
mod contents;
mod images;
mod layer;
mod marks;
mod merge;
mod pack;
mod pass;
mod refused;
mod tar;
mod tools;
mod walk;
