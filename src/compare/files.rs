//! The files of two images beside each other, once their layers are read.
//!
//! What a layer's table of entries states is compared: kind, size, permissions, owner, link and time. Bytes are the same
//! where both images have the file out of the same layer, and others where the sizes are; of all else that is told.

use std::rc::Rc;

use super::change::Kind;
use crate::archive::files::{Files, Merge, NodeId};
use crate::archive::kind::EntryKind;
use crate::archive::layer::{File, LayerFiles};
use crate::keyed::HashMap;
use crate::limits;
use crate::pace::Pace;
use crate::sorting::sorted_in_pieces;

/// Directories that are told, the largest first.
const DIRECTORIES: usize = 200;

/// A layer's table, and what tells it from others: the diff ID.
#[derive(Clone, Debug)]
pub struct Table {
    /// The entries.
    pub files: Rc<LayerFiles>,
    /// The diff ID of the layer, where all of it was read and hashed.
    pub diff_id: Option<String>,
}

/// What is stated of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// What it is.
    pub kind: EntryKind,
    /// Permissions with setuid, setgid and sticky.
    pub mode: u16,
    /// User and group, by number.
    pub owner: (i64, i64),
    /// Bytes.
    pub size: u64,
    /// Seconds since 1970.
    pub mtime: i64,
    /// Where a link leads.
    pub link: String,
    /// Where its content is: the place of the layer, and bytes of that layer before it; `None` where it has none.
    pub content: Option<(u16, u64)>,
}

/// What of a file is different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects {
    /// What it is.
    pub kind: bool,
    /// Its size, and so its bytes.
    pub size: bool,
    /// Its bytes were not compared: the same number of them, out of other layers.
    pub bytes_unknown: bool,
    /// Permissions.
    pub mode: bool,
    /// The owner.
    pub owner: bool,
    /// Where a link leads.
    pub link: bool,
    /// The time.
    pub time: bool,
}

impl Aspects {
    /// Whether nothing that is stated is different.
    const fn is_none(self) -> bool {
        !(self.kind || self.size || self.mode || self.owner || self.link || self.time)
    }

    /// Whether only the time is different, as far as that is known.
    #[must_use]
    pub const fn is_time_alone(self) -> bool {
        self.time && !(self.kind || self.size || self.mode || self.owner || self.link)
    }
}

/// A file that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDifference {
    /// Its path, without a slash in front.
    pub path: String,
    /// Added, removed or changed.
    pub kind: Kind,
    /// What of it.
    pub aspects: Aspects,
    /// What the first states.
    pub first: Option<FileFacts>,
    /// What the second states.
    pub second: Option<FileFacts>,
}

impl FileDifference {
    /// Bytes that the second has more, or fewer.
    #[must_use]
    pub fn bytes(&self) -> i64 {
        let size = |facts: &Option<FileFacts>| {
            facts.as_ref().map_or(0, |facts| i64::try_from(facts.size).unwrap_or(i64::MAX))
        };
        size(&self.second).saturating_sub(size(&self.first))
    }
}

/// What is different between the files of two images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileDifferences {
    /// The files, by their paths.
    pub rows: Vec<FileDifference>,
    /// Bytes that were added and removed, by directory: the largest first.
    pub directories: Vec<(String, u64, u64)>,
    /// Files of both of which nothing that is stated is different, out of other layers: their bytes were not compared.
    pub unproved: usize,
    /// Files that both have out of the same layer.
    pub same: usize,
    /// How many were added, removed and changed.
    pub counts: [usize; 3],
    /// Files of which only the time is different, as far as that is known.
    pub times: usize,
}

impl FileDifferences {
    /// How many are of this kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        match (kind, self.counts) {
            (Kind::Added, [added, ..]) => added,
            (Kind::Removed, [_, removed, _]) => removed,
            (Kind::Changed, [.., changed]) => changed,
            (Kind::Reordered, _) => 0,
        }
    }

    /// Takes a row.
    fn push(&mut self, row: FileDifference) {
        let [added, removed, changed] = &mut self.counts;
        *match row.kind {
            Kind::Added => added,
            Kind::Removed => removed,
            Kind::Changed | Kind::Reordered => changed,
        } += 1;
        self.times += usize::from(row.aspects.is_time_alone());
        self.rows.push(row);
    }
}

/// One of the two.
struct Side {
    files: Files,
    /// Its layers' digests.
    digests: Vec<Option<String>>,
    /// Its files by their paths.
    paths: Vec<(Vec<u8>, NodeId)>,
}

impl Side {
    async fn new(tables: Vec<Table>, pace: &Pace) -> Self {
        let digests = tables.iter().map(|table| table.diff_id.clone()).collect();
        let mut merge = Merge::new(tables.into_iter().map(|table| table.files).collect());
        while !merge.step(limits::COMPARED_FILES_A_PIECE) {
            pace.spend(limits::COMPARED_FILES_A_PIECE.saturating_mul(4)).await;
        }
        let files = merge.finish();
        let last = files.layers().saturating_sub(1);
        let mut paths = Vec::new();
        for node in files.all() {
            if files.entry(node, last).is_some() {
                paths.push((files.path(node), node));
            }
            pace.spend(8).await;
        }
        let path = |at: u32| paths.get(at as usize).map(|(path, _): &(Vec<u8>, NodeId)| path);
        let order = sorted_in_pieces(paths.len(), &|one, other| path(one).cmp(&path(other)), pace).await;
        let mut sorted = Vec::with_capacity(paths.len());
        for at in order {
            if let Some((path, node)) = paths.get_mut(at as usize) {
                sorted.push((std::mem::take(path), *node));
            }
            pace.spend(1).await;
        }
        Self { files, digests, paths: sorted }
    }

