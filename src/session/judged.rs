//! What is to be said of a document, worked out beside the page.

use std::rc::Rc;

use crate::findings::Finding;
use crate::inspect::BlobId;

/// What is to be said of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The document.
    pub(super) blob: BlobId,
    /// The bytes that were judged: they may not be the document's any more.
    pub(super) bytes: Rc<[u8]>,
    /// What is to be said of them.
    pub(super) findings: Rc<[Finding]>,
}
