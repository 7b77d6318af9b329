//! What a registry calls a manifest, against what its bytes are.

use super::Found;
use super::place::Node;
use crate::findings::codes::CONTENT_TYPE_DIFFERS;
use crate::image::media_type::meaning;
use crate::text::quote::Quoted;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let Some(blob) = node.blob else { return };
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
