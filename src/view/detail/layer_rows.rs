//! The Layers tab: layers and history lined up, with what the config says of each.

use super::entries::percent;
use crate::image::config::Config;
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::image::history::{Step, align};
use crate::inspect::{NodeId, Role, chain_ids};
use crate::limits;
use crate::session::Inspection;
use crate::text::size::{decimal, grouped};
use crate::verify::Verification;

/// What the tab shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerRows {
    /// A row for each layer, and for each step that made none; base first.
    pub rows: Vec<LayerRow>,
    /// What is to be said of them together: a history that is absent, too long or too short.
    pub notes: Vec<String>,
    /// How many layers.
    pub count: usize,
    /// Their bytes, as stated.
    pub bytes: u64,
}

impl LayerRows {
    /// How many layers there are, in words.
    #[must_use]
    pub fn title(&self) -> String {
        counted(self.count, "layer", "layers")
    }

    /// What they are together: bytes, and steps that made none.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut words = Vec::new();
        if self.bytes > 0 {
            words.push(format!("{} in all", decimal(self.bytes)));
        }
        let empty = self.rows.iter().filter(|row| row.number.is_none()).count();
        if empty > 0 {
            words.push(format!("{} with no layer", counted(empty, "step", "steps")));
        }
        words.join(" · ")
    }
}

fn cut() -> String {
    let listed = grouped(limits::LAYERS_LISTED as u64);
    format!(
        "The first {listed} layers and steps are listed here. The tree has all layers, and Raw all steps."
    )
}

fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// A layer, a step of the history, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerRow {
    /// The layer's number from 1; `None` for a step with no layer.
    pub number: Option<usize>,
    /// The layer's node.
    pub node: Option<NodeId>,
    /// The layer's digest, as written.
    pub digest: Option<String>,
    /// The layer's media type, as written.
    pub media_type: Option<String>,
    /// The layer's bytes, as stated.
    pub size: Option<u64>,
    /// Its part of all layers' bytes, in percent.
    pub share: u8,
    /// Whether its bytes are here.
    pub state: Option<Verification>,
    /// `created_by` of its step.
    pub created_by: Option<String>,
    /// `created` of its step.
    pub created: Option<String>,
    /// `comment` of its step.
    pub comment: Option<String>,
    /// The step should have made a layer, and there is none left for it.
    pub layer_missing: bool,
    /// The diff ID, as the config has it.
    pub diff_id: Option<String>,
    /// The chain ID, worked out from the diff IDs.
    pub chain_id: Option<Digest>,
}

/// The layers of a manifest, or of the image that a config is for; `None` for anything else.
#[must_use]
pub fn layers(inspection: &Inspection, id: NodeId) -> Option<LayerRows> {
    let node = inspection.tree.get(id)?;
    let blob = inspection.blobs.get(node.blob?)?;
    match &blob.document.content {
        Content::Schema1(schema1) => Some(of_schema1(&schema1.layers)),
        Content::Manifest(_) => Some(of_manifest(inspection, id)),
        Content::Config(_) if node.role == Role::Config && node.holder.is_some() => {
            Some(of_manifest(inspection, node.holder?))
        }
        Content::Config(config) => {
            let count = config.diff_ids.len();
            let layers = vec![LayerRow::default(); count.min(limits::LAYERS_LISTED)];
            Some(lined_up(layers, (count, 0), Some(config)))
        }
        _ => None,
    }
}

/// Schema 1 names its top layer first, and says nothing of sizes.
fn of_schema1(digests: &[String]) -> LayerRows {
    let layers =
        digests.iter().rev().map(|digest| LayerRow { digest: Some(digest.clone()), ..LayerRow::default() });
    lined_up(layers.take(limits::LAYERS_LISTED).collect(), (digests.len(), 0), None)
}

fn of_manifest(inspection: &Inspection, id: NodeId) -> LayerRows {
    let children = inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let (mut layers, mut count, mut bytes) = (Vec::new(), 0, 0_u64);
    for (id, node) in children.iter().filter_map(|id| Some((*id, inspection.tree.get(*id)?))) {
        let (Role::Layer(_), Some(descriptor)) = (&node.role, &node.descriptor) else { continue };
        count += 1;
        bytes = bytes.saturating_add(descriptor.size.unwrap_or(0));
        if layers.len() >= limits::LAYERS_LISTED {
            continue;
        }
        layers.push(LayerRow {
            node: Some(id),
            digest: descriptor.digest_text.clone(),
            media_type: descriptor.media_type.clone(),
            size: descriptor.size,
            state: Some(node.state.clone()),
            ..LayerRow::default()
        });
    }
    lined_up(layers, (count, bytes), super::config::config(inspection, id).map(|(_, config)| config))
}

