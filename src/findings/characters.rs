//! Characters that a person can't see, or that change what a person sees.

use super::codes::{BIDI_OVERRIDE, CONTROL_CHARACTER, Code, INVISIBLE_CHARACTER};
use super::report::Report;
use crate::json::Span;

/// Looks at every character of the bytes, and at every `\u` escape; one pass, whatever they are.
pub(super) fn check(report: &mut Report<'_>, bytes: &[u8]) {
    // A control character as it is inside a string is a mistake of grammar, which reading tells.
    let mut at = 0;
    while let Some(found) = next_suspect(bytes, at) {
        match bytes.get(found) {
            Some(b'\\') => at = escape(report, bytes, found),
            _ => at = character(report, bytes, found),
        }
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

/// Looks at the escape at `at`, and gives the place behind it.
fn escape(report: &mut Report<'_>, bytes: &[u8], at: usize) -> usize {
    if bytes.get(at + 1) != Some(&b'u') {
        return at + 2;
    }
    let digits = bytes.get(at + 2..at + 6).and_then(|digits| std::str::from_utf8(digits).ok());
    let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    if let Some(character) = value.and_then(char::from_u32) {
        tell(report, character, at, at + 6);
    }
    at + 2
}

/// Looks at the character at `at`, and gives the place behind it.
fn character(report: &mut Report<'_>, bytes: &[u8], at: usize) -> usize {
    let few = bytes.get(at..bytes.len().min(at + 4)).unwrap_or_default();
    let Some(character) = few.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next()) else {
        return at + 1;
    };
    let end = at + character.len_utf8();
    // A byte order mark in front has a finding of its own.
    if at > 0 || character != '\u{feff}' {
        tell(report, character, at, end);
    }
    end
}

fn tell(report: &mut Report<'_>, character: char, start: usize, end: usize) {
    let Some((code, what)) = kind_of(character) else { return };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(offset(start), offset(end));
    report.add(code, span, || {
        format!("U+{:04X} stands here, {what}. What you see may not be what is there.", u32::from(character))
    });
}

/// The kinds that matter; a tab and line breaks are ordinary in a command's text.
fn kind_of(character: char) -> Option<(&'static Code, &'static str)> {
    Some(match character {
        '\t' | '\n' | '\r' => return None,
        '\0' => (&CONTROL_CHARACTER, "the NUL character, at which some programs stop reading"),
        '\u{1b}' => (&CONTROL_CHARACTER, "the escape character, which steers a terminal"),
        '\u{1}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => (&CONTROL_CHARACTER, "a control character"),
        '\u{202c}' | '\u{2069}' => (&INVISIBLE_CHARACTER, "the end of an override of direction"),
        '\u{202a}'..='\u{202e}' => (&BIDI_OVERRIDE, "which turns around the text behind it"),
        '\u{2066}'..='\u{2068}' => (&BIDI_OVERRIDE, "which sets the text behind it apart in its direction"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => (&INVISIBLE_CHARACTER, "a mark of direction"),
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            (&INVISIBLE_CHARACTER, "a character of no width")
        }
        '\u{ad}' | '\u{180e}' | '\u{2028}' | '\u{2029}' | '\u{115f}' | '\u{1160}' | '\u{3164}' => {
            (&INVISIBLE_CHARACTER, "a character that is not seen")
        }
        '\u{e0000}'..='\u{e007f}' => (&INVISIBLE_CHARACTER, "a tag, which is not seen"),
        _ => return None,
    })
}
