//! The platform of an index entry or of an image config, and the usual form in which one is written.

use std::fmt;
use std::str::FromStr;

use super::part::is_read;
use super::platform_names::{is_alias, is_architecture, is_system, to_lower};
use crate::json::{Value, ValueKind};

/// A platform as a document states it: nothing normalized, nothing filled in.
///
/// OCI image specification, image index, `platform`.
/// Absent members and empty strings are one and the same here, as they are to every client.
///
/// The usual form is that of containerd's `platforms.Parse`, without its normalization and without
/// what it fills in from the machine it runs on:
///
/// ```text
/// linux/arm64/v8   windows(10.0.20348)/amd64   linux(+sgx)/amd64   linux   arm64
/// ```
///
/// What is not stated prints as `?`, and `?` reads as not stated: what is printed reads back as the
/// same platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Platform {
    /// `os`, a GOOS value such as `linux`.
    pub os: String,
    /// `architecture`, a GOARCH value such as `arm64`.
    pub architecture: String,
    /// `variant`, such as `v8`.
    pub variant: String,
    /// `os.version`, such as `10.0.20348.1547`.
    pub os_version: String,
    /// `os.features`, such as `win32k`.
    pub os_features: Vec<String>,
}

impl Platform {
    /// `os/architecture` and nothing more.
    #[must_use]
    pub fn new(os: &str, architecture: &str) -> Self {
        Self { os: os.into(), architecture: architecture.into(), ..Self::default() }
    }

    /// Reads the members of `value`, a descriptor's `platform` or a whole config; `None` where it is no
    /// object.
    #[must_use]
    pub fn read(value: Value<'_>) -> Option<Self> {
        if value.kind() != ValueKind::Object {
            return None;
        }
        let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default().into_owned();
        Some(Self {
            os: text("os"),
            architecture: text("architecture"),
            variant: text("variant"),
            os_version: text("os.version"),
            os_features: value
                .get("os.features")
                .filter(|list| is_read(*list))
                .into_iter()
                .flat_map(Value::strings)
                .collect(),
        })
    }

    /// Nothing at all is stated: the empty object, which Docker Engine takes for no platform.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `unknown/unknown`: BuildKit's mark on an entry that no machine is meant to run, an attestation.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.os == "unknown" && self.architecture == "unknown"
    }
}

/// `os/architecture/variant`, with `os(version)` where there is a version and `+feature` after it.
///
/// In a version and in a feature, whatever is neither a letter nor a digit nor one of `_.-` is written as
/// `%` and its bytes in hexadecimal, as containerd does with the signs that its form needs itself.
impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(or_unstated(&self.os))?;
        if !self.os_version.is_empty() || !self.os_features.is_empty() {
            f.write_str("(")?;
            write_option(f, &self.os_version)?;
            for feature in &self.os_features {
                f.write_str("+")?;
                write_option(f, feature)?;
            }
            f.write_str(")")?;
        }
        write!(f, "/{}", or_unstated(&self.architecture))?;
        if !self.variant.is_empty() {
            write!(f, "/{}", self.variant)?;
        }
        Ok(())
    }
}

fn or_unstated(part: &str) -> &str {
    if part.is_empty() { "?" } else { part }
}

fn write_option(f: &mut fmt::Formatter<'_>, option: &str) -> fmt::Result {
    for &byte in option.as_bytes() {
        if is_word(byte) || byte == b'.' {
            write!(f, "{}", char::from(byte))?;
        } else {
            write!(f, "%{byte:02X}")?;
        }
    }
    Ok(())
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// Why a text is not a platform in the usual form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformError {
    /// What is wrong.
    pub kind: PlatformErrorKind,
    /// The byte of the text at which it is wrong, from 0.
    pub at: usize,
}

/// The kinds of [`PlatformError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformErrorKind {
    /// Nothing was written.
    Empty,
    /// A part between two slashes is empty.
    EmptyPart(Part),
    /// A character that this part cannot hold.
    Character(Part, char),
    /// A `(` without its `)`.
    Unclosed,
    /// A `%` without two hexadecimal digits after it, or bytes that are not UTF-8.
    Escape,
    /// More than three parts.
    TooManyParts,
    /// One word alone that is neither an operating system nor an architecture that Go knows.
    UnknownWord,
}

/// A part of a platform's usual form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Before the first slash.
    Os,
    /// In parentheses after the operating system.
    OsVersion,
    /// After a `+`, in the parentheses.
    OsFeature,
    /// After the first slash.
    Architecture,
    /// After the second slash.
    Variant,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Os => "the operating system",
            Self::OsVersion => "the OS version",
            Self::OsFeature => "an OS feature",
            Self::Architecture => "the architecture",
            Self::Variant => "the variant",
        })
    }
}

