//! A reference to an image in a registry: `registry/repository:tag@digest`.
//!
//! The grammar is that of <https://github.com/distribution/reference>, `reference.go`; what is left out is
//! filled in as Docker does (`normalize.go`): `alpine` is `docker.io/library/alpine:latest`.

mod alone;
pub mod azure;
mod command;
mod helm;
mod named;
mod options;
pub mod page;
pub mod prompt;
pub mod reader;
pub mod two;
pub mod typed;
mod words;

use std::fmt;
use std::str::FromStr;

use super::digest::{Digest, DigestError, HashAlgorithm};

/// The registry of a reference that names none.
const DEFAULT_REGISTRY: &str = "docker.io";
/// Its older name.
const LEGACY_REGISTRY: &str = "index.docker.io";
/// The namespace of a repository of Docker Hub that names none.
const OFFICIAL_NAMESPACE: &str = "library";
/// The tag of a reference that names neither tag nor digest.
const DEFAULT_TAG: &str = "latest";

/// Characters of registry and repository together (`NameTotalLengthMax`).
const NAME_LENGTH: usize = 255;
/// Characters of a tag.
const TAG_LENGTH: usize = 128;
/// Hexadecimal digits that a digest has at least, of whatever algorithm (`DigestRegexp`).
const DIGEST_DIGITS: usize = 32;

/// A whole reference, with what was left out filled in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// `docker.io`, `localhost:5000`, `[::1]:5000`.
    pub registry: String,
    /// `library/alpine`.
    pub repository: String,
    /// `3.22`; `latest` where there is neither a tag nor a digest.
    pub tag: Option<String>,
    /// What the image's manifest must hash to.
    pub digest: Option<Digest>,
}

impl fmt::Display for Reference {
    /// The whole form, with registry and namespace.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.registry, self.repository)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

/// Why a text is no reference, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceError {
    /// What is wrong.
    pub kind: ReferenceErrorKind,
    /// The byte at fault, counted from 0.
    pub at: usize,
}

/// What is wrong with a text that is no reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceErrorKind {
    /// No repository is named.
    NoRepository,
    /// Registry and repository are too long together.
    NameTooLong,
    /// An upper-case letter in a repository.
    UpperCase(char),
    /// A character that a repository can't have, or not there.
    InRepository(char),
    /// A part of a repository is empty, or begins or ends with a separator.
    RepositoryPart,
    /// Not a host name, an address in brackets, or a port after it.
    Registry,
    /// A character that a tag can't have, or not there.
    InTag(char),
    /// A tag is empty.
    EmptyTag,
    /// A tag is too long.
    TagTooLong,
    /// 64 hexadecimal digits alone are an image ID, which no registry knows.
    ImageId,
    /// The digest can't be read.
    Digest(DigestError),
    /// What stands after the `@` is no digest by Docker's grammar: it may be a host and a password.
    NotADigest,
    /// A digest by itself, which Docker's grammar takes for a name and its tag; whether it is whole.
    LoneDigest(bool),
}

/// One sentence, with the place.
impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ReferenceErrorKind as Kind;
        let at = self.at.saturating_add(1);
        match &self.kind {
            Kind::NoRepository => f.write_str("No repository is named."),
            Kind::NameTooLong => {
                write!(f, "Registry and repository together are over {NAME_LENGTH} characters.")
            }
            Kind::UpperCase(char) => {
                write!(f, "“{char}” at character {at} is upper case; repositories are lower case.")
            }
            Kind::InRepository(char) => {
                write!(f, "{} at character {at} can't stand there in a repository.", shown(*char))
            }
            Kind::RepositoryPart => {
                write!(
                    f,
                    "The part of the repository at character {at} is empty, or begins or ends with a separator."
                )
            }
            Kind::Registry => write!(f, "The registry's name can't be read at character {at}."),
            Kind::InTag(char) => write!(f, "{} at character {at} can't stand there in a tag.", shown(*char)),
            Kind::EmptyTag => f.write_str("The tag after the colon is missing."),
            Kind::TagTooLong => write!(f, "The tag is over {TAG_LENGTH} characters."),
            Kind::ImageId => f.write_str("64 hexadecimal digits are an image ID, which no registry knows."),
            Kind::Digest(error) => error.fmt(f),
            Kind::NotADigest => write!(
                f,
                "What stands after the “@” at character {} is no digest, and nothing is asked for it: a digest is an \
                 algorithm, a colon, and at least {DIGEST_DIGITS} hexadecimal digits. Of a login, write the host and \
                 the name of the image alone.",
                self.at
            ),
            Kind::LoneDigest(true) => f.write_str(
                "This is a digest and no image; write the image’s name before it, as in NAME@DIGEST.",
            ),
            Kind::LoneDigest(false) => f.write_str(
                "This is a malformed digest and no image: a digest is an algorithm, a colon, and lower-case \
                 hexadecimal digits, of which sha256 has 64.",
            ),
        }
    }
}

