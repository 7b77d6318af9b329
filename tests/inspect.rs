//! The tree holds whatever the documents say of each other.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops there")]

use std::rc::Rc;

use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::inspect::{BlobId, Blobs, Growing, NodeId, Origin, Role, Totals, Tree, totals, unmatched};
use bayplan::limits;
use bayplan::verify::Verification;
use bayplan::verify::hash::digest_of;
use serde_json::{Value, json};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";

fn bytes(document: &Value) -> Vec<u8> {
    serde_json::to_vec(document).unwrap()
}

fn sha256(bytes: &[u8]) -> Digest {
    digest_of(HashAlgorithm::Sha256, bytes)
}

fn made_up(name: &str) -> Digest {
    sha256(name.as_bytes())
}

fn descriptor(media_type: &str, digest: &Digest, size: usize) -> Value {
    json!({"mediaType": media_type, "digest": digest.as_str(), "size": size})
}

fn naming(media_type: &str, document: &[u8]) -> Value {
    descriptor(media_type, &sha256(document), document.len())
}

fn index(entries: &[Value]) -> Vec<u8> {
    bytes(&json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}))
}

fn manifest(name: &str, layers: &[Value]) -> Vec<u8> {
    let config = descriptor(CONFIG, &made_up(name), 7);
    bytes(&json!({"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers}))
}

fn hashed(blobs: &mut Blobs) {
    for (blob, algorithm) in blobs.due() {
        blobs.hash(blob, algorithm);
    }
}

fn pasted(documents: &[&[u8]]) -> (Blobs, Tree) {
    let mut blobs = Blobs::default();
    for document in documents {
        blobs.add((*document).into(), Origin::Paste);
    }
    hashed(&mut blobs);
    let tree = Tree::build(&blobs);
    (blobs, tree)
}

fn children(tree: &Tree, node: NodeId) -> &[NodeId] {
    &tree.get(node).unwrap().children
}

#[test]
fn indexes_in_indexes_are_followed() {
    let image = manifest("config", &[]);
    let inner = index(&[naming(MANIFEST, &image)]);
    let outer = index(&[naming(INDEX, &inner)]);
    let (_, tree) = pasted(&[&image, &outer, &inner]);
    assert_eq!(tree.roots().len(), 1);
    let inner = children(&tree, tree.roots()[0])[0];
    let image = children(&tree, inner)[0];
    assert_eq!(tree.get(image).unwrap().state, Verification::Verified);
    assert_eq!(tree.path(image).to_string(), "0.0.0");
}

#[test]
fn a_ring_of_false_claims_ends() {
    // Two files whose names claim digests that they do not have, each naming the other.
    let (one, other) = (made_up("one"), made_up("other"));
    let mut blobs = Blobs::default();
    for (name, names) in [(&one, &other), (&other, &one)] {
        let document = index(&[descriptor(INDEX, names, 10)]);
        blobs.add(document.into(), Origin::File(format!("blobs/sha256/{}", name.encoded())));
    }
    hashed(&mut blobs);
    let tree = Tree::build(&blobs);
    assert_eq!(tree.len(), 3, "one, the other in it, and the one again, which is not opened");
    assert!(!tree.is_truncated(), "nothing that is new was left out");
    assert!(tree.iter().all(|(_, node)| node.state != Verification::Verified));
    // Both documents are to be seen somewhere.
    for blob in [BlobId(0), BlobId(1)] {
        assert!(tree.first_with(blob).is_some());
    }
}

#[test]
fn an_index_in_itself_many_times_over_is_bounded() {
    // 40 entries that lead to 40 entries, and so on: 40^8 nodes, if none stopped it.
    let mut blobs = Blobs::default();
    let mut inner = index(&[]);
    for _ in 0..limits::INDEX_DEPTH {
        blobs.add(inner.clone().into(), Origin::Paste);
        inner = index(&vec![naming(INDEX, &inner); 40]);
    }
    blobs.add(inner.into(), Origin::Paste);
    hashed(&mut blobs);
    let tree = Tree::build(&blobs);
    assert!(tree.is_truncated());
    assert!(tree.len() <= limits::TREE_NODES);
}

#[test]
fn embedded_data_fills_its_descriptor_in() {
    let empty = json!({
        "mediaType": "application/vnd.oci.empty.v1+json",
        "digest": "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "size": 2,
        "data": "e30=",
    });
    let artifact = bytes(&json!({"schemaVersion": 2, "mediaType": MANIFEST, "config": empty, "layers": []}));
    let (blobs, tree) = pasted(&[&artifact]);
    assert_eq!(tree.roots().len(), 1, "what is embedded is no document of its own");
    let config = tree.get(children(&tree, tree.roots()[0])[0]).unwrap();
    assert_eq!(config.state, Verification::Verified);
    assert_eq!(&*blobs.get(config.blob.unwrap()).unwrap().bytes, b"{}");
}

#[test]
fn states_of_a_descriptor() {
    let image = manifest("config", &[]);
    let right = naming(MANIFEST, &image);
    for (entry, state, reason) in [
        (right.clone(), "verified", "size and digest agree"),
        (descriptor(MANIFEST, &sha256(&image), image.len() + 1), "size mismatch", "one byte more"),
        (descriptor(MANIFEST, &made_up("another"), image.len()), "not loaded", "another document is meant"),
        (json!({"digest": format!("md5:{}", "0".repeat(32)), "size": 1}), "unsupported algorithm", "md5"),
        (json!({"digest": "sha256:short", "size": 1}), "not loaded", "a digest that is none"),
        (json!({"digest": sha256(&image).as_str()}), "digest agrees, size unknown", "no size is stated"),
        (json!(null), "not loaded", "no descriptor at all"),
    ] {
        let (_, tree) = pasted(&[&index(std::slice::from_ref(&entry)), &image]);
        let node = tree.get(children(&tree, tree.roots()[0])[0]).unwrap();
        assert_eq!(node.state.word(), state, "{reason}");
    }
}

#[test]
fn a_subject_stays_a_root() {
    let image = manifest("config", &[]);
    let signature = bytes(&json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": "application/example.signature",
        "config": descriptor(CONFIG, &made_up("config"), 7),
        "layers": [],
        "subject": naming(MANIFEST, &image),
    }));
    let (_, tree) = pasted(&[&image, &signature]);
    assert_eq!(tree.roots().len(), 2);
    let subject = tree.iter().find(|(_, node)| node.role == Role::Subject).unwrap().1;
    assert_eq!(subject.state, Verification::Verified);
    assert!(subject.children.is_empty(), "what it holds is shown once");
}

#[test]
fn a_shared_blob_is_counted_once() {
    let shared = descriptor(LAYER, &made_up("base"), 1000);
    let one = manifest("one", &[shared.clone(), descriptor(LAYER, &made_up("a"), 10)]);
    let two = manifest("two", &[shared, descriptor(LAYER, &made_up("b"), 20)]);
    let entries =
        [naming(MANIFEST, &one), naming(MANIFEST, &two), descriptor(MANIFEST, &made_up("three"), 5)];
    let outer = index(&entries);
    let (blobs, tree) = pasted(&[&outer, &one, &two]);
    let documents = (outer.len() + one.len() + two.len()) as u64;
    let expected = Totals {
        platforms: 3,
        blobs: 10,
        bytes: documents + 5 + 2 * 7 + 2 * 1000 + 10 + 20,
        distinct_bytes: documents + 5 + 2 * 7 + 1000 + 10 + 20,
        shared_layers: 1,
        size_unknown: 0,
        agreeing: 0,
        verified: 2,
        mismatched: 0,
        unvouched: 0,
        not_loaded: 1,
    };
    assert_eq!(totals(&blobs, &tree, tree.roots()[0]), expected);
}

#[test]
fn sizes_that_add_up_to_more_than_there_is() {
    let layers: Vec<_> = (0..4)
        .map(|at| json!({"mediaType": LAYER, "digest": made_up(&at.to_string()).as_str(), "size": i64::MAX}))
        .collect();
    let (blobs, tree) = pasted(&[&manifest("config", &layers)]);
    assert_eq!(totals(&blobs, &tree, tree.roots()[0]).bytes, u64::MAX);
}

#[test]
fn what_a_document_may_be_meant_for() {
    let image = manifest("config", &[descriptor(LAYER, &made_up("layer"), 10)]);
    let wanting = index(&[naming(MANIFEST, &image), descriptor(INDEX, &made_up("an index"), 5)]);
    let mut changed = image.clone();
    changed.push(b'\n');

    let (blobs, tree) = pasted(&[&wanting, &changed]);
    let found = unmatched(&blobs, &tree);
    // The manifest may be the manifest, not the index; the index is wanted by nobody.
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].blob, BlobId(1));
    let wanted = found[0].wanted.targets.all();
    assert_eq!(wanted.len(), 1);
    assert_eq!(wanted[0].digest, sha256(&image));

    let (blobs, tree) = pasted(&[&changed]);
    assert_eq!(unmatched(&blobs, &tree), [], "what a document itself names is not the document");
}

