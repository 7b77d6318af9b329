//! What a verifier is asked.

use serde::{Deserialize, Serialize};

use super::{Bytes, Verdict};

/// What answers questions. The crate `evidence` has the only one.
pub trait Verifier {
    /// Verifies what `question` asks, by nothing but what it trusts.
    ///
    /// # Errors
    /// The first reason why it is not verified.
    fn verify(&self, question: &Question) -> Verdict;
}

/// What is to be verified, and by what it is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The signature with what it is over.
    pub signed: Signed,
    /// What it is trusted by.
    pub trust: Trust,
}

impl Question {
    /// As text, for the way to a worker.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Question::to_json`] wrote.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// A signature with what it is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signed {
    /// A sigstore bundle, and what it must speak of.
    Bundle {
        /// The bundle's bytes.
        bundle: Bytes,
        /// What it must speak of: the signed bytes, or a subject of its statement.
        artifact: Artifact,
    },
    /// Bytes and the signature over them, by a key alone.
    Message {
        /// What is signed.
        message: Bytes,
        /// The signature: DER for ECDSA.
        signature: Bytes,
    },
    /// A DSSE envelope that stands alone, by a key.
    Envelope {
        /// The envelope's bytes.
        envelope: Bytes,
    },
    /// An envelope of notation.
    Notation {
        /// How it is written.
        form: Form,
        /// The envelope's bytes.
        envelope: Bytes,
        /// The digest that its target artifact must have.
        target: String,
    },
}

/// What a bundle must speak of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Artifact {
    /// All bytes.
    Bytes(Bytes),
    /// A digest, `algorithm:encoded`.
    Digest(String),
}

/// How an envelope of notation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// JSON: a JWS in its flattened serialization, `application/jose+json`.
    Jws,
    /// CBOR: `COSE_Sign1`, `application/cose`.
    Cose,
}

/// What is trusted. Nothing else is, and nothing is tried after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// Which sigstore instance.
    pub root: RootChoice,
    /// A public key, PEM. Then the signature must be by it, not by a certificate.
    pub key: Option<String>,
    /// Certificates that an envelope of notation may chain to, PEM, one after the other.
    pub anchors: Option<String>,
}

/// Which root a certificate of sigstore must chain to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RootChoice {
    /// The embedded root of the instance that the certificate names as its issuer; that of sigstore's public good
    /// instance where there is no certificate.
    #[default]
    ByIssuer,
    /// Sigstore's public good instance.
    PublicGood,
    /// GitHub's own instance.
    GitHub,
    /// A `trusted_root.json`.
    Given(String),
}
