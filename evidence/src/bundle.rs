//! Bundles of sigstore, by certificate or by key.

use bayplan::evidence::{
    Artifact, Checked, Logged, Refusal, Root, SignedAt, TimeSource, Trust, Unchecked, Verdict, Verified, Why,
};
use sigstore_verify::trust_root::TrustedRoot;
use sigstore_verify::types::bundle::VerificationMaterialContent;
use sigstore_verify::types::{
    Artifact as TheirArtifact, ArtifactDigest, Bundle, HashAlgorithm, KindVersion, SignatureContent,
    TransparencyLogEntry,
};
use sigstore_verify::{
    Policy, PublicKeyVerificationPolicy, VerificationPolicy, VerificationResult, Verifier,
};

use crate::roots::{self, Chosen};
use crate::{certificate, key, refusal};

/// Verifies a bundle.
pub(crate) fn verify(bytes: &[u8], artifact: &Artifact, trust: &Trust) -> Verdict {
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(&error))?;
    let bundle = Bundle::from_json(text).map_err(|error| unreadable(&error))?;
    let by_key = matches!(bundle.verification_material.content, VerificationMaterialContent::PublicKey(_));
    let key = match (&trust.key, by_key) {
        (Some(pem), true) => Some(key::read(pem)?),
        (Some(_), false) => {
            return Err(Refusal::new(Why::ByCertificate, "the bundle has a certificate, not a key"));
        }
        (None, true) => return Err(Refusal::new(Why::NoKey, "the bundle names a key and does not have it")),
        (None, false) => None,
    };
    let theirs = theirs(artifact)?;
    let material = &bundle.verification_material;
    if let Some(key) = &key
        && material.tlog_entries.is_empty()
        && material.timestamp_verification_data.rfc3161_timestamps.is_empty()
    {
        return key::verify_bundle(&bundle, artifact, key);
    }
    let Chosen { trusted, root } = roots::choose(&trust.root, &bundle)?;
    check_logs(&bundle, &trusted)?;
    let verifier = Verifier::new(&trusted).map_err(|error| refusal::of(&error))?;
    let policy: Box<dyn Policy> = match key {
        Some(key) => Box::new(PublicKeyVerificationPolicy::new(key.der)),
        None => Box::new(policy(&trusted)),
    };
    let result = verifier.verify(theirs, &bundle, policy.as_ref()).map_err(|error| refusal::of(&error))?;
    told(&bundle, &trusted, root, artifact, &result, trust)
}

/// What a signature must have is what the root has: GitHub's own instance has neither log nor SCTs.
fn policy(root: &TrustedRoot) -> VerificationPolicy {
    let mut policy = VerificationPolicy::any_identity();
    if root.tlogs.is_empty() {
        policy = policy.skip_tlog_unsafe();
    }
    if root.ctlogs.is_empty() {
        policy = policy.skip_sct();
    }
    policy
}

/// A promise is by a log of the root: one by another log is told as such, for it is most often of another instance.
fn check_logs(bundle: &Bundle, root: &TrustedRoot) -> Result<(), Refusal> {
    let known = |id: &[u8]| root.tlogs.iter().any(|log| log.log_id.key_id.as_bytes() == id);
    let promised = |entry: &&TransparencyLogEntry| entry.inclusion_promise.is_some();
    let mut entries = bundle.verification_material.tlog_entries.iter().filter(promised);
    match entries.find(|entry| !known(entry.log_id.key_id.as_bytes())) {
        Some(entry) => Err(Refusal::new(Why::OtherLog, format!("the log {}", entry.log_id.key_id))),
        None => Ok(()),
    }
}

fn unreadable(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(Why::Unreadable, error.to_string())
}

fn theirs(artifact: &Artifact) -> Result<TheirArtifact<'_>, Refusal> {
    let text = match artifact {
        Artifact::Bytes(bytes) => return Ok(TheirArtifact::from_blob(&bytes.0)),
        Artifact::Digest(text) => text,
    };
    let unsupported = || Refusal::new(Why::Unsupported, format!("the digest {text}"));
    let (algorithm, encoded) = text.split_once(':').ok_or_else(unsupported)?;
    let algorithm = match algorithm {
        "sha256" => HashAlgorithm::Sha2256,
        "sha384" => HashAlgorithm::Sha2384,
        "sha512" => HashAlgorithm::Sha2512,
        _ => return Err(unsupported()),
    };
    let digest = ArtifactDigest::new(algorithm, unhex(encoded).ok_or_else(unsupported)?);
    digest.map(TheirArtifact::from_digest).map_err(|_| unsupported())
}

