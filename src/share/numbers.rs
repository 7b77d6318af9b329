//! Digests and other long hexadecimal numbers: each is stored once as its bytes, and referred to after that.

use std::collections::BTreeMap;

use crate::image::digest::HashAlgorithm;
use crate::verify::hash::digest_of;

/// Fewest digits that are taken as a number. A shorter one costs about as much as text.
const LEAST: usize = 16;
/// Most digits: those of SHA-512.
const MOST: usize = 128;

/// The digest of the empty layer that Docker writes, compressed.
const EMPTY_LAYER: [u8; 32] = [
    0xa3, 0xed, 0x95, 0xca, 0xeb, 0x02, 0xff, 0xe6, 0x8c, 0xdd, 0x9f, 0xd8, 0x44, 0x06, 0x68, 0x0a, 0xe9,
    0x3d, 0x63, 0x3c, 0xb1, 0x64, 0x22, 0xd0, 0x0e, 0x8a, 0x7c, 0x22, 0x95, 0x5b, 0x46, 0xd4,
];

/// How many digits at the start of `bytes` are such a number: lower-case hexadecimal digits, an even number
/// of them from [`LEAST`] to [`MOST`], not all of them decimal. 0 when there is none.
pub(super) fn number_length(bytes: &[u8]) -> usize {
    let digits = bytes.iter().take(MOST).take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let (mut length, mut letters) = (0, 0);
    for digit in digits {
        length += 1;
        letters += usize::from(!digit.is_ascii_digit());
    }
    if length >= LEAST && letters > 0 { length & !1 } else { 0 }
}

/// The bytes that hexadecimal `digits` stand for.
pub(super) fn bytes_of(digits: &[u8]) -> Vec<u8> {
    let value = |digit: u8| {
        if digit.is_ascii_digit() { digit - b'0' } else { (digit | 0x20).wrapping_sub(b'a') + 10 }
    };
    digits
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |byte: u8, digit| (byte << 4) | value(*digit)))
        .collect()
}

/// Writes `bytes` as hexadecimal digits.
pub(super) fn write_digits(bytes: &[u8], out: &mut Vec<u8>) {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
}

/// Which of the two tables a number stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Digests of documents in the same link. They are computed, not stored.
    Documents,
    /// Numbers that documents hold.
    Numbers,
}

/// How a known number is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// It is the one after the number of this table that was referred to last.
    Next(Table),
    /// It stands so many places before the end of this table.
    Back(Table, usize),
}

/// One table, in the order in which its numbers became known.
#[derive(Default)]
struct List {
    numbers: Vec<Vec<u8>>,
    /// The place that [`Reference::Next`] means.
    next: usize,
}

impl List {
    fn take(&mut self, place: usize) -> Option<&[u8]> {
        self.next = place + 1;
        self.numbers.get(place).map(Vec::as_slice)
    }
}

/// The numbers that are known so far.
pub(super) struct Known {
    documents: List,
    numbers: List,
    places: BTreeMap<Vec<u8>, (Table, usize)>,
}

impl Known {
    /// Knows the digests that many images share: of `{}`, of Docker's empty layer, and of what that unpacks to.
    pub(super) fn new() -> Self {
        let mut known =
            Self { documents: List::default(), numbers: List::default(), places: BTreeMap::new() };
        let sha256 = |bytes: &[u8]| digest_of(HashAlgorithm::Sha256, bytes).raw().unwrap_or_default();
        for number in [sha256(b"{}"), EMPTY_LAYER.to_vec(), sha256(&[0; 1024])] {
            known.add(Table::Numbers, number);
        }
        known.numbers.next = known.numbers.numbers.len();
        known
    }

    const fn list(&mut self, table: Table) -> &mut List {
        match table {
            Table::Documents => &mut self.documents,
            Table::Numbers => &mut self.numbers,
        }
    }

    /// Adds `number` to `table`, unless it is in one of them already.
    pub(super) fn add(&mut self, table: Table, number: Vec<u8>) {
        if self.places.contains_key(&number) {
            return;
        }
        let list = self.list(table);
        let place = list.numbers.len();
        list.numbers.push(number.clone());
        self.places.insert(number, (table, place));
    }

    /// How to refer to `number`, if it is known. Takes it as referred to.
    pub(super) fn refer(&mut self, number: &[u8]) -> Option<Reference> {
        let (table, place) = *self.places.get(number)?;
        let list = self.list(table);
        let reference = if place == list.next {
            Reference::Next(table)
        } else {
            Reference::Back(table, list.numbers.len().saturating_sub(place))
        };
        list.next = place + 1;
        Some(reference)
    }

    /// The number that `reference` means; `None` where it means none.
    pub(super) fn resolve(&mut self, reference: Reference) -> Option<&[u8]> {
        match reference {
            Reference::Next(table) => {
                let list = self.list(table);
                list.take(list.next)
            }
            Reference::Back(table, back) => {
                let list = self.list(table);
                list.take(list.numbers.len().checked_sub(back)?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_number() {
        let table = [
            ("0123456789abcdef", 16),
            // An odd digit at the end is text.
            ("0123456789abcdef0\"", 16),
            // Too short; decimal; upper case.
            ("0123456789abcde", 0),
            ("01234567890123456789", 0),
            ("0123456789ABCDEF", 0),
            ("", 0),
        ];
        for (text, length) in table {
            assert_eq!(number_length(text.as_bytes()), length, "{text}");
        }
        assert_eq!(number_length(&[b'a'; 300]), MOST);
    }

    #[test]
    fn digits_survive() {
        let digits = b"00ff19a0deadbeef";
        let mut out = Vec::new();
        write_digits(&bytes_of(digits), &mut out);
        assert_eq!(out, digits);
    }

    #[test]
    fn a_reference_means_what_was_referred_to() {
        let (mut writer, mut reader) = (Known::new(), Known::new());
        for known in [&mut writer, &mut reader] {
            (0..4).for_each(|number| known.add(Table::Numbers, vec![number]));
            (4..8).for_each(|number| known.add(Table::Documents, vec![number]));
        }
        for number in [0, 1, 3, 2, 3, 4, 0, 5, 7, 7, 1] {
            let reference = writer.refer(&[number]).expect("it is known");
            assert_eq!(reader.resolve(reference), Some([number].as_slice()));
        }
        assert_eq!(writer.refer(&[9]), None);
        assert_eq!(reader.resolve(Reference::Back(Table::Documents, 99)), None);
        assert_eq!(reader.resolve(Reference::Back(Table::Documents, 0)), None);
    }
}
