//! Digests and other long hexadecimal numbers: their bytes once each, and references to those known.

use super::adaptive::{Adaptive, Tree};
use super::arithmetic::{BitCoder, ONE};
use crate::image::digest::Digest;

/// Fewest digits that are taken as a number; fewer are as well spelled.
const LEAST: usize = 16;
/// Most digits: those of SHA-512.
const MOST: usize = 128;
/// Bits of a length, which is even and from [`LEAST`] to [`MOST`].
const LENGTH_BITS: u32 = 6;
/// Digits of a SHA-256 digest, which most of these numbers are.
const SHA256: usize = 64;
/// Digits of a git commit.
const COMMIT: usize = 40;
/// Places that a number can stand in are told apart so far.
const PLACES: usize = 256;
/// Buckets in which a number is looked for; prime, since leading digits may be chosen.
const BUCKETS: usize = 1021;

/// The digest of `{}`, the empty descriptor of the OCI image specification.
const EMPTY_JSON: [u8; 32] = [
    0x44, 0x13, 0x6f, 0xa3, 0x55, 0xb3, 0x67, 0x8a, 0x11, 0x46, 0xad, 0x16, 0xf7, 0xe8, 0x64, 0x9e, 0x94,
    0xfb, 0x4f, 0xc2, 0x1f, 0xe7, 0x7e, 0x83, 0x10, 0xc0, 0x60, 0xf6, 0x1c, 0xaa, 0xff, 0x8a,
];
/// The digest of the empty layer that Docker writes, compressed.
const EMPTY_LAYER: [u8; 32] = [
    0xa3, 0xed, 0x95, 0xca, 0xeb, 0x02, 0xff, 0xe6, 0x8c, 0xdd, 0x9f, 0xd8, 0x44, 0x06, 0x68, 0x0a, 0xe9,
    0x3d, 0x63, 0x3c, 0xb1, 0x64, 0x22, 0xd0, 0x0e, 0x8a, 0x7c, 0x22, 0x95, 0x5b, 0x46, 0xd4,
];
/// The diff ID of an empty layer: 1024 zero bytes.
const EMPTY_DIFF: [u8; 32] = [
    0x5f, 0x70, 0xbf, 0x18, 0xa0, 0x86, 0x00, 0x70, 0x16, 0xe9, 0x48, 0xb0, 0x4a, 0xed, 0x3b, 0x82, 0x10,
    0x3a, 0x36, 0xbe, 0xa4, 0x17, 0x55, 0xb6, 0xcd, 0xdf, 0xaf, 0x10, 0xac, 0xe3, 0xc6, 0xef,
];

/// How many digits at the start of `bytes` are such a number: lower-case hexadecimal digits, an even number
/// of them within [`LEAST`] and [`MOST`], not all of them decimal. 0 when they are none.
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
fn write_digits(bytes: &[u8], out: &mut Vec<u8>) {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
}

/// Numbers in the order in which they became known.
#[derive(Clone)]
pub(super) struct Known {
    numbers: Vec<Vec<u8>>,
    /// One behind the newest number of each bucket, 0 for none; and for each number the one before it in
    /// its bucket. (A map of the standard library would double the codec's bytes.)
    newest: Vec<usize>,
    before: Vec<usize>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self { numbers: Vec::new(), newest: vec![0; BUCKETS], before: Vec::new() }
    }

    fn bucket(number: &[u8]) -> usize {
        number.iter().take(4).fold(0, |bucket, byte| (bucket << 8) | usize::from(*byte)) % BUCKETS
    }

    /// The place of `number`.
    pub(super) fn find(&self, number: &[u8]) -> Option<usize> {
        let mut at = self.newest.get(Self::bucket(number)).copied()?;
        while let Some(place) = at.checked_sub(1) {
            if self.numbers.get(place).is_some_and(|known| known == number) {
                return Some(place);
            }
            at = self.before.get(place).copied()?;
        }
        None
    }

    /// Adds `number`, again if it is known.
    pub(super) fn add(&mut self, number: Vec<u8>) {
        let Some(newest) = self.newest.get_mut(Self::bucket(&number)) else { return };
        self.before.push(std::mem::replace(newest, self.numbers.len() + 1));
        self.numbers.push(number);
    }
}

/// What was referred to last from one place, to guess the next from.
#[derive(Clone, Copy)]
struct Habit {
    last: usize,
    stride: usize,
    /// Counted from the newest.
    distance: usize,
}

