//! Files of layers, put together and shown.

use std::rc::Rc;
use std::time::Duration;

use bayplan::archive::files::{AddingUp, FileOrder, Largest, Merge, Only, Scope, SortedBy, View, Wasting};
use bayplan::archive::kind::EntryKind;
use bayplan::archive::layer::{LayerFiles, Listing};
use bayplan::archive::tar::{Entry, Owner, Time};
use bayplan::limits;

use crate::clock::Clock;
use crate::{By, Shape, Spent};

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "a directory that is emptied again and again",
        small: 800,
        full: 100_000,
        by: By::All,
        run: opaque,
    },
    Shape {
        name: "a name that is a file and a directory in turns",
        small: 800,
        full: 100_000,
        by: By::All,
        run: turns,
    },
    Shape {
        name: "files at the end of a chain of long links",
        small: 40,
        full: 25_000,
        by: By::All,
        run: links,
    },
    Shape {
        name: "one path again and again, in two layers",
        small: 1_000,
        full: 200_000,
        by: By::All,
        run: same,
    },
    Shape {
        name: "whiteouts of a directory's files",
        small: 1_000,
        full: 200_000,
        by: By::All,
        run: whiteouts,
    },
    Shape {
        name: "hard links, each to the one before",
        small: 1_000,
        full: 200_000,
        by: By::All,
        run: hard_links,
    },
    Shape { name: "paths that are as deep as they may be", small: 60, full: 15_000, by: By::All, run: deep },
    Shape { name: "a directory of many files", small: 3_000, full: 1_000_000, by: By::All, run: wide },
    Shape { name: "one file in many layers", small: 100, full: 10_000, by: By::All, run: many_layers },
    Shape {
        name: "long names, filtered by a long text",
        small: 150,
        full: 15_000,
        by: By::All,
        run: filtered,
    },
];

fn entry(at: usize, path: String, kind: EntryKind, link: String) -> Entry {
    Entry {
        at: at as u64,
        content_at: at as u64,
        stored: 1,
        size: 1,
        sparse: false,
        path: path.into_bytes(),
        kind,
        mode: 0o755,
        owner: Owner::default(),
        mtime: Time::default(),
        link: link.into_bytes(),
        xattrs: Vec::new(),
        device: None,
    }
}

/// A layer of these entries.
pub fn layer(entries: impl IntoIterator<Item = (String, EntryKind, String)>) -> Rc<LayerFiles> {
    let mut listing = Listing::default();
    for (at, (path, kind, link)) in entries.into_iter().enumerate() {
        listing.add(&entry(at, path, kind, link));
    }
    Rc::new(listing.finish(0))
}

pub fn regular(path: String) -> (String, EntryKind, String) {
    (path, EntryKind::Regular, String::new())
}

fn directory(path: String) -> (String, EntryKind, String) {
    (path, EntryKind::Directory, String::new())
}

/// Puts layers together as the page does, looks at each of the first and the last, and lists what is listed.
fn put_together(layers: Vec<Rc<LayerFiles>>, text: &str) -> Spent {
    let mut spent = Spent::default();
    let mut count = |took: Duration| spent.count(took, *b"a step                  ");
    let last = u16::try_from(layers.len() - 1).unwrap();
    let clock = Clock::start();
    let mut merge = Merge::new(layers);
    count(clock.read());
    loop {
        let clock = Clock::start();
        let done = merge.step(limits::FILE_LOOKUPS_A_FRAME);
        count(clock.read());
        if done {
            break;
        }
    }
    let files = merge.finish();
    for scope in [Scope::After(last), Scope::After(0), Scope::Layer(last), Scope::Layer(0)] {
        let mut adding = AddingUp::new(&files, scope);
        loop {
            let clock = Clock::start();
            let done = adding.step(&files, limits::FILES_LISTED_A_FRAME);
            count(clock.read());
            if done {
                break;
            }
        }
        let mut view = View::new(scope);
        view.know(adding.finish());
        view.sort(FileOrder { by: SortedBy::Size, descending: true });
        view.filter(text, Only::Everything);
        loop {
            let clock = Clock::start();
            let done = view.step(&files, limits::FILES_LISTED_A_FRAME);
            count(clock.read());
            if done {
                break;
            }
        }
        let clock = Clock::start();
        let _ = view.rows().window(&files, view.rows().len() / 2, 60);
        count(clock.read());
    }
    let mut largest = Largest::new(last, limits::FILES_BY_SIZE);
    loop {
        let clock = Clock::start();
        let done = largest.step(&files, limits::FILES_LISTED_A_FRAME);
        count(clock.read());
        if done {
            break;
        }
    }
    let mut wasting = Wasting::new(last, limits::FILES_BY_SIZE);
    loop {
        let clock = Clock::start();
        let done = wasting.step(&files, limits::FILES_LISTED_A_FRAME);
        count(clock.read());
        if done {
            break;
        }
    }
    spent
}

fn opaque(count: usize) -> Spent {
    let files = (0..count).map(|at| regular(format!("d/{at}")));
    let whiteouts = (0..count).map(|_| regular("d/.wh..wh..opq".to_owned()));
    put_together(vec![layer(files), layer(whiteouts)], "")
}

fn turns(count: usize) -> Spent {
    let files = (0..count).map(|at| regular(format!("d/{at}")));
    let turns = (0..count).flat_map(|_| [regular("d".to_owned()), directory("d/".to_owned())]);
    put_together(vec![layer(files.chain(turns))], "")
}

fn links(count: usize) -> Spent {
    let long = "a/../".repeat(limits::PATH_BYTES / 5 - 3);
    let chain = (0..39).map(|at| (format!("l{at}"), EntryKind::Symlink, format!("{long}l{}", at + 1)));
    let root = [directory("a/".to_owned()), directory("l39/".to_owned())];
    let files = (0..count).map(|at| regular(format!("l0/{}/{at}", at % 2)));
    put_together(vec![layer(root.into_iter().chain(chain)), layer(files)], "")
}

fn same(count: usize) -> Spent {
    let files = || (0..count).map(|_| regular("d/one".to_owned()));
    put_together(vec![layer(files()), layer(files())], "")
}

fn whiteouts(count: usize) -> Spent {
    let files = (0..count).map(|at| regular(format!("d/{at}")));
    let gone = (0..count).map(|at| regular(format!("d/.wh.{at}")));
    put_together(vec![layer(files), layer(gone)], "")
}

fn hard_links(count: usize) -> Spent {
    let links = (0..count).rev().map(|at| (format!("d/{}", at + 1), EntryKind::HardLink, format!("d/{at}")));
    put_together(vec![layer(links.chain([regular("d/0".to_owned())]))], "")
}

fn deep(count: usize) -> Spent {
    let files = (0..count).map(|at| regular(format!("{at}/{}f", "d/".repeat(250))));
    put_together(vec![layer(files)], "")
}

fn wide(count: usize) -> Spent {
    // In no order.
    let files = (0..count).map(|at| regular(format!("d/{:x}", (at * 0x9e37_79b1) & 0xffff_ffff)));
    put_together(vec![layer(files)], "")
}

fn many_layers(count: usize) -> Spent {
    let layers = (0..count.min(60_000)).map(|_| layer([regular("d/one".to_owned())]));
    put_together(layers.collect(), "")
}

fn filtered(count: usize) -> Spent {
    let files = (0..count).map(|at| regular(format!("d/{}{at}", "a".repeat(limits::PATH_BYTES - 20))));
    put_together(vec![layer(files)], &format!("/{}b", "a".repeat(1_000)))
}
