//! What was put in the box?

use std::rc::Rc;

use crate::image::digest::Digest;
use crate::share::Fragment;

/// What the text of the box is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detected {
    /// Nothing.
    Empty,
    /// A share link of Bayplan's: its fragment.
    Link(String),
    /// A digest by itself.
    Digest(Digest),
    /// An image reference, or what looks like one.
    Reference(String),
    /// A document: its bytes as pasted.
    Document(Rc<[u8]>),
}

impl Detected {
    /// What it is, in a few words; empty for nothing.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Empty => "",
            Self::Link(_) => "a Bayplan link",
            Self::Digest(_) => "a digest",
            Self::Reference(_) => "an image reference",
            Self::Document(_) => "a document",
        }
    }
}

/// Decides what `text` is. The document's bytes are the text as it stands, white space and all.
#[must_use]
pub fn detect(text: &str) -> Detected {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Detected::Empty;
    }
    let one_word = !trimmed.contains(char::is_whitespace);
    if one_word {
        if let Some((_, fragment)) = trimmed.split_once('#')
            && Fragment::parse(fragment).payload.is_some()
        {
            return Detected::Link(fragment.to_owned());
        }
        if let Some(digest) = Digest::parse(trimmed).ok().filter(is_meant_as_one) {
            return Detected::Digest(digest);
        }
        if looks_like_reference(trimmed) {
            return Detected::Reference(trimmed.to_owned());
        }
    }
    Detected::Document(text.as_bytes().into())
}

/// `alpine:3` is a digest by the grammar; what has too few characters for a hash is a name and its tag.
fn is_meant_as_one(digest: &Digest) -> bool {
    digest.registered().is_some() || digest.encoded().len() >= 32
}

/// Whether a paste is to be taken without a further key: a document, or a link of Bayplan's, pasted where
/// nothing else is written yet.
#[must_use]
pub fn is_taken_at_once(before: &str, pasted: &str) -> bool {
    before.trim().is_empty() && matches!(detect(pasted), Detected::Document(_) | Detected::Link(_))
}

/// A rough look: letters and digits with the signs of a reference, and no sign of JSON.
fn looks_like_reference(word: &str) -> bool {
    word.len() <= 512
        && word.starts_with(|first: char| first.is_ascii_alphanumeric())
        && word.chars().all(|char| char.is_ascii_alphanumeric() || "._-/:@[]+".contains(char))
        && !["true", "false", "null"].contains(&word)
        && !word.chars().all(|char| char.is_ascii_digit() || "+-.eE".contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_box() {
        let digest = format!("sha256:{}", "0".repeat(64));
        for (text, words, reason) in [
            ("  \n", "", "white space only"),
            (digest.as_str(), "a digest", "a digest alone"),
            ("alpine", "an image reference", "a short name"),
            ("alpine:3", "an image reference", "a tag, though a digest by the grammar"),
            ("sha3-256:77d5fe31836177d5fe318361", "an image reference", "too short for a hash"),
            ("sha3-256:77d5fe31836177d5fe31836177d5fe31", "a digest", "one that can't be computed here"),
            ("localhost:5000/a/b:1", "an image reference", "a port and a tag"),
            ("{}", "a document", "JSON"),
            (" {\n}\n", "a document", "JSON with white space around"),
            ("null", "a document", "JSON's words are no image names"),
            ("12", "a document", "a JSON number"),
            ("hello world", "a document", "text that is nothing, shown all the same"),
        ] {
            assert_eq!(detect(text).words(), words, "{reason}");
        }
    }

    #[test]
    fn pastes_that_are_taken_at_once() {
        for (before, pasted, taken, reason) in [
            ("", "{}", true, "a document"),
            (" ", "{}", true, "white space is nothing"),
            ("{\"a\":", "1}", false, "a part of what is being written"),
            ("", "alpine", false, "a reference, which may be written on"),
            ("", "", false, "nothing"),
        ] {
            assert_eq!(is_taken_at_once(before, pasted), taken, "{reason}");
        }
    }

    #[test]
    fn a_document_keeps_its_white_space() {
        assert_eq!(detect(" {\r\n}\n"), Detected::Document(b" {\r\n}\n".as_slice().into()));
    }
}
