//! The members of an archive by their paths, in the folder that all of them lie in.

use crate::archive::contents::{Contents, Member};
use crate::archive::kind::EntryKind;
use crate::keyed::HashMap;
use crate::limits;
use crate::pace::Pace;
use crate::sorting::{sort_by, sort_by_key};

/// The files that tell an image's archive, where it begins.
const SIGNS: [&str; 4] = ["index.json", "oci-layout", "manifest.json", "repositories"];

/// The members of an archive.
pub(super) struct Members<'a> {
    all: &'a [Member],
    by_path: HashMap<&'a str, usize>,
    folder: &'a str,
}

impl<'a> Members<'a> {
    pub(super) async fn in_pieces(contents: &'a Contents, pace: &Pace) -> Self {
        let all = contents.members.as_slice();
        let folder = folder_of(all);
        let mut by_path = HashMap::default();
        for (at, member) in all.iter().enumerate() {
            // Of two with one path the later one counts, as where an archive is unpacked.
            if let Some(path) = inside(folder, member) {
                by_path.insert(path, at);
            }
            pace.spend(super::STEPS).await;
        }
        Self { all, by_path, folder }
    }

    /// The folder that all of them lie in.
    pub(super) const fn folder(&self) -> &'a str {
        self.folder
    }

    /// The files that count, in the order of the archive, by their paths in the folder.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.all_in_order()
            .filter(|(_, at)| self.all.get(*at).is_some_and(|it| it.kind == EntryKind::Regular))
    }

    /// All that counts, in the order of the archive, by the paths in the folder.
    pub(super) fn all_in_order(&self) -> impl Iterator<Item = (&'a str, usize)> {
        let paths =
            self.all.iter().enumerate().filter_map(|(at, member)| Some((inside(self.folder, member)?, at)));
        paths.filter(|(path, at)| self.by_path.get(path) == Some(at))
    }

    /// Links, each with the file that it leads to in the end, and those that lead to none.
    pub(super) fn links(&self) -> (HashMap<usize, usize>, Vec<BrokenLink>) {
        let (mut followed, mut broken) = (HashMap::default(), Vec::new());
        for (path, at) in self.all_in_order() {
            if !self.all.get(at).is_some_and(is_link) {
                continue;
            }
            match self.follow(path) {
                Ok(file) => drop(followed.insert(at, file)),
                Err(end) => broken.push(BrokenLink { member: at, end }),
            }
        }
        self.tell_folders(&mut broken);
        (followed, broken)
    }

    /// Tells those that lead to a folder, which the archive may have by what lies in it alone, from those that lead to
    /// nothing.
    fn tell_folders(&self, broken: &mut [BrokenLink]) {
        let mut paths: Vec<&str> =
            if broken.is_empty() { Vec::new() } else { self.by_path.keys().copied().collect() };
        sort_by(&mut paths, |one, other| one.cmp(other));
        for link in broken.iter_mut().filter(|link| link.end == LinkEnd::Nothing) {
            let Some(to) = self.all.get(link.member).and_then(|member| self.target(member)) else { continue };
            let inside = format!("{to}/");
            let after = paths.partition_point(|path| *path < &*inside);
            if paths.get(after).is_some_and(|path| path.starts_with(&inside)) {
                link.end = LinkEnd::NoFile;
            }
        }
    }

    /// The path that a link leads to; `None` for out of the archive.
    fn target(&self, member: &Member) -> Option<String> {
        match member.kind {
            EntryKind::HardLink => below(self.folder, clean(&member.link)?).map(str::to_owned),
            // An absolute one leads out of the folder that the archive is unpacked to.
            EntryKind::Symlink if member.link.starts_with(b"/") => None,
            _ => beside(inside(self.folder, member)?, clean(&member.link)?),
        }
    }

    /// Files that are there more than once: each that counts, with the first of its path.
    pub(super) fn repeated(&self) -> Vec<Repeated> {
        let mut seen: HashMap<&str, (usize, usize)> = HashMap::default();
        for (at, member) in
            self.all.iter().enumerate().filter(|(_, member)| member.kind != EntryKind::Directory)
        {
            if let Some(path) = inside(self.folder, member) {
                seen.entry(path).or_insert((at, 0)).1 += 1;
            }
        }
        let mut repeated: Vec<Repeated> = seen
            .into_iter()
            .filter(|(_, (_, count))| *count > 1)
            .filter_map(|(path, (first, count))| {
                Some(Repeated { first, last: *self.by_path.get(path)?, count })
            })
            .collect();
        sort_by_key(&mut repeated, |repeated| repeated.first);
        repeated
    }

    pub(super) fn document(&self, at: usize) -> Option<&'a [u8]> {
        self.all.get(at)?.document.as_deref()
    }

    /// The file at `path`, through links.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.follow(path).ok()
    }

    pub(super) fn is_file(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|member| member.kind == EntryKind::Regular)
    }

    /// The member at `path`, whatever it is.
    pub(super) fn member(&self, path: &str) -> Option<usize> {
        self.by_path.get(clean(path.as_bytes())?).copied()
    }

    /// The file at `path`, through links, or where they end.
    fn follow(&self, path: &str) -> Result<usize, LinkEnd> {
        let mut path = path.to_owned();
        for _ in 0..limits::ARCHIVE_LINKS {
            let at = self.member(&path).ok_or(LinkEnd::Nothing)?;
            let member = self.all.get(at).ok_or(LinkEnd::Nothing)?;
            match member.kind {
                EntryKind::Regular => return Ok(at),
                EntryKind::HardLink | EntryKind::Symlink => {}
                _ => return Err(LinkEnd::NoFile),
            }
            path = self.target(member).ok_or(LinkEnd::Outside)?;
        }
        Err(LinkEnd::TooLong)
    }
}

