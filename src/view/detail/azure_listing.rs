//! The manifests of a repository, as `az acr` prints them: what each is called, and how to fetch it.

use crate::image::azure_listing::{self, Listing, Row};
use crate::image::digest::Digest;
use crate::inspect::{Blob, Role};
use crate::json::Span;
use crate::keyed::HashSet;
use crate::session::Inspection;
use crate::text::size::{decimal, grouped};

/// The list as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingView {
    /// What it is, and what it can't say.
    pub sentence: String,
    /// Each manifest.
    pub rows: Vec<ListingRow>,
    /// All of them, with those that are not shown.
    pub total: usize,
}

/// A manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingRow {
    /// The first characters of its digest.
    pub digest: String,
    /// What fetches it, where its repository is known.
    pub reference: Option<String>,
    /// Its tags, with commas.
    pub tags: String,
    /// What is to be said where it has none; else empty.
    pub mark: &'static str,
    /// Its platform, or that it is an index.
    pub platform: String,
    /// When it was changed last, as the registry says.
    pub time: String,
    /// Its bytes.
    pub size: String,
    /// Where it stands.
    pub span: Span,
}

/// The list of a document; `repository` is that of the images that are here, where it is known.
#[must_use]
pub fn listing(inspection: &Inspection, blob: &Blob, repository: Option<&str>) -> Option<ListingView> {
    let Listing { repository: own, rows, more } = azure_listing::read(blob.root()?)?;
    let repository = own.as_deref().or(repository);
    let named: HashSet<&Digest> = inspection
        .tree
        .iter()
        .filter(|(_, node)| matches!(node.role, Role::Entry | Role::Attestation(_)))
        .filter_map(|(_, node)| node.stated_digest())
        .collect();
    let total = rows.len().saturating_add(more);
    let untagged = rows.iter().filter(|row| row.is_untagged()).count();
    let from = match repository {
        Some(repository) => format!("A row fetches its manifest from {repository}, by its digest."),
        None => "The output names neither the registry nor the repository, so nothing can be fetched by it: open an image \
                 of the repository first."
            .to_owned(),
    };
    let sentence = format!(
        "{} of a repository, {} without a tag, as the registry says; nothing of it is verified. {from}",
        match total {
            1 => "1 manifest".to_owned(),
            total => format!("{} manifests", grouped(total as u64)),
        },
        grouped(untagged as u64)
    );
    let row =
        |row: &Row| one(row, repository, row.digest.as_ref().is_some_and(|digest| named.contains(digest)));
    Some(ListingView { sentence, rows: rows.iter().map(row).collect(), total })
}

fn one(row: &Row, repository: Option<&str>, is_named: bool) -> ListingRow {
    let Row { digest, tags, platform, time, size, is_index, span } = row;
    let mark = match (row.is_untagged(), is_named) {
        (false, _) => "",
        (true, true) => "untagged, and named by an index that is here",
        (true, false) => "untagged, and named by no index that is here",
    };
    ListingRow {
        digest: digest.as_ref().map_or_else(|| "no digest".to_owned(), Digest::short),
        reference: repository
            .zip(digest.as_ref())
            .map(|(repository, digest)| format!("{repository}@{digest}")),
        tags: tags.join(", "),
        mark,
        platform: if *is_index { "index".to_owned() } else { platform.clone() },
        time: time.clone(),
        size: size.map(decimal).unwrap_or_default(),
        span: *span,
    }
}
