//! What cosign writes into annotations, as a bundle of sigstore.
//!
//! A layer of a `sha256-….sig` manifest is what is signed, and its annotations have the signature, the certificate and the
//! log's entry. A layer of `.att` is a DSSE envelope, which has its signature itself.
//!
//! <https://github.com/sigstore/cosign/blob/v2.6.1/specs/SIGNATURE_SPEC.md>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{Artifact, Bytes, Refusal, Signed, Why};
use crate::image::annotations::Annotations;
use crate::json::{self, Value};
use crate::limits;

/// The signature, base64.
pub const SIGNATURE: &str = "dev.cosignproject.cosign/signature";
const CERTIFICATE: &str = "dev.sigstore.cosign/certificate";
const CHAIN: &str = "dev.sigstore.cosign/chain";
const BUNDLE: &str = "dev.sigstore.cosign/bundle";
const TIMESTAMP: &str = "dev.sigstore.cosign/rfc3161timestamp";

/// Why annotations are no signature that can be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no signature.
    NoSignature,
    /// The signature is not base64.
    Signature,
    /// The certificate, or one of its chain, is no PEM.
    Certificate,
    /// The log's entry can't be read.
    Entry,
    /// The timestamp can't be read.
    Timestamp,
    /// The layer is no DSSE envelope.
    Envelope,
    /// Something is larger than what is read.
    TooLarge,
}

/// Whether annotations have a signature, or what an envelope's signature is proved by.
#[must_use]
pub fn is_signed(annotations: &Annotations) -> bool {
    [SIGNATURE, CERTIFICATE, BUNDLE].iter().any(|name| annotations.get(name).is_some())
}

/// Whether a signature is by a key, which has to be given: there is no certificate.
#[must_use]
pub fn is_by_key(annotations: &Annotations) -> bool {
    annotations.get(CERTIFICATE).is_none_or(str::is_empty)
}

impl Fault {
    /// The refusal that it is.
    #[must_use]
    pub fn refusal(self) -> Refusal {
        let (why, detail) = match self {
            Self::NoSignature => (Why::Malformed, "the annotations have no signature"),
            Self::Signature => (Why::Unreadable, "the signature in the annotations is not base64"),
            Self::Certificate => (Why::BadCertificate, "the certificate in the annotations is no PEM"),
            Self::Entry => {
                (Why::Unreadable, "the log\u{2019}s entry in the annotations can\u{2019}t be read")
            }
            Self::Timestamp => (Why::Timestamp, "the timestamp in the annotations can\u{2019}t be read"),
            Self::Envelope => (Why::Unreadable, "the layer is no DSSE envelope"),
            Self::TooLarge => (Why::TooLarge, "the annotations are larger than what is read"),
        };
        Refusal::new(why, detail)
    }
}

/// The question that a layer and its annotations are: a bundle where there is a certificate or a log's entry, and
/// otherwise bytes and a signature by a key. `about` is the digest that an envelope's statement must speak of.
///
/// # Errors
/// What of it can't be read.
pub fn signed(layer: &[u8], annotations: &Annotations, about: &str) -> Result<Signed, Fault> {
    let said: usize = [SIGNATURE, CERTIFICATE, CHAIN, BUNDLE, TIMESTAMP]
        .iter()
        .filter_map(|name| annotations.get(name))
        .map(str::len)
        .sum();
    if said > limits::EVIDENCE_ANNOTATION_BYTES || layer.len() > limits::DOCUMENT_BYTES {
        return Err(Fault::TooLarge);
    }
    let envelope = annotations.get(SIGNATURE).filter(|text| !text.is_empty()).is_none();
    let material = material(annotations)?;
    if envelope {
        let reading = json::read(layer);
        let root = reading.root(layer).filter(|_| reading.problems.is_empty()).ok_or(Fault::Envelope)?;
        if root.get("payloadType").is_none() {
            return Err(Fault::NoSignature);
        }
        let Some(material) = material else {
            return Ok(Signed::Envelope { envelope: Bytes(layer.to_vec()) });
        };
        let inside: serde_json::Value = serde_json::from_slice(layer).map_err(|_| Fault::Envelope)?;
        let bundle =
            json!({"mediaType": MEDIA_TYPE, "verificationMaterial": material, "dsseEnvelope": inside});
        return Ok(as_bundle(&bundle, Artifact::Digest(about.to_owned())));
    }
    let signature = annotations.get(SIGNATURE).ok_or(Fault::NoSignature)?;
    let raw = STANDARD.decode(signature).map_err(|_| Fault::Signature)?;
    let Some(material) = material else {
        return Ok(Signed::Message { message: Bytes(layer.to_vec()), signature: Bytes(raw) });
    };
    let bundle = json!({
        "mediaType": MEDIA_TYPE,
        "verificationMaterial": material,
        "messageSignature": {"signature": STANDARD.encode(raw)},
    });
    Ok(as_bundle(&bundle, Artifact::Bytes(Bytes(layer.to_vec()))))
}

