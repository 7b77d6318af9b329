//! What a registry gives for a manifest: by what it says of it, and by what the bytes are.
//!
//! `Content-Type` says what a manifest is, and is no part of what its digest proves. Some registries label JSON as
//! text or as a web page (a bucket or a proxy serves their files); and what stands before a registry answers with a
//! web page of its own, whatever it was asked for. So the label counts where it names a manifest, and else the bytes.

use super::answer::Answer;
use super::resource::settles;
use crate::image::document::{Document, Kind};
use crate::image::media_type::{Meaning, meaning};
use crate::json;

/// What came for a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// What the registry calls it, without parameters.
    label: String,
    /// What the bytes are, where the label names no manifest.
    kind: Option<Kind>,
    begins_as_markup: bool,
}

impl Served {
    /// Looks at an answer's label, and at its bytes where that says nothing.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let label = label(answer.headers.content_type.as_deref());
        let begins_as_markup = text_of(&answer.body).first() == Some(&b'<');
        let kind = (!names_a_manifest(&label)).then(|| {
            let reading = json::read(&answer.body);
            if reading.is_json() { Document::read(reading.root(&answer.body)).kind } else { Kind::NotJson }
        });
        Self { label, kind, begins_as_markup }
    }

    /// Whether this is what the registry has by the name that was asked for, and nothing that it made of it:
    /// `asked` is the place of the `Accept` header in [`super::resource::ACCEPT`].
    #[must_use]
    pub fn settles(&self, asked: usize) -> bool {
        let by_bytes = self.kind.and_then(Kind::media_type);
        settles(asked, Some(by_bytes.unwrap_or(&self.label)))
    }

    /// Whether it is a page for people: it begins as one, or is called one and is no JSON.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.begins_as_markup || (self.label == "text/html" && self.kind == Some(Kind::NotJson))
    }
}

/// A media type without its parameters, in lower case.
#[must_use]
pub fn label(content_type: Option<&str>) -> String {
    let essence = content_type.and_then(|text| text.split(';').next()).unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn names_a_manifest(label: &str) -> bool {
    matches!(meaning(label), Some(Meaning::Index | Meaning::Manifest | Meaning::Schema1))
}

/// The bytes without a byte order mark and white space before them.
fn text_of(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::super::answer::Headers;
    use super::*;

    fn served(content_type: Option<&str>, body: &str) -> Served {
        let headers = Headers { content_type: content_type.map(str::to_owned), ..Headers::default() };
        Served::of(&Answer {
            status: 200,
            url: String::new(),
            redirected: false,
            headers,
            body: body.as_bytes().into(),
            whole: true,
            at: 0,
        })
    }

    const INDEX: &str =
        r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#;
    const SCHEMA_1: &str =
        r#"{"schemaVersion":1,"name":"a","tag":"b","architecture":"amd64","fsLayers":[],"history":[]}"#;

    #[test]
    fn by_the_label_or_else_by_the_bytes() {
        for (label, body, settles, is_page, reason) in [
            (Some("application/vnd.oci.image.index.v1+json"), INDEX, true, false, "as it should be"),
            (Some("text/html; charset=utf-8"), INDEX, true, false, "called a page"),
            (Some("Text/Plain"), INDEX, true, false, "called text"),
            (Some("application/octet-stream"), INDEX, true, false, "called bytes"),
            (None, INDEX, true, false, "called nothing"),
            (Some("application/json"), SCHEMA_1, false, false, "made of another"),
            (Some("application/json"), "{}", false, false, "no manifest"),
            (Some("text/html"), "<!doctype html>", false, true, "a page"),
            (Some("text/html"), "please sign in", false, true, "text that is called a page"),
            (Some("text/html"), "", false, true, "nothing that is called a page"),
            (Some("application/json"), "\n<html>", false, true, "a page that is called JSON"),
            (Some("application/vnd.oci.image.index.v1+json"), "\u{feff}<html>", true, true, "or an index"),
            (Some("text/plain"), "not found", false, false, "text"),
        ] {
            let served = served(label, body);
            assert_eq!((served.settles(0), served.is_page()), (settles, is_page), "{reason}");
        }
    }
}
