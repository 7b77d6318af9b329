//! A payload to documents.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::model::Decoder;
use super::{CHECK, Shared, UnpackError, VERSION, check, reader, signs};
use crate::limits;

/// Most symbols of a link that documents within the limits have: every byte escaped, and for each document its place, its
/// layout, and its end.
pub const MOST_SYMBOLS: usize =
    2 * limits::SHARE_DOCUMENT_BYTES + limits::SHARE_DOCUMENTS * (2 * limits::SHARE_PIN_BYTES + 8);

/// Unpacks the payload of a link. Time and memory are bounded, whatever the payload.
///
/// # Errors
/// When the payload is not one that [`super::pack`] made, or was changed since.
pub fn unpack(payload: &str) -> Result<Shared, UnpackError> {
    let mut unpacking = Unpacking::new(payload)?;
    loop {
        if let Some(shared) = unpacking.work(usize::MAX) {
            return shared;
        }
    }
}

/// A payload that is being unpacked, a piece at a time.
pub struct Unpacking {
    check: [u8; CHECK],
    /// The symbols, as far as they are read.
    text: Vec<u8>,
    /// How many symbols there will be.
    symbols: usize,
    compressed: Vec<u8>,
    decoder: Option<Decoder>,
    numbers: Vec<u8>,
}

impl std::fmt::Debug for Unpacking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacking").finish_non_exhaustive()
    }
}

/// A copy starts from the beginning; what it comes to is the same.
impl Clone for Unpacking {
    fn clone(&self) -> Self {
        Self {
            check: self.check,
            text: Vec::new(),
            symbols: self.symbols,
            compressed: self.compressed.clone(),
            decoder: None,
            numbers: self.numbers.clone(),
        }
    }
}

impl Unpacking {
    /// Takes the payload apart.
    ///
    /// # Errors
    /// When it is of no known version, too long, or has a character that no payload has.
    pub fn new(payload: &str) -> Result<Self, UnpackError> {
        let mut characters = payload.chars();
        match characters.next() {
            None => return Err(UnpackError::Empty),
            Some(VERSION) => {}
            Some(version) => return Err(UnpackError::UnknownVersion { version }),
        }
        if payload.len() > limits::SHARE_PAYLOAD_CHARS {
            return Err(UnpackError::PayloadTooLong { characters: payload.chars().count() });
        }
        let is_foreign = |(_, character): &(usize, char)| {
            !(character.is_ascii_alphanumeric() || "-_".contains(*character))
        };
        if let Some((at, character)) = payload.chars().enumerate().find(is_foreign) {
            return Err(UnpackError::ForeignCharacter { character, place: at + 1 });
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(characters.as_str()).map_err(|_| UnpackError::CutShort)?;
        let (check, mut rest) = bytes.split_first_chunk().ok_or(UnpackError::CutShort)?;
        let mut number = || signs::read_number(&mut rest).ok_or(UnpackError::CutShort);
        let (symbols, length) = (number()?, number()?);
        if symbols > MOST_SYMBOLS {
            return Err(UnpackError::TooManyBytes);
        }
        let (compressed, numbers) = rest.split_at_checked(length).ok_or(UnpackError::CutShort)?;
        Ok(Self {
            check: *check,
            text: Vec::new(),
            symbols,
            compressed: compressed.to_vec(),
            decoder: None,
            numbers: numbers.to_vec(),
        })
    }

    /// How many symbols it has in all.
    #[must_use]
    pub const fn symbols(&self) -> usize {
        self.symbols
    }

    /// Unpacks so many symbols more; the documents once that was all.
    pub fn work(&mut self, symbols: usize) -> Option<Result<Shared, UnpackError>> {
        let compressed = &self.compressed;
        let decoder = self.decoder.get_or_insert_with(|| Decoder::new(compressed.clone()));
        let at = self.text.len();
        self.text.resize(at.saturating_add(symbols).min(self.symbols), 0);
        if !decoder.read(self.text.get_mut(at..).unwrap_or_default()) {
            return Some(Err(UnpackError::Altered));
        }
        if self.text.len() < self.symbols {
            return None;
        }
        Some(self.documents())
    }

    fn documents(&self) -> Result<Shared, UnpackError> {
        let shared = reader::documents(&self.text, &self.numbers)?;
        if shared.documents.is_empty() || check(&shared.documents) != self.check {
            return Err(UnpackError::Altered);
        }
        Ok(shared)
    }
}
