//! Layers on top of one another, against what umoci unpacks.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::rc::Rc;

use bayplan::archive::files::{AddingUp, FileOrder, Largest, Listed, NodeId, SortedBy, Sum, Under, Wasting};
use bayplan::archive::files::{Cause, Change, Files, LinkFault, Merge, Only, Scope, View, Waste};
use bayplan::archive::kind::EntryKind;

use crate::layer::table;
use crate::pack::Tar;
use crate::tools::image;

fn merge(layers: &[Vec<u8>]) -> Files {
    let layers = layers.iter().map(|tar| Rc::new(table(tar, 10_000))).collect();
    Merge::new(layers).finish()
}

/// What is wasted, found in steps.
fn wasted(files: &Files, layer: u16, count: usize) -> Waste {
    let mut wasting = Wasting::new(layer, count);
    while !wasting.step(files, 3) {}
    wasting.finish()
}

/// The largest files, found in steps.
fn largest(files: &Files, layer: u16, count: usize) -> Vec<Listed> {
    let mut largest = Largest::new(layer, count);
    while !largest.step(files, 3) {}
    largest.finish()
}

/// What is under each directory, added up in steps.
fn under(files: &Files, scope: Scope) -> Under {
    let mut adding = AddingUp::new(files, scope);
    while !adding.step(files, 3) {}
    adding.finish()
}

/// All rows of a view with everything open: sign, path.
fn rows(files: &Files, scope: Scope) -> Vec<String> {
    let mut view = View::new(scope);
    loop {
        while !view.step(files, 7) {}
        let closed: Vec<_> = view
            .rows()
            .window(files, 0, usize::MAX)
            .iter()
            .filter(|row| row.open == Some(false))
            .map(|row| row.node)
            .collect();
        if closed.is_empty() {
            break;
        }
        closed.into_iter().for_each(|node| view.open(node, true));
    }
    let shown = view.rows().window(files, 0, usize::MAX);
    shown.iter().map(|row| format!("{}{}", row.change.sign(), text(&files.path(row.node)))).collect()
}

