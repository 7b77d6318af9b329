//! One way to look at the files: a scope, a filter, what is open, and the rows that make it.

use std::rc::Rc;

use super::bits::Bits;
use super::change::Scope;
use super::image::Files;
use super::largest::{Special, special};
use super::node::NodeId;
use super::order::{NONE, Sorting};
use super::rows::{Rows, shown_entry};
use super::sorted::{FileOrder, SortedBy};
use super::under::Under;

/// Which files are shown, besides those that the text leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Only {
    /// All.
    #[default]
    Everything,
    /// Programs, libraries and object files.
    Programs,
    /// Setuid and setgid.
    Setuid,
    /// What everybody may write.
    WorldWritable,
}

/// The rows of a tree of files, and the work of making them, which is done in steps.
#[derive(Clone, Debug)]
pub struct View {
    text: Vec<u8>,
    only: Only,
    order: FileOrder,
    /// By which directories are put in order.
    under: Under,
    /// What is on the screen until the work is done.
    shown: Rows,
    work: Option<Work>,
}

/// The rows in the making.
#[derive(Clone, Debug, Default)]
struct Work {
    /// In a layer's scope: what it touched, and what leads there.
    touched: Option<Bits>,
    /// What of the layer's paths was looked at.
    seen: Bits,
    /// With a filter: what it found, and what leads there.
    matched: Option<Bits>,
    /// The next record to be touched, then the next node to be matched.
    at: u32,
    found: u32,
    rows: Vec<(u32, u16)>,
    /// Directories that are being listed, the innermost last.
    stack: Vec<Listing>,
    /// A directory whose children are being put in order.
    sorting: Option<Sorted>,
    phase: Phase,
}

/// A directory that is being listed.
#[derive(Clone, Debug)]
struct Listing {
    directory: u32,
    /// Places among its children, in the order that is asked for; `None` where they stand in it.
    order: Option<Vec<u32>>,
    /// How many of the children were listed.
    next: u32,
    /// The depth of the children.
    depth: u16,
}

/// A directory whose children are being put in order.
#[derive(Clone, Debug)]
struct Sorted {
    directory: u32,
    depth: u16,
    /// By what each child stands, as far as that was looked up.
    keys: Vec<i64>,
    sorting: Sorting,
}

/// Children of a directory that are looked up at a time, to be put in order.
const KEYS: usize = 1024;

/// Bytes that are compared with those of the filter's text in the time of a look-up, each with each.
const COMPARED_A_LOOKUP: usize = 256;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Touch,
    Match,
    List,
}

impl View {
    /// Of this scope, with nothing open and no filter.
    #[must_use]
    pub fn new(scope: Scope) -> Self {
        let mut open = Bits::default();
        open.set(0, true);
        Self {
            text: Vec::new(),
            only: Only::Everything,
            order: FileOrder::default(),
            under: Under::default(),
            shown: Rows { scope, open: Rc::new(open), is_filtered: false, rows: Rc::default(), found: 0 },
            work: Some(Work::default()),
        }
    }

