//! Documents to the fragment of a link, and back: as short as can be, and safe to open from anyone.
//!
//! What cannot be compressed in a manifest is its digests, 32 bytes each; all else is nearly foretold by
//! what such documents look like. So a link is made in three steps:
//!
//! 1. `stream` turns documents into symbols. Digests are taken out, each stored once as its bytes, and
//!    not at all when it is the digest of a document in the same link (`digests`); the white space of a
//!    printed document follows from a few facts (`layout`). The bytes stay the same to the last one.
//! 2. `predictor` foretells each symbol from what stands before it (`context`), having read a
//!    `dictionary` of typical documents; `arithmetic` coding makes of a foretold symbol next to nothing.
//! 3. The bytes are written in the URL-safe alphabet of base64, behind the character of their version.
//!
//! A checksum over the documents is part of the stream: a link that was cut short or altered says so and
//! shows nothing. Reading is bounded by `limits` in characters, documents, and bytes, and each symbol
//! that is read takes the same few steps.

mod adaptive;
mod arithmetic;
mod context;
mod dictionary;
mod digests;
mod error;
mod floor;
mod fragment;
mod layout;
mod logistic;
mod mixer;
mod predictor;
mod stream;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::limits;

pub use error::{PackError, UnpackError};
pub use floor::floor;
pub use fragment::Fragment;

/// The first character of every payload. What it stands for is all that a payload's meaning hangs on: the
/// stream's layout, the model's arithmetic and constants, and the dictionary. Any change to one of them
/// takes another character, and the reader of this one stays.
const VERSION: char = '1';

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
    /// The digest that the user expects of it, as typed.
    pub pin: Option<String>,
}

/// Packs documents into the payload of a link: letters, digits, `-` and `_`, the last of them a letter or
/// a digit, so that what finds links in text takes all of it.
///
/// # Errors
/// When there are no documents, too many, or they are too large.
pub fn pack(shared: &Shared) -> Result<String, PackError> {
    let mut packing = Packing::new(shared)?;
    loop {
        if let Some(packed) = packing.work(usize::MAX) {
            return packed;
        }
    }
}

/// Documents that are being packed, a piece at a time: a megabyte takes most of a second.
#[derive(Clone)]
pub struct Packing {
    writer: stream::Writer,
}

impl std::fmt::Debug for Packing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packing").finish_non_exhaustive()
    }
}

impl Packing {
    /// Makes all ready.
    ///
    /// # Errors
    /// When there are no documents, too many, or they are too large.
    pub fn new(shared: &Shared) -> Result<Self, PackError> {
        hold_to_limits(shared)?;
        Ok(Self { writer: stream::Writer::new(shared) })
    }

    /// Packs so many symbols more (a symbol is a byte, or a digest); the payload, as by [`pack`], once that
    /// was all.
    pub fn work(&mut self, symbols: usize) -> Option<Result<String, PackError>> {
        self.writer.write(symbols).map(payload)
    }
}

fn hold_to_limits(shared: &Shared) -> Result<(), PackError> {
    let documents = shared.documents.len();
    let bytes = shared.documents.iter().map(|document| document.bytes.len()).sum();
    let pin = shared.documents.iter().filter_map(|document| document.pin.as_ref()).map(String::len).max();
    match () {
        () if documents == 0 => return Err(PackError::NoDocuments),
        () if documents > limits::SHARE_DOCUMENTS => return Err(PackError::TooManyDocuments { documents }),
        () if bytes > limits::SHARE_DOCUMENT_BYTES => return Err(PackError::TooManyBytes { bytes }),
        () => {}
    }
    match pin.filter(|bytes| *bytes > limits::SHARE_PIN_BYTES) {
        Some(bytes) => Err(PackError::PinTooLong { bytes }),
        None => Ok(()),
    }
}

fn payload(mut bytes: Vec<u8>) -> Result<String, PackError> {
    let mut payload = String::from(VERSION);
    BASE64_URL_SAFE_NO_PAD.encode_string(&bytes, &mut payload);
    if payload.ends_with(['-', '_']) {
        bytes.push(0);
        payload = String::from(VERSION);
        BASE64_URL_SAFE_NO_PAD.encode_string(&bytes, &mut payload);
    }
    match payload.len() {
        characters if characters > limits::SHARE_PAYLOAD_CHARS => {
            Err(PackError::PayloadTooLong { characters })
        }
        _ => Ok(payload),
    }
}

/// Unpacks the payload of a link. Time and memory are bounded, whatever the payload.
///
/// # Errors
/// When the payload is not one that [`pack`] made, or was changed since.
pub fn unpack(payload: &str) -> Result<Shared, UnpackError> {
    let mut characters = payload.chars();
    match characters.next() {
        None => return Err(UnpackError::Empty),
        Some(VERSION) => {}
        Some(version) => return Err(UnpackError::UnknownVersion { version }),
    }
    if payload.len() > limits::SHARE_PAYLOAD_CHARS {
        return Err(UnpackError::PayloadTooLong { characters: payload.chars().count() });
    }
    let is_foreign =
        |(_, character): &(usize, char)| !(character.is_ascii_alphanumeric() || "-_".contains(*character));
    if let Some((at, character)) = payload.chars().enumerate().find(is_foreign) {
        return Err(UnpackError::ForeignCharacter { character, place: at + 1 });
    }
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(characters.as_str()).map_err(|_| UnpackError::CutShort)?;
    stream::read(&bytes)
}
