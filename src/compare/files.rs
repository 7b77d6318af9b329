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
use crate::sorting::{sort_by, sort_by_key};

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
}

impl FileDifferences {
    /// How many are of this kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }

    /// The places of the rows whose paths hold `filter`, by their paths, or those with the largest change first.
    #[must_use]
    pub fn listed(&self, filter: &str, by_size: bool) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let mut places: Vec<usize> =
            rows.filter(|(_, row)| row.path.contains(filter)).map(|(at, _)| at).collect();
        if by_size {
            let bytes = |at: &usize| self.rows.get(*at).map_or(0, |row| row.bytes().unsigned_abs());
            sort_by_key(&mut places, |at| std::cmp::Reverse(bytes(at)));
        }
        places
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
        pace.spend(paths.len().saturating_mul(8)).await;
        sort_by(&mut paths, |one, other| one.0.cmp(&other.0));
        Self { files, digests, paths }
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
        })
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
    found.directories = directories(&found.rows);
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
    found.rows.push(FileDifference { path, kind, aspects, first, second });
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
fn directories(rows: &[FileDifference]) -> Vec<(String, u64, u64)> {
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
    }
    let mut list: Vec<(String, u64, u64)> = of
        .into_iter()
        .map(|(name, (added, removed))| (name, added, removed))
        .filter(|(_, a, r)| a + r > 0)
        .collect();
    sort_by_key(&mut list, |(name, added, removed)| {
        (std::cmp::Reverse(added.saturating_add(*removed)), name.clone())
    });
    list
}
