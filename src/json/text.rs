//! The text of a string: its escapes undone.

/// What stands between a string's quotes, with its escapes undone, as Go's `encoding/json` does it: a
/// lone surrogate and each byte that is not UTF-8 become U+FFFD; an unknown escape stays as it stands.
pub(super) fn unescape(inside: &[u8]) -> String {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(backslash) = rest.iter().position(|b| *b == b'\\') {
        let (plain, escape) = rest.split_at_checked(backslash).unwrap_or_default();
        push_lossy(&mut text, plain);
        let (meaning, taken) = escape_at(escape);
        match meaning {
            Meaning::Character(character) => text.push(character),
            Meaning::LoneSurrogate => text.push(char::REPLACEMENT_CHARACTER),
            Meaning::Bad => push_lossy(&mut text, escape.get(..taken).unwrap_or_default()),
        }
        rest = escape.get(taken..).unwrap_or_default();
    }
    push_lossy(&mut text, rest);
    text
}

/// What an escape stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Character(char),
    LoneSurrogate,
    Bad,
}

/// Reads the escape at the start of `bytes`, which is a backslash; and says how many bytes it takes.
pub(super) fn escape_at(bytes: &[u8]) -> (Meaning, usize) {
    let character = match bytes.get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(bytes),
        // The byte after the backslash is read again on its own: it may start a longer character.
        _ => return (Meaning::Bad, 1),
    };
    (Meaning::Character(character), 2)
}

fn unicode_escape(bytes: &[u8]) -> (Meaning, usize) {
    let Some(unit) = code_unit(bytes) else { return (Meaning::Bad, 2) };
    if let Some(character) = char::from_u32(unit) {
        return (Meaning::Character(character), 6);
    }
    let low = bytes.get(6..).and_then(code_unit);
    match (unit, low) {
        (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
            let scalar = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(scalar).map_or(Meaning::LoneSurrogate, Meaning::Character), 12)
        }
        _ => (Meaning::LoneSurrogate, 6),
    }
}

/// The number of `\uXXXX` at the start of `bytes`.
fn code_unit(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

fn push_lossy(text: &mut String, mut bytes: &[u8]) {
    loop {
        match std::str::from_utf8(bytes) {
            Ok(valid) => return text.push_str(valid),
            Err(error) => {
                let (valid, bad) = bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
                text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                text.push(char::REPLACEMENT_CHARACTER);
                bytes = bad.get(1..).unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_escapes_as_go_does() {
        // As unquoteBytes of Go's encoding/json/decode.go; but for the last three, which Go refuses and
        // which are kept as they stand.
        for (inside, text) in [
            (&br"plain"[..], "plain"),
            (br#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (br"\u0041\u00e9\u20AC", "Aé€"),
            (br"\ud83d\ude00!", "😀!"),
            (br"\uD800", "\u{fffd}"),
            (br"\ud83dx", "\u{fffd}x"),
            (br"\ude00\ud83d", "\u{fffd}\u{fffd}"),
            // The second one is high again: it starts a pair of its own.
            (br"\ud83d\ud83d\ude00", "\u{fffd}😀"),
            (br"\ud83d\u0041", "\u{fffd}A"),
            // One U+FFFD a byte, not one a sequence.
            (b"a\xff\xfeb", "a\u{fffd}\u{fffd}b"),
            (b"\xe2\x82", "\u{fffd}\u{fffd}"),
            (br"\q", "\\q"),
            (br"\u12", "\\u12"),
            (br"\", "\\"),
        ] {
            assert_eq!(unescape(inside), text, "{}", String::from_utf8_lossy(inside));
        }
    }
}
