//! Runs of bytes: where a string, white space, a word ends.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The first quote, backslash or control character at or after `at`, or the end.
///
/// Eight bytes at a time, since most of a document is inside of strings. "Determine if a word has a zero
/// byte" and "has a byte less than n" of <https://graphics.stanford.edu/~seander/bithacks.html>.
pub(super) fn string_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let (chunks, _) = rest.as_chunks::<8>();
    let mut skipped = 0;
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (ONES * b'"' as u64);
        let backslash = word ^ (ONES * b'\\' as u64);
        let stops = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        if stops & HIGHS != 0 {
            break;
        }
        skipped += 8;
    }
    // The first stop is within these eight; borrows can only mark bytes after a true one.
    run_end(bytes, at + skipped, |byte| !matches!(byte, b'"' | b'\\' | 0..0x20))
}

/// The end of white space.
pub(super) fn space_end(bytes: &[u8], at: usize) -> usize {
    run_end(bytes, at, |byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
}

/// The end of what looks like one word or number.
pub(super) fn word_end(bytes: &[u8], at: usize) -> usize {
    run_end(bytes, at, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_' | b'$')
    })
}

/// The end of the line, in front of its line break.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    run_end(bytes, at, |byte| !matches!(byte, b'\n' | b'\r'))
}

/// After the `*/` of the comment that starts at `at`, or the end.
pub(super) fn block_comment_end(bytes: &[u8], at: usize) -> usize {
    let inside = bytes.get(at + 2..).unwrap_or_default();
    inside.windows(2).position(|pair| pair == b"*/").map_or(bytes.len(), |end| at + 2 + end + 2)
}

/// The end of bytes that JSON has no place for.
pub(super) fn stray_end(bytes: &[u8], at: usize) -> usize {
    run_end(bytes, at, |byte| {
        !byte.is_ascii_alphanumeric()
            && !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'"' | b'-')
            && !matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':')
    })
}

/// The character at `at`, if UTF-8 has one there.
pub(super) fn character(bytes: &[u8], at: usize) -> Option<char> {
    let rest = bytes.get(at..)?;
    let first = rest.get(..rest.len().min(4))?.utf8_chunks().next()?;
    first.valid().chars().next()
}

fn run_end(bytes: &[u8], at: usize, inside: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !inside(*byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_at_a_time_is_as_one_at_a_time(bytes in proptest::collection::vec(any::<u8>(), 0..64), at in 0usize..70) {
            let slow = (at..bytes.len()).find(|i| matches!(bytes[*i], b'"' | b'\\' | 0..0x20));
            let end = slow.unwrap_or(bytes.len().max(at));
            prop_assert_eq!(string_end(&bytes, at), end);
        }
    }
}
