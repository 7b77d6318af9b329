//! What the crates' errors mean.

use bayplan::evidence::{Refusal, Why};
use sigstore_verify::{CertificateError, Error, TimestampError, TransparencyLogError, bundle};

/// The refusal that an error of sigstore is.
pub(crate) fn of(error: &Error) -> Refusal {
    Refusal::new(why(error), error.to_string())
}

fn why(error: &Error) -> Why {
    match error {
        Error::SignatureInvalid(_) => Why::Signature,
        Error::ArtifactMismatch(_) => Why::OtherArtifact,
        Error::UnsupportedArtifact(_) => Why::NeedsBytes,
        Error::Certificate(error) => of_certificate(error),
        Error::TransparencyLog(error) => of_log(error),
        Error::Timestamp(TimestampError::NoVerifiedTimestamp(_)) => Why::NoTime,
        Error::Timestamp(_) => Why::Timestamp,
        Error::UnsupportedBundle(_) => Why::Unsupported,
        Error::InvalidTrustRoot(_) | Error::TrustRoot(_) | Error::TrustedCertificate(_) => Why::BadRoot,
        Error::Bundle(error) => of_structure(error),
        _ => Why::Malformed,
    }
}

fn of_certificate(error: &CertificateError) -> Why {
    match error {
        CertificateError::Malformed(_) => Why::BadCertificate,
        CertificateError::NotYetValid { .. } | CertificateError::Expired { .. } => Why::CertificateTime,
        CertificateError::Sct(_) => Why::Sct,
        // What rustls-webpki says is there as text alone.
        CertificateError::ChainInvalid(told) if told.contains("CertExpired") => Why::CertificateTime,
        CertificateError::ChainInvalid(told) if told.contains("CertNotValidYet") => Why::CertificateTime,
        _ => Why::Chain,
    }
}

fn of_log(error: &TransparencyLogError) -> Why {
    match error {
        TransparencyLogError::UnknownLog { .. } => Why::OtherLog,
        TransparencyLogError::InclusionProof(_) => Why::Inclusion,
        TransparencyLogError::Checkpoint(_) => Why::Checkpoint,
        TransparencyLogError::InclusionPromise(_) => Why::Promise,
        TransparencyLogError::EntryMismatch(_) => Why::OtherEntry,
        TransparencyLogError::IntegratedTime(_) => Why::LogTime,
        _ => Why::Malformed,
    }
}

fn of_structure(error: &bundle::Error) -> Why {
    use bundle::Error as Structure;
    match error {
        Structure::MissingInclusionPromise(_)
        | Structure::MissingInclusionProof(_)
        | Structure::MissingSigningTimeEvidence => Why::NotLogged,
        Structure::MissingCheckpoint | Structure::CheckpointRootMismatch => Why::Checkpoint,
        Structure::LogIndexOutOfRange { .. } => Why::Inclusion,
        Structure::UnsupportedMediaType(_) | Structure::UnsupportedVerificationMaterial => Why::Unsupported,
        _ => Why::Malformed,
    }
}