impl fmt::Display for PlatformError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.at.saturating_add(1);
        match self.kind {
            PlatformErrorKind::Empty => {
                f.write_str("No platform is written here. Write one such as linux/arm64/v8.")
            }
            PlatformErrorKind::EmptyPart(part) => {
                write!(f, "At character {place}, {part} is empty. Write it, or ? where it is not to be stated.")
            }
            PlatformErrorKind::Character(part, '*') => {
                write!(f, "At character {place}, {part} has a *. There are no wildcards here: name one platform.")
            }
            PlatformErrorKind::Character(part, c) => write!(
                f,
                "At character {place}, {part} cannot hold {c:?}. Write it with letters, digits and _ . - alone, as \
                 in linux/arm64/v8 or windows(10.0.20348)/amd64."
            ),
            PlatformErrorKind::Unclosed => {
                write!(f, "The parenthesis at character {place} is not closed. Write ) before the slash.")
            }
            PlatformErrorKind::Escape => {
                write!(f, "At character {place}, % needs two hexadecimal digits after it. Write %25 for a % itself.")
            }
            PlatformErrorKind::TooManyParts => write!(
                f,
                "At character {place} there is a fourth part. A platform has three at most: operating system, \
                 architecture and variant."
            ),
            PlatformErrorKind::UnknownWord => f.write_str(
                "This is neither an operating system nor an architecture that is known by itself. Write both, as in \
                 linux/arm64.",
            ),
        }
    }
}

impl std::error::Error for PlatformError {}

impl FromStr for Platform {
    type Err = PlatformError;

    fn from_str(text: &str) -> Result<Self, PlatformError> {
        let error = |kind, at| Err(PlatformError { kind, at });
        if text.is_empty() {
            return error(PlatformErrorKind::Empty, 0);
        }
        let mut parts = text.splitn(4, '/');
        let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        let mut at = first.len().saturating_add(1);
        let mut platform = read_os(first)?;
        if let Some(second) = second {
            platform.architecture = read_part(second, Part::Architecture, at)?.to_owned();
            at = at.saturating_add(second.len()).saturating_add(1);
        } else if is_known_architecture(first) {
            platform = Self { architecture: first.to_owned(), ..Self::default() };
        } else if !platform.os.is_empty() && !is_known_os(&platform.os) {
            return error(PlatformErrorKind::UnknownWord, 0);
        }
        if let Some(third) = third {
            platform.variant = read_part(third, Part::Variant, at)?.to_owned();
            at = at.saturating_add(third.len()).saturating_add(1);
        }
        if parts.next().is_some() {
            return error(PlatformErrorKind::TooManyParts, at);
        }
        Ok(platform)
    }
}

/// `os`, `os(version)`, `os(+feature)` or `os(version+feature+feature)`.
fn read_os(text: &str) -> Result<Platform, PlatformError> {
    let (name, options) = match text.split_once('(') {
        Some((name, options)) => (name, Some(options)),
        None => (text, None),
    };
    let mut platform = Platform { os: read_part(name, Part::Os, 0)?.to_owned(), ..Platform::default() };
    let Some(options) = options else { return Ok(platform) };
    let Some((options, rest)) = options.split_once(')') else {
        return Err(PlatformError { kind: PlatformErrorKind::Unclosed, at: name.len() });
    };
    let mut at = name.len().saturating_add(1);
    if let Some(c) = rest.chars().next() {
        let at = at.saturating_add(options.len()).saturating_add(1);
        return Err(PlatformError { kind: PlatformErrorKind::Character(Part::Os, c), at });
    }
    for (i, option) in options.split('+').enumerate() {
        let part = if i == 0 { Part::OsVersion } else { Part::OsFeature };
        let value = read_option(option, part, at)?;
        if i == 0 {
            platform.os_version = value;
        } else if value.is_empty() {
            return Err(PlatformError { kind: PlatformErrorKind::EmptyPart(part), at });
        } else {
            platform.os_features.push(value);
        }
        at = at.saturating_add(option.len()).saturating_add(1);
    }
    Ok(platform)
}

/// One of the parts between slashes, as it stands; `?` is not stated.
fn read_part(text: &str, part: Part, at: usize) -> Result<&str, PlatformError> {
    let dot = part != Part::Os;
    let bad = text.char_indices().find(|&(_, c)| {
        !(c.is_ascii() && u8::try_from(c).is_ok_and(|byte| is_word(byte) || (dot && byte == b'.')))
    });
    match bad {
        _ if text.is_empty() => Err(PlatformError { kind: PlatformErrorKind::EmptyPart(part), at }),
        _ if text == "?" => Ok(""),
        Some((i, c)) => {
            Err(PlatformError { kind: PlatformErrorKind::Character(part, c), at: at.saturating_add(i) })
        }
        None => Ok(text),
    }
}

/// A version or a feature, its escapes undone.
fn read_option(text: &str, part: Part, at: usize) -> Result<String, PlatformError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut chars = text.char_indices();
    while let Some((i, c)) = chars.next() {
        let here = at.saturating_add(i);
        if c == '%' {
            let mut digit = || chars.next().and_then(|(_, c)| c.to_digit(16));
            let byte = digit().zip(digit()).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
            bytes.push(byte.ok_or(PlatformError { kind: PlatformErrorKind::Escape, at: here })?);
        } else if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') {
            bytes.extend(c.encode_utf8(&mut [0; 4]).bytes());
        } else {
            return Err(PlatformError { kind: PlatformErrorKind::Character(part, c), at: here });
        }
    }
    String::from_utf8(bytes).map_err(|_| PlatformError { kind: PlatformErrorKind::Escape, at })
}

