//! Envelopes of notation: JWS and COSE, by certificates that chain to roots that the visitor gave.
//!
//! <https://github.com/notaryproject/specifications/blob/v1.1.0/specs/signature-specification.md>

mod chain;
mod cose;
mod jws;

use bayplan::evidence::{
    Checked, Form, Refusal, Root, SignedAt, Signer, TimeSource, Trust, Unchecked, Verdict, Verified, Why,
};
use bayplan::json;
use jiff::Timestamp;
use sigstore_verify::crypto::{SigningScheme, VerificationKey};
use sigstore_verify::types::SignatureBytes;

/// What an envelope has, by whichever way it is written.
struct Envelope {
    algorithm: Algorithm,
    /// The content's type.
    content_type: String,
    /// `io.cncf.notary.signingScheme`
    scheme: String,
    /// What must be understood.
    critical: Vec<String>,
    signing_time: Option<Timestamp>,
    authentic_signing_time: Option<Timestamp>,
    expiry: Option<Timestamp>,
    has_timestamp: bool,
    /// The certificates, the signer's first, DER.
    chain: Vec<Vec<u8>>,
    /// The bytes that the signature is over.
    signed: Vec<u8>,
    signature: Vec<u8>,
    payload: Vec<u8>,
}

/// The signature algorithms of the specification. P-521 has no verifier here.
#[derive(Clone, Copy)]
enum Algorithm {
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
}

/// The type of what notation signs.
const PAYLOAD: &str = "application/vnd.cncf.notary.payload.v1+json";

const SCHEME: &str = "io.cncf.notary.signingScheme";
const SIGNING_TIME: &str = "io.cncf.notary.signingTime";
const AUTHENTIC_SIGNING_TIME: &str = "io.cncf.notary.authenticSigningTime";
const EXPIRY: &str = "io.cncf.notary.expiry";
const TIMESTAMP: &str = "io.cncf.notary.timestampSignature";

/// What is understood where it must be.
const UNDERSTOOD: [&str; 3] = [SCHEME, AUTHENTIC_SIGNING_TIME, EXPIRY];

/// The most certificates of one chain.
const CERTIFICATES: usize = 16;

/// Verifies an envelope.
pub(crate) fn verify(form: Form, bytes: &[u8], target: &str, trust: &Trust) -> Verdict {
    let envelope = match form {
        Form::Jws => jws::read(bytes)?,
        Form::Cose => cose::read(bytes)?,
    };
    let anchors = chain::anchors(trust)?;
    let now = Timestamp::now();
    check_critical(&envelope)?;
    let (time, source) = check_scheme(&envelope)?;
    if envelope.content_type != PAYLOAD {
        return Err(Refusal::new(
            Why::Unsupported,
            format!("content of the type {:?}", envelope.content_type),
        ));
    }
    if let Some(expiry) = envelope.expiry
        && expiry <= now
    {
        return Err(Refusal::new(Why::Expired, format!("it expired at {expiry}")));
    }
    // The signer's own word about the time proves nothing: then the chain must hold now.
    let at = if source == TimeSource::SigningAuthority { time } else { now };
    let found = chain::verify(&envelope.chain, &anchors, at).map_err(|refusal| match refusal.why {
        Why::CertificateTime if source == TimeSource::Signer => {
            Refusal { why: Why::CertificateNow, ..refusal }
        }
        _ => refusal,
    })?;
    check_signature(&envelope, &found.key)?;
    check_target(&envelope.payload, target)?;
    let mut checked = vec![Checked::Signature, Checked::Artifact, Checked::Chain];
    checked.extend(envelope.expiry.map(|_| Checked::Expiry));
    let mut unchecked = vec![Unchecked::Revocation, Unchecked::Log];
    if source == TimeSource::Signer {
        unchecked.push(Unchecked::Time);
    }
    if envelope.has_timestamp {
        unchecked.push(Unchecked::Timestamp);
    }
    Ok(Verified {
        signer: Signer::Subject {
            subject: found.subject,
            anchor: found.anchor,
            fingerprint: found.fingerprint,
            valid: found.valid,
        },
        root: Root::Anchors,
        log: Vec::new(),
        times: vec![SignedAt { seconds: time.as_second(), source }],
        checked,
        unchecked,
    })
}

fn check_critical(envelope: &Envelope) -> Result<(), Refusal> {
    let critical = &envelope.critical;
    if let Some(other) = critical.iter().find(|name| !UNDERSTOOD.contains(&name.as_str())) {
        return Err(Refusal::new(Why::Critical, format!("{other} must be understood")));
    }
    let asked = |name: &str| critical.iter().any(|one| one == name);
    for (name, there) in [
        (SCHEME, true),
        (AUTHENTIC_SIGNING_TIME, envelope.authentic_signing_time.is_some()),
        (EXPIRY, envelope.expiry.is_some()),
    ] {
        if asked(name) != there {
            return Err(Refusal::new(
                Why::Malformed,
                format!("{name} and the list of what is critical differ"),
            ));
        }
    }
    Ok(())
}

/// When it says it was signed, and by whose word.
fn check_scheme(envelope: &Envelope) -> Result<(Timestamp, TimeSource), Refusal> {
    let (time, source) = match envelope.scheme.as_str() {
        "notary.x509" => (envelope.signing_time, TimeSource::Signer),
        "notary.x509.signingAuthority" => (envelope.authentic_signing_time, TimeSource::SigningAuthority),
        other => return Err(Refusal::new(Why::Unsupported, format!("the signing scheme {other:?}"))),
    };
    let time = time.ok_or_else(|| Refusal::new(Why::Malformed, "it does not say when it was signed"))?;
    Ok((time, source))
}

fn check_signature(envelope: &Envelope, key: &sigstore_verify::types::DerPublicKey) -> Result<(), Refusal> {
    let wrong = || Refusal::new(Why::Signature, "the signature is not of its algorithm's form");
    let (scheme, signature) = match envelope.algorithm {
        Algorithm::Ps256 => (SigningScheme::RsaPssSha256, envelope.signature.clone()),
        Algorithm::Ps384 => (SigningScheme::RsaPssSha384, envelope.signature.clone()),
        Algorithm::Ps512 => (SigningScheme::RsaPssSha512, envelope.signature.clone()),
        Algorithm::Es256 => {
            let signature = p256::ecdsa::Signature::from_slice(&envelope.signature).map_err(|_| wrong())?;
            (SigningScheme::EcdsaP256Sha256, signature.to_der().as_bytes().to_vec())
        }
        Algorithm::Es384 => {
            let signature = p384::ecdsa::Signature::from_slice(&envelope.signature).map_err(|_| wrong())?;
            (SigningScheme::EcdsaP384Sha384, signature.to_der().as_bytes().to_vec())
        }
    };
    let key = VerificationKey::from_spki_with_scheme(key, scheme)
        .map_err(|error| Refusal::new(Why::Signature, error.to_string()))?;
    key.verify(&envelope.signed, &SignatureBytes::new(signature))
        .map_err(|error| Refusal::new(Why::Signature, error.to_string()))
}

fn check_target(payload: &[u8], target: &str) -> Result<(), Refusal> {
    let reading = json::read(payload);
    let root = reading.root(payload).filter(|_| reading.problems.is_empty());
    let digest = root.and_then(|root| root.get("targetArtifact")?.get("digest")?.as_str());
    match digest {
        None => Err(Refusal::new(Why::Malformed, "the payload names no target artifact")),
        Some(digest) if digest == target => Ok(()),
        Some(digest) => Err(Refusal::new(Why::OtherArtifact, format!("its target artifact is {digest}"))),
    }
}
