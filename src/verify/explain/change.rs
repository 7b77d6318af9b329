//! A change in words.

use std::fmt;

use super::source::Source;
use super::variant::{End, LineEnds, Variant};
use crate::json::{Indent, Layout, Strings};

/// What sets the original apart from the document that is here, as words that follow "this document
/// with": "3-space indentation and no newline at the end".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    phrases: Vec<String>,
}

impl Change {
    pub(super) fn new(variant: Variant, source: &Source) -> Self {
        let mut phrases = Vec::new();
        let order = variant.order.and_then(|order| source.orders.get(order));
        phrases.extend(order.into_iter().flat_map(|(order, _)| order.phrases()).map(str::to_owned));
        phrases.extend(layout(variant.layout).filter(|_| order.is_none() || !variant.is_layout_of(source)));
        phrases.extend(strings(variant.strings).map(str::to_owned));
        phrases.extend(line_ends(variant, source).map(str::to_owned));
        let newline = match variant.end {
            End::AsWritten => None,
            End::Bare if order.is_some() && source.around() == (b"", b"") => None,
            End::Newline if order.is_some() && source.around() == (b"", b"\n") => None,
            End::Bare => Some("no newline at the end"),
            End::Newline => Some("a newline at the end"),
        };
        phrases.extend(newline.map(str::to_owned));
        let mark = match (source.had_mark && !source.was_utf16, variant.mark) {
            (true, false) => Some("no byte order mark"),
            (false, true) => Some("a byte order mark"),
            _ => None,
        };
        phrases.extend(mark.map(str::to_owned));
        if source.was_utf16 {
            phrases.push("its text in UTF-8 instead of UTF-16".to_owned());
        }
        Self { phrases }
    }

    /// The change of a document whose signatures were taken out.
    pub(super) fn without_signatures(mut self) -> Self {
        self.phrases.insert(0, "no signatures".to_owned());
        self
    }

    /// Whether there is none: the bytes that are here are the original.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.phrases.is_empty()
    }

    /// How many things there are to say.
    pub(super) fn len(&self) -> usize {
        self.phrases.len()
    }

    /// The change without the newline at the end, where there is anything besides.
    pub(super) fn without_bare_end(mut self) -> Self {
        if self.phrases.len() > 1 {
            self.phrases.retain(|phrase| phrase != "no newline at the end");
        }
        self
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.phrases.len().saturating_sub(1);
        for (index, phrase) in self.phrases.iter().enumerate() {
            f.write_str(match index {
                0 => "",
                _ if index == last => " and ",
                _ => ", ",
            })?;
            f.write_str(phrase)?;
        }
        Ok(())
    }
}

fn layout(layout: Layout) -> Option<String> {
    let of = |indent| match indent {
        Indent::Spaces(count) => format!("{count}-space indentation"),
        Indent::Tab => "tab indentation".to_owned(),
    };
    match layout {
        Layout::AsWritten => None,
        Layout::Compact => Some("compact layout".to_owned()),
        Layout::Spaced => Some("Python's one-line layout (a space after each comma and colon)".to_owned()),
        Layout::Indented(indent) => Some(of(indent)),
        Layout::IndentedWithSpaces(indent) => {
            Some(format!("{}, a space after each comma (as of Python 2)", of(indent)))
        }
    }
}

fn strings(strings: Strings) -> Option<&'static str> {
    match strings {
        Strings::AsWritten => None,
        Strings::Go => Some("Go's escapes for <, > and &"),
        Strings::GoWithoutHtml => Some("<, > and & as they are"),
        Strings::Python => Some("Python's escapes for all but ASCII"),
        Strings::Plain => Some("no escapes but the necessary ones"),
    }
}

/// Said where the line ends differ from those that are here, and the original has any.
fn line_ends(variant: Variant, source: &Source) -> Option<&'static str> {
    let one_line = matches!(variant.layout, Layout::Compact | Layout::Spaced);
    match variant.line_ends {
        LineEnds::AsWritten => None,
        LineEnds::Lf if one_line || source.feeds(true).with_return == 0 => None,
        LineEnds::Lf => Some("LF line ends"),
        LineEnds::CrLf => Some("CRLF line ends"),
    }
}