/// The version whose bundles have the log's promise, and may lack a proof: as cosign's annotations.
const MEDIA_TYPE: &str = "application/vnd.dev.sigstore.bundle+json;version=0.1";

fn as_bundle(bundle: &serde_json::Value, artifact: Artifact) -> Signed {
    Signed::Bundle { bundle: Bytes(bundle.to_string().into_bytes()), artifact }
}

/// Certificate, log's entry and timestamp; `None` where there is none of them, so that a key is all there can be.
fn material(annotations: &Annotations) -> Result<Option<serde_json::Value>, Fault> {
    let said = |name| annotations.get(name).filter(|text| !text.is_empty());
    let (certificate, entry, timestamp) = (said(CERTIFICATE), said(BUNDLE), said(TIMESTAMP));
    if certificate.is_none() && entry.is_none() && timestamp.is_none() {
        return Ok(None);
    }
    let entries: Vec<_> = entry.map(log_entry).transpose()?.into_iter().collect();
    let timestamps: Vec<_> = timestamp.map(rfc3161).transpose()?.into_iter().collect();
    let mut material = json!({
        "tlogEntries": entries,
        "timestampVerificationData": {"rfc3161Timestamps": timestamps},
    });
    let who = match certificate {
        Some(certificate) => {
            let mut chain = pem(certificate).ok_or(Fault::Certificate)?;
            chain.truncate(1);
            chain.extend(
                said(CHAIN).map(|text| pem(text).ok_or(Fault::Certificate)).transpose()?.unwrap_or_default(),
            );
            let certificates: Vec<_> =
                chain.iter().map(|der| json!({"rawBytes": STANDARD.encode(der)})).collect();
            ("x509CertificateChain", json!({"certificates": certificates}))
        }
        None => ("publicKey", json!({"hint": ""})),
    };
    if let Some(object) = material.as_object_mut() {
        object.insert(who.0.to_owned(), who.1);
    }
    Ok(Some(material))
}

/// The log's entry with its promise: `{"SignedEntryTimestamp", "Payload": {"body", "integratedTime", "logIndex", "logID"}}`.
fn log_entry(text: &str) -> Result<serde_json::Value, Fault> {
    let reading = json::read(text.as_bytes());
    let root = reading.root(text.as_bytes()).filter(|_| reading.problems.is_empty()).ok_or(Fault::Entry)?;
    entry_of(root).ok_or(Fault::Entry)
}

fn entry_of(root: Value<'_>) -> Option<serde_json::Value> {
    let promise = root.get("SignedEntryTimestamp")?.as_str()?;
    let payload = root.get("Payload")?;
    let body = payload.get("body")?.as_str()?;
    let inside = STANDARD.decode(body.as_bytes()).ok()?;
    let reading = json::read(&inside);
    let entry = reading.root(&inside)?;
    Some(json!({
        "logIndex": payload.get("logIndex")?.as_i64()?.to_string(),
        "logId": {"keyId": STANDARD.encode(unhex(&payload.get("logID")?.as_str()?)?)},
        "kindVersion": {"kind": entry.get("kind")?.as_str()?, "version": entry.get("apiVersion")?.as_str()?},
        "integratedTime": payload.get("integratedTime")?.as_i64()?.to_string(),
        "inclusionPromise": {"signedEntryTimestamp": promise},
        "canonicalizedBody": body,
    }))
}

fn rfc3161(text: &str) -> Result<serde_json::Value, Fault> {
    let reading = json::read(text.as_bytes());
    let root = reading.root(text.as_bytes()).filter(|_| reading.problems.is_empty());
    let stamp = root.and_then(|root| root.get("SignedRFC3161Timestamp")?.as_str());
    Ok(json!({"signedTimestamp": stamp.ok_or(Fault::Timestamp)?}))
}

/// The bytes of each block of PEM; `None` where there is none, or one that can't be read.
fn pem(text: &str) -> Option<Vec<Vec<u8>>> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    let blocks = text.split(BEGIN).skip(1).map(|block| {
        let (inside, _) = block.split_once(END)?;
        let lines: String = inside.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        STANDARD.decode(lines).ok()
    });
    let blocks: Vec<Vec<u8>> = blocks.collect::<Option<_>>()?;
    (!blocks.is_empty()).then_some(blocks)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    pairs.collect()
}
