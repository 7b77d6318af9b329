//! Indexes that are put together: these entries in, these bytes out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod commands;
mod page;
mod recipes;
mod written;
