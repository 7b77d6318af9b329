//! What Bayplan has to say about an image: one file per family of rules.

mod finding;

pub use finding::{Finding, Section, Severity};