#[test]
fn directories_have_sums_and_files_an_order() {
    let base = Tar::new().file("a/x", "123").file("a/deep/y", "12345678").file("b/z", "12345").file("c", "1");
    let next = Tar::new().file("a/x", "1").file("a/.wh.deep", "").file("b/new", "12");
    let files = merge(&[base.end(), next.end()]);
    let sum = |scope, path: &[u8]| {
        let node = if path.is_empty() { NodeId::ROOT } else { files.node(path).unwrap() };
        under(&files, scope).of(node)
    };
    let is = |bytes, files| Sum { bytes, files };
    assert_eq!(sum(Scope::After(0), b""), is(17, 4));
    assert_eq!(sum(Scope::After(0), b"a"), is(11, 2));
    assert_eq!(sum(Scope::After(1), b""), is(9, 4), "what was deleted is not there");
    assert_eq!(sum(Scope::After(1), b"a"), is(1, 1));
    assert_eq!(sum(Scope::Layer(1), b""), is(3, 2), "what a layer brings, and not what it leaves");
    assert_eq!(sum(Scope::Layer(1), b"a/deep"), is(0, 0));
    let wasted = wasted(&files, 1, 10);
    assert_eq!((wasted.bytes, &wasted.of_layers[..]), (11, &[11][..]));

    let mut view = View::new(Scope::After(0));
    for (by, descending, expected) in [
        (SortedBy::Name, false, ["a", "b", "c"]),
        (SortedBy::Name, true, ["c", "b", "a"]),
        (SortedBy::Size, true, ["a", "b", "c"]),
        (SortedBy::Size, false, ["c", "b", "a"]),
        (SortedBy::Time, true, ["c", "a", "b"]),
    ] {
        view.know(under(&files, Scope::After(0)));
        view.sort(FileOrder { by, descending });
        while !view.step(&files, 3) {}
        let shown = view.rows().window(&files, 0, usize::MAX);
        let names: Vec<String> = shown.iter().map(|row| text(row.name)).collect();
        assert_eq!(names, expected, "{by:?}, descending: {descending}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is at each path: kind, mode, link, and the content's bytes.
pub type Listing = BTreeMap<String, (String, u32, String, Option<Vec<u8>>)>;

/// What we say that the image holds.
pub fn listed(files: &Files, layers: &[Vec<u8>]) -> Listing {
    let last = u16::try_from(layers.len() - 1).unwrap();
    let mut listing = Listing::new();
    for path in rows(files, Scope::After(last)) {
        let node = files.node(path.as_bytes()).unwrap();
        let own = files.entry(node, last);
        let (kind, mode, link, content) = match own {
            None => (EntryKind::Directory, None, String::new(), None),
            Some((_, _, own)) => {
                let (layer, _, file) = files.content(node, last).unwrap();
                let tar = &layers[usize::from(layer)];
                let content =
                    (file.kind == EntryKind::Regular).then(|| crate::layer::content(tar, file.at, 1 << 20));
                let link = if own.kind == EntryKind::Symlink { text(own.link) } else { String::new() };
                (file.kind, Some(u32::from(file.mode)), link, content)
            }
        };
        // A directory that no entry names has the mode that the unpacker likes, and a link's is never used.
        let mode = mode.filter(|_| kind != EntryKind::Symlink).unwrap_or(0);
        listing.insert(path, (kind.word().to_owned(), mode, link, content));
    }
    listing
}

/// What umoci unpacks.
fn unpacked(layers: &[Vec<u8>]) -> Listing {
    let folder = image(layers);
    folder.run("umoci", &["unpack", "--rootless", "--image", "oci:t", "bundle"]);
    let root = folder.join("bundle/rootfs");
    let mut listing = Listing::new();
    walk(&root, &root, &mut listing);
    listing
}

pub fn walk(root: &Path, folder: &Path, listing: &mut Listing) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let data = fs::symlink_metadata(&path).unwrap();
        let mut link = String::new();
        let mut content = None;
        let kind = if data.is_dir() {
            walk(root, &path, listing);
            EntryKind::Directory
        } else if data.is_symlink() {
            link = text(fs::read_link(&path).unwrap().as_os_str().as_bytes());
            EntryKind::Symlink
        } else {
            content = Some(fs::read(&path).unwrap());
            EntryKind::Regular
        };
        let mode = if kind == EntryKind::Symlink { 0 } else { data.permissions().mode() & 0o7777 };
        let name = text(path.strip_prefix(root).unwrap().as_os_str().as_bytes());
        listing.insert(name, (kind.word().to_owned(), mode, link, content));
    }
}

fn agree(what: &str, layers: &[Vec<u8>]) {
    let files = merge(layers);
    let mut ours = listed(&files, layers);
    let mut theirs = unpacked(layers);
    // Of directories that no entry names, the mode is the unpacker's.
    for (path, (kind, mode, ..)) in &mut ours {
        if let Some(other) = theirs.get_mut(path).filter(|_| *kind == "directory" && *mode == 0) {
            other.1 = 0;
        }
    }
    assert_eq!(ours, theirs, "{what}");
}

#[test]
fn layers_as_umoci_unpacks_them() {
    let base = || {
        Tar::new()
            .directory("./")
            .directory("etc/")
            .file("etc/hosts", "root")
            .file("etc/shadow", "secret")
            .directory("usr/")
            .directory("usr/lib/")
            .file("usr/lib/one", "1")
            .file("usr/lib/two", "2")
            .symlink("lib", "usr/lib")
            .hard_link("usr/lib/uno", "usr/lib/one")
            .file("deep/er/file", "parents are not listed")
            .end()
    };
    for (what, layers) in [
        ("a base alone", vec![]),
        ("a whiteout", vec![Tar::new().file("etc/.wh.shadow", "").end()]),
        ("a whiteout of a directory", vec![Tar::new().file(".wh.usr", "").end()]),
        ("a whiteout of nothing", vec![Tar::new().file("etc/.wh.nothing", "").end()]),
        (
            "an opaque directory, before and after its files",
            vec![
                Tar::new()
                    .directory("etc/")
                    .file("etc/.wh..wh..opq", "")
                    .file("etc/new", "new")
                    .directory("usr/lib/")
                    .file("usr/lib/three", "3")
                    .file("usr/lib/.wh..wh..opq", "")
                    .end(),
            ],
        ),
        ("a file in place of a directory", vec![Tar::new().file("usr/lib", "no directory any more").end()]),
        (
            "a directory in place of a file",
            vec![Tar::new().directory("etc/hosts/").file("etc/hosts/inside", "x").end()],
        ),
        ("a directory in place of a link", vec![Tar::new().directory("lib/").file("lib/inside", "x").end()]),
        ("through a link", vec![Tar::new().file("lib/three", "3").end()]),
        ("a whiteout through a link", vec![Tar::new().file("lib/.wh.one", "").end()]),
        ("a hard link to a lower layer", vec![Tar::new().hard_link("etc/hosts-", "etc/hosts").end()]),
        (
            "a hard link to what is replaced later",
            vec![Tar::new().file("usr/lib/one", "other").end(), Tar::new().file("usr/lib/.wh.one", "").end()],
        ),
        (
            "gone and back again",
            vec![Tar::new().file(".wh.etc", "").end(), Tar::new().file("etc/hosts", "again").end()],
        ),
        (
            "other modes",
            vec![
                Tar::new()
                    .entry("etc/", b'5', 0o700, "", b"")
                    .entry("etc/hosts", b'0', 0o4755, "", b"root")
                    .end(),
            ],
        ),
        ("out of the root", vec![Tar::new().file("../../escaped", "x").file("/absolute", "y").end()]),
        ("twice", vec![Tar::new().file("twice", "first").file("twice", "second").end()]),
    ] {
        agree(what, &[vec![base()], layers].concat());
    }
}

/// A small generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn path(&mut self) -> String {
        let parts: Vec<_> = (0..=self.below(3)).map(|_| ["a", "b", "c"][self.below(3) as usize]).collect();
        parts.join("/")
    }
}

