//! What is known of a layer whose bytes lie in a file.

use super::layer_rows::{LayerRow, layers};
use crate::image::digest::Digest;
use crate::inspect::{Compared, HeldLayer, Node, NodeId, Role};
use crate::session::Inspection;
use crate::text::size::{decimal, exact, grouped};

/// Facts of a layer, each where it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerFacts {
    /// The diff ID: as it was computed here, or as the config has it.
    pub diff_id: Option<String>,
    /// Where the diff ID is from, and whether config and bytes agree.
    pub diff_id_from: &'static str,
    /// The chain ID, by the config's diff IDs.
    pub chain_id: Option<String>,
    /// Its bytes packed and unpacked, and its files.
    pub unpacked: Option<String>,
    /// Where the bytes lie.
    pub place: Option<String>,
}

/// The layer in a file that a node has.
#[must_use]
pub fn held<'a>(inspection: &'a Inspection, node: &Node) -> Option<&'a HeldLayer> {
    inspection.blobs.layers.get(node.layer?)
}

/// The facts of node `id`; none where it is no layer.
#[must_use]
pub fn layer_facts(inspection: &Inspection, id: NodeId) -> LayerFacts {
    let Some(node) = inspection.tree.get(id) else { return LayerFacts::default() };
    let held = held(inspection, node);
    if held.is_none() && !matches!(node.role, Role::Layer(_)) {
        return LayerFacts::default();
    }
    let row = node.holder.and_then(|holder| layers(inspection, holder)).and_then(|layers| {
        let number = match node.role {
            Role::Layer(at) => usize::try_from(at).ok()? + 1,
            _ => return None,
        };
        layers.rows.into_iter().find(|row| row.number == Some(number))
    });
    layer_facts_by(inspection, node, row)
}

/// The facts of a layer's node, beside its row among the layers of its image.
#[must_use]
pub fn layer_facts_by(inspection: &Inspection, node: &Node, row: Option<LayerRow>) -> LayerFacts {
    let held = held(inspection, node);
    let (stated, chain_id) = row.map(|row| (row.diff_id, row.chain_id)).unwrap_or_default();
    let proof = held.and_then(HeldLayer::proof);
    let computed = proof.filter(|proof| proof.whole).map(|proof| proof.diff_id.to_string());
    let diff_id_from = match (&stated, &computed) {
        (Some(stated), Some(computed)) if stated == computed => "computed here, as the config has it",
        (Some(_), Some(_)) => "computed here; the config has another",
        (None, Some(_)) => "computed here",
        (_, None) => "says the config",
    };
    LayerFacts {
        diff_id: computed.or(stated),
        diff_id_from,
        chain_id: chain_id.as_ref().map(Digest::to_string),
        unpacked: proof.map(|proof| {
            let files = grouped(u64::from(proof.files));
            let whole = if proof.whole { "" } else { " before it breaks off" };
            format!("{} · {} in {files} entries{whole}", decimal(proof.unpacked), exact(proof.unpacked))
        }),
        place: held.map(|held| {
            let how = match (held.remote, held.proof()) {
                (false, _) => return format!("{}, read where it lies.", held.name),
                (true, None) => "not fetched",
                (true, Some(_)) => "fetched to be read",
            };
            // Its digest stands above.
            format!("At {}, {how}.", held.name.split('@').next().unwrap_or_default())
        }),
    }
}

/// The bytes that were hashed for the state of a node.
#[must_use]
pub fn hashed_bytes(inspection: &Inspection, node: &Node) -> u64 {
    let blob = node.blob.and_then(|blob| inspection.blobs.get(blob)).map(crate::inspect::Blob::size);
    let held = || {
        let held = held(inspection, node)?;
        match (&node.compared, held.proof()) {
            (Compared::DiffId(_), Some(proof)) => Some(proof.unpacked),
            _ => Some(held.size),
        }
    };
    blob.or_else(held).unwrap_or(0)
}
