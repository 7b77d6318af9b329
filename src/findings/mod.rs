//! What Bayplan has to say about an image: one file per family of rules.
//!
//! [`of_document`] knows one document and nothing around it. What one document has to say of another (a
//! descriptor of its manifest, an index of a config) is told by [`crate::inspect::cross`], with the same
//! [`codes`]. No rule refuses a document: the model in [`crate::image`] leaves out what it can't read, and
//! the findings say what that was, where, and what to do.
//!
//! All rules together take time that grows with the bytes and no faster, and list a bounded number of
//! findings of each kind, so that a hostile document costs no more than a good one of its length.

mod ambiguity;
mod annotations;
pub mod archive;
mod archive_members;
mod attestation;
mod builds;
mod characters;
pub mod codes;
mod config;
mod data;
mod descriptor;
mod descriptor_place;
mod descriptor_type;
mod digest;
mod finding;
mod index;
mod index_entry;
mod json;
mod key_case;
pub mod layer;
mod layer_entries;
mod lone;
mod manifest;
mod media_type;
mod member;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
mod part;
mod pasted_text;
pub mod platform;
pub mod proof;
mod repeats;
mod report;
mod schema1;
mod schema_version;
mod secret;
mod section;
mod severity;
mod size;
mod small_documents;
mod time;
mod tool_output;
mod url;
mod variant;

pub use builds::of_build_file;
pub use codes::Code;
pub use finding::Finding;
pub use member::opening;
pub use section::Section;
pub use severity::Severity;

use crate::image::document::{Content, Document, Kind};
use crate::json::{Reading, Value};
use crate::limits;
use crate::pace::{Pace, at_once};
use descriptor_place::Holder;
use report::Report;

/// What is to be said of one document, whatever points to it, in the order of the bytes. What speaks of
/// the whole document comes first.
#[must_use]
pub fn of_document(bytes: &[u8], reading: &Reading, document: &Document) -> Vec<Finding> {
    at_once(of_document_in_pieces(bytes, reading, document, &Pace::default()))
}

/// As [`of_document`], a piece at a time: a long document has a hundred thousand parts.
pub async fn of_document_in_pieces(
    bytes: &[u8],
    reading: &Reading,
    document: &Document,
    pace: &Pace,
) -> Vec<Finding> {
    let mut report = Report::new(bytes, !reading.is_json(), pace);
    if matches!(document.kind, Kind::NotJson | Kind::Json) && !reading.is_json() {
        if pasted_text::is_packed_file(&mut report, bytes) {
            // What is wrong with it as text is of no use to anybody.
            return report.finish();
        }
        pasted_text::check(&mut report, bytes);
    }
    json::check(&mut report, reading, bytes).await;
    characters::check(&mut report, bytes).await;
    if let Some(root) = reading.root(bytes) {
        tool_output::check(&mut report, root, document, reading).await;
        of_content(&mut report, bytes, root, document).await;
    }
    report.finish()
}

async fn of_content(report: &mut Report<'_>, bytes: &[u8], root: Value<'_>, document: &Document) {
    schema_version::check_length(report, bytes.len(), document);
    ambiguity::check(report, root, document).await;
    media_type::check(report, root, document);
    schema_version::check(report, root, document);
    let mut holder = Holder { kind: document.kind, mixed: false, hashes: limits::HASH_ON_MAIN_THREAD_BYTES };
    match &document.content {
        Content::Index(content) => {
            key_case::check_all(report, root, key_case::MANIFEST).await;
            index::check(report, root, content, &mut holder).await;
        }
        Content::Manifest(content) => {
            key_case::check_all(report, root, key_case::MANIFEST).await;
            manifest::check(report, root, document, content, &mut holder).await;
        }
        Content::Schema1(content) => schema1::check(report, bytes, root, content).await,
        Content::Config(_) if document.kind == Kind::DockerFirst => config::check_first_format(report, root),
        Content::Config(content) => config::check(report, root, content).await,
        Content::Layout(_) => small_documents::check_layout(report, root),
        Content::Statement(_) => small_documents::check_statement(report, root).await,
        Content::Descriptors(content) => lone::check(report, root, content, &mut holder).await,
        Content::Other => {}
    }
}