#[test]
fn layers_at_random_as_umoci_unpacks_them() {
    for seed in 0..12 {
        let mut numbers = Numbers(seed);
        let mut layers = Vec::new();
        for at in 0..3 {
            // Of one path at most one entry a layer, for that is all that the specification knows; whiteouts
            // first, as it asks for.
            let mut paths: Vec<String> = (0..8).map(|_| numbers.path()).collect();
            paths.sort();
            paths.dedup();
            // What is in a file is in no file.
            let all = paths.clone();
            paths.retain(|path| !all.iter().any(|other| other.starts_with(&format!("{path}/"))));
            let mut tar = Tar::new();
            let mut parents: Vec<String> = Vec::new();
            for path in &paths {
                for (end, _) in path.match_indices('/') {
                    let Some(parent) = path.get(..end) else { continue };
                    if !parents.iter().any(|known| known == parent) {
                        parents.push(parent.to_owned());
                        tar = tar.directory(parent);
                        if numbers.below(4) == 0 {
                            tar = tar.file(&format!("{parent}/.wh..wh..opq"), "");
                        }
                    }
                }
                tar = match numbers.below(6) {
                    0 | 1 if at > 0 => {
                        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
                        tar.file(&format!("{folder}/.wh.{name}"), "")
                    }
                    2 => tar.directory(path).file(&format!("{path}/.wh..wh..opq"), ""),
                    3 => tar.directory(path),
                    _ => tar.file(path, &format!("{seed} {at} {path}")),
                };
            }
            layers.push(tar.end());
        }
        agree(&format!("seed {seed}"), &layers);
    }
}

