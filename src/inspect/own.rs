//! What a document says of itself, as far as it counts where the document stands.
//!
//! [`crate::findings::of_document`] knows no more than the bytes. The descriptor that names them may say that
//! they are something which the image specification has no rules for: an artifact's own config, a signed
//! payload, text. What those rules would say of it is then left out.

use super::blob::Blob;
use super::blobs::Blobs;
use super::ids::BlobId;
use super::node::{Node, Role};
use super::origin::Origin;
use super::tree::Tree;
use crate::findings::{Finding, codes};
use crate::image::descriptor::Descriptor;
use crate::image::document::{Content, Kind};
use crate::image::media_type::{self, Meaning};
use crate::verify::Verification;

/// Which of the rules count for a document, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rules {
    /// All of them.
    All,
    /// Those of JSON: its content is an artifact's own affair.
    Json,
    /// None: by its media type it is not even JSON.
    None,
}

/// What document `id` says of itself and of what it names, without what does not count where it stands.
pub fn own_findings<'a>(blobs: &'a Blobs, tree: &'a Tree, id: BlobId) -> impl Iterator<Item = &'a Finding> {
    let blob = blobs.get(id);
    let is_contents = tree.is_contents(id);
    let rules = blob.map_or(Rules::All, |blob| rules(blobs, tree, id, blob));
    let findings = blob.into_iter().flat_map(move |blob| blob.findings.iter().map(move |it| (blob, it)));
    let counts = findings.filter(move |(blob, finding)| match rules {
        Rules::All => !(is_of_one_artifact(blobs, blob, finding) || is_contents && is_of_pushed(finding)),
        Rules::Json => codes::is_of_json(finding.code) || finding.code == codes::SECRET_IN_CONFIG.id,
        Rules::None => false,
    });
    counts.map(|(_, finding)| finding)
}

/// What a document is, in a few words: by its content, or by its descriptor where only that says it.
#[must_use]
pub fn kind_name<'a>(blob: &'a Blob, descriptor: Option<&'a Descriptor>) -> &'a str {
    let stated = descriptor.and_then(|descriptor| descriptor.media_type.as_deref());
    match (blob.document.kind, stated) {
        (Kind::Json | Kind::NotJson, Some(stated)) => match media_type::meaning(stated) {
            Some(Meaning::Empty) => "empty object",
            None => stated,
            Some(_) => blob.document.name(),
        },
        _ => blob.document.name(),
    }
}

fn rules(blobs: &Blobs, tree: &Tree, id: BlobId, blob: &Blob) -> Rules {
    let Some(node) = tree.first_with(id).and_then(|node| tree.get(node)) else {
        // What is embedded has a descriptor, also where the tree ends before it.
        return if blob.origin == Origin::Embedded { Rules::None } else { Rules::All };
    };
    if matches!(node.state, Verification::DigestMismatch { .. }) {
        return Rules::All;
    }
    let stated = node.descriptor.as_ref().and_then(|descriptor| descriptor.media_type.as_deref());
    let Some(stated) = stated else { return Rules::All };
    let of_artifact = holder_kind(blobs, tree, node) == Some(Kind::ArtifactManifest);
    match media_type::meaning(stated) {
        Some(Meaning::Config) if of_artifact && node.role == Role::Config => Rules::Json,
        Some(Meaning::Empty) => Rules::Json,
        Some(_) => Rules::All,
        // Old versions of Docker gave such types to configs of images.
        None if node.role == Role::Config && !of_artifact => Rules::All,
        None if says_json(stated) => Rules::Json,
        None => Rules::None,
    }
}

fn holder_kind(blobs: &Blobs, tree: &Tree, node: &Node) -> Option<Kind> {
    let holder = tree.get(node.holder?)?;
    Some(blobs.get(holder.blob?)?.document.kind)
}

/// RFC 6839, section 3.1: a structured syntax suffix.
fn says_json(media_type: &str) -> bool {
    media_type.ends_with("+json") || media_type.ends_with("/json")
}

/// Whether a finding speaks of what clients do with an index at a registry: from a layout's table of contents
/// none of them chooses by platform.
fn is_of_pushed(finding: &Finding) -> bool {
    let of_pushed = [
        &codes::INDEX_NESTED,
        &codes::PLATFORM_ABSENT,
        &codes::PLATFORM_DUPLICATE,
        &codes::DIGEST_REPEATED,
        &codes::MEDIA_TYPE_ABSENT,
    ];
    of_pushed.iter().any(|code| code.id == finding.code)
}

/// One digest under several platforms is said of images: an artifact runs nowhere.
fn is_of_one_artifact(blobs: &Blobs, blob: &Blob, finding: &Finding) -> bool {
    let (Content::Index(index), Some(span)) = (&blob.document.content, finding.span) else { return false };
    if finding.code != codes::DIGEST_REPEATED.id {
        return false;
    }
    let after = index.manifests.partition_point(|entry| entry.span.start <= span.start);
    let entry = after.checked_sub(1).and_then(|at| index.manifests.get(at));
    let named = entry.and_then(|entry| blobs.get(blobs.find(entry.digest.as_ref()?)?));
    let kind = named.map(|named| named.document.kind);
    matches!(kind, Some(Kind::ArtifactManifest | Kind::AttestationManifest))
}
