//! Keys that sign: anybody can make them again. The browser's tests take this file alone.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::{EncodePublicKey as _, LineEnding};

/// A key that signs.
#[derive(Clone)]
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
        STANDARD.encode(self.sign_raw(bytes))
    }

    /// The signature over some bytes, DER.
    pub fn sign_raw(&self, bytes: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(bytes);
        signature.to_der().as_bytes().to_vec()
    }

    /// The signature over some bytes, of a fixed length, as JWS and COSE have it.
    pub fn sign_fixed(&self, bytes: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(bytes);
        signature.to_bytes().to_vec()
    }

    /// A DSSE envelope.
    pub fn envelope(&self, payload: &str) -> String {
        let (body, signature) = (STANDARD.encode(payload), self.sign(&signed_of(payload)));
        format!(r#"{{"payloadType":"{IN_TOTO}","payload":"{body}","signatures":[{{"sig":"{signature}"}}]}}"#)
    }
}

/// The type of a payload that is an in-toto statement.
pub const IN_TOTO: &str = "application/vnd.in-toto+json";

/// What the signature of an envelope is over.
pub fn signed_of(payload: &str) -> Vec<u8> {
    format!("DSSEv1 {} {IN_TOTO} {} {payload}", IN_TOTO.len(), payload.len()).into_bytes()
}

impl Key {
    /// Its public part, as a SubjectPublicKeyInfo.
    pub fn spki(&self) -> Vec<u8> {
        p256::PublicKey::from(self.0.verifying_key()).to_public_key_der().unwrap().into_vec()
    }
}