    /// The rows that are on the screen.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.shown
    }

    /// Looks at something else; what was open stays open. Until it is known what is under its directories, files stand
    /// by their names.
    pub fn look_at(&mut self, scope: Scope) {
        self.shown.scope = scope;
        self.under = Under::default();
        self.work = Some(Work::default());
    }

    /// Shows what has `text` in its name, or in its path where there is a slash in it, letter case aside; and
    /// only such files.
    pub fn filter(&mut self, text: &str, only: Only) {
        self.text = text.as_bytes().to_ascii_lowercase();
        self.only = only;
        self.shown.is_filtered = !self.text.is_empty() || only != Only::Everything;
        self.work = Some(Work::default());
    }

    /// Puts the files of each directory in another order.
    pub fn sort(&mut self, order: FileOrder) {
        self.order = order;
        self.work = Some(Work::default());
    }

    /// Takes what is under each directory.
    pub fn know(&mut self, under: Under) {
        self.under = under;
        if self.order.by == SortedBy::Size {
            self.work = Some(Work::default());
        }
    }

    /// Opens or closes a directory.
    pub fn open(&mut self, node: NodeId, open: bool) {
        Rc::make_mut(&mut self.shown.open).set(node.0, open);
        self.work = Some(Work::default());
    }

    /// Opens all directories that lead to a node.
    pub fn reveal(&mut self, files: &Files, node: NodeId) {
        let mut at = node.0;
        while let Some(above) = files.nodes.get(at).map(|node| node.parent).filter(|parent| *parent != NONE) {
            Rc::make_mut(&mut self.shown.open).set(above, true);
            at = above;
        }
        self.work = Some(Work::default());
    }

    /// Whether [`View::step`] has work to do.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        self.work.is_some()
    }

    /// Does about so many look-ups: a file takes one, and more where there is much to look through. Gives whether all
    /// is done, and the rows are those that were asked for.
    pub fn step(&mut self, files: &Files, mut lookups: usize) -> bool {
        let Some(mut work) = self.work.take() else { return true };
        while lookups > 0 {
            let took = match work.phase {
                Phase::Touch => self.touch(files, &mut work),
                Phase::Match => self.match_one(files, &mut work),
                Phase::List => self.list_one(files, &mut work),
            };
            lookups = lookups.saturating_sub(1 + took.unwrap_or(0) + files.history.take_steps());
            if took.is_some() {
                continue;
            }
            if work.phase == Phase::List {
                self.shown.rows = work.rows.into();
                self.shown.found = work.found;
                return true;
            }
            work.at = 0;
            work.phase = match work.phase {
                Phase::Touch if self.shown.is_filtered => Phase::Match,
                _ => Phase::List,
            };
        }
        self.work = Some(work);
        false
    }

    /// Marks one path that the layer touched. Gives the work besides a look-up, `None` at the end; as the others do.
    fn touch(&self, files: &Files, work: &mut Work) -> Option<usize> {
        let Scope::Layer(layer) = self.shown.scope else { return None };
        let touched = work.touched.get_or_insert_default();
        let record = files.history.of_layer(layer).get(work.at as usize)?;
        work.at += 1;
        // A layer may have a path many times.
        if work.seen.set(record.node, true) || files.change(record.node, layer).is_none() {
            return Some(0);
        }
        Some(mark(files, touched, record.node))
    }

    /// Looks at one path with the filter.
    fn match_one(&self, files: &Files, work: &mut Work) -> Option<usize> {
        let matched = work.matched.get_or_insert_default();
        let node = work.at;
        if node >= files.nodes.len() {
            return None;
        }
        work.at += 1;
        if node == 0 || !is_visible(files, self.shown.scope, work.touched.as_ref(), node) {
            return Some(0);
        }
        let (matches, looked) = self.matches_text(files, node);
        if matches && self.matches_kind(files, node) {
            work.found += 1;
            return Some(looked + mark(files, matched, node));
        }
        Some(looked)
    }

    /// Whether the text is in the name or the path, and how much work that was at most.
    fn matches_text(&self, files: &Files, node: u32) -> (bool, usize) {
        let looked = |length: usize| length.saturating_mul(self.text.len()) / COMPARED_A_LOOKUP;
        if self.text.contains(&b'/') {
            let path = files.nodes.path(node);
            return (contains(&path, &self.text), looked(path.len()) + path.len() / 16);
        }
        let name = files.nodes.name(node);
        (contains(name, &self.text), looked(name.len()))
    }

    fn matches_kind(&self, files: &Files, node: u32) -> bool {
        let Some((layer, row, file)) = shown_entry(files, self.shown.scope, node) else {
            return self.only == Only::Everything;
        };
        match self.only {
            Only::Everything => true,
            Only::Programs => {
                let extra = files.layer(layer).and_then(|layer| layer.extra(row));
                extra.is_some_and(|extra| extra.program.is_some())
            }
            Only::Setuid => matches!(special(&file), Some(Special::Setuid | Special::Setgid)),
            Only::WorldWritable => special(&file) == Some(Special::WorldWritable),
        }
    }

    /// Adds one row.
    fn list_one(&self, files: &Files, work: &mut Work) -> Option<usize> {
        if work.sorting.is_some() {
            return Some(self.sort_some(files, work));
        }
        if work.rows.is_empty() && work.stack.is_empty() {
            self.enter(files, work, 0, 0);
            return Some(0);
        }
        let Listing { directory, order, next, depth } = work.stack.last_mut()?;
        let place = order.as_ref().map_or(Some(*next), |order| order.get(*next as usize).copied());
        let children = files.nodes.children(*directory);
        let Some(child) = place.and_then(|place| children.get(place as usize)).copied() else {
            work.stack.pop();
            return (!work.stack.is_empty()).then_some(0);
        };
        *next += 1;
        let depth = *depth;
        let shown = match &work.matched {
            Some(matched) => matched.has(child),
            None => is_visible(files, self.shown.scope, work.touched.as_ref(), child),
        };
        if shown {
            work.rows.push((child, depth));
            // A filter opens all that leads to what it found.
            if work.matched.is_some() || self.shown.open.has(child) {
                self.enter(files, work, child, depth.saturating_add(1));
            }
        }
        Some(0)
    }

    /// Goes into a directory, whose children stand in the order of their names.
    fn enter(&self, files: &Files, work: &mut Work, directory: u32, depth: u16) {
        if self.order == FileOrder::default() {
            work.stack.push(Listing { directory, order: None, next: 0, depth });
        } else {
            let first = if files.nodes.children(directory).is_empty() { NONE } else { 0 };
            work.sorting = Some(Sorted { directory, depth, keys: Vec::new(), sorting: Sorting::from(first) });
        }
    }

    /// Puts some of the children of a directory in the order that is asked for. Gives how many it looked up or moved.
    fn sort_some(&self, files: &Files, work: &mut Work) -> usize {
        let Some(mut sorted) = work.sorting.take() else { return 0 };
        let children = files.nodes.children(sorted.directory);
        let known = sorted.keys.len();
        if known < children.len() {
            let some = children.iter().skip(known).take(KEYS);
            sorted.keys.extend(some.map(|child| self.key(files, *child)));
            let looked_up = sorted.keys.len() - known;
            work.sorting = Some(sorted);
            return looked_up;
        }
        let next = |place: u32| if place as usize + 1 < children.len() { place + 1 } else { NONE };
        let key = |place: u32| sorted.keys.get(place as usize);
        // Places are in the order of names, and so are equals.
        let moved = sorted.sorting.step(next, &|one, other| match (self.order.by, self.order.descending) {
            (SortedBy::Name, false) => one.cmp(&other),
            (SortedBy::Name, true) => other.cmp(&one),
            (_, false) => key(one).cmp(&key(other)).then(one.cmp(&other)),
            (_, true) => key(other).cmp(&key(one)).then(one.cmp(&other)),
        });
        if sorted.sorting.is_done() {
            let Sorted { directory, depth, sorting, .. } = sorted;
            work.stack.push(Listing { directory, order: Some(sorting.finish()), next: 0, depth });
        } else {
            work.sorting = Some(sorted);
        }
        moved
    }

    /// By what a file is put in order, where not by its name: bytes, or when it was changed. What no entry names is older
    /// than all.
    fn key(&self, files: &Files, node: u32) -> i64 {
        match self.order.by {
            SortedBy::Name => 0,
            SortedBy::Size => i64::try_from(self.under.at(node).bytes).unwrap_or(i64::MAX),
            SortedBy::Time => {
                shown_entry(files, self.shown.scope, node).map_or(i64::MIN, |(_, _, file)| file.mtime)
            }
        }
    }
}

/// Marks a node and all that leads to it. Gives how many that were.
fn mark(files: &Files, bits: &mut Bits, node: u32) -> usize {
    let (mut at, mut marked) = (node, 0);
    while at != NONE && !bits.set(at, true) {
        marked += 1;
        at = files.nodes.get(at).map_or(NONE, |node| node.parent);
    }
    marked
}

fn is_visible(files: &Files, scope: Scope, touched: Option<&Bits>, node: u32) -> bool {
    match scope {
        Scope::Layer(_) => touched.is_some_and(|touched| touched.has(node)),
        Scope::After(layer) => files.is_there(node, layer),
    }
}

/// Whether `text` has `wanted` in it, which is in lower case.
fn contains(text: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return true };
    (0..=text.len().saturating_sub(wanted.len())).any(|at| {
        text.get(at).is_some_and(|byte| byte.to_ascii_lowercase() == *first)
            && text.get(at..at + wanted.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(wanted))
    })
}