#[test]
fn changes_of_a_layer() {
    let files = merge(&[
        Tar::new()
            .directory("etc/")
            .file("etc/a", "1")
            .file("etc/b", "1")
            .directory("gone/")
            .file("gone/x", "1")
            .end(),
        Tar::new()
            .directory("etc/")
            .file("etc/.wh.a", "")
            .file("etc/b", "22")
            .file("etc/c", "3")
            .file(".wh.gone", "")
            .end(),
        Tar::new().file("gone/y", "1").file("etc/.wh..wh..opq", "").end(),
    ]);
    assert_eq!(rows(&files, Scope::Layer(0)), ["+etc", "+etc/a", "+etc/b", "+gone", "+gone/x"]);
    assert_eq!(rows(&files, Scope::Layer(1)), ["etc", "−etc/a", "~etc/b", "+etc/c", "−gone", "−gone/x"]);
    assert_eq!(rows(&files, Scope::Layer(2)), ["etc", "−etc/b", "−etc/c", "+gone", "+gone/y"]);
    assert_eq!(rows(&files, Scope::After(0)), ["etc", "etc/a", "etc/b", "gone", "gone/x"]);
    assert_eq!(rows(&files, Scope::After(1)), ["etc", "etc/b", "etc/c"]);
    assert_eq!(rows(&files, Scope::After(2)), ["etc", "gone", "gone/y"]);

    let wasted = wasted(&files, 2, 10);
    let told: Vec<_> = wasted
        .largest
        .iter()
        .map(|wasted| (text(&files.path(wasted.node)), wasted.layer, wasted.size, wasted.cause, wasted.by))
        .collect();
    assert_eq!((wasted.bytes, wasted.files), (6, 5));
    assert_eq!(told[0], ("etc/b".into(), 1, 2, Cause::Deleted, 2));
    assert!(told.contains(&("etc/b".into(), 0, 1, Cause::Overwritten, 1)));
    assert!(told.contains(&("gone/x".into(), 0, 1, Cause::Deleted, 1)));
    let largest: Vec<_> =
        largest(&files, 1, 1).iter().map(|listed| (text(&files.path(listed.node)), listed.size)).collect();
    assert_eq!(largest, [("etc/b".into(), 2)]);
}

#[test]
fn a_hard_link_keeps_its_content() {
    let files = merge(&[
        Tar::new().file("one", "content").hard_link("two", "one").end(),
        Tar::new().file(".wh.one", "").hard_link("three", "two").hard_link("dangling", "nothing").end(),
    ]);
    assert_eq!(wasted(&files, 1, 10).bytes, 0, "it can be seen under another name");
    let node = files.node(b"three").unwrap();
    let (layer, row, file) = files.content(node, 1).unwrap();
    assert_eq!((layer, row, file.path, file.size), (0, 0, &b"one"[..], 7));
    assert_eq!((files.tally().dangling, files.tally().repeated), (1, 0));
    let broken: Vec<_> = files
        .broken_links()
        .map(|(links, file)| (links.layer, links.fault, file.path, links.count))
        .collect();
    assert_eq!(
        broken,
        [(1, LinkFault::Dangling, &b"dangling"[..], 1), (1, LinkFault::Below, &b"three"[..], 1)]
    );
}

#[test]
fn a_hard_link_before_its_file_leads_to_it() {
    let tar = Tar::new()
        .hard_link("usr/c", "usr/b")
        .hard_link("usr/b", "usr/a")
        .file("usr/a", "content")
        .hard_link("ring", "gnir")
        .hard_link("gnir", "ring")
        .hard_link("itself", "itself");
    let files = merge(&[tar.end()]);
    for path in [&b"usr/b"[..], b"usr/c"] {
        let (layer, row, file) = files.content(files.node(path).unwrap(), 0).unwrap();
        assert_eq!((layer, row, file.path), (0, 2, &b"usr/a"[..]));
    }
    let broken: Vec<_> =
        files.broken_links().map(|(links, file)| (links.fault, file.path, links.count)).collect();
    assert_eq!(broken, [(LinkFault::Empty, &b"ring"[..], 2)]);
}

