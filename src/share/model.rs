//! Compression by PPMd, with a model that has read the [`dictionary`].
//!
//! The crate writes and reads variant H with the range coder of 7z, which is a fixed format. It has no
//! way to start from a dictionary, so the dictionary is compressed in front of each text. The bytes that this
//! gives are always the same ones, so they are left out of the link and put back when it is read. The last
//! three bytes of a stream are left out as well: the range is never smaller than 2^24 there, so any three
//! bytes that are not smaller will do, and 0xff is read in their place.

use std::io::{Read, Write};
use std::sync::OnceLock;

use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};

use super::dictionary;

/// Symbols that predict the next one. The highest order gave the shortest links on all samples.
const ORDER: u32 = ppmd_rust::PPMD7_MAX_ORDER;
/// Memory of the model. When it is full, the model starts again: a text of 1 MiB of JSON does not fill it.
const MEMORY: u32 = 4 << 20;
/// Bytes at the end of a stream that are not stored.
const TAIL: usize = 3;
const FILL: [u8; TAIL] = [0xff; TAIL];

/// The bytes that every stream begins with.
fn prefix() -> &'static [u8] {
    static PREFIX: OnceLock<Vec<u8>> = OnceLock::new();
    PREFIX.get_or_init(|| primed().map(Ppmd7Encoder::into_inner).unwrap_or_default())
}

/// An encoder that has read the dictionary. `None` cannot be: order and memory are within the crate's bounds, and a
/// vector takes all bytes.
fn primed() -> Option<Ppmd7Encoder<Vec<u8>>> {
    let mut encoder = Ppmd7Encoder::new(Vec::new(), ORDER, MEMORY).ok()?;
    encoder.write_all(dictionary::symbols()).ok()?;
    Some(encoder)
}

/// Compresses a text, a piece at a time.
pub(super) struct Encoder(Option<Ppmd7Encoder<Vec<u8>>>);

impl Encoder {
    pub(super) fn new() -> Self {
        Self(primed())
    }

    /// Takes more of the text.
    pub(super) fn write(&mut self, text: &[u8]) {
        if let Some(encoder) = &mut self.0 {
            let _ = encoder.write_all(text);
        }
    }

    /// The bytes of all that was written.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.and_then(|encoder| encoder.finish(false).ok()).unwrap_or_default();
        bytes.truncate(bytes.len().saturating_sub(TAIL));
        bytes.drain(..prefix().len().min(bytes.len()));
        bytes
    }
}

/// The prefix, a link's bytes, and the fill.
type Source = std::io::Chain<std::io::Chain<&'static [u8], std::io::Cursor<Vec<u8>>>, &'static [u8]>;

/// Reads a text, a piece at a time.
pub(super) struct Decoder(Option<Ppmd7Decoder<Source>>);

impl Decoder {
    /// Reads what an [`Encoder`] made.
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        let source = prefix().chain(std::io::Cursor::new(bytes)).chain(FILL.as_slice());
        let mut decoder = Ppmd7Decoder::new(source, ORDER, MEMORY).ok();
        let mut known = vec![0; dictionary::symbols().len()];
        if decoder.as_mut().is_some_and(|decoder| decoder.read_exact(&mut known).is_err()) {
            decoder = None;
        }
        Self(decoder)
    }

    /// Fills `text`; `false` if the bytes end before that.
    pub(super) fn read(&mut self, text: &mut [u8]) -> bool {
        self.0.as_mut().is_some_and(|decoder| decoder.read_exact(text).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = Encoder::new();
        encoder.write(text);
        encoder.finish()
    }

    fn unpacked(bytes: &[u8], length: usize) -> Option<Vec<u8>> {
        let mut text = vec![0; length];
        Decoder::new(bytes.to_vec()).read(&mut text).then_some(text)
    }

    #[test]
    fn what_the_dictionary_holds_costs_next_to_nothing() {
        let document = dictionary::DOCUMENTS.lines().last().unwrap_or_default().as_bytes();
        assert!(document.len() > 1000);
        assert!(packed(document).len() < document.len() / 20, "{} bytes", packed(document).len());
    }

    #[test]
    fn bytes_that_end_early_are_noticed() {
        let bytes = packed(b"no such text is in the dictionary: 0816471100");
        let short = bytes.get(..bytes.len() / 2).unwrap_or_default();
        assert_eq!(unpacked(short, 45), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// The last bytes are left out, whatever they are.
        #[test]
        fn any_text_survives(text in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(unpacked(&packed(&text), text.len()), Some(text));
        }
    }
}
