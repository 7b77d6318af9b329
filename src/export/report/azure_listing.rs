//! The report's lists of manifests, as `az acr` prints them.

use serde::Serialize;

use super::lines::line;
use crate::image::azure_listing::{self, Row};
use crate::image::document::Kind;
use crate::inspect::Blob;
use crate::limits;
use crate::text::markdown;

/// A list of a repository's manifests.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListingReport {
    /// The registry's host and the repository, where the list says them.
    pub repository: Option<String>,
    /// Manifests that are not among the rows.
    pub more: usize,
    /// Each manifest.
    pub rows: Vec<RowReport>,
}

/// A manifest.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowReport {
    /// Its digest.
    pub digest: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether it is an index.
    pub index: bool,
    /// Its platform, as the registry says it.
    pub platform: Option<String>,
    /// When it was changed last.
    pub time: Option<String>,
    /// Its bytes.
    pub size: Option<u64>,
}

impl ListingReport {
    /// The list that a document is; `None` where it is none.
    pub fn of(blob: &Blob) -> Option<Self> {
        if blob.document.kind != Kind::AzureListing {
            return None;
        }
        let listing = azure_listing::read(blob.root()?)?;
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let rows =
            listing.rows.into_iter().map(|Row { digest, tags, platform, time, size, is_index, .. }| {
                RowReport {
                    digest: digest.map(|digest| digest.to_string()),
                    tags,
                    index: is_index,
                    platform: some(platform),
                    time: some(time),
                    size,
                }
            });
        Some(Self { repository: listing.repository, more: listing.more, rows: rows.collect() })
    }
}

/// Writes a list as Markdown.
pub fn write_listing(text: &mut String, listing: &ListingReport) {
    line(
        text,
        format_args!("\n### {}\n", markdown::text(listing.repository.as_deref().unwrap_or("A repository"))),
    );
    for row in listing.rows.iter().take(limits::REPORT_ROWS) {
        let digest = markdown::code(row.digest.as_deref().unwrap_or("no digest"));
        let tags = if row.tags.is_empty() { "untagged".to_owned() } else { row.tags.join(", ") };
        line(text, format_args!("- {digest}: {}", markdown::text(&tags)));
    }
}
