//! What a document of evidence is, and what is inside of it. Nothing of it is verified by reading it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

use super::claims::Claims;
use super::sbom::Sbom;
use super::simple_signing::SimpleSigning;
use super::statement::Statement;
use super::told::{Told, items, reach};
use super::vex::Vex;
use crate::json::Value;
use crate::pace::{Pace, at_once};

/// A document of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A sigstore bundle.
    Bundle(Bundle),
    /// A DSSE envelope that stands alone.
    Envelope(Envelope),
    /// An in-toto statement that nobody signed here.
    Statement(Statement),
    /// What cosign signs.
    SimpleSigning(SimpleSigning),
    /// An envelope of notation, as JSON.
    Notation(Notation),
    /// A bill of materials.
    Sbom(Sbom),
    /// Statements on vulnerabilities.
    Vex(Vex),
}

/// What a bundle has, as it says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// Its media type, which has the version.
    pub media_type: Option<Told>,
    /// Whether it is signed by a key that it does not have.
    pub by_key: bool,
    /// The indexes that it says its entries in logs have.
    pub log_indexes: Vec<Told>,
    /// How many timestamps of authorities it has.
    pub timestamps: usize,
    /// The envelope, where it has one.
    pub envelope: Option<Envelope>,
    /// The digest of what is signed, `algorithm:encoded`, where it says one instead.
    pub message_digest: Option<String>,
}

/// What an envelope has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The type of what is inside.
    pub payload_type: Option<Told>,
    /// What is inside; `None` where it is not base64.
    pub payload: Option<Vec<u8>>,
    /// How many signatures it has.
    pub signatures: usize,
}

/// What an envelope of notation has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notation {
    /// The digest of what is signed, as its payload says.
    pub target: Option<String>,
}

/// The media types of bundles begin so.
const BUNDLE: &str = "application/vnd.dev.sigstore.bundle";

/// The most entries of logs that are told of one bundle: bundles have one.
const ENTRIES: usize = 16;

impl Document {
    /// Reads a document by its shape; `None` where it is no evidence.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        at_once(Self::read_in_pieces(root, &Pace::default()))
    }

    /// As [`Self::read`], a piece at a time.
    pub async fn read_in_pieces(root: Value<'_>, pace: &Pace) -> Option<Self> {
        if let Some(signed) = Self::by_shape(root) {
            return Some(signed);
        }
        match Claims::read_in_pieces(root, pace).await? {
            Claims::Sbom(sbom) => Some(Self::Sbom(sbom)),
            Claims::Vex(vex) => Some(Self::Vex(vex)),
            // A predicate by itself speaks of nothing.
            Claims::Provenance(_) => None,
        }
    }

    /// Whether a document has the shape of evidence, by the names of its outermost members alone.
    #[must_use]
    pub fn is_likely(root: Value<'_>) -> bool {
        const NAMES: [&str; 10] = [
            "verificationMaterial",
            "payloadType",
            "protected",
            "predicateType",
            "critical",
            "spdxVersion",
            "bomFormat",
            "@graph",
            "artifacts",
            "vulnerabilities",
        ];
        NAMES.iter().any(|name| root.get(name).is_some())
            || root.get("@context").is_some_and(|context| {
                context.as_str().is_some_and(|text| text.starts_with("https://openvex.dev/"))
            })
    }

    fn by_shape(root: Value<'_>) -> Option<Self> {
        let media_type = Told::under(root, "mediaType");
        if media_type.as_ref().is_some_and(|told| told.text.starts_with(BUNDLE)) {
            return Some(Self::Bundle(bundle(root, media_type)));
        }
        if root.get("payloadType").is_some() && root.get("signatures").is_some() {
            return Some(Self::Envelope(envelope(root)));
        }
        if root.get("protected").is_some() && root.get("payload").is_some() {
            return Some(Self::Notation(notation(root)));
        }
        let statement = || Statement::read(root).map(Self::Statement);
        statement().or_else(|| SimpleSigning::read(root).map(Self::SimpleSigning))
    }
}

fn bundle(root: Value<'_>, media_type: Option<Told>) -> Bundle {
    let material = root.get("verificationMaterial");
    let entries = material.into_iter().flat_map(|material| items(material, "tlogEntries"));
    let stamps = material.and_then(|value| reach(value, &["timestampVerificationData", "rfc3161Timestamps"]));
    let digest = reach(root, &["messageSignature", "messageDigest"]);
    Bundle {
        media_type,
        by_key: material.is_some_and(|material| material.get("publicKey").is_some()),
        log_indexes: entries.filter_map(|entry| Told::under(entry, "logIndex")).take(ENTRIES).collect(),
        timestamps: stamps.into_iter().flat_map(Value::items).count(),
        envelope: root.get("dsseEnvelope").map(envelope),
        message_digest: digest.and_then(message_digest),
    }
}

