//! Layers that bring a table of contents: eStargz and zstd:chunked.
//!
//! To everybody else they are gzip and Zstandard. Their last bytes say where a table stands that lists all files,
//! so that a registry that answers ranges lets a layer of gigabytes be listed from some kilobytes of it:
//! [`footer_range`], then [`place`], then [`Table::list`]. Such a list is what the layer says of
//! itself; only the digest of the table can be proved by it ([`Promise`]), and no diff ID.
//!
//! - eStargz: <https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md>
//! - zstd:chunked: <https://github.com/containers/storage/blob/main/pkg/chunked/internal/minimal/compression.go>

mod entries;
mod footer;
mod table;
mod time;

pub use entries::read;
pub use footer::{Packing, Promise, TablePlace, footer_range, place, place_of, promise};
pub use table::{Listed, Table, TableError};

use std::ops::ControlFlow;

use super::codec::{Bounds, Codec, Decoder};
use super::tar::{Event, Scanner};
use crate::limits;

/// The name of the table in the tar of an eStargz layer.
const STARGZ_INDEX: &[u8] = b"stargz.index.json";

/// Unpacks the bytes at `place` to the JSON of the table; `None` where they are something else, or unpack to
/// more than [`limits::TABLE_BYTES`].
#[must_use]
pub fn unpack(place: &TablePlace, bytes: &[u8]) -> Option<Vec<u8>> {
    let bound = limits::TABLE_BYTES as u64;
    let bounds = Bounds { written: bound.saturating_mul(2), ratio: u64::MAX, free: 0 };
    let codec = match place.packing {
        Packing::GzipTar => Codec::Gzip,
        Packing::Zstd => Codec::Zstd,
    };
    let mut scanner = Scanner::new();
    let mut table = Taken::default();
    let mut decoder = Decoder::within(codec, bounds);
    let pushed = decoder.push(bytes, &mut |piece| {
        match place.packing {
            Packing::Zstd => table.json.extend_from_slice(piece),
            Packing::GzipTar => scanner.push(piece, &mut |event| table.on(event)),
        }
        if table.json.len() as u64 > bound { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let whole = match place.packing {
        Packing::Zstd => pushed.is_ok(),
        // The footer is a member of gzip, too, and may follow.
        Packing::GzipTar => table.size == Some(table.json.len() as u64),
    };
    (whole && !table.json.is_empty() && table.json.len() as u64 <= bound).then_some(table.json)
}

/// The table while it is taken out of a tar.
#[derive(Default)]
struct Taken {
    json: Vec<u8>,
    size: Option<u64>,
    inside: bool,
}

impl Taken {
    fn on(&mut self, event: Event<'_>) {
        match event {
            Event::Entry(entry) => {
                self.inside = entry.path == STARGZ_INDEX && self.size.is_none() && !entry.sparse;
                if self.inside {
                    self.size = Some(entry.size);
                }
            }
            Event::Content { bytes, .. } if self.inside => self.json.extend_from_slice(bytes),
            _ => {}
        }
    }
}
