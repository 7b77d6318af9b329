//! The bundles of sigstore's public conformance suite: each is verified or refused as it should be, and for its own reason.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::evidence::{
    Artifact, Bytes, Question, RootChoice, Signed, Signer, Trust, Verdict, Verifier as _, Why,
};
use evidence::Evidence;
use sha2::{Digest as _, Sha256};

const IDENTITY: &str = "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/\
    extremely-dangerous-oidc-beacon.yml@refs/heads/main";

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/sigstore-conformance")
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(vectors()).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().join("bundle.sigstore.json").exists());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn ask(name: &str, by_digest: bool) -> Verdict {
    let folder = vectors().join(name);
    let own = folder.join("artifact");
    let artifact = fs::read(if own.exists() { own } else { vectors().join("a.txt") }).unwrap();
    let artifact = if by_digest {
        let hex: String = Sha256::digest(&artifact).iter().map(|byte| format!("{byte:02x}")).collect();
        Artifact::Digest(format!("sha256:{hex}"))
    } else {
        Artifact::Bytes(Bytes(artifact))
    };
    let shared = fs::read_to_string(folder.join("root")).ok();
    let shared = shared.map(|name| vectors().join("roots").join(name.trim()));
    let root = shared.unwrap_or_else(|| folder.join("trusted_root.json"));
    let root = fs::read_to_string(root).map_or(RootChoice::PublicGood, RootChoice::Given);
    Evidence.verify(&Question {
        signed: Signed::Bundle {
            bundle: Bytes(fs::read(folder.join("bundle.sigstore.json")).unwrap()),
            artifact,
        },
        trust: Trust { root, key: fs::read_to_string(folder.join("key.pub")).ok(), anchors: None },
    })
}

/// The reasons that tell the kinds of faults apart.
const REASONS: &[(&str, Why)] = &[
    ("bundle-from-wrong-instance_fail", Why::OtherLog),
    ("bundle-malformed-json_fail", Why::Unreadable),
    ("checkpoint-bad-keyhint_fail", Why::Checkpoint),
    ("checkpoint-wrong-roothash_fail", Why::Checkpoint),
    ("dsse-invalid-sig_fail", Why::Signature),
    ("dsse-mismatch-envelope_fail", Why::OtherEntry),
    ("dsse-mismatch-sig_fail", Why::OtherEntry),
    ("inclusion-proof-corrupted-hash_fail", Why::Inclusion),
    ("incorrect-public-key_fail", Why::Promise),
    ("intoto-expired-certificate_fail", Why::CertificateTime),
    ("intoto-missing-inclusion-proof_fail", Why::NotLogged),
    ("intoto-set-outside-signing-cert-validity_fail", Why::CertificateTime),
    ("intoto-tsa-timestamp-outside-cert-validity_fail", Why::CertificateTime),
    ("invalid-checkpoint-signature_fail", Why::Checkpoint),
    ("invalid-ct-key_fail", Why::Sct),
    ("managed-key-no-key_fail", Why::NoKey),
    ("managed-key-wrong-key_fail", Why::BadKey),
    ("message-digest-mismatch_fail", Why::OtherArtifact),
    ("rekor2-checkpoint-no-matching-signature_fail", Why::Checkpoint),
    ("rekor2-dsse-mismatch-sig_fail", Why::OtherEntry),
    ("rekor2-no-inclusion-proof_fail", Why::NotLogged),
    ("rekor2-no-timestamp_fail", Why::NoTime),
    ("rekor2-timestamp-outside-trust-root-tsa-validity_fail", Why::Timestamp),
];

#[test]
fn each_fault_has_its_own_reason() {
    for (name, expected) in REASONS {
        assert_eq!(ask(name, false).unwrap_err().why, *expected, "{name}");
    }
}

#[test]
fn each_is_verified_or_refused_as_its_name_says() {
    let names = names();
    assert_eq!(names.len(), 70);
    let mut faults = Vec::new();
    for name in &names {
        for by_digest in [false, true] {
            let verdict = ask(name, by_digest);
            let told = match &verdict {
                Ok(_) => "verified".to_owned(),
                Err(refusal) => format!("{:?}", refusal.why),
            };
            println!("{name}\t{by_digest}\t{told}\t{}", verdict.as_ref().err().map_or("", |no| &no.detail));
            if verdict.is_ok() == name.ends_with("_fail") {
                faults.push(format!("{name} by digest {by_digest}: {told}"));
            }
            if let Ok(verified) = &verdict
                && let Signer::Identity { identity, .. } = &verified.signer
                && identity != IDENTITY
            {
                faults.push(format!("{name}: by {identity}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
