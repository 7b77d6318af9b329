//! Documents to a payload.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::model::Encoder;
use super::writer::{Symbols, symbols};
use super::{PackError, Shared, VERSION, check, signs};
use crate::limits;

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

/// Documents that are being packed, a piece at a time.
pub struct Packing {
    check: [u8; super::CHECK],
    symbols: Symbols,
    /// How many symbols the encoder has taken.
    at: usize,
    encoder: Option<Encoder>,
}

impl std::fmt::Debug for Packing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packing").finish_non_exhaustive()
    }
}

/// A copy starts compressing from the beginning; what it comes to is the same.
impl Clone for Packing {
    fn clone(&self) -> Self {
        Self { check: self.check, symbols: self.symbols.clone(), at: 0, encoder: None }
    }
}

impl Packing {
    /// Makes all ready.
    ///
    /// # Errors
    /// When there are no documents, too many, or they are too large.
    pub fn new(shared: &Shared) -> Result<Self, PackError> {
        let bytes = shared.documents.iter().map(|document| document.bytes.len()).sum();
        hold_to_limits(shared.documents.len(), bytes)?;
        let pins = shared.documents.iter().filter_map(|document| document.pin.as_ref()).map(String::len);
        if let Some(bytes) = pins.max().filter(|bytes| *bytes > limits::SHARE_PIN_BYTES) {
            return Err(PackError::PinTooLong { bytes });
        }
        let symbols = symbols(&shared.documents);
        Ok(Self { check: check(&shared.documents), symbols, at: 0, encoder: None })
    }

    /// Packs so many symbols more (a symbol is a byte, or a digest); the payload, as by [`pack`], once that
    /// was all.
    pub fn work(&mut self, symbols: usize) -> Option<Result<String, PackError>> {
        let encoder = self.encoder.get_or_insert_with(Encoder::new);
        let end = self.at.saturating_add(symbols).min(self.symbols.text.len());
        encoder.write(self.symbols.text.get(self.at..end).unwrap_or_default());
        self.at = end;
        if end < self.symbols.text.len() {
            return None;
        }
        let compressed = self.encoder.take().map(Encoder::finish).unwrap_or_default();
        let mut bytes = self.check.to_vec();
        signs::write_number(self.symbols.text.len(), &mut bytes);
        signs::write_number(compressed.len(), &mut bytes);
        bytes.extend_from_slice(&compressed);
        bytes.extend_from_slice(&self.symbols.numbers);
        self.at = 0;
        Some(payload(bytes))
    }
}

/// Whether so many documents go into a link, of so many bytes together.
///
/// # Errors
/// When there are none, too many, or they are too large.
pub const fn hold_to_limits(documents: usize, bytes: usize) -> Result<(), PackError> {
    match () {
        () if documents == 0 => Err(PackError::NoDocuments),
        () if documents > limits::SHARE_DOCUMENTS => Err(PackError::TooManyDocuments { documents }),
        () if bytes > limits::SHARE_DOCUMENT_BYTES => Err(PackError::TooManyBytes { bytes }),
        () => Ok(()),
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
