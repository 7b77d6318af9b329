//! Digests, read by the grammar of the OCI image specification, descriptor, "Digests".
//!
//! <https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests>
//!
//! ```text
//! digest    ::= algorithm ":" encoded
//! algorithm ::= component ([+._-] component)*     component ::= [a-z0-9]+
//! encoded   ::= [a-zA-Z0-9=_-]+
//! ```
//!
//! The registered algorithms add a rule of their own: lower-case hexadecimal of a fixed length. An
//! algorithm that is not registered is valid by the grammar; its digest is kept as it stands, and
//! nothing can be verified against it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// An algorithm that the specification registers, and that Bayplan computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashAlgorithm {
    /// SHA-256, FIPS 180-4. Every client must support it.
    Sha256,
    /// SHA-512, FIPS 180-4.
    Sha512,
    /// BLAKE3 with its default output of 256 bits.
    Blake3,
}

impl HashAlgorithm {
    /// All of them, in the order of the specification's table.
    pub const ALL: [Self; 3] = [Self::Sha256, Self::Sha512, Self::Blake3];

    /// The identifier in front of the colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Blake3 => "blake3",
        }
    }

    /// How many hexadecimal digits follow the colon.
    #[must_use]
    pub const fn hex_len(self) -> usize {
        match self {
            Self::Sha256 | Self::Blake3 => 64,
            Self::Sha512 => 128,
        }
    }

    /// The registered algorithm of this identifier.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }
}

