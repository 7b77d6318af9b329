//! The few functions of Go's library that the clients' rules rest on.

use std::borrow::Cow;

/// `strconv.Atoi`: a decimal `int` of 64 bits, with an optional sign.
pub(super) fn atoi(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    // Rust's own reading takes the same texts; the check keeps it so.
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `strconv.ParseUint` in base 10: digits alone.
pub(super) fn parse_uint<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `strings.ToLower` as far as it can make a name that some platform has, and without a copy where there is
/// nothing to lower: the tables for all letters are 10 kB.
pub(super) fn to_lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        // Beyond ASCII only these two become a letter that some platform's name has.
        let lower = |c: char| match c {
            '\u{212a}' => 'k',
            '\u{130}' => 'i',
            _ => c.to_ascii_lowercase(),
        };
        Cow::Owned(text.chars().map(lower).collect())
    }
}

/// `strings.TrimPrefix(text, "v")`.
pub(super) fn trim_v(text: &str) -> &str {
    text.strip_prefix('v').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atoi_reads_what_go_reads() {
        for (text, expected) in [
            ("8", Some(8)),
            ("+3", Some(3)),
            ("-3", Some(-3)),
            ("007", Some(7)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None), // beyond int64
            ("", None),
            ("+", None),
            ("--3", None),
            ("8.5", None), // why regctl takes v8.5 for 0
            ("1_0", None), // only a literal may have these
            ("٣", None),   // a digit of Unicode, not of Go
        ] {
            assert_eq!(atoi(text), expected, "{text}");
        }
        assert_eq!(parse_uint::<u16>("65535"), Some(65535));
        assert_eq!(parse_uint::<u16>("65536"), None);
        assert_eq!(parse_uint::<u16>("+1"), None);
    }

    #[test]
    fn to_lower_copies_only_what_it_changes() {
        assert!(matches!(to_lower("arm64"), Cow::Borrowed("arm64")));
        assert_eq!(to_lower("AMD64"), "amd64");
        assert_eq!(to_lower("\u{212a}V\u{130}"), "kvi", "Kelvin's sign and the dotted I become ASCII");
    }
}
