//! Layers: what one of them does to the file system below it.
//!
//! A [`LayerScan`] takes the uncompressed bytes of a layer in a worker, and gives [`LayerFiles`]: all its entries
//! in a compact table, which goes to the page as one buffer.

mod built;
mod entry_number;
mod files;
pub mod name;
mod odd;
mod oddities;
mod paths;
mod scan;
mod wire;

pub use built::{Built, built};
pub use entry_number::EntryNumber;
pub use files::{Extra, File, LayerFiles};
pub use odd::Oddity;
pub use scan::{LayerScan, Listing};
pub use wire::WireError;

/// Tells a layer from all others of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerId(pub u32);
