//! What is fetched from registries, and in what order.
//!
//! What is to come is a job. Jobs wait in a queue, a bounded number is under way, and each lands as a document
//! that is verified like any other, as the answer to a question (a list, a token), or fails with a diagnosis.
//! A reference's own document is fetched first; what it names comes as it is looked at ([`want`]), or all at
//! once on demand. Where a document came from is told by its origin alone, so that what is kept for a reload
//! goes on from there.

mod access;
mod ask;
mod fetched;
mod job;
mod landing;
mod layers;
mod listing_words;
mod lists;
mod look;
mod missing;
mod offers;
mod open;
mod queue;
mod state;
mod trouble;
mod view;
mod want;

pub use crate::fetch::{FetchId, ListState, ReferrerList, Repository, TagList};
pub use ask::{Ask, AskId};
pub use layers::{LayerFetch, Task};
pub use look::{FetchLook, FetchMark};
pub use offers::{OfferId, OfferView, OffersView};
pub use open::How;
pub use state::Fetching;
pub use view::{AskView, FetchingView, NodeFetch, Pinned, ProblemView, Progress};

pub(super) use access::{sign_in, sign_out};
pub(super) use ask::answer_ask;
pub(super) use fetched::{fetch_again, fetched, progressed};
pub(super) use landing::land;
pub(super) use layers::{
    ask_for_layers, fetch_layers, forget_layer, layer_came, layer_did_not_come, layer_fetch, remote_layer,
    stop_layers, ticket, tickets,
};
pub(super) use lists::{close_tags, fetch_referrers, fetch_tags};
pub(super) use look::look;
pub(super) use offers::{dismiss_offers, offer, take_offer};
pub(super) use open::{open, opened_at};
pub(super) use queue::{dismiss, forget, put_away, retry, stop};
pub(super) use view::image;
pub(super) use want::{fetch_all, fetch_node, in_view, selected};
