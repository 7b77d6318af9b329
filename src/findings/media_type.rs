//! The document's own `mediaType`, against what it holds; and the grammar of media types.

use super::codes::{MEDIA_TYPE_ABSENT, MEDIA_TYPE_CONTRADICTS_CONTENT, MEDIA_TYPE_UNKNOWN};
use super::member::{self, Shape, missing_as};
use super::report::Report;
use super::severity::Severity;
use crate::image::document::{Content, Document, Kind};
use crate::image::media_type::{self, Meaning, meaning};
use crate::json::Value;
use crate::text::quote::Quoted;

pub(super) fn check(report: &mut Report<'_>, root: Value<'_>, document: &Document) {
    let held = match &document.content {
        Content::Index(_) => Meaning::Index,
        Content::Manifest(_) => Meaning::Manifest,
        Content::Schema1(_) => Meaning::Schema1,
        _ => return,
    };
    let stated = member::present(root, "mediaType").filter(|value| !value.is_text(""));
    let Some(value) = stated else {
        return absent(report, root, document);
    };
    if !member::fits(report, "mediaType", value, Shape::Text) {
        return;
    }
    let stated = value.as_str().unwrap_or_default();
    match meaning(&stated) {
        Some(said) if said == held => {}
        Some(_) => report.add(&MEDIA_TYPE_CONTRADICTS_CONTENT, value.span(), || {
            format!(
                "“mediaType” says {}, and the content is that of {}: clients that go by one read it \
                 otherwise than those that go by the other.",
                a(media_type::short_name(&stated)),
                a(document.kind.name())
            )
        }),
        None => report.add(&MEDIA_TYPE_UNKNOWN, value.span(), || unknown(&stated)),
    }
}

/// A name with its article.
fn a(name: &str) -> String {
    let article = if name.starts_with(['O', 'o', 'a', 'e', 'i', 'u', 'A']) { "an" } else { "a" };
    format!("{article} {name}")
}

fn absent(report: &mut Report<'_>, root: Value<'_>, document: &Document) {
    let (severity, message) = match document.kind {
        // Schema 1 never had one.
        Kind::Schema1 | Kind::Schema1Signed => return,
        Kind::DockerManifest | Kind::DockerList => (
            Severity::Warning,
            ", and Docker's documents must have it: clients take this for an OCI document, or refuse it.",
        ),
        _ => (
            Severity::Note,
            ": only the registry's header then says what this is. The specification wants it stated, since \
             the header is not part of the digest.",
        ),
    };
    missing_as(report, severity, &MEDIA_TYPE_ABSENT, root, "mediaType", |is| format!("{is}{message}"));
}

fn unknown(stated: &str) -> String {
    let bare = stated.split(';').next().unwrap_or_default().trim();
    let lower = bare.to_ascii_lowercase();
    if stated != bare && meaning(bare).is_some() {
        format!(
            "The media type {} has parameters after it, which belong into an HTTP header: clients \
             compare the whole text and don't know it.",
            Quoted(stated)
        )
    } else if meaning(&lower).is_some() {
        format!(
            "The media type {} is not in lower case: clients compare it letter by letter and don't know it.",
            Quoted(stated)
        )
    } else {
        format!("No client that is known here reads the media type {}.", Quoted(stated))
    }
}

/// What is wrong with `text` as `type/subtype` by RFC 6838, section 4.2; `None` where nothing is.
pub(super) fn malformed(text: &str) -> Option<&'static str> {
    let Some((top, sub)) = text.split_once('/') else {
        return Some(if text.is_empty() { "it is empty" } else { "it has no slash" });
    };
    // A descriptor's media type has no parameters, which the specification's grammar doesn't have either.
    let name = |name: &str| {
        name.len() <= 127
            && name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    match (name(top), name(sub)) {
        (true, true) => None,
        (_, false) if sub.contains(';') => Some("it has parameters, which belong into an HTTP header"),
        (_, false) if sub.len() > 127 => Some("a name in it is longer than 127 characters"),
        _ => Some("it holds a character that a media type can't have"),
    }
}
