//! Documents of evidence, of any bytes: bundles, envelopes, statements, provenance, SBOMs, VEX.

use bayplan::evidence::document::{Document, Envelope};
use bayplan::evidence::piece::Piece;
use bayplan::evidence::provenance::Provenance;
use bayplan::evidence::sbom::Sbom;
use bayplan::evidence::statement::Statement;
use bayplan::evidence::vex::Vex;
use bayplan::json;
use bayplan::pace::{Pace, at_once};

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let reading = json::read(bytes);
    let piece = at_once(Piece::read(bytes, reading.root(bytes), &Pace::default()));
    if let Some(piece) = piece {
        let _ = piece.signed(bytes, "sha256:ab", None);
    }
    let Some(root) = reading.root(bytes) else { return };
    // Each reader by itself, for a document is shown by one of them only.
    for value in [Some(root), root.get("predicate")].into_iter().flatten() {
        if let Some(sbom) = Sbom::read(value) {
            let places = sbom.packages.items.iter().map(|package| package.at);
            places.for_each(|at| assert!(at.end as usize <= bytes.len()));
        }
        let _ = Vex::read(value);
        if let Some(provenance) = Provenance::read(value) {
            provenance.materials.items.iter().for_each(|material| drop(material.image()));
        }
    }
    let _ = Statement::read(root);
    let inside = |envelope: &Envelope| {
        if let Some(payload) = &envelope.payload {
            let reading = json::read(payload);
            let _ = reading.root(payload).and_then(Document::read);
        }
    };
    match Document::read(root) {
        Some(Document::Envelope(envelope)) => inside(&envelope),
        Some(Document::Bundle(bundle)) => bundle.envelope.iter().for_each(inside),
        _ => {}
    }
}
