//! A platform's image in words: what runs, on which base, built when and from what, how large, and what evidence of it
//! is here. Each line says by whom its words are.

mod build;
mod evidence;
mod runs;
mod size;
mod told;

use super::config::config;
use crate::image::document::{Content, Kind};
use crate::inspect::NodeId;
use crate::session::Inspection;

/// A line of it: a name, and what is said under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `Runs`, `Base`, `Built`, `Size`, `Evidence`.
    pub name: &'static str,
    /// What is said, piece after piece.
    pub parts: Vec<Part>,
}

/// A piece of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Our own words.
    Text(String),
    /// A text of the image: a command, a name, a time.
    Quoted(String),
    /// Another node, by what it is called.
    Node(NodeId, String),
}

/// The lines for node `id`; none where it is no image that runs.
#[must_use]
pub fn outline(inspection: &Inspection, id: NodeId) -> Vec<Line> {
    let Some(node) = inspection.tree.get(id) else { return Vec::new() };
    let Some(blob) = node.blob.and_then(|blob| inspection.blobs.get(blob)) else { return Vec::new() };
    let is_image = matches!(blob.document.content, Content::Manifest(_))
        && !matches!(blob.document.kind, Kind::ArtifactManifest | Kind::AttestationManifest);
    if !is_image {
        return Vec::new();
    }
    let config = config(inspection, id).map(|(_, config)| config);
    let said = told::Told::of(inspection, id);
    let lines = [
        ("Runs", runs::runs(config)),
        ("Base", build::base(&said)),
        ("Built", build::built(inspection, id, &said)),
        ("Size", size::size(inspection, id)),
        ("Evidence", evidence::evidence(inspection, id)),
    ];
    lines.into_iter().map(|(name, parts)| Line { name, parts }).collect()
}

fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

fn quoted(words: impl Into<String>) -> Part {
    Part::Quoted(words.into())
}
