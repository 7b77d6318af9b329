//! What the shell is asked to do.

use std::rc::Rc;

use super::evidence::VerifyId;
use super::example_table::Example;
use super::export::Export;
use super::fetching::FetchId;
use super::long_work::LongWork;
use super::message::Msg;
use super::model::Theme;
use super::said::Said;
use crate::evidence::Question;
use crate::image::digest::HashAlgorithm;
use crate::inspect::{BlobId, LayerId, NodeId};
use crate::layers::{self, FileId, JobId};
use crate::registry::Request;

/// Where the bytes of a layer are, of one at a registry with the request for them.
pub type Source = layers::Source<Box<Request>>;

/// What the workers for layers are to do.
pub type Work = layers::Work<Box<Request>>;

/// One thing for the shell to do. Each is dull: it holds all that it needs, and decides nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Hash `bytes` off the main thread and answer [`crate::session::DocumentsMsg::Hashed`].
    Hash {
        /// The blob to answer for.
        blob: BlobId,
        /// How to hash it.
        algorithm: HashAlgorithm,
        /// What to hash.
        bytes: Rc<[u8]>,
    },
    /// Put `fragment` (without `#`) in the address bar; `push` makes a step that the back button undoes.
    Address {
        /// What stands after `#`.
        fragment: String,
        /// A new entry of the history, or the present one changed.
        push: bool,
    },
    /// Put text on the clipboard and answer [`crate::session::ExportMsg::Copied`].
    Copy(String),
    /// Make this of the model, and save it or put it on the clipboard.
    Export(Export),
    /// Let the user save a file.
    Save(Save),
    /// Fetch the files of this example and answer [`crate::session::DocumentsMsg::Add`].
    FetchExample(&'static Example),
    /// Send this request, tell of its progress by [`crate::session::FetchMsg::Progress`], and answer [`crate::session::FetchMsg::Ended`], always
    /// and once.
    Fetch {
        /// Tells it from others.
        id: FetchId,
        /// What to send.
        request: Request,
    },
    /// Break this request off, and answer it with [`crate::registry::Failure::Stopped`] or not at all.
    StopFetch(FetchId),
    /// Have this done by the workers for layers, tell of its progress by [`crate::session::LayersMsg::Progress`], and answer
    /// [`crate::session::LayersMsg::Done`], always.
    Work {
        /// What to answer for.
        job: JobId,
        /// What to do.
        work: Work,
    },
    /// Stop this job, or all of them; none that was stopped is answered.
    StopWork(Option<JobId>),
    /// Hold these bytes, which a descriptor embeds, as a file, and answer [`crate::session::LayersMsg::EmbeddedHeld`].
    HoldEmbedded {
        /// The layer to answer for.
        layer: LayerId,
        /// Its bytes.
        bytes: Rc<[u8]>,
    },
    /// Have this verified by the worker for signatures, and answer [`crate::session::EvidenceMsg::Answered`], always.
    Verify {
        /// What to answer for.
        id: VerifyId,
        /// What to verify.
        question: Box<Question>,
    },
    /// Let go of all files that are held but these: no other is asked for any more.
    ForgetFiles {
        /// Files of what was removed and can be put back.
        but: Vec<FileId>,
    },
    /// Send this message after some time.
    Later {
        /// How long to wait.
        milliseconds: u32,
        /// What to send then.
        msg: Box<Msg>,
    },
    /// Keep the theme for the next visit, and show it.
    Theme(Theme),
    /// Keep this text for a reload of this tab: it comes back by [`crate::session::LinkMsg::Recalled`]. `None` forgets it.
    Remember(Option<String>),
    /// Bring the selected row into view, and focus it if the tree has the focus.
    Reveal,
    /// Bring the row of this node into view, and leave the focus where it is.
    RevealNode(NodeId),
    /// Bring what is shown of the selected node into view, where it is below what the window shows.
    ShowDetail,
    /// Say this to screen readers.
    Announce(Said),
    /// Send this message after the next frame: work that may take longer than one.
    AfterFrame(Box<Msg>),
    /// Do this a piece at a time, so that frames fit in between, and send what it answers.
    InPieces(LongWork),
}

/// A file for the user to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes: of a long report, its first part.
    pub bytes: Rc<[u8]>,
    /// The parts after that one.
    pub more: Vec<Rc<[u8]>>,
}

impl Save {
    /// The file's bytes, all of its parts.
    #[must_use]
    pub fn whole(&self) -> Vec<u8> {
        let parts: Vec<&[u8]> = std::iter::once(&self.bytes).chain(&self.more).map(|part| &**part).collect();
        parts.concat()
    }
}
