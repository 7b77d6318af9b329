//! An in-toto statement in an attestation, against the image that the attestation is for.

use super::Found;
use super::place::Node;
use crate::findings::codes::{STATEMENT_SUBJECT_DIFFERS, STATEMENT_SUBJECT_NOT_COMPARED};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::Content;
use crate::inspect::node::Role;
use crate::text::quote::Shown;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let Some(Content::Statement(statement)) = node.blob.map(|blob| &blob.document.content) else { return };
    let Some(holder) = node.holder() else { return };
    let Role::Attestation(Some(attests)) = &holder.node.role else { return };
    let image = node.document(attests);
    let of_image = |text: &str| {
        let algorithm = HashAlgorithm::from_name(text.split(':').next()?)?;
        // What is no digest by that algorithm is not the image's.
        let Ok(stated) = Digest::parse(&text.to_ascii_lowercase()) else { return Some(false) };
        let own = Some(attests).filter(|attests| attests.registered() == Some(algorithm));
        Some(*own.or_else(|| image?.digest(algorithm))? == stated)
    };
    let named = statement.subjects.iter().filter(|(_, digests)| !digests.is_empty());
    let subjects: Vec<Told> = named.map(|(_, digests)| told(digests, of_image)).collect();
    let Some(best) = subjects.into_iter().max() else {
        // A statement about nothing has a finding of its own.
        return;
    };
    let hangs = format!("The index puts this statement under {}", Shown(&attests.short()));
    let (code, message) = match best {
        Told::Same => return,
        Told::Torn => (
            &STATEMENT_SUBJECT_DIFFERS,
            format!(
                "{hangs}, and of the digests that its subject has, one agrees with that image and another does \
                 not: they can\u{2019}t both be right. Make the attestation again."
            ),
        ),
        Told::Unknown => (
            &STATEMENT_SUBJECT_NOT_COMPARED,
            format!(
                "{hangs}, and its subject can\u{2019}t be compared with that image: it has no digest by an \
                 algorithm that is computed here (sha256, sha512, blake3), or the image\u{2019}s bytes are not here."
            ),
        ),
        Told::Other => (
            &STATEMENT_SUBJECT_DIFFERS,
            format!(
                "{hangs}, and its subject is another: it says nothing of that image. Make the attestation again."
            ),
        ),
    };
    found.own(code, node.own(&["subject"]), message);
}

/// What the digests of a subject tell; the greatest of all subjects counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// One is that of something else, and none is the image's.
    Other,
    /// None can be compared.
    Unknown,
    /// One is the image's, and one is not.
    Torn,
    /// All that can be compared are the image's.
    Same,
}

fn told(digests: &[String], of_image: impl Fn(&str) -> Option<bool>) -> Told {
    let (mut same, mut other) = (false, false);
    for agrees in digests.iter().filter_map(|digest| of_image(digest)) {
        same |= agrees;
        other |= !agrees;
    }
    match (same, other) {
        (true, true) => Told::Torn,
        (true, false) => Told::Same,
        (false, true) => Told::Other,
        (false, false) => Told::Unknown,
    }
}
