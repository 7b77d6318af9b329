//! Bundles of other instances and forms: GitHub's own, both versions of the log, several signatures.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bayplan::evidence::{
    Artifact, Bytes, Checked, Question, Root, RootChoice, Signed, TimeSource, Trust, Unchecked, Verdict,
    Verifier as _, Why,
};
use evidence::Evidence;
use serde_json::Value;
use sigstore_verify::trust_root::SIGSTORE_STAGING_TRUSTED_ROOT;

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/sigstore-rust").join(name)).unwrap()
}

/// The first digest by SHA-256 that the bundle's own statement has as a subject.
fn subject(name: &str) -> String {
    let bundle: Value = serde_json::from_slice(&file(name)).unwrap();
    let payload = STANDARD.decode(bundle["dsseEnvelope"]["payload"].as_str().unwrap()).unwrap();
    let statement: Value = serde_json::from_slice(&payload).unwrap();
    let mut subjects = statement["subject"].as_array().unwrap().iter();
    let digest = subjects.find_map(|subject| subject["digest"]["sha256"].as_str()).unwrap();
    format!("sha256:{digest}")
}

fn ask(bundle: Vec<u8>, artifact: Artifact, root: RootChoice) -> Verdict {
    let signed = Signed::Bundle { bundle: Bytes(bundle), artifact };
    Evidence.verify(&Question { signed, trust: Trust { root, ..Trust::default() } })
}

const GITHUB: &str = "github-private-attestation.sigstore.json";

#[test]
fn githubs_own_instance_has_neither_log_nor_scts() {
    let artifact = Artifact::Digest(subject(GITHUB));
    for root in [RootChoice::ByIssuer, RootChoice::GitHub] {
        let verified = ask(file(GITHUB), artifact.clone(), root).unwrap();
        assert!(matches!(verified.root, Root::GitHub { .. }));
        for checked in [Checked::Signature, Checked::Artifact, Checked::Chain, Checked::Timestamp] {
            assert!(verified.checked.contains(&checked), "{checked:?}");
        }
        for unchecked in [Unchecked::Log, Unchecked::Sct, Unchecked::Revocation, Unchecked::RootFreshness] {
            assert!(verified.unchecked.contains(&unchecked), "{unchecked:?}");
        }
        assert!(verified.times.iter().all(|time| time.source == TimeSource::Authority));
    }
    let refused = ask(file(GITHUB), artifact, RootChoice::PublicGood).unwrap_err();
    assert_ne!(refused.why, Why::Failed, "no other root is tried after the one that was chosen");
    let other = Artifact::Digest(format!("sha256:{}", "ab".repeat(32)));
    assert_eq!(ask(file(GITHUB), other, RootChoice::ByIssuer).unwrap_err().why, Why::OtherArtifact);
}

#[test]
fn the_log_of_version_2_has_no_promise() {
    let name = "conda-attestation-rekor2.sigstore.json";
    let staging = RootChoice::Given(SIGSTORE_STAGING_TRUSTED_ROOT.into());
    let verified = ask(file(name), Artifact::Digest(subject(name)), staging).unwrap();
    assert_eq!(verified.root, Root::Given);
    assert!(verified.log[0].proof && !verified.log[0].promise && verified.log[0].integrated.is_none());
    assert!(verified.checked.contains(&Checked::Inclusion) && verified.checked.contains(&Checked::Timestamp));
    assert!(verified.times.iter().all(|time| time.source == TimeSource::Authority));
}

#[test]
fn a_log_and_an_authority_both_tell_the_time() {
    let artifact = Artifact::Bytes(Bytes(file("cosign-v3-blob.txt")));
    let verified = ask(file("cosign-v3-blob.sigstore.json"), artifact, RootChoice::ByIssuer).unwrap();
    let sources: Vec<_> = verified.times.iter().map(|time| time.source).collect();
    assert_eq!(sources, [TimeSource::Authority, TimeSource::Log]);
    assert_eq!(verified.times[1].seconds, verified.log[0].integrated.unwrap());
}

#[test]
fn an_envelope_of_two_signatures_is_refused() {
    let refused =
        ask(file("dsse-2sigs.sigstore.json"), Artifact::Digest("sha256:ab".into()), RootChoice::ByIssuer);
    assert_eq!(refused.unwrap_err().why, Why::Unreadable);
}

#[test]
fn a_root_that_is_none() {
    let root = RootChoice::Given("{}".into());
    let refused = ask(file(GITHUB), Artifact::Digest(subject(GITHUB)), root).unwrap_err();
    assert_eq!(refused.why, Why::BadRoot);
    // A root without anybody in it trusts nobody.
    let empty = RootChoice::Given(
        r#"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"#.into(),
    );
    assert!(ask(file(GITHUB), Artifact::Digest(subject(GITHUB)), empty).is_err());
}
