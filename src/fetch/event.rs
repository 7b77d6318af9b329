//! What happens to the engine.

use super::id::{FetchId, LayerJob, QuestionId};
use super::repository::Repository;
use super::wanted::{WantedDocument, WantedLayer};
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::registry::url::Url;
use crate::registry::{Outcome, Secret};
use crate::verify::Pin;

/// Whose wish it is that a registry be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The visitor's, who named it.
    Visitor,
    /// The visitor's, who pressed for what a document or an output names. Inside another page that may have been
    /// another button to who pressed it, and is no consent.
    Pressed,
    /// A link's: the visitor is asked, unless everybody knows the registry.
    Link,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The page is open at this address, where it came by http or https: its host may have a relay.
    Page {
        /// The address.
        url: Option<Url>,
        /// Whether it is shown inside another page: its visitor is asked for nothing there.
        framed: bool,
    },
    /// A reference is to be opened.
    Open {
        /// The reference.
        reference: Reference,
        /// What it is to hash to.
        pin: Option<Pin>,
        /// Whose wish it is.
        wish: Wish,
    },
    /// These documents are wanted, the last of them first where they are urgent: the visitor looks at them. Of a
    /// registry that may not be asked nothing is fetched, and nobody is asked about it.
    Want {
        /// The documents.
        documents: Vec<WantedDocument>,
        /// Whether they come before all others.
        urgent: bool,
    },
    /// The visitor wants this document, also where it failed before.
    Fetch(WantedDocument),
    /// The visitor wants all that is missing of a repository.
    All(Repository),
    /// List the tags of a repository that the visitor named.
    Tags(Repository),
    /// The list of tags is closed.
    CloseTags,
    /// List what refers to a manifest.
    Referrers(Repository, Digest),
    /// Ask where evidence of these manifests may be: what refers to each, and what cosign keeps beside it.
    Evidence(Repository, Vec<Digest>),
    /// These layers are wanted.
    Layers(Vec<WantedLayer>),
    /// The part of a layer that came tells which part is wanted of it now, for a worker; `None` where it tells
    /// that the layer has no table of contents.
    LayerPart(LayerJob, Option<(u64, u64)>),
    /// A worker has done with a layer.
    LayerDone(LayerJob),
    /// A layer did not come to its worker, and this in its place.
    LayerFailed(LayerJob, Outcome),
    /// Nobody waits for these layers any more.
    StopLayers(Vec<LayerJob>),
    /// Whoever wants something of a registry that may not be asked: the visitor is to be asked. What is done then
    /// is remembered by the question's number.
    Consent(String),
    /// The visitor answers a question.
    Answer(QuestionId, bool),
    /// A name and a password for the registry of a host.
    SignIn {
        /// The host, as [`super::Problem::sign_in_host`] gives it.
        host: String,
        /// The name.
        user: Secret,
        /// The password, or an access token.
        password: Secret,
    },
    /// Forget the name and the password for this host, and the tokens got by them.
    SignOut(String),
    /// A part of an answer came.
    Progress {
        /// To which job.
        id: FetchId,
        /// Bytes so far.
        received: u64,
        /// Bytes in all, as far as that is known.
        total: Option<u64>,
    },
    /// A request came to its end.
    Ended(FetchId, Outcome),
    /// A wait is over.
    Over(Wait),
    /// What landed is with the other documents: what it names may be wanted.
    Added,
    /// Try this again, and all that failed alike.
    Retry(FetchId),
    /// Forget this, and all that failed alike.
    Dismiss(FetchId),
    /// Stop all that is in flight or pending. What failed stays, to be tried again.
    Stop,
    /// Stop all that is for the image that was here: another takes its place.
    Leave,
    /// Stop all and forget what was said and asked, the visitor's name and password too; the page's own address and
    /// its relay stay.
    Forget,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// A job is sent again.
    Backoff(FetchId),
    /// Documents that came land.
    Landing,
    /// More of what is missing is put in the queue, after a frame.
    Missing,
}
