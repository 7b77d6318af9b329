//! Who is expected to have signed, and whether that is who did.

use super::subject::{is_of_policy, is_trusted};
use super::{Signer, Verified};

/// What the visitor expects. Empty expectations expect nobody, and then nothing is right or wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The identity: exact, or a pattern with `*` for any characters, or [trusted identities](super::subject) of notation.
    pub identity: Option<String>,
    /// The issuer, exact.
    pub issuer: Option<String>,
    /// A key is given, so that a signature by it is as expected.
    pub key: bool,
}

/// How a verified signature stands to what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Nobody is expected: somebody signed, and whether that is who should, is for the visitor to say.
    NobodyExpected,
    /// It is signed as expected.
    AsExpected,
    /// It is signed by another identity.
    OtherIdentity,
    /// The identity is as expected, and its issuer is another.
    OtherIssuer,
    /// An identity is expected, and it is signed by something that has none.
    NoIdentity,
    /// A key is expected, and nobody's identity; and it is signed by a certificate.
    NotByKey,
}

impl Policy {
    /// Whether anything is expected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.identity.is_none() && self.issuer.is_none() && !self.key
    }

    /// Judges a signature that was verified.
    #[must_use]
    pub fn judge(&self, verified: &Verified) -> Judgement {
        match &verified.signer {
            // It verified with the key that was given, which is all that can be expected of a key.
            Signer::Key { .. } if self.key => Judgement::AsExpected,
            _ if self.identity.is_none() && self.issuer.is_none() => match self.key {
                true => Judgement::NotByKey,
                false => Judgement::NobodyExpected,
            },
            Signer::Key { .. } => Judgement::NoIdentity,
            Signer::Identity { identity, issuer, .. } => self.judge_identity(identity, issuer.as_deref()),
            Signer::Subject { subject, .. } => match self.identity.as_deref().filter(|it| is_of_policy(it)) {
                Some(expected) if !is_trusted(expected, subject) => Judgement::OtherIdentity,
                Some(_) if self.issuer.is_none() => Judgement::AsExpected,
                _ => self.judge_identity(subject, None),
            },
        }
    }

    fn judge_identity(&self, identity: &str, issuer: Option<&str>) -> Judgement {
        if self.identity.as_ref().is_some_and(|expected| !matches(expected, identity)) {
            return Judgement::OtherIdentity;
        }
        match &self.issuer {
            Some(expected) if Some(expected.as_str()) != issuer => Judgement::OtherIssuer,
            // An issuer alone says who vouched, and not who signed.
            Some(_) if self.identity.is_none() => Judgement::NobodyExpected,
            _ => Judgement::AsExpected,
        }
    }
}

/// Whether a text is as a pattern has it: letter by letter, and `*` for any characters, none too.
///
/// Each part between two `*` is looked for once, after the part before it, so that the work grows with the text alone.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    let parts: Vec<&str> = pattern.split('*').collect();
    let Some((first, rest)) = parts.split_first() else { return false };
    let Some((last, middle)) = rest.split_last() else { return pattern == text };
    let Some(inside) = text.strip_prefix(first).and_then(|text| text.strip_suffix(last)) else {
        return false;
    };
    let mut left = inside;
    for part in middle {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{IdentityKind, Root};

    const WORKFLOW: &str = "https://github.com/o/r/.github/workflows/release.yml@refs/tags/v1";
    const ISSUER: &str = "https://token.actions.githubusercontent.com";

    fn signed(signer: Signer) -> Verified {
        Verified {
            signer,
            root: Root::Given,
            log: Vec::new(),
            times: Vec::new(),
            checked: Vec::new(),
            unchecked: Vec::new(),
        }
    }

    fn by_workflow() -> Verified {
        signed(Signer::Identity {
            identity: WORKFLOW.into(),
            kind: IdentityKind::Uri,
            issuer: Some(ISSUER.into()),
            claims: Vec::new(),
            valid: (0, 1),
        })
    }

    #[test]
    fn without_an_expectation_nothing_is_right() {
        assert_eq!(Policy::default().judge(&by_workflow()), Judgement::NobodyExpected);
    }

    #[test]
    fn identity_and_issuer_are_both_held_to() {
        for (identity, issuer, expected) in [
            (Some(WORKFLOW), Some(ISSUER), Judgement::AsExpected),
            (Some("https://github.com/o/r/*@refs/tags/v*"), Some(ISSUER), Judgement::AsExpected),
            (Some(WORKFLOW), None, Judgement::AsExpected),
            (Some("https://github.com/o/other/*"), Some(ISSUER), Judgement::OtherIdentity),
            (Some(WORKFLOW), Some("https://accounts.google.com"), Judgement::OtherIssuer),
            (None, Some("https://accounts.google.com"), Judgement::OtherIssuer),
            (None, Some(ISSUER), Judgement::NobodyExpected),
        ] {
            let policy =
                Policy { identity: identity.map(Into::into), issuer: issuer.map(Into::into), key: false };
            assert_eq!(policy.judge(&by_workflow()), expected, "{identity:?} {issuer:?}");
        }
    }

    #[test]
    fn trusted_identities_are_of_subjects_alone() {
        let expected = |identity: &str| Policy { identity: Some(identity.into()), ..Policy::default() };
        let subject = signed(Signer::Subject {
            subject: "CN=release,O=Example,C=US".into(),
            anchor: "CN=Root".into(),
            fingerprint: "sha256:ab".into(),
            valid: (0, 1),
        });
        assert_eq!(expected("x509.subject: C=US, O=Example").judge(&subject), Judgement::AsExpected);
        assert_eq!(expected("x509.subject: C=US, O=Other").judge(&subject), Judgement::OtherIdentity);
        assert_eq!(expected("CN=release,*").judge(&subject), Judgement::AsExpected);
        assert_eq!(expected("x509.subject: *").judge(&by_workflow()), Judgement::OtherIdentity);
    }

    #[test]
    fn a_key_has_no_identity() {
        let by_key = signed(Signer::Key { algorithm: "Ed25519".into(), fingerprint: "sha256:ab".into() });
        let key = Policy { key: true, ..Policy::default() };
        assert_eq!(key.judge(&by_key), Judgement::AsExpected);
        assert_eq!(key.judge(&by_workflow()), Judgement::NotByKey);
        let identity = Policy { identity: Some(WORKFLOW.into()), ..Policy::default() };
        assert_eq!(identity.judge(&by_key), Judgement::NoIdentity);
    }

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("a*", "ab", true),
            ("*b", "ab", true),
            ("a*b", "ab", true),
            ("a*b", "a", false),
            ("aa*aa", "aaa", false),
            ("a*c*e", "abcde", true),
            ("a*c*e", "abde", false),
            ("a.c", "abc", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
