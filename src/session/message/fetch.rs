//! What happens to what is fetched.

use crate::fetch::{FetchId, QuestionId};
use crate::inspect::NodeId;
use crate::registry::{Outcome, Secret};
use crate::session::fetching::OfferId;

/// What happens to what is fetched.
#[derive(Clone, Debug, PartialEq)]
pub enum FetchMsg {
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
    Node(NodeId),
    /// Fetch all that the chosen image names, but for its layers.
    All,
    /// Stop all that is being fetched.
    Stop,
    /// Try this again, and all that failed in the same way.
    Retry(FetchId),
    /// Dismiss what failed in the same way as this.
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
    Tags(String),
    /// Put the list of tags away.
    CloseTags,
    /// List what refers to the manifest of this node.
    Referrers(NodeId),
    /// Open a reference out of a registry’s list.
    OpenReference(String),
    /// Open these two, which a registry lists, and compare the second with the first.
    CompareReferences(String, String),
    /// A wait is over, after which a request is sent again.
    Again(FetchId),
    /// What was fetched is to be put with the documents.
    Land,
    /// More of all that is wanted is to be put in the queue.
    MoreOfAll,
    /// A request came to its end.
    Ended {
        /// Which.
        id: FetchId,
        /// Its result.
        outcome: Outcome,
    },
    /// A part of a body came.
    Progress {
        /// Of which request.
        id: FetchId,
        /// Bytes so far.
        received: u64,
        /// Bytes in all, where the answer says so; what is compressed on its way has more.
        total: Option<u64>,
    },
}
