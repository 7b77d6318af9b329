//! What all documents come to, counted once they are on the screen.

use std::rc::Rc;

use super::effect::Effect;
use super::marks::{Counts, Marking, Marks};
use super::message::Msg;
use super::model::{Inspection, Model};
use crate::inspect::{cross, own_findings};
use crate::limits;
use crate::session::message::DocumentsMsg;
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

/// Counts what all documents come to now; what is long takes several frames.
pub(super) fn count(model: &mut Model) -> Vec<Effect> {
    let is_due = model.counting.is_some();
    model.counting = Some(Box::new(Counting::new(&model.inspection)));
    match is_due {
        true => Vec::new(),
        // Whoever asks has gone through all of it just now.
        false if model.inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES => {
            vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Count)))]
        }
        false => go_on(model),
    }
}

/// Goes on with that.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(mut counting) = model.counting.take() else { return Vec::new() };
    if counting.step(limits::COUNTED_A_FRAME) {
        model.tally = counting.tally();
        return Vec::new();
    }
    model.counting = Some(counting);
    vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Count)))]
}

impl Counting {
    fn new(inspection: &Rc<Inspection>) -> Self {
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
    fn step(&mut self, most: usize) -> bool {
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

    fn tally(self) -> Tally {
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

#[cfg(test)]
mod tests {
    use super::super::{Arrival, update};
    use super::*;
    use crate::findings::Severity;
    use crate::image::digest::HashAlgorithm;
    use crate::inspect::Origin;
    use crate::session::message::BoxMsg;
    use crate::verify::hash::digest_of;

    fn opened(documents: &[String]) -> Tally {
        let mut model = Model::default();
        let arrival = |text: &String| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
        let effects = update(
            &mut model,
            Msg::Documents(DocumentsMsg::Add {
                arrivals: documents.iter().map(arrival).collect(),
                pin: None,
            }),
        );
        for effect in effects {
            if let Effect::AfterFrame(msg) = effect {
                update(&mut model, *msg);
            }
        }
        model.tally
    }

    #[test]
    fn documents_that_do_not_fit_together() {
        let manifest =
            r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}"#;
        let index = |of: &str, size: usize| {
            let digest = digest_of(HashAlgorithm::Sha256, of.as_bytes());
            format!(
                r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json",
                "digest":"{digest}","size":{size},"platform":{{"os":"linux","architecture":"arm64"}}}}]}}"#
            )
        };
        let manifest = manifest.to_owned();
        let spaced = manifest.replace(':', ": ");
        for (documents, nothing_fits, reason) in [
            (vec![index(&manifest, manifest.len())], false, "an index alone names what is not here"),
            (
                vec![index(&manifest, manifest.len()), manifest.clone()],
                false,
                "the manifest is the one named",
            ),
            (vec![index("x", manifest.len()), manifest.clone()], true, "another manifest of the same size"),
            (vec![index("x", 9), manifest.clone()], true, "another manifest"),
            (vec![index(&manifest, manifest.len()), spaced], false, "the original can be recovered"),
        ] {
            assert_eq!(opened(&documents).nothing_fits, nothing_fits, "{reason}");
        }
    }

    #[test]
    fn findings_between_documents_count() {
        let with = |expected: &str| {
            let mut model = Model::default();
            update(&mut model, Msg::Box(BoxMsg::Expected(expected.to_owned())));
            update(&mut model, Msg::Box(BoxMsg::Changed(r#"{"schemaVersion":2,"manifests":[]}"#.to_owned())));
            update(&mut model, Msg::Box(BoxMsg::Submit));
            update(&mut model, Msg::Documents(DocumentsMsg::Settle));
            model.tally
        };
        let other = digest_of(HashAlgorithm::Sha256, b"other").to_string();
        assert_eq!(
            with(&other).counts.worst(),
            Some(Severity::Error),
            "the bytes are not what they should be"
        );
        assert!(with("").counts.worst() < Some(Severity::Error), "nothing says what they should be");
        assert!(with("").counts.all() > 0);
    }

    #[test]
    fn a_bound_that_was_met_is_told() {
        let index = |entries: &str| format!(r#"{{"schemaVersion":2,"manifests":[{entries}]}}"#);
        let mut documents = vec![index("")];
        for _ in 0..limits::INDEX_DEPTH {
            let inside = documents.last().unwrap();
            let digest = digest_of(HashAlgorithm::Sha256, inside.as_bytes());
            let media_type = "application/vnd.oci.image.index.v1+json";
            let entry =
                format!(r#"{{"mediaType":"{media_type}","digest":"{digest}","size":{}}}"#, inside.len());
            documents.push(index(&entry));
        }
        assert!(!opened(&documents).truncated, "as deep as it may be");
        let digest = digest_of(HashAlgorithm::Sha256, documents.last().unwrap().as_bytes());
        documents.push(index(&format!(r#"{{"digest":"{digest}","size":1}}"#)));
        assert!(opened(&documents).truncated, "deeper");
    }
}
