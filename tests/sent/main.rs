//! What people really send: documents as builders, signers and old clients write them, and what is then said.

// The lints that allow this in tests look for the attribute on each function.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::expect_used
)]

mod artifacts;
mod bounds;
mod descriptors;
mod desk;
mod embedded;
mod layers;
mod layouts;
mod meant;
mod members;
#[path = "../archive/pack.rs"]
#[allow(dead_code, reason = "another test needs all of it")]
mod pack;
mod same;
mod signed;
mod variants;
