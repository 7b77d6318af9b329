//! Versions of Debian's packages: epoch, version and revision, each compared by text and numbers in turns.
//!
//! <https://www.debian.org/doc/debian-policy/ch-controlfields.html#version>

use std::cmp::Ordering;

/// The order of two versions; `None` where an epoch is no number.
pub fn order(one: &str, other: &str) -> Option<Ordering> {
    let (epoch, version, revision) = parts(one)?;
    let (other_epoch, other_version, other_revision) = parts(other)?;
    let by_epoch = epoch.cmp(&other_epoch);
    Some(
        by_epoch
            .then_with(|| in_turns(version, other_version))
            .then_with(|| in_turns(revision, other_revision)),
    )
}

fn parts(text: &str) -> Option<(u64, &str, &str)> {
    let (epoch, rest) = match text.split_once(':') {
        Some((epoch, rest)) => (epoch.parse().ok()?, rest),
        None => (0, text),
    };
    // No revision is the same as a revision of 0.
    let (version, revision) = rest.rsplit_once('-').unwrap_or((rest, "0"));
    Some((epoch, version, revision))
}

/// Text that is no digit, then a number, and so on.
fn in_turns(mut one: &str, mut other: &str) -> Ordering {
    while !(one.is_empty() && other.is_empty()) {
        let (a, of_one) = split(one, |sign| !sign.is_ascii_digit());
        let (b, of_other) = split(other, |sign| !sign.is_ascii_digit());
        let by_text = as_text(a, b);
        if by_text.is_ne() {
            return by_text;
        }
        let (a, rest_of_one) = split(of_one, |sign| sign.is_ascii_digit());
        let (b, rest_of_other) = split(of_other, |sign| sign.is_ascii_digit());
        let by_number = as_number(a, b);
        if by_number.is_ne() {
            return by_number;
        }
        (one, other) = (rest_of_one, rest_of_other);
    }
    Ordering::Equal
}

fn split(text: &str, is_in: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|sign| !is_in(sign)).unwrap_or(text.len()))
}

/// Digits as a number, however many they are.
pub fn as_number(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

/// A tilde comes before the end, the end before letters, and letters before all else.
fn as_text(one: &str, other: &str) -> Ordering {
    let weight = |sign: Option<char>| match sign {
        Some('~') => -1,
        None => 0,
        Some(sign) if sign.is_ascii_alphabetic() => i64::from(u32::from(sign)),
        Some(sign) => i64::from(u32::from(sign)) + 0x0100_0000,
    };
    let (mut one, mut other) = (one.chars(), other.chars());
    loop {
        let (a, b) = (one.next(), other.next());
        let order = weight(a).cmp(&weight(b));
        if order.is_ne() || a.is_none() {
            return order;
        }
    }
}
