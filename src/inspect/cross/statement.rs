//! An in-toto statement in an attestation, against the image that the attestation is for.

use super::Found;
use super::place::Node;
use crate::findings::codes::STATEMENT_SUBJECT_DIFFERS;
use crate::image::document::Content;
use crate::inspect::node::Role;
use crate::text::quote::Shown;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let Some(Content::Statement(statement)) = node.blob.map(|blob| &blob.document.content) else { return };
    let Some(holder) = node.holder() else { return };
    let Role::Attestation(Some(attests)) = &holder.node.role else { return };
    let mut digests = statement.subjects.iter().flat_map(|(_, digests)| digests).peekable();
    // A statement about nothing has a finding of its own.
    if digests.peek().is_none() || digests.any(|digest| digest == attests.as_str()) {
        return;
    }
    found.own(
        &STATEMENT_SUBJECT_DIFFERS,
        node.own(&["subject"]),
        format!(
            "The index hangs this statement under {}, and its subject is another: it says nothing of \
             that image. Make the attestation again.",
            Shown(&attests.short())
        ),
    );
}
