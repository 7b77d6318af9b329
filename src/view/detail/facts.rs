//! Facts of the Overview tab that depend on more than one document.

use super::config::config;
use super::held::{hashed_bytes, held};
use crate::image::annotations::CREATED;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::Content;
use crate::image::platform::Platform;
use crate::inspect::matched_payload;
use crate::inspect::{Compared, Node, NodeId, Origin, Role, has_stated_digest, is_other};
use crate::session::Inspection;
use crate::text::size::{decimal, exact};
use crate::verify::{Verification, Word};

/// What the documents around a node call what holds its descriptor: `index`, `manifest`.
#[must_use]
pub fn holder_name(inspection: &Inspection, node: &Node) -> &'static str {
    let holder = node.holder.and_then(|id| inspection.tree.get(id)?.blob);
    match holder.and_then(|blob| inspection.blobs.get(blob)).map(|blob| blob.document.kind) {
        Some(crate::image::document::Kind::DockerList) => "list",
        Some(crate::image::document::Kind::OciIndex) => "index",
        _ => "manifest",
    }
}

/// What was compared with what, and how it came out, in a sentence.
#[must_use]
pub fn verified(inspection: &Inspection, node: &Node) -> String {
    let payload = matched_payload(&inspection.blobs, node);
    if let Some(payload) = payload {
        let stated = compared_in_words(inspection, node, payload.size);
        return format!(
            "{stated} These bytes are the payload that the signatures of the manifest are over, by which registries \
             name it; the signatures themselves are not verified."
        );
    }
    compared_in_words(inspection, node, hashed_bytes(inspection, node))
}

fn compared_in_words(inspection: &Inspection, node: &Node, size: u64) -> String {
    let against = match &node.compared {
        Compared::Descriptor => format!("the descriptor in the {}", holder_name(inspection, node)),
        Compared::Pin(pin) => pin.word.to_string(),
        Compared::DiffId(_) => Word::DiffId.to_string(),
        Compared::Nothing => String::new(),
    };
    let caution = || of_other_holder(inspection, node);
    match &node.state {
        Verification::Verified if node.compared == Compared::Descriptor => {
            format!("{} hashed here; size and digest agree with {against}.{}", exact(size), caution())
        }
        Verification::Verified => {
            format!("{} hashed here; they agree with {against}.{}", exact(size), caution())
        }
        Verification::DigestAlone => format!(
            "{} hashed here; the digest agrees with {against}, which gives no size that can be read, so that \
             was not compared.{}",
            exact(size),
            caution()
        ),
        Verification::Agrees(word) => {
            format!("{} hashed here; they agree with {against}. {}", exact(size), word.caution())
        }
        Verification::SizeMismatch { expected, actual } => format!(
            "{} here, where {against} says {}. {}",
            exact(*actual),
            exact(*expected),
            match has_stated_digest(&inspection.blobs, node) {
                Some(true) => "The digest is right, so the size is wrong where it is stated.",
                Some(false) => "The digest is another, too.",
                None => "Their digest was not compared.",
            }
        ),
        Verification::DigestMismatch { expected, actual } => format!(
            "These {} have the digest {}…; {against} {} {}…",
            exact(size),
            actual.short(),
            if node.compared == Compared::Descriptor { "says" } else { "is" },
            expected.short()
        ),
        Verification::NotLoaded if node.stated_digest().is_none() => {
            "The descriptor has no digest that can be read, so nothing can be told to be its bytes."
                .to_owned()
        }
        _ if node.compared == Compared::Nothing && is_build_file(inspection, node) => {
            "A build file names images by tags, which have no digest before they are built: there is nothing to \
             compare."
                .to_owned()
        }
        state => state.to_string(),
    }
}

fn is_build_file(inspection: &Inspection, node: &Node) -> bool {
    node.blob.and_then(|blob| inspection.blobs.get(blob)).is_some_and(|blob| blob.build.is_some())
}

/// What is to be added where the descriptor that bytes agree with is in a document that is itself not the one that
/// was meant.
fn of_other_holder(inspection: &Inspection, node: &Node) -> String {
    let holder = node.holder.and_then(|id| inspection.tree.get(id));
    let name = match &node.compared {
        Compared::Descriptor => holder_name(inspection, node),
        Compared::DiffId(_) => "config",
        Compared::Pin(_) | Compared::Nothing => return String::new(),
    };
    let Some(holder) = holder else { return String::new() };
    match (&holder.compared, is_other(&inspection.blobs, holder)) {
        (_, false) => String::new(),
        (Compared::Descriptor, true) => {
            format!(" But that {name} is not the one that its own descriptor names.")
        }
        (_, true) => format!(" But that {name} is itself not what it should be."),
    }
}

/// How many bytes are stated and how many are here, and whether these differ.
#[must_use]
pub fn sizes(stated: Option<u64>, actual: Option<u64>) -> Option<(String, bool)> {
    let (bytes, words) = match (stated, actual) {
        (Some(stated), Some(actual)) if stated != actual => {
            return Some((format!("{} here · {} stated", exact(actual), exact(stated)), true));
        }
        (Some(stated), Some(_)) => (stated, ", as stated"),
        (Some(stated), None) => (stated, " stated"),
        (None, Some(actual)) => (actual, ""),
        (None, None) => return None,
    };
    // Below a kilobyte both are the same.
    let short = if bytes < 1000 { String::new() } else { decimal(bytes) + " · " };
    Some((format!("{short}{}{words}", exact(bytes)), false))
}

