//! Documents as a stream of symbols, and back.

mod writer;

use std::sync::OnceLock;

use super::adaptive::{Adaptive, Tree};
use super::arithmetic::{BitCoder, Decoder, ONE, Training};
use super::digests::{Known, Numbers, Sample, bytes_of, number_length};
use super::layout::{Layout, Scanner, is_white};
use super::predictor::Predictor;
use super::{Shared, SharedDocument, UnpackError, dictionary};
use crate::image::digest::{Digest, Registered};
use crate::limits;
use crate::verify::hash::{Hasher, digest_of};

pub(super) use writer::Writer;

/// From here on bytes are signs of the stream's own; none of them occurs in UTF-8.
const FIRST_SIGN: u8 = 0xf8;
/// The next symbol is a byte of the document, whatever it is.
const ESCAPE: u8 = 0xf8;
/// The text ends.
const END: u8 = 0xf9;
/// A long hexadecimal number, coded apart.
const NUMBER: u8 = 0xfa;
/// The white space in front of the next token is not the layout's, and follows.
const DEPARTURE: u8 = 0xfb;

/// Bytes of the checksum.
const CHECK: usize = 4;

/// The model and all that is learned beside it.
#[derive(Clone)]
struct Codec {
    predictor: Predictor,
    numbers: Numbers,
    /// The layout of the text before.
    layout: Layout,
    is_json: Adaptive,
    /// For the first text, after one of the same layout as the one before it, after one of another.
    is_same_layout: [Adaptive; 3],
    layout_turn: usize,
    layouts: Tree,
    has_pin: Adaptive,
    is_last: Adaptive,
    is_first: Adaptive,
}

impl Codec {
    fn new() -> Self {
        Self {
            predictor: Predictor::new(),
            numbers: Numbers::new(),
            layout: Layout::default(),
            is_json: Adaptive::new(ONE * 15 / 16),
            is_same_layout: [ONE * 3 / 8, ONE * 15 / 16, ONE * 3 / 4].map(Adaptive::new),
            layout_turn: 0,
            layouts: Tree::new(Layout::BITS),
            has_pin: Adaptive::new(ONE / 8),
            is_last: Adaptive::new(ONE * 7 / 8),
            is_first: Adaptive::new(ONE * 3 / 4),
        }
    }

    /// A codec that has read the dictionary.
    fn primed() -> Self {
        static PRIMED: OnceLock<Codec> = OnceLock::new();
        PRIMED
            .get_or_init(|| {
                let mut codec = Self::new();
                dictionary::DOCUMENTS.lines().for_each(|document| codec.train(document));
                for layout in dictionary::LAYOUTS {
                    codec.code_layout(&mut Training, Some(layout));
                }
                codec.is_json = Adaptive::new(ONE * 15 / 16);
                codec.is_same_layout = Self::new().is_same_layout;
                codec.layout = Layout::default();
                codec.layout_turn = 0;
                codec
            })
            .clone()
    }

    fn train(&mut self, document: &str) {
        self.predictor.context.restart();
        self.numbers.restart();
        let mut random = document.len() as u32;
        for byte in document.bytes() {
            let sample = match byte {
                dictionary::NEW => Sample::New,
                dictionary::DOCUMENT => Sample::Document,
                dictionary::AGAIN => Sample::Again,
                dictionary::COMMIT => Sample::Commit,
                _ => {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let digit = b'0' + ((random >> 16) % 10) as u8;
                    let byte = if byte == dictionary::DIGIT { digit } else { byte };
                    self.predictor.code(&mut Training, byte);
                    continue;
                }
            };
            self.predictor.code(&mut Training, NUMBER);
            let place = self.predictor.context.place();
            self.numbers.train(&mut Training, place, sample);
        }
        self.predictor.code(&mut Training, END);
    }

    /// Codes what is known of the white space; `None` for a text that is not JSON.
    fn code_layout(&mut self, coder: &mut dyn BitCoder, layout: Option<Layout>) -> Option<Layout> {
        if !self.is_json.code(coder, layout.is_some()) {
            return None;
        }
        let layout = layout.unwrap_or_default();
        let mut fallback = Adaptive::new(ONE / 2);
        let same = self.is_same_layout.get_mut(self.layout_turn).unwrap_or(&mut fallback);
        if same.code(coder, layout == self.layout) {
            self.layout_turn = 1;
            return Some(self.layout);
        }
        self.layout_turn = 2;
        self.layout = Layout::from_bits(self.layouts.code(coder, layout.to_bits()));
        Some(self.layout)
    }

