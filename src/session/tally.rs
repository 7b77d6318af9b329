//! What all documents come to, counted once they are on the screen.

use std::rc::Rc;

use super::inspection::Inspection;
use super::marks::{Counts, Marking, Marks};
use crate::inspect::{cross, own_findings};
use crate::limits;
use crate::text::size::grouped;
use crate::verify::explain::Explanation;

/// What there is to say of all documents together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Findings, those between documents counted too.
    pub counts: Counts,
    /// There are documents that others could mean, and none is what another names.
    pub nothing_fits: bool,
    /// Bounds kept a part of what the documents name out of the tree.
    pub truncated: bool,
    /// What was found at each node and under it.
    pub marks: Marks,
}

/// A tally that is being counted, a piece in each frame.
#[derive(Clone, Debug)]
pub(super) struct Counting {
    inspection: Rc<Inspection>,
    /// Documents and nodes that were counted.
    at: usize,
    counts: Counts,
    listing: cross::Listing,
    marking: Marking,
    is_any_match: bool,
}

impl Counting {
    pub(super) fn new(inspection: &Rc<Inspection>) -> Self {
        Self {
            inspection: Rc::clone(inspection),
            at: 0,
            counts: Counts::default(),
            listing: cross::Listing::default(),
            marking: Marking::new(&inspection.tree),
            is_any_match: false,
        }
    }

    /// Counts so many documents and nodes more. Gives whether these were all.
    pub(super) fn step(&mut self, most: usize) -> bool {
        let Inspection { blobs, tree, .. } = &*self.inspection;
        let end = self.at.saturating_add(most);
        for (id, _) in blobs.iter().skip(self.at).take(most) {
            own_findings(blobs, tree, id).for_each(|finding| self.counts.add(finding.severity));
        }
        let first = self.at.saturating_sub(blobs.len());
        for (id, node) in tree.iter().skip(first).take(end.saturating_sub(blobs.len()).saturating_sub(first))
        {
            self.is_any_match |= node.state.is_match();
            self.marking.count(blobs, tree, id);
            for found in cross::of_node(blobs, tree, id) {
                self.marking.add_crossed(id, found.finding.severity);
                if self.listing.takes(id, &found.finding) {
                    self.counts.add(found.finding.severity);
                }
            }
        }
        self.at = end;
        end >= blobs.len() + tree.len()
    }

    pub(super) fn tally(self) -> Tally {
        let Self { inspection, mut counts, listing, marking, is_any_match, .. } = self;
        let Inspection { tree, explanations, .. } = &*inspection;
        listing.counted().iter().for_each(|(_, found)| counts.add(found.finding.severity));
        let recovered = |it: &Explanation| matches!(it, Explanation::Recovered { .. });
        let nothing_fits = tree.roots().len() > 1
            && !explanations.is_empty()
            && !explanations.values().any(|(it, _)| recovered(it))
            && !is_any_match;
        Tally { counts, nothing_fits, truncated: tree.is_truncated(), marks: marking.marks(tree) }
    }
}

impl Tally {
    /// All at once.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        let mut counting = Counting::new(&Rc::new(inspection.clone()));
        counting.step(usize::MAX);
        counting.tally()
    }

    /// What to say where the tree is cut short.
    #[must_use]
    pub fn cut_short() -> String {
        format!(
            "The tree is cut short: it takes {} nodes at most, and indexes within indexes down to level {}. What is \
             beyond that is neither shown nor verified. Open the part that you want to see by itself.",
            grouped(limits::TREE_NODES as u64),
            limits::INDEX_DEPTH
        )
    }

    /// What to say where nothing fits.
    pub const NOTHING_FITS: &str = "Nothing verifies here. No document has the digest that another one \
        names for it, and none of the usual changes brings one back: the bytes, or the digests that name \
        them, were altered. Get the documents again from the registry, as files.";
}
