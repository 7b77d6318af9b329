//! Cosign's annotations as a bundle: a layer and what a manifest says of it, in one document.

use bayplan::evidence::cosign;
use bayplan::evidence::{Question, Signed, Trust};
use bayplan::image::annotations::Annotations;
use bayplan::json;

/// Runs it on one input: an object of annotations, a line feed, and the layer.
pub fn run(bytes: &[u8]) {
    let split = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (head, layer) = bytes.split_at(split);
    let layer = layer.get(1..).unwrap_or_default();
    let reading = json::read(head);
    let annotations = Annotations::read(reading.root(head));
    let Ok(signed) = cosign::signed(layer, &annotations, "sha256:ab") else { return };
    if let Signed::Bundle { bundle, .. } = &signed {
        assert!(json::read(&bundle.0).is_json());
    }
    let question = Question { signed, trust: Trust::default() };
    assert_eq!(Question::from_json(&question.to_json()).as_ref(), Some(&question));
}
