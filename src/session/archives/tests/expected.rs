//! A digest that is expected of what is dropped.

use super::*;
use crate::session::message::{BoxMsg, LayersMsg};
use crate::verify::{Pin, Word};

/// The model after an archive was dropped while this stood in “expected digest”.
fn expecting(digest: &str, contents: Contents) -> (Model, Vec<(JobId, Work)>) {
    let mut model = Model::default();
    update(&mut model, Msg::Box(BoxMsg::Expected(format!(" {digest} "))));
    let (model, work) = opened_by(model, contents);
    assert_eq!(model.expected_text, "", "it is used once");
    (model, work)
}

#[test]
fn an_expected_digest_is_looked_for_in_an_archive() {
    let image = Image::new();
    for (bytes, there) in
        [(image.manifest.as_bytes(), true), (image.config.as_bytes(), true), (b"other", false)]
    {
        let (model, _) = expecting(&sha256(bytes).to_string(), image.members(true));
        let said = model
            .notices
            .iter()
            .any(|notice| crate::view::sentence(&notice.said).contains("has the digest that you expect"));
        assert_eq!(said, !there, "{:?}", model.notices);
        let pinned =
            model.inspection.blobs.find(&sha256(bytes)).and_then(|id| model.inspection.blobs.get(id));
        let pin = there.then(|| Pin { digest: sha256(bytes), word: Word::Visitor });
        assert_eq!(pinned.and_then(|blob| blob.pin.clone()), pin);
    }
    let (model, _) = expecting("sha256:5", image.members(true));
    assert!(
        crate::view::sentence(&model.notices[0].said).starts_with("The expected digest can't be read."),
        "{:?}",
        model.notices
    );
}

#[test]
fn an_expected_digest_is_that_of_a_layer_that_comes_alone() {
    let image = Image::new();
    let nothing = Contents { members: Vec::new(), ..image.members(true) };
    for (expected, word) in [(0, "verified"), (1, "digest mismatch")] {
        let digest = sha256(&image.layers[expected]).to_string();
        let (mut model, work) = expecting(&digest, nothing.clone());
        update(&mut model, Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[0]) }));
        let root = model.inspection.tree.roots()[0];
        assert_eq!(model.inspection.tree.get(root).unwrap().state.word(), word);
    }
}

#[test]
fn a_layer_that_comes_alone_is_hashed_as_its_expected_digest_is() {
    let image = Image::new();
    let nothing = Contents { members: Vec::new(), ..image.members(true) };
    let digest = digest_of(HashAlgorithm::Sha512, &image.layers[0]);
    let (_, work) = expecting(digest.as_str(), nothing);
    assert!(matches!(work[0].1, Work::Scan { algorithm: HashAlgorithm::Sha512, .. }), "{work:?}");
}

#[test]
fn an_expected_digest_of_a_layer_in_an_archive_is_held_to_it() {
    let image = Image::new();
    let (mut model, work) = expecting(sha256(&image.layers[0]).as_str(), image.members(true));
    let pinned = model.inspection.blobs.layers.iter().filter_map(|(_, layer)| layer.pin.clone()).next();
    assert_eq!(pinned, Some(Pin { digest: sha256(&image.layers[0]), word: Word::Visitor }));
    update(&mut model, Msg::Layers(LayersMsg::Done { job: work[0].0, done: report(&image.layers[0]) }));
    assert_eq!(states(&model)[0], "verified");
}
