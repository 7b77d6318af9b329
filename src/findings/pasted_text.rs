//! What was pasted instead of a document, where it is no JSON: told by how it looks.

use super::archive::of_foreign;
use super::codes::{
    BARE_DIGEST, BASE64_TEXT, BINARY_FILE, COMMAND_LINE, Code, HTML_PAGE, HTTP_RESPONSE, IMAGE_REFERENCE,
    IMAGETOOLS_TEXT, YAML_TEXT,
};
use super::report::Report;
use crate::archive::codec::Codec;
use crate::archive::foreign::Foreign;
use crate::archive::tar;
use crate::image::digest::{Digest, DigestErrorKind};
use crate::image::reference::prompt::{TOOLS, is_before_a_command, program};
use crate::text::quote::Quoted;

/// As much of the text as is looked at.
const LOOKED_AT: usize = 4096;

/// Says so where the bytes are a packed file, or one of another format.
pub(super) fn is_packed_file(report: &mut Report<'_>, bytes: &[u8]) -> bool {
    let codec = Codec::of(bytes);
    let what = match codec {
        Codec::Gzip => "a gzip file, such as a layer or a packed archive",
        Codec::Zstd => "a zstd file, such as a layer",
        Codec::Plain if bytes.get(257..262) == Some(b"ustar") || tar::begins(bytes) => {
            "a tar archive, such as a layer or what docker save writes"
        }
        Codec::Plain => match Foreign::of(bytes) {
            None => return false,
            Some(foreign) => {
                report.add(&BINARY_FILE, None, || of_foreign("", foreign, Codec::Plain).message);
                return true;
            }
        },
    };
    report.add(&BINARY_FILE, None, || {
        format!(
            "This is {what}, not a JSON document. Choose the file instead of pasting it, or \
            unpack it first."
        )
    });
    true
}

/// Says what the text looks like, where it is no JSON document.
pub(super) fn check(report: &mut Report<'_>, bytes: &[u8]) {
    let head = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let Some(text) = head.utf8_chunks().next().map(|chunk| chunk.valid()) else { return };
    let text = text.trim_start_matches('\u{feff}').trim();
    if let Some((code, message)) = looks_like(text, bytes.len() <= LOOKED_AT) {
        report.add(code, None, || message);
    }
}

fn looks_like(text: &str, whole: bool) -> Option<(&'static Code, String)> {
    let first_line = text.lines().next()?.trim();
    let one_word = whole && !text.contains(char::is_whitespace);
    let starts =
        |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if starts("<!doctype") || starts("<html") || starts("<?xml") || starts("<head") {
        let message = "This is a web page, not a document: a login page, a proxy or a wrong address \
            answered instead of the registry. Fetch it with a client that signs in, such as “crane \
            manifest” or “skopeo inspect --raw”.";
        return Some((&HTML_PAGE, message.to_owned()));
    }
    if starts("HTTP/1") || starts("HTTP/2") || starts("HTTP/3") {
        let message = "This starts with the headers of an HTTP answer (curl -i): the digest is that of \
            the body alone. Fetch it without -i, or take the headers and the empty line away.";
        return Some((&HTTP_RESPONSE, message.to_owned()));
    }
    if first_line.starts_with("Name:") && text.contains("MediaType:") && text.contains("Digest:") {
        let message = "This is the listing that “docker buildx imagetools inspect” prints for people, \
            and the bytes can't be recovered from it. Run it again with --raw.";
        return Some((&IMAGETOOLS_TEXT, message.to_owned()));
    }
    if one_word && is_digest(text) {
        let message = "This is a digest, not a document. Put it into “expected digest”, and paste or \
            choose the document that should have it.";
        return Some((&BARE_DIGEST, message.to_owned()));
    }
    if one_word && is_base64_json(text) {
        let message = "This looks like a JSON document in base64, as the “data” of a descriptor or a \
            Kubernetes secret holds one. Decode it first (base64 -d).";
        return Some((&BASE64_TEXT, message.to_owned()));
    }
    if let Some(tool) = command(first_line) {
        // No more of it: a command may hold a password.
        let message = format!(
            "This looks like a command for {tool}, not like what it prints. Run it, and paste its output or \
             choose the file."
        );
        return Some((&COMMAND_LINE, message));
    }
    if one_word && is_reference(text) {
        let message = format!(
            "{} looks like an image reference. A page can't read every registry: print the document \
             with “docker buildx imagetools inspect --raw”, “crane manifest” or “skopeo inspect --raw \
             docker://…”, and paste it or choose the file.",
            Quoted(text)
        );
        return Some((&IMAGE_REFERENCE, message));
    }
    is_yaml(text).then(|| {
        let message = "This looks like YAML, and image documents are JSON. A build, Compose or \
            Kubernetes file names images; fetch the manifest of one of them and open that.";
        (&YAML_TEXT, message.to_owned())
    })
}

/// A digest, or what was meant as one.
fn is_digest(text: &str) -> bool {
    match Digest::parse(text.trim_start_matches('@')) {
        Ok(digest) => digest.registered().is_some(),
        Err(error) => {
            error.kind == DigestErrorKind::BareHex
                || matches!(
                    error.kind,
                    DigestErrorKind::Length { .. }
                        | DigestErrorKind::NotHex(..)
                        | DigestErrorKind::UpperCase(..)
                ) && text.len() > 40
        }
    }
}

/// Whether this is base64 of something that starts like an object or an array.
fn is_base64_json(text: &str) -> bool {
    // `{"`, `{` with a space or a line break after it, and `[{`, in base64.
    let starts = ["eyJ", "ewog", "ewoJ", "eyAi", "ewoi", "ewog", "ew0K", "W3si", "Wwog"];
    text.len() >= 16
        && starts.iter().any(|start| text.starts_with(start))
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_'))
}

/// The program that a line calls, with the shell's prompt taken away.
fn command(line: &str) -> Option<&str> {
    let mut words = line.split_ascii_whitespace().skip_while(|word| is_before_a_command(word));
    let tool = program(words.next()?);
    let known =
        |name: &str| TOOLS.split_ascii_whitespace().chain(["curl", "wget"]).any(|known| known == name);
    (known(tool) && words.next().is_some()).then_some(tool)
}

/// Whether this reads as `[registry/]repository[:tag][@digest]`: a path of lower-case names.
fn is_reference(text: &str) -> bool {
    let text = text
        .strip_prefix("docker://")
        .or_else(|| text.strip_prefix("https://"))
        .or_else(|| text.strip_prefix("oci://"))
        .unwrap_or(text);
    let name = text.split('@').next().unwrap_or_default();
    let part = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':'))
            && part.starts_with(|first: char| first.is_ascii_alphanumeric())
    };
    // A bare word could be anything; a path, a tag or a digest tells a reference.
    !name.is_empty()
        && text.len() <= 512
        && text.contains(['/', ':', '@'])
        && name.contains(|letter: char| letter.is_ascii_alphabetic())
        && name.split('/').all(part)
}

/// Whether the text's first lines are `key: value`, `key:` or `- item`.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    if first == "---" || first.starts_with("apiVersion:") || first.starts_with("%YAML") {
        return true;
    }
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, rest)| {
            !key.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '))
                && (rest.is_empty() || rest.starts_with(' '))
        })
    };
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    (is_key(first) || is_item(first))
        && lines.next().is_some_and(|line| is_key(line.trim_start_matches("- ")) || is_item(line))
}
