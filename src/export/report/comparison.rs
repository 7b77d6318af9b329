//! The report's comparison: two nodes beside each other, while the page shows them so.

use serde::Serialize;

use super::cut;
use super::held::{ContentReport, PackagesReport};
use crate::compare::{
    Change, Entries, Fate, FileDifference, FileDifferences, Images, Kind, Pull, Reason, Stated,
};
use crate::inspect::{NodeId, Step, Tree};
use crate::limits;
use crate::session::{Comparison, Difference, Model};
use crate::text::cut::cut as cut_at;
use crate::view::comparison::{aspects, file_sum, full_name, pulled, reason, sum};

/// Two nodes beside each other.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonReport {
    /// The path of the first.
    pub first: String,
    /// What it is called.
    pub first_name: String,
    /// The path of the second.
    pub second: String,
    /// What it is called.
    pub second_name: String,
    /// What is different, in short.
    pub summary: String,
    /// Why, as far as it is known.
    pub reasons: Vec<ReasonReport>,
    /// What a pull of the second loads where the first is here; `null` where that is not known.
    pub pull: Option<PullReport>,
    /// What the documents state differently.
    pub changes: Vec<ChangeReport>,
    /// The layers beside each other, of images.
    pub layers: Vec<LayerReport>,
    /// The entries beside each other, of indexes.
    pub entries: Vec<EntryReport>,
    /// The files beside each other, where the layers of both are read.
    pub files: Option<FilesReport>,
    /// The file that is looked at in both.
    pub file: Option<ContentReport>,
    /// The packages beside each other, where a bill of materials of both is here.
    pub packages: Option<PackagesReport>,
}

/// Files that are different.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FilesReport {
    /// What is different, in short, and what was not compared.
    pub summary: String,
    /// Files that only the second has.
    pub added: usize,
    /// Files that only the first has.
    pub removed: usize,
    /// Files of which something that is stated is different.
    pub changed: usize,
    /// Files that both have out of the same layer.
    pub same: usize,
    /// Files out of other layers of which nothing that is stated is different.
    pub unproved: usize,
    /// The first of them, by their paths.
    pub rows: Vec<FileReport>,
}

/// A file that is different.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// Its path.
    pub path: String,
    /// `added`, `removed` or `changed`.
    pub kind: &'static str,
    /// What of it.
    pub what: Option<String>,
    /// Bytes that the second has more, or fewer.
    pub bytes: i64,
}

/// A reason.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReasonReport {
    /// Its word.
    pub reason: &'static str,
    /// The sentence.
    pub text: String,
}

/// What is loaded.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PullReport {
    /// Bytes that are loaded.
    pub bytes: u64,
    /// Layers among them.
    pub layers: usize,
    /// All bytes of the second.
    pub whole: u64,
    /// Blobs whose size is not stated.
    pub unknown: usize,
    /// All that in a sentence.
    pub text: String,
}

/// A difference.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeReport {
    /// What it is of.
    pub field: &'static str,
    /// Which of them.
    pub key: Option<String>,
    /// `added`, `removed`, `changed` or `reordered`.
    pub kind: &'static str,
    /// What the first states.
    pub first: Option<String>,
    /// What the second states.
    pub second: Option<String>,
}

/// A layer of either beside one of the other.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LayerReport {
    /// What became of it.
    pub fate: &'static str,
    /// Its place in the first, from 1.
    pub first: Option<usize>,
    /// Its digest there, or its diff ID where there is no manifest.
    pub first_digest: Option<String>,
    /// Its place in the second.
    pub second: Option<usize>,
    /// Its digest there.
    pub second_digest: Option<String>,
    /// The command that made it.
    pub step: Option<String>,
}

/// An entry of either beside one of the other.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EntryReport {
    /// What became of it.
    pub fate: &'static str,
    /// The path of the first's.
    pub first: Option<String>,
    /// The path of the second's.
    pub second: Option<String>,
    /// Whether it stands in another order.
    pub moved: bool,
    /// What a pull of the second loads where the first is here.
    pub pull_bytes: Option<u64>,
    /// How many layers are new, rebuilt, or compressed in another way; `null` where a manifest is not here.
    pub other_layers: Option<usize>,
    /// Why they are different.
    pub reasons: Vec<ReasonReport>,
}

