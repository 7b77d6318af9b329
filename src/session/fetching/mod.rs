//! What fetching does to the page: events go to the engine ([`crate::fetch`]), its commands become changes of the
//! model and effects.
//!
//! A reference's own document is fetched first; what it names comes as it is looked at ([`named`]), or all at
//! once on demand. Where a document came from is told by its origin alone, so that what is kept for a reload
//! goes on from there.

mod both;
mod image;
mod landed;
mod landing;
mod layer_bytes;
mod missing;
mod named;
mod offer;
mod offers;
mod open;
mod pair;
mod state;
mod tell;
mod wanted;

pub use crate::fetch::{FetchId, ListState, QuestionId, ReferrerList, Repository, TagList};
pub use image::pinned;
pub use layer_bytes::remote_layer;
pub use missing::missing;
pub use offers::{Offer, OfferId, Offers};
pub use open::How;
pub use state::Fetching;
pub use wanted::{can_come, repository, subject};

pub(super) use both::open_both;
pub(super) use image::image;
pub(super) use landed::show_landed;
pub(super) use layer_bytes::{ask_for_layers, fetch_layers, layer_came, layer_did_not_come, stop_layers};
pub(super) use named::{fetch_all, fetch_node, fetch_referrers, fetch_tags, in_view, selected};
pub(super) use offer::{dismiss_offers, offer};
pub(super) use open::{open, opened_at, take_offer};
pub(super) use state::Then;
pub(super) use tell::{forget, leave, stop, tell};
