//! Bayplan shows what a multi-architecture container image really holds.

pub mod findings;
pub mod image;
pub mod inspect;
pub mod json;
pub mod limits;
pub mod select;
pub mod session;
pub mod share;
pub mod verify;

#[cfg(target_arch = "wasm32")]
pub mod ui;
