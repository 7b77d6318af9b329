//! Symbols to documents.

use super::layout::{Layout, Scanner, is_white};
use super::numbers::{Known, Reference, Table, write_digits};
use super::{Shared, SharedDocument, UnpackError, signs};
use crate::image::digest::HashAlgorithm;
use crate::limits;
use crate::verify::hash::digest_of;

/// The documents that these symbols stand for: a link's, before the checksum over its documents is compared.
///
/// # Errors
/// When they are not what [`symbols`](super::symbols) gives, or pass a limit.
pub fn documents(text: &[u8], numbers: &[u8]) -> Result<Shared, UnpackError> {
    let mut reader = Reader { text, numbers, known: Known::new() };
    let mut documents: Vec<SharedDocument> = Vec::new();
    let mut left = limits::SHARE_DOCUMENT_BYTES;
    while !reader.text.is_empty() {
        if documents.len() == limits::SHARE_DOCUMENTS {
            return Err(UnpackError::TooManyDocuments);
        }
        let after = signs::read_number(&mut reader.text).ok_or(UnpackError::Altered)?;
        let place = documents.len().checked_sub(after).ok_or(UnpackError::Altered)?;
        let document = reader.document(left)?;
        left = left.saturating_sub(document.bytes.len());
        let digest = digest_of(HashAlgorithm::Sha256, &document.bytes);
        reader.known.add(Table::Documents, digest.raw().unwrap_or_default());
        documents.insert(place, document);
    }
    match reader.numbers {
        // A byte of zero may stand at the end of a payload; see `super::payload`.
        [] | [0] => Ok(Shared { documents }),
        _ => Err(UnpackError::TooMuch),
    }
}

struct Reader<'a> {
    text: &'a [u8],
    numbers: &'a [u8],
    known: Known,
}