/// The first layers of so many, with so many bytes in all, beside the steps that made them.
fn lined_up(mut layers: Vec<LayerRow>, (count, bytes): (usize, u64), config: Option<&Config>) -> LayerRows {
    let diff_ids = config.map(|config| config.diff_ids.as_slice()).unwrap_or_default();
    let diff_ids = diff_ids.get(..limits::LAYERS_LISTED).unwrap_or(diff_ids);
    let chain = chain_ids(diff_ids);
    for (at, layer) in layers.iter_mut().enumerate() {
        layer.number = Some(at + 1);
        layer.share = percent(layer.size.unwrap_or(0), bytes);
        layer.diff_id = diff_ids.get(at).cloned();
        layer.chain_id = chain.get(at).cloned().flatten();
    }
    let history = config.and_then(|config| config.history.as_deref()).unwrap_or_default();
    let mut taken: Vec<Option<LayerRow>> = layers.into_iter().map(Some).collect();
    let steps = align(history, count);
    let is_cut = steps.len() > limits::LAYERS_LISTED;
    let rows = steps.into_iter().take(limits::LAYERS_LISTED).map(|Step { history: step, layer }| {
        let mut row = layer.and_then(|at| taken.get_mut(at)?.take()).unwrap_or_default();
        if let Some(step) = step.and_then(|at| history.get(at)) {
            row.created_by.clone_from(&step.created_by);
            row.created.clone_from(&step.created);
            row.comment.clone_from(&step.comment);
            row.layer_missing = layer.is_none() && !step.empty_layer;
        }
        row
    });
    let rows = rows.collect();
    let mut notes = notes(config, count);
    notes.extend(is_cut.then(cut));
    LayerRows { rows, notes, count, bytes }
}

fn notes(config: Option<&Config>, layers: usize) -> Vec<String> {
    let Some(config) = config else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let there_are =
        || format!("there {} {}", if layers == 1 { "is" } else { "are" }, counted(layers, "layer", "layers"));
    match config.history.as_deref() {
        None | Some([]) if layers > 0 => {
            notes
                .push("The config has no history, so it doesn\u{2019}t say what made each layer.".to_owned());
        }
        None => {}
        Some(history) => {
            let made = history.iter().filter(|step| !step.empty_layer).count();
            if made != layers {
                let which = if made > layers { "longer" } else { "shorter" };
                notes.push(format!(
                    "The history is {which} than the layers: {} made a layer, and {}. From where they part, \
                     a layer may stand beside the wrong step.",
                    counted(made, "step", "steps"),
                    there_are()
                ));
            }
        }
    }
    if config.diff_ids.len() != layers {
        let ids = counted(config.diff_ids.len(), "diff ID", "diff IDs");
        notes.push(format!("The config lists {ids}, and {}: clients refuse such an image.", there_are()));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lined_up(layers: Vec<LayerRow>, config: Option<&Config>) -> LayerRows {
        let bytes = layers.iter().filter_map(|layer| layer.size).fold(0, u64::saturating_add);
        super::lined_up(layers.clone(), (layers.len(), bytes), config)
    }

    #[test]
    fn of_very_many_layers_the_first_are_listed_and_all_are_counted() {
        let many = limits::LAYERS_LISTED + 1;
        let rows =
            super::lined_up(vec![layer(1); limits::LAYERS_LISTED], (many, 7), Some(&config(many, None)));
        assert_eq!((rows.rows.len(), rows.count, rows.bytes), (limits::LAYERS_LISTED, many, 7));
        assert!(rows.notes.contains(&cut()), "{:?}", rows.notes);
    }
    use crate::image::history::History;

    fn layer(size: u64) -> LayerRow {
        LayerRow { size: Some(size), ..LayerRow::default() }
    }

    fn config(diff_ids: usize, empty: Option<&[bool]>) -> Config {
        let steps = |empty: &[bool]| {
            empty.iter().map(|&empty_layer| History { empty_layer, ..History::default() }).collect()
        };
        Config {
            diff_ids: (0..diff_ids).map(|at| format!("sha256:{at:064}")).collect(),
            history: empty.map(steps),
            ..Config::default()
        }
    }

    #[test]
    fn lines_up_and_says_what_does_not_fit() {
        for (layers, diff_ids, empty, numbers, notes) in [
            (2, 2, Some(&[false, true, false][..]), vec![Some(1), None, Some(2)], 0),
            (2, 2, None, vec![Some(1), Some(2)], 1),
            (2, 2, Some(&[]), vec![Some(1), Some(2)], 1),
            (1, 1, Some(&[false, false]), vec![Some(1), None], 1),
            (2, 2, Some(&[false]), vec![Some(1), Some(2)], 1),
            (1, 2, Some(&[false]), vec![Some(1)], 1),
            (0, 0, None, vec![], 0),
        ] {
            let shown = lined_up(vec![layer(1); layers], Some(&config(diff_ids, empty)));
            assert_eq!(shown.rows.iter().map(|row| row.number).collect::<Vec<_>>(), numbers);
            assert_eq!(shown.notes.len(), notes, "{:?}", shown.notes);
        }
        let shown = lined_up(vec![layer(1)], Some(&config(1, Some(&[false, false]))));
        assert!(shown.rows.last().unwrap().layer_missing);
        assert!(shown.notes[0].contains("2 steps made a layer, and there is 1 layer."), "{:?}", shown.notes);
    }

    #[test]
    fn shares_are_of_all_and_never_over_all() {
        let shown = lined_up(vec![layer(1), layer(3), layer(0)], None);
        assert_eq!(shown.rows.iter().map(|row| row.share).collect::<Vec<_>>(), [25, 75, 0]);
        assert_eq!(shown.bytes, 4);
        let shown = lined_up(vec![layer(u64::MAX), layer(u64::MAX)], None);
        assert_eq!(shown.rows[0].share, 100, "sums that would overflow stop at the most");
        assert_eq!(lined_up(vec![layer(0)], None).rows[0].share, 0);
    }
}
