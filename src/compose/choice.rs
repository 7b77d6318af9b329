//! A draft as what clients choose among.

use super::draft::Draft;
use super::write::Written;
use crate::image::annotations::ZSTD;
use crate::select::{Candidate, Candidates, ConfigPlatform, Target};

/// What clients choose among, in the order in which it is written.
#[must_use]
pub fn candidates(draft: &Draft, written: &Written) -> Candidates {
    let entries = draft.writer.entries(draft).into_iter().map(|entry| Candidate {
        platform: entry.written_platform(),
        digest: entry.digest.clone(),
        zstd: entry.annotations.iter().any(|(key, value)| key == ZSTD && value == "true"),
        target: Target::Manifest(match &entry.config {
            Some(platform) => ConfigPlatform::Loaded(platform.clone()),
            None => ConfigPlatform::NotLoaded,
        }),
    });
    Candidates { format: written.format, entries: entries.collect() }
}