impl Reader<'_> {
    fn document(&mut self, limit: usize) -> Result<SharedDocument, UnpackError> {
        let layout = match self.symbol()? {
            signs::NO_LAYOUT => None,
            byte => Some(Layout::from_byte(byte)),
        };
        let (bytes, end) = self.read(layout, limit)?;
        if end == signs::END {
            return Ok(SharedDocument { bytes, pin: None });
        }
        let pin = match self.read(None, limits::SHARE_PIN_BYTES) {
            Ok((pin, signs::END)) => String::from_utf8(pin).map_err(|_| UnpackError::Altered)?,
            Err(error) if error != UnpackError::TooManyBytes => return Err(error),
            _ => return Err(UnpackError::Altered),
        };
        Ok(SharedDocument { bytes, pin: Some(pin) })
    }

    fn symbol(&mut self) -> Result<u8, UnpackError> {
        let (first, rest) = self.text.split_first().ok_or(UnpackError::Altered)?;
        self.text = rest;
        Ok(*first)
    }

    /// Reads a text of at most `limit` bytes, and the sign that ends it.
    fn read(&mut self, layout: Option<Layout>, limit: usize) -> Result<(Vec<u8>, u8), UnpackError> {
        let (mut scanner, mut out, mut is_departure) = (Scanner::default(), Vec::new(), false);
        loop {
            let symbol = self.symbol()?;
            if symbol == signs::DEPARTURE && !is_departure && layout.is_some() {
                is_departure = true;
                continue;
            }
            if is_departure && is_white(symbol) {
                out.push(symbol);
            } else {
                let is_end = matches!(symbol, signs::END | signs::PIN);
                if let Some(layout) = layout.filter(|_| !is_departure && scanner.is_between_tokens()) {
                    let gap = layout.gap(&scanner, Some(symbol).filter(|_| !is_end));
                    if gap.len() > limit.saturating_sub(out.len()) {
                        return Err(UnpackError::TooManyBytes);
                    }
                    gap.write(&mut out);
                }
                is_departure = false;
                if is_end {
                    return Ok((out, symbol));
                }
                scanner.step(self.take(symbol, &mut out)?);
            }
            if out.len() > limit {
                return Err(UnpackError::TooManyBytes);
            }
        }
    }

    /// Writes what `symbol` stands for, and gives the byte that the scanner steps over for it.
    fn take(&mut self, symbol: u8, out: &mut Vec<u8>) -> Result<u8, UnpackError> {
        let reference = match symbol {
            ..signs::FIRST => {
                out.push(symbol);
                return Ok(symbol);
            }
            signs::ESCAPE => {
                let byte = self.symbol()?;
                out.push(byte);
                return Ok(byte);
            }
            signs::DIGEST | signs::NUMBER => {
                let length = match symbol {
                    signs::DIGEST => Some(signs::DIGEST_BYTES),
                    _ => signs::read_number(&mut self.text),
                };
                let length = length.ok_or(UnpackError::Altered)?;
                let (number, rest) = self.numbers.split_at_checked(length).ok_or(UnpackError::CutShort)?;
                self.numbers = rest;
                write_digits(number, out);
                self.known.add(Table::Numbers, number.to_vec());
                return Ok(b'0');
            }
            signs::NEXT_DOCUMENT => Reference::Next(Table::Documents),
            signs::NEXT_NUMBER => Reference::Next(Table::Numbers),
            signs::BACK => {
                let back = signs::read_number(&mut self.text).ok_or(UnpackError::Altered)?;
                let table = if back & 1 == 1 { Table::Documents } else { Table::Numbers };
                Reference::Back(table, back >> 1)
            }
            _ => return Err(UnpackError::Altered),
        };
        write_digits(self.known.resolve(reference).ok_or(UnpackError::Altered)?, out);
        Ok(b'0')
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::symbols;
    use super::*;

    fn read_within(limit: usize, text: &[u8]) -> Result<Vec<u8>, UnpackError> {
        let document = SharedDocument { bytes: text.to_vec(), pin: None };
        let symbols = symbols(&[document]);
        let text = symbols.text.get(1..).unwrap_or_default();
        let mut reader = Reader { text, numbers: &symbols.numbers, known: Known::new() };
        reader.document(limit).map(|document| document.bytes)
    }

    #[test]
    fn reading_stops_at_its_limit() {
        // White space that follows from the layout is counted before it is written.
        let deep = |depth: usize| {
            let mut text = Vec::new();
            for level in 0..depth {
                text.extend(b"[\n");
                text.resize(text.len() + 8 * (level + 1), b' ');
            }
            text
        };
        let texts = [vec![b' '; 3000], vec![b'a'; 3000], b"0a".repeat(1500), vec![0xff; 3000], deep(27)];
        for text in texts {
            assert_eq!(read_within(text.len(), &text).as_deref(), Ok(text.as_slice()));
            for limit in [0, 1, 100, text.len() - 1] {
                assert_eq!(read_within(limit, &text), Err(UnpackError::TooManyBytes));
            }
        }
    }

    #[test]
    fn symbols_that_no_writer_puts_are_refused() {
        let table: [&[u8]; 9] = [
            // No place in an empty list; a text that never ends; an escape of nothing.
            &[1, signs::NO_LAYOUT, signs::END],
            &[0, signs::NO_LAYOUT, b'a'],
            &[0, signs::NO_LAYOUT, signs::ESCAPE],
            // Two departures; one where there is no layout.
            &[0, 0, signs::DEPARTURE, signs::DEPARTURE, signs::END],
            &[0, signs::NO_LAYOUT, signs::DEPARTURE, signs::END],
            // References to what is not there.
            &[0, 0, signs::NEXT_DOCUMENT, signs::END],
            &[0, 0, signs::NEXT_NUMBER, signs::END],
            &[0, 0, signs::BACK, 0x7e, signs::END],
            // A pin within a pin.
            &[0, 0, signs::PIN, signs::PIN, signs::END],
        ];
        for text in table {
            assert_eq!(documents(text, &[]), Err(UnpackError::Altered), "{text:?}");
        }
        assert_eq!(documents(&[0, 0, signs::DIGEST, signs::END], &[7; 31]), Err(UnpackError::CutShort));
        assert_eq!(documents(&[0, 0, signs::END], &[7; 2]), Err(UnpackError::TooMuch));
    }
}
