//! Envelopes of notation, as notation-go's tests have them: verified, and refused for each fault by its own reason.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bayplan::evidence::{
    Bytes, Checked, Form, Question, Root, Signed, Signer, TimeSource, Trust, Unchecked, Verdict,
    Verifier as _, Why,
};
use evidence::Evidence;

const TARGET: &str = "sha256:60043cf45eaebc4c0867fea485a039b598f52fd09fd5b07b0b2d2f88fad9d74e";
const ALPINE: &str = "sha256:19dbd2e48e921426ee8ace4dc892edfb2ecdc1d1a72d5416c83670c30acecef0";

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/notation-go").join(name)).unwrap()
}

fn root() -> Option<String> {
    Some(String::from_utf8(file("NotationTestRoot.pem")).unwrap())
}

fn ask(form: Form, envelope: &[u8], target: &str, anchors: Option<String>) -> Verdict {
    let signed = Signed::Notation { form, envelope: Bytes(envelope.to_vec()), target: target.into() };
    Evidence.verify(&Question { signed, trust: Trust { anchors, ..Trust::default() } })
}

fn jws(name: &str) -> Verdict {
    ask(Form::Jws, &file(name), TARGET, root())
}

fn why(verdict: Verdict) -> Why {
    verdict.unwrap_err().why
}

/// The certificate that signed an envelope of JSON, as PEM.
fn own_certificate(name: &str) -> String {
    let value: serde_json::Value = serde_json::from_slice(&file(name)).unwrap();
    let der = value["header"]["x5c"][0].as_str().unwrap();
    format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n")
}

#[test]
fn a_chain_to_a_root_that_was_given() {
    let verified = jws("ca_valid_sig_env.json").unwrap();
    let Signer::Subject { subject, .. } = &verified.signer else { unreachable!() };
    assert!(subject.contains("CN=Notation Test Root"), "{subject}");
    assert_eq!(verified.root, Root::Anchors);
    assert_eq!(verified.times[0].source, TimeSource::Signer);
    assert!(verified.checked.contains(&Checked::Expiry));
    for unchecked in [Unchecked::Revocation, Unchecked::Log, Unchecked::Time] {
        assert!(verified.unchecked.contains(&unchecked), "{unchecked:?}");
    }
}

#[test]
fn a_signing_authority_tells_the_time() {
    let verified = jws("sa_valid_sig_env.json").unwrap();
    assert_eq!(verified.times[0].source, TimeSource::SigningAuthority);
    assert!(!verified.unchecked.contains(&Unchecked::Time));
}

#[test]
fn a_certificate_that_is_the_root_itself() {
    let own = own_certificate("jws_signature.sig");
    let verified = ask(Form::Jws, &file("jws_signature.sig"), ALPINE, Some(own.clone())).unwrap();
    let Signer::Subject { subject, anchor, .. } = &verified.signer else { unreachable!() };
    assert!(subject.contains("CN=alpine") && subject == anchor);
    let cose = ask(Form::Cose, &file("cose_signature.sig"), ALPINE, Some(own));
    match cose {
        Ok(verified) => assert_eq!(verified.root, Root::Anchors),
        Err(refusal) => unreachable!("{refusal:?}"),
    }
}

