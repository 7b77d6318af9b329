//! What was found at each node and under it, in numbers: the marks of the tree, and the counts on a tab.

use std::rc::Rc;

use crate::findings::Severity;
use crate::inspect::{BlobId, Blobs, NodeId, Tree, own_findings};
use crate::keyed::HashMap;

/// Findings, by their severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Notes.
    pub notes: u32,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        };
        *count = count.saturating_add(1);
    }

    /// Those of one severity.
    #[must_use]
    pub const fn of(self, severity: Severity) -> u32 {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Note => self.notes,
        }
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors.saturating_add(other.errors),
            warnings: self.warnings.saturating_add(other.warnings),
            notes: self.notes.saturating_add(other.notes),
        }
    }

    /// Errors and warnings: what a mark is for.
    #[must_use]
    pub const fn alerts(self) -> u32 {
        self.errors.saturating_add(self.warnings)
    }

    /// All of them.
    #[must_use]
    pub const fn all(self) -> u32 {
        self.alerts().saturating_add(self.notes)
    }

    /// How bad the worst is; `None` where nothing was found.
    #[must_use]
    pub const fn worst(self) -> Option<Severity> {
        match self {
            Self { errors: 1.., .. } => Some(Severity::Error),
            Self { warnings: 1.., .. } => Some(Severity::Warning),
            Self { notes: 1.., .. } => Some(Severity::Note),
            Self { .. } => None,
        }
    }
}

/// What was found at one node, and under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In its document, by what is around it, and in its descriptor: what its Findings tab lists first.
    pub here: Counts,
    /// In all that is under it. What is said of its children's descriptors counts for its own document, and not
    /// here again.
    pub below: Counts,
    /// In its document and by what is around it.
    own: Counts,
}

/// What was found, for every node of one tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The number of the tree's first node.
    first: u32,
    found: Rc<[Found]>,
}

impl Marks {
    /// What was found at a node; nothing for a node of another tree.
    #[must_use]
    pub fn of(&self, node: NodeId) -> Found {
        let at = node.0.checked_sub(self.first).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.found.get(at)).copied().unwrap_or_default()
    }
}

impl Marks {
    /// These, with others that were found at nodes of the same tree.
    #[must_use]
    pub fn with(&self, tree: &Tree, others: impl Iterator<Item = (NodeId, Severity)>) -> Self {
        let place = |node: NodeId| usize::try_from(node.0.checked_sub(self.first)?).ok();
        let mut found: Option<Vec<Found>> = None;
        for (node, severity) in others {
            let found = found.get_or_insert_with(|| self.found.to_vec());
            for (at, id) in tree.ancestors(node).enumerate() {
                let Some(marks) = place(id).and_then(|place| found.get_mut(place)) else { continue };
                match at {
                    0 => {
                        marks.here.add(severity);
                        marks.own.add(severity);
                    }
                    _ => marks.below.add(severity),
                }
            }
        }
        found.map_or_else(|| self.clone(), |found| Self { first: self.first, found: found.into() })
    }
}

/// Marks while they are counted, node by node.
#[derive(Clone, Debug)]
pub(super) struct Marking {
    first: u32,
    found: Vec<Found>,
    of_document: HashMap<BlobId, Counts>,
}

impl Marking {
    pub(super) fn new(tree: &Tree) -> Self {
        let first = tree.iter().next().map_or(0, |(first, _)| first.0);
        Self { first, found: vec![Found::default(); tree.len()], of_document: HashMap::default() }
    }

    /// Counts what the document of a node says: of all nodes, in the order of the tree.
    pub(super) fn count(&mut self, blobs: &Blobs, tree: &Tree, id: NodeId) {
        let Some(blob) = tree.get(id).and_then(|node| node.blob) else { return };
        let counts = *self.of_document.entry(blob).or_insert_with(|| {
            let mut counts = Counts::default();
            own_findings(blobs, tree, blob).for_each(|finding| counts.add(finding.severity));
            counts
        });
        if let Some(found) = self.at(id) {
            found.own = found.own.and(counts);
        }
        if counts != Counts::default() {
            self.tell_entries(blobs, tree, id, blob);
        }
    }