impl Habit {
    const fn next(self) -> usize {
        self.last.wrapping_add(self.stride)
    }

    const fn learn(&mut self, index: usize, count: usize) {
        *self = Self {
            last: index,
            stride: index.wrapping_sub(self.last),
            distance: count.wrapping_sub(1).wrapping_sub(index),
        };
    }
}

/// The guesses that a reference is tried against.
const GUESSES: usize = 4;

/// What a number turned out to be when training, where there are no bytes to code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A SHA-256 digest not seen before.
    New,
    /// The digest of a document.
    Document,
    /// A number seen before.
    Again,
    /// A git commit, of 40 digits.
    Commit,
}

/// Codes numbers.
#[derive(Clone)]
pub(super) struct Numbers {
    /// Those that stood in a text.
    text: Known,
    /// The digests of the documents.
    documents: Known,
    /// Documents that nothing referred to yet.
    waiting: Vec<usize>,
    /// The number of a text that was referred to last, from anywhere.
    last: usize,
    /// How many numbers of texts were known where this text starts, and where the one before it did.
    starts: [usize; 2],
    places: Vec<Place>,
    /// Whether a guess is right: those for a text's number, then those for a document's.
    is_guess: [Adaptive; 2 * GUESSES],
    length: Tree,
}

/// What is learned of the numbers of one place.
#[derive(Clone, Copy)]
struct Place {
    text: Habit,
    documents: Habit,
    /// The last number of this text here.
    before: Kind,
    /// By the kind before, and whether documents are waiting.
    is_known: [[Adaptive; 2]; 4],
    is_document: [[Adaptive; 2]; 4],
    is_sha256: Adaptive,
}

/// What a number is to its place.
#[derive(Clone, Copy)]
enum Kind {
    None,
    New,
    Text,
    Document,
}

impl Place {
    const NEW: Self = {
        let habit = Habit { last: 0, stride: 1, distance: 0 };
        Self {
            text: habit,
            documents: habit,
            before: Kind::None,
            is_known: [[Adaptive::new(ONE / 8); 2]; 4],
            is_document: [[Adaptive::new(ONE / 2); 2]; 4],
            is_sha256: Adaptive::new(ONE * 31 / 32),
        }
    };

    /// Codes of what kind the next number is.
    fn code_kind(&mut self, coder: &mut dyn BitCoder, kind: Kind, is_waiting: bool) -> Kind {
        let (before, waiting) = (self.before as usize, usize::from(is_waiting));
        let mut fallback = Adaptive::new(ONE / 2);
        let is_known = self.is_known.get_mut(before).and_then(|known| known.get_mut(waiting));
        let is_known =
            is_known.unwrap_or(&mut fallback).code(coder, matches!(kind, Kind::Text | Kind::Document));
        self.before = Kind::New;
        if is_known {
            let is_document = self.is_document.get_mut(before).and_then(|document| document.get_mut(waiting));
            let is_document =
                is_document.unwrap_or(&mut fallback).code(coder, matches!(kind, Kind::Document));
            self.before = if is_document { Kind::Document } else { Kind::Text };
        }
        self.before
    }
}

impl Numbers {
    pub(super) fn new() -> Self {
        let mut text = Known::new();
        for number in [EMPTY_JSON, EMPTY_LAYER, EMPTY_DIFF] {
            text.add(number.to_vec());
        }
        Self {
            text,
            documents: Known::new(),
            waiting: Vec::new(),
            last: 0,
            starts: [0; 2],
            places: vec![Place::NEW; PLACES],
            is_guess: [Adaptive::new(ONE / 2); 2 * GUESSES],
            length: Tree::new(LENGTH_BITS),
        }
    }

    /// Makes the digest of a document known, so that referring to it costs next to nothing.
    pub(super) fn add_document(&mut self, digest: &Digest) {
        self.waiting.push(self.documents.numbers.len());
        self.documents.add(digest.raw().unwrap_or_default());
    }

    /// Starts a text: what stood in the one before tells little.
    pub(super) fn restart(&mut self) {
        self.places.iter_mut().for_each(|place| place.before = Kind::None);
        let [start, _] = self.starts;
        self.starts = [self.text.numbers.len(), start];
    }

