//! Fetching from registries, without a browser: what is asked for, what lands, and what goes where.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

mod access;
mod challenges;
mod faults;
mod framed;
mod layers;
mod lazy;
mod links;
mod lists;
mod look;
mod page;
mod secrets;
mod tables;
#[path = "../fixtures/tar.rs"]
mod tar;
