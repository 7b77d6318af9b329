//! Archives and layers, made on the spot by umoci and Skopeo, dropped on the page: hashed, proved, looked into.

#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what it does not hold")]

mod beside;
mod files;
mod image;
mod large;
mod opening;
#[allow(dead_code, reason = "the page's tests use all of them")]
#[path = "../page/steps.rs"]
mod steps;
#[path = "../../../fixtures/tar.rs"]
mod tar;
mod views;
