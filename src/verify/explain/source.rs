//! The bytes that are explained, taken apart once.

use std::rc::Rc;

use super::order::{ORDERS, Order, orders};
use crate::json::{self, Layout, Measure, Strings};
use crate::limits;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What the bytes are, and what every variant of them is made from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The document as UTF-8.
    text: Rc<[u8]>,
    /// Where it begins: after a byte order mark.
    start: usize,
    pub(super) had_mark: bool,
    pub(super) was_utf16: bool,
    /// White space in front of the document, and after it.
    lead: usize,
    trail: usize,
    /// Line feeds with a carriage return in front, and without, in the body and in it without the white
    /// space around it.
    feeds: Feeds,
    inner_feeds: Feeds,
    /// For JSON: the ways of writing strings that give different bytes, with what their lengths depend
    /// on. Empty for anything else.
    pub(super) strings: Vec<(Strings, Measure)>,
    /// Ways of writing strings that were not looked at yet, the next one last; and the document in those that were.
    unseen: Vec<Strings>,
    ways: Vec<(Strings, Vec<u8>)>,
    /// The usual orders of members that it does not have, each with the document in it, once they are
    /// [looked for](Self::look_for_orders).
    pub(super) orders: Vec<(Order, Vec<u8>)>,
}

/// Line feeds by what stands in front of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Feeds {
    pub(super) with_return: u64,
    pub(super) alone: u64,
}

impl Feeds {
    fn new(bytes: &[u8]) -> Self {
        let mut feeds = Self::default();
        let mut before = 0;
        for byte in bytes {
            match (before, *byte) {
                (b'\r', b'\n') => feeds.with_return += 1,
                (_, b'\n') => feeds.alone += 1,
                _ => {}
            }
            before = *byte;
        }
        feeds
    }
}

impl Source {
    /// Takes the bytes apart; [`Self::prepare`] goes on with that.
    pub(super) fn new(bytes: &Rc<[u8]>) -> Self {
        let (text, was_utf16) = match utf8_of_utf16(bytes) {
            Some(text) => (text.into(), true),
            None => (Rc::clone(bytes), false),
        };
        let has_mark = !was_utf16 && text.starts_with(BYTE_ORDER_MARK);
        let start = if has_mark { BYTE_ORDER_MARK.len() } else { 0 };
        let body = text.get(start..).unwrap_or_default();
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        let lead = body.iter().take_while(is_space).count();
        let trail = body.iter().skip(lead).rev().take_while(is_space).count();
        let mut source = Self {
            lead,
            trail,
            feeds: Feeds::new(body),
            inner_feeds: Feeds::default(),
            strings: Vec::new(),
            unseen: Vec::new(),
            ways: Vec::new(),
            orders: Vec::new(),
            had_mark: has_mark || was_utf16,
            text,
            start,
            was_utf16,
        };
        source.inner_feeds = Feeds::new(source.inner());
        if json::read(source.inner()).is_json() {
            let inner = source.inner();
            if inner.len() <= limits::MANIFEST_BYTES && json::strings_may_change(inner) {
                source.unseen = Strings::ALL.into_iter().rev().collect();
            } else {
                source.strings = vec![(Strings::AsWritten, Measure::new(inner, Strings::AsWritten))];
            }
        }
        source
    }

    /// Whether all is known of it, and its variants can be told.
    pub(super) fn is_prepared(&self) -> bool {
        self.unseen.is_empty()
    }

    /// Looks at one more way of writing strings: it counts where it gives other bytes. Most documents have none but
    /// their own: ASCII without `<`.
    pub(super) fn prepare(&mut self) {
        let Some(strings) = self.unseen.pop() else { return };
        if let Some(compact) = json::write(self.inner(), Layout::Compact, strings, b"")
            && self.ways.iter().all(|(_, other)| *other != compact)
        {
            // Measured on the document as it stands: its white space counts where the layout is kept.
            self.strings.push((strings, Measure::new(self.inner(), strings)));
            self.ways.push((strings, compact));
        }
        if self.unseen.is_empty() {
            self.ways = Vec::new();
        }
    }

    /// The document without a byte order mark.
    fn body(&self) -> &[u8] {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// Whether other orders of its members are tried at all: it is JSON, and not too long.
    pub(super) fn has_orders(&self) -> bool {
        !self.strings.is_empty() && self.inner().len() <= limits::EXPLAIN_REORDERED_BYTES
    }

    /// The bytes that it takes to write it in all usual orders.
    pub(super) fn work_of_orders(&self) -> u64 {
        self.inner().len() as u64 * ORDERS.len() as u64
    }

    /// Writes it in the usual orders of members.
    pub(super) fn look_for_orders(&mut self) {
        self.orders = orders(self.inner());
    }

    /// The document without the white space around it.
    pub(super) fn inner(&self) -> &[u8] {
        let body = self.body();
        body.get(self.lead..body.len() - self.trail).unwrap_or_default()
    }

    /// The white space in front of the document and after it.
    pub(super) fn around(&self) -> (&[u8], &[u8]) {
        let body = self.body();
        let lead = body.get(..self.lead).unwrap_or_default();
        (lead, body.get(body.len() - self.trail..).unwrap_or_default())
    }

    /// Whether most of its lines end with CRLF.
    pub(super) fn has_crlf(&self) -> bool {
        self.feeds.with_return > self.feeds.alone
    }

    /// Line feeds of the whole, or without the white space around it.
    pub(super) fn feeds(&self, whole: bool) -> Feeds {
        if whole { self.feeds } else { self.inner_feeds }
    }
}

/// UTF-16 text with its byte order mark, as UTF-8 without it.
fn utf8_of_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes.get(2..)?.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    rest.is_empty().then_some(text.ok()?.into_bytes())
}
