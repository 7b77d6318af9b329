//! The page's examples show what their list promises: whole images verify, and the others do not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::image::digest::Digest;
use bayplan::inspect::{Blobs, Node, Origin, Role, Tree};
use bayplan::verify::{Pin, Verification, Word};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("static/examples")
}

fn list() -> Vec<Value> {
    let list: Value = serde_json::from_slice(&fs::read(folder().join("index.json")).unwrap()).unwrap();
    list.as_array().unwrap().clone()
}

/// Opens an example as the page does: its documents in order, the first one pinned, all hashed.
fn open(id: &str) -> (Blobs, Tree) {
    let example = list().into_iter().find(|example| example["id"] == id).unwrap();
    let mut blobs = Blobs::default();
    for file in example["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = fs::read(folder().join(path)).unwrap();
        let blob = blobs.add(bytes.into(), Origin::Example(path.to_owned()));
        if blobs.len() == 1
            && let Some(pin) = example["pin"].as_str()
        {
            blobs.pin(blob, Pin { digest: Digest::parse(pin).unwrap(), word: Word::Example });
        }
    }
    while let Some((blob, algorithm)) = blobs.due().first().copied() {
        blobs.hash(blob, algorithm);
    }
    let tree = Tree::build(&blobs);
    (blobs, tree)
}

/// The entries of the first document's index, in its order.
fn entries(tree: &Tree) -> Vec<&Node> {
    let root = tree.get(tree.roots()[0]).unwrap();
    root.children.iter().map(|id| tree.get(*id).unwrap()).collect()
}

#[test]
fn whole_images_verify_down_to_their_layers() {
    for (id, documents) in [("multi-arch", 17), ("attestations", 13), ("windows-and-linux", 11)] {
        let (blobs, tree) = open(id);
        assert_eq!(blobs.len(), documents, "{id}");
        assert_eq!(tree.roots().len(), 1, "{id}: every document hangs in one tree");
        for (_, node) in tree.iter() {
            let layer = matches!(node.role, Role::Layer(_)) && node.blob.is_none();
            let state = if layer { Verification::NotLoaded } else { Verification::Verified };
            assert_eq!(node.state, state, "{id}: {:?}", node.descriptor);
        }
    }
}

#[test]
fn each_platform_of_the_attestations_has_its_own() {
    let (_, tree) = open("attestations");
    for entry in entries(&tree) {
        let attestations =
            entry.children.iter().filter(|id| matches!(tree.get(**id).unwrap().role, Role::Attestation(_)));
        assert_eq!(attestations.count(), 1, "{:?}", entry.descriptor);
    }
}

#[test]
fn the_first_faults_are_told_by_their_states() {
    let (_, tree) = open("faults");
    let states: Vec<_> = entries(&tree).iter().map(|node| node.state.clone()).collect();
    assert_eq!(states[0], Verification::Verified, "swapped architectures are no matter of bytes");
    assert_eq!(states[1], Verification::Verified, "nor is the other half of the swap");
    assert!(
        matches!(states[2], Verification::SizeMismatch { expected: 484, actual: 477 }),
        "{:?}",
        states[2]
    );
    assert_eq!(states[3], Verification::NotLoaded, "no document has a digest that is one character off");
    assert!(matches!(states[11], Verification::UnsupportedAlgorithm { .. }), "{:?}", states[11]);
}

#[test]
fn nothing_of_the_article_verifies() {
    let (_, tree) = open("azure-article");
    assert_eq!(tree.roots().len(), 2, "the list does not lead to the manifest");
    assert!(tree.iter().all(|(_, node)| node.state != Verification::Verified));
}

#[test]
fn the_reindented_paste_is_not_what_was_pinned() {
    let (_, tree) = open("reindented");
    let root = tree.get(tree.roots()[0]).unwrap();
    assert!(matches!(root.state, Verification::DigestMismatch { .. }), "{:?}", root.state);
}
