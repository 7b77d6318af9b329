//! Dates by RFC 3339, section 5.6, as Go reads them.

/// Whether `text` is a date and time such as `2025-01-31T12:00:00.123Z`. A capital T and Z, as Go wants
/// them; the RFC lets applications ask for that.
pub(super) fn is_rfc3339(text: &str) -> bool {
    read(text.as_bytes()).is_some()
}

fn read(text: &[u8]) -> Option<()> {
    let (date, rest) = text.split_at_checked(10)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else { return None };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let month = two(*m1, *m2)?;
    let day = two(*d1, *d2)?;
    if day == 0 || day > days_in(year, month)? {
        return None;
    }
    let (time, rest) = rest.split_at_checked(9)?;
    let [b'T', h1, h2, b':', n1, n2, b':', s1, s2] = time else { return None };
    if two(*h1, *h2)? > 23 || two(*n1, *n2)? > 59 || two(*s1, *s2)? > 59 {
        return None;
    }
    match fraction(rest)? {
        b"Z" => Some(()),
        [b'+' | b'-', h1, h2, b':', n1, n2] => (two(*h1, *h2)? <= 23 && two(*n1, *n2)? <= 59).then_some(()),
        _ => None,
    }
}

/// What follows `.digits`, or everything where there is no point.
fn fraction(rest: &[u8]) -> Option<&[u8]> {
    let Some(digits) = rest.strip_prefix(b".") else { return Some(rest) };
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 { None } else { digits.get(length..) }
}

fn two(tens: u8, ones: u8) -> Option<u32> {
    let digit = |byte: u8| char::from(byte).to_digit(10);
    Some(digit(tens)? * 10 + digit(ones)?)
}

fn days_in(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_go_does() {
        for good in [
            "2025-01-31T12:00:00Z",
            "2015-10-31T22:22:56.015925234Z",
            "2024-02-29T00:00:00+14:00",
            "0001-01-01T00:00:00Z",
            "1970-01-01T00:00:00-00:00",
        ] {
            assert!(is_rfc3339(good), "{good}");
        }
        for (bad, reason) in [
            ("", "nothing"),
            ("2025-01-31", "no time"),
            ("2025-01-31T12:00:00", "no zone"),
            ("2025-01-31 12:00:00Z", "a space for the T"),
            ("2025-01-31t12:00:00z", "Go wants capitals"),
            ("2025-1-31T12:00:00Z", "a month of one digit"),
            ("2025-02-29T12:00:00Z", "not a leap year"),
            ("1900-02-29T12:00:00Z", "a hundred that is not a leap year"),
            ("2025-13-01T12:00:00Z", "month 13"),
            ("2025-00-01T12:00:00Z", "month 0"),
            ("2025-04-31T12:00:00Z", "30 days"),
            ("2025-04-00T12:00:00Z", "day 0"),
            ("2025-01-31T24:00:00Z", "hour 24"),
            ("2025-01-31T12:60:00Z", "minute 60"),
            ("2016-12-31T23:59:60Z", "a leap second, which Go refuses"),
            ("2025-01-31T12:00:00.Z", "a point with no digits"),
            ("2025-01-31T12:00:00+0100", "a zone without a colon"),
            ("2025-01-31T12:00:00Zx", "more after it"),
            ("1738324800", "seconds since 1970"),
            ("Fri, 31 Jan 2025 12:00:00 GMT", "HTTP's form"),
        ] {
            assert!(!is_rfc3339(bad), "{bad}: {reason}");
        }
    }
}
