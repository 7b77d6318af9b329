//! The report's layers: how far each was read, and what came out.

use serde::Serialize;

use crate::inspect::{Node, NodeId, Role, Slot};
use crate::session::Model;
use crate::view::detail::{LayerRow, held, layer_facts_by, layers as rows_of};
use crate::view::layers::{HowFar, how_far};

/// A layer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LayerReport {
    /// The path of its node.
    pub node: String,
    /// How far it was read: `missing`, `remote`, `waiting`, `listed`, `reading`, `read` or `failed`.
    pub reading: &'static str,
    /// Why it could not be read.
    pub trouble: Option<String>,
    /// Where its bytes lie.
    pub place: Option<String>,
    /// Its diff ID: as it was computed here, or else as the config has it.
    pub diff_id: Option<String>,
    /// Where the diff ID is from, and whether config and bytes agree.
    pub diff_id_from: Option<&'static str>,
    /// Its chain ID, by the config's diff IDs.
    pub chain_id: Option<String>,
    /// Its bytes once unpacked, as far as that went.
    pub unpacked: Option<u64>,
    /// Entries of its tar.
    pub entries: Option<u64>,
    /// Whether it was unpacked to its end.
    pub whole: Option<bool>,
}

/// The rows of the layers of one manifest or config, whose nodes come one after the other.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    holder: Option<NodeId>,
    rows: Vec<LayerRow>,
}

impl Layers {
    /// What is said of a node that is a layer: of all nodes, in the order in which they are shown.
    pub fn of(&mut self, model: &Model, id: NodeId) -> Option<LayerReport> {
        let node = model.inspection.tree.get(id)?;
        let is_layer = node.blob.is_none() && (node.layer.is_some() || matches!(node.role, Role::Layer(_)));
        is_layer.then(|| layer(model, id, node, self.row(model, node)))
    }

    fn row(&mut self, model: &Model, node: &Node) -> Option<LayerRow> {
        let Role::Layer(at) = node.role else { return None };
        let holder = node.holder?;
        if self.holder != Some(holder) {
            let rows = rows_of(&model.inspection, holder).map(|layers| layers.rows).unwrap_or_default();
            self.rows = rows.into_iter().filter(|row| row.number.is_some()).collect();
            self.holder = Some(holder);
        }
        self.rows.get(usize::try_from(at).ok()?).cloned()
    }
}

fn layer(model: &Model, id: NodeId, node: &Node, row: Option<LayerRow>) -> LayerReport {
    let inspection = &*model.inspection;
    let slot = Slot { node: id, layer: node.layer };
    let (reading, trouble) = match how_far(inspection, &model.layers, slot) {
        HowFar::Missing => ("missing", None),
        HowFar::Remote => ("remote", None),
        HowFar::Waiting => ("waiting", None),
        HowFar::Listed => ("listed", None),
        HowFar::Running(_) => ("reading", None),
        HowFar::Read => ("read", None),
        HowFar::Failed(why) => ("failed", Some(why)),
    };
    let facts = layer_facts_by(inspection, node, row);
    let proof = held(inspection, node).and_then(|held| held.proof());
    LayerReport {
        node: inspection.tree.path(id).to_string(),
        reading,
        trouble,
        place: facts.place,
        diff_id_from: facts.diff_id.is_some().then_some(facts.diff_id_from),
        diff_id: facts.diff_id,
        chain_id: facts.chain_id,
        unpacked: proof.map(|proof| proof.unpacked),
        entries: proof.map(|proof| u64::from(proof.files)),
        whole: proof.map(|proof| proof.whole),
    }
}
