//! The image config that a node is of.

use crate::image::config::Config;
use crate::image::document::Content;
use crate::inspect::{NodeId, Role};
use crate::session::Inspection;

/// The image config of a manifest, or of a config's own node, with the node that has it.
#[must_use]
pub fn config(inspection: &Inspection, id: NodeId) -> Option<(NodeId, &Config)> {
    let of = |id: NodeId| {
        let blob = inspection.blobs.get(inspection.tree.get(id)?.blob?)?;
        match &blob.document.content {
            Content::Config(config) => Some((id, &**config)),
            _ => None,
        }
    };
    of(id).or_else(|| of(inspection.tree.child_with_role(id, &Role::Config)?))
}
