//! What is wrong with a document as JSON.

use std::fmt;

use super::Span;
use crate::text::quote::Quoted;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes that are wrong; empty, at the place, where something is missing.
    pub span: Span,
    /// What is wrong with them.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// No value at all: nothing, or nothing but white space.
    Empty,
    /// More bytes than a span can count; nothing was read.
    TooLarge,
    /// More values than are read; reading stopped.
    TooManyValues {
        /// How many are read.
        limit: usize,
    },
    /// Bytes that are not UTF-8. The first of them; others may follow.
    NotUtf8,
    /// UTF-16 text, as Windows PowerShell 5 writes it with `>`; nothing was read.
    Utf16,
    /// U+FEFF in UTF-8 in front of the document. RFC 8259 forbids to write it.
    ByteOrderMark,
    /// The grammar of RFC 8259 is broken.
    Syntax {
        /// What could stand there.
        expected: Expected,
        /// What stands there.
        found: Found,
    },
    /// Something after the document's value that is not white space.
    TrailingBytes,
    /// A key that its object had before.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where the object had it first.
        first: Span,
    },
    /// A key that its object had before in other letter case. Go's `encoding/json` takes both for the
    /// same field of a struct (not for the same key of a map, such as `annotations`), and the Kelvin sign
    /// and the long s for k and s.
    DuplicateKeyByCase {
        /// The key.
        key: String,
        /// Where the object had it first.
        first: Span,
    },
    /// Objects and arrays in each other, deeper than are read; reading stopped.
    TooDeep {
        /// How deep they are read.
        limit: usize,
    },
    /// Half of a surrogate pair, as an escape: no Unicode text. RFC 7493 section 2.1.
    LoneSurrogate,
    /// A number that readers disagree about: an integer beyond 2^53 - 1, or more digits or a larger
    /// exponent than a double holds. RFC 7493 section 2.2.
    NumberNotInterchangeable,
}

/// What could stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any value.
    Value,
    /// Any value, or the `]` of an empty array.
    ValueOrArrayEnd,
    /// A key in double quotes.
    Key,
    /// A key in double quotes, or the `}` of an empty object.
    KeyOrObjectEnd,
    /// The colon after a key.
    Colon,
    /// A comma or `]`.
    CommaOrArrayEnd,
    /// A comma or `}`.
    CommaOrObjectEnd,
    /// A character that a string may hold as it is.
    StringCharacter,
    /// One of the escapes that JSON has.
    Escape,
    /// A number by the grammar.
    Number,
    /// White space.
    Space,
}

/// What stands at a place where it must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The end of the document, in the middle of an object, an array or a key.
    EndOfDocument,
    /// The end of the document in the middle of a string.
    UnfinishedString,
    /// A comma with nothing after it in its object or array. Its place is the comma's.
    TrailingComma,
    /// A comma with nothing in front of it.
    ExtraComma,
    /// A value where a comma is missing in front of it.
    MissingComma,
    /// A value where a colon is missing in front of it.
    MissingColon,
    /// `]` where an object is open, or `}` where an array is.
    WrongBracket,
    /// `//`, `/*` or `#`.
    Comment,
    /// `'`.
    SingleQuote,
    /// A typographic quote, such as word processors and chats make of `"`.
    CurlyQuote(char),
    /// A no-break space or another space that is not one of JSON's four.
    OtherSpace(char),
    /// A control character as it is inside a string.
    ControlCharacter(u8),
    /// A backslash with something after it that is no escape.
    BadEscape,
    /// A number with a zero in front.
    LeadingZero,
    /// A number with a plus in front.
    LeadingPlus,
    /// Another thing that starts like a number.
    BadNumber,
    /// `NaN`, `Infinity` or `-Infinity`.
    NotANumber,
    /// `True`, `False` or `None`, as Python writes them.
    PythonWord,
    /// A word without quotes.
    BareWord,
    /// Any other character.
    Character(char),
    /// A byte that starts no character in UTF-8.
    Byte(u8),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value => "a value",
            Self::ValueOrArrayEnd => "a value or “]”",
            Self::Key => "a key in double quotes",
            Self::KeyOrObjectEnd => "a key in double quotes or “}”",
            Self::Colon => "a colon",
            Self::CommaOrArrayEnd => "a comma or “]”",
            Self::CommaOrObjectEnd => "a comma or “}”",
            Self::StringCharacter => "a character of the string",
            Self::Escape => "one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
            Self::Number => "a number",
            Self::Space => "white space",
        })
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndOfDocument => f.write_str("the end of the document"),
            Self::UnfinishedString => f.write_str("the end of the document inside a string"),
            Self::TrailingComma => f.write_str("a comma after the last one"),
            Self::ExtraComma => f.write_str("a comma"),
            Self::MissingComma => f.write_str("a value with no comma in front of it"),
            Self::MissingColon => f.write_str("a value with no colon in front of it"),
            Self::WrongBracket => f.write_str("the other kind of bracket"),
            Self::Comment => f.write_str("a comment"),
            Self::SingleQuote => f.write_str("a single quote"),
            Self::CurlyQuote(quote) => write!(f, "the typographic quote {quote}"),
            Self::OtherSpace(space) => write!(f, "the space U+{:04X}", u32::from(*space)),
            Self::ControlCharacter(byte) => write!(f, "the control character U+{byte:04X}"),
            Self::BadEscape => f.write_str("a backslash that starts no escape"),
            Self::LeadingZero => f.write_str("a number with a zero in front"),
            Self::LeadingPlus => f.write_str("a number with a plus sign in front"),
            Self::BadNumber => f.write_str("something that starts like a number"),
            Self::NotANumber => f.write_str("NaN or Infinity"),
            Self::PythonWord => f.write_str("a word of Python's (True, False, None)"),
            Self::BareWord => f.write_str("a word without quotes"),
            // Debug shows what can't be seen (controls, bidirectional overrides) as escapes.
            Self::Character(character) => write!(f, "the character {character:?}"),
            Self::Byte(byte) => write!(f, "the byte 0x{byte:02X}"),
        }
    }
}

