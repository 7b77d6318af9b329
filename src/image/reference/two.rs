//! Two references to be compared: `alpine:3.21..alpine:3.22`, or with `vs` between them.

use super::Reference;
use super::reader::read;

/// What stands between two references, as in Git.
pub const BETWEEN: &str = "..";

/// The two references of a text; `None` where it is anything else. A tag may hold two dots, so that what is one
/// reference as a whole stays one.
#[must_use]
pub fn two(text: &str) -> Option<(Reference, Reference)> {
    let mut words = text.split_whitespace();
    let (first, second) = match (words.next()?, words.next(), words.next(), words.next()) {
        (first, Some(between), Some(second), None) if is_between(between) => (first, second),
        (word, None, None, None) if read(word).is_err() => word.split_once(BETWEEN)?,
        _ => return None,
    };
    Some((read(first).ok()?.reference, read(second).ok()?.reference))
}

/// Whether a word between two others says that these are to be compared.
#[must_use]
pub fn is_between(word: &str) -> bool {
    matches!(word, "vs" | "vs." | "VS" | BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_references() {
        const A: &str = "docker.io/library/alpine:3.21";
        const B: &str = "docker.io/library/alpine:3.22";
        for (text, found, reason) in [
            ("alpine:3.21..alpine:3.22", Some((A, B)), "as in Git"),
            ("alpine:3.21 vs alpine:3.22", Some((A, B)), "with a word between"),
            (" alpine:3.21  ..  alpine:3.22 ", Some((A, B)), "with spaces"),
            ("a/b:1..2", None, "a tag with two dots"),
            ("alpine:3.21", None, "one"),
            ("alpine:3.21..", None, "one, and nothing after it"),
            ("alpine vs", None, "no second"),
            ("docker pull alpine", None, "a command"),
            ("alpine vs a b", None, "four words"),
            ("..", None, "dots alone"),
        ] {
            let read = two(text).map(|(first, second)| (first.to_string(), second.to_string()));
            let found = found.map(|(first, second)| (first.to_owned(), second.to_owned()));
            assert_eq!(read, found, "{reason}");
        }
    }
}
