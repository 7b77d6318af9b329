//! What the engine wants done.

use std::rc::Rc;

use super::failure::Failure;
use super::opening::Opening;
use super::progress::Progress;
use super::protocol::{JobId, Work};
use super::remote::{Extent, RemoteLayer};
use super::viewer::Viewer;
use super::work::WorkId;
use crate::archive::contents::Contents;
use crate::archive::extract::Extracted;
use crate::archive::layer::LayerId;

/// One thing to do. `'a` is how long what the workers answered is here.
#[derive(Clone, Debug, PartialEq)]
pub enum Command<'a> {
    /// Give this to the workers. What is fetched for it is named by the piece of work.
    Work(JobId, Work<WorkId>),
    /// The workers are to stop this job: none that was stopped is answered.
    StopWork(JobId),
    /// The workers are to stop all jobs.
    StopAllWork,
    /// The bytes of a layer are to be fetched for a piece of work; to be answered with [`super::Event::Sending`] when
    /// it is their turn, or with [`super::Event::Footer`].
    Fetch {
        /// The piece of work.
        work: WorkId,
        /// The layer.
        layer: Rc<RemoteLayer>,
        /// How much of it.
        extent: Extent,
    },
    /// Of the layer whose footer came, this is to be fetched now; `None` where the footer names no table of contents.
    FetchTable(WorkId, Option<Extent>),
    /// What was fetched for a piece of work is here.
    Fetched(WorkId),
    /// The fetch for a piece of work broke off.
    BrokenOff(WorkId),
    /// Nothing more is to be fetched for these.
    StopFetch(Vec<WorkId>),
    /// An archive was opened.
    Opened(Opening, &'a Rc<Contents>),
    /// A file could not be opened.
    NotOpened(Failure),
    /// Something else is known of a layer.
    Changed(LayerId),
    /// The workers could not read a layer.
    NotRead(LayerId, Failure),
    /// Other files are known of a layer than were shown before.
    OtherFiles(LayerId),
    /// How far the file is that a viewer looks at.
    File(Viewer, FileNews<'a>),
    /// This file is to be saved.
    Save(String, Rc<[u8]>),
    /// This file was not saved.
    NotSaved(NotSaved),
    /// What was to be stopped was.
    Stopped,
}

/// How far the file is that is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum FileNews<'a> {
    /// Bytes of its layer.
    Reading(Progress),
    /// It is here.
    Here(&'a Extracted),
    /// It could not be taken out.
    Failed(Failure),
    /// Its layer is another than the one that was proved.
    Changed(LayerId),
    /// It does not come.
    Gone,
}

/// Why a file was not saved.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSaved {
    /// It has more bytes than are saved, or is not whole.
    TooLarge {
        /// Its path.
        path: String,
        /// Its bytes.
        size: u64,
    },
    /// Its layer is another than the one that was proved.
    Changed(LayerId),
    /// It could not be taken out.
    Failed(Failure),
}
