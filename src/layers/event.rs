//! What happens to the engine.

use std::rc::Rc;

use super::layer::Home;
use super::protocol::{Done, FileId, HeldFile, JobId};
use super::viewer::Viewer;
use super::work::WorkId;
use crate::archive::layer::LayerId;
use crate::image::digest::{Digest, HashAlgorithm};

/// What happened. What was answered in a layer's place (`I`) is not looked at.
#[derive(Clone, Debug)]
pub enum Event<'a, I> {
    /// A file is held that may be an archive: it is to be opened.
    Hold {
        /// The file.
        file: HeldFile,
        /// The digest that is expected of it, or of what is in it.
        pin: Option<Digest>,
    },
    /// A layer is known, and where its bytes are.
    Name(LayerId, Home),
    /// These layers are to be read that were not read yet, each by the algorithm of its digest.
    Read(Vec<(LayerId, HashAlgorithm)>),
    /// These layers at registries are to be listed by their tables of contents, as far as their files are not known.
    List(Vec<LayerId>),
    /// What was found in a layer is to be forgotten, where it may be another now, so that it is read again.
    Forget(LayerId),
    /// A file is to be shown, in the place of the one that the viewer looked at.
    Show {
        /// To whom.
        viewer: Viewer,
        /// Its layer.
        layer: LayerId,
        /// Bytes of the unpacked layer before it.
        at: u64,
    },
    /// The file that a viewer looks at is closed.
    Close(Viewer),
    /// A file is to be saved.
    Save {
        /// Its layer.
        layer: LayerId,
        /// Bytes of the unpacked layer before it.
        at: u64,
        /// Its path.
        path: String,
    },
    /// These layers are to be read no further.
    Stop(Vec<LayerId>),
    /// All is to be stopped.
    StopAll,
    /// The workers read so many bytes, of so many where that is known.
    Progress {
        /// The job.
        job: JobId,
        /// Bytes that were read.
        read: u64,
        /// Bytes that are to be read.
        total: Option<u64>,
    },
    /// The bytes of a layer that was fetched are held.
    Kept(JobId, FileId),
    /// The workers have done with a job.
    Done(JobId, &'a Done<I>),
    /// The bytes for a piece of work are about to be fetched: the workers may take them.
    Sending(WorkId),
    /// The last bytes of a layer came, by which its table of contents is found.
    Footer(WorkId, &'a [u8]),
    /// The bytes for a piece of work that failed come after all.
    Resumed(WorkId),
    /// The bytes for a piece of work did not come; why is said by what fetches.
    NotFetched(WorkId, Rc<str>),
    /// Nobody fetches the bytes for a piece of work any more.
    Gone(WorkId),
}
