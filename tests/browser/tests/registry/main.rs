//! The page and registries: real ones, relays, and such as do what none should. One file a theme.
//!
//! What the servers themselves do is tested in `tests/servers`.

#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what it does not hold")]

mod anonymous;
mod asking;
#[path = "../../../../evidence/tests/authority/mod.rs"]
mod authority;
mod credentials;
mod evidence;
mod faults;
mod framed;
mod hosting;
mod layers;
mod links;
#[path = "../page/steps.rs"]
#[allow(dead_code, reason = "not every step is taken here")]
mod steps;
mod views;