fn message_digest(value: Value<'_>) -> Option<String> {
    let algorithm = match Told::under(value, "algorithm")?.text.as_str() {
        "SHA2_256" => "sha256",
        "SHA2_384" => "sha384",
        "SHA2_512" => "sha512",
        _ => return None,
    };
    let raw = unbase64(&Told::under(value, "digest")?.text)?;
    let hex: String = raw.iter().take(64).map(|byte| format!("{byte:02x}")).collect();
    Some(format!("{algorithm}:{hex}"))
}

fn envelope(value: Value<'_>) -> Envelope {
    Envelope {
        payload_type: Told::under(value, "payloadType"),
        payload: Told::under(value, "payload").and_then(|told| unbase64(&told.text)),
        signatures: items(value, "signatures").count(),
    }
}

fn notation(root: Value<'_>) -> Notation {
    let payload = Told::under(root, "payload").and_then(|told| unpadded(&told.text));
    let target = payload.and_then(|payload| {
        let reading = crate::json::read(&payload);
        Told::at(reading.root(&payload)?, &["targetArtifact", "digest"]).map(|told| told.text)
    });
    Notation { target }
}

/// Either alphabet, as DSSE has it.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok()
}

fn unpadded(text: &str) -> Option<Vec<u8>> {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn read(text: &str) -> Option<Document> {
        Document::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_bundle_tells_what_it_has() {
        let payload = STANDARD.encode(r#"{"_type":"https://in-toto.io/Statement/v1"}"#);
        let document = read(&format!(
            r#"{{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{{"certificate":{{}},
            "tlogEntries":[{{"logIndex":"7"}}],"timestampVerificationData":{{"rfc3161Timestamps":[{{}}]}}}},
            "dsseEnvelope":{{"payloadType":"application/vnd.in-toto+json","payload":"{payload}","signatures":[{{}}]}}}}"#
        ));
        let Some(Document::Bundle(bundle)) = document else { panic!("no bundle") };
        assert_eq!((bundle.by_key, bundle.timestamps), (false, 1));
        assert_eq!(bundle.log_indexes[0].text, "7");
        let envelope = bundle.envelope.unwrap();
        assert_eq!(envelope.signatures, 1);
        assert!(envelope.payload.unwrap().starts_with(b"{\"_type\""));
    }

    #[test]
    fn the_digest_of_a_signed_message() {
        let document = read(
            r#"{"mediaType":"application/vnd.dev.sigstore.bundle+json;version=0.1","verificationMaterial":{"publicKey":{}},
            "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"q80="}}}"#,
        );
        let Some(Document::Bundle(bundle)) = document else { panic!("no bundle") };
        assert_eq!((bundle.by_key, bundle.message_digest.as_deref()), (true, Some("sha256:abcd")));
    }

    #[test]
    fn each_kind_by_its_shape() {
        let kind = |text: &str| match read(text) {
            None => "none",
            Some(Document::Bundle(_)) => "bundle",
            Some(Document::Envelope(_)) => "envelope",
            Some(Document::Statement(_)) => "statement",
            Some(Document::SimpleSigning(_)) => "simple signing",
            Some(Document::Notation(_)) => "notation",
            Some(Document::Sbom(_)) => "SBOM",
            Some(Document::Vex(_)) => "VEX",
        };
        for (text, expected) in [
            (r#"{"payloadType":"t","payload":"","signatures":[]}"#, "envelope"),
            (r#"{"payload":"e30","protected":"e30","signature":"","header":{}}"#, "notation"),
            (r#"{"_type":"https://in-toto.io/Statement/v1"}"#, "statement"),
            (r#"{"critical":{}}"#, "simple signing"),
            (r#"{"spdxVersion":"SPDX-2.3"}"#, "SBOM"),
            (r#"{"bomFormat":"CycloneDX","components":[{}]}"#, "SBOM"),
            (r#"{"bomFormat":"CycloneDX","vulnerabilities":[{}]}"#, "VEX"),
            (r#"{"bomFormat":"CycloneDX","components":[{},{}],"vulnerabilities":[{}]}"#, "SBOM"),
            (r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json"}"#, "none"),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
