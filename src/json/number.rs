//! The grammar of numbers, and which of them every reader reads alike.

use super::Found;

/// What a text that starts like a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Good,
    /// By the grammar, and beyond what RFC 7493 section 2.2 lets one expect of a reader.
    NotInterchangeable,
    Bad(Found),
}

/// The largest integer up to which a double holds every one: 2^53 - 1.
const LARGEST: u64 = (1 << 53) - 1;
/// As many significant digits as tell any double from its neighbours.
const DOUBLE_DIGITS: usize = 17;

pub(super) fn check(written: &[u8]) -> Check {
    let digits = written.strip_prefix(b"-").unwrap_or(written);
    let integer = run(digits);
    let whole = integer.len() == digits.len();
    match integer {
        [b'0'] | [b'1'..=b'9', ..] if whole && integer.len() <= 15 => return Check::Good,
        [b'0'] | [b'1'..=b'9', ..] if whole || fraction_and_exponent(digits, integer.len()) => {}
        [b'0', b'0'..=b'9', ..] => return Check::Bad(Found::LeadingZero),
        _ => return Check::Bad(kind_of_bad(written, digits)),
    }
    let Ok(text) = std::str::from_utf8(written) else { return Check::Bad(Found::BadNumber) };
    let interchangeable = if whole {
        std::str::from_utf8(integer).is_ok_and(|n| n.parse().is_ok_and(|n: u64| n <= LARGEST))
    } else {
        fits_double(text)
    };
    if interchangeable { Check::Good } else { Check::NotInterchangeable }
}

fn kind_of_bad(written: &[u8], digits: &[u8]) -> Found {
    match (written, digits) {
        (_, b"Infinity" | b"NaN") | (b"+Infinity" | b"+NaN", _) => Found::NotANumber,
        ([b'+', ..], _) => Found::LeadingPlus,
        _ => Found::BadNumber,
    }
}

/// Whether `.digits` and `e±digits`, at least one of them, follow the integer and end the number.
fn fraction_and_exponent(digits: &[u8], integer: usize) -> bool {
    let mut rest = digits.get(integer..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = run(fraction).len();
        rest = fraction.get(length..).unwrap_or_default();
        if length == 0 {
            return false;
        }
    }
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] => {
            !exponent.is_empty() && run(exponent).len() == exponent.len()
        }
        _ => false,
    }
}

fn fits_double(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit);
    let significant: Vec<u8> = digits.skip_while(|digit| *digit == b'0').collect();
    let trailing = significant.iter().rev().take_while(|digit| **digit == b'0').count();
    if significant.is_empty() {
        return true;
    }
    // As 0.significant × 10^scale. The largest double is 1.7976931348623157 × 10^308, and what is below
    // half of the smallest, 4.9 × 10^-324, reads as nothing.
    let integer = mantissa.trim_start_matches(['-', '0']).split('.').next().unwrap_or_default().len();
    let fraction = mantissa.split_once('.').map_or("", |(_, fraction)| fraction);
    let zeros = if integer > 0 { 0 } else { fraction.bytes().take_while(|digit| *digit == b'0').count() };
    let exponent = text.split_once(['e', 'E']).map_or(Ok(0), |(_, exponent)| exponent.parse::<i64>());
    // An exponent that does not fit is far beyond all doubles.
    let Ok(exponent) = exponent else { return false };
    let places = i64::try_from(integer).unwrap_or(i64::MAX).saturating_sub(i64::try_from(zeros).unwrap_or(0));
    let finite = match exponent.saturating_add(places) {
        -322..=308 => true,
        309 => significant.as_slice() <= b"17976931348623157".as_slice(),
        -323 => significant.as_slice() > b"24703282292062327".as_slice(),
        _ => false,
    };
    significant.len() - trailing <= DOUBLE_DIGITS && finite
}

/// The digits at the start.
fn run(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_numbers() {
        use Check::{Bad, Good, NotInterchangeable};
        for (written, check_is) in [
            ("0", Good),
            ("-0", Good),
            ("1510", Good),
            ("0.10", Good),
            ("1E+2", Good),
            ("-1.5e-3", Good),
            ("9007199254740991", Good),
            ("-9007199254740991", Good),
            // 2^53: 2^53 + 1 reads as the same double.
            ("9007199254740992", NotInterchangeable),
            // Go's int64 holds it, JavaScript does not.
            ("9223372036854775807", NotInterchangeable),
            ("123456789012345678901234567890", NotInterchangeable),
            ("1e400", NotInterchangeable),
            ("1e-400", NotInterchangeable),
            ("0e400", Good),
            ("3.141592653589793238462643383279", NotInterchangeable),
            ("1.000000000000000000000000000000", Good),
            ("01", Bad(Found::LeadingZero)),
            ("-007", Bad(Found::LeadingZero)),
            ("+1", Bad(Found::LeadingPlus)),
            (".5", Bad(Found::BadNumber)),
            ("1.", Bad(Found::BadNumber)),
            ("1.e3", Bad(Found::BadNumber)),
            ("1e", Bad(Found::BadNumber)),
            ("1e+", Bad(Found::BadNumber)),
            ("-", Bad(Found::BadNumber)),
            ("--1", Bad(Found::BadNumber)),
            ("0x10", Bad(Found::BadNumber)),
            ("1_000", Bad(Found::BadNumber)),
            ("524B", Bad(Found::BadNumber)),
            ("-Infinity", Bad(Found::NotANumber)),
            ("+NaN", Bad(Found::NotANumber)),
        ] {
            assert_eq!(check(written.as_bytes()), check_is, "{written}");
        }
    }
}
