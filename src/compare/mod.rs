//! What is different between two images, or between two indexes.
//!
//! Everything is compared as the documents state it, value by value: the white space of JSON and the order of an
//! object's members are no difference, the order of a list is one of its own. Layers are lined up by their digests, then
//! by their diff IDs, then by the steps that made them. The answers are values with places in both documents; the words
//! are the view's.

mod align;
mod change;
mod config;
mod contents;
mod entries;
mod files;
mod image;
mod listing;
mod lists;
mod members;
mod packages;
mod plain;
mod pull;
mod reason;
mod rising;
mod side;
mod versions;

pub use align::{Fate, Layer, LayerRow};
pub use change::{Change, Field, Kind, Stated, Within};
pub use contents::{ContentRow, Contents, ROW_BYTES, contents};
pub use entries::{Entries, EntryFate, EntryRow, entries};
pub use files::{Aspects, FileDifference, FileDifferences, FileFacts, Table, files};
pub use image::{Images, images};
pub use listing::Listing;
pub use packages::{PackageDifferences, PackageFate, PackageRow, packages};
pub use pull::Pull;
pub use reason::Reason;
pub use side::{Read, Side};
