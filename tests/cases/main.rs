//! Situations from public reports by people who build, push and pull images, each a folder beside this file: what is
//! in it is opened as the page opens it, and the report has to give the right answer. Digests, names and contents
//! are invented.
//!
//! A folder's files are dropped on the page together; a `PIN` is the digest that is expected; a `scenario.json` is a
//! registry, and what is asked of it (`src/headless/scenario.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod archives;
mod complete;
mod documents;
mod registries;
mod report;
mod selection;
mod shape;
