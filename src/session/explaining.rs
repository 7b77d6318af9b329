//! Why documents do not verify, worked out a piece at a time: once for each document and each digest that it may
//! have had.

use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::inspection::Inspection;
use crate::image::digest::Digest;
use crate::inspect::{Blob, BlobId, NodeId, Unmatched, Wanted};
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::verify::Expected;
use crate::verify::explain::{Attempt, Explanation, Targets, Work};

/// What was found out, and what is still to be.
#[derive(Clone, Debug, Default)]
pub struct Explaining {
    /// All digests that were ever wanted of documents of any kind, each with the generation in which it came.
    wanted: HashMap<Digest, u32>,
    /// How many times new ones came.
    generation: u32,
    /// Bytes that may still be read, written and hashed for what came last, all documents together.
    left: u64,
    /// Where all of this is for a link: what it cost before, and what it was given for this.
    link: Option<(u64, u64)>,
    found: HashMap<BlobId, Found>,
    /// The documents of the tree that do not verify, each with the node that it is told at where none wants it.
    present: Vec<(BlobId, NodeId)>,
    /// The nodes that want digests.
    places: HashMap<Digest, NodeId>,
    pending: VecDeque<Task>,
    attempt: Attempt,
    /// Frames since the last task came, and the one after which what was found is shown: each such costs a look at
    /// all that is here, so that they come further and further apart.
    frames: u32,
    shown_after: u32,
    /// Whether it is being found out beside the page which documents do not verify.
    pub(super) comparing: bool,
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

/// A document to be explained.
#[derive(Clone, Debug)]
struct Task {
    blob: BlobId,
    bytes: Rc<[u8]>,
    sought: Sought,
    targets: Rc<Targets>,
    /// Whether more are missing than these.
    cut: bool,
}

/// What a document was looked for as.
#[derive(Clone, Debug, PartialEq)]
enum Sought {
    /// This digest, which is expected of it.
    Pinned(Digest),
    /// Anything that was missing up to this generation.
    Missing(u32),
}

impl Task {
    fn is_same(&self, other: &Self) -> bool {
        self.blob == other.blob && Rc::ptr_eq(&self.bytes, &other.bytes) && self.sought == other.sought
    }
}

/// What of the targets a document names itself.
fn named<'b>(task: &Task, blob: Option<&'b Blob>) -> HashSet<&'b Digest> {
    blob.map(|blob| task.targets.named_by(blob.descriptors())).unwrap_or_default()
}

/// The digest that is expected of a document, where one is.
fn pinned(wanted: &Wanted) -> Option<&Digest> {
    wanted.targets.all().first().map(|target| &target.digest).filter(|_| wanted.pinned)
}

/// What is missing, by kind and from which generation on: the digests that came since.
type Newer = HashMap<(*const Targets, u32), Option<Rc<Targets>>>;

/// What was done in a frame.
pub(super) struct Done {
    /// Whether nothing is left to be explained.
    pub(super) is_all: bool,
    /// Whether what was found is to be shown now.
    pub(super) is_to_be_shown: bool,
    /// Documents of a link for which too little was left.
    pub(super) cut_short: usize,
}

impl Explaining {
    /// Begins to explain those of `all` that were not explained yet.
    pub(super) fn begin(&mut self, inspection: &Inspection, all: &[Unmatched]) {
        let news = self.want(all);
        let mut newer = HashMap::default();
        let tasks: VecDeque<Task> =
            all.iter().filter_map(|unmatched| self.task(inspection, unmatched, &mut newer)).collect();
        let goes_on = match (self.pending.front(), tasks.front()) {
            (Some(old), Some(new)) if old.is_same(new) => Some(old.clone()),
            _ => None,
        };
        self.pending = tasks;
        match (goes_on, self.pending.front_mut()) {
            // What was tried of it counts.
            (Some(old), Some(front)) => *front = old,
            _ => self.attempt = Attempt::default(),
        }
        if self.link.is_none() && (news || self.frames == 0) {
            self.left = limits::EXPLAIN_WORK_BYTES;
        }
        self.shown_after = self.frames + 1;
    }

    /// Whether nothing is left to be explained.
    pub(super) fn is_done(&self) -> bool {
        self.pending.is_empty()
    }