impl std::error::Error for ReferenceError {}

fn shown(char: char) -> String {
    if char.is_ascii_graphic() { format!("“{char}”") } else { format!("U+{:04X}", u32::from(char)) }
}

const fn error(kind: ReferenceErrorKind, at: usize) -> ReferenceError {
    ReferenceError { kind, at }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) => (rest, Some((digest, rest.len().saturating_add(1)))),
            None => (text, None),
        };
        let (registry, remote, start) = split_registry(rest);
        if let Some(registry) = registry {
            check_registry(registry)?;
        }
        let (repository, tag) = match remote.rsplit_once(':') {
            Some((repository, tag)) => {
                (repository, Some((tag, start.saturating_add(repository.len()).saturating_add(1))))
            }
            None => (remote, None),
        };
        if registry.is_none() && tag.is_none() && is_image_id(repository) {
            return Err(error(ReferenceErrorKind::ImageId, 0));
        }
        if let (None, Some((encoded, _)), None) = (registry, tag, &digest)
            && is_hash(repository)
            && encoded.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            let is_whole = encoded.len() >= DIGEST_DIGITS && Digest::parse(text).is_ok();
            return Err(error(ReferenceErrorKind::LoneDigest(is_whole), 0));
        }
        check_repository(repository, start)?;
        if let Some((tag, at)) = tag {
            check_tag(tag, at)?;
        }
        let read = |(digest, at): (&str, usize)| {
            if may_be_login(digest) {
                return Err(error(ReferenceErrorKind::NotADigest, at));
            }
            Digest::parse(digest).map_err(|problem| {
                let at = at.saturating_add(problem.at);
                error(ReferenceErrorKind::Digest(problem), at)
            })
        };
        let digest = digest.map(read).transpose()?;

        let registry = match registry {
            None | Some(LEGACY_REGISTRY) => DEFAULT_REGISTRY,
            Some(registry) => registry,
        };
        let official = registry == DEFAULT_REGISTRY && !repository.contains('/');
        let repository =
            if official { format!("{OFFICIAL_NAMESPACE}/{repository}") } else { repository.to_owned() };
        if registry.len().saturating_add(repository.len()).saturating_add(1) > NAME_LENGTH {
            return Err(error(ReferenceErrorKind::NameTooLong, start));
        }
        let tag = match (tag, &digest) {
            (Some((tag, _)), _) => Some(tag.to_owned()),
            (None, None) => Some(DEFAULT_TAG.to_owned()),
            (None, Some(_)) => None,
        };
        Ok(Self { registry: registry.to_owned(), repository, tag, digest })
    }
}

/// The registry, if the first part is one (`splitDockerDomain`: it has a dot or a colon, is `localhost`, or
/// has upper case, which no repository has), what is after it, and where that begins.
fn split_registry(text: &str) -> (Option<&str>, &str, usize) {
    match text.split_once('/') {
        Some((first, rest))
            if first.contains(['.', ':'])
                || first == "localhost"
                || first.chars().any(|char| char.is_ascii_uppercase()) =>
        {
            (Some(first), rest, first.len().saturating_add(1))
        }
        _ => (None, text, 0),
    }
}

