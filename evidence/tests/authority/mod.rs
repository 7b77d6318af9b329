//! An authority for tests and examples: certificates, a log of them, a log of signatures and timestamps, all by keys that
//! anybody can make again. Nothing that it signs proves anything to anybody who did not choose its root.
//!
//! - [`certificates`]: a root, an intermediate, and what they issue;
//! - [`log`]: the log of signatures; [`stamp`]: timestamps;
//! - [`signing`]: what cosign and sigstore's clients write of it, as bundles and annotations; [`notation`]: envelopes;
//! - [`examples`]: the page's examples of evidence;
//! - [`registry`]: a registry that has what was signed.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

pub mod certificates;
pub mod examples;
pub mod key;
pub mod log;
pub mod notation;
#[path = "../../../tests/fixtures/registry.rs"]
pub mod registry;
pub mod signing;
pub mod stamp;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use certificates::{ALWAYS, Asked, Owner, TIME_STAMPING, issue, of_authority, of_signer};
use log::hash;

pub use key::{IN_TOTO, Key, signed_of};

/// PEM of a certificate.
pub fn pem_of(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// An instance of sigstore's services.
pub struct Authority {
    pub root: Owner,
    pub intermediate: Owner,
    /// The log of certificates.
    pub ct: Key,
    /// The log of signatures.
    pub log: Key,
    /// The timestamp authority, and whom that is by.
    pub stamps: Owner,
    stamps_root: Owner,
}

/// The names of the authority's certificates.
const ROOT: &str = "CN=Root of the examples,O=Bayplan examples (proves nothing)";
const INTERMEDIATE: &str = "CN=Intermediate of the examples,O=Bayplan examples (proves nothing)";
const STAMPS: &str = "CN=Timestamps of the examples,O=Bayplan examples (proves nothing)";
const STAMPS_ROOT: &str = "CN=Root of the examples’ timestamps,O=Bayplan examples (proves nothing)";

impl Authority {
    /// The authority of this seed; seeds that are ten apart have no key in common.
    pub fn new(seed: u8) -> Self {
        let key = |at: u8| Key::new(seed + at);
        let own = |subject, key: Key| {
            let asked =
                Asked { subject, issuer: subject, serial: 1, valid: ALWAYS, extensions: of_authority() };
            Owner { der: issue(&asked, &key, &key), key }
        };
        let by = |by: &Owner, subject, issuer, key: Key, extensions| {
            let asked = Asked { subject, issuer, serial: 2, valid: ALWAYS, extensions };
            Owner { der: issue(&asked, &key, &by.key), key }
        };
        let (root, stamps_root) = (own(ROOT, key(0)), own(STAMPS_ROOT, key(4)));
        Self {
            intermediate: by(&root, INTERMEDIATE, ROOT, key(1), of_authority()),
            stamps: by(&stamps_root, STAMPS, STAMPS_ROOT, key(5), of_signer(TIME_STAMPING)),
            root,
            stamps_root,
            ct: key(2),
            log: key(3),
        }
    }

    /// What it is trusted by.
    pub fn trusted_root(&self) -> String {
        let window = json!({"start": "2025-01-01T00:00:00Z"});
        let log = |key: &Key, url: &str| {
            json!([{
                "baseUrl": url,
                "hashAlgorithm": "SHA2_256",
                "publicKey": {
                    "rawBytes": STANDARD.encode(key.spki()),
                    "keyDetails": "PKIX_ECDSA_P256_SHA_256",
                    "validFor": window,
                },
                "logId": {"keyId": STANDARD.encode(hash(&key.spki()))},
            }])
        };
        let chain = |owners: [&Owner; 2], url: &str| {
            let certificates = owners.map(|owner| json!({"rawBytes": STANDARD.encode(&owner.der)}));
            json!([{
                "subject": {"organization": "Bayplan examples (proves nothing)", "commonName": "Examples"},
                "uri": url,
                "certChain": {"certificates": certificates},
                "validFor": window,
            }])
        };
        let root: Value = json!({
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": log(&self.log, "https://log.example.test"),
            "certificateAuthorities": chain([&self.intermediate, &self.root], "https://authority.example.test"),
            "ctlogs": log(&self.ct, "https://certificates.example.test"),
            "timestampAuthorities": chain([&self.stamps, &self.stamps_root], "https://stamps.example.test"),
        });
        format!("{}\n", serde_json::to_string_pretty(&root).unwrap())
    }
}
