//! What a certificate says of its owner.

use bayplan::evidence::{Claim, IdentityKind, Refusal, Signer, Why};
use sha2::{Digest as _, Sha256};
use sigstore_verify::SubjectAltName;
use sigstore_verify::crypto::CertificateInfo;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

/// The signer that a certificate of sigstore names.
pub(crate) fn signer(info: &CertificateInfo) -> Signer {
    let (identity, kind) = match &info.identity {
        Some(SubjectAltName::Email(address)) => (address.clone(), IdentityKind::Email),
        Some(SubjectAltName::Uri(uri)) => (uri.clone(), IdentityKind::Uri),
        Some(other) => (other.as_str().to_owned(), IdentityKind::Other),
        None => (String::new(), IdentityKind::Other),
    };
    Signer::Identity {
        identity,
        kind,
        issuer: info.issuer.clone(),
        claims: claims(info),
        valid: (info.not_before.as_second(), info.not_after.as_second()),
    }
}

fn claims(info: &CertificateInfo) -> Vec<(Claim, String)> {
    let said = &info.ci_claims;
    [
        (Claim::BuildSigner, &said.build_signer_uri),
        (Claim::BuildSignerDigest, &said.build_signer_digest),
        (Claim::Runner, &said.runner_environment),
        (Claim::Source, &said.source_repository_uri),
        (Claim::SourceDigest, &said.source_repository_digest),
        (Claim::SourceRef, &said.source_repository_ref),
        (Claim::BuildConfig, &said.build_config_uri),
        (Claim::BuildConfigDigest, &said.build_config_digest),
        (Claim::Trigger, &said.build_trigger),
        (Claim::Run, &said.run_invocation_uri),
        (Claim::Visibility, &said.source_repository_visibility_at_signing),
    ]
    .into_iter()
    .filter_map(|(claim, text)| Some((claim, text.clone()?)))
    .collect()
}

/// The distinguished name of the certificate's owner.
pub(crate) fn subject(der: &[u8]) -> Result<String, Refusal> {
    let certificate = Certificate::from_der(der);
    certificate
        .map(|certificate| certificate.tbs_certificate.subject.to_string())
        .map_err(|error| Refusal::new(Why::BadCertificate, error.to_string()))
}

/// `sha256:` and the digest of what a certificate or a key is written as.
pub(crate) fn fingerprint(der: &[u8]) -> String {
    let digest = Sha256::digest(der);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
