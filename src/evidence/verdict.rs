//! What a verifier answers: by whom a thing is signed, what of it was checked, and what was not; or why it is refused.

use serde::{Deserialize, Serialize};

/// Verified, with what was checked; or refused, with why.
pub type Verdict = Result<Verified, Refusal>;

/// A signature that was verified. It says that *somebody* signed: whether that is who should, a policy says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// By whom.
    pub signer: Signer,
    /// By which root that is trusted.
    pub root: Root,
    /// Its entries in transparency logs, all of them verified.
    pub log: Vec<Logged>,
    /// Times at which it is proved to have been there.
    pub times: Vec<SignedAt>,
    /// What was checked, all of it with success.
    pub checked: Vec<Checked>,
    /// What was not checked.
    pub unchecked: Vec<Unchecked>,
}

/// By whom a thing is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signer {
    /// An identity that a certificate authority saw proved, and by whom.
    Identity {
        /// The certificate's subject alternative name.
        identity: String,
        /// What that is.
        kind: IdentityKind,
        /// Who told the authority: the OpenID issuer.
        issuer: Option<String>,
        /// What else the certificate says of the build, in the order of the certificate's extensions.
        claims: Vec<(Claim, String)>,
        /// When the certificate is valid, in seconds since 1970.
        valid: (i64, i64),
    },
    /// A key, and nobody's name.
    Key {
        /// Such as `ECDSA P-256`.
        algorithm: String,
        /// `sha256:` and the digest of its SubjectPublicKeyInfo.
        fingerprint: String,
    },
    /// A certificate's subject, by a chain to a root that was given.
    Subject {
        /// The distinguished name of the certificate that signed, as in RFC 4514.
        subject: String,
        /// The distinguished name of the root.
        anchor: String,
        /// `sha256:` and the digest of the certificate that signed.
        fingerprint: String,
        /// When the certificate is valid, in seconds since 1970.
        valid: (i64, i64),
    },
}

/// What a certificate's subject alternative name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdentityKind {
    /// A mail address.
    Email,
    /// A URI, such as a workflow's.
    Uri,
    /// Another kind of name, or none.
    Other,
}

/// What a certificate of sigstore says of the build that it was issued to.
///
/// <https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// The workflow that asked for the certificate.
    BuildSigner,
    /// The commit that the workflow is from.
    BuildSignerDigest,
    /// Whose machine it ran on.
    Runner,
    /// The repository that was built.
    Source,
    /// Its commit.
    SourceDigest,
    /// Its branch or tag.
    SourceRef,
    /// What the build was told to do.
    BuildConfig,
    /// Its commit.
    BuildConfigDigest,
    /// What started the build.
    Trigger,
    /// The run.
    Run,
    /// Whether the repository was public.
    Visibility,
}

/// By which root a signer is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Root {
    /// Sigstore's public good instance, as embedded.
    PublicGood {
        /// When that was taken, as `2026-10-23`.
        taken: String,
    },
    /// GitHub's own instance, as embedded.
    GitHub {
        /// When that was taken.
        taken: String,
    },
    /// A `trusted_root.json` that the visitor gave.
    Given,
    /// The key that the visitor gave, and no log.
    Key,
    /// Certificates that the visitor gave.
    Anchors,
}

/// An entry of a transparency log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// Its index, by which the log is asked for it.
    pub index: u64,
    /// The log's address, as the root has it.
    pub log: Option<String>,
    /// When the log took it, in seconds since 1970; only what the log signed.
    pub integrated: Option<i64>,
    /// Whether an inclusion proof with a signed checkpoint was verified.
    pub proof: bool,
    /// Whether the log's signed promise was verified.
    pub promise: bool,
}

/// A time at which a signature is proved to have been there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedAt {
    /// Seconds since 1970.
    pub seconds: i64,
    /// By whose word.
    pub source: TimeSource,
}

/// By whose word a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeSource {
    /// The log's signature.
    Log,
    /// A timestamp authority's.
    Authority,
    /// The signer's own, which proves nothing.
    Signer,
    /// A signing authority's, which is the certificate's owner.
    SigningAuthority,
}

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Checked {
    /// The signature, over these bytes.
    Signature,
    /// That the signed bytes are these, or that the statement has this digest as a subject.
    Artifact,
    /// The certificate's chain, at each time at which the signature is proved to have been there.
    Chain,
    /// That the certificate was logged when it was issued: its SCT.
    Sct,
    /// A log's inclusion proof, up to a signed checkpoint.
    Inclusion,
    /// A log's signed promise to include it.
    Promise,
    /// That the log's entry is of this signature.
    Entry,
    /// A timestamp by an authority.
    Timestamp,
    /// That the envelope's own expiry is not over.
    Expiry,
}

