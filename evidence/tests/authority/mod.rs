//! A small authority for the tests: keys that sign as cosign does, and a registry that has what they signed.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

#[path = "../../../tests/fixtures/registry.rs"]
pub mod registry;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::{EncodePublicKey as _, LineEnding};

/// A key that signs.
pub struct Key(SigningKey);

impl Key {
    /// The key of this seed.
    pub fn new(seed: u8) -> Self {
        Self(SigningKey::from_slice(&[seed; 32]).unwrap())
    }

    /// Its public part.
    pub fn pem(&self) -> String {
        p256::PublicKey::from(self.0.verifying_key()).to_public_key_pem(LineEnding::LF).unwrap()
    }

    /// The signature over some bytes, base64.
    pub fn sign(&self, bytes: &[u8]) -> String {
        let signature: Signature = self.0.sign(bytes);
        STANDARD.encode(signature.to_der().as_bytes())
    }

    /// A DSSE envelope.
    pub fn envelope(&self, payload: &str) -> String {
        let kind = "application/vnd.in-toto+json";
        let pae = format!("DSSEv1 {} {kind} {} {payload}", kind.len(), payload.len());
        let (body, signature) = (STANDARD.encode(payload), self.sign(pae.as_bytes()));
        format!(r#"{{"payloadType":"{kind}","payload":"{body}","signatures":[{{"sig":"{signature}"}}]}}"#)
    }
}
