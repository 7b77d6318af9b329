//! Archives and layers of the page: what the engine for them ([`crate::layers`]) is told and commands, put into effect.
//!
//! The shell holds the files, workers read them; here is what that means for the page. Documents of an archive become
//! blobs as any others, and its layers are put to the nodes that name them ([`crate::inspect::HeldLayers`]), so that
//! verification is one and the same wherever bytes come from.

mod asked;
mod embedded;
mod fetched;
mod look_through;
mod of_archive;
mod opening;
mod perform;
mod taken;
#[cfg(test)]
mod tests;

pub(super) use asked::{list, open, open_more, stop_all, stop_node};
pub(super) use embedded::embedded_held;
pub(super) use fetched::fetched;
pub(super) use look_through::{LookedThrough, Opened};
pub(super) use of_archive::OfArchive;
pub(super) use opening::{files_held, looked_through_beside, opened, show_alone};
pub(super) use perform::{done, show_found, tell};

pub(super) use taken::{choose_first, put_together, show_opened};

pub use asked::is_wrong;