impl ComparisonReport {
    pub fn of(model: &Model, comparison: &Comparison) -> Self {
        let inspection = &model.inspection;
        let tree = &inspection.tree;
        let files = model.file_comparison.as_ref();
        let name = |id: NodeId| cut(full_name(inspection, id));
        let mut report = Self {
            first: tree.path(comparison.first).to_string(),
            first_name: name(comparison.first),
            second: tree.path(comparison.second).to_string(),
            second_name: name(comparison.second),
            summary: sum(&comparison.difference),
            reasons: Vec::new(),
            pull: None,
            changes: Vec::new(),
            layers: Vec::new(),
            entries: Vec::new(),
            files: files.and_then(|files| files.differences.as_deref()).map(FilesReport::of),
            file: model.file_beside.as_ref().map(|open| ContentReport::of(open)),
            packages: model.package_comparison.as_ref().and_then(|it| PackagesReport::of(inspection, it)),
        };
        match &comparison.difference {
            Difference::Images(images) => report.images(images),
            Difference::Entries(entries) => report.indexes(tree, comparison, entries),
            Difference::NotHere(_) | Difference::OtherNouns => {}
        }
        report
    }

    fn images(&mut self, images: &Images) {
        self.reasons = images.reasons.iter().map(ReasonReport::of).collect();
        self.pull = images.pull.as_ref().map(PullReport::of);
        self.changes = images.changes.iter().map(ChangeReport::of).collect();
        let [first, second] = &images.layers;
        let row = |row: &crate::compare::LayerRow| {
            let one = row.first.and_then(|at| first.get(at));
            let other = row.second.and_then(|at| second.get(at));
            let digest = |layer: Option<&crate::compare::Layer>| {
                layer.and_then(|layer| layer.digest.as_deref().or(layer.diff_id.as_deref())).map(cut)
            };
            LayerReport {
                fate: row.fate.id(),
                first: row.first.map(|at| at + 1),
                first_digest: digest(one),
                second: row.second.map(|at| at + 1),
                second_digest: digest(other),
                step: other.or(one).map(|layer| cut(&layer.step)).filter(|step| !step.is_empty()),
            }
        };
        self.layers = images.rows.iter().map(row).collect();
    }

    fn indexes(&mut self, tree: &Tree, comparison: &Comparison, entries: &Entries) {
        self.reasons = entries.reasons.iter().map(ReasonReport::of).collect();
        self.changes = entries.changes.iter().map(ChangeReport::of).collect();
        let path = |index: NodeId, at: Option<usize>| {
            let node = tree.held(index, Step::Entry(u32::try_from(at?).ok()?))?;
            Some(tree.path(node).to_string())
        };
        let others = |counts: [usize; Fate::ALL.len()]| -> usize {
            let counted = Fate::ALL.into_iter().zip(counts);
            let is_other = |fate: Fate| matches!(fate, Fate::New | Fate::Rebuilt | Fate::Repacked);
            counted.filter(|(fate, _)| is_other(*fate)).map(|(_, count)| count).sum()
        };
        let row = |row: &crate::compare::EntryRow| EntryReport {
            fate: row.fate.id(),
            first: path(comparison.first, row.first),
            second: path(comparison.second, row.second),
            moved: row.moved,
            pull_bytes: row.pull.map(|pull| pull.bytes),
            other_layers: row.layers.map(others),
            reasons: row.reasons.iter().map(ReasonReport::of).collect(),
        };
        self.entries = entries.rows.iter().map(row).collect();
    }
}

impl FilesReport {
    fn of(files: &FileDifferences) -> Self {
        let row = |row: &FileDifference| FileReport {
            path: cut(&row.path),
            kind: row.kind.id(),
            what: Some(aspects(row)).filter(|words| !words.is_empty()),
            bytes: row.bytes(),
        };
        Self {
            summary: file_sum(files),
            added: files.count(Kind::Added),
            removed: files.count(Kind::Removed),
            changed: files.count(Kind::Changed),
            same: files.same,
            unproved: files.unproved,
            rows: files.rows.iter().take(limits::REPORT_ROWS).map(row).collect(),
        }
    }
}

impl ReasonReport {
    fn of(of: &Reason) -> Self {
        Self { reason: of.id(), text: reason(of) }
    }
}

impl PullReport {
    fn of(pull: &Pull) -> Self {
        let Pull { bytes, layers, whole, unknown } = *pull;
        Self { bytes, layers, whole, unknown, text: pulled(pull) }
    }
}

impl ChangeReport {
    fn of(change: &Change) -> Self {
        // A change is of two documents alone, so that its texts may be as long as the page shows them.
        let text = |stated: &Option<Stated>| {
            stated.as_ref().map(|stated| cut_at(&stated.text, limits::TEXT_SHOWN_CHARACTERS))
        };
        Self {
            field: change.field.id(),
            key: Some(change.key.clone()).filter(|key| !key.is_empty()),
            kind: change.kind.id(),
            first: text(&change.first),
            second: text(&change.second),
        }
    }
}