    fn entry(&self, node: NodeId) -> Option<(u16, u32, File<'_>)> {
        self.files.entry(node, self.files.layers().saturating_sub(1))
    }

    fn facts(&self, node: NodeId) -> Option<FileFacts> {
        let (layer, _, file) = self.entry(node)?;
        let owner = self.files.layer(layer).and_then(|layer| layer.owner(file.owner));
        Some(FileFacts {
            kind: file.kind,
            mode: file.mode,
            owner: owner.map_or((0, 0), |owner| (owner.uid, owner.gid)),
            size: file.size,
            mtime: file.mtime,
            link: String::from_utf8_lossy(file.link).into_owned(),
            content: self.content(node),
        })
    }

    /// Where the content of a file is, of a hard link's that of what it links to.
    fn content(&self, node: NodeId) -> Option<(u16, u64)> {
        let (layer, _, file) = self.files.content(node, self.files.layers().saturating_sub(1))?;
        (file.kind == EntryKind::Regular).then_some((layer, file.at))
    }

    /// The digest of the layer that a file is out of, and its place there.
    fn place(&self, node: NodeId) -> Option<(&str, u32)> {
        let (layer, row, _) = self.entry(node)?;
        Some((self.digests.get(usize::from(layer))?.as_deref()?, row))
    }
}

/// Compares the files of two images, a piece at a time.
pub async fn files(first: Vec<Table>, second: Vec<Table>, pace: &Pace) -> FileDifferences {
    let (one, other) = (Side::new(first, pace).await, Side::new(second, pace).await);
    let mut found = FileDifferences::default();
    let (mut left, mut right) = (one.paths.iter().peekable(), other.paths.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => a.0.cmp(&b.0),
        };
        let before = if order.is_le() { left.next() } else { None };
        let after = if order.is_ge() { right.next() } else { None };
        take(&mut found, &one, &other, before, after);
        pace.spend(16).await;
    }
    found.directories = directories(&found.rows, pace).await;
    found
}

fn take(
    found: &mut FileDifferences,
    one: &Side,
    other: &Side,
    before: Option<&(Vec<u8>, NodeId)>,
    after: Option<&(Vec<u8>, NodeId)>,
) {
    let path =
        before.or(after).map(|(path, _)| String::from_utf8_lossy(path).into_owned()).unwrap_or_default();
    let first = before.and_then(|(_, node)| one.facts(*node));
    let second = after.and_then(|(_, node)| other.facts(*node));
    let (kind, aspects) = match (&first, &second) {
        (None, _) => (Kind::Added, Aspects::default()),
        (_, None) => (Kind::Removed, Aspects::default()),
        (Some(a), Some(b)) => {
            let place = |side: &Side, of: Option<&(Vec<u8>, NodeId)>| {
                of.and_then(|(_, node)| side.place(*node).map(|(digest, row)| (digest.to_owned(), row)))
            };
            let (from, to) = (place(one, before), place(other, after));
            if from.is_some() && from == to {
                found.same += 1;
                return;
            }
            let aspects = aspects(a, b);
            if aspects.is_none() {
                found.unproved += usize::from(aspects.bytes_unknown);
                return;
            }
            (Kind::Changed, aspects)
        }
    };
    found.push(FileDifference { path, kind, aspects, first, second });
}

fn aspects(first: &FileFacts, second: &FileFacts) -> Aspects {
    let is_file = first.kind == EntryKind::Regular && second.kind == EntryKind::Regular;
    let size = is_file && first.size != second.size;
    Aspects {
        kind: first.kind != second.kind,
        size,
        bytes_unknown: is_file && !size && first.size > 0,
        mode: first.mode != second.mode,
        owner: first.owner != second.owner,
        link: first.link != second.link,
        time: first.mtime != second.mtime,
    }
}

/// Bytes that came and went, by the first two directories of the paths.
async fn directories(rows: &[FileDifference], pace: &Pace) -> Vec<(String, u64, u64)> {
    let mut of: HashMap<String, (u64, u64)> = HashMap::default();
    for row in rows {
        let mut parts: Vec<&str> = row.path.split('/').collect();
        parts.pop();
        parts.truncate(2);
        let (added, removed) = of.entry(parts.join("/")).or_default();
        match row.bytes() {
            more if more > 0 => *added = added.saturating_add(more.unsigned_abs()),
            less => *removed = removed.saturating_add(less.unsigned_abs()),
        }
        pace.spend(10).await;
    }
    let list: Vec<(String, u64, u64)> = of
        .into_iter()
        .map(|(name, (added, removed))| (name, added, removed))
        .filter(|(_, added, removed)| *added > 0 || *removed > 0)
        .collect();
    let of = |at: u32| list.get(at as usize);
    let bytes = |at: u32| of(at).map_or(0, |(_, added, removed)| added.saturating_add(*removed));
    let name = |at: u32| of(at).map(|(name, ..)| name);
    let compare = |one, other| bytes(other).cmp(&bytes(one)).then_with(|| name(one).cmp(&name(other)));
    let mut order = sorted_in_pieces(list.len(), &compare, pace).await;
    order.truncate(DIRECTORIES);
    order.into_iter().filter_map(|at| of(at).cloned()).collect()
}