/// The artifact type: as the document states it, or else as its descriptor does.
#[must_use]
pub fn artifact_type(inspection: &Inspection, node: &Node) -> Option<String> {
    let own = node.blob.and_then(|blob| match &inspection.blobs.get(blob)?.document.content {
        Content::Index(index) => index.artifact_type.clone(),
        Content::Manifest(manifest) => manifest.artifact_type.clone(),
        _ => None,
    });
    own.or_else(|| node.descriptor.as_ref()?.artifact_type.clone())
}

/// The name that a schema 1 manifest gives itself: repository, tag and architecture.
#[must_use]
pub fn schema1_name(content: Option<&Content>) -> Option<String> {
    let Some(Content::Schema1(schema1)) = content else { return None };
    let (name, tag) = (schema1.name.as_deref()?, schema1.tag.as_deref().unwrap_or("?"));
    Some(format!("{name}:{tag} for {}", schema1.architecture.as_deref().unwrap_or("?")))
}

/// How the bytes came here, and what that says about their being unchanged.
#[must_use]
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Paste => {
            "Pasted: a clipboard, an editor or a chat may have changed it on its way.".to_owned()
        }
        Origin::Part(which) => format!(
            "A part of what was given: {which}. A terminal, a log or a clipboard may have changed it on its way."
        ),
        Origin::File(name) => format!("The file {name}, byte for byte."),
        Origin::Example(name) => format!("The example {name}, byte for byte."),
        Origin::Registry(reference) => format!("A registry, as {reference}."),
        Origin::Link => "A link, which carries the bytes exactly.".to_owned(),
        Origin::Composed(tool) => {
            format!("Composed on this page, as {tool} would write it; nobody pushed it.")
        }
        Origin::Recovered(change) => format!("Recovered from what was here before: {change}."),
        Origin::Archive { file, member } => format!("{member} in the archive {file}, byte for byte."),
        Origin::Embedded => "The descriptor itself carries them, in its data.".to_owned(),
        Origin::Saved(said) => {
            format!("A saved file, which says that it {}. This page did not see that.", came(said))
        }
    }
}

/// How bytes came that somebody else tells of.
fn came(origin: &Origin) -> String {
    match origin {
        Origin::Paste => "was pasted".to_owned(),
        Origin::Part(which) => format!("is a part of what was given: {which}"),
        Origin::File(name) => format!("came from the file {name}"),
        Origin::Example(name) => format!("is the example {name}"),
        Origin::Registry(reference) => format!("came from a registry, as {reference}"),
        Origin::Link => "came in a link".to_owned(),
        Origin::Composed(tool) => format!("was composed here, as {tool} would write it"),
        Origin::Recovered(change) => format!("was recovered: {change}"),
        Origin::Archive { file, member } => format!("is {member} in the archive {file}"),
        Origin::Embedded => "was embedded in a descriptor".to_owned(),
        Origin::Saved(_) => "came in another saved file".to_owned(),
    }
}

/// What two documents say of one image's platform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Platforms {
    /// As the descriptor in the index has it.
    pub stated: Option<Platform>,
    /// As the config has it, where that is here.
    pub config: Option<Platform>,
}

impl Platforms {
    /// Whether they contradict each other. A variant that only one of them names is no contradiction.
    #[must_use]
    pub fn differ(&self) -> bool {
        let (Some(stated), Some(config)) = (&self.stated, &self.config) else { return false };
        let other = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        stated.os != config.os
            || stated.architecture != config.architecture
            || other(&stated.variant, &config.variant)
            || other(&stated.os_version, &config.os_version)
    }
}

/// The platforms of node `id`: an entry, a manifest or a config.
#[must_use]
pub fn platforms(inspection: &Inspection, id: NodeId) -> Platforms {
    let Some(node) = inspection.tree.get(id) else { return Platforms::default() };
    // A config's platform stands in the entry for its manifest.
    let entry = if node.role == Role::Config {
        node.holder.and_then(|id| inspection.tree.get(id))
    } else {
        Some(node)
    };
    let config = config(inspection, id).map(|(_, config)| config.platform.clone());
    Platforms {
        stated: entry.and_then(|entry| entry.descriptor.as_ref()?.platform.clone()),
        config: config.filter(|platform| *platform != Platform::default()),
    }
}

/// When the image was made, RFC 3339 as written, and where that stands.
#[must_use]
pub fn created(inspection: &Inspection, id: NodeId) -> Option<(String, &'static str)> {
    if let Some(created) = config(inspection, id).and_then(|(_, config)| config.created.clone()) {
        return Some((created, "config"));
    }
    let node = inspection.tree.get(id)?;
    let own = node.blob.and_then(|blob| match &inspection.blobs.get(blob)?.document.content {
        Content::Index(index) => index.annotations.get(CREATED),
        Content::Manifest(manifest) => manifest.annotations.get(CREATED),
        _ => None,
    });
    let described = || node.descriptor.as_ref()?.annotations.get(CREATED);
    own.or_else(described).map(|created| (created.to_owned(), "annotation"))
}

/// The digest of a node: as it is stated, or as its bytes have it where nothing states it.
#[must_use]
pub fn digest_text(inspection: &Inspection, node: &Node) -> Option<String> {
    if let Some(descriptor) = &node.descriptor {
        return descriptor.digest_text.clone();
    }
    if let Some(held) = held(inspection, node) {
        let read = held.proof().map(|proof| &proof.digest);
        let claim = held.claim.as_ref().map(|claim| &claim.digest);
        return read.or(claim).map(Digest::to_string);
    }
    let blob = inspection.blobs.get(node.blob?)?;
    let pinned = blob.pin.as_ref().and_then(|pin| pin.digest.registered());
    Some(blob.digest(pinned.unwrap_or(HashAlgorithm::Sha256))?.to_string())
}