fn check_registry(registry: &str) -> Result<(), ReferenceError> {
    let bad = |at| Err(error(ReferenceErrorKind::Registry, at));
    let (host, port) = if let Some(rest) = registry.strip_prefix('[') {
        let Some((address, after)) = rest.split_once(']') else { return bad(0) };
        if address.parse::<std::net::Ipv6Addr>().is_err() {
            return bad(1);
        }
        let after_at = address.len().saturating_add(2);
        match after.strip_prefix(':') {
            Some(port) => ("", Some((port, after_at.saturating_add(1)))),
            None if after.is_empty() => ("", None),
            None => return bad(after_at),
        }
    } else {
        match registry.split_once(':') {
            Some((host, port)) => (host, Some((port, host.len().saturating_add(1)))),
            None => (registry, None),
        }
    };
    let mut at = 0;
    if !registry.starts_with('[') {
        for part in host.split('.') {
            let plain = part.chars().all(|char| char.is_ascii_alphanumeric() || char == '-');
            if part.is_empty() || !plain || part.starts_with('-') || part.ends_with('-') {
                return bad(at);
            }
            at = at.saturating_add(part.len()).saturating_add(1);
        }
    }
    match port {
        Some((port, at)) if port.is_empty() || !port.chars().all(|char| char.is_ascii_digit()) => bad(at),
        _ => Ok(()),
    }
}

/// `[a-z0-9]+` with `.`, `_`, `__` or any number of `-` between, in parts with `/` between.
fn check_repository(repository: &str, start: usize) -> Result<(), ReferenceError> {
    if repository.is_empty() {
        return Err(error(ReferenceErrorKind::NoRepository, start));
    }
    let mut at = start;
    for part in repository.split('/') {
        for (offset, char) in part.char_indices() {
            let here = at.saturating_add(offset);
            match char {
                'a'..='z' | '0'..='9' | '.' | '_' | '-' => {}
                'A'..='Z' => return Err(error(ReferenceErrorKind::UpperCase(char), here)),
                _ => return Err(error(ReferenceErrorKind::InRepository(char), here)),
            }
        }
        let separator = ['.', '_', '-'];
        if part.is_empty() || part.starts_with(separator) || part.ends_with(separator) {
            return Err(error(ReferenceErrorKind::RepositoryPart, at));
        }
        let mut rest = part;
        while let Some(from) = rest.find(separator) {
            let tail = rest.get(from..).unwrap_or_default();
            let length = tail.find(|char| !separator.contains(&char)).unwrap_or(tail.len());
            let run = tail.get(..length).unwrap_or_default();
            if !matches!(run, "." | "_" | "__") && !run.chars().all(|char| char == '-') {
                let here = part.len().saturating_sub(tail.len());
                let first = run.chars().nth(1).unwrap_or('.');
                return Err(error(
                    ReferenceErrorKind::InRepository(first),
                    at.saturating_add(here).saturating_add(1),
                ));
            }
            rest = tail.get(length..).unwrap_or_default();
        }
        at = at.saturating_add(part.len()).saturating_add(1);
    }
    Ok(())
}

/// `[\w][\w.-]{0,127}`
fn check_tag(tag: &str, start: usize) -> Result<(), ReferenceError> {
    if tag.is_empty() {
        return Err(error(ReferenceErrorKind::EmptyTag, start));
    }
    for (offset, char) in tag.char_indices() {
        let word = char.is_ascii_alphanumeric() || char == '_';
        if !word && (offset == 0 || !matches!(char, '.' | '-')) {
            return Err(error(ReferenceErrorKind::InTag(char), start.saturating_add(offset)));
        }
    }
    if tag.len() > TAG_LENGTH {
        return Err(error(ReferenceErrorKind::TagTooLong, start));
    }
    Ok(())
}

fn is_image_id(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|char| matches!(char, '0'..='9' | 'a'..='f'))
}

/// Whether what stands after an `@` is no digest of Docker's grammar, in which each part of an algorithm begins
/// with a letter: `me@host:password` is none. A dot, which that grammar has and no algorithm in use, is a host's.
fn may_be_login(digest: &str) -> bool {
    let Some((algorithm, encoded)) = digest.split_once(':') else { return true };
    if HashAlgorithm::from_name(algorithm).is_some() {
        return false;
    }
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_hex = encoded.bytes().all(|byte| byte.is_ascii_hexdigit());
    !algorithm.split(['-', '_', '+']).all(is_part) || !is_hex || encoded.len() < DIGEST_DIGITS
}

