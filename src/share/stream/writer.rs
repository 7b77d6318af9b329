//! Documents to a stream, in as many pieces as one likes.

use super::{CHECK, Codec, NUMBER, Token, check, code_count, order, sha256, tokens};
use crate::image::digest::Digest;
use crate::share::Shared;
use crate::share::arithmetic::{BitCoder, Encoder};
use crate::share::layout::Layout;

/// One thing that is coded. All of them are known before the first is: so they can be coded in pieces.
#[derive(Clone)]
pub(super) enum Step {
    Turn { remain: usize, turn: usize },
    Start(Option<Layout>),
    Symbol(u8),
    Number(Box<[u8]>),
    Written(Digest),
    HasPin(bool),
}

/// The steps of a text.
pub(super) fn write_text(steps: &mut Vec<Step>, text: &[u8]) {
    let layout = Layout::of(text);
    let count = |layout| {
        let mut count = 0;
        tokens(text, layout, &mut |_| count += 1);
        count
    };
    let layout = Some(layout).filter(|layout| count(Some(*layout)) <= count(None));
    steps.push(Step::Start(layout));
    tokens(text, layout, &mut |token| {
        steps.push(match token {
            Token::Symbol(symbol) => Step::Symbol(symbol),
            Token::Number(number) => Step::Number(number.into()),
        });
    });
}

/// The documents while they become bytes.
#[derive(Clone)]
pub(in crate::share) struct Writer {
    codec: Codec,
    encoder: Encoder,
    steps: std::vec::IntoIter<Step>,
    check: [u8; CHECK],
}

impl Writer {
    pub(in crate::share) fn new(shared: &Shared) -> Self {
        let documents = &shared.documents;
        let digests: Vec<Digest> = documents.iter().map(|document| sha256(&document.bytes)).collect();
        let mut encoder = Encoder::new();
        code_count(&mut encoder, documents.len());
        let mut steps = Vec::new();
        let mut remain: Vec<usize> = (0..documents.len()).collect();
        for at in order(documents, &digests) {
            let (Ok(turn), Some(document)) = (remain.binary_search(&at), documents.get(at)) else { continue };
            steps.push(Step::Turn { remain: remain.len(), turn });
            remain.remove(turn);
            write_text(&mut steps, &document.bytes);
            steps.extend(digests.get(at).cloned().map(Step::Written));
            steps.push(Step::HasPin(document.pin.is_some()));
            if let Some(pin) = &document.pin {
                write_text(&mut steps, pin.as_bytes());
            }
        }
        Self { codec: Codec::primed(), encoder, steps: steps.into_iter(), check: check(documents) }
    }

    /// Codes so many symbols more; the bytes, once that was all.
    pub(in crate::share) fn write(&mut self, symbols: usize) -> Option<Vec<u8>> {
        for step in self.steps.by_ref().take(symbols) {
            self.codec.write(&mut self.encoder, &step);
        }
        if self.steps.len() > 0 {
            return None;
        }
        for byte in self.check {
            self.encoder.code_plain(u32::from(byte), 8);
        }
        Some(std::mem::replace(&mut self.encoder, Encoder::new()).finish())
    }
}

impl Codec {
    pub(super) fn write(&mut self, encoder: &mut Encoder, step: &Step) {
        match step {
            Step::Turn { remain, turn } => _ = self.code_turn(encoder, *remain, *turn),
            Step::Start(layout) => {
                self.predictor.context.restart();
                self.numbers.restart();
                self.code_layout(encoder, *layout);
            }
            Step::Symbol(symbol) => _ = self.predictor.code(encoder, *symbol),
            Step::Number(number) => {
                self.predictor.code(encoder, NUMBER);
                let place = self.predictor.context.place();
                self.numbers.code(encoder, place, number, &mut Vec::new());
            }
            Step::Written(digest) => self.numbers.add_document(digest),
            Step::HasPin(has_pin) => _ = self.has_pin.code(encoder, *has_pin),
        }
    }
}
