//! Any layers on top of one another give files whose rows, paths and contents agree.

use std::rc::Rc;

use bayplan::archive::files::{Largest, Merge, Only, Scope, View, Wasting};
use bayplan::archive::kind::EntryKind;
use bayplan::archive::layer::{LayerFiles, Listing};
use bayplan::archive::tar::{Entry, Owner, Time};

/// Paths of few parts, so that they meet.
fn path(code: u16) -> Vec<u8> {
    const PARTS: [&str; 8] = ["a", "b", ".wh.a", ".wh..wh..opq", "..", ".", "", "c"];
    (0..4).map(|at| PARTS[usize::from(code >> (at * 3)) % 8]).collect::<Vec<_>>().join("/").into_bytes()
}

fn layer(entries: &[(u16, u16, u8)]) -> Rc<LayerFiles> {
    let mut listing = Listing::default();
    for (at, (own, link, kind)) in (0..).zip(entries) {
        listing.add(&Entry {
            at,
            content_at: at,
            stored: 1,
            size: 1,
            sparse: false,
            path: path(*own),
            kind: EntryKind::of_flag(b'0' + kind % 7),
            mode: 0o755,
            owner: Owner::default(),
            mtime: Time::default(),
            link: path(*link),
            xattrs: Vec::new(),
            device: None,
        });
    }
    Rc::new(listing.finish(0))
}

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

/// For each layer its entries, as path, link and kind; and how many steps are made at once.
type Layers = (Vec<Vec<(u16, u16, u8)>>, u8);

fn on(input: Layers) {
    let (layers, step) = input;
    let layers: Vec<_> = layers.iter().take(8).map(|entries| layer(entries)).collect();
    let mut merge = Merge::new(layers.clone());
    while !merge.step(usize::from(step) + 1) {}
    let files = merge.finish();
    for after in 0..files.layers() {
        for scope in [Scope::After(after), Scope::Layer(after)] {
            let mut view = View::new(scope);
            view.filter("a", Only::Everything);
            while !view.step(&files, usize::from(step) + 1) {}
            let rows = view.rows().window(&files, 0, usize::MAX);
            assert_eq!(rows.len(), view.rows().len());
            for row in rows {
                let path = files.path(row.node);
                assert_eq!(files.node(&path), Some(row.node));
                assert_eq!(path.split(|byte| *byte == b'/').count(), usize::from(row.depth) + 1);
                let _ = (files.entry(row.node, after), files.content(row.node, after));
            }
        }
        let mut wasting = Wasting::new(after, 10);
        while !wasting.step(&files, usize::from(step) + 1) {}
        let wasted = wasting.finish();
        let mut largest = Largest::new(after, 3);
        while !largest.step(&files, usize::from(step) + 1) {}
        assert!(wasted.files >= wasted.largest.len() as u64 && largest.finish().len() <= 3);
    }
}
