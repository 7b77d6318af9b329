//! Characters that a person can't see, or that change what a person sees.

use super::codes::{BIDI_OVERRIDE, CONTROL_CHARACTER, Code, INVISIBLE_CHARACTER};
use super::report::Report;
use crate::json::Span;
use crate::text::unseen::{Unseen, unseen};

/// Looks at every character of the bytes, and at every `\u` escape; one pass, whatever they are.
pub(super) async fn check(report: &mut Report<'_>, bytes: &[u8]) {
    // A control character as it is inside a string is a mistake of grammar, which reading tells.
    let mut at = 0;
    while let Some(found) = next_suspect(bytes, at) {
        match bytes.get(found) {
            Some(b'\\') => at = escape(report, bytes, found),
            _ => at = character(report, bytes, found),
        }
        report.spend(1).await;
    }
}

/// The next backslash, DEL or byte that is not ASCII.
///
/// Eight bytes at a time, since hardly any document has one in its first megabyte: as the strings of
/// <https://graphics.stanford.edu/~seander/bithacks.html>, "Determine if a word has a zero byte".
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let rest = bytes.get(from..)?;
    let (chunks, _) = rest.as_chunks::<8>();
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let plain = chunks.iter().take_while(|chunk| {
        let word = u64::from_le_bytes(**chunk);
        let backslash = zero(word ^ (ONES * u64::from(b'\\')));
        let delete = zero(word ^ (ONES * 0x7f));
        (word | backslash | delete) & HIGHS == 0
    });
    let skipped = plain.count() * 8;
    let suspect = rest.get(skipped..)?.iter().position(|byte| *byte == b'\\' || *byte >= 0x7f)?;
    Some(from + skipped + suspect)
}

/// Looks at the escape at `at`, and gives the place after it.
fn escape(report: &mut Report<'_>, bytes: &[u8], at: usize) -> usize {
    let Some(unit) = unit(bytes, at) else { return at + 2 };
    // A character above U+FFFF is written as two.
    let pair = || char::decode_utf16([unit, self::unit(bytes, at + 6)?]).next()?.ok();
    let (character, end) = match char::from_u32(u32::from(unit)) {
        Some(character) => (Some(character), at + 6),
        None => pair().map_or((None, at + 6), |character| (Some(character), at + 12)),
    };
    if let Some(character) = character {
        tell(report, bytes, character, (at, end));
    }
    end
}

/// The number of the escape `\uXXXX` at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Looks at the character at `at`, and gives the place after it.
fn character(report: &mut Report<'_>, bytes: &[u8], at: usize) -> usize {
    let few = bytes.get(at..bytes.len().min(at + 4)).unwrap_or_default();
    let Some(character) = few.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next()) else {
        return at + 1;
    };
    let end = at + character.len_utf8();
    // A byte order mark in front has a finding of its own.
    if at > 0 || character != '\u{feff}' {
        tell(report, bytes, character, (at, end));
    }
    end
}

fn tell(report: &mut Report<'_>, bytes: &[u8], character: char, (start, end): (usize, usize)) {
    let Some(kind) = unseen(character) else { return };
    // A joiner or a selector after a sign of another script, or a picture, is how that is written.
    let after_letter = start.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|byte| *byte >= 0x80);
    let is_written_so = after_letter && matches!(kind, Unseen::Joiner | Unseen::Selector);
    let Some((code, what)) = in_words(character, kind).filter(|_| !is_written_so) else { return };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(offset(start), offset(end));
    report.add(code, span, || {
        format!("U+{:04X} stands here, {what}. What you see may not be what is there.", u32::from(character))
    });
}

/// What is said of a character; a tab and line breaks are ordinary in a command's text.
const fn in_words(character: char, kind: Unseen) -> Option<(&'static Code, &'static str)> {
    Some(match (kind, character) {
        (_, '\t' | '\n' | '\r') => return None,
        (_, '\0') => (&CONTROL_CHARACTER, "the NUL character, at which some programs stop reading"),
        (_, '\u{1b}') => (&CONTROL_CHARACTER, "the escape character, which steers a terminal"),
        (Unseen::Control, _) => (&CONTROL_CHARACTER, "a control character"),
        (Unseen::Turning, '\u{2066}'..='\u{2068}') => {
            (&BIDI_OVERRIDE, "which sets the text after it apart in its direction")
        }
        (Unseen::Turning, _) => (&BIDI_OVERRIDE, "which turns around the text after it"),
        (Unseen::Direction, '\u{202c}' | '\u{2069}') => {
            (&INVISIBLE_CHARACTER, "the end of an override of direction")
        }
        (Unseen::Direction, _) => (&INVISIBLE_CHARACTER, "a mark of direction"),
        (Unseen::Joiner | Unseen::NoWidth, _) => (&INVISIBLE_CHARACTER, "a character of no width"),
        (Unseen::Selector, _) => {
            (&INVISIBLE_CHARACTER, "which chooses how the character before it looks, and is not seen")
        }
        (Unseen::Space, _) => (&INVISIBLE_CHARACTER, "a space that is not the ordinary one"),
        (Unseen::Tag, _) => (&INVISIBLE_CHARACTER, "a tag, which is not seen"),
        (Unseen::Private, _) => (&INVISIBLE_CHARACTER, "to which each font gives another look"),
        (Unseen::Noncharacter, _) => (&INVISIBLE_CHARACTER, "which is no character at all"),
        (Unseen::Format, _) => (&INVISIBLE_CHARACTER, "which formats the text around it"),
        (Unseen::LineEnd | Unseen::Blank, _) => (&INVISIBLE_CHARACTER, "a character that is not seen"),
    })
}
