//! Why documents do not verify, worked out a piece at a time: once for each document and each digest that it may
//! have had.

use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::effect::Effect;
use super::link_work;
use super::long_work::LongWork;
use super::message::Msg;
use super::model::{Inspection, Model, Tone};
use super::notices::notice;
use super::tally;
use crate::image::digest::Digest;
use crate::inspect::{Blob, BlobId, NodeId, Unmatched, Wanted, unmatched, unmatched_in_pieces};
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::pace::Pace;
use crate::session::message::DocumentsMsg;
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
    comparing: bool,
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

/// Documents that do not verify, looked for beside the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    of: Rc<Inspection>,
    all: Vec<Unmatched>,
}

impl Compared {
    /// Looks for them, a piece at a time.
    pub(super) async fn of(inspection: Rc<Inspection>, pace: &Pace) -> Self {
        let all = unmatched_in_pieces(&inspection.blobs, &inspection.tree, pace).await;
        Self { of: inspection, all }
    }
}

/// Finds out which documents do not verify, beside the page where there are many.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    if inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES {
        // What is under way is begun again once it is done, if it is of another tree.
        return match std::mem::replace(&mut model.explaining.comparing, true) {
            true => Vec::new(),
            false => vec![Effect::InPieces(LongWork::Mismatches(inspection))],
        };
    }
    let all = unmatched(&inspection.blobs, &inspection.tree);
    begin_with(model, &inspection, &all)
}

/// Takes what was found out beside the page. Where the tree is another by now, it is found out again.
pub(super) fn compared(model: &mut Model, Compared { of, all }: &Compared) -> Vec<Effect> {
    model.explaining.comparing = false;
    match Rc::ptr_eq(&of.tree, &model.inspection.tree) {
        true => begin_with(model, of, all),
        // It is due again once that is done.
        false if model.settling || model.growing.is_some() => Vec::new(),
        false => begin(model),
    }
}

/// Begins to explain those that were not explained yet.
fn begin_with(model: &mut Model, inspection: &Inspection, all: &[Unmatched]) -> Vec<Effect> {
    let explaining = &mut model.explaining;
    let news = explaining.want(all);
    let mut newer = HashMap::default();
    let tasks: VecDeque<Task> =
        all.iter().filter_map(|unmatched| explaining.task(inspection, unmatched, &mut newer)).collect();
    let goes_on = match (explaining.pending.front(), tasks.front()) {
        (Some(old), Some(new)) if old.is_same(new) => Some(old.clone()),
        _ => None,
    };
    explaining.pending = tasks;
    match (goes_on, explaining.pending.front_mut()) {
        // What was tried of it counts.
        (Some(old), Some(front)) => *front = old,
        _ => explaining.attempt = Attempt::default(),
    }
    if explaining.link.is_none() && (news || explaining.frames == 0) {
        explaining.left = limits::EXPLAIN_WORK_BYTES;
    }
    explaining.shown_after = explaining.frames + 1;
    show(model);
    let mut effects = tally::count(model);
    if model.inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES {
        // To find out what is to be explained was enough for this frame.
        effects.push(Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Explain))));
    } else {
        effects.extend(go_on(model));
    }
    effects
}

/// Explains as much as fits into a frame, and has the rest explained after it.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let explaining = &mut model.explaining;
    let mut now = limits::EXPLAIN_FRAME_BYTES;
    let is_due = !explaining.pending.is_empty();
    while now > 0
        && let Some(task) = explaining.pending.front().cloned()
    {
        let Some(explanation) = explaining.attempt(&inspection, &task, &mut now) else { break };
        now = now.saturating_sub(limits::EXPLAINED_AT_LEAST);
        explaining.attempt = Attempt::default();
        explaining.pending.pop_front();
        explaining.take(task, explanation);
    }
    drop(inspection);
    if !is_due {
        return Vec::new();
    }
    let mut effects = Vec::new();
    explaining.frames += 1;
    let more = !explaining.pending.is_empty();
    let cut_short = if more { 0 } else { explaining.cut_short() };
    if !more || explaining.frames >= explaining.shown_after {
        explaining.shown_after = explaining.frames * 2;
        explaining.frames = if more { explaining.frames } else { 0 };
        if show(model) {
            effects.extend(tally::count(model));
        }
    }
    if more {
        effects.push(Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Explain))));
    }
    if cut_short > 0 {
        effects.extend(notice(model, Tone::Warn, link_work::used_up(cut_short)));
    }
    effects
}

/// Puts what was found to the documents. Gives whether that is new.
fn show(model: &mut Model) -> bool {
    let explaining = &model.explaining;
    let told = |(blob, first): &(BlobId, NodeId)| {
        let found = explaining.found.get(blob)?;
        let node = match &found.digest {
            Some(digest) => *explaining.places.get(digest)?,
            None => *first,
        };
        Some((*blob, (found.explanation.clone(), node)))
    };
    // One after the other: to collect them would sort them first, by a sort of their own.
    let mut explanations = BTreeMap::new();
    explanations.extend(explaining.present.iter().filter_map(told));
    let is_new = explanations != *model.inspection.explanations;
    if is_new {
        Inspection::change(&mut model.inspection).explanations = explanations.into();
    }
    is_new
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

impl Explaining {
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
