//! What was put in the box?

use std::rc::Rc;

use super::command_text::{holds_no_secret, is_command, is_secret};
use crate::image::digest::Digest;
use crate::image::reference::prompt::{TOOLS, is_before_a_command, program};
use crate::image::reference::two::is_between;
use crate::limits;
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
    /// What was written for a shell: of it nothing is kept.
    Command,
    /// A private key, or headers that sign in: of it nothing is kept.
    Secret,
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
            Self::Command => "a command line",
            Self::Secret => "a key or a login",
            Self::Document(_) => "a document",
        }
    }
}

/// Decides what `text` is. The document's bytes are the text as it stands, white space and all.
#[must_use]
pub fn detect(text: &str) -> Detected {
    if text.len() > limits::DOCUMENT_BYTES {
        // It is refused by its length, and not looked at.
        return Detected::Document(text.as_bytes().into());
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Detected::Empty;
    }
    let one_word = !trimmed.contains(char::is_whitespace);
    if one_word {
        if let Some((_, fragment)) = trimmed.split_once('#')
            && is_of_a_link(fragment)
        {
            return Detected::Link(fragment.to_owned());
        }
        if let Some(digest) = Digest::parse(trimmed).ok().filter(is_meant_as_one) {
            return Detected::Digest(digest);
        }
    }
    if is_build_script(trimmed) && !is_secret(trimmed) && holds_no_secret(trimmed) {
        return Detected::Document(text.as_bytes().into());
    }
    if looks_like_reference(trimmed) {
        return Detected::Reference(trimmed.to_owned());
    }
    if is_secret(trimmed) {
        return Detected::Secret;
    }
    if is_command(trimmed) {
        return Detected::Command;
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

/// Whether a fragment is one of ours: documents, after the digit of their version, or a reference. Registries'
/// pages have fragments, too.
fn is_of_a_link(fragment: &str) -> bool {
    let Fragment { payload, view } = Fragment::parse(fragment);
    payload
        .map_or(view.starts_with("ref/"), |payload| payload.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether a text is commands that build images or list them: a build file, which is read as a document.
fn is_build_script(text: &str) -> bool {
    let builds = |line: &str| {
        let mut words = line.split_whitespace();
        let is_tool = words.next().is_some_and(|tool| matches!(tool, "docker" | "podman" | "buildah" | "az"));
        is_tool
            && words
                .take(3)
                .any(|word| matches!(word, "build" | "bud" | "buildx" | "manifest" | "imagetools"))
            && ["build ", " create ", "bud "].iter().any(|verb| line.contains(verb))
    };
    text.lines().any(|line| builds(line.trim_start()))
}

/// A rough look, without the grammar of references, which the first visit does not load.
fn looks_like_reference(text: &str) -> bool {
    if text.len() > limits::TYPED_REFERENCE_BYTES {
        return false;
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next() {
        None => is_name(first) || is_address(first),
        // Two references to be compared.
        Some(between) if is_between(between) => {
            is_name(first) && words.next().is_some_and(is_name) && words.next().is_none()
        }
        // Line upon line is a file, unless each goes on in the next.
        Some(_) if text.lines().rev().skip(1).any(|line| !line.trim_end().ends_with('\\')) => false,
        Some(_) => starts_a_command(text.split_whitespace()),
    }
}

/// Letters and digits with the signs of a reference, and no sign of JSON.
fn is_name(word: &str) -> bool {
    let word = word.trim_matches(['"', '\'', '`', '<', '>', ',']);
    let inner = word.trim_start_matches('[');
    let brackets = word.len().saturating_sub(inner.len());
    let is_host = brackets == 0 || (brackets == 1 && (word.contains("]:") || word.contains("]/")));
    is_host
        && inner.starts_with(|first: char| first.is_ascii_alphanumeric() || first == ':')
        && word.chars().all(|char| char.is_ascii_alphanumeric() || "._-/:@[]+${}".contains(char))
        && !["true", "false", "null"].contains(&word)
        && !word.chars().all(|char| char.is_ascii_digit() || "+-.eE".contains(char))
}

fn is_address(word: &str) -> bool {
    word.split_once("://").is_some_and(|(scheme, _)| matches!(scheme, "http" | "https" | "docker" | "oci"))
}

/// Whether words are the start of a command line, of a Dockerfile's line, or of YAML with an image.
fn starts_a_command<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    const OTHERS: &str = "FROM from From image: container: uses: \"image\":";
    let Some(first) = words.find(|word| !is_before_a_command(word)) else { return false };
    let Some(second) = words.next() else { return false };
    match first {
        "COPY" => second.starts_with("--from="),
        "image" => second == "=",
        _ => {
            let known = |list: &str, name: &str| list.split_ascii_whitespace().any(|known| known == name);
            known(TOOLS, program(first)) || known(OTHERS, first)
        }
    }
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
            ("[::1]:5000/a", "an image reference", "an address in brackets"),
            ("\"alpine:3\",", "an image reference", "in quotes, with a comma after it"),
            ("alpine:$TAG", "an image reference", "a variable, to be answered"),
            ("docker pull alpine", "an image reference", "a command"),
            ("A=b sudo docker pull alpine", "an image reference", "a command with a variable"),
            ("curl -u me:s3cret https://r.example/v2/", "a command line", "one that names no image"),
            ("docker login -p s3cret\ndocker pull a", "a command line", "two of them"),
            ("$ sudo podman pull a", "an image reference", "a command after a prompt"),
            ("docker run \\\n -it alpine", "an image reference", "a command that goes on in the next line"),
            ("alpine:3.21..alpine:3.22", "an image reference", "two of them, to be compared"),
            ("alpine:3.21 vs alpine:3.22", "an image reference", "the same with a word between"),
            ("FROM alpine AS base", "an image reference", "a line of a Dockerfile"),
            ("- image: alpine", "an image reference", "a line of YAML"),
            ("https://hub.docker.com/_/alpine?tab=tags", "an image reference", "a page"),
            ("https://hub.docker.com/r/a/b#tags", "an image reference", "a page with a fragment"),
            ("https://example.com/#1abc", "a Bayplan link", "documents"),
            ("https://example.com/#1abc/0.2", "a Bayplan link", "documents and a view"),
            ("https://example.com/#/ref/alpine", "a Bayplan link", "a reference in a link"),
            ("FROM alpine\nRUN ls", "a document", "a whole Dockerfile, which is no image"),
            ("image: a\nname: b", "a document", "a file of YAML"),
            ("docker build -t a .\ndocker push a", "a document", "commands that build"),
            ("docker buildx build \\\n -t a --push .", "a document", "one that goes on in the next line"),
            (
                "docker build -t a .\ndocker login -p s3cret r.example",
                "a command line",
                "a password among them",
            ),
            (
                "docker build --build-arg TOKEN=s3cret .",
                "an image reference",
                "a token in it: nothing of it is kept",
            ),
            ("[1]", "a document", "a JSON array"),
            ("[::]", "a document", "brackets with nothing after them"),
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
            (
                "",
                "docker pull alpine",
                false,
                "a reference: fetching it asks its registry, so Enter is awaited",
            ),
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
