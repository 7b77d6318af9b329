//! The report's documents.

use serde::Serialize;

use super::azure_listing::ListingReport;
use super::builds::BuildReport;
use crate::image::digest::HashAlgorithm;
use crate::inspect::{Blob, BlobId, Origin};
use crate::session::Inspection;
use crate::verify::explain::Explanation;

/// A document.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentReport {
    /// Its kind, as a stable word.
    pub kind: &'static str,
    /// Its kind, as a name.
    pub kind_name: &'static str,
    /// Its digest, by SHA-256; `null` while it is being hashed.
    pub digest: Option<String>,
    /// Its bytes.
    pub size: u64,
    /// How it came.
    pub origin: String,
    /// The digest that somebody expects of it.
    pub pin: Option<String>,
    /// Who does.
    pub pin_by: Option<&'static str>,
    /// Why its digest is not the expected one, where that was looked for.
    pub explanation: Option<String>,
    /// Whether the expected bytes were found, and can be taken in its place.
    pub recoverable: bool,
    /// What it says as a build file.
    pub build: Option<BuildReport>,
    /// What it lists, where `az acr` printed it.
    pub listing: Option<ListingReport>,
}

impl DocumentReport {
    pub fn of(inspection: &Inspection, id: BlobId, blob: &Blob) -> Self {
        let explanation = inspection.explanations.get(&id).map(|(explanation, _)| explanation);
        Self {
            kind: blob.document.kind.id(),
            kind_name: blob.document.name(),
            digest: sha256(blob),
            size: blob.size(),
            origin: origin(&blob.origin),
            pin: blob.pin.as_ref().map(|pin| pin.digest.to_string()),
            pin_by: blob.pin.as_ref().map(|pin| pin.word.id()),
            explanation: explanation.map(ToString::to_string),
            build: BuildReport::of(blob),
            listing: ListingReport::of(blob),
            recoverable: matches!(explanation, Some(Explanation::Recovered { .. })),
        }
    }
}

pub fn sha256(blob: &Blob) -> Option<String> {
    blob.digest(HashAlgorithm::Sha256).map(ToString::to_string)
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Paste => "pasted".to_owned(),
        Origin::Part(which) => format!("part: {which}"),
        Origin::File(name) => format!("file {name}"),
        Origin::Example(name) => format!("example {name}"),
        Origin::Registry(reference) => format!("registry {reference}"),
        Origin::Link => "link".to_owned(),
        Origin::Composed(tool) => format!("composed here, as {tool} writes it"),
        Origin::Recovered(change) => format!("recovered: {change}"),
        Origin::Archive { file, member } => format!("{member} in archive {file}"),
        Origin::Embedded => "embedded in a descriptor".to_owned(),
        Origin::Saved(said) => format!("saved file, which says: {}", self::origin(said)),
    }
}
