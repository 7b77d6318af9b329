//! Signatures by plain keys: each kind verifies, and each fault is told by its own reason.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::Path;

use bayplan::evidence::{
    Bytes, Checked, Question, Root, Signed, Signer, Trust, Unchecked, Verdict, Verifier as _, Why,
};
use evidence::Evidence;

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/keys").join(name)).unwrap()
}

fn key(name: &str) -> Trust {
    Trust { key: Some(String::from_utf8(file(name)).unwrap()), ..Trust::default() }
}

fn message(message: &[u8], signature: &[u8], trust: Trust) -> Verdict {
    let signed = Signed::Message { message: Bytes(message.to_vec()), signature: Bytes(signature.to_vec()) };
    Evidence.verify(&Question { signed, trust })
}

fn envelope(text: &str, trust: Trust) -> Verdict {
    Evidence
        .verify(&Question { signed: Signed::Envelope { envelope: Bytes(text.as_bytes().to_vec()) }, trust })
}

fn why(verdict: Verdict) -> Why {
    verdict.unwrap_err().why
}

#[test]
fn every_kind_of_key() {
    for (signature, public, kind) in [
        ("p256.sig", "p256.pub", "ECDSA P-256"),
        ("p384.sig", "p384.pub", "ECDSA P-384"),
        ("p384-sha256.sig", "p384.pub", "ECDSA P-384"),
        ("rsa.sig", "rsa.pub", "RSA"),
        ("rsa-pss.sig", "rsa.pub", "RSA"),
        ("ed25519.sig", "ed25519.pub", "Ed25519"),
    ] {
        let (text, signature) = (file("message.txt"), file(signature));
        let verified = message(&text, &signature, key(public)).unwrap();
        let Signer::Key { algorithm, fingerprint } = &verified.signer else { unreachable!("{kind}") };
        assert_eq!(algorithm, kind);
        assert!(fingerprint.starts_with("sha256:") && fingerprint.len() == 71);
        assert_eq!(verified.root, Root::Key);
        assert!(verified.checked.contains(&Checked::Signature));
        // A key proves no time, and nobody logged it.
        assert!(verified.times.is_empty() && verified.unchecked.contains(&Unchecked::Time));
        assert!(verified.unchecked.contains(&Unchecked::Log));

        assert_eq!(why(message(b"other", &signature, key(public))), Why::Signature, "{kind}: other bytes");
        let mut flipped = signature.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(why(message(&text, &flipped, key(public))), Why::Signature, "{kind}: another signature");
        assert_eq!(why(message(&text, &[], key(public))), Why::Signature, "{kind}: none");
        let other = if public == "p256.pub" { "p384.pub" } else { "p256.pub" };
        assert_eq!(why(message(&text, &signature, key(other))), Why::Signature, "{kind}: another key");
    }
}

#[test]
fn a_key_that_is_none() {
    let (text, signature) = (file("message.txt"), file("p256.sig"));
    assert_eq!(why(message(&text, &signature, Trust::default())), Why::NoKey);
    for (pem, reason) in [
        ("", "nothing"),
        ("ssh-ed25519 AAAA", "not PEM"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "a private key"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "no key inside"),
    ] {
        let trust = Trust { key: Some(pem.into()), ..Trust::default() };
        assert_eq!(why(message(&text, &signature, trust)), Why::BadKey, "{reason}");
    }
}

#[test]
fn an_envelope_by_a_key() {
    let text = String::from_utf8(file("envelope.json")).unwrap();
    let verified = envelope(&text, key("p256.pub")).unwrap();
    assert!(!verified.checked.contains(&Checked::Artifact), "nothing said what it should be about");
    assert_eq!(why(envelope(&text, key("p384.pub"))), Why::Signature, "another key");
    let other = text.replace("vnd.in-toto+json", "vnd.other+json");
    assert_eq!(why(envelope(&other, key("p256.pub"))), Why::Signature, "another type of payload");
    let twice = text.replacen('{', "{\"payloadType\": \"x\", ", 1);
    assert_eq!(why(envelope(&twice, key("p256.pub"))), Why::Unreadable, "a key that stands twice");
    assert_eq!(why(envelope("{}", key("p256.pub"))), Why::Unreadable, "no envelope");
    let none = text.split("\"signatures\"").next().unwrap().to_owned() + "\"signatures\": []}";
    assert_eq!(why(envelope(&none, key("p256.pub"))), Why::Malformed, "no signature");
}
