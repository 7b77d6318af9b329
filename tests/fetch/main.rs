//! The engine that fetches, by itself: these events in, these commands out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod any;
mod api;
mod documents;
mod engine;
mod layers;
mod lists;
mod opening;
mod sign_in;