#[test]
fn a_document_is_looked_for_among_so_many_missing_ones_and_that_is_told() {
    let entry = |at: usize| descriptor(MANIFEST, &made_up(&at.to_string()), 5);
    for (missing, is_cut) in [(limits::EXPLAIN_TARGETS, false), (limits::EXPLAIN_TARGETS + 1, true)] {
        let entries: Vec<Value> = (0..missing).map(entry).collect();
        let (blobs, tree) = pasted(&[&index(&entries), &manifest("config", &[])]);
        let found = unmatched(&blobs, &tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].wanted.targets.all().len(), limits::EXPLAIN_TARGETS);
        assert_eq!(found[0].wanted.cut, is_cut, "{missing}");
    }
}

#[test]
fn a_tree_that_is_made_in_pieces_is_the_one_that_is_made_at_once() {
    let image = manifest("config", &[descriptor(LAYER, &made_up("layer"), 10)]);
    let attestation = |of: &Digest| {
        json!({"mediaType": MANIFEST, "digest": made_up("attestation").as_str(), "size": 9,
            "annotations": {"vnd.docker.reference.type": "attestation-manifest",
                "vnd.docker.reference.digest": of.as_str()}})
    };
    let inner = index(&[
        attestation(&sha256(&image)),
        naming(MANIFEST, &image),
        attestation(&made_up("nothing")),
        naming(MANIFEST, &image),
    ]);
    let outer =
        index(&[naming(INDEX, &inner), descriptor(MANIFEST, &made_up("other"), 3), naming(INDEX, &inner)]);
    let (blobs, tree) = pasted(&[&image, &inner, b"{}", &outer]);
    let all = |tree: &Tree| format!("{:?} {:?}", tree.roots(), tree.iter().collect::<Vec<_>>());
    let mut growing = Growing::new(&Tree::default(), &blobs);
    let mut pieces = 1;
    while !growing.step(&blobs, 1) {
        pieces += 1;
    }
    assert!(pieces > tree.len(), "{pieces}");
    assert_eq!(all(&growing.tree()), all(&tree));
    let attestations = tree.iter().filter(|(_, node)| matches!(node.role, Role::Attestation(_)));
    let holders = attestations.map(|(_, node)| node.parent == node.holder).collect::<Vec<_>>();
    assert_eq!(holders, [false, true, false, true], "the first of each stands under what it attests");
}

