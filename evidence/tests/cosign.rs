//! Cosign's annotations, of a real signature: turned into a bundle, verified, and broken in each way.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bayplan::evidence::cosign::{self, Fault};
use bayplan::evidence::{Checked, Question, Root, Signed, Trust, Unchecked, Verdict, Verifier as _, Why};
use bayplan::image::annotations::Annotations;
use bayplan::json;
use evidence::Evidence;
use serde_json::{Value, json as object};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/sigstore-conformance")
}

/// The signature of the suite's bundle of version 0.1, as cosign writes one into annotations.
fn annotations() -> Value {
    let bundle = fs::read(vectors().join("happy-path-v0.1/bundle.sigstore.json")).unwrap();
    let bundle: Value = serde_json::from_slice(&bundle).unwrap();
    let material = &bundle["verificationMaterial"];
    let entry = &material["tlogEntries"][0];
    let der = material["x509CertificateChain"]["certificates"][0]["rawBytes"].as_str().unwrap();
    let log_id = STANDARD.decode(entry["logId"]["keyId"].as_str().unwrap()).unwrap();
    let log_id: String = log_id.iter().map(|byte| format!("{byte:02x}")).collect();
    let number = |value: &Value| value.as_str().unwrap().parse::<i64>().unwrap();
    let log = object!({
        "SignedEntryTimestamp": entry["inclusionPromise"]["signedEntryTimestamp"],
        "Payload": {
            "body": entry["canonicalizedBody"],
            "integratedTime": number(&entry["integratedTime"]),
            "logIndex": number(&entry["logIndex"]),
            "logID": log_id,
        },
    });
    object!({
        "dev.cosignproject.cosign/signature": bundle["messageSignature"]["signature"],
        "dev.sigstore.cosign/certificate":
            format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n"),
        "dev.sigstore.cosign/bundle": log.to_string(),
    })
}

fn layer() -> Vec<u8> {
    fs::read(vectors().join("a.txt")).unwrap()
}

fn signed(layer: &[u8], annotations: &Value) -> Result<Signed, Fault> {
    let text = annotations.to_string();
    let reading = json::read(text.as_bytes());
    cosign::signed(layer, &Annotations::read(reading.root(text.as_bytes())), "sha256:ab")
}

fn ask(layer: &[u8], annotations: &Value) -> Verdict {
    Evidence.verify(&Question { signed: signed(layer, annotations).unwrap(), trust: Trust::default() })
}

fn change(annotations: &mut Value, with: impl Fn(&mut Value)) {
    let text = annotations["dev.sigstore.cosign/bundle"].as_str().unwrap();
    let mut log: Value = serde_json::from_str(text).unwrap();
    with(&mut log);
    annotations["dev.sigstore.cosign/bundle"] = log.to_string().into();
}

#[test]
fn keyless_with_the_logs_promise() {
    let verified = ask(&layer(), &annotations()).unwrap();
    assert!(matches!(verified.root, Root::PublicGood { .. }));
    assert!(verified.log[0].promise && !verified.log[0].proof && verified.log[0].integrated.is_some());
    for checked in [Checked::Signature, Checked::Chain, Checked::Sct, Checked::Promise, Checked::Entry] {
        assert!(verified.checked.contains(&checked), "{checked:?}");
    }
    // A promise is not a proof that the log kept it.
    assert!(verified.unchecked.contains(&Unchecked::Inclusion));
}

#[test]
fn each_fault_has_its_own_reason() {
    let why = |layer: &[u8], annotations: &Value| ask(layer, annotations).unwrap_err().why;
    let faults = [Why::Signature, Why::OtherArtifact, Why::OtherEntry];
    assert!(faults.contains(&why(b"other", &annotations())), "another payload");
    let mut other = annotations();
    change(&mut other, |log| log["Payload"]["integratedTime"] = 1_700_000_000.into());
    assert_eq!(why(&layer(), &other), Why::Promise, "another time");
    let mut other = annotations();
    change(&mut other, |log| log["Payload"]["logIndex"] = 7.into());
    assert_eq!(why(&layer(), &other), Why::Promise, "another index");
    let mut other = annotations();
    other.as_object_mut().unwrap().remove("dev.sigstore.cosign/bundle");
    assert_eq!(why(&layer(), &other), Why::NotLogged, "no log's entry");
    let mut other = annotations();
    other.as_object_mut().unwrap().remove("dev.sigstore.cosign/certificate");
    assert_eq!(why(&layer(), &other), Why::NoKey, "no certificate");
}

#[test]
fn annotations_that_are_no_signature() {
    let set = |name: &str, value: &str| {
        let mut annotations = annotations();
        annotations[name] = value.into();
        signed(&layer(), &annotations).unwrap_err()
    };
    assert_eq!(set("dev.cosignproject.cosign/signature", "?"), Fault::Signature);
    assert_eq!(set("dev.sigstore.cosign/certificate", "?"), Fault::Certificate);
    assert_eq!(set("dev.sigstore.cosign/bundle", "{}"), Fault::Entry);
    assert_eq!(set("dev.sigstore.cosign/rfc3161timestamp", "{}"), Fault::Timestamp);
    assert_eq!(signed(b"{}", &object!({})).unwrap_err(), Fault::NoSignature);
    assert_eq!(set("dev.sigstore.cosign/chain", &"x".repeat(2_000_000)), Fault::TooLarge);
}
