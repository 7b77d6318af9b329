//! The name of an image as a build file writes it: with variables whose values nobody here knows.
//!
//! Two such names are the same, or they are not, or it can't be told. A variable stands for any text, but for the same
//! text wherever it is written and not assigned in between: so `$R/app:$V-amd64` is not `$R/app:$V-arm64`, and what
//! `$R/app` and `example.com/app` have to do with each other is not guessed.

use std::collections::VecDeque;

use super::word::{Part, Word, known_text};
use crate::json::Span;

/// What two names have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// They are one name.
    Yes,
    /// Whatever the variables stand for, they are two.
    No,
    /// It depends on what the variables stand for.
    Perhaps,
}

/// The name of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As it is written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// In full: with the registry and the tag that are meant where none is written.
    parts: Vec<Part>,
}

/// What a part that nobody wrote stands for: a registry or a tag that a variable may hold, or not.
const UNWRITTEN: Part = Part::Variable(String::new());

impl Name {
    /// The name that a word is; `None` for an empty one.
    #[must_use]
    pub fn new(word: &Word) -> Option<Self> {
        if word.text.is_empty() {
            return None;
        }
        let mut parts = word.parts.clone();
        complete_front(&mut parts);
        complete_tag(&mut parts);
        Some(Self { text: word.text.clone(), span: word.span, parts })
    }

    /// Whether it holds anything whose value is not known here.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Variable(_)))
    }

    /// Whether this and `other` are one name.
    #[must_use]
    pub fn same(&self, other: &Self) -> Same {
        if self.parts == other.parts {
            return Same::Yes;
        }
        let (left, right) = differing(&self.parts, &other.parts);
        if may_be_equal(&left, &right) { Same::Perhaps } else { Same::No }
    }

    /// What is equal for names that are the same, and for no others.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => key.push_str(text),
                // No name has a NUL.
                Part::Variable(name) => {
                    key.push('\0');
                    key.push_str(name);
                    key.push('\0');
                }
            }
        }
        key
    }

    /// The name without its tag, as [`Self::key`] writes it.
    #[must_use]
    pub fn repository(&self) -> String {
        let key = self.key();
        match key.rsplit_once(':') {
            Some((repository, tag)) if !tag.contains('/') => repository.to_owned(),
            _ => key,
        }
    }

    /// What is written of its tag, or of all of it where it has none: the variables are left out.
    #[must_use]
    pub fn tag_words(&self) -> (String, String) {
        let known = known_text(&self.parts);
        match known.rsplit_once(':') {
            Some((name, tag)) if !tag.contains('/') => (name.to_owned(), tag.to_owned()),
            _ => (known, String::new()),
        }
    }
}

/// Puts in the registry that Docker means where none is written. Where a variable may hold one, that is left open.
fn complete_front(parts: &mut Vec<Part>) {
    let is_alone = parts.len() == 1;
    let Some(Part::Text(first)) = parts.first_mut() else { return };
    let domain = match first.split_once('/') {
        Some((domain, _)) => domain,
        None if is_alone => "",
        // `app$X/…`: where the first component ends is not known.
        None => return parts.insert(0, UNWRITTEN),
    };
    let is_registry = domain.contains(['.', ':']) || domain == "localhost";
    if let Some(path) = first.strip_prefix("index.docker.io/").or_else(|| first.strip_prefix("docker.io/")) {
        let library = if path.contains('/') { "" } else { "library/" };
        *first = format!("docker.io/{library}{path}");
    } else if !is_registry {
        let library = if domain.is_empty() { "library/" } else { "" };
        *first = format!("docker.io/{library}{first}");
    }
}

/// Puts in the tag that Docker means where none is written. Where a variable may hold one, that is left open.
fn complete_tag(parts: &mut Vec<Part>) {
    let mut is_open = false;
    for part in parts.iter().rev() {
        match part {
            Part::Variable(_) => is_open = true,
            Part::Text(text) => {
                let last = text.rsplit('/').next().unwrap_or_default();
                if text.contains('@') || last.contains(':') {
                    return;
                }
                if text.contains('/') {
                    break;
                }
            }
        }
    }
    match parts.last_mut() {
        _ if is_open => parts.push(UNWRITTEN),
        Some(Part::Text(text)) => text.push_str(":latest"),
        _ => {}
    }
}

/// What is left of two names once all is taken away that they begin and end with alike.
fn differing(left: &[Part], right: &[Part]) -> (Vec<Part>, Vec<Part>) {
    let (mut left, mut right): (VecDeque<Part>, VecDeque<Part>) =
        (left.iter().cloned().collect(), right.iter().cloned().collect());
    for is_end in [false, true] {
        let take = |parts: &mut VecDeque<Part>| if is_end { parts.pop_back() } else { parts.pop_front() };
        let put = |parts: &mut VecDeque<Part>, part: Option<Part>| match part {
            Some(part) if is_end => parts.push_back(part),
            Some(part) => parts.push_front(part),
            None => {}
        };
        while !left.is_empty() && !right.is_empty() {
            let (Some(one), Some(two)) = (take(&mut left), take(&mut right)) else { break };
            let alike = match (&one, &two) {
                (Part::Text(one), Part::Text(two)) if is_end => alike_at_end(one, two),
                (Part::Text(one), Part::Text(two)) => alike_at_start(one, two),
                (Part::Variable(one), Part::Variable(two)) if one == two => continue,
                _ => 0,
            };
            put(&mut left, shortened(one, alike, is_end));
            put(&mut right, shortened(two, alike, is_end));
            if alike == 0 {
                break;
            }
        }
    }
    (left.into(), right.into())
}