    /// Reads a text of at most `limit` bytes.
    fn read_text(&mut self, decoder: &mut Decoder<'_>, limit: usize) -> Result<Vec<u8>, UnpackError> {
        self.predictor.context.restart();
        self.numbers.restart();
        let layout = self.code_layout(decoder, None);
        let (mut scanner, mut text, mut is_departure) = (Scanner::default(), Vec::new(), false);
        loop {
            if decoder.is_exhausted() {
                return Err(UnpackError::CutShort);
            }
            let symbol = self.predictor.code(decoder, 0);
            if symbol == DEPARTURE && !is_departure {
                is_departure = true;
                continue;
            }
            if is_departure && is_white(symbol) && scanner.is_between_tokens() {
                text.push(symbol);
            } else {
                if let Some(layout) = layout.filter(|_| !is_departure && scanner.is_between_tokens()) {
                    let gap = layout.gap(&scanner, Some(symbol).filter(|symbol| *symbol != END));
                    if gap.len() > limit.saturating_sub(text.len()) {
                        return Err(UnpackError::TooManyBytes);
                    }
                    gap.write(&mut text);
                }
                is_departure = false;
                let mut byte = symbol;
                match symbol {
                    END => return Ok(text),
                    NUMBER => {
                        let place = self.predictor.context.place();
                        self.numbers.code(decoder, place, &[], &mut text).ok_or(UnpackError::Altered)?;
                    }
                    ESCAPE => {
                        byte = self.predictor.code(decoder, 0);
                        text.push(byte);
                    }
                    ..FIRST_SIGN => text.push(symbol),
                    _ => return Err(UnpackError::Altered),
                }
                scanner.step(byte);
            }
            if text.len() > limit {
                return Err(UnpackError::TooManyBytes);
            }
        }
    }

    /// Codes which of the documents that `remain` is next: where it stands among them.
    fn code_turn(&mut self, coder: &mut dyn BitCoder, remain: usize, turn: usize) -> usize {
        let last = remain.saturating_sub(1);
        if last == 0 || self.is_last.code(coder, turn == last) {
            return last;
        }
        if self.is_first.code(coder, turn == 0) {
            return 0;
        }
        coder.code_plain(turn as u32, usize::BITS - last.leading_zeros()) as usize
    }
}

enum Token<'a> {
    Symbol(u8),
    Number(&'a [u8]),
}

/// Gives `out` the symbols of `text`, its end included; without a layout, white space is bytes like others.
fn tokens<'a>(text: &'a [u8], layout: Option<Layout>, out: &mut dyn FnMut(Token<'a>)) {
    let (mut scanner, mut rest) = (Scanner::default(), text);
    loop {
        if let Some(layout) = layout.filter(|_| scanner.is_between_tokens()) {
            let end = rest.iter().position(|byte| !is_white(*byte)).unwrap_or(rest.len());
            let (gap, behind) = rest.split_at_checked(end).unwrap_or_default();
            if !layout.is_gap(&scanner, behind.first().copied(), gap) {
                out(Token::Symbol(DEPARTURE));
                gap.iter().for_each(|byte| out(Token::Symbol(*byte)));
            }
            rest = behind;
        }
        let Some((first, behind)) = rest.split_first() else { break };
        let number = if scanner.is_escaped() { 0 } else { number_length(rest) };
        if number > 0 {
            let (digits, behind) = rest.split_at_checked(number).unwrap_or_default();
            out(Token::Number(digits));
            scanner.step(NUMBER);
            rest = behind;
        } else {
            if *first >= FIRST_SIGN {
                out(Token::Symbol(ESCAPE));
            }
            out(Token::Symbol(*first));
            scanner.step(*first);
            rest = behind;
        }
    }
    out(Token::Symbol(END));
}

/// The order in which documents are coded: those that others point to first, so that pointing to them is
/// free; apart from that the last first, since what points mostly comes first.
fn order(documents: &[SharedDocument], digests: &[Digest]) -> Vec<usize> {
    let mut known = Known::new();
    digests.iter().for_each(|digest| known.add(digest.raw().unwrap_or_default()));
    let mut waits: Vec<usize> = vec![0; documents.len()];
    let mut pointed_from: Vec<Vec<usize>> = vec![Vec::new(); documents.len()];
    for (at, (document, waits)) in documents.iter().zip(&mut waits).enumerate() {
        tokens(&document.bytes, None, &mut |token| {
            let Token::Number(digits) = token else { return };
            let target = known.find(&bytes_of(digits)).filter(|target| *target != at);
            if let Some(from) = target.and_then(|target| pointed_from.get_mut(target)) {
                from.push(at);
                *waits += 1;
            }
        });
    }
    let mut remain: Vec<usize> = (0..documents.len()).collect();
    let mut order = Vec::with_capacity(documents.len());
    while !remain.is_empty() {
        let is_free = |at: &usize| waits.get(*at) == Some(&0);
        let turn = remain.iter().rposition(is_free).unwrap_or(remain.len() - 1);
        let at = remain.remove(turn);
        for from in pointed_from.get(at).into_iter().flatten() {
            if let Some(waits) = waits.get_mut(*from) {
                *waits = waits.saturating_sub(1);
            }
        }
        order.push(at);
    }
    order
}

