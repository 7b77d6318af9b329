//! The members of an archive by their paths, in the folder that all of them lie in.

use crate::archive::contents::{Contents, Member};
use crate::archive::kind::Kind;
use crate::keyed::HashMap;
use crate::limits;

/// The files that tell an image's archive, where it begins.
const SIGNS: [&str; 4] = ["index.json", "oci-layout", "manifest.json", "repositories"];

/// The members of an archive.
pub(super) struct Members<'a> {
    all: &'a [Member],
    by_path: HashMap<&'a str, usize>,
    folder: &'a str,
}

impl<'a> Members<'a> {
    pub(super) fn new(contents: &'a Contents) -> Self {
        let all = contents.members.as_slice();
        let folder = folder_of(all);
        // Of two with one path the later one counts, as where an archive is unpacked.
        let by_path = all.iter().enumerate().filter_map(|(at, member)| Some((inside(folder, member)?, at)));
        Self { all, by_path: by_path.collect(), folder }
    }

    /// The folder that all of them lie in.
    pub(super) const fn folder(&self) -> &'a str {
        self.folder
    }

    /// The files that count, in the order of the archive, by their paths in the folder.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&'a str, usize)> {
        let paths =
            self.all.iter().enumerate().filter_map(|(at, member)| Some((inside(self.folder, member)?, at)));
        paths.filter(|(path, at)| {
            self.by_path.get(path) == Some(at) && self.all.get(*at).is_some_and(|it| it.kind == Kind::Regular)
        })
    }

    pub(super) fn document(&self, at: usize) -> Option<&'a [u8]> {
        self.all.get(at)?.document.as_deref()
    }

    /// The file at `path`, through links.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        let mut path = path.to_owned();
        for _ in 0..limits::ARCHIVE_LINKS {
            let at = *self.by_path.get(clean(path.as_bytes())?)?;
            let member = self.all.get(at)?;
            path = match member.kind {
                Kind::Regular => return Some(at),
                Kind::HardLink => below(self.folder, clean(&member.link)?)?.to_owned(),
                Kind::Symlink => beside(inside(self.folder, member)?, clean(&member.link)?)?,
                _ => return None,
            };
        }
        None
    }
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
    let files = all.iter().filter(|member| member.kind != Kind::Directory);
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
