//! Whether a chain of certificates ends at a root that was given.

use bayplan::evidence::{Refusal, Trust, Why};
use jiff::Timestamp;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use sigstore_verify::crypto::{WEBPKI_VERIFICATION_ALGS, parse_certificate_info};
use sigstore_verify::types::{DerCertificate, DerPublicKey};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::ext::pkix::{KeyUsage as Usage, KeyUsages};

use crate::certificate::{fingerprint, subject};

/// `id-kp-codeSigning`, RFC 5280: the content of its object identifier.
const CODE_SIGNING: [u8; 8] = [0x2b, 6, 1, 5, 5, 7, 3, 3];

/// The most certificates that are taken as roots.
const ANCHORS: usize = 200;

/// The certificate that signed.
pub(super) struct Found {
    pub(super) key: DerPublicKey,
    pub(super) subject: String,
    pub(super) anchor: String,
    pub(super) fingerprint: String,
    pub(super) valid: (i64, i64),
}

/// The certificates that the visitor gave.
pub(super) fn anchors(trust: &Trust) -> Result<Vec<Vec<u8>>, Refusal> {
    let Some(text) = &trust.anchors else {
        return Err(Refusal::new(Why::NoAnchors, "no root certificate was given"));
    };
    let blocks = pem::parse_many(text).map_err(|error| Refusal::new(Why::BadRoot, error.to_string()))?;
    let certificates = blocks.into_iter().filter(|block| block.tag() == "CERTIFICATE").take(ANCHORS);
    let certificates: Vec<Vec<u8>> = certificates.map(pem::Pem::into_contents).collect();
    if certificates.is_empty() {
        return Err(Refusal::new(Why::BadRoot, "there is no certificate in what was given as root"));
    }
    Ok(certificates)
}

/// Holds the chain to the roots, as of `at`.
pub(super) fn verify(chain: &[Vec<u8>], anchors: &[Vec<u8>], at: Timestamp) -> Result<Found, Refusal> {
    let bad = |detail: &dyn std::fmt::Display| Refusal::new(Why::BadCertificate, detail.to_string());
    let Some((leaf, others)) = chain.split_first() else {
        return Err(Refusal::new(Why::Malformed, "it has no certificate"));
    };
    let info = parse_certificate_info(&DerCertificate::new(leaf.clone())).map_err(|error| bad(&error))?;
    check_usage(leaf)?;
    let anchor = if anchors.contains(leaf) {
        check_self_signed(leaf)?;
        check_validity(info.not_before, info.not_after, at)?;
        subject(leaf)?
    } else {
        to_anchor(leaf, others, anchors, at)?
    };
    Ok(Found {
        key: info.public_key,
        subject: subject(leaf)?,
        anchor,
        fingerprint: fingerprint(leaf),
        valid: (info.not_before.as_second(), info.not_after.as_second()),
    })
}

/// The key may sign: the specification's certificate requirements.
fn check_usage(leaf: &[u8]) -> Result<(), Refusal> {
    let certificate =
        Certificate::from_der(leaf).map_err(|error| Refusal::new(Why::BadCertificate, error.to_string()))?;
    let usage = certificate.tbs_certificate.get::<Usage>();
    let signs = matches!(usage, Ok(Some((_, usage))) if usage.0.contains(KeyUsages::DigitalSignature));
    if signs { Ok(()) } else { Err(Refusal::new(Why::Chain, "its certificate is not for signatures")) }
}

/// A root that signs by itself must be its own issuer.
fn check_self_signed(leaf: &[u8]) -> Result<(), Refusal> {
    let certificate =
        Certificate::from_der(leaf).map_err(|error| Refusal::new(Why::BadCertificate, error.to_string()))?;
    let told = &certificate.tbs_certificate;
    if told.subject == told.issuer {
        Ok(())
    } else {
        Err(Refusal::new(Why::Chain, "the root that was given is issued by another certificate"))
    }
}

fn check_validity(from: Timestamp, until: Timestamp, at: Timestamp) -> Result<(), Refusal> {
    if at < from || at > until {
        return Err(Refusal::new(Why::CertificateTime, format!("it is valid from {from} until {until}")));
    }
    Ok(())
}

fn to_anchor(leaf: &[u8], others: &[Vec<u8>], anchors: &[Vec<u8>], at: Timestamp) -> Result<String, Refusal> {
    let ders: Vec<CertificateDer<'_>> =
        anchors.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let roots: Vec<TrustAnchor<'_>> = ders
        .iter()
        .map(anchor_from_trusted_cert)
        .collect::<Result<_, _>>()
        .map_err(|error| Refusal::new(Why::BadRoot, error.to_string()))?;
    let others: Vec<CertificateDer<'_>> =
        others.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let leaf = CertificateDer::from(leaf);
    let leaf = EndEntityCert::try_from(&leaf)
        .map_err(|error| Refusal::new(Why::BadCertificate, error.to_string()))?;
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
    let usage = KeyUsage::required_if_present(&CODE_SIGNING);
    let path = leaf
        .verify_for_usage(WEBPKI_VERIFICATION_ALGS, &roots, &others, time, usage, None, None)
        .map_err(|error| {
            use webpki::Error as Path;
            let why = match error {
                Path::CertExpired { .. } | Path::CertNotValidYet { .. } => Why::CertificateTime,
                _ => Why::Chain,
            };
            Refusal::new(why, error.to_string())
        })?;
    let found = roots.iter().position(|root| root == path.anchor());
    found.and_then(|at| anchors.get(at)).map_or_else(|| Ok(String::new()), |der| subject(der))
}
