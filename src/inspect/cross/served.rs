//! What a registry says of a document, by its headers, against what its bytes are.

use super::Found;
use super::place::Node;
use crate::findings::codes::{CONTENT_DIGEST_DIFFERS, CONTENT_TYPE_DIFFERS};
use crate::image::media_type::meaning;
use crate::inspect::blob::Blob;
use crate::inspect::said_digest::SaidDigest;
use crate::text::quote::Quoted;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let Some(blob) = node.blob else { return };
    for said in blob.said.iter() {
        if let Some(message) = digest(blob, said) {
            found.own(&CONTENT_DIGEST_DIFFERS, None, message);
        }
    }
    let (kind, Some(served)) = (blob.document.kind, blob.served.as_deref()) else { return };
    let held = kind.media_type().filter(|_| kind.is_manifest_or_index()).and_then(meaning);
    if held.is_none() || meaning(served) == held {
        return;
    }
    let called = if served.is_empty() {
        "The registry does not say what this is (Content-Type)".to_owned()
    } else {
        format!("The registry calls this {} (Content-Type)", Quoted(served))
    };
    let message = format!(
        "{called}, and its bytes are: {}. This page goes by the bytes, and so do Podman and Skopeo; containerd and \
         crane go by the registry's word, and fail.",
        kind.name()
    );
    found.own(&CONTENT_TYPE_DIFFERS, None, message);
}

/// What is to be said where the bytes have another digest than the registry says. What is not hashed yet says nothing.
fn digest(blob: &Blob, said: &SaidDigest) -> Option<String> {
    let SaidDigest { registry, digest } = said;
    let says = format!("{} says by its header “Docker-Content-Digest” that this is", Quoted(registry));
    let goes = "This page goes by the bytes; containerd takes the header\u{2019}s digest for that of a tag, and fails then.";
    let Some(read) = said.read() else {
        return Some(format!("{says} {}, which is no digest, or more than one. {goes}", Quoted(digest)));
    };
    if blob.payload.as_ref().is_some_and(|payload| payload.digest == read) {
        return None;
    }
    let Some(algorithm) = read.registered() else {
        return Some(format!(
            "{says} {}, by an algorithm that is not computed here: nothing was compared.",
            Quoted(digest)
        ));
    };
    let actual = blob.digest(algorithm)?;
    if *actual == read {
        return None;
    }
    Some(format!("{says} {read}, and the bytes that came have {actual}. {goes}"))
}
