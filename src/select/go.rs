//! The few functions of Go's library that the clients' rules rest on.

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
}
