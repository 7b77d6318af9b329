//! Digests that break the grammar or their algorithm's rule, and those that can't be computed here.

use super::codes::{Code, DIGEST_MALFORMED, DIGEST_UNSUPPORTED, DOCUMENTATION_SAMPLE};
use super::member::part;
use super::report::Report;
use crate::image::digest::{Digest, DigestError, DigestErrorKind};
use crate::json::Value;
use crate::text::quote::Quoted;

/// Checks the string `value`, which must be a digest. `parsed` is what was read from it before.
pub(super) fn check(report: &mut Report<'_>, value: Value<'_>, parsed: Option<&Digest>) {
    match parsed {
        Some(digest) => {
            unsupported(report, value, digest);
            printed(report, value, digest);
        }
        None => check_text(report, &DIGEST_MALFORMED, value),
    }
}

/// Checks the string `value`, which must be a digest, and says what is wrong as a finding of `code`.
pub(super) fn check_text(report: &mut Report<'_>, code: &'static Code, value: Value<'_>) {
    let Some(text) = value.as_str() else { return };
    match Digest::parse(&text) {
        Ok(digest) => unsupported(report, value, &digest),
        Err(error) => {
            let (from, to) = place(&error, &text);
            report.add(code, part(value, &text, from, to), || message(&error, &text));
        }
    }
}

/// Digests in the samples of Microsoft's article on multi-architecture images. Two characters of each were
/// altered for print, so that nothing has them; and what they were, where that is known.
const ALTERED: [(&str, Option<&str>); 5] = [
    ("fbf289e99eb9bca977dae136fbe2a82b6b7d4c372474c9235adc1741675f587e", Some("fce289e9…")),
    ("2c930d010525941c1d56ec53b97bd057a67ae1865eebf042686d2a2d18271ced", Some("1b930d01…")),
    ("83c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a", Some("92c7f9c9…")),
    ("873612c5503f3f1674f315c67089dee577d8cc6afc18565e0b4183ae355fb343", None),
    ("b791ad98d505abb8c9618868fc43c74aa94d08f1d7afe37d19647c0030905cae", None),
];

fn printed(report: &mut Report<'_>, value: Value<'_>, digest: &Digest) {
    let Some((_, original)) = ALTERED.iter().find(|(altered, _)| digest.encoded() == *altered) else {
        return;
    };
    report.add(&DOCUMENTATION_SAMPLE, value.span(), || {
        let original =
            original.map_or(String::new(), |original| format!(" The image's own begins {original}"));
        format!(
            "This digest is from a sample in Microsoft's documentation, where two characters of \
            each digest were altered: no bytes have it, and nothing here can verify.{original}"
        )
    });
}

fn unsupported(report: &mut Report<'_>, value: Value<'_>, digest: &Digest) {
    if digest.registered().is_none() {
        report.add(&DIGEST_UNSUPPORTED, value.span(), || {
            format!(
                "The digest follows the grammar, and {} is no algorithm that the specification \
                 registers: nothing can be verified by it here, nor by most clients.",
                Quoted(&digest.algorithm().to_string())
            )
        });
    }
}

/// The bytes of the text that are wrong: one character, the digits too many, or all where some are missing.
fn place(error: &DigestError, text: &str) -> (usize, usize) {
    match error.kind {
        DigestErrorKind::Length { algorithm, actual } if actual > algorithm.hex_len() => {
            (error.at, text.len())
        }
        _ => match one_character(error) {
            Some(character) => (error.at, error.at + character.len_utf8()),
            None => (0, text.len()),
        },
    }
}

fn one_character(error: &DigestError) -> Option<char> {
    match error.kind {
        DigestErrorKind::AlgorithmCharacter(found)
        | DigestErrorKind::AlgorithmSeparator(found)
        | DigestErrorKind::EncodedCharacter(found)
        | DigestErrorKind::UpperCase(_, found)
        | DigestErrorKind::NotHex(_, found) => Some(found),
        _ => None,
    }
}

fn message(error: &DigestError, text: &str) -> String {
    let trimmed = text.trim();
    if trimmed != text && Digest::parse(trimmed).is_ok() {
        return "The digest has white space around it: take it away.".to_owned();
    }
    let before = text.char_indices().take_while(|(at, _)| *at < error.at).count();
    match one_character(error) {
        Some(_) => format!("{error} It is character {} of {}.", before + 1, text.chars().count()),
        None => error.to_string(),
    }
}
