//! How large the image is: to pull, and on disk.

use super::{Part, text};
use crate::inspect::{NodeId, Role};
use crate::session::Inspection;
use crate::text::size::{decimal, grouped};
use crate::view::detail::held::held;
use crate::view::detail::{image_bytes, parts};

/// The line.
pub fn size(inspection: &Inspection, id: NodeId) -> Vec<Part> {
    let Some(bytes) = image_bytes(inspection, id) else {
        return vec![text("It names neither a config nor layers.")];
    };
    let layers: Vec<NodeId> = parts(inspection, id)
        .into_iter()
        .filter(|part| inspection.tree.get(*part).is_some_and(|node| matches!(node.role, Role::Layer(_))))
        .collect();
    let count = match layers.len() {
        1 => "1 layer".to_owned(),
        count => format!("{} layers", grouped(count as u64)),
    };
    let pull = format!("{} to pull: manifest, config and {count}, as stated.", decimal(bytes));
    let unpacked: Vec<u64> = layers
        .iter()
        .filter_map(|layer| held(inspection, inspection.tree.get(*layer)?)?.proof())
        .filter(|proof| proof.whole)
        .map(|proof| proof.unpacked)
        .collect();
    let sum = decimal(unpacked.iter().copied().fold(0, u64::saturating_add));
    let disk = match unpacked.len() {
        _ if layers.is_empty() => String::new(),
        0 => " How much on disk is known once its layers are read: the Files tab does it.".to_owned(),
        read if read == layers.len() => format!(" {sum} on disk, as its layers unpack here."),
        read => format!(" {read} of its layers were read; they unpack to {sum}."),
    };
    vec![text(pull + &disk)]
}
