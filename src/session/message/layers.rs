//! What happens to archives and layers.

use std::rc::Rc;

use super::Done;
use crate::inspect::{LayerId, NodeId};
use crate::layers::{FileId, HeldFile, JobId};
use crate::session::archives::LookedThrough;

/// What happens to archives and layers.
#[derive(Clone, Debug, PartialEq)]
pub enum LayersMsg {
    /// Files were dropped or chosen that are too large to be read as a whole, or are archives. The shell
    /// holds them for the session.
    Held(Vec<HeldFile>),
    /// How far a job of [`crate::session::Effect::Work`] is.
    Progress {
        /// The job.
        job: JobId,
        /// Bytes that were read, of the layer or archive as it is stored.
        read: u64,
        /// Bytes that are to be read, where that is known.
        total: Option<u64>,
    },
    /// The result of a job.
    Done {
        /// The job.
        job: JobId,
        /// Its result.
        done: Rc<Done>,
    },
    /// What a large archive holds was looked through beside the page.
    LookedThrough(Box<LookedThrough>),
    /// Have the tree made again of what layers were found to be since it was.
    Show,
    /// Have all layers of a manifest or a config read, or the one that the node is.
    Open(NodeId),
    /// Have more of them read, where they are many.
    OpenMore,
    /// The bytes of a layer that was fetched are held, as they were asked to be.
    Kept {
        /// The work that it was fetched for.
        job: JobId,
        /// By what to ask for them.
        file: FileId,
    },
    /// The bytes of a layer that a descriptor embeds are held as a file.
    EmbeddedHeld {
        /// The layer.
        layer: LayerId,
        /// The file.
        file: FileId,
    },
    /// Have them listed by their tables of contents, without fetching them.
    List(NodeId),
    /// Stop reading them.
    Stop(NodeId),
    /// Stop all archives and layers that are being read.
    StopAll,
}
