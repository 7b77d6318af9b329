//! Why documents do not verify, worked out a piece at a time and once for each document.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::effect::Effect;
use super::message::Msg;
use super::model::Model;
use super::tally::Tally;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, NodeId, Unmatched, Wanted, named_by, unmatched};
use crate::limits;
use crate::verify::Expected;
use crate::verify::explain::{Attempt, Explanation};

/// What was found out, and what is still to be.
#[derive(Clone, Debug, Default)]
pub struct Explaining {
    /// All digests that were ever wanted; each that is new gives every document another chance.
    wanted: HashSet<Digest>,
    /// How many times new ones came.
    generation: u32,
    /// Bytes that may still be written and hashed in this generation, all documents together.
    left: u64,
    found: HashMap<BlobId, Found>,
    pending: VecDeque<Unmatched>,
    attempt: Attempt,
}

/// What was found out of one document.
#[derive(Clone, Debug)]
struct Found {
    /// The bytes that were looked at: those of a document may be replaced.
    bytes: Rc<[u8]>,
    sought: Sought,
    explanation: Explanation,
    /// The digest that the explanation speaks of.
    digest: Option<Digest>,
}

/// What a document was looked for as.
#[derive(Clone, Debug, PartialEq)]
enum Sought {
    /// This digest, which is expected of it.
    Pinned(Digest),
    /// Anything that was missing in this generation.
    Missing(u32),
}

impl Explaining {
    /// Takes the digests that are wanted now; one that is new begins a generation.
    fn want(&mut self, unmatched: &[Unmatched]) {
        let mut is_new = false;
        let mut seen: HashSet<*const Wanted> = HashSet::new();
        // Documents of one kind share what they may be.
        let each = unmatched.iter().filter(|unmatched| seen.insert(Rc::as_ptr(&unmatched.wanted)));
        for Expected { digest, .. } in each.flat_map(|unmatched| unmatched.wanted.targets.all()) {
            if !self.wanted.contains(digest) {
                is_new = true;
                self.wanted.insert(digest.clone());
            }
        }
        if is_new {
            self.generation = self.generation.wrapping_add(1);
            self.left = limits::EXPLAIN_WORK_BYTES;
        }
    }

    fn sought(&self, pinned: Option<&Digest>) -> Sought {
        pinned.map_or(Sought::Missing(self.generation), |digest| Sought::Pinned(digest.clone()))
    }
}

/// Finds out which documents do not verify, and begins to explain those that were not explained yet.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let all = unmatched(&inspection.blobs, &inspection.tree);
    let explaining = &mut model.explaining;
    explaining.want(&all);
    explaining.pending.clear();
    explaining.attempt = Attempt::default();
    let mut explanations = BTreeMap::new();
    let mut places: HashMap<*const Wanted, HashMap<&Digest, NodeId>> = HashMap::new();
    for unmatched in &all {
        let Some(blob) = inspection.blobs.get(unmatched.blob) else { continue };
        let wanted = &unmatched.wanted;
        let places = places.entry(Rc::as_ptr(wanted)).or_insert_with(|| {
            let digests = wanted.targets.all().iter().map(|target| &target.digest);
            digests.zip(wanted.nodes.iter().copied()).collect()
        });
        let sought = explaining.sought(pinned(unmatched));
        let known = explaining.found.get(&unmatched.blob);
        let known = known.filter(|found| found.sought == sought && Rc::ptr_eq(&found.bytes, &blob.bytes));
        let first = wanted.nodes.first().copied();
        let place = known.and_then(|found| match &found.digest {
            Some(digest) => places.get(digest).copied(),
            None => first,
        });
        match (known, place) {
            (Some(found), Some(node)) => {
                explanations.insert(unmatched.blob, (found.explanation.clone(), node));
            }
            _ => explaining.pending.push_back(unmatched.clone()),
        }
    }
    if explanations != inspection.explanations {
        drop(inspection);
        Rc::make_mut(&mut model.inspection).explanations = explanations;
    }
    go_on(model)
}

/// The digest that is expected of a document, where one is.
fn pinned(unmatched: &Unmatched) -> Option<&Digest> {
    match unmatched.wanted.targets.all() {
        [only] if only.size.is_none() => Some(&only.digest),
        _ => None,
    }
}

/// Explains as much as fits into a frame, and has the rest explained after it.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let explaining = &mut model.explaining;
    let mut now = limits::EXPLAIN_FRAME_BYTES;
    let mut explanations = Vec::new();
    while now > 0 {
        let Some(Unmatched { blob: id, wanted }) = explaining.pending.front().cloned() else { break };
        let Some(blob) = inspection.blobs.get(id) else {
            explaining.pending.pop_front();
            continue;
        };
        let own = named_by(blob);
        let is_own = |digest: &Digest| own.contains(digest);
        let (attempt, left) = (&mut explaining.attempt, &mut explaining.left);
        let Some(explanation) = attempt.go_on(&blob.bytes, &wanted.targets, &is_own, &mut now, left) else {
            break;
        };
        explaining.attempt = Attempt::default();
        let place = match &explanation {
            Explanation::Recovered { wanted, .. } | Explanation::Nearest { wanted, .. } => Some(*wanted),
            Explanation::Nothing { .. } => None,
        };
        if let Some(node) = wanted.nodes.get(place.unwrap_or(0)) {
            explanations.push((id, (explanation.clone(), *node)));
        }
        let target = |at: usize| wanted.targets.all().get(at).map(|target| target.digest.clone());
        let unmatched = Unmatched { blob: id, wanted: Rc::clone(&wanted) };
        let sought = explaining.sought(pinned(&unmatched));
        let found =
            Found { bytes: Rc::clone(&blob.bytes), sought, digest: place.and_then(target), explanation };
        explaining.found.insert(id, found);
        explaining.pending.pop_front();
    }
    let more = !explaining.pending.is_empty();
    drop(inspection);
    if !explanations.is_empty() {
        Rc::make_mut(&mut model.inspection).explanations.extend(explanations);
    }
    model.tally = Tally::of(&model.inspection);
    if more { vec![Effect::AfterFrame(Box::new(Msg::Explain))] } else { Vec::new() }
}
