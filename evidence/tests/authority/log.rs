//! A transparency log: one entry, its promise, and the proof that a tree of two entries has it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Key;

/// The name that the log signs its checkpoints by.
const ORIGIN: &str = "log.example.test";

/// The hash of some bytes.
pub fn hash(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// Hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the log says of an entry.
pub struct Entry {
    pub index: i64,
    pub at: i64,
    pub body: Vec<u8>,
    pub kind: (&'static str, &'static str),
    pub promise: Vec<u8>,
    pub log_id: Vec<u8>,
    proof: Value,
}

/// Which words of the log go along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Promise,
    Proof,
    Both,
}

impl Entry {
    /// The entry of `body`, taken by the log of `key`.
    pub fn new(key: &Key, kind: (&'static str, &'static str), body: Vec<u8>, at: i64) -> Self {
        let (index, log_id) = (1, hash(&key.spki()));
        // RFC 8785 is what this is written by: its names are in order, and it has neither spaces nor other letters.
        let promised = format!(
            r#"{{"body":"{}","integratedTime":{at},"logID":"{}","logIndex":{index}}}"#,
            STANDARD.encode(&body),
            hex(&log_id)
        );
        let promise = key.sign_raw(promised.as_bytes());
        let leaf = hash(&[&[0][..], &body].concat());
        let other = hash(&[&[0][..], b"the entry before it"].concat());
        let root = hash(&[&[1][..], &other, &leaf].concat());
        let checkpoint = format!("{ORIGIN}\n2\n{}\n", STANDARD.encode(&root));
        let signature = [&log_id[..4], &key.sign_raw(checkpoint.as_bytes())].concat();
        let envelope = format!("{checkpoint}\n\u{2014} {ORIGIN} {}\n", STANDARD.encode(signature));
        let proof = json!({
            "logIndex": "1",
            "treeSize": "2",
            "rootHash": STANDARD.encode(&root),
            "hashes": [STANDARD.encode(&other)],
            "checkpoint": {"envelope": envelope},
        });
        Self { index, at, body, kind, promise, log_id, proof }
    }

    /// As a bundle has it.
    pub fn in_bundle(&self, words: Words) -> Value {
        let mut entry = json!({
            "logIndex": self.index.to_string(),
            "logId": {"keyId": STANDARD.encode(&self.log_id)},
            "kindVersion": {"kind": self.kind.0, "version": self.kind.1},
            "canonicalizedBody": STANDARD.encode(&self.body),
        });
        if self.kind != V2 {
            entry["integratedTime"] = self.at.to_string().into();
        }
        if words != Words::Proof {
            entry["inclusionPromise"] = json!({"signedEntryTimestamp": STANDARD.encode(&self.promise)});
        }
        if words != Words::Promise {
            entry["inclusionProof"] = self.proof.clone();
        }
        entry
    }

    /// As cosign's annotation has it.
    pub fn in_annotation(&self) -> String {
        json!({
            "SignedEntryTimestamp": STANDARD.encode(&self.promise),
            "Payload": {
                "body": STANDARD.encode(&self.body),
                "integratedTime": self.at,
                "logIndex": self.index,
                "logID": hex(&self.log_id),
            },
        })
        .to_string()
    }
}

/// What the log of version 2 takes.
pub const V2: (&str, &str) = ("hashedrekord", "0.0.2");

/// The body of an entry for some bytes and their signature; `verifier` is PEM.
pub fn of_bytes(bytes: &[u8], signature: &[u8], verifier: &str) -> Vec<u8> {
    json!({
        "apiVersion": "0.0.1",
        "kind": "hashedrekord",
        "spec": {
            "data": {"hash": {"algorithm": "sha256", "value": hex(&hash(bytes))}},
            "signature": {"content": STANDARD.encode(signature), "publicKey": {"content": STANDARD.encode(verifier)}},
        },
    })
    .to_string()
    .into_bytes()
}

/// That of the log's version 2; `certificate` is DER.
pub fn of_bytes_v2(bytes: &[u8], signature: &[u8], certificate: &[u8]) -> Vec<u8> {
    let verifier = json!({
        "keyDetails": "PKIX_ECDSA_P256_SHA_256",
        "x509Certificate": {"rawBytes": STANDARD.encode(certificate)},
    });
    json!({
        "apiVersion": "0.0.2",
        "kind": "hashedrekord",
        "spec": {"hashedRekordV002": {
            "data": {"algorithm": "SHA2_256", "digest": STANDARD.encode(hash(bytes))},
            "signature": {"content": STANDARD.encode(signature), "verifier": verifier},
        }},
    })
    .to_string()
    .into_bytes()
}

/// The body of an entry for an envelope.
pub fn of_envelope(payload: &[u8], signature: &[u8], verifier: &str) -> Vec<u8> {
    json!({
        "apiVersion": "0.0.1",
        "kind": "dsse",
        "spec": {
            "envelopeHash": {"algorithm": "sha256", "value": hex(&hash(payload))},
            "payloadHash": {"algorithm": "sha256", "value": hex(&hash(payload))},
            "signatures": [{"signature": STANDARD.encode(signature), "verifier": STANDARD.encode(verifier)}],
        },
    })
    .to_string()
    .into_bytes()
}
