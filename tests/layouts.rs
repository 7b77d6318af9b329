//! A dropped folder: an OCI image layout, whole, and changed on its way.
#![allow(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::Path;

use bayplan::inspect::{Blobs, Origin, Role, Tree};
use bayplan::verify::Verification;

/// Adds a folder's files in the order of their paths, each with its path as a browser gives it.
fn add(blobs: &mut Blobs, root: &Path, folder: &Path) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add(blobs, root, &path);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            blobs.add(fs::read(&path).unwrap().into(), Origin::File(name));
        }
    }
}

fn open(name: &str) -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts");
    let mut blobs = Blobs::default();
    add(&mut blobs, &root, &root.join(name));
    for (blob, algorithm) in blobs.due() {
        blobs.hash(blob, algorithm);
    }
    Tree::build(&blobs)
}

/// How many nodes below the roots are in each state: verified, mismatched, not loaded.
fn states(tree: &Tree) -> [usize; 3] {
    let count = |wanted: fn(&Verification) -> bool| {
        tree.iter().filter(|(_, node)| node.role != Role::Root && wanted(&node.state)).count()
    };
    [
        count(|state| *state == Verification::Verified),
        count(|state| matches!(state, Verification::DigestMismatch { .. })),
        count(|state| *state == Verification::NotLoaded),
    ]
}

#[test]
fn a_whole_layout_verifies_layers_and_all() {
    assert_eq!(states(&open("whole")), [7, 0, 0], "an index, and two of manifest, config and layer");
}

#[test]
fn a_changed_layout_is_not_believed_by_its_names() {
    assert_eq!(states(&open("changed")), [5, 1, 1], "arm64's config is changed, amd64's layer is gone");
}
