//! What may have happened to a document: each variant is the document as it would have been before.

use super::source::{Feeds, Source};
use crate::json::{self, Layout, Measure, Strings};

/// One way in which the original may differ from the bytes that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) layout: Layout,
    pub(super) strings: Strings,
    pub(super) line_ends: LineEnds,
    pub(super) end: End,
    pub(super) mark: bool,
    /// Where it is another than that of the document: its place among [`Source::orders`].
    pub(super) order: Option<usize>,
}

/// The line ends of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnds {
    AsWritten,
    Lf,
    CrLf,
}

/// The white space around the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    AsWritten,
    /// None in front, none after.
    Bare,
    /// None in front, a line break after.
    Newline,
}

impl Variant {
    /// Whether the document has this layout already.
    pub(super) fn is_layout_of(self, source: &Source) -> bool {
        let line_break = self.line_break(source);
        json::write(source.inner(), self.layout, self.strings, line_break).as_deref() == Some(source.inner())
    }

    /// How many bytes [`Self::write`] gives.
    pub(super) fn length(self, source: &Source) -> u64 {
        let line_break = self.line_break(source).len() as u64;
        let mark = if self.mark { MARK.len() as u64 } else { 0 };
        let (lead, trail) = source.around();
        let around = match self.end {
            End::AsWritten => (lead.len() + trail.len()) as u64,
            End::Bare => 0,
            End::Newline => line_break,
        };
        let inner = match self.measure(source) {
            Some(measure) => measure.length(self.layout, line_break),
            None => source.inner().len() as u64,
        };
        let length = mark + inner + around;
        if self.layout != Layout::AsWritten {
            return length;
        }
        let Feeds { with_return, alone } = source.feeds(self.end == End::AsWritten);
        match self.line_ends {
            LineEnds::AsWritten => length,
            LineEnds::Lf => length - with_return,
            LineEnds::CrLf => length + alone,
        }
    }

    /// The bytes of the document as it would have been; `None` when they would be too many to keep.
    pub(super) fn write(self, source: &Source) -> Option<Vec<u8>> {
        let line_break = self.line_break(source);
        let reordered = self.order.and_then(|order| source.orders.get(order));
        let document = reordered.map_or_else(|| source.inner(), |(_, bytes)| bytes.as_slice());
        let inner = match (self.layout, self.strings) {
            (Layout::AsWritten, Strings::AsWritten) => document.to_vec(),
            (layout, strings) => json::write(document, layout, strings, line_break)?,
        };
        let (lead, trail) = match self.end {
            End::AsWritten => source.around(),
            End::Bare => (&b""[..], &b""[..]),
            End::Newline => (&b""[..], line_break),
        };
        let mark = if self.mark { MARK } else { b"" };
        let bytes = [mark, lead, &inner, trail].concat();
        Some(match (self.layout, self.line_ends) {
            (Layout::AsWritten, LineEnds::Lf) => with_lf(&bytes),
            (Layout::AsWritten, LineEnds::CrLf) => with_crlf(&bytes),
            _ => bytes,
        })
    }

    fn measure(self, source: &Source) -> Option<Measure> {
        source.strings.iter().find(|(strings, _)| *strings == self.strings).map(|(_, measure)| *measure)
    }

    fn line_break(self, source: &Source) -> &'static [u8] {
        match self.line_ends {
            LineEnds::CrLf => b"\r\n",
            LineEnds::AsWritten if source.has_crlf() => b"\r\n",
            LineEnds::AsWritten | LineEnds::Lf => b"\n",
        }
    }
}

const MARK: &[u8] = "\u{feff}".as_bytes();

fn with_lf(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let kept = bytes.iter().zip(next).filter(|pair| *pair != (&b'\r', Some(&b'\n')));
    kept.map(|(byte, _)| *byte).collect()
}

fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 16);
    for byte in bytes {
        if *byte == b'\n' && out.last() != Some(&b'\r') {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}