/// What was not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unchecked {
    /// Whether certificates or keys were revoked: no list is asked.
    Revocation,
    /// Whether the root is still the newest.
    RootFreshness,
    /// Transparency logs: there is no entry, or the instance has none.
    Log,
    /// Whether the certificate was logged when it was issued.
    Sct,
    /// Whether the log has taken what it promised to take.
    Inclusion,
    /// When it was signed: nobody but the signer says so.
    Time,
    /// The timestamp that the envelope has.
    Timestamp,
    /// The signed bytes themselves: only their digest was there.
    Bytes,
}

/// Why a signature is refused: the first reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The reason.
    pub why: Why,
    /// More of it, as the verifier says it.
    pub detail: String,
}

/// Reasons to refuse a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Why {
    /// It can't be read.
    Unreadable,
    /// It is larger than what is read.
    TooLarge,
    /// It is of a kind, or by an algorithm, that is not verified here.
    Unsupported,
    /// It says what the format does not allow, or lacks what the format asks for.
    Malformed,
    /// It is signed by a key, and none was given.
    NoKey,
    /// A key was given, and it is signed by a certificate.
    ByCertificate,
    /// The key that was given can't be used.
    BadKey,
    /// No root was given to chain to.
    NoAnchors,
    /// The root that was given can't be used.
    BadRoot,
    /// It is about something else: the digest is another.
    OtherArtifact,
    /// The bytes are needed, and only their digest is there.
    NeedsBytes,
    /// The signature is not by this key over these bytes.
    Signature,
    /// The certificate can't be read.
    BadCertificate,
    /// The certificate does not chain to the root.
    Chain,
    /// The certificate was not valid when it was signed.
    CertificateTime,
    /// The certificate is not valid now, and nobody but the signer says when it was signed.
    CertificateNow,
    /// The certificate's SCT is missing or not by a log of the root.
    Sct,
    /// The log is none of the root's.
    OtherLog,
    /// There is no proof that a log has it.
    NotLogged,
    /// The log's inclusion proof does not hold.
    Inclusion,
    /// The log's checkpoint is not signed by a log of the root, or of another tree.
    Checkpoint,
    /// The log's promise is not signed by a log of the root.
    Promise,
    /// The log's entry is of another signature.
    OtherEntry,
    /// The log's time is outside of the certificate's validity, or not yet here.
    LogTime,
    /// A timestamp is not by an authority of the root, or of another signature.
    Timestamp,
    /// Nobody but the signer says when it was signed.
    NoTime,
    /// The envelope's own expiry is over.
    Expired,
    /// The envelope asks that something be understood which is not.
    Critical,
    /// The verifier did not come to an end.
    Failed,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 29] = [
        Self::Unreadable,
        Self::TooLarge,
        Self::Unsupported,
        Self::Malformed,
        Self::NoKey,
        Self::ByCertificate,
        Self::BadKey,
        Self::NoAnchors,
        Self::BadRoot,
        Self::OtherArtifact,
        Self::NeedsBytes,
        Self::Signature,
        Self::BadCertificate,
        Self::Chain,
        Self::CertificateTime,
        Self::CertificateNow,
        Self::Sct,
        Self::OtherLog,
        Self::NotLogged,
        Self::Inclusion,
        Self::Checkpoint,
        Self::Promise,
        Self::OtherEntry,
        Self::LogTime,
        Self::Timestamp,
        Self::NoTime,
        Self::Expired,
        Self::Critical,
        Self::Failed,
    ];
}

impl Refusal {
    /// For this reason, with what the verifier says.
    #[must_use]
    pub fn new(why: Why, detail: impl Into<String>) -> Self {
        Self { why, detail: detail.into() }
    }
}

/// A verdict as text, for the way from a worker.
#[must_use]
pub fn verdict_to_json(verdict: &Verdict) -> String {
    serde_json::to_string(verdict).unwrap_or_default()
}

/// Reads what [`verdict_to_json`] wrote.
#[must_use]
pub fn verdict_from_json(text: &str) -> Option<Verdict> {
    serde_json::from_str(text).ok()
}
