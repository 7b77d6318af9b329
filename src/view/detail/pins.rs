//! What pins an image to its bytes: its digest, alone and in the lines that people put it into.
//!
//! Docker's `FROM` and a compose file's `image:` take a name with a digest (Dockerfile reference, "FROM"; compose
//! specification, "image"), as does `image:` of a Kubernetes container.

use super::commands::{Thing, digest, thing};
use super::facts::{Platforms, platforms};
use crate::inspect::NodeId;
use crate::session::Inspection;

/// What can be pinned from a node: the whole image, one platform of it, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pins {
    /// The index, where the node is one or is in one.
    pub all: Option<Scope>,
    /// The node's own manifest, where it is one.
    pub one: Option<Scope>,
}

/// One thing that can be pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// "All platforms", or this platform only.
    pub title: String,
    /// When to take it.
    pub advice: &'static str,
    /// The texts to be copied.
    pub lines: Vec<Line>,
    /// What is to be known before it is used; empty where there is nothing.
    pub caution: &'static str,
}

/// A text to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub title: &'static str,
    /// The text.
    pub text: String,
}

const ALL: &str = "Each machine takes the entry for itself. Mostly this is what to pin.";
const ONE: &str = "Machines of another kind get this platform too: they emulate it, or fail.";
const SINGLE: &str = "The image has no index: every machine gets this one.";
const OTHER_BYTES: &str = "The bytes that are here do not have this digest.";
const NOT_EXPECTED: &str = "The bytes that are here have this digest; another one is expected of them.";

/// What can be pinned from node `id`; `repository` is the image's, such as `docker.io/library/alpine`, where it is
/// known. `None` for what no client pulls by itself, and where no digest is known.
#[must_use]
pub fn pins(inspection: &Inspection, id: NodeId, repository: Option<&str>) -> Option<Pins> {
    let tree = &inspection.tree;
    let is_index = |id: &NodeId| {
        let node = tree.get(*id);
        // The contents of a layout are no index of an image.
        let is_contents = node.and_then(|node| node.blob).is_some_and(|blob| tree.is_contents(blob));
        !is_contents
            && node.is_some_and(|node| matches!(thing(inspection, node), Thing::Manifest { index: true, .. }))
    };
    let runs = matches!(thing(inspection, tree.get(id)?), Thing::Manifest { index: false, runs: true });
    let index =
        if is_index(&id) { Some(id) } else { tree.ancestors(id).skip(1).find(is_index).filter(|_| runs) };
    let all = index.and_then(|id| scope(inspection, id, "All platforms".to_owned(), ALL, repository));
    let one = Some(id).filter(|_| runs).and_then(|id| {
        let Platforms { stated, config } = platforms(inspection, id);
        let platform = stated.or(config).filter(|platform| !platform.is_unknown());
        let (title, advice) = match (index, platform) {
            (None, _) => ("This image".to_owned(), SINGLE),
            (Some(_), Some(platform)) => (format!("This platform only: {platform}"), ONE),
            (Some(_), None) => ("This entry only".to_owned(), ONE),
        };
        scope(inspection, id, title, advice, repository)
    });
    (all.is_some() || one.is_some()).then_some(Pins { all, one })
}

/// The shortest text that pins node `id`, for one click: its name and digest, or its digest where no name is known.
#[must_use]
pub fn pin_text(inspection: &Inspection, id: NodeId, repository: Option<&str>) -> Option<String> {
    let digest = digest(inspection, id)?;
    Some(repository.map_or_else(|| digest.to_string(), |name| format!("{name}@{digest}")))
}

fn scope(
    inspection: &Inspection,
    id: NodeId,
    title: String,
    advice: &'static str,
    repository: Option<&str>,
) -> Option<Scope> {
    let digest = digest(inspection, id)?.to_string();
    let node = inspection.tree.get(id)?;
    // A descriptor's digest is pinned, or else that of the bytes.
    let caution = match (node.state.is_mismatch(), &node.descriptor) {
        (false, _) => "",
        (true, Some(_)) => OTHER_BYTES,
        (true, None) => NOT_EXPECTED,
    };
    let mut lines = Vec::new();
    if let Some(name) = repository {
        let reference = format!("{name}@{digest}");
        let (dockerfile, yaml) = (format!("FROM {reference}"), format!("image: {reference}"));
        lines.push(Line { title: "Reference", text: reference });
        lines.push(Line { title: "Dockerfile", text: dockerfile });
        lines.push(Line { title: "Compose, Kubernetes", text: yaml });
    }
    lines.push(Line { title: "Digest", text: digest });
    Some(Scope { title, advice, lines, caution })
}
