//! What may come next while a document is read.

use super::Expected;

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Value,
    FirstItem,
    FirstKey,
    Item,
    Key,
    Colon,
    /// The value of a key.
    Of,
    Separator,
}

/// In words, what could stand there.
pub(super) fn expected(next: Next, in_object: bool) -> Expected {
    match next {
        Next::Value | Next::Item | Next::Of => Expected::Value,
        Next::FirstItem => Expected::ValueOrArrayEnd,
        Next::FirstKey => Expected::KeyOrObjectEnd,
        Next::Key => Expected::Key,
        Next::Colon => Expected::Colon,
        Next::Separator if in_object => Expected::CommaOrObjectEnd,
        Next::Separator => Expected::CommaOrArrayEnd,
    }
}