    /// Counts what was found between documents, at a node.
    pub(super) fn add_crossed(&mut self, id: NodeId, severity: Severity) {
        if let Some(found) = self.at(id) {
            found.own.add(severity);
        }
    }

    /// The marks, once all is counted.
    pub(super) fn marks(mut self, tree: &Tree) -> Marks {
        // A node has a higher number than the one it is under.
        let mut nodes: Vec<_> = tree.iter().collect();
        while let Some((id, node)) = nodes.pop() {
            let Some(found) = self.at(id) else { continue };
            found.here = found.here.and(found.own);
            let all = found.own.and(found.below);
            if let Some(parent) = node.parent.and_then(|parent| self.at(parent)) {
                parent.below = parent.below.and(all);
            }
        }
        Marks { first: self.first, found: self.found.into() }
    }

    fn at(&mut self, node: NodeId) -> Option<&mut Found> {
        let at = usize::try_from(node.0.checked_sub(self.first)?).ok()?;
        self.found.get_mut(at)
    }

    /// What document `blob` of node `holder` says within a descriptor is said of what that names, too.
    fn tell_entries(&mut self, blobs: &Blobs, tree: &Tree, holder: NodeId, blob: BlobId) {
        let held = tree.get(holder).map(|node| node.held.as_slice()).unwrap_or_default();
        let span = |id: &NodeId| Some(tree.get(*id)?.descriptor.as_ref()?.span);
        let mut spans: Vec<_> = held.iter().filter_map(|id| Some((span(id)?, *id))).collect();
        crate::sorting::sort_by_key(&mut spans, |(span, _)| span.start);
        for finding in own_findings(blobs, tree, blob) {
            let Some(place) = finding.span else { continue };
            let after = spans.partition_point(|(span, _)| span.start <= place.start);
            let around = after.checked_sub(1).and_then(|at| spans.get(at));
            let Some((_, id)) = around.filter(|(span, _)| place.end <= span.end) else { continue };
            if let Some(found) = self.at(*id) {
                found.here.add(finding.severity);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Arrival, Model, Msg, update};
    use super::*;
    use crate::inspect::Origin;
    use crate::session::message::DocumentsMsg;

    /// An index whose first entry has a negative size, and names a manifest that is here and lacks its config.
    fn opened() -> Model {
        let manifest =
            r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}"#;
        let digest =
            crate::verify::hash::digest_of(crate::image::digest::HashAlgorithm::Sha256, manifest.as_bytes());
        let entry = |size: &str| {
            format!(
                r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":{size},
                "platform":{{"os":"linux","architecture":"arm64"}}}}"#
            )
        };
        let index = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{},{}]}}"#,
            entry("-1"),
            entry(&manifest.len().to_string())
        );
        let mut model = Model::default();
        let arrival = |text: &str| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
        update(
            &mut model,
            Msg::Documents(DocumentsMsg::Add {
                arrivals: vec![arrival(&index), arrival(manifest)],
                pin: None,
            }),
        );
        update(&mut model, Msg::Documents(DocumentsMsg::Settle));
        model
    }

    #[test]
    fn a_mark_counts_what_the_findings_tab_lists() {
        let model = opened();
        let inspection = &model.inspection;
        assert!(inspection.tree.iter().count() > 2);
        for (id, _) in inspection.tree.iter() {
            let listed = crate::view::detail::findings(inspection, id);
            let mut counts = Counts::default();
            listed.iter().for_each(|found| counts.add(found.finding.severity));
            assert_eq!(model.tally.marks.of(id).here, counts, "{id:?}");
        }
    }

    #[test]
    fn what_is_under_a_node_counts_for_it_and_its_own_does_not() {
        let model = opened();
        let (root, first) =
            (model.inspection.tree.roots()[0], model.inspection.tree.iter().nth(1).unwrap().0);
        let (of_root, of_entry) = (model.tally.marks.of(root), model.tally.marks.of(first));
        assert!(of_root.here.errors > 0 && of_entry.here.errors > 0, "the negative size is said of both");
        let own: u32 =
            model.inspection.tree.iter().skip(1).map(|(id, _)| model.tally.marks.of(id).own.alerts()).sum();
        assert_eq!(of_root.below.alerts(), own);
        assert_eq!(model.tally.marks.of(NodeId(u32::MAX)), Found::default(), "of no tree");
    }
}