/// A link that leads to no file of its archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// The link.
    pub member: usize,
    /// How its way ends.
    pub end: LinkEnd,
}

/// How the way of a link ends that leads to no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// At nothing: the archive has no such path.
    Nothing,
    /// Out of the archive.
    Outside,
    /// At what is no file: a directory, a device.
    NoFile,
    /// Nowhere: there are more links on it than are followed, or they go round.
    TooLong,
}

/// A path that an archive has more than once. Numbers are positions in [`Contents::members`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The first.
    pub first: usize,
    /// The last, which counts.
    pub last: usize,
    /// How many there are.
    pub count: usize,
}

fn is_link(member: &Member) -> bool {
    matches!(member.kind, EntryKind::HardLink | EntryKind::Symlink)
}

/// The path of a member, without what may stand in front of it; `None` for one that is no UTF-8, which no
/// format has.
#[must_use]
pub fn clean(path: &[u8]) -> Option<&str> {
    let mut path = str::from_utf8(path).ok()?;
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix('/')) {
        path = rest;
    }
    Some(path.trim_end_matches('/'))
}

/// The folder that all files lie in, where an image's archive begins there; empty else. What file managers and git
/// add beside it doesn't count.
fn folder_of(all: &[Member]) -> &str {
    let files = all.iter().filter(|member| member.kind != EntryKind::Directory);
    let paths = files.filter_map(|member| clean(&member.path)).filter(|path| !is_beside_the_point(path));
    let mut common: Option<&str> = None;
    for path in paths {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        common = Some(common.map_or(folder, |common| shared(common, folder)));
        if common == Some("") {
            return "";
        }
    }
    let folder = common.unwrap_or_default();
    let has = |sign: &&str| all.iter().any(|member| inside(folder, member) == Some(sign));
    if SIGNS.iter().any(has) { folder } else { "" }
}

fn is_beside_the_point(path: &str) -> bool {
    path == "pax_global_header"
        || path.starts_with("__MACOSX/")
        || path.rsplit('/').next().is_some_and(|name| name == ".DS_Store" || name.starts_with("._"))
}

/// The folders that two paths of folders begin with.
fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let mut end = 0;
    for (own, theirs) in one.split('/').zip(other.split('/')) {
        if own != theirs {
            break;
        }
        end += own.len() + 1;
    }
    one.get(..end.saturating_sub(1)).unwrap_or(one)
}

/// The path of a member in `folder`; `None` where it lies elsewhere.
pub fn inside<'a>(folder: &str, member: &'a Member) -> Option<&'a str> {
    below(folder, clean(&member.path)?)
}

fn below<'a>(folder: &str, path: &'a str) -> Option<&'a str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

/// Where a symbolic link at `path` leads to; `None` for out of the archive.
fn beside(path: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
