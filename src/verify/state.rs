//! The states of a document's bytes: never a boolean, and never verified by default.

use std::fmt;

use super::word::Word;
use crate::image::digest::{Algorithm, Digest};

/// What bytes should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Their digest.
    pub digest: Digest,
    /// Their number, where it is stated: a descriptor states it, and a digest by itself does not.
    pub size: Option<u64>,
}

/// Whether bytes are what they should be, with what was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verification {
    /// Digest and size agree with a descriptor, or the digest with one that the visitor has from elsewhere, over
    /// bytes seen here.
    Verified,
    /// The digest agrees with a descriptor that states no size that can be read.
    DigestAlone,
    /// The digest agrees with one that came along with the bytes.
    Agrees(Word),
    /// There are more or fewer bytes than stated. Their digest was not looked at.
    SizeMismatch {
        /// Bytes stated.
        expected: u64,
        /// Bytes seen.
        actual: u64,
    },
    /// The bytes have another digest.
    DigestMismatch {
        /// The digest stated.
        expected: Digest,
        /// The digest of the bytes seen.
        actual: Digest,
    },
    /// The bytes were hashed here; read again for a part of them, they were others.
    Changed,
    /// The digest's algorithm is none that is computed here.
    UnsupportedAlgorithm {
        /// Its name.
        algorithm: String,
    },
    /// The bytes are not here.
    #[default]
    NotLoaded,
    /// The bytes are here, and nothing says which digest they should have.
    Unpinned,
    /// The bytes are here, in a file that was not read yet.
    Unread,
    /// The bytes are here, and are being hashed.
    Hashing,
}

impl Verification {
    /// A sign of one character, told apart from the others without colour.
    #[must_use]
    pub const fn sign(&self) -> &'static str {
        match self {
            Self::Verified => "✓",
            Self::DigestAlone => "≈",
            Self::Agrees(_) => "=",
            Self::SizeMismatch { .. } | Self::DigestMismatch { .. } | Self::Changed => "✕",
            Self::UnsupportedAlgorithm { .. } => "?",
            Self::NotLoaded => "○",
            Self::Unpinned => "●",
            Self::Unread => "◌",
            Self::Hashing => "…",
        }
    }

    /// The state in a word or two.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::DigestAlone => "digest agrees, size unknown",
            Self::Agrees(word) => word.agreement(),
            Self::SizeMismatch { .. } => "size mismatch",
            Self::DigestMismatch { .. } => "digest mismatch",
            Self::Changed => "changed since it was proved",
            Self::UnsupportedAlgorithm { .. } => "unsupported algorithm",
            Self::NotLoaded => "not loaded",
            Self::Unpinned => "nothing to compare with",
            Self::Unread => "here, not hashed yet",
            Self::Hashing => "hashing",
        }
    }

    /// Whether the bytes are here and have the digest that somebody says that they should have.
    #[must_use]
    pub const fn is_match(&self) -> bool {
        matches!(self, Self::Verified | Self::DigestAlone | Self::Agrees(_))
    }

    /// Whether the bytes are here and are not what they should be.
    #[must_use]
    pub const fn is_mismatch(&self) -> bool {
        matches!(self, Self::SizeMismatch { .. } | Self::DigestMismatch { .. } | Self::Changed)
    }
}

/// One plain sentence: what was compared, and how it came out.
impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verified => f.write_str("The bytes were hashed here and are what they should be."),
            Self::DigestAlone => f.write_str(
                "The bytes were hashed here and have the digest that they should have. Their size is not stated in a \
                 way that can be read, so that was not compared.",
            ),
            Self::Agrees(word) => {
                write!(f, "The bytes were hashed here and have {word}. {}", word.caution())
            }
            Self::SizeMismatch { expected, actual } => {
                write!(f, "There should be {expected} bytes; there are {actual}.")
            }
            Self::DigestMismatch { expected, actual } => {
                write!(f, "The digest should be {expected}; that of these bytes is {actual}.")
            }
            Self::Changed => f.write_str(
                "The bytes were hashed here, and when a part of them was read again, it was another: they changed \
                 since they were proved.",
            ),
            Self::UnsupportedAlgorithm { algorithm } => write!(
                f,
                "The digest's algorithm, {algorithm}, is not one that can be computed here (sha256, sha512, blake3)."
            ),
            Self::NotLoaded => {
                f.write_str("The bytes are not here; paste, drop or fetch them to verify them.")
            }
            Self::Unpinned => {
                f.write_str("Nothing says which digest these bytes should have; pin one to verify them.")
            }
            Self::Unread => {
                f.write_str("The bytes are here, in a file, and were not read yet: open it to verify them.")
            }
            Self::Hashing => f.write_str("The bytes are being hashed."),
        }
    }
}