impl fmt::Display for HashAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The algorithm of a [`Digest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm<'a> {
    /// One that can be computed here.
    Registered(HashAlgorithm),
    /// Valid by the grammar, and unsupported.
    Other(&'a str),
}

impl fmt::Display for Algorithm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registered(registered) => registered.fmt(f),
            Self::Other(name) => f.write_str(name),
        }
    }
}

/// A digest that follows the grammar, and the rule of its algorithm where that is registered.
///
/// Cheap to clone. Compared, ordered and hashed as its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest {
    text: Arc<str>,
    colon: usize,
    registered: Option<HashAlgorithm>,
}

impl Digest {
    /// Reads a digest.
    ///
    /// # Errors
    /// What breaks the grammar or the registered algorithm's rule first, and the byte where it does.
    pub fn parse(text: &str) -> Result<Self, DigestError> {
        let colon = text.find(':').ok_or_else(|| DigestError::new(no_colon(text), text.len()))?;
        let (algorithm, encoded) = text.split_at_checked(colon).unwrap_or_default();
        let encoded = encoded.strip_prefix(':').unwrap_or_default();
        check_algorithm(algorithm)?;
        check_grammar(encoded, colon + 1)?;
        let registered = HashAlgorithm::from_name(algorithm);
        if let Some(registered) = registered {
            check_hex(registered, encoded, colon + 1)?;
        }
        Ok(Self { text: text.into(), colon, registered })
    }

    /// The digest of these raw bytes of hash output.
    ///
    /// # Errors
    /// When `hash` is not as long as the algorithm's output.
    pub fn from_raw(algorithm: HashAlgorithm, hash: &[u8]) -> Result<Self, DigestError> {
        let actual = hash.len() * 2;
        if actual != algorithm.hex_len() {
            return Err(DigestError::new(DigestErrorKind::Length { algorithm, actual }, 0));
        }
        Ok(Self::of_output(algorithm, hash))
    }

    /// The digest of what a hash function gave, which is as long as its algorithm says.
    pub(crate) fn of_output(algorithm: HashAlgorithm, hash: &[u8]) -> Self {
        let name = algorithm.name();
        let mut text = String::with_capacity(name.len() + 1 + hash.len() * 2);
        text.push_str(name);
        text.push(':');
        for byte in hash {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        Self { text: text.into(), colon: name.len(), registered: Some(algorithm) }
    }

    /// The algorithm in front of the colon.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm<'_> {
        match self.registered {
            Some(registered) => Algorithm::Registered(registered),
            None => Algorithm::Other(self.text.get(..self.colon).unwrap_or_default()),
        }
    }

    /// The algorithm, when it is one that can be computed here.
    #[must_use]
    pub fn registered(&self) -> Option<HashAlgorithm> {
        self.registered
    }

    /// What follows the colon.
    #[must_use]
    pub fn encoded(&self) -> &str {
        self.text.get(self.colon + 1..).unwrap_or_default()
    }

    /// The hash as bytes, for a registered algorithm.
    #[must_use]
    pub fn raw(&self) -> Option<Vec<u8>> {
        self.registered?;
        let digits = self.encoded().as_bytes();
        digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
    }

    /// The whole digest as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The algorithm and the first twelve characters: `sha256:5f94e2fbf4aa`, as Docker shortens them.
    #[must_use]
    pub fn short(&self) -> String {
        let shown: String = self.encoded().chars().take(12).collect();
        format!("{}:{shown}", self.algorithm())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.text)
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        Self::parse(text)
    }
}

impl serde::Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Why a text is not a digest, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestError {
    /// What is wrong.
    pub kind: DigestErrorKind,
    /// Offset in bytes of the first thing that is wrong; the text's length where something is missing.
    pub at: usize,
}

/// What is wrong with a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestErrorKind {
    /// There is nothing.
    Empty,
    /// No colon between the algorithm and the encoded part.
    NoColon,
    /// No colon, but as many hexadecimal digits as SHA-256 has: the algorithm was left out.
    BareHex,
    /// Nothing in front of the colon.
    NoAlgorithm,
    /// A character that an algorithm's identifier cannot hold.
    AlgorithmCharacter(char),
    /// A separator (`+`, `.`, `_`, `-`) with no letter or digit on one of its sides.
    AlgorithmSeparator(char),
    /// Nothing after the colon.
    NoEncoded,
    /// A character that the encoded part cannot hold.
    EncodedCharacter(char),
    /// A registered algorithm's hexadecimal digit in upper case.
    UpperCase(HashAlgorithm, char),
    /// A registered algorithm's encoded part holds something other than hexadecimal digits.
    NotHex(HashAlgorithm, char),
    /// A registered algorithm's encoded part is too short or too long.
    Length {
        /// The algorithm.
        algorithm: HashAlgorithm,
        /// How many digits are there.
        actual: usize,
    },
}

impl DigestError {
    fn new(kind: DigestErrorKind, at: usize) -> Self {
        Self { kind, at }
    }
}

impl std::error::Error for DigestError {}

impl fmt::Display for DigestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            DigestErrorKind::Empty => f.write_str("There is no digest: it is empty."),
            DigestErrorKind::NoColon => {
                f.write_str("This is not a digest: it has no colon between the algorithm and the hash.")
            }
            DigestErrorKind::BareHex => {
                f.write_str("The algorithm is missing: write “sha256:” in front of the digits.")
            }
            DigestErrorKind::NoAlgorithm => f.write_str("The digest has no algorithm in front of its colon."),
            DigestErrorKind::AlgorithmCharacter(found) => write!(
                f,
                "The digest's algorithm holds {found:?}; it may hold lower-case letters, digits, and + . _ - between them."
            ),
            DigestErrorKind::AlgorithmSeparator(found) => write!(
                f,
                "The digest's algorithm has a {found:?} with no letter or digit on one of its sides."
            ),
            DigestErrorKind::NoEncoded => f.write_str("The digest has nothing after its colon."),
            DigestErrorKind::EncodedCharacter(found) => {
                write!(
                    f,
                    "The digest holds {found:?}; after the colon it may hold letters, digits, = _ and -."
                )
            }
            DigestErrorKind::UpperCase(algorithm, found) => write!(
                f,
                "The {algorithm} digest holds {found:?} in upper case; its digits must be in lower case."
            ),
            DigestErrorKind::NotHex(algorithm, found) => {
                write!(f, "The {algorithm} digest holds {found:?}, which is not a hexadecimal digit.")
            }
            DigestErrorKind::Length { algorithm, actual } => write!(
                f,
                "The {algorithm} digest has {actual} hexadecimal digits; it must have {}.",
                algorithm.hex_len()
            ),
        }
    }
}

fn no_colon(text: &str) -> DigestErrorKind {
    if text.is_empty() {
        DigestErrorKind::Empty
    } else if text.len() == HashAlgorithm::Sha256.hex_len() && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        DigestErrorKind::BareHex
    } else {
        DigestErrorKind::NoColon
    }
}

fn check_algorithm(algorithm: &str) -> Result<(), DigestError> {
    if algorithm.is_empty() {
        return Err(DigestError::new(DigestErrorKind::NoAlgorithm, 0));
    }
    // A separator must stand between two letters or digits, so neither first, last nor beside another.
    let mut separator = Some((0, None));
    for (at, character) in algorithm.char_indices() {
        match character {
            'a'..='z' | '0'..='9' => separator = None,
            '+' | '.' | '_' | '-' if separator.is_none() => separator = Some((at, Some(character))),
            '+' | '.' | '_' | '-' => {
                return Err(DigestError::new(DigestErrorKind::AlgorithmSeparator(character), at));
            }
            _ => return Err(DigestError::new(DigestErrorKind::AlgorithmCharacter(character), at)),
        }
    }
    match separator {
        Some((at, Some(character))) => {
            Err(DigestError::new(DigestErrorKind::AlgorithmSeparator(character), at))
        }
        _ => Ok(()),
    }
}

fn check_grammar(encoded: &str, offset: usize) -> Result<(), DigestError> {
    if encoded.is_empty() {
        return Err(DigestError::new(DigestErrorKind::NoEncoded, offset));
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '=' | '_' | '-');
    match encoded.char_indices().find(|(_, c)| !allowed(*c)) {
        Some((at, found)) => Err(DigestError::new(DigestErrorKind::EncodedCharacter(found), offset + at)),
        None => Ok(()),
    }
}

fn check_hex(algorithm: HashAlgorithm, encoded: &str, offset: usize) -> Result<(), DigestError> {
    for (at, found) in encoded.char_indices() {
        let kind = match found {
            '0'..='9' | 'a'..='f' => continue,
            'A'..='F' => DigestErrorKind::UpperCase(algorithm, found),
            _ => DigestErrorKind::NotHex(algorithm, found),
        };
        return Err(DigestError::new(kind, offset + at));
    }
    if encoded.len() == algorithm.hex_len() {
        return Ok(());
    }
    let at = offset + encoded.len().min(algorithm.hex_len());
    Err(DigestError::new(DigestErrorKind::Length { algorithm, actual: encoded.len() }, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn reads_what_the_grammar_allows() {
        let sha512 = format!("sha512:{}", "0".repeat(128));
        let blake3 = format!("blake3:{}", "f".repeat(64));
        for (text, registered) in [
            (EMPTY, Some(HashAlgorithm::Sha256)),
            (sha512.as_str(), Some(HashAlgorithm::Sha512)),
            (blake3.as_str(), Some(HashAlgorithm::Blake3)),
            // Unregistered examples of the specification's own table.
            ("sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564", None),
            ("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8", None),
            ("md5:x", None),
            ("a.b_c-d+e:=", None),
        ] {
            let digest = Digest::parse(text).unwrap();
            assert_eq!(digest.registered(), registered, "{text}");
            assert_eq!(digest.as_str(), text);
            assert_eq!(format!("{}:{}", digest.algorithm(), digest.encoded()), text);
        }
        assert_eq!(Digest::parse(EMPTY).unwrap().short(), "sha256:e3b0c44298fc");
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        use DigestErrorKind as K;
        let sha = HashAlgorithm::Sha256;
        let bare = "a".repeat(64);
        let short = format!("sha256:{}", "a".repeat(63));
        let long = format!("sha256:{}", "a".repeat(65));
        let upper = format!("sha256:{}A", "a".repeat(63));
        let not_hex = format!("sha256:{}g", "a".repeat(63));
        for (text, kind, at) in [
            ("", K::Empty, 0),
            // The algorithm alone.
            ("sha256", K::NoColon, 6),
            // `docker images --no-trunc` without its prefix.
            (bare.as_str(), K::BareHex, 64),
            (":abc", K::NoAlgorithm, 0),
            // Algorithms are lower case only.
            ("SHA256:abc", K::AlgorithmCharacter('S'), 0),
            ("sha 256:abc", K::AlgorithmCharacter(' '), 3),
            ("sha256é:abc", K::AlgorithmCharacter('é'), 6),
            // Separators stand between components.
            ("+b64:abc", K::AlgorithmSeparator('+'), 0),
            ("a++b:abc", K::AlgorithmSeparator('+'), 2),
            ("a+:abc", K::AlgorithmSeparator('+'), 1),
            ("sha256:", K::NoEncoded, 7),
            // A reference is not a digest.
            ("sha256:abc/d", K::EncodedCharacter('/'), 10),
            ("sha256:abc\u{202e}", K::EncodedCharacter('\u{202e}'), 10),
            // A second colon is no part of the encoded part.
            ("a:b:c", K::EncodedCharacter(':'), 3),
            ("sha256:", K::NoEncoded, 7),
            (short.as_str(), K::Length { algorithm: sha, actual: 63 }, 70),
            (long.as_str(), K::Length { algorithm: sha, actual: 65 }, 71),
            (upper.as_str(), K::UpperCase(sha, 'A'), 70),
            (not_hex.as_str(), K::NotHex(sha, 'g'), 70),
        ] {
            assert_eq!(Digest::parse(text), Err(DigestError { kind, at }), "{text:?}");
        }
    }

    #[test]
    fn goes_to_raw_bytes_and_back() {
        for algorithm in HashAlgorithm::ALL {
            let raw: Vec<u8> = (0..algorithm.hex_len() / 2).map(|n| n as u8 ^ 0xa5).collect();
            let digest = Digest::from_raw(algorithm, &raw).unwrap();
            assert_eq!(digest.registered(), Some(algorithm));
            assert_eq!(digest.raw(), Some(raw));
        }
        assert!(Digest::from_raw(HashAlgorithm::Sha256, &[0; 20]).is_err());
        assert_eq!(Digest::parse("md5:00").unwrap().raw(), None);
    }

    proptest! {
        #[test]
        fn never_panics_and_keeps_what_it_reads(text in "\\PC*|[a-z0-9+._-]{0,9}:?[a-zA-Z0-9=_-]{0,9}") {
            match Digest::parse(&text) {
                Ok(digest) => prop_assert_eq!(digest.to_string(), text),
                Err(error) => prop_assert!(error.at <= text.len() && !error.to_string().is_empty()),
            }
        }
    }
}
