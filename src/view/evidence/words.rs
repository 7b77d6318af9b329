//! What was checked of a signature and what was not, by whom it is, and by which root, in words.

use crate::evidence::policy::Judgement;
use crate::evidence::{Checked, Claim, Root, SignedAt, Signer, TimeSource, Unchecked, Verified};
use crate::session::evidence::{Expected, Whose};
use crate::text::time::time;

/// What was checked.
pub(super) const fn checked(checked: Checked) -> &'static str {
    match checked {
        Checked::Signature => "the signature over these bytes",
        Checked::Artifact => "that what is signed has this digest",
        Checked::Chain => {
            "that the certificate chains to the root, at each time at which it is proved to have signed"
        }
        Checked::Sct => "that the certificate was logged when it was issued",
        Checked::Inclusion => "the log’s proof that it has the signature, up to a signed checkpoint",
        Checked::Promise => "the log’s signed promise to take the signature",
        Checked::Entry => "that the log’s entry is of this signature",
        Checked::Timestamp => "the timestamp of an authority",
        Checked::Expiry => "that its own expiry is not over",
    }
}

/// What was not checked.
pub(super) const fn unchecked(unchecked: Unchecked) -> &'static str {
    match unchecked {
        Unchecked::Revocation => "whether the certificate or the key was revoked: no list is asked",
        Unchecked::RootFreshness => "whether the root is still the newest one",
        Unchecked::Log => "a transparency log: there is no entry, or the instance has none",
        Unchecked::Sct => "whether the certificate was logged when it was issued",
        Unchecked::Inclusion => "whether the log has taken what it promised to take",
        Unchecked::Time => "when it was signed: nobody but the signer says so",
        Unchecked::Timestamp => "the timestamp that the envelope has",
        Unchecked::Bytes => "the signed bytes themselves: only their digest is here",
    }
}

/// By which root it is trusted.
pub(super) fn root(root: &Root, whose: Whose) -> String {
    match root {
        Root::PublicGood { taken } => format!("sigstore’s public good instance, as embedded here on {taken}"),
        Root::GitHub { taken } => format!("GitHub’s own instance, as embedded here on {taken}"),
        Root::Given => match whose {
            Whose::Visitor => "the trusted_root.json that you gave".into(),
            Whose::Example => {
                "the trusted_root.json of this example: an authority that was made up for it, and proves nothing elsewhere".into()
            }
            Whose::Address => "the trusted_root.json that the opened address names".into(),
        },
        Root::Key => "the key that was given, and no log".into(),
        Root::Anchors => "the certificates that were given".into(),
    }
}

/// When, and by whose word.
pub(super) fn signed_at(at: &SignedAt) -> String {
    let by = match at.source {
        TimeSource::Log => "by the log’s signature",
        TimeSource::Authority => "by a timestamp authority",
        TimeSource::Signer => "by the signer’s own word, which proves nothing",
        TimeSource::SigningAuthority => "by the word of the signing authority, who owns the certificate",
    };
    format!("{} UTC, {by}", time(at.seconds))
}

/// The name of what a certificate says of the build.
pub(super) const fn claim(claim: Claim) -> &'static str {
    match claim {
        Claim::BuildSigner => "Workflow",
        Claim::BuildSignerDigest => "Workflow’s commit",
        Claim::Runner => "Machine",
        Claim::Source => "Source",
        Claim::SourceDigest => "Commit",
        Claim::SourceRef => "Branch or tag",
        Claim::BuildConfig => "Build file",
        Claim::BuildConfigDigest => "Build file’s commit",
        Claim::Trigger => "Started by",
        Claim::Run => "Run",
        Claim::Visibility => "Repository was",
    }
}

/// By whom it is signed, in short.
pub(super) fn signer(signer: &Signer) -> String {
    match signer {
        Signer::Identity { identity, issuer, .. } => match issuer {
            Some(issuer) => format!("{identity} (issuer {issuer})"),
            None => format!("{identity} (no issuer is named)"),
        },
        Signer::Key { algorithm, fingerprint } => format!("the {algorithm} key {fingerprint}"),
        Signer::Subject { subject, anchor, .. } => format!("{subject} (by {anchor})"),
    }
}

/// Where and when the log has it.
fn logged(verified: &Verified) -> String {
    let Some(entry) = verified.log.first() else {
        return match verified.times.first() {
            Some(at) => format!(", in no log, at {}", signed_at(at)),
            None => ", in no log".into(),
        };
    };
    let at = entry.integrated.or_else(|| Some(verified.times.first()?.seconds));
    let on = at.map(|seconds| format!(" on {} UTC", time(seconds))).unwrap_or_default();
    format!(", in the log at index {}{on}", entry.index)
}

/// Who signed it, and how that stands to what is expected.
pub(super) fn headline(
    verified: &Verified,
    judgement: &Judgement,
    expected: &Expected,
    whose: Whose,
) -> String {
    let who = signer(&verified.signer);
    let who_expects = match whose {
        Whose::Visitor => "you expect",
        Whose::Example => "this example expects",
        Whose::Address => "the address that was opened expects",
    };
    let identity = &expected.identity;
    match judgement {
        Judgement::NobodyExpected => format!(
            "Signed by {who}{}: whether that is who should sign it is yours to say.",
            logged(verified)
        ),
        Judgement::AsExpected => format!("Signed by {who}{}, as {who_expects}.", logged(verified)),
        Judgement::OtherIdentity => {
            format!("Signed by {who}{}, and {who_expects} {identity}.", logged(verified))
        }
        Judgement::OtherIssuer => {
            format!("Signed by {who}{}, and {who_expects} the issuer {}.", logged(verified), expected.issuer)
        }
        Judgement::NoIdentity => {
            format!("Signed by {who}, which has no identity, and {who_expects} {identity}.")
        }
        Judgement::NotByKey => {
            format!("Signed by {who}{}, and {who_expects} a signature by a key.", logged(verified))
        }
    }
}
