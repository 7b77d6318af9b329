//! The layers of an image: how far each is, and why one can't be read.

mod failure;
mod status;

pub use failure::{of_changed, of_failure};
pub use status::{HowFar, LayerStatus, Status, how_far, status};

pub(super) use failure::of_not_saved;