#[test]
fn what_aufs_kept_for_itself_is_no_file() {
    let base = Tar::new().file("etc/.opaque", "x").file("etc/old", "x").end();
    let leftovers = Tar::new()
        .file(".wh..wh.aufs", "")
        .directory(".wh..wh.orph/")
        .directory(".wh..wh.plnk/")
        .file(".wh..wh.plnk/292.14", "content")
        .hard_link("etc/new", ".wh..wh.plnk/292.14")
        .file("etc/.wh..wh..opaque", "")
        .hard_link("etc/lost", ".wh..wh.plnk/293.14")
        .end();
    let files = merge(&[base, leftovers]);
    assert_eq!(
        rows(&files, Scope::After(1)),
        ["etc", "etc/.opaque", "etc/lost", "etc/new", "etc/old"],
        "the last one is no sign of an opaque directory, and deletes “.wh..opaque” alone"
    );
    let (.., file) = files.content(files.node(b"etc/new").unwrap(), 1).unwrap();
    assert_eq!((file.path, file.size), (&b".wh..wh.plnk/292.14"[..], 7));
    let broken: Vec<_> = files.broken_links().map(|(links, file)| (links.fault, file.path)).collect();
    assert_eq!(broken, [(LinkFault::Dangling, &b"etc/lost"[..])]);
}

#[test]
fn rings_of_links_end() {
    let mut tar = Tar::new()
        .symlink("ring", "ring")
        .symlink("one", "two")
        .symlink("two", "one/x")
        .symlink("lib", "usr");
    for at in 0..1000 {
        tar = tar.file(&format!("ring/{at}"), "").file(&format!("one/{at}"), "");
    }
    // A ring takes nothing from the links that lead somewhere.
    let files = merge(&[tar.directory("usr/").file("lib/found", "").end()]);
    assert!(files.entry(files.node(b"usr/found").unwrap(), 0).is_some());
}

#[test]
fn filters() {
    let files = merge(&[Tar::new()
        .file("usr/share/Readme.TXT", "1")
        .file("usr/bin/tool", "2")
        .entry("usr/bin/sudo", b'0', 0o4755, "", b"x")
        .entry("tmp/", b'5', 0o1777, "", b"")
        .entry("open/", b'5', 0o777, "", b"")
        .end()]);
    let found = |text: &str, only: Only| {
        let mut view = View::new(Scope::After(0));
        view.filter(text, only);
        while !view.step(&files, 3) {}
        let rows: Vec<_> =
            view.rows().window(&files, 0, 100).iter().map(|row| crate::merge::text(row.name)).collect();
        (view.rows().found(), rows.join(" "))
    };
    assert_eq!(found("readme", Only::Everything), (1, "usr share Readme.TXT".into()));
    assert_eq!(found("bin/", Only::Everything), (2, "usr bin sudo tool".into()));
    assert_eq!(found("", Only::Setuid), (1, "usr bin sudo".into()));
    assert_eq!(found("", Only::WorldWritable), (1, "open".into()));
    assert_eq!(found("nothing", Only::Everything), (0, String::new()));

    // A window is a part of the rows, and what was on the screen stays until the work is done.
    let mut view = View::new(Scope::After(0));
    while !view.step(&files, 1000) {}
    assert_eq!(view.rows().len(), 3);
    let usr = files.node(b"usr").unwrap();
    view.open(usr, true);
    assert!(view.is_due() && view.rows().len() == 3);
    assert!(!view.step(&files, 1));
    while !view.step(&files, 1) {}
    let names: Vec<_> = view
        .rows()
        .window(&files, 2, 2)
        .iter()
        .map(|row| (crate::merge::text(row.name), row.depth))
        .collect();
    assert_eq!(names, [("usr".into(), 0), ("bin".into(), 1)]);
    assert_eq!(view.rows().window(&files, 2, 1)[0].open, Some(true));
    assert_eq!(view.rows().window(&files, 2, 1)[0].change, Change::Unchanged);
}
