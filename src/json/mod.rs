//! JSON read strictly, with every value's place in the bytes.
//!
//! A reader of our own, since none of the crates gives what a page needs that shows broken documents:
//! jsonc-parser stops at the first mistake with no partial tree, takes control characters inside of
//! strings for good, and throws the whole document away for a lone surrogate; json-syntax builds a tree
//! of allocated strings. This one gives, in one pass and without recursion, a [`Tape`] of spans and a
//! list of [`Problem`]s; what could be read in front of a mistake is there.
//!
//! Nothing is copied out of the bytes until it is asked for, and nothing is ever written back from
//! values: digests are over the bytes as they arrived.

mod expecting;
mod folds;
mod keys;
mod layout;
mod lines;
mod number;
mod problem;
mod problems;
mod reader;
mod reading;
mod rows;
mod scan;
mod span;
mod strings;
mod tape;
mod text;
mod tokens;
mod value;
mod without;

pub use folds::{Fold, Folded, folds, folds_in_pieces};
pub use layout::{Indent, Layout, Measure, write};
pub use lines::Lines;
pub use problem::{Expected, Found, Problem, ProblemKind};
pub use reading::{Reading, read, read_in_pieces};
pub use rows::{Rows, TextRow};
pub use span::Span;
pub use strings::{Strings, strings_may_change};
pub use tape::Tape;
pub use tokens::{Token, TokenKind, Tokens, tokens};
pub use value::{Items, Member, Members, Value, ValueKind};
pub use without::without;