    /// Codes the number that `digits` write, standing at `place` (any hash of it), and writes its digits to
    /// `out`. `None` when the reader came upon a reference to nothing.
    pub(super) fn code(
        &mut self,
        coder: &mut dyn BitCoder,
        place: u32,
        digits: &[u8],
        out: &mut Vec<u8>,
    ) -> Option<()> {
        let number = bytes_of(digits);
        let (kind, index) = match (self.documents.find(&number), self.text.find(&number)) {
            (Some(index), _) => (Kind::Document, index),
            (None, Some(index)) => (Kind::Text, index),
            (None, None) => (Kind::New, 0),
        };
        let at = place as usize % PLACES;
        let place = self.places.get_mut(at)?;
        match place.code_kind(coder, kind, !self.waiting.is_empty()) {
            Kind::Document => {
                let number = self.refer_to_document(coder, at, index)?;
                write_digits(number, out);
            }
            Kind::Text => {
                let number = self.refer_to_text(coder, at, index)?;
                write_digits(number, out);
            }
            Kind::New | Kind::None => {
                let is_sha256 = place.is_sha256.code(coder, digits.len() == SHA256);
                let number = self.spell(coder, is_sha256, &number);
                write_digits(&number, out);
                self.text.add(number);
            }
        }
        Some(())
    }

    /// Codes which of the documents' digests it is.
    fn refer_to_document(&mut self, coder: &mut dyn BitCoder, at: usize, index: usize) -> Option<&[u8]> {
        let habit = &mut self.places.get_mut(at)?.documents;
        let next = habit.next();
        let (newest, oldest) = (self.waiting.last(), self.waiting.first());
        let guesses = [newest.copied().unwrap_or(next), next, oldest.copied().unwrap_or(next), habit.last];
        let (_, is_guess) = self.is_guess.split_at_mut_checked(GUESSES)?;
        let index = code_guessed(coder, is_guess, guesses, self.documents.numbers.len(), index);
        habit.learn(index, self.documents.numbers.len());
        self.waiting.retain(|waiting| *waiting != index);
        self.documents.numbers.get(index).map(Vec::as_slice)
    }

    /// Codes which of the texts' numbers it is.
    fn refer_to_text(&mut self, coder: &mut dyn BitCoder, at: usize, index: usize) -> Option<&[u8]> {
        let habit = &mut self.places.get_mut(at)?.text;
        let count = self.text.numbers.len();
        let as_far = count.wrapping_sub(1).wrapping_sub(habit.distance);
        let [_, start] = self.starts;
        let guesses = [habit.next(), as_far, self.last.wrapping_add(1), start];
        let (is_guess, _) = self.is_guess.split_at_mut_checked(GUESSES)?;
        let index = code_guessed(coder, is_guess, guesses, count, index);
        habit.learn(index, count);
        self.last = index;
        self.text.numbers.get(index).map(Vec::as_slice)
    }

    /// Codes a number by its bytes.
    fn spell(&mut self, coder: &mut dyn BitCoder, is_sha256: bool, number: &[u8]) -> Vec<u8> {
        let length = if is_sha256 {
            SHA256 / 2
        } else {
            let more = number.len().saturating_sub(LEAST / 2);
            self.length.code(coder, more as u32) as usize + LEAST / 2
        };
        let byte = |at| number.get(at).copied().map_or(0, u32::from);
        (0..length).map(|at| coder.code_plain(byte(at), 8) as u8).collect()
    }

    /// Learns that a number of such a kind stood at `place`.
    pub(super) fn train(&mut self, coder: &mut dyn BitCoder, place: u32, sample: Sample) {
        let Some(place) = self.places.get_mut(place as usize % PLACES) else { return };
        let kind = match sample {
            Sample::New | Sample::Commit => Kind::New,
            Sample::Document => Kind::Document,
            Sample::Again => Kind::Text,
        };
        place.code_kind(coder, kind, sample == Sample::Document);
        if matches!(kind, Kind::New) {
            place.is_sha256.code(coder, sample == Sample::New);
        }
        if sample == Sample::Commit {
            self.length.code(coder, (COMMIT - LEAST) as u32 / 2);
        }
    }
}

/// Codes an index below `count`: by the first guess that is right, or plainly.
fn code_guessed(
    coder: &mut dyn BitCoder,
    is_guess: &mut [Adaptive],
    guesses: [usize; GUESSES],
    count: usize,
    index: usize,
) -> usize {
    for (rank, (guess, p)) in guesses.into_iter().zip(is_guess).enumerate() {
        let is_new = guesses.iter().take(rank).all(|before| *before != guess);
        if is_new && guess < count && p.code(coder, guess == index) {
            return guess;
        }
    }
    let bits = usize::BITS - count.saturating_sub(1).leading_zeros();
    coder.code_plain(index as u32, bits) as usize
}
