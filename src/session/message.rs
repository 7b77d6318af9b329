//! What happened: what a person did, or what an effect answered.

use std::rc::Rc;

use super::effect::ReportFormat;
use super::fetching::{FetchId, OfferId, QuestionId};
use super::files::FilesMsg;
use super::key::Key;
use super::model::Theme;
use super::said::NotCopied;
use super::tab::Tab;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, LayerId, NodeId, Origin};
use crate::layers::{self, FileId, HeldFile, JobId};
use crate::registry::{Outcome, Secret};
use crate::select::{Client, Form};

/// The result of work of the workers for layers, or in the place of a layer that was to be fetched.
pub type Done = layers::Done<Outcome>;

/// A document that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The bytes as they arrived.
    pub bytes: Rc<[u8]>,
    /// How they came.
    pub origin: Origin,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The text in the box changed.
    BoxChanged(String),
    /// The text in the box for the expected digest changed.
    ExpectedChanged(String),
    /// What stands in the box is to be taken (Enter, the button, or a paste).
    Submit,
    /// Documents arrived: dropped, chosen, fetched.
    Add {
        /// The documents.
        arrivals: Vec<Arrival>,
        /// A digest pinned for the first.
        pin: Option<String>,
    },
    /// Something could not be read, in one sentence.
    Refused(String),
    /// Files were dropped or chosen that are too large to be read as a whole, or are archives. The shell
    /// holds them for the session.
    FilesHeld(Vec<HeldFile>),
    /// The bytes of a layer that a descriptor embeds are held as a file.
    EmbeddedHeld {
        /// The layer.
        layer: LayerId,
        /// The file.
        file: FileId,
    },
    /// How far a job of [`super::Effect::Work`] is.
    WorkProgress {
        /// The job.
        job: JobId,
        /// Bytes that were read, of the layer or archive as it is stored.
        read: u64,
        /// Bytes that are to be read, where that is known.
        total: Option<u64>,
    },
    /// The result of a job.
    WorkDone {
        /// The job.
        job: JobId,
        /// Its result.
        done: Rc<Done>,
    },
    /// Have all layers of a manifest or a config read, or the one that the node is.
    OpenLayers(NodeId),
    /// The bytes of a layer that was fetched are held, as they were asked to be.
    LayerKept {
        /// The work that it was fetched for.
        job: JobId,
        /// By what to ask for them.
        file: FileId,
    },
    /// Have them listed by their tables of contents, without fetching them.
    ListLayers(NodeId),
    /// Stop reading them.
    StopLayers(NodeId),
    /// Something was done in the Files tab.
    Files(FilesMsg),
    /// Stop all archives and layers that are being read.
    StopAll,
    /// A digest was computed by the worker.
    Hashed {
        /// The blob.
        blob: BlobId,
        /// The bytes that were hashed: they may not be the blob's any more.
        bytes: Rc<[u8]>,
        /// Its digest.
        digest: Digest,
    },
    /// A node was chosen.
    Select(NodeId),
    /// A node is to be opened or closed.
    Toggle(NodeId),
    /// All nodes are to be opened, or all closed.
    OpenAll(bool),
    /// A key was pressed in the tree.
    Key(Key),
    /// The tree's filter changed.
    Filter(String),
    /// Another tab was chosen.
    Tab(Tab),
    /// Show a place of the chosen node's document in the Raw tab.
    ShowSpan(crate::json::Span),
    /// Pin the expected digest of a document; empty text takes the pin away.
    Pin {
        /// The document.
        blob: BlobId,
        /// The digest as typed.
        text: String,
    },
    /// New documents are on the screen: what may take longer than a frame is to be done now. It looks
    /// for what changed the documents that do not verify, and keeps all for a reload.
    Settle,
    /// Take the recovered bytes of a document in its place.
    TakeRecovered(BlobId),
    /// The host for the selection: a machine's id, or a platform in the usual form; empty for the default.
    Host(String),
    /// Whether the host is asked for, or what each client finds.
    Form(Form),
    /// The client for the selection.
    Client(String),
    /// A host, as in [`Msg::Host`], and a client at once: a cell of the matrix.
    HostAndClient {
        /// The host.
        host: String,
        /// The client.
        client: Client,
    },
    /// Open or close the matrix of all hosts by all clients.
    Matrix(bool),
    /// Save the matrix as CSV.
    SaveMatrixCsv,
    /// Save the matrix as Markdown.
    SaveMatrixMarkdown,
    /// Open or close the list of all findings.
    AllFindings(bool),
    /// Show the findings of this node.
    ShowFindings(NodeId),
    /// Open or close the share dialog.
    Share(bool),
    /// Whether a share link holds the configs.
    ShareConfigs(bool),
    /// The share dialog is on the screen: a long link is to be packed now.
    PackLink,
    /// Unpack the next piece of the link that is being opened.
    UnpackLink,
    /// Explain more of the documents that do not verify.
    Explain,
    /// Take a piece more of the documents that came.
    Take,
    /// Find out which documents do not verify.
    Compare,
    /// Count a piece more of what was found.
    Count,
    /// Copy the share link (the page's own address is put before it).
    CopyLink {
        /// The page's address up to the `#`.
        base: String,
    },
    /// Copy a text as it is shown.
    Copy(String),
    /// Copy bytes as they are, where that is what is shown of them.
    CopyBytes(Rc<[u8]>),
    /// The clipboard took it, or not.
    Copied(bool),
    /// Save all documents.
    SaveDocuments,
    /// Save one document.
    SaveDocument(BlobId),
    /// Save the report as JSON.
    SaveReportJson,
    /// Save the report as Markdown.
    SaveReportMarkdown,
    /// This report takes a frame more.
    ReportUnderWay(ReportFormat),
    /// That frame is over.
    WriteReport(ReportFormat),
    /// This report is saved.
    ReportWritten(ReportFormat),
    /// Bytes were not copied.
    NotCopied(NotCopied),
    /// The fragment of the address is now this: at the start, by back or forward, or typed.
    Navigated(String),
    /// What was remembered for a reload, at the start.
    Recalled(String),
    /// Open an example.
    OpenExample(String),
    /// Remove all documents and start over.
    Clear,
    /// The page is open at this address: its host may have a relay. Sent once, at the start.
    OpenedAt {
        /// The page's address; what stands after `#` does not count.
        base: String,
        /// Whether it is shown inside another page, which may cover what is shown and move what is pressed.
        framed: bool,
    },
    /// Fetch the image that a tool's output names.
    TakeOffer(OfferId),
    /// Put all such offers away.
    DismissOffers,
    /// These nodes are on the screen: what is missing of them is fetched.
    InView(Vec<NodeId>),
    /// Fetch the bytes of this node.
    FetchNode(NodeId),
    /// Fetch all that the chosen image names, but for its layers.
    FetchAll,
    /// Stop all that is being fetched.
    StopFetching,
    /// Try this again, and all that failed in the same way.
    RetryFetch(FetchId),
    /// Put away what failed in the same way as this.
    DismissProblem(FetchId),
    /// A question is answered.
    Answer {
        /// Which.
        id: QuestionId,
        /// How.
        yes: bool,
    },
    /// A name and a password for a registry.
    SignIn {
        /// The registry's host, as [`crate::view::ProblemView::sign_in`] gives it.
        host: String,
        /// The name.
        user: Secret,
        /// The password, or an access token.
        password: Secret,
    },
    /// Forget the name and the password for this host.
    SignOut(String),
    /// List the tags of this repository, as [`crate::view::Pinned::repository`] gives it.
    FetchTags(String),
    /// Put the list of tags away.
    CloseTags,
    /// List what refers to the manifest of this node.
    FetchReferrers(NodeId),
    /// Open a reference out of a registry’s list.
    OpenReference(String),
    /// A wait is over, after which a request is sent again.
    FetchAgain(FetchId),
    /// What was fetched is to be put with the documents.
    Land,
    /// A request came to its end.
    Fetched {
        /// Which.
        id: FetchId,
        /// Its result.
        outcome: Outcome,
    },
    /// A part of a body came.
    FetchProgress {
        /// Of which request.
        id: FetchId,
        /// Bytes so far.
        received: u64,
        /// Bytes in all, where the answer says so; what is compressed on its way has more.
        total: Option<u64>,
    },
    /// Show light, dark, or as the system does.
    Theme(Theme),
    /// Put a notice away.
    Dismiss(usize),
}
