//! Signatures by a key that the visitor gave.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use bayplan::evidence::statement::Statement;
use bayplan::evidence::{Artifact, Checked, Refusal, Root, Signer, Trust, Unchecked, Verdict, Verified, Why};
use bayplan::json;
use sigstore_verify::crypto::{KeyAlgorithm, SigningScheme, VerificationKey, parse_certificate_info};
use sigstore_verify::types::{Bundle, DerCertificate, DerPublicKey, SignatureBytes, SignatureContent, pae};

use crate::certificate::fingerprint;

/// A public key.
pub(crate) struct Key {
    /// Its SubjectPublicKeyInfo.
    pub(crate) der: DerPublicKey,
    algorithm: KeyAlgorithm,
}

/// Reads a key, or a certificate's, from PEM.
pub(crate) fn read(text: &str) -> Result<Key, Refusal> {
    let bad = |detail: String| Refusal::new(Why::BadKey, detail);
    let block = pem::parse(text).map_err(|error| bad(error.to_string()))?;
    let der = match block.tag() {
        "PUBLIC KEY" => DerPublicKey::new(block.into_contents()),
        "CERTIFICATE" => {
            let info = parse_certificate_info(&DerCertificate::new(block.into_contents()));
            info.map_err(|error| bad(error.to_string()))?.public_key
        }
        tag if tag.ends_with("PRIVATE KEY") => return Err(bad("this is a private key".into())),
        tag => return Err(bad(format!("a PEM block of the kind {tag:?}"))),
    };
    let algorithm = KeyAlgorithm::from_spki(&der).map_err(|error| bad(error.to_string()))?;
    Ok(Key { der, algorithm })
}

impl Key {
    pub(crate) fn signer(&self) -> Signer {
        let algorithm = match self.algorithm {
            KeyAlgorithm::EcdsaP256 => "ECDSA P-256",
            KeyAlgorithm::EcdsaP384 => "ECDSA P-384",
            KeyAlgorithm::Rsa => "RSA",
            KeyAlgorithm::Ed25519 => "Ed25519",
            _ => "another algorithm",
        };
        Signer::Key { algorithm: algorithm.into(), fingerprint: fingerprint(self.der.as_bytes()) }
    }

    /// How keys of this kind sign: cosign has signed by SHA-256 whatever the key, and does by the key's own hash now.
    fn schemes(&self) -> Result<&'static [SigningScheme], Refusal> {
        Ok(match self.algorithm {
            KeyAlgorithm::EcdsaP256 => &[SigningScheme::EcdsaP256Sha256],
            KeyAlgorithm::EcdsaP384 => &[SigningScheme::EcdsaP384Sha384, SigningScheme::EcdsaP384Sha256],
            KeyAlgorithm::Rsa => &[SigningScheme::RsaPkcs1Sha256, SigningScheme::RsaPssSha256],
            KeyAlgorithm::Ed25519 => &[SigningScheme::Ed25519],
            _ => return Err(Refusal::new(Why::Unsupported, "keys of this kind are not verified here")),
        })
    }

    /// Whether the key signed these bytes so.
    fn check(&self, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        let signature = SignatureBytes::new(signature.to_vec());
        let mut last = String::new();
        for scheme in self.schemes()? {
            let key = VerificationKey::from_spki_with_scheme(&self.der, *scheme)
                .map_err(|error| Refusal::new(Why::BadKey, error.to_string()))?;
            match key.verify(message, &signature) {
                Ok(()) => return Ok(()),
                Err(error) => last = error.to_string(),
            }
        }
        Err(Refusal::new(Why::Signature, last))
    }

    fn verified(&self, artifact: bool) -> Verified {
        let mut checked = vec![Checked::Signature];
        if artifact {
            checked.push(Checked::Artifact);
        }
        Verified {
            signer: self.signer(),
            root: Root::Key,
            log: Vec::new(),
            times: Vec::new(),
            checked,
            unchecked: vec![Unchecked::Revocation, Unchecked::Log, Unchecked::Time],
        }
    }
}

