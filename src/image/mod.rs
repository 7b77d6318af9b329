//! What an image is made of, each noun in a file of its own.
//!
//! Reading is lenient: a member that is absent or of the wrong type is left out, and the rules in
//! [`crate::findings`] say so with its place. Nothing here refuses a document.

pub mod annotations;
pub mod architecture_words;
pub mod artifact;
pub mod azure_listing;
pub mod build_format;
pub mod config;
pub mod descriptor;
pub mod digest;
pub mod document;
pub mod history;
pub mod index;
pub mod instruction;
pub mod lone;
pub mod manifest;
pub mod media_type;
pub mod part;
pub mod platform;
pub mod platform_names;
pub mod platform_normal;
pub mod printed;
pub mod reference;
pub mod schema1;
pub mod signed;
pub mod statement;
pub mod well_known;
