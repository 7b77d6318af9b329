//! Numbers in headers: octal, base 256, and the decimal ones of PAX.

use super::entry::Time;

/// A number of a header's field: octal text, or where the highest bit is set, base 256 in two's complement
/// (GNU). `None` for what is neither, or above 63 bits.
pub(super) fn numeric(field: &[u8]) -> Option<i64> {
    let Some((&first, rest)) = field.split_first() else { return Some(0) };
    if first & 0x80 == 0 {
        return i64::try_from(octal(field)?).ok();
    }
    let negative = first & 0x40 != 0;
    let inverted = if negative { 0xff } else { 0 };
    // The highest bit is the mark of the encoding, not of the number.
    let mut value = u64::from((first ^ inverted) & 0x7f);
    for byte in rest {
        if value >> 56 != 0 {
            return None;
        }
        value = value << 8 | u64::from(byte ^ inverted);
    }
    let value = i64::try_from(value).ok()?;
    Some(if negative { !value } else { value })
}

/// Octal text between spaces and NULs; nothing at all is 0.
pub(super) fn octal(field: &[u8]) -> Option<u64> {
    let padding = |byte: &u8| matches!(byte, b' ' | 0);
    let start = field.iter().position(|byte| !padding(byte)).unwrap_or(field.len());
    let end = field.iter().rposition(|byte| !padding(byte)).map_or(start, |last| last + 1);
    let digits = text(field.get(start..end)?);
    digits.iter().try_fold(0_u64, |value, byte| match byte {
        b'0'..=b'7' => value.checked_mul(8)?.checked_add(u64::from(byte - b'0')),
        _ => None,
    })
}

/// What stands before the first NUL.
pub(super) fn text(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// A decimal number with an optional sign, as Go's `strconv.ParseInt` reads it.
pub(super) fn decimal(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Seconds since 1970 with an optional fraction, which is cut after the nanoseconds.
pub(super) fn time(text: &[u8]) -> Option<Time> {
    let mut parts = text.splitn(2, |byte| *byte == b'.');
    let whole = parts.next()?;
    let seconds = decimal(whole)?;
    let mut nanoseconds = 0_u32;
    if let Some(fraction) = parts.next() {
        if !fraction.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let digits = fraction.iter().copied().chain(std::iter::repeat(b'0')).take(9);
        nanoseconds = digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    }
    if whole.first() == Some(&b'-') && nanoseconds > 0 {
        return Some(Time { seconds: seconds.checked_sub(1)?, nanoseconds: 1_000_000_000 - nanoseconds });
    }
    Some(Time { seconds, nanoseconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octal_and_base_256() {
        for (field, value, reason) in [
            (&b"0000644\0"[..], Some(0o644), "as most write it"),
            (b"   644 \0", Some(0o644), "with spaces before and after"),
            (b"\0\0\0\0", Some(0), "nothing"),
            (b"", Some(0), "no field"),
            (b"0000648\0", None, "an 8"),
            (b"00 0644\0", None, "a space inside"),
            (b"12\x00garbage\x00", Some(0o12), "what is after the NUL is not read"),
            (b"+644\0", None, "a sign"),
            (b"\x80\0\0\0\0\0\0\0\0\0\x20\0", Some(8192), "base 256"),
            (b"\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", Some(i64::MAX), "63 bits"),
            (b"\x80\0\0\0\x80\0\0\0\0\0\0\0", None, "64 bits"),
            (b"\x80\0\0\x01\0\0\0\0\0\0\0\0", None, "more than 64 bits"),
            (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", Some(-1), "before 1970"),
            (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00", Some(-256), "before 1970"),
        ] {
            assert_eq!(numeric(field), value, "{reason}");
        }
    }

    #[test]
    fn times_with_fractions() {
        for (text, time_, reason) in [
            ("1350244992", Some((1_350_244_992, 0)), "whole seconds"),
            ("1350244992.023960108", Some((1_350_244_992, 23_960_108)), "nanoseconds"),
            ("1350244992.0239601089", Some((1_350_244_992, 23_960_108)), "a digit too much is cut"),
            ("1350244992.3", Some((1_350_244_992, 300_000_000)), "tenths"),
            ("-1.5", Some((-2, 500_000_000)), "before 1970, rounded down"),
            ("-0.25", Some((-1, 750_000_000)), "just before 1970"),
            ("1.", Some((1, 0)), "a dot with nothing after it"),
            ("1.-2", None, "a sign in the fraction"),
            (".5", None, "no seconds"),
            ("", None, "nothing"),
        ] {
            let expected = time_.map(|(seconds, nanoseconds)| Time { seconds, nanoseconds });
            assert_eq!(time(text.as_bytes()), expected, "{reason}");
        }
    }
}
