//! Members of the types that they must have.

use super::codes::{Code, WRONG_TYPE};
use super::report::Report;
use super::severity::Severity;
use crate::json::{Span, Value, ValueKind};

/// What a member must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Integer,
    Bool,
    Array,
    Object,
}

impl Shape {
    const fn a(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Bool => "true or false",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }

    const fn fits(self, kind: ValueKind) -> bool {
        matches!(
            (self, kind),
            (Self::Text, ValueKind::String)
                | (Self::Integer, ValueKind::Number)
                | (Self::Bool, ValueKind::Bool(_))
                | (Self::Array, ValueKind::Array)
                | (Self::Object, ValueKind::Object)
        )
    }
}

/// The member `key` of `object`; `null` says as little as an absent one, to Go's readers too.
pub(super) fn present<'a>(object: Value<'a>, key: &str) -> Option<Value<'a>> {
    object.get(key).filter(|value| value.kind() != ValueKind::Null)
}

/// Says that the required member `key` of `object` is not there, or is `null`, or an empty string: at its
/// value, where it has one. `message` is given the words for that, such as `“layers” is null`.
pub(super) fn missing(
    report: &mut Report<'_>,
    code: &'static Code,
    object: Value<'_>,
    key: &str,
    message: impl FnOnce(&str) -> String,
) {
    missing_as(report, code.severity, code, object, key, message);
}

/// As [`missing`], better or worse than its kind.
pub(super) fn missing_as(
    report: &mut Report<'_>,
    severity: Severity,
    code: &'static Code,
    object: Value<'_>,
    key: &str,
    message: impl FnOnce(&str) -> String,
) {
    let (span, how) = match object.get(key) {
        Some(value) if value.kind() == ValueKind::Null => (value.span(), "null"),
        Some(value) if value.is_text("") => (value.span(), "empty"),
        // It may stand after the place where reading stopped.
        _ if report.is_cut_off(object) => return,
        _ => (opening(object), "absent"),
    };
    report.add_as(severity, code, span, || message(&format!("“{key}” is {how}")));
}

/// Whether `value` has the shape that the member `key` must have; says so where it has another.
pub(super) fn fits(report: &mut Report<'_>, key: &str, value: Value<'_>, shape: Shape) -> bool {
    let kind = value.kind();
    if shape.fits(kind) {
        return true;
    }
    report.add(&WRONG_TYPE, value.span(), || {
        let readers = match kind {
            ValueKind::Null => "programs in Go read it as one that is empty",
            _ => "programs in Go refuse the whole document",
        };
        format!("“{key}” must be {}, and is {}; {readers}.", shape.a(), kind.a())
    });
    false
}

/// The member `key` of `object`, where it is there and of that shape; says so where it has another.
pub(super) fn expect<'a>(
    report: &mut Report<'_>,
    object: Value<'a>,
    key: &str,
    shape: Shape,
) -> Option<Value<'a>> {
    present(object, key).filter(|value| fits(report, key, *value, shape))
}

/// The strings of the array that the member `key` must be; says so of what is something else.
pub(super) fn expect_texts<'a>(
    report: &mut Report<'_>,
    object: Value<'a>,
    key: &str,
) -> impl Iterator<Item = Value<'a>> + use<'a> {
    let array = expect(report, object, key, Shape::Array);
    for item in array.into_iter().flat_map(Value::items) {
        fits(report, key, item, Shape::Text);
    }
    array.into_iter().flat_map(Value::items).filter(|item| item.kind() == ValueKind::String)
}

/// Where a member is missing: the bracket that opens its object.
#[must_use]
pub fn opening(value: Value<'_>) -> Span {
    let start = value.span().start;
    Span::new(start, start.saturating_add(1).min(value.span().end))
}

/// Bytes `from..to` of a string's text; the whole string where it has escapes, for then they stand
/// elsewhere.
pub(super) fn part(value: Value<'_>, text: &str, from: usize, to: usize) -> Span {
    let span = value.span();
    let offset = |at: usize| u32::try_from(at).ok()?.checked_add(span.start)?.checked_add(1);
    if value.raw().len() != text.len().saturating_add(2) {
        return span;
    }
    match (offset(from), offset(to)) {
        (Some(start), Some(end)) if start < end && end < span.end => Span::new(start, end),
        _ => span,
    }
}