fn given(trust: &Trust) -> Result<Key, Refusal> {
    match &trust.key {
        Some(pem) => read(pem),
        None => Err(Refusal::new(Why::NoKey, "it is signed by a key, and none was given")),
    }
}

/// Verifies bytes and the signature over them.
pub(crate) fn verify_message(message: &[u8], signature: &[u8], trust: &Trust) -> Verdict {
    let key = given(trust)?;
    key.check(message, signature)?;
    Ok(key.verified(true))
}

/// Verifies a bundle that has neither a log's entry nor a timestamp.
pub(crate) fn verify_bundle(bundle: &Bundle, artifact: &Artifact, key: &Key) -> Verdict {
    match &bundle.content {
        SignatureContent::DsseEnvelope(envelope) => {
            key.check(&envelope.pae(), envelope.signature.sig.as_bytes())?;
            speaks_of(envelope.payload.as_bytes(), artifact)?;
        }
        SignatureContent::MessageSignature(signature) => match artifact {
            Artifact::Bytes(bytes) => key.check(&bytes.0, signature.signature.as_bytes())?,
            Artifact::Digest(_) => {
                return Err(Refusal::new(
                    Why::NeedsBytes,
                    "without a log's entry the signed bytes are needed",
                ));
            }
        },
        _ => return Err(Refusal::new(Why::Unsupported, "another kind of content")),
    }
    Ok(key.verified(true))
}

/// Whether the statement has the artifact as a subject.
fn speaks_of(payload: &[u8], artifact: &Artifact) -> Result<(), Refusal> {
    let reading = json::read(payload);
    let root = reading.root(payload).filter(|_| reading.problems.is_empty());
    let root = root.ok_or_else(|| Refusal::new(Why::Malformed, "the statement can't be read in one way"))?;
    let digest = match artifact {
        Artifact::Bytes(bytes) => fingerprint(&bytes.0),
        Artifact::Digest(text) => text.clone(),
    };
    let statement = Statement::read(root).unwrap_or_default();
    let mut digests = statement.subjects.items.iter().flat_map(|subject| &subject.digests.items);
    if digests.any(|told| told.text == digest) {
        Ok(())
    } else {
        Err(Refusal::new(Why::OtherArtifact, format!("no subject has the digest {digest}")))
    }
}

/// Verifies a DSSE envelope that stands alone: by any of its signatures, as its specification has it.
///
/// <https://github.com/secure-systems-lab/dsse/blob/master/protocol.md>
pub(crate) fn verify_envelope(envelope: &[u8], trust: &Trust) -> Verdict {
    let key = given(trust)?;
    let (kind, payload, signatures) =
        read_envelope(envelope).ok_or_else(|| Refusal::new(Why::Unreadable, "it is not a DSSE envelope"))?;
    let signed = pae(&kind, &payload);
    let mut refused = Refusal::new(Why::Malformed, "the envelope has no signature");
    for signature in &signatures {
        match key.check(&signed, signature) {
            Ok(()) => return Ok(key.verified(false)),
            Err(why) => refused = why,
        }
    }
    Err(refused)
}

/// The most signatures of one envelope that are tried.
const SIGNATURES: usize = 16;

fn read_envelope(bytes: &[u8]) -> Option<(String, Vec<u8>, Vec<Vec<u8>>)> {
    let reading = json::read(bytes);
    // A key that stands twice is read in two ways by two readers.
    if !reading.problems.is_empty() {
        return None;
    }
    let root = reading.root(bytes)?;
    let kind = root.get("payloadType")?.as_str()?.into_owned();
    let payload = unbase64(&root.get("payload")?.as_str()?)?;
    let signatures = root.get("signatures")?.items().take(SIGNATURES);
    let signatures = signatures.map(|one| unbase64(&one.get("sig")?.as_str()?)).collect::<Option<_>>()?;
    Some((kind, payload, signatures))
}

/// Either alphabet, as DSSE has it.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok()
}
