//! Size and digest: whether the bytes are those that somebody named.

use super::place::Node;
use super::{Found, Within};
use crate::findings::Code;
use crate::findings::codes::{
    DIGEST_MISMATCH, LAYER_CHANGED, NOT_VERIFIABLE, NOTHING_TO_COMPARE, PASTED, SIZE_MISMATCH,
};
use crate::image::digest::Digest;
use crate::inspect::node::{Compared, Role};
use crate::inspect::origin::Origin;
use crate::json::Span;
use crate::text::quote::Quoted;
use crate::verify::{Verification, Word};

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let within = if node.node.compared == Compared::Descriptor { Within::Holder } else { Within::Own };
    let mut add = |code: &Code, key: &str, message: String| {
        let span: Option<Span> = node.stated(&[key]);
        match within {
            Within::Holder => found.holder(code, span, message),
            Within::Own => found.own(code, None, message),
        }
    };
    match &node.node.state {
        Verification::SizeMismatch { expected, actual } => {
            add(&SIZE_MISMATCH, "size", size_message(node, *expected, *actual));
        }
        Verification::DigestMismatch { expected, actual } => {
            let (code, message) = digest_message(node, expected, actual);
            add(code, "digest", message);
        }
        Verification::Changed => add(
            &LAYER_CHANGED,
            "digest",
            "This layer was hashed here. When a file of it was opened, its bytes came again, and they were others. \
             Nothing of it is verified any more, and the file is not shown. Read it again to see what it is now."
                .to_owned(),
        ),
        Verification::UnsupportedAlgorithm { algorithm } => add(
            &NOT_VERIFIABLE,
            "digest",
            format!(
                "Nothing can be verified here by a digest of {}: ask for one by sha256.",
                Quoted(algorithm)
            ),
        ),
        // Layers that no digest is stated for hang under a config of which that is said.
        Verification::Unpinned
            if node.node.compared == Compared::Nothing
                && !matches!(node.node.role, Role::Layer(_))
                && !node.is_foreign()
                && !node.is_descriptor() =>
        {
            let why = if node.is_of_layout() {
                "This is a file of the layout itself, which no digest names: its bytes are compared with \
                 nothing. What the layout's index names is compared with that."
            } else {
                "No document here names this one, and no digest is pinned, so that nothing says which \
                 bytes it should have. Put the digest that you expect into “expected digest”, or add \
                 the index that names it."
            };
            add(&NOTHING_TO_COMPARE, "", why.to_owned());
        }
        _ => {}
    }
    check_paste(found, node);
}

fn size_message(node: &Node<'_>, expected: u64, actual: u64) -> String {
    let why = match node.has_stated_digest() {
        Some(true) => {
            "the digest is right, so the size is wrong where it is stated, and clients refuse the image. \
             Write the descriptor again."
        }
        Some(false) => {
            "these are not the bytes that were meant, or something changed them on their way. Fetch them again."
        }
        None => {
            "these are not the bytes that were meant, or the size is wrong where it is stated. Their digest was \
             not compared, which tells the two apart."
        }
    };
    format!("The bytes are {actual}, and {expected} are stated: {why}")
}

fn digest_message(node: &Node<'_>, expected: &Digest, actual: &Digest) -> (&'static Code, String) {
    let (expected_short, actual_short) = (expected.short(), actual.short());
    if let Some(payload) = node.blob.and_then(|blob| blob.payload.as_ref()) {
        let message = format!(
            "{expected_short} is stated, and the signed payload has {}: something changed it.",
            payload.digest.short()
        );
        return (&DIGEST_MISMATCH, message);
    }
    let stated = match node.node.compared.word() {
        Some(Word::Visitor) => "is the one that you expect",
        Some(Word::Link) => "is the one that the link names",
        Some(Word::SavedFile) => "is the one that the saved file names",
        Some(Word::Name) => "is in the name of the file",
        Some(Word::PastedOutput) => "is in the pasted output",
        Some(Word::DroppedOutput) => "is in the output that was dropped",
        Some(Word::Tool) => "is the one that was printed beside them",
        Some(Word::Listing) => "is in the registry\u{2019}s list",
        Some(Word::Asked) => "is what the registry was asked for",
        Some(Word::Example) => "is the one that this page has for its example",
        Some(Word::Descriptor | Word::DiffId) | None => "is stated",
    };
    if matches!(node.node.compared, Compared::DiffId(_)) {
        let message = format!(
            "{expected_short} is the diff ID in the config, and what the layer unpacks to has {actual_short}: it \
             is broken, or it is another layer."
        );
        return (&DIGEST_MISMATCH, message);
    }
    let message = format!(
        "{expected_short} {stated}, and the bytes have {actual_short}: something changed them on their way, \
         or they are another document."
    );
    (&DIGEST_MISMATCH, message)
}

/// Pasted text that verifies was not changed; any other may have been.
fn check_paste(found: &mut Found, node: &Node<'_>) {
    let pasted = node.blob.is_some_and(|blob| matches!(blob.origin, Origin::Paste | Origin::Part(_)));
    let settled = node.node.state.is_match() || node.node.state == Verification::Hashing;
    if pasted && !settled && node.node.role == Role::Root && !node.is_descriptor() {
        found.own(
            &PASTED,
            None,
            "This was pasted: a terminal, an editor or a chat may have changed line ends, indentation \
             or characters, and each changes the digest. A file is taken byte for byte."
                .to_owned(),
        );
    }
}