fn alike_at_start(one: &str, two: &str) -> usize {
    one.chars().zip(two.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

fn alike_at_end(one: &str, two: &str) -> usize {
    one.chars().rev().zip(two.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// What is left of a part without so many bytes of it.
fn shortened(part: Part, by: usize, is_end: bool) -> Option<Part> {
    let Part::Text(text) = part else { return Some(part) };
    let rest = if is_end { text.get(..text.len().checked_sub(by)?)? } else { text.get(by..)? };
    (!rest.is_empty()).then(|| Part::Text(rest.to_owned()))
}

/// Whether variables may stand for such texts that two names become one.
fn may_be_equal(left: &[Part], right: &[Part]) -> bool {
    let has_variable = |parts: &[Part]| parts.iter().any(|part| matches!(part, Part::Variable(_)));
    match (has_variable(left), has_variable(right)) {
        (false, false) => known_text(left) == known_text(right),
        (true, false) => matches(left, &known_text(right)),
        (false, true) => matches(right, &known_text(left)),
        (true, true) => {
            let fit = |one: &str, two: &str| one.starts_with(two) || two.starts_with(one);
            let fit_at_end = |one: &str, two: &str| one.ends_with(two) || two.ends_with(one);
            fit(before(left), before(right)) && fit_at_end(after(left), after(right))
        }
    }
}

fn before(parts: &[Part]) -> &str {
    match parts.first() {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}

fn after(parts: &[Part]) -> &str {
    match parts.last() {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}

/// Whether `text` is what `parts` may come to, with a variable for any text.
fn matches(parts: &[Part], text: &str) -> bool {
    let (first, last) = (before(parts), after(parts));
    let Some(mut rest) = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    let inner = parts.iter().enumerate().filter(|(at, _)| *at > 0 && at.saturating_add(1) < parts.len());
    for (_, part) in inner {
        let Part::Text(known) = part else { continue };
        let Some((_, after)) = rest.split_once(known.as_str()) else { return false };
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::placed::Placed;
    use super::super::words::plain;
    use super::*;
    use proptest::prelude::*;

    fn name(text: &str) -> Name {
        Name::new(&plain(&Placed::new(text, 0))).unwrap()
    }

    #[test]
    fn names_that_are_the_same_and_names_that_are_not() {
        use Same::{No, Perhaps, Yes};
        for (left, right, same, reason) in [
            ("app", "app:latest", Yes, "the tag that is meant"),
            ("app", "docker.io/library/app", Yes, "the registry that is meant"),
            ("me/app:1", "index.docker.io/me/app:1", Yes, "another name of it"),
            ("app:1", "app:2", No, "two tags"),
            ("r.example/app:1", "app:1", No, "two registries"),
            ("localhost/app", "docker.io/localhost/app", No, "a registry without a dot"),
            ("{{.Run.Registry}}/app:1", "{{.Run.Registry}}/app:1", Yes, "one variable"),
            ("{{.Run.Registry}}/app:1", "{{ .Run.Registry }}/app:1", Yes, "spaces say nothing"),
            ("$R/app:1", "${R}/app:1", Yes, "two ways to write it"),
            ("$R/myimage:$I-arm64", "$R/myyimage:$I-arm64", No, "a letter more"),
            ("$R/app:$I-arm64", "$R/app:$I-amd64", No, "another end"),
            ("$R/app:1", "r.example/app:1", Perhaps, "what the variable stands for is not known"),
            ("$R/app:1", "r.example/app:2", No, "whatever it stands for"),
            ("$R/app:1", "app:1", Perhaps, "it may stand for docker.io/library"),
            ("$IMAGE", "app:1", Perhaps, "all of it"),
            ("app$S", "app:2", Perhaps, "it may hold the tag"),
            ("app$S", "app$S", Yes, "one text"),
            ("$A/app:$B", "$C/app:$B", Perhaps, "two variables may be alike"),
            ("a@sha256:1", "a@sha256:2", No, "two digests"),
        ] {
            assert_eq!(name(left).same(&name(right)), same, "{left} {right}: {reason}");
            assert_eq!(name(right).same(&name(left)), same, "{right} {left}: {reason}");
            assert_eq!(name(left).key() == name(right).key(), same == Yes, "{left} {right}: {reason}");
        }
    }

    proptest! {
        /// What is told to be two names is two, whatever the variables stand for.
        #[test]
        fn no_value_of_a_variable_contradicts(
            left in "[ab/:]{0,3}(\\$\\{X\\}|\\$\\{Y\\}|[ab]){1,3}[ab:]{0,3}",
            right in "[ab/:]{0,3}(\\$\\{X\\}|\\$\\{Y\\}|[ab]){1,3}[ab:]{0,3}",
            x in "[ab]{0,3}",
            y in "[ab]{0,3}",
        ) {
            let value = |text: &str| name(&text.replace("${X}", &x).replace("${Y}", &y).replace("$$", ""));
            let (a, b) = (value(&format!("r.io/{left}:t")), value(&format!("r.io/{right}:t")));
            let same = name(&format!("r.io/{left}:t")).same(&name(&format!("r.io/{right}:t")));
            if a.text == b.text {
                prop_assert_ne!(same, Same::No);
            } else {
                prop_assert_ne!(same, Same::Yes);
            }
        }
    }
}
