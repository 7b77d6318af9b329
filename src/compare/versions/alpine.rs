//! Versions of Alpine's packages: `1.36.1b_rc2-r3`. What is written in another way has no order here.
//!
//! <https://wiki.alpinelinux.org/wiki/APKBUILD_Reference#pkgver>

use std::cmp::Ordering;

use super::debian::as_number;

/// Suffixes before a release, and after it.
const BEFORE: [&str; 4] = ["alpha", "beta", "pre", "rc"];
const AFTER: [&str; 5] = ["cvs", "svn", "git", "hg", "p"];

struct Version<'a> {
    numbers: Vec<&'a str>,
    letter: Option<char>,
    suffixes: Vec<(i8, &'a str)>,
    revision: &'a str,
}

/// The order of two versions; `None` where one is written in another way.
pub fn order(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (read(one)?, read(other)?);
    let by_suffixes = || {
        let (mut a, mut b) = (one.suffixes.iter(), other.suffixes.iter());
        loop {
            let order = match (a.next(), b.next()) {
                (None, None) => return Ordering::Equal,
                (Some((kind, _)), None) => kind.cmp(&0),
                (None, Some((kind, _))) => 0.cmp(kind),
                (Some((a, number)), Some((b, other))) => a.cmp(b).then_with(|| as_number(number, other)),
            };
            if order.is_ne() {
                return order;
            }
        }
    };
    let by_letter = one.letter.cmp(&other.letter);
    Some(
        by_numbers(&one.numbers, &other.numbers)
            .then(by_letter)
            .then_with(by_suffixes)
            .then_with(|| as_number(one.revision, other.revision)),
    )
}

/// Number by number; but for the first, those with a zero in front as fractions. More numbers are later.
fn by_numbers(one: &[&str], other: &[&str]) -> Ordering {
    for (at, (a, b)) in one.iter().zip(other).enumerate() {
        let is_fraction = at > 0 && (a.starts_with('0') || b.starts_with('0'));
        let order = if is_fraction { a.cmp(b) } else { as_number(a, b) };
        if order.is_ne() {
            return order;
        }
    }
    one.len().cmp(&other.len())
}

fn read(text: &str) -> Option<Version<'_>> {
    let (rest, revision) = match text.rsplit_once("-r") {
        Some((rest, revision)) => (rest, digits(revision)?),
        None => (text, "0"),
    };
    let mut parts = rest.split('_');
    let release = parts.next()?;
    let letter = release.chars().next_back().filter(char::is_ascii_lowercase);
    let numbers = release.strip_suffix(|sign: char| sign.is_ascii_lowercase()).unwrap_or(release);
    let numbers = numbers.split('.').map(digits).collect::<Option<Vec<&str>>>()?;
    let suffixes = parts.map(suffix).collect::<Option<Vec<_>>>()?;
    Some(Version { numbers, letter, suffixes, revision })
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Its rank, below 0 before a release and above it after, and its number.
fn suffix(text: &str) -> Option<(i8, &str)> {
    let name = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let rank =
        |names: &[&str]| names.iter().position(|known| *known == name).and_then(|at| i8::try_from(at).ok());
    let rank = rank(&BEFORE).map(|at| at - 4).or_else(|| rank(&AFTER).map(|at| at + 1))?;
    Some((rank, text.get(name.len()..)?))
}
