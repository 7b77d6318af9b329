//! Explaining never claims what is not so: what is recovered has the digest that was asked for.

use bayplan::image::digest::HashAlgorithm;
use bayplan::verify::Expected;
use bayplan::verify::explain::{Explanation, explain};
use bayplan::verify::hash::digest_of;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(input: (&[u8], Vec<Option<u16>>)) {
    let (bytes, sizes) = input;
    let digests = [digest_of(HashAlgorithm::Sha256, b"other"), digest_of(HashAlgorithm::Blake3, bytes)];
    let wanted: Vec<Expected> = sizes
        .into_iter()
        .zip(digests.iter().cycle())
        .map(|(size, digest)| Expected { digest: digest.clone(), size: size.map(u64::from) })
        .collect();
    let explanation = explain(bytes, &wanted);
    assert!(!explanation.to_string().is_empty());
    if let Explanation::Recovered { bytes, digest, wanted: index, .. } = explanation {
        assert_eq!(wanted[index].digest, digest);
        assert_eq!(digest_of(HashAlgorithm::Blake3, &bytes), digest);
    }
}
