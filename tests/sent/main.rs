//! What people really send: documents as builders, signers and old clients write them, and what is then said.

// The lints that allow this in tests look for the attribute on each function.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod artifacts;
mod descriptors;
mod desk;
mod layouts;
mod same;
mod signed;
mod variants;