/// Whether a word alone may name an operating system, as with containerd's `isKnownOS`.
fn is_known_os(word: &str) -> bool {
    let word = to_lower(word);
    is_system(&word) || matches!(&*word, "macos" | "unknown")
}

/// Whether a word alone may name an architecture, as with containerd's `isKnownArch`, or is a name that it
/// normalizes.
fn is_known_architecture(word: &str) -> bool {
    let word = to_lower(word);
    is_architecture(&word) || is_alias(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn platform(os: &str, architecture: &str, variant: &str) -> Platform {
        Platform { variant: variant.into(), ..Platform::new(os, architecture) }
    }

    #[test]
    fn the_usual_forms_read() {
        let windows = Platform { os_version: "10.0.20348".into(), ..Platform::new("windows", "amd64") };
        let win32k = Platform { os_features: vec!["win32k".into()], ..windows.clone() };
        let feature = Platform { os_features: vec!["sgx".into()], ..Platform::new("linux", "amd64") };
        let odd = Platform { os_version: "1+(2)/3%".into(), ..Platform::new("linux", "amd64") };
        for (text, expected) in [
            ("linux/arm64/v8", platform("linux", "arm64", "v8")),
            ("linux/amd64", platform("linux", "amd64", "")),
            ("linux", platform("linux", "", "")),
            ("arm64", platform("", "arm64", "")),
            ("?/arm64", platform("", "arm64", "")),
            ("linux/?/v8", platform("linux", "", "v8")),
            ("windows(10.0.20348)/amd64", windows),
            ("windows(10.0.20348+win32k)/amd64", win32k),
            ("linux(+sgx)/amd64", feature),
            ("linux()/amd64", platform("linux", "amd64", "")),
            ("linux(1%2B%282%29%2F3%25)/amd64", odd),
            // Nothing is normalized: what is written is kept, and each client has its own rules for it.
            ("Linux/AARCH64", platform("Linux", "AARCH64", "")),
            // An os and architecture that nobody knows are taken when both are written.
            ("teaos/teapot/v1.5", platform("teaos", "teapot", "v1.5")),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_platform_is_told_with_its_place() {
        use PlatformErrorKind as Kind;
        for (text, kind, at) in [
            ("", Kind::Empty, 0),                                           // nothing to read
            ("/amd64", Kind::EmptyPart(Part::Os), 0),                       // an os is never the empty string
            ("linux/", Kind::EmptyPart(Part::Architecture), 6),             // a slash promises a part
            ("linux/arm/", Kind::EmptyPart(Part::Variant), 10),             // so does the second
            ("linux/arm/v7/x", Kind::TooManyParts, 13),                     // there is no fourth part
            ("linux/*", Kind::Character(Part::Architecture, '*'), 6), // containerd has no wildcards either
            ("linux/arm 64", Kind::Character(Part::Architecture, ' '), 9), // a space
            ("linux.5/arm", Kind::Character(Part::Os, '.'), 5),       // a dot is for the version
            ("linux/ärm", Kind::Character(Part::Architecture, 'ä'), 6), // Go's values are ASCII
            ("windows(10.0/amd64", Kind::Unclosed, 7),                // the slash is inside
            ("windows(10.0)x/amd64", Kind::Character(Part::Os, 'x'), 13), // nothing may follow the parenthesis
            ("linux(+)/amd64", Kind::EmptyPart(Part::OsFeature), 7),      // a + promises a feature
            ("linux(5 1)/amd64", Kind::Character(Part::OsVersion, ' '), 7), // a space
            ("linux(5%2)/amd64", Kind::Escape, 7),                        // half an escape
            ("linux(%ff)/amd64", Kind::Escape, 6),                        // not UTF-8
            ("teapot", Kind::UnknownWord, 0),                             // one word must be a known one
            ("arm64(5)", Kind::UnknownWord, 0),                           // an architecture has no version
        ] {
            assert_eq!(text.parse::<Platform>(), Err(PlatformError { kind, at }), "{text}");
        }
        let error = "linux/arm 64".parse::<Platform>().unwrap_err();
        assert!(
            error.to_string().starts_with("At character 10, the architecture cannot hold ' '."),
            "{error}"
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(
            os in "[A-Za-z0-9_-]{0,9}", architecture in "[A-Za-z0-9_.-]{0,9}", variant in "[A-Za-z0-9_.-]{0,4}",
            os_version in any::<String>(), os_features in prop::collection::vec(".{1,8}", 0..3),
        ) {
            let platform = Platform { os, architecture, variant, os_version, os_features };
            prop_assert_eq!(platform.to_string().parse(), Ok(platform));
        }

        #[test]
        fn what_is_read_prints_as_the_same_platform(text in "[a-z0-9?/().+%-]{0,16}") {
            if let Ok(platform) = text.parse::<Platform>() {
                prop_assert_eq!(platform.to_string().parse(), Ok(platform));
            }
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            if let Err(error) = text.parse::<Platform>() {
                prop_assert!(error.at <= text.len());
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