/// The bytes that hexadecimal digits stand for.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

/// The answer, in the words of the core.
fn told(
    bundle: &Bundle,
    trusted: &TrustedRoot,
    root: Root,
    artifact: &Artifact,
    result: &VerificationResult,
    trust: &Trust,
) -> Verdict {
    let signer = match (result.certificate(), &trust.key) {
        (Some(info), _) => certificate::signer(info),
        (None, Some(pem)) => key::read(pem)?.signer(),
        (None, None) => return Err(Refusal::new(Why::Failed, "neither certificate nor key")),
    };
    let entries = &bundle.verification_material.tlog_entries;
    let log: Vec<Logged> = entries.iter().map(|entry| logged(entry, trusted, result)).collect();
    if !trusted.tlogs.is_empty() && log.iter().any(|entry| !entry.proof && !entry.promise) {
        return Err(Refusal::new(Why::NotLogged, "an entry has neither an inclusion proof nor a promise"));
    }
    let mut checked = vec![Checked::Signature, Checked::Artifact];
    let mut unchecked = vec![Unchecked::Revocation, Unchecked::RootFreshness];
    let mut note = |holds: bool, what: Checked, or: Option<Unchecked>| {
        if holds {
            checked.push(what);
        } else {
            unchecked.extend(or);
        }
    };
    let keyless = result.certificate().is_some();
    if keyless {
        note(result.certificate_verified(), Checked::Chain, None);
        note(result.sct_verified(), Checked::Sct, Some(Unchecked::Sct));
    }
    if log.is_empty() {
        note(false, Checked::Entry, Some(Unchecked::Log));
    } else {
        note(true, Checked::Entry, None);
        note(log.iter().all(|entry| entry.proof), Checked::Inclusion, Some(Unchecked::Inclusion));
        note(log.iter().any(|entry| entry.promise), Checked::Promise, None);
    }
    let stamps = bundle.verification_material.timestamp_verification_data.rfc3161_timestamps.len();
    note(stamps > 0, Checked::Timestamp, None);
    if result.verified_timestamps().is_empty() {
        note(false, Checked::Timestamp, Some(Unchecked::Time));
    }
    if matches!((artifact, &bundle.content), (Artifact::Digest(_), SignatureContent::MessageSignature(_))) {
        note(false, Checked::Artifact, Some(Unchecked::Bytes));
    }
    let times = result.verified_timestamps();
    // By a certificate the authorities' come first, by a key the logs'.
    let of_authority = |at: usize| if keyless { at < stamps } else { at + stamps >= times.len() };
    let times = times.iter().enumerate().map(|(at, time)| SignedAt {
        seconds: time.as_second(),
        source: if of_authority(at) { TimeSource::Authority } else { TimeSource::Log },
    });
    let times = times.collect();
    Ok(Verified { signer, root, log, times, checked, unchecked })
}

/// An entry, with what was verified of it.
fn logged(entry: &TransparencyLogEntry, trusted: &TrustedRoot, result: &VerificationResult) -> Logged {
    let id = entry.log_id.key_id.as_bytes();
    let known = trusted.tlogs.iter().find(|log| log.log_id.key_id.as_bytes() == id);
    let is_v1 = entry.kind_version != KindVersion::HashedRekordV002;
    let integrated = entry.integrated_time.filter(|_| is_v1 && entry.inclusion_promise.is_some());
    Logged {
        index: entry.log_index.get(),
        log: known.map(|log| log.base_url.clone()),
        integrated: integrated.map(|time| time.as_second()),
        proof: entry.inclusion_proof.is_some() && result.tlog_verified(),
        promise: entry.inclusion_promise.is_some() && (result.tlog_verified() || integrated.is_some()),
    }
}