/// Whether a name is that of a hash: `md5`, `sha256`, `sha3-256`, `blake2b`.
fn is_hash(name: &str) -> bool {
    let rest = ["sha", "md", "blake"].into_iter().find_map(|family| name.strip_prefix(family));
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.bytes().all(|byte| byte.is_ascii_digit() || b"-bs".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    #[test]
    fn filled_in_as_docker_does() {
        for (text, whole) in [
            ("alpine", "docker.io/library/alpine:latest"),
            ("alpine:3.22", "docker.io/library/alpine:3.22"),
            ("library/alpine", "docker.io/library/alpine:latest"),
            ("index.docker.io/alpine", "docker.io/library/alpine:latest"),
            ("docker.io/grafana/grafana", "docker.io/grafana/grafana:latest"),
            ("localhost/a", "localhost/a:latest"),
            ("localhost:5000/a/b:1", "localhost:5000/a/b:1"),
            ("registry.example/a__b/c--d.e", "registry.example/a__b/c--d.e:latest"),
            ("[::1]:5000/a", "[::1]:5000/a:latest"),
            ("Registry/a", "Registry/a:latest"),
        ] {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), whole, "{text}");
        }
    }

    #[test]
    fn a_digest_takes_the_place_of_the_tag_that_is_left_out() {
        let digest = format!("sha256:{ZEROS}");
        for (text, tag) in [(format!("a@{digest}"), None), (format!("a:1@{digest}"), Some("1"))] {
            let reference: Reference = text.parse().unwrap();
            assert_eq!(reference.tag.as_deref(), tag);
            assert_eq!(reference.digest.unwrap().as_str(), digest);
        }
    }

    #[test]
    fn no_reference() {
        let long = "a".repeat(256);
        let (lone, upper) = (format!("sha256:{ZEROS}"), format!("sha256:{}", "AB".repeat(32)));
        let long_tag = format!("a:{}", "b".repeat(129));
        for (text, at, reason) in [
            ("", 0, "nothing"),
            ("example.com/", 12, "no repository"),
            ("Alpine", 0, "upper case"),
            ("a/B", 2, "upper case in the second part"),
            ("a//b", 2, "an empty part"),
            ("a/", 2, "an empty part at the end"),
            ("-a", 0, "a separator in front"),
            ("a-", 0, "a separator at the end"),
            ("a..b", 2, "two dots"),
            ("a._b", 2, "two different separators"),
            ("a___b", 2, "three underscores"),
            ("a b", 1, "a space"),
            ("ä", 0, "a letter that is not ASCII"),
            ("a:", 2, "an empty tag"),
            ("a:.b", 2, "a tag that begins with a dot"),
            ("a:b/c:d", 2, "a host with a port that is no number"),
            (long_tag.as_str(), 2, "a tag of 129 characters"),
            (long.as_str(), 0, "a name of 256 characters"),
            (ZEROS, 0, "an image ID"),
            ("a@sha256:abc", 12, "a digest that is too short"),
            ("alice@corp.example:hunter2", 6, "a login: no algorithm"),
            ("alice@corp.example:0123456789abcdef0123456789abcdef", 6, "a login with a token in hexadecimal"),
            ("root@10.0.0.1:toor", 5, "an address"),
            ("alice@corp:hunter2", 6, "a host without a dot"),
            ("alice@corp.example", 6, "a login without a password"),
            ("a@md5:abc", 2, "too few digits for any hash"),
            ("sha256:abcd", 0, "a digest that is too short, by itself"),
            ("md5:abc", 0, "a digest of another algorithm, by itself"),
            (lone.as_str(), 0, "a whole digest by itself"),
            (upper.as_str(), 0, "a digest in upper case"),
            ("[::1/a", 0, "a bracket that is not closed"),
            ("[x]/a", 0, "brackets around what is no address: not even a registry"),
            ("-x.com/a", 0, "a host that begins with a hyphen"),
        ] {
            let error = text.parse::<Reference>().expect_err(reason);
            assert_eq!(error.at, at, "{reason}: {error}");
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again(text in "[a-z0-9]{1,5}([./:_-]{1,2}[a-z0-9]{1,5}){0,4}") {
            if let Ok(reference) = text.parse::<Reference>() {
                prop_assert_eq!(reference.to_string().parse(), Ok(reference));
            }
        }

        #[test]
        fn no_input_panics(text in any::<String>()) {
            if let Err(error) = text.parse::<Reference>() {
                prop_assert!(error.at <= text.len());
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
