//! JSON read strictly, with every value's place in the bytes.

mod span;

pub use span::Span;