#[test]
fn each_fault_has_its_own_reason() {
    assert_eq!(why(jws("ca_invalid_sig_env.json")), Why::Unreadable, "a signature that is no base64");
    assert_eq!(why(jws("sa_invalid_sig_env.json")), Why::Unreadable, "one of an authority");
    let mut other: serde_json::Value = serde_json::from_slice(&file("ca_valid_sig_env.json")).unwrap();
    let mut signature = URL_SAFE_NO_PAD.decode(other["signature"].as_str().unwrap()).unwrap();
    signature[7] ^= 1;
    other["signature"] = URL_SAFE_NO_PAD.encode(&signature).into();
    let other = other.to_string().into_bytes();
    assert_eq!(why(ask(Form::Jws, &other, TARGET, root())), Why::Signature, "another signature");
    assert_eq!(why(jws("ca_expired_sig_env.json")), Why::Expired, "its own expiry");
    assert_eq!(why(jws("ca_plugin_sig_env.json")), Why::Critical, "a plugin must be understood");
    let valid = file("ca_valid_sig_env.json");
    assert_eq!(why(ask(Form::Jws, &valid, ALPINE, root())), Why::OtherArtifact, "another digest");
    assert_eq!(why(ask(Form::Jws, &valid, TARGET, None)), Why::NoAnchors, "no root");
    assert_eq!(why(ask(Form::Jws, &valid, TARGET, Some("x".into()))), Why::BadRoot, "no root inside");
    let other = own_certificate("jws_signature.sig");
    assert_eq!(why(ask(Form::Jws, &valid, TARGET, Some(other))), Why::Chain, "another root");
    assert_eq!(why(ask(Form::Jws, b"{}", TARGET, root())), Why::Unreadable, "no envelope");
    assert_eq!(why(ask(Form::Cose, &valid, TARGET, root())), Why::Unreadable, "JSON is no CBOR");
    let text = String::from_utf8(valid.clone()).unwrap();
    let twice = text.replacen('{', r#"{"payload":"e30","#, 1);
    assert_eq!(
        why(ask(Form::Jws, twice.as_bytes(), TARGET, root())),
        Why::Unreadable,
        "a key that stands twice"
    );
}

#[test]
fn a_certificate_that_is_over_is_not_saved_by_a_timestamp_that_nobody_verified() {
    let own = own_certificate("jwsExpiredWithTimestamp.sig");
    let target = "sha256:c0669ef34cdc14332c0f1ab0c2c01acb91d96014b172f1a76f3a39e63d1f0bda";
    let verdict = ask(Form::Jws, &file("jwsExpiredWithTimestamp.sig"), target, Some(own));
    assert_eq!(why(verdict), Why::CertificateNow);
}

/// An envelope with another protected header; its signature does not fit any more, and is looked at last.
fn with_header(change: impl Fn(&mut serde_json::Map<String, serde_json::Value>)) -> Vec<u8> {
    let mut envelope: serde_json::Value = serde_json::from_slice(&file("ca_valid_sig_env.json")).unwrap();
    let header = URL_SAFE_NO_PAD.decode(envelope["protected"].as_str().unwrap()).unwrap();
    let mut header: serde_json::Value = serde_json::from_slice(&header).unwrap();
    change(header.as_object_mut().unwrap());
    envelope["protected"] = URL_SAFE_NO_PAD.encode(header.to_string()).into();
    envelope.to_string().into_bytes()
}

#[test]
fn headers_that_are_not_as_they_should_be() {
    let check = |bytes: Vec<u8>, expected: Why, reason: &str| {
        assert_eq!(why(ask(Form::Jws, &bytes, TARGET, root())), expected, "{reason}");
    };
    check(
        with_header(|header| drop(header.insert("alg".into(), "none".into()))),
        Why::Unsupported,
        "no algorithm",
    );
    check(with_header(|header| drop(header.insert("alg".into(), "ES512".into()))), Why::Unsupported, "P-521");
    check(
        with_header(|header| drop(header.insert("alg".into(), "ES256".into()))),
        Why::Signature,
        "not the key's",
    );
    check(
        with_header(|header| drop(header.insert("cty".into(), "x".into()))),
        Why::Unsupported,
        "another content",
    );
    check(with_header(|header| drop(header.remove("crit"))), Why::Malformed, "nothing is critical");
    let scheme = "io.cncf.notary.signingScheme";
    check(
        with_header(|header| drop(header.insert(scheme.into(), "x".into()))),
        Why::Unsupported,
        "another scheme",
    );
    let time = "io.cncf.notary.signingTime";
    check(with_header(|header| drop(header.remove(time))), Why::Malformed, "no time");
    check(
        with_header(|header| drop(header.insert(time.into(), "x".into()))),
        Why::Malformed,
        "no time inside",
    );
    let other = with_header(|header| drop(header.insert(time.into(), "2021-11-09T07:00:00Z".into())));
    check(other, Why::Signature, "another time");
    let mut envelope: serde_json::Value = serde_json::from_slice(&file("ca_valid_sig_env.json")).unwrap();
    envelope["header"]["x5c"] = serde_json::json!([STANDARD.encode("x")]);
    check(envelope.to_string().into_bytes(), Why::BadCertificate, "no certificate inside");
    envelope["header"]["x5c"] = serde_json::json!([]);
    check(envelope.to_string().into_bytes(), Why::Malformed, "no certificate");
}
