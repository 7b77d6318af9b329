//! Documents to the fragment of a link, and back: short, and safe to open from anyone.
//!
//! What cannot be compressed in a manifest is its digests, 32 bytes each; nearly all else can be predicted from
//! what such documents look like. A link is made in three steps:
//!
//! 1. `writer` turns documents into symbols. Digests are taken out, each stored once as its bytes, and
//!    not at all when it is the digest of a document in the same link (`numbers`); the white space of a
//!    printed document follows from a few facts (`layout`). `reader` gives the same bytes back, to the last one.
//! 2. The symbols are compressed by PPMd (`model`), which has read a `dictionary` of typical documents.
//! 3. The bytes are written in the URL-safe alphabet of base64, after the character of their version.
//!
//! A payload's bytes are: a checksum over the documents, how many symbols there are, how many bytes they take
//! compressed, those bytes, and the digests. A link that was cut short or altered says so and shows nothing.
//! Reading is bounded by `limits` in characters, documents, and bytes.

mod dictionary;
mod error;
mod floor;
mod fragment;
mod layout;
mod model;
mod numbers;
mod packing;
mod reader;
mod signs;
mod unpacking;
mod writer;

use crate::image::digest::HashAlgorithm;
use crate::verify::hash::Hasher;

pub use error::{PackError, UnpackError};
pub use floor::floor;
pub use fragment::Fragment;
pub use packing::{Packing, hold_to_limits, pack};
pub use reader::documents;
pub use unpacking::{MOST_SYMBOLS, Unpacking, unpack};
pub use writer::{Symbols, symbols};

/// The first character of every payload. All that a payload's meaning depends on has this version: the symbols,
/// the model's parameters, and the dictionary. Any change to one of them takes another character.
const VERSION: char = '2';

/// Bytes of the checksum.
const CHECK: usize = 4;

/// What a link holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The documents, in the order in which they were taken in.
    pub documents: Vec<SharedDocument>,
}

/// A document as it is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedDocument {
    /// Its bytes, exactly as they arrived.
    pub bytes: Vec<u8>,
    /// The digest that is expected of it, as typed.
    pub pin: Option<String>,
}

/// A few bytes of a hash over all that is shared, each part with its length.
fn check(documents: &[SharedDocument]) -> [u8; CHECK] {
    let mut hash = Hasher::new(HashAlgorithm::Sha256);
    for document in documents {
        for part in [Some(document.bytes.as_slice()), document.pin.as_deref().map(str::as_bytes)] {
            hash.update(&part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
    }
    let mut check = [0; CHECK];
    check.iter_mut().zip(hash.finish().raw().unwrap_or_default()).for_each(|(check, byte)| *check = byte);
    check
}
