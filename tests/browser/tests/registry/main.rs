//! The page and registries: real ones, relays, and such as do what none should. One file a theme.
//!
//! What the servers themselves do is tested in `tests/servers`.

#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what it does not hold")]

mod anonymous;
mod asking;
mod credentials;
mod evidence;
mod faults;
mod framed;
mod hosting;
#[path = "../../../../evidence/tests/authority/key.rs"]
mod key;
mod layers;
mod links;
#[path = "../../../fixtures/registry.rs"]
mod one_repository;
#[path = "../page/steps.rs"]
#[allow(dead_code, reason = "not every step is taken here")]
mod steps;
mod views;
