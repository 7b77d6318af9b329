//! What a descriptor says that a document is, against what the document says and is.

use super::Found;
use super::place::Node;
use crate::findings::codes::{
    ARTIFACT_TYPE_DIFFERS, CONTENT_DIFFERS_FROM_DESCRIPTOR, MEDIA_TYPE_DIFFERS_FROM_DESCRIPTOR,
};
use crate::image::document::{Content, Document, Kind};
use crate::image::media_type::{Meaning, meaning, short_name};
use crate::text::quote::Quoted;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let (Some(descriptor), Some(blob)) = (&node.node.descriptor, node.blob) else { return };
    let document = &*blob.document;
    let Some(stated) = descriptor.media_type.as_deref() else { return };
    let own = document.media_type.as_deref().filter(|_| document.kind.is_manifest_or_index());
    match own {
        Some(own) if own != stated => found.holder(
            &MEDIA_TYPE_DIFFERS_FROM_DESCRIPTOR,
            node.stated(&["mediaType"]),
            format!(
                "The descriptor says {}, and the document says of itself {}: clients that compare them \
                 refuse it, others go by one of the two.",
                Quoted(stated),
                Quoted(own)
            ),
        ),
        _ => check_content(found, node, stated, document),
    }
    check_artifact_type(found, node, document);
}

fn check_content(found: &mut Found, node: &Node<'_>, stated: &str, document: &Document) {
    let (Some(said), held) = (meaning(stated), held(document)) else { return };
    let checked = matches!(said, Meaning::Index | Meaning::Manifest | Meaning::Schema1 | Meaning::Config);
    // Artifacts put other JSON under an image config's media type; nothing reads it.
    let other_json = said == Meaning::Config && document.kind == Kind::Json;
    if !checked || held == Some(said) || other_json {
        return;
    }
    found.holder(
        &CONTENT_DIFFERS_FROM_DESCRIPTOR,
        node.stated(&["mediaType"]),
        format!(
            "The descriptor says “{}”, and the bytes are: {}. Clients fail on it.",
            short_name(stated),
            document.name()
        ),
    );
}

/// What a document's content is, in the words of media types.
fn held(document: &Document) -> Option<Meaning> {
    Some(match document.content {
        Content::Index(_) => Meaning::Index,
        Content::Manifest(_) => Meaning::Manifest,
        Content::Schema1(_) => Meaning::Schema1,
        Content::Config(_) => Meaning::Config,
        Content::Layout(_) => Meaning::Layout,
        Content::Statement(_) => Meaning::Statement,
        Content::Descriptors(_) | Content::Other => return None,
    })
}

fn check_artifact_type(found: &mut Found, node: &Node<'_>, document: &Document) {
    let Some(stated) =
        node.node.descriptor.as_ref().and_then(|descriptor| descriptor.artifact_type.as_deref())
    else {
        return;
    };
    let own = match &document.content {
        Content::Index(index) => index.artifact_type.as_deref(),
        // Without a type of its own, a manifest has its config's.
        Content::Manifest(manifest) => manifest
            .artifact_type
            .as_deref()
            .or_else(|| manifest.config.as_ref().and_then(|config| config.media_type.as_deref())),
        _ => return,
    };
    if own == Some(stated) {
        return;
    }
    let own = own.map_or_else(|| "none".to_owned(), |own| Quoted(own).to_string());
    found.holder(
        &ARTIFACT_TYPE_DIFFERS,
        node.stated(&["artifactType"]),
        format!(
            "The descriptor says the artifact type {}, and the document {own}: tools that look for \
            artifacts by type go by one of the two.",
            Quoted(stated)
        ),
    );
}
