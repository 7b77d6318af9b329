//! What is fetched from registries: how far it is, what the visitor is asked, what did not come and why.

mod listing;
mod look;
mod marks;
mod missing;
mod offers;
mod problem;
mod question;
mod shown;

pub use look::FetchLook;
pub use marks::{FetchMark, FetchMarks};
pub use offers::{OfferView, OffersView};
pub use question::QuestionView;
pub use shown::{
    FetchingView, NodeFetch, Pinned, ProblemView, Progress, fetching, node_fetch, pinned, progress,
};

pub(super) use look::look;
pub(super) use offers::title;
pub(super) use problem::{diagnosis, in_one};
pub(super) use question::question_view;
