//! What is signed, as cosign and sigstore's clients write it: annotations and bundles.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::certificates::{Asked, Owner, issue, issue_logged, of_identity};
use super::log::{self, Entry, Words, hash};
use super::stamp::stamp;
use super::{Authority, Key, pem_of, signed_of};

/// When things are signed: 2025-03-01, 12:00 UTC.
pub const AT: i64 = 1_740_830_400;

/// Who signs in the tests and the examples.
pub const IDENTITY: &str =
    "https://git.example.test/bayplan/app/.github/workflows/release.yml@refs/tags/v1.4.0";
/// By whom the authority was told so.
pub const ISSUER: &str = "https://login.example.test";
/// The repository that was built.
pub const SOURCE: &str = "https://git.example.test/bayplan/app";
/// Its commit.
pub const COMMIT: &str = "4f1c9a2be07d35864c2fbd1e7a9350c8d6e2b147";

/// By whom each part of a signature is: all of one authority, unless a test breaks it.
pub struct Signing<'a> {
    pub identity: &'a str,
    /// Whose intermediate signs the certificate.
    pub certificate: &'a Authority,
    /// Whose log says that it has the certificate; nobody's.
    pub ct: Option<&'a Authority>,
    /// Whose log has the signature.
    pub log: &'a Authority,
    /// Whose timestamps it has.
    pub stamps: Option<&'a Authority>,
    /// When the log took it, or the timestamp is of.
    pub at: i64,
}

impl<'a> Signing<'a> {
    pub fn by(authority: &'a Authority) -> Self {
        Self {
            identity: IDENTITY,
            certificate: authority,
            ct: Some(authority),
            log: authority,
            stamps: None,
            at: AT,
        }
    }

    /// The signer's key and certificate, which is valid for ten minutes.
    pub fn signer(&self) -> Owner {
        let key = Key::new(90);
        let asked = Asked {
            subject: "",
            issuer: super::INTERMEDIATE,
            serial: 7,
            valid: (AT - 60, AT + 540),
            extensions: of_identity(self.identity, ISSUER, Some((SOURCE, COMMIT))),
        };
        let by = &self.certificate.intermediate.key;
        let der = match self.ct {
            Some(ct) => issue_logged(&asked, &key, by, &ct.ct),
            None => issue(&asked, &key, by),
        };
        Owner { key, der }
    }

    /// The annotations of a layer, keyless: what cosign writes beside an image.
    pub fn annotations(&self, layer: &[u8]) -> Value {
        let Owner { key, der } = self.signer();
        let signature = key.sign_raw(layer);
        let body = log::of_bytes(layer, &signature, &pem_of(&der));
        let entry = Entry::new(&self.log.log, ("hashedrekord", "0.0.1"), body, self.at);
        let chain = [&self.certificate.intermediate, &self.certificate.root].map(|owner| pem_of(&owner.der));
        json!({
            "dev.cosignproject.cosign/signature": STANDARD.encode(&signature),
            "dev.sigstore.cosign/certificate": pem_of(&der),
            "dev.sigstore.cosign/chain": chain.concat(),
            "dev.sigstore.cosign/bundle": entry.in_annotation(),
        })
    }

    /// A bundle of a statement.
    pub fn of_statement(&self, version: Version, payload: &str) -> Value {
        let Owner { key, der } = self.signer();
        let signed = signed_of(payload);
        let signature = key.sign_raw(&signed);
        let (kind, body) = match version {
            Version::Log2 => (log::V2, log::of_bytes_v2(&signed, &signature, &der)),
            _ => (("dsse", "0.0.1"), log::of_envelope(payload.as_bytes(), &signature, &pem_of(&der))),
        };
        let mut bundle = self.material(version, &der, kind, body, &signature);
        bundle["dsseEnvelope"] = json!({
            "payloadType": super::IN_TOTO,
            "payload": STANDARD.encode(payload),
            "signatures": [{"sig": STANDARD.encode(&signature)}],
        });
        bundle
    }

    /// A bundle of bytes.
    pub fn of_bytes(&self, version: Version, bytes: &[u8]) -> Value {
        let Owner { key, der } = self.signer();
        let signature = key.sign_raw(bytes);
        let (kind, body) = match version {
            Version::Log2 => (log::V2, log::of_bytes_v2(bytes, &signature, &der)),
            _ => (("hashedrekord", "0.0.1"), log::of_bytes(bytes, &signature, &pem_of(&der))),
        };
        let mut bundle = self.material(version, &der, kind, body, &signature);
        bundle["messageSignature"] = json!({
            "messageDigest": {"algorithm": "SHA2_256", "digest": STANDARD.encode(hash(bytes))},
            "signature": STANDARD.encode(&signature),
        });
        bundle
    }

    fn material(
        &self,
        version: Version,
        der: &[u8],
        kind: (&'static str, &'static str),
        body: Vec<u8>,
        signature: &[u8],
    ) -> Value {
        let entry = Entry::new(&self.log.log, kind, body, self.at).in_bundle(version.words());
        let stamps = self.stamps.map(|by| stamp(&by.stamps, signature, self.at));
        let stamps: Vec<Value> =
            stamps.iter().map(|bytes| json!({"signedTimestamp": STANDARD.encode(bytes)})).collect();
        let mut material =
            json!({"tlogEntries": [entry], "timestampVerificationData": {"rfc3161Timestamps": stamps}});
        let one = json!({"rawBytes": STANDARD.encode(der)});
        match version {
            Version::V1 | Version::V2 => material["x509CertificateChain"] = json!({"certificates": [one]}),
            Version::V3 | Version::Log2 => material["certificate"] = one,
        }
        json!({"mediaType": version.media_type(), "verificationMaterial": material})
    }
}

/// The annotations of a layer, by a key, logged or not.
pub fn annotations_by_key(key: &Key, layer: &[u8], log: Option<&Authority>) -> Value {
    let signature = key.sign_raw(layer);
    let mut annotations = json!({"dev.cosignproject.cosign/signature": STANDARD.encode(&signature)});
    if let Some(log) = log {
        let body = log::of_bytes(layer, &signature, &key.pem());
        let entry = Entry::new(&log.log, ("hashedrekord", "0.0.1"), body, AT);
        annotations["dev.sigstore.cosign/bundle"] = entry.in_annotation().into();
    }
    annotations
}

/// How a bundle is written, and by which version of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    V1,
    V2,
    V3,
    /// As [`Self::V3`], by the log's version 2.
    Log2,
}

impl Version {
    pub const ALL: [Self; 4] = [Self::V1, Self::V2, Self::V3, Self::Log2];

    const fn media_type(self) -> &'static str {
        match self {
            Self::V1 => "application/vnd.dev.sigstore.bundle+json;version=0.1",
            Self::V2 => "application/vnd.dev.sigstore.bundle+json;version=0.2",
            Self::V3 | Self::Log2 => "application/vnd.dev.sigstore.bundle.v0.3+json",
        }
    }

    const fn words(self) -> Words {
        match self {
            Self::V1 => Words::Promise,
            Self::V2 | Self::V3 => Words::Both,
            Self::Log2 => Words::Proof,
        }
    }
}
