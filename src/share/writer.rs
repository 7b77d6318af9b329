//! Documents to symbols.

use super::SharedDocument;
use super::layout::{Layout, Scanner, is_white};
use super::numbers::{Known, Reference, Table, bytes_of, number_length};
use super::signs;
use crate::image::digest::HashAlgorithm;
use crate::keyed::HashMap;
use crate::verify::hash::digest_of;

/// What a link holds, before it is compressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbols {
    /// The documents' text, and signs among it.
    pub text: Vec<u8>,
    /// The numbers that stand in it, one after the other. Nothing makes them shorter.
    pub numbers: Vec<u8>,
}

/// The symbols of `documents`.
#[must_use]
pub fn symbols(documents: &[SharedDocument]) -> Symbols {
    let digests: Vec<Vec<u8>> = documents
        .iter()
        .map(|document| digest_of(HashAlgorithm::Sha256, &document.bytes).raw().unwrap_or_default())
        .collect();
    let mut writer = Writer { known: Known::new(), symbols: Symbols::default() };
    let mut written: Vec<usize> = Vec::with_capacity(documents.len());
    for at in order(documents, &digests) {
        let (Some(document), Some(digest)) = (documents.get(at), digests.get(at)) else { continue };
        let place = written.partition_point(|other| *other < at);
        signs::write_number(written.len() - place, &mut writer.symbols.text);
        written.insert(place, at);
        writer.write(document);
        writer.known.add(Table::Documents, digest.clone());
    }
    writer.symbols
}

struct Writer {
    known: Known,
    symbols: Symbols,
}

impl Writer {
    fn write(&mut self, document: &SharedDocument) {
        let layout = is_json(&document.bytes).then(|| Layout::of(&document.bytes));
        self.symbols.text.push(layout.map_or(signs::NO_LAYOUT, Layout::to_byte));
        tokens(&document.bytes, layout, &mut |token| self.token(token));
        if let Some(pin) = &document.pin {
            self.symbols.text.push(signs::PIN);
            tokens(pin.as_bytes(), None, &mut |token| self.token(token));
        }
        self.symbols.text.push(signs::END);
    }

    fn token(&mut self, token: Token<'_>) {
        let text = &mut self.symbols.text;
        let digits = match token {
            Token::Symbol(symbol) => return text.push(symbol),
            Token::Number(digits) => digits,
        };
        let number = bytes_of(digits);
        match self.known.refer(&number) {
            Some(Reference::Next(Table::Documents)) => text.push(signs::NEXT_DOCUMENT),
            Some(Reference::Next(Table::Numbers)) => text.push(signs::NEXT_NUMBER),
            Some(Reference::Back(table, back)) => {
                text.push(signs::BACK);
                signs::write_number(back * 2 + usize::from(table == Table::Documents), text);
            }
            None => {
                if number.len() == signs::DIGEST_BYTES {
                    text.push(signs::DIGEST);
                } else {
                    text.push(signs::NUMBER);
                    signs::write_number(number.len(), text);
                }
                self.symbols.numbers.extend_from_slice(&number);
                self.known.add(Table::Numbers, number);
            }
        }
    }
}

/// Whether the first byte that is not white space starts an object or an array.
fn is_json(bytes: &[u8]) -> bool {
    matches!(bytes.iter().find(|byte| !is_white(**byte)), Some(b'{' | b'['))
}

enum Token<'a> {
    Symbol(u8),
    Number(&'a [u8]),
}

/// Gives `out` the symbols of `text`; without a layout, white space is bytes like others.
fn tokens<'a>(text: &'a [u8], layout: Option<Layout>, out: &mut dyn FnMut(Token<'a>)) {
    let (mut scanner, mut rest) = (Scanner::default(), text);
    loop {
        if let Some(layout) = layout.filter(|_| scanner.is_between_tokens()) {
            let end = rest.iter().position(|byte| !is_white(*byte)).unwrap_or(rest.len());
            let (gap, after) = rest.split_at_checked(end).unwrap_or_default();
            if !layout.is_gap(&scanner, after.first().copied(), gap) {
                out(Token::Symbol(signs::DEPARTURE));
                gap.iter().for_each(|byte| out(Token::Symbol(*byte)));
            }
            rest = after;
        }
        let Some((first, after)) = rest.split_first() else { break };
        let number = if scanner.is_escaped() { 0 } else { number_length(rest) };
        if number > 0 {
            let (digits, after) = rest.split_at_checked(number).unwrap_or_default();
            out(Token::Number(digits));
            scanner.step(b'0');
            rest = after;
        } else {
            if *first >= signs::FIRST {
                out(Token::Symbol(signs::ESCAPE));
            }
            out(Token::Symbol(*first));
            scanner.step(*first);
            rest = after;
        }
    }
}

/// The order in which documents are written: those that others point to come first, so that pointing to them
/// costs next to nothing.
fn order(documents: &[SharedDocument], digests: &[Vec<u8>]) -> Vec<usize> {
    let places: HashMap<&[u8], usize> =
        digests.iter().enumerate().map(|(at, digest)| (digest.as_slice(), at)).collect();
    let mut pending: Vec<usize> = vec![0; documents.len()];
    let mut pointed_from: Vec<Vec<usize>> = vec![Vec::new(); documents.len()];
    for (at, (document, pending)) in documents.iter().zip(&mut pending).enumerate() {
        tokens(&document.bytes, None, &mut |token| {
            let Token::Number(digits) = token else { return };
            let target = places.get(bytes_of(digits).as_slice()).filter(|target| **target != at);
            if let Some(from) = target.and_then(|target| pointed_from.get_mut(*target)) {
                from.push(at);
                *pending += 1;
            }
        });
    }
    let mut remain: Vec<usize> = (0..documents.len()).collect();
    let mut order = Vec::with_capacity(documents.len());
    while !remain.is_empty() {
        let is_free = |at: &usize| pending.get(*at) == Some(&0);
        let at = remain.remove(remain.iter().position(is_free).unwrap_or_default());
        for from in pointed_from.get(at).into_iter().flatten() {
            if let Some(pending) = pending.get_mut(*from) {
                *pending = pending.saturating_sub(1);
            }
        }
        order.push(at);
    }
    order
}
