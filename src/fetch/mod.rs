//! What is fetched from registries, and in what order: an engine that stands alone.
//!
//! Whatever is to come is a job with a number ([`FetchId`]). Jobs are pending in a queue, a bounded number is in
//! flight, and each lands as a document, goes on as a page of a list, gets a token for others, or fails with the
//! data of what happened. Nothing here knows the page, its tree or its words.

mod id;
mod list;
mod repository;

pub use id::FetchId;
pub use list::{ListState, ReferrerList, TagList};
pub use repository::Repository;