fn sha256(bytes: &[u8]) -> Digest {
    digest_of(Registered::Sha256, bytes)
}

/// A few bytes of a hash over all that is shared, each part with its length.
fn check(documents: &[SharedDocument]) -> [u8; CHECK] {
    let mut hash = Hasher::new(Registered::Sha256);
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

/// Codes how many documents there are, at least one.
fn code_count(coder: &mut dyn BitCoder, count: usize) -> usize {
    let mut bits = 0;
    while bits < 31 && coder.code(count >> (bits + 1) > 0, ONE / 2) {
        bits += 1;
    }
    (1 << bits) | coder.code_plain(count as u32, bits) as usize
}

/// The documents from their bytes.
pub(super) fn read(bytes: &[u8]) -> Result<Shared, UnpackError> {
    if bytes.len() <= CHECK {
        return Err(UnpackError::CutShort);
    }
    let (mut codec, mut decoder) = (Codec::primed(), Decoder::new(bytes));
    let count = code_count(&mut decoder, 0);
    if count > limits::SHARE_DOCUMENTS {
        return Err(UnpackError::TooManyDocuments);
    }
    let mut documents = vec![SharedDocument::default(); count];
    let mut remain: Vec<usize> = (0..count).collect();
    let mut left = limits::SHARE_DOCUMENT_BYTES;
    while !remain.is_empty() {
        let turn = codec.code_turn(&mut decoder, remain.len(), 0);
        if turn >= remain.len() {
            return Err(UnpackError::Altered);
        }
        let text = codec.read_text(&mut decoder, left)?;
        left = left.saturating_sub(text.len());
        codec.numbers.add_document(&sha256(&text));
        let mut pin = None;
        if codec.has_pin.code(&mut decoder, false) {
            let text = codec.read_text(&mut decoder, limits::SHARE_PIN_BYTES);
            let text = text.map_err(|error| match error {
                UnpackError::TooManyBytes => UnpackError::Altered,
                error => error,
            })?;
            pin = Some(String::from_utf8(text).map_err(|_| UnpackError::Altered)?);
        }
        if let Some(document) = documents.get_mut(remain.remove(turn)) {
            *document = SharedDocument { bytes: text, pin };
        }
    }
    let mut found = [0; CHECK];
    found.iter_mut().for_each(|byte| *byte = decoder.code_plain(0, 8) as u8);
    match () {
        () if decoder.is_exhausted() => Err(UnpackError::CutShort),
        () if found != check(&documents) => Err(UnpackError::Altered),
        () if !decoder.is_at_end() => Err(UnpackError::TooMuch),
        () => Ok(Shared { documents }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::arithmetic::Encoder;
    use super::writer::write_text;
    use super::*;

    /// What a reader that takes `limit` bytes makes of a link that holds `text`.
    fn read_within(limit: usize, text: &[u8]) -> Result<Vec<u8>, UnpackError> {
        let (mut codec, mut encoder) = (Codec::primed(), Encoder::new());
        let mut steps = Vec::new();
        write_text(&mut steps, text);
        steps.iter().for_each(|step| codec.write(&mut encoder, step));
        let bytes = encoder.finish();
        Codec::primed().read_text(&mut Decoder::new(&bytes), limit)
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
    fn signs_that_no_writer_puts_are_refused() {
        for signs in [[DEPARTURE, DEPARTURE].as_slice(), &[0xfc], &[0xff]] {
            let (mut codec, mut encoder) = (Codec::primed(), Encoder::new());
            codec.predictor.context.restart();
            codec.code_layout(&mut encoder, Some(Layout::default()));
            for sign in signs {
                codec.predictor.code(&mut encoder, *sign);
            }
            let bytes = encoder.finish();
            let read = Codec::primed().read_text(&mut Decoder::new(&bytes), 100);
            assert_eq!(read, Err(UnpackError::Altered), "{signs:x?}");
        }
    }

    #[test]
    fn what_is_pointed_to_comes_first() {
        let document = |text: String| SharedDocument { bytes: text.into_bytes(), pin: None };
        let pointing = |to: &[&SharedDocument]| {
            let digests: Vec<String> = to.iter().map(|to| sha256(&to.bytes).to_string()).collect();
            document(digests.join(" "))
        };
        let (a, b) = (document("a".to_owned()), document("b".to_owned()));
        let (to_a, to_b) = (pointing(&[&a]), pointing(&[&b]));
        let root = pointing(&[&to_a, &to_b]);
        let documents = [a, root, to_a, b, to_b];
        let digests: Vec<Digest> = documents.iter().map(|document| sha256(&document.bytes)).collect();
        // Of b, a, and none else at first: the last, and so on.
        assert_eq!(order(&documents, &digests), [3, 4, 0, 2, 1]);
    }
}
