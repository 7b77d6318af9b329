//! What is known of one kind of evidence of one platform: a cell of the matrix.

use super::policy::Judgement;
use super::statement::About;
use super::{Refusal, Verdict, Verified};
use crate::verify::Verification;

/// A place where evidence is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The registry's referrers API.
    Referrers,
    /// The tag that stands in for it, `sha256-…`.
    FallbackTag,
    /// Cosign's tag for signatures, `sha256-….sig`.
    SigTag,
    /// Cosign's tag for attestations, `sha256-….att`.
    AttTag,
    /// Cosign's tag for bills of materials, `sha256-….sbom`.
    SbomTag,
    /// The index's own attestation entries.
    Index,
    /// What was pasted or dropped.
    Here,
}

impl Place {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Referrers,
        Self::FallbackTag,
        Self::SigTag,
        Self::AttTag,
        Self::SbomTag,
        Self::Index,
        Self::Here,
    ];

    /// Its name in a list of what was asked.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Referrers => "referrers",
            Self::FallbackTag => "fallback tag",
            Self::SigTag => ".sig",
            Self::AttTag => ".att",
            Self::SbomTag => ".sbom",
            Self::Index => "attestation entries",
            Self::Here => "what is open here",
        }
    }

    /// The tag of a manifest's digest that this place is, where it is a tag.
    #[must_use]
    pub fn tag(self, digest: &str) -> Option<String> {
        let end = match self {
            Self::FallbackTag => "",
            Self::SigTag => ".sig",
            Self::AttTag => ".att",
            Self::SbomTag => ".sbom",
            Self::Referrers | Self::Index | Self::Here => return None,
        };
        Some(format!("{}{end}", digest.replacen(':', "-", 1)))
    }
}

/// What a place answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has this many documents.
    Found(usize),
    /// It has nothing.
    Nothing,
    /// It can't be asked there, or did not answer; in a few words, why.
    NotAsked(String),
}

/// A cell: the least that holds of all that is there is what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// None was found. Where was asked, and what each place answered: never nothing by itself.
    NoneFound(Vec<(Place, Answer)>),
    /// A document is named, and its bytes are not here.
    Present,
    /// Its bytes are here and have the digest that names them. Nobody's signature was verified.
    BytesVerified,
    /// Its signature was verified, and how that stands to what is expected.
    SignatureVerified(Box<Verified>, Judgement),
    /// It fails, and why.
    Fails(Failure),
}

/// Why a piece of evidence fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Its bytes do not have the digest that names them.
    Bytes,
    /// It is about something else.
    Subject,
    /// Its signature is refused.
    Refused(Refusal),
    /// It is signed by somebody else than expected.
    Unexpected(Box<Verified>, Judgement),
}

impl Cell {
    /// The cell of a document: what was proved of its bytes, how it stands to the node, and what a verifier said, where
    /// it was asked. What was pasted has no digest to be held to, and may have a signature all the same.
    #[must_use]
    pub fn of(bytes: &Verification, about: &About, verdict: Option<(&Verdict, Judgement)>) -> Self {
        let proved = match bytes {
            Verification::NotLoaded | Verification::Unread | Verification::Hashing => return Self::Present,
            Verification::SizeMismatch { .. }
            | Verification::DigestMismatch { .. }
            | Verification::Changed => return Self::Fails(Failure::Bytes),
            Verification::Verified | Verification::DigestAlone | Verification::Agrees(_) => true,
            Verification::UnsupportedAlgorithm { .. } | Verification::Unpinned => false,
        };
        if matches!(about, About::Other | About::Nothing) {
            return Self::Fails(Failure::Subject);
        }
        match verdict {
            None if proved => Self::BytesVerified,
            None => Self::Present,
            Some((Err(refusal), _)) => Self::Fails(Failure::Refused(refusal.clone())),
            Some((Ok(verified), judgement)) => {
                let verified = Box::new(verified.clone());
                match judgement {
                    Judgement::NobodyExpected | Judgement::AsExpected => {
                        Self::SignatureVerified(verified, judgement)
                    }
                    _ => Self::Fails(Failure::Unexpected(verified, judgement)),
                }
            }
        }
    }

    /// Whether it may be shown as good: only a signature that is as the visitor expects.
    #[must_use]
    pub fn is_good(&self) -> bool {
        matches!(self, Self::SignatureVerified(_, Judgement::AsExpected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Root, Signer, Why};

    fn verified() -> Verified {
        Verified {
            signer: Signer::Key { algorithm: "Ed25519".into(), fingerprint: "sha256:ab".into() },
            root: Root::Key,
            log: Vec::new(),
            times: Vec::new(),
            checked: Vec::new(),
            unchecked: Vec::new(),
        }
    }

    #[test]
    fn the_least_that_holds_is_shown() {
        let (yes, no) = (Ok(verified()), Err(Refusal::new(Why::Signature, "")));
        let good = Verification::Verified;
        assert_eq!(Cell::of(&Verification::NotLoaded, &About::Subject, None), Cell::Present);
        assert_eq!(Cell::of(&Verification::Unpinned, &About::Subject, None), Cell::Present);
        assert_eq!(Cell::of(&good, &About::Subject, None), Cell::BytesVerified);
        let expected = Cell::of(&good, &About::Subject, Some((&yes, Judgement::AsExpected)));
        assert!(expected.is_good());
        let somebody = Cell::of(&good, &About::Subject, Some((&yes, Judgement::NobodyExpected)));
        assert!(!somebody.is_good() && matches!(somebody, Cell::SignatureVerified(..)));
        let size = Verification::SizeMismatch { expected: 1, actual: 2 };
        for (cell, reason) in [
            (Cell::of(&size, &About::Subject, Some((&yes, Judgement::AsExpected))), "bytes"),
            (Cell::of(&good, &About::Other, Some((&yes, Judgement::AsExpected))), "subject"),
            (Cell::of(&good, &About::Nothing, None), "no subject"),
            (Cell::of(&good, &About::Subject, Some((&no, Judgement::AsExpected))), "signature"),
            (Cell::of(&good, &About::Subject, Some((&yes, Judgement::OtherIdentity))), "identity"),
        ] {
            assert!(matches!(cell, Cell::Fails(_)), "{reason}");
        }
    }

    #[test]
    fn places_that_are_tags() {
        let tags: Vec<_> = Place::ALL.iter().filter_map(|place| place.tag("sha256:ab")).collect();
        assert_eq!(tags, ["sha256-ab", "sha256-ab.sig", "sha256-ab.att", "sha256-ab.sbom"]);
    }
}
