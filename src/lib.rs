//! Bayplan shows what a multi-architecture container image really holds.

pub mod image;
pub mod json;
pub mod limits;

#[cfg(target_arch = "wasm32")]
pub mod ui;