    /// Explains as much as fits into a frame; `None` where nothing was left.
    pub(super) fn go_on(&mut self, inspection: &Inspection) -> Option<Done> {
        if self.is_done() {
            return None;
        }
        let mut now = limits::EXPLAIN_FRAME_BYTES;
        while now > 0
            && let Some(task) = self.pending.front().cloned()
        {
            let Some(explanation) = self.attempt(inspection, &task, &mut now) else { break };
            now = now.saturating_sub(limits::EXPLAINED_AT_LEAST);
            self.attempt = Attempt::default();
            self.pending.pop_front();
            self.take(task, explanation);
        }
        self.frames += 1;
        let is_all = self.pending.is_empty();
        let is_to_be_shown = is_all || self.frames >= self.shown_after;
        if is_to_be_shown {
            self.shown_after = self.frames * 2;
            self.frames = if is_all { 0 } else { self.frames };
        }
        Some(Done { is_all, is_to_be_shown, cut_short: if is_all { self.cut_short() } else { 0 } })
    }

    /// What was found, by document, and the node that each is meant for.
    pub(super) fn explanations(&self) -> BTreeMap<BlobId, (Explanation, NodeId)> {
        let told = |(blob, first): &(BlobId, NodeId)| {
            let found = self.found.get(blob)?;
            let node = match &found.digest {
                Some(digest) => *self.places.get(digest)?,
                None => *first,
            };
            Some((*blob, (found.explanation.clone(), node)))
        };
        // One after the other: to collect them would sort them first, by a sort of their own.
        let mut explanations = BTreeMap::new();
        explanations.extend(self.present.iter().filter_map(told));
        explanations
    }

    /// From now on all is for a link that cost so much up to here: it gets what is left, once.
    pub(super) fn of_link(&mut self, spent: u64) {
        self.left = limits::LINK_WORK.saturating_sub(spent);
        self.link = Some((spent, self.left));
    }

    /// What comes now is the visitor's doing, and no link's.
    pub(super) fn of_visitor(&mut self) {
        if self.link.take().is_some() {
            self.left = limits::EXPLAIN_WORK_BYTES;
        }
    }

    /// What a link cost so far.
    pub(super) fn link_work(&self) -> Option<u64> {
        self.link.map(|(spent, given)| spent + (given - self.left.min(given)))
    }

    /// The documents of a link for which too little was left.
    fn cut_short(&self) -> usize {
        let is_cut = |found: &Found| {
            let (Explanation::Nothing { complete, .. } | Explanation::Nearest { complete, .. }) =
                found.explanation
            else {
                return false;
            };
            !complete
        };
        let of_link = self.present.iter().filter(|_| self.link.is_some());
        of_link.filter(|(blob, _)| self.found.get(blob).is_some_and(is_cut)).count()
    }

    /// Takes what is wanted now. Gives whether something of it is new, which begins a generation.
    fn want(&mut self, all: &[Unmatched]) -> bool {
        (self.present, self.places) = (Vec::new(), HashMap::default());
        let next = self.generation.saturating_add(1);
        let before = self.wanted.len();
        let mut kinds: HashSet<*const Wanted> = HashSet::default();
        for Unmatched { blob, wanted } in all {
            self.present.extend(wanted.nodes.first().map(|node| (*blob, *node)));
            // Documents of one kind share what they may be.
            if !kinds.insert(Rc::as_ptr(wanted)) {
                continue;
            }
            for (Expected { digest, .. }, node) in wanted.targets.all().iter().zip(&wanted.nodes) {
                self.places.entry(digest.clone()).or_insert(*node);
                if pinned(wanted).is_none() {
                    self.wanted.entry(digest.clone()).or_insert(next);
                }
            }
        }
        let is_new = self.wanted.len() > before;
        if is_new {
            self.generation = next;
        }
        is_new
    }

