//! Two images and two indexes beside each other: these bytes in, this report out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

#[path = "../fixtures/tar.rs"]
mod tar;

mod files;
mod images;
mod indexes;
mod opening;
mod packages;
mod page;
