//! What the page shows, as plain values made of the model, pane by pane, with all words. Nothing is changed here.
//!
//! What takes long to work out is kept from one message to the next ([`Look`]), and made again where the revision of
//! what it is made of is another.

mod box_hint;
mod choice;
pub mod comparison;
pub mod detail;
pub mod drafting;
pub mod evidence;
mod fetching;
pub mod files;
pub mod layers;
mod look;
mod matrix;
mod news;
mod nothing_here;
mod said;
mod several;
mod summary;

pub use box_hint::{BoxHint, ReferenceHint, box_hint};
pub use choice::place;
pub use fetching::{
    FetchLook, FetchMark, FetchMarks, FetchingView, NodeFetch, OfferView, OffersView, Pinned, ProblemView,
    Progress, QuestionView, fetching, node_fetch, pinned, progress,
};
pub use look::{Look, look};
pub use matrix::{ShownMatrix, matrix, short_platform};
pub use nothing_here::nothing_here;
pub use said::sentence;
pub use several::{SeveralImages, several_images};
pub use summary::{Standing, Summary, count, proved, root_name, summary, title};