/// Compares the size first, then the digest; `word` is whose word the digest is. `actual` is the digest of the bytes
/// by the expected digest's algorithm; one by another algorithm decides nothing, and the answer is then
/// [`Verification::Hashing`].
#[must_use]
pub fn check(expected: &Expected, word: Word, size: u64, actual: &Digest) -> Verification {
    match (expected.size, expected.digest.algorithm()) {
        (Some(stated), _) if stated != size => Verification::SizeMismatch { expected: stated, actual: size },
        (_, Algorithm::Other(name)) => Verification::UnsupportedAlgorithm { algorithm: name.to_owned() },
        (stated, _) if expected.digest == *actual => match word {
            // It must have one: OCI image specification 1.1.1, descriptor.md.
            Word::Descriptor if stated.is_none() => Verification::DigestAlone,
            word if word.came_along() => Verification::Agrees(word),
            _ => Verification::Verified,
        },
        (_, algorithm) if algorithm == actual.algorithm() => {
            Verification::DigestMismatch { expected: expected.digest.clone(), actual: actual.clone() }
        }
        _ => Verification::Hashing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::HashAlgorithm;
    use crate::verify::hash::digest_of;

    #[test]
    fn compares_the_size_first_and_then_the_digest() {
        let right = digest_of(HashAlgorithm::Sha256, b"right");
        let wrong = digest_of(HashAlgorithm::Sha256, b"wrong");
        let other = digest_of(HashAlgorithm::Sha512, b"right");
        let md5 = Digest::parse("md5:00").unwrap();
        let mismatch = Verification::DigestMismatch { expected: right.clone(), actual: wrong.clone() };
        for (expected, size, actual, state) in [
            ((&right, Some(5)), 5, &right, Verification::Verified),
            ((&right, None), 5, &right, Verification::DigestAlone),
            // A digest that agrees does not mend a size that does not.
            ((&right, Some(6)), 5, &right, Verification::SizeMismatch { expected: 6, actual: 5 }),
            ((&right, Some(4)), 5, &right, Verification::SizeMismatch { expected: 4, actual: 5 }),
            ((&right, Some(6)), 5, &wrong, Verification::SizeMismatch { expected: 6, actual: 5 }),
            ((&right, Some(5)), 5, &wrong, mismatch.clone()),
            ((&right, None), 5, &wrong, mismatch),
            ((&md5, None), 5, &right, Verification::UnsupportedAlgorithm { algorithm: "md5".into() }),
            // Not computed here, so it can't be right, whoever says so.
            ((&md5, None), 5, &md5, Verification::UnsupportedAlgorithm { algorithm: "md5".into() }),
            ((&md5, Some(6)), 5, &right, Verification::SizeMismatch { expected: 6, actual: 5 }),
            // A digest by another algorithm says nothing either way.
            ((&right, Some(5)), 5, &other, Verification::Hashing),
        ] {
            let expected = Expected { digest: expected.0.clone(), size: expected.1 };
            assert_eq!(check(&expected, Word::Descriptor, size, actual), state);
        }
        assert_eq!(Verification::default(), Verification::NotLoaded);
    }

    #[test]
    fn what_came_along_does_not_verify() {
        let digest = digest_of(HashAlgorithm::Sha256, b"right");
        let expected = Expected { digest: digest.clone(), size: None };
        for word in Word::ALL {
            let state = check(&expected, word, 5, &digest);
            let verifies = matches!(
                word,
                Word::DiffId | Word::Visitor | Word::Example | Word::PastedOutput | Word::DroppedOutput
            );
            assert_eq!(state == Verification::Verified, verifies, "{word}");
            assert!(state.is_match() && !state.is_mismatch(), "{word}");
        }
    }

    #[test]
    fn no_other_state_shares_the_sign_of_verified() {
        let digest = digest_of(HashAlgorithm::Sha256, b"");
        for state in [
            Verification::SizeMismatch { expected: 1, actual: 2 },
            Verification::DigestMismatch { expected: digest.clone(), actual: digest },
            Verification::UnsupportedAlgorithm { algorithm: "md5".into() },
            Verification::NotLoaded,
            Verification::Unpinned,
            Verification::Hashing,
            Verification::Changed,
            Verification::DigestAlone,
            Verification::Agrees(Word::Link),
            Verification::Agrees(Word::Name),
        ] {
            assert_ne!(state.sign(), Verification::Verified.sign());
            assert!(!state.word().contains("verified"));
        }
    }
}
