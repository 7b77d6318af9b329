//! The files of an image: what each layer does to them, and how they stand after it.
//!
//! A [`Merge`] applies the layers in their order, as OCI image-spec 1.1.1, layer.md, has it, in steps that fit
//! into a frame. [`Files`] then knows the history of every path, so that a layer's changes and the image after
//! any layer are read from it and nothing is built again. A [`View`] is one of these on the screen: what is
//! open, what a filter leaves, and the rows of a window.

mod bits;
mod change;
mod changed;
mod image;
mod largest;
mod links;
mod merge;
mod node;
mod order;
mod rows;
mod slots;
mod sorted;
mod under;
mod view;
mod waste;

pub use change::{Change, Scope};
pub use image::{BrokenLinks, Files, LinkFault, Tally};
pub use largest::{Largest, Listed, Special, special};
pub use merge::Merge;
pub use node::NodeId;
pub use rows::{Rows, Shown};
pub use sorted::{FileOrder, SortedBy};
pub use under::{AddingUp, Sum, Under};
pub use view::{Only, View};
pub use waste::{Cause, Waste, Wasted, Wasting};