/// One plain sentence, without the place.
impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is no JSON here: the document is empty."),
            Self::TooLarge => f.write_str("The document is larger than 4 GiB; it was not read."),
            Self::TooManyValues { limit } => {
                write!(f, "The document holds more than {limit} values; reading stopped here.")
            }
            Self::NotUtf8 => f.write_str("JSON must be UTF-8; these bytes are not."),
            Self::Utf16 => f.write_str(
                "This is UTF-16 text, as Windows PowerShell writes it with “>”; JSON must be UTF-8.",
            ),
            Self::ByteOrderMark => f.write_str(
                "The document starts with a byte order mark, which JSON must not have and many readers refuse.",
            ),
            Self::Syntax { expected, found } => syntax(f, *expected, *found),
            Self::TrailingBytes => f.write_str("There is more after the end of the JSON document."),
            Self::DuplicateKey { key, .. } => write!(
                f,
                "The key {} is here a second time in its object; readers disagree on which one counts.",
                Quoted(key)
            ),
            Self::DuplicateKeyByCase { key, .. } => write!(
                f,
                "The key {} differs only by letter case from one before it; programs in Go read both as the same.",
                Quoted(key)
            ),
            Self::TooDeep { limit } => {
                write!(f, "Objects and arrays are nested more than {limit} deep; reading stopped here.")
            }
            Self::LoneSurrogate => f.write_str(
                "This escape is half of a surrogate pair; readers replace it or refuse the document.",
            ),
            Self::NumberNotInterchangeable => f.write_str(
                "Readers disagree about this number: it has more digits or a larger exponent than a double holds.",
            ),
        }
    }
}

fn syntax(f: &mut fmt::Formatter<'_>, expected: Expected, found: Found) -> fmt::Result {
    match (expected, found) {
        (_, Found::EndOfDocument) => {
            write!(f, "The document is cut off: {expected} should follow.")
        }
        (_, Found::UnfinishedString) => {
            f.write_str("The document is cut off inside a string: its closing quote is missing.")
        }
        (_, Found::TrailingComma) => {
            f.write_str("The comma after the last element must go: JSON allows none there.")
        }
        (_, Found::MissingComma) => f.write_str("A comma is missing in front of this."),
        (_, Found::MissingColon) => f.write_str("A colon is missing between this and its key."),
        (_, Found::Comment) => f.write_str("JSON has no comments."),
        (_, Found::SingleQuote) => f.write_str("JSON has double quotes (\"), not single ones."),
        (_, Found::CurlyQuote(quote)) => write!(
            f,
            "JSON has straight double quotes (\"), not {quote}: a chat or a word processor changed them."
        ),
        (_, Found::ControlCharacter(byte)) => write!(
            f,
            "The control character U+{byte:04X} must be written as an escape inside of a string (\\u{byte:04x})."
        ),
        (_, Found::BadEscape) => write!(f, "This backslash starts no escape of JSON's; it has {expected}."),
        (_, Found::LeadingZero) => f.write_str("A number must not have a zero in front of its digits."),
        (_, Found::LeadingPlus) => f.write_str("A number must not have a plus sign in front."),
        (_, Found::BadNumber) => f.write_str("This starts like a number and is none by the rules of JSON."),
        (_, Found::NotANumber) => f.write_str("JSON has neither NaN nor Infinity."),
        (_, Found::PythonWord) => {
            f.write_str("This is Python, not JSON: JSON has true, false and null, in lower case.")
        }
        _ => write!(f, "Here should stand {expected}; there is {found}."),
    }
}