    /// What is still to be tried of a document.
    fn task(&mut self, inspection: &Inspection, unmatched: &Unmatched, newer: &mut Newer) -> Option<Task> {
        let Unmatched { blob: id, wanted } = unmatched;
        let blob = inspection.blobs.get(*id)?;
        let pinned = pinned(wanted);
        let sought = pinned.cloned().map_or(Sought::Missing(self.generation), Sought::Pinned);
        let whole = || Task {
            blob: *id,
            bytes: Rc::clone(&blob.bytes),
            sought: sought.clone(),
            targets: Rc::clone(&wanted.targets),
            cut: wanted.cut,
        };
        let places = &self.places;
        let known = self.found.get_mut(id).filter(|found| Rc::ptr_eq(&found.bytes, &blob.bytes));
        let Some(found) = known else { return Some(whole()) };
        match (&found.sought, &sought) {
            (old, new) if old == new && pinned.is_some() => return None,
            (Sought::Missing(_), Sought::Missing(_)) => {}
            _ => return Some(whole()),
        }
        // What it was taken for has come.
        if found.digest.as_ref().is_some_and(|digest| !places.contains_key(digest)) {
            let Explanation::Nearest { size, tried, complete, .. } = found.explanation else {
                return Some(whole());
            };
            let own = wanted.targets.named_by(blob.descriptors());
            let other = wanted.targets.first_of_size(size, &|digest| own.contains(digest));
            found.digest =
                other.and_then(|at| wanted.targets.all().get(at)).map(|other| other.digest.clone());
            if found.digest.is_none() {
                found.explanation = Explanation::Nothing { tried, complete };
            }
        }
        let Sought::Missing(since) = found.sought else { return None };
        if since == self.generation || matches!(found.explanation, Explanation::Recovered { .. }) {
            return None;
        }
        let key = (Rc::as_ptr(&wanted.targets), since);
        let generations = &self.wanted;
        let targets = newer.entry(key).or_insert_with(|| {
            let is_newer = |target: &&Expected| generations.get(&target.digest).is_none_or(|of| *of > since);
            let targets: Vec<Expected> = wanted.targets.all().iter().filter(is_newer).cloned().collect();
            (!targets.is_empty()).then(|| Rc::new(Targets::new(targets)))
        });
        match targets {
            Some(targets) => Some(Task { targets: Rc::clone(targets), ..whole() }),
            None => {
                found.sought = sought;
                None
            }
        }
    }

    /// Tries what fits into the frame.
    fn attempt(&mut self, inspection: &Inspection, task: &Task, now: &mut u64) -> Option<Explanation> {
        let blob = inspection.blobs.get(task.blob);
        if task.bytes.len() > limits::EXPLAIN_DOCUMENT_BYTES || blob.is_none() {
            return Some(Explanation::Nothing { tried: 0, complete: false });
        }
        let own = OnceCell::new();
        let is_own = |digest: &Digest| own.get_or_init(|| named(task, blob)).contains(digest);
        let (bytes, targets, left) = (&task.bytes, &task.targets, &mut self.left);
        let found = self.attempt.go_on(&mut Work { bytes, targets, own: &is_own, now, left })?;
        Some(if task.cut { found.incomplete() } else { found })
    }

    /// Keeps what was found of a document, beside what was found before.
    fn take(&mut self, task: Task, explanation: Explanation) {
        let Task { blob, bytes, sought, targets, .. } = task;
        let digest = |at: usize| targets.all().get(at).map(|target| target.digest.clone());
        let digest = match &explanation {
            Explanation::Recovered { wanted, .. } | Explanation::Nearest { wanted, .. } => digest(*wanted),
            Explanation::Nothing { .. } => None,
        };
        let before = self.found.remove(&blob).filter(|found| Rc::ptr_eq(&found.bytes, &bytes));
        let before = before.filter(|found| {
            matches!((&found.sought, &sought), (Sought::Missing(_), Sought::Missing(_)))
                && !matches!(explanation, Explanation::Recovered { .. })
        });
        let found = match (before, explanation) {
            (Some(before), _) if before.digest.is_some() => Found { sought, ..before },
            (Some(before), Explanation::Nothing { tried, complete }) => {
                let was_complete =
                    !matches!(before.explanation, Explanation::Nothing { complete: false, .. });
                let explanation = Explanation::Nothing { tried, complete: complete && was_complete };
                Found { bytes, sought, explanation, digest }
            }
            (_, explanation) => Found { bytes, sought, explanation, digest },
        };
        self.found.insert(blob, found);
    }
}