#[test]
fn recovered_bytes_take_the_place_of_the_changed_ones() {
    let image = manifest("config", &[]);
    let wanting = index(&[naming(MANIFEST, &image)]);
    let mut changed = image.clone();
    changed.push(b'\n');
    let (mut blobs, _) = pasted(&[&wanting, &changed]);
    blobs.replace(BlobId(1), image.into(), Origin::Recovered("no newline at the end".to_owned()));
    hashed(&mut blobs);
    let tree = Tree::build(&blobs);
    assert_eq!(tree.roots().len(), 1);
    assert_eq!(tree.get(children(&tree, tree.roots()[0])[0]).unwrap().state, Verification::Verified);
    assert_eq!(blobs.find(&sha256(&changed)), None, "the changed bytes are gone");
}

#[test]
fn the_same_bytes_are_kept_once_and_the_way_that_says_more() {
    let bytes: Rc<[u8]> = index(&[]).into();
    let file = Origin::File(format!("blobs/sha256/{}", made_up("another").encoded()));
    for (first, second, kept, reason) in [
        (Origin::Paste, file.clone(), file.clone(), "a file's name may claim a digest"),
        (file.clone(), Origin::Paste, file.clone(), "a paste takes nothing back"),
        (Origin::Embedded, Origin::Paste, Origin::Paste, "what was pasted is to be seen"),
        (Origin::Paste, Origin::Embedded, Origin::Paste, "and stays so"),
    ] {
        let mut blobs = Blobs::default();
        let one = blobs.add(Rc::clone(&bytes), first);
        let other = blobs.add(Rc::clone(&bytes), second);
        assert_eq!((one, blobs.len()), (other, 1), "{reason}");
        let blob = blobs.get(one).unwrap();
        assert_eq!(blob.origin, kept, "{reason}");
        assert_eq!(blob.claim.is_some(), matches!(kept, Origin::File(_)), "{reason}");
    }
}

#[test]
fn every_node_is_found_by_its_path() {
    let of = |digest: &Digest| {
        let mut entry = descriptor(MANIFEST, &made_up(digest.as_str()), 7);
        entry["annotations"] = json!({
            "vnd.docker.reference.type": "attestation-manifest",
            "vnd.docker.reference.digest": digest.as_str(),
        });
        entry
    };
    let image =
        manifest("config", &[descriptor(LAYER, &made_up("a"), 1), descriptor(LAYER, &made_up("b"), 1)]);
    let (one, none) = (sha256(&image), made_up("of nothing here"));
    // Attestations stand before, between and after what they attest, and one attests nothing.
    let entries =
        [of(&one), naming(MANIFEST, &image), of(&none), descriptor(MANIFEST, &made_up("two"), 7), of(&one)];
    let mut outer = json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries});
    outer["subject"] = descriptor(MANIFEST, &made_up("subject"), 7);
    let (_, tree) = pasted(&[&bytes(&outer), &image]);
    assert_eq!(tree.len(), 10);
    for (id, node) in tree.iter() {
        let path = tree.path(id);
        assert_eq!(tree.find(&path), Some(id), "{path}");
        assert_eq!(tree.find(&path.to_string().parse().unwrap()), Some(id), "{path}");
        if let Some(holder) = node.holder {
            assert!(tree.get(holder).unwrap().held.contains(&id), "{path}");
        }
    }
    assert_eq!(tree.find(&"0.5".parse().unwrap()), None, "there are five entries, from 0");
}
