//! Work that may take longer than a frame, done beside the page.

use super::coming::{Coming, ComingId};
use super::judged::Judged;
use super::message::{DocumentsMsg, Msg};
use crate::inspect::{Blob, BlobId};
use crate::pace::Pace;

/// Work that may take longer than a frame: it holds all that it needs, and changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum LongWork {
    /// Read what came.
    Read {
        /// What to answer for.
        id: ComingId,
        /// What came.
        coming: Box<Coming>,
    },
    /// Work out what is to be said of documents.
    Judge(Vec<(BlobId, Blob)>),
}

impl LongWork {
    /// Does it, a piece at a time; gives the message that answers it.
    pub async fn done(self) -> Msg {
        let pace = Pace::default();
        Msg::Documents(match self {
            Self::Read { id, coming } => DocumentsMsg::Read { id, came: Box::new(coming.read(&pace).await) },
            Self::Judge(documents) => {
                let mut judged = Vec::new();
                for (id, blob) in documents {
                    let findings = blob.findings_in_pieces(&pace).await;
                    judged.push(Judged { blob: id, bytes: blob.bytes, findings });
                }
                DocumentsMsg::Judged(judged)
            }
        })
    }
}
