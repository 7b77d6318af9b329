//! Whether bytes are text that people read.

/// As much of some bytes as tells whether people are to read them.
const LOOKED_AT: usize = 64 * 1024;

/// Whether these bytes are shown as text at first: UTF-8, and not begun with many control characters.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=31);
    std::str::from_utf8(bytes).is_ok() && start.iter().filter(control).count() * 20 <= start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_or_not() {
        for (bytes, text, reason) in [
            (&b"{\r\n\t}"[..], true, "white space is text"),
            (b"", true, "nothing looks better as text"),
            ("größe".as_bytes(), true, "UTF-8"),
            (b"\x1f\x8b\x08\x00", false, "gzip"),
            (b"{\"a\":\"\xff\"}", false, "Latin-1 is not UTF-8"),
            (b"{\0}\0", false, "UTF-16 is UTF-8 by accident"),
        ] {
            assert_eq!(is_text(bytes), text, "{reason}");
        }
    }
}
