//! Text with its place in the document that says it.

use crate::json::{Span, Value};
use crate::limits;

/// What a document says, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The text.
    pub text: String,
    /// Its place, quotes included.
    pub at: Span,
}

impl Told {
    /// A string, or a number as it is written; `None` for anything else and for an empty text.
    pub(super) fn of(value: Value<'_>) -> Option<Self> {
        let text = match value.as_str() {
            Some(text) => text.into_owned(),
            None => value.number()?.to_owned(),
        };
        (!text.is_empty()).then(|| Self { text, at: value.span() })
    }

    /// What `object` says under `key`.
    pub(super) fn under(object: Value<'_>, key: &str) -> Option<Self> {
        Self::of(object.get(key)?)
    }

    /// What it says at the end of a path of keys.
    pub(super) fn at(object: Value<'_>, path: &[&str]) -> Option<Self> {
        Self::of(reach(object, path)?)
    }
}

/// The value at the end of a path of keys.
pub(super) fn reach<'a>(object: Value<'a>, path: &[&str]) -> Option<Value<'a>> {
    path.iter().try_fold(object, |value, key| value.get(key))
}

/// The items of the array under `key`; none where there is no array.
pub(super) fn items<'a>(object: Value<'a>, key: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
    object.get(key).into_iter().flat_map(Value::items)
}

/// What is read of a list of strangers' length, and how many items are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    /// The items, the first of them where there are too many.
    pub items: Vec<T>,
    /// How many were left out.
    pub left_out: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), left_out: 0 }
    }
}

impl<T> List<T> {
    /// Adds an item, or counts it where there are [`limits::EVIDENCE_ITEMS`].
    pub(super) fn push(&mut self, item: impl FnOnce() -> T) {
        if self.items.len() < limits::EVIDENCE_ITEMS {
            self.items.push(item());
        } else {
            self.left_out += 1;
        }
    }

    /// How many there are, those left out counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len() + self.left_out
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.push(|| item);
        }
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        list.extend(items);
        list
    }
}
