//! What fetching does to the page: events go to the engine ([`crate::fetch`]), its commands become changes of the
//! model and effects.
//!
//! A reference's own document is fetched first; what it names comes as it is looked at ([`named`]), or all at
//! once on demand. Where a document came from is told by its origin alone, so that what is kept for a reload
//! goes on from there.

mod landing;
mod layer_bytes;
mod listing_words;
mod look;
mod missing;
mod named;
mod offers;
mod open;
mod problem_words;
mod question_words;
mod state;
mod tell;
mod view;

pub use crate::fetch::{FetchId, ListState, QuestionId, ReferrerList, Repository, TagList};
pub use look::{FetchLook, FetchMark};
pub use offers::{OfferId, OfferView, OffersView};
pub use open::How;
pub use question_words::QuestionView;
pub use state::Fetching;
pub use view::{FetchingView, NodeFetch, Pinned, ProblemView, Progress};

pub(super) use layer_bytes::{
    ask_for_layers, fetch_layers, layer_came, layer_did_not_come, remote_layer, stop_layers,
};
pub(super) use look::look;
pub(super) use named::{fetch_all, fetch_node, fetch_referrers, fetch_tags, in_view, selected};
pub(super) use offers::{dismiss_offers, offer, take_offer};
pub(super) use open::{open, opened_at};
pub(super) use tell::{forget, leave, stop, tell};
pub(super) use view::image;
