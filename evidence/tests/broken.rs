//! Each kind of signature by a test authority, as it should be and broken in each way: what the visitor then reads.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod authority;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bayplan::headless::Headless;
use bayplan::registry::Request;
use bayplan::session::evidence::Field;
use bayplan::session::{EvidenceMsg, Msg, SelectMsg, Tab};
use bayplan::view::{Look, look};
use evidence::Evidence;
use serde_json::Value;

use authority::certificates::ALWAYS;
use authority::notation::{self, Envelope, SUBJECT};
use authority::registry::{Image, Registry, cosign, image, payload, statement};
use authority::signing::{AT, IDENTITY, ISSUER, Signing, Version, annotations_by_key};
use authority::{Authority, Key};

/// What the visitor expects: a field and its text; a root is a `trusted_root.json`.
struct Expected {
    fields: Vec<(Field, String)>,
    root: Option<String>,
}

fn by_identity(authority: &Authority) -> Expected {
    Expected {
        fields: vec![(Field::Identity, IDENTITY.into()), (Field::Issuer, ISSUER.into())],
        root: Some(authority.trusted_root()),
    }
}

fn by_key(key: &Key) -> Expected {
    Expected { fields: vec![(Field::Key, key.pem())], root: None }
}

fn by_subject(authority: &Authority, identity: &str) -> Expected {
    Expected {
        fields: vec![(Field::Identity, identity.into()), (Field::Anchors, notation::root(authority))],
        root: None,
    }
}

/// What the page says of the only signature that its registry has of linux/amd64.
fn told(put: impl FnOnce(&mut Registry, &Image), expected: &Expected) -> String {
    let image = image();
    let mut registry = Registry::new(&image);
    put(&mut registry, &image);
    let mut page = Headless::new(Box::new(move |request: &Request| registry.answer(&request.url)));
    page.verifier = Some(Box::new(Evidence));
    page.paste("localhost:5000/app:1");
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    for (field, text) in &expected.fields {
        page.send(Msg::Evidence(EvidenceMsg::Expect(*field, text.clone())));
    }
    if let Some(root) = &expected.root {
        page.send(Msg::Evidence(EvidenceMsg::Root(root.clone())));
    }
    let root = page.model.root().unwrap();
    page.send(Msg::Evidence(EvidenceMsg::Look(root)));
    let rows = look(&page.model, &Look::default()).evidence.rows.clone();
    page.send(Msg::Select(SelectMsg::Node(rows[1].node)));
    let look = look(&page.model, &Look::default());
    let [piece] = look.evidence.pieces.as_slice() else { panic!("{:#?}", look.evidence.pieces) };
    format!("{} {}", piece.state.sign(), piece.headline)
}

/// A way to break something, and what is read then.
type Row = (&'static str, String, &'static str);

fn check(kind: &str, rows: Vec<Row>) {
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(_, told, expected)| !told.contains(expected))
        .map(|(way, told, expected)| format!("{kind}, {way}:\n  is       {told}\n  expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const GOOD: &str = "as you expect.";
const CHANGED: &str = "The signature is not by this key over these bytes";

/// The text with its last letter but some changed: base64 of other bytes.
fn flipped(text: &Value) -> Value {
    let mut bytes = STANDARD.decode(text.as_str().unwrap()).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    STANDARD.encode(bytes).into()
}

#[test]
fn cosign_by_a_key() {
    let (key, other) = (Key::new(7), Key::new(8));
    let authority = Authority::new(40);
    let put = |signed: fn(&Image) -> &String, change: fn(&mut Value, &mut String), log: bool| {
        let (key, authority) = (key.clone(), &authority);
        move |registry: &mut Registry, image: &Image| {
            let mut text = payload(signed(image));
            let mut annotations = annotations_by_key(&key, text.as_bytes(), log.then_some(authority));
            change(&mut annotations, &mut text);
            cosign(registry, &text, &annotations.to_string(), &image.amd64);
        }
    };
    let own: fn(&Image) -> &String = |image| &image.amd64;
    let expected = by_key(&key);
    let with_root = Expected { root: Some(authority.trusted_root()), ..by_key(&key) };
    const SIGNATURE: &str = "dev.cosignproject.cosign/signature";
    const BUNDLE: &str = "dev.sigstore.cosign/bundle";
    check(
        "cosign by a key",
        vec![
            ("nothing", told(put(own, |_, _| {}, false), &expected), GOOD),
            ("nothing, and logged", told(put(own, |_, _| {}, true), &with_root), GOOD),
            (
                "payload",
                told(put(own, |_, text| *text = text.replace("null", "{}"), false), &expected),
                CHANGED,
            ),
            (
                "signature",
                told(put(own, |it, _| it[SIGNATURE] = flipped(&it[SIGNATURE]), false), &expected),
                CHANGED,
            ),
            ("digest", told(put(|image| &image.arm64, |_, _| {}, false), &expected), "and speaks of"),
            ("key", told(put(own, |_, _| {}, false), &by_key(&other)), CHANGED),
            (
                "no base64",
                told(put(own, |it, _| it[SIGNATURE] = "?".into(), false), &expected),
                "can’t be read",
            ),
            (
                "log of another instance",
                told(put(own, |_, _| {}, true), &expected),
                "Its log is none of the root’s",
            ),
            (
                "log's promise",
                told(
                    put(
                        own,
                        |it, _| {
                            let text = it[BUNDLE].as_str().unwrap();
                            it[BUNDLE] = text.replace("\"logIndex\":1", "\"logIndex\":2").into();
                        },
                        true,
                    ),
                    &with_root,
                ),
                "The log’s promise to take it does not hold",
            ),
            (
                "nothing, by nobody's key",
                told(put(own, |_, _| {}, false), &by_identity(&authority)),
                "give the key",
            ),
        ],
    );
}

#[test]
fn cosign_keyless() {
    let (authority, other) = (Authority::new(40), Authority::new(60));
    let expected = by_identity(&authority);
    let put = |signing: Signing<'_>, about: fn(&Image) -> &String, change: fn(&mut Value, &mut String)| {
        told(
            |registry, image| {
                let mut text = payload(about(image));
                let mut annotations = signing.annotations(text.as_bytes());
                change(&mut annotations, &mut text);
                cosign(registry, &text, &annotations.to_string(), &image.amd64);
            },
            &expected,
        )
    };
    let own: fn(&Image) -> &String = |image| &image.amd64;
    let by = || Signing::by(&authority);
    check(
        "cosign keyless",
        vec![
            ("nothing", put(by(), own, |_, _| {}), GOOD),
            ("payload", put(by(), own, |_, text| *text = text.replace("null", "{}")), CHANGED),
            ("digest", put(by(), |image| &image.arm64, |_, _| {}), "and speaks of"),
            (
                "chain",
                put(Signing { certificate: &other, ..by() }, own, |_, _| {}),
                "Its certificate does not chain to the root",
            ),
            (
                "SCT of another log",
                put(Signing { ct: Some(&other), ..by() }, own, |_, _| {}),
                "no proof that its certificate was logged",
            ),
            (
                "no SCT",
                put(Signing { ct: None, ..by() }, own, |_, _| {}),
                "no proof that its certificate was logged",
            ),
            (
                "log of another instance",
                put(Signing { log: &other, ..by() }, own, |_, _| {}),
                "Its log is none of the root’s",
            ),
            (
                "another instance",
                put(Signing::by(&other), own, |_, _| {}),
                "Its log is none of the root’s: it may be of another instance",
            ),
            (
                "time after the certificate's",
                put(Signing { at: AT + 3600, ..by() }, own, |_, _| {}),
                "Its certificate was not valid when it was signed",
            ),
            (
                "time changed",
                put(by(), own, |it, _| {
                    let text = it["dev.sigstore.cosign/bundle"].as_str().unwrap();
                    it["dev.sigstore.cosign/bundle"] =
                        text.replace(&AT.to_string(), &(AT + 1).to_string()).into();
                }),
                "The log’s promise to take it does not hold",
            ),
            (
                "no log's entry",
                put(by(), own, |it, _| {
                    it.as_object_mut().unwrap().remove("dev.sigstore.cosign/bundle");
                }),
                "There is no proof that a log has it",
            ),
            (
                "identity",
                put(Signing { identity: "somebody@example.test", ..by() }, own, |_, _| {}),
                "and you expect https://git.example.test/",
            ),
        ],
    );
}

#[test]
fn bundles() {
    let (authority, other) = (Authority::new(40), Authority::new(60));
    let expected = by_identity(&authority);
    for (version, is_statement) in
        Version::ALL.into_iter().flat_map(|version| [(version, true), (version, false)])
    {
        let put = |signing: Signing<'_>, about: fn(&Image) -> String, change: fn(&mut Value)| {
            told(
                |registry, image| {
                    let mut bundle = if is_statement {
                        let digest = about(image);
                        signing.of_statement(version, &statement(&digest, "https://example.test/p", "{}"))
                    } else if about(image) == image.amd64 {
                        signing.of_bytes(version, image.amd64_bytes())
                    } else {
                        signing.of_bytes(version, b"other")
                    };
                    change(&mut bundle);
                    let kind = "application/vnd.dev.sigstore.bundle.v0.3+json";
                    registry.refers(&image.amd64, kind, bundle.to_string().as_bytes());
                },
                &expected,
            )
        };
        let own: fn(&Image) -> String = |image| image.amd64.clone();
        let is_v2_log = version == Version::Log2;
        let by = || Signing { stamps: is_v2_log.then_some(&authority), ..Signing::by(&authority) };
        let mut rows = vec![
            ("nothing", put(by(), own, |_| {}), GOOD),
            ("digest", put(by(), |image| image.arm64.clone(), |_| {}), "and speaks of"),
            (
                "chain",
                put(Signing { certificate: &other, ..by() }, own, |_| {}),
                "Its certificate does not chain to the root",
            ),
            (
                "SCT of another log",
                put(Signing { ct: Some(&other), ..by() }, own, |_| {}),
                "no proof that its certificate was logged",
            ),
            (
                "identity",
                put(Signing { identity: "somebody@example.test", ..by() }, own, |_| {}),
                "and you expect https://git.example.test/",
            ),
            (
                "time after the certificate's",
                put(Signing { at: AT + 3600, ..by() }, own, |_| {}),
                "Its certificate was not valid when it was signed",
            ),
            (
                "signature",
                put(by(), own, |it| {
                    for path in ["/dsseEnvelope/signatures/0/sig", "/messageSignature/signature"] {
                        if let Some(text) = it.pointer_mut(path) {
                            *text = flipped(text);
                        }
                    }
                }),
                if is_v2_log { "Its timestamp is not by" } else { CHANGED },
            ),
            (
                "log's entry of something else",
                put(by(), own, |it| {
                    let body =
                        it.pointer_mut("/verificationMaterial/tlogEntries/0/canonicalizedBody").unwrap();
                    *body = flipped(body);
                }),
                if version == Version::Log2 {
                    "The proof that the log has it does not hold"
                } else {
                    "The log’s promise to take it does not hold"
                },
            ),
        ];
        if is_statement {
            rows.push((
                "payload",
                put(by(), own, |it| {
                    let text = it.pointer_mut("/dsseEnvelope/payload").unwrap();
                    let mut inside = STANDARD.decode(text.as_str().unwrap()).unwrap();
                    let end = inside.len() - 1;
                    inside[end] = b' ';
                    inside.push(b'}');
                    *text = STANDARD.encode(inside).into();
                }),
                CHANGED,
            ));
        } else {
            rows.push((
                "digest of what is signed",
                put(
                    by(),
                    |image| image.arm64.clone(),
                    |it| {
                        it["messageSignature"]["messageDigest"]["digest"] =
                            flipped(&it["messageSignature"]["messageDigest"]["digest"])
                    },
                ),
                "and speaks of",
            ));
        }
        if version != Version::V1 {
            rows.push((
                "inclusion proof",
                put(by(), own, |it| {
                    let hash = it
                        .pointer_mut("/verificationMaterial/tlogEntries/0/inclusionProof/hashes/0")
                        .unwrap();
                    *hash = flipped(hash);
                }),
                "The proof that the log has it does not hold",
            ));
            rows.push((
                "checkpoint",
                put(by(), own, |it| {
                    let path = "/verificationMaterial/tlogEntries/0/inclusionProof/checkpoint/envelope";
                    let text = it.pointer_mut(path).unwrap();
                    *text =
                        text.as_str().unwrap().replace("log.example.test\n2", "log.example.test!\n2").into();
                }),
                "The log’s checkpoint does not hold",
            ));
            rows.push((
                "no proof",
                put(by(), own, |it| {
                    let entry = it.pointer_mut("/verificationMaterial/tlogEntries/0").unwrap();
                    entry.as_object_mut().unwrap().remove("inclusionProof");
                }),
                "There is no proof that a log has it",
            ));
        }
        if is_v2_log {
            rows.push((
                "log of another instance",
                put(Signing { log: &other, ..by() }, own, |_| {}),
                "The log’s checkpoint does not hold",
            ));
            rows.push((
                "timestamp of another authority",
                put(Signing { stamps: Some(&other), ..by() }, own, |_| {}),
                "Its timestamp is not by an authority of the root",
            ));
            rows.push((
                "no timestamp",
                put(Signing { stamps: None, ..by() }, own, |_| {}),
                "Nobody but the signer says when it was signed",
            ));
        } else {
            rows.push((
                "another instance",
                put(Signing::by(&other), own, |_| {}),
                "Its log is none of the root’s",
            ));
            rows.push((
                "time changed",
                put(by(), own, |it| {
                    let time = it.pointer_mut("/verificationMaterial/tlogEntries/0/integratedTime").unwrap();
                    *time = (AT + 1).to_string().into();
                }),
                "The log’s promise to take it does not hold",
            ));
        }
        check(&format!("{version:?}, {}", if is_statement { "a statement" } else { "bytes" }), rows);
    }
}

#[test]
fn notations_envelopes() {
    let (authority, other) = (Authority::new(40), Authority::new(60));
    let expected = by_subject(&authority, SUBJECT);
    for is_cose in [false, true] {
        let put = |make: &dyn Fn(&Image) -> Vec<u8>, expected: &Expected| {
            told(
                |registry, image| {
                    let kind = if is_cose { "application/cose" } else { "application/jose+json" };
                    registry.refers(&image.amd64, kind, &make(image));
                },
                expected,
            )
        };
        let written = |envelope: Envelope<'_>| if is_cose { envelope.cose() } else { envelope.jws() };
        let own = |image: &Image| written(Envelope::new(&authority, &image.amd64));
        let flip_last = |image: &Image| {
            let mut bytes = own(image);
            let at = if is_cose {
                bytes.len() - 3
            } else {
                bytes.iter().rposition(|byte| *byte == b'"').unwrap() - 6
            };
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            bytes
        };
        check(
            if is_cose { "COSE" } else { "JWS" },
            vec![
                ("nothing", put(&own, &expected), GOOD),
                ("signature", put(&flip_last, &expected), CHANGED),
                (
                    "digest",
                    put(&|image| written(Envelope::new(&authority, &image.arm64)), &expected),
                    if is_cose { "It is a signature for another digest" } else { "and speaks of" },
                ),
                (
                    "chain",
                    put(&|image| written(Envelope::new(&other, &image.amd64)), &expected),
                    "Its certificate does not chain to the root",
                ),
                (
                    "a certificate that is over",
                    put(
                        &|image| {
                            written(Envelope {
                                valid: (ALWAYS.0, AT + 60),
                                ..Envelope::new(&authority, &image.amd64)
                            })
                        },
                        &expected,
                    ),
                    "Its certificate is not valid now",
                ),
                (
                    "expired",
                    put(
                        &|image| {
                            written(Envelope {
                                expiry: Some(AT + 60),
                                ..Envelope::new(&authority, &image.amd64)
                            })
                        },
                        &expected,
                    ),
                    "Its own expiry is over",
                ),
                (
                    "identity",
                    put(&own, &by_subject(&authority, "CN=somebody,C=XX")),
                    "and you expect CN=somebody,C=XX",
                ),
                (
                    "nothing, by a trusted identity",
                    put(&own, &by_subject(&authority, "x509.subject: C=XX, O=Example Test")),
                    GOOD,
                ),
                (
                    "trusted identity",
                    put(&own, &by_subject(&authority, "x509.subject: C=XX, O=Other")),
                    "and you expect x509.subject: C=XX, O=Other",
                ),
                (
                    "no roots",
                    put(&own, &Expected { fields: Vec::new(), root: None }),
                    "give the root certificates",
                ),
            ],
        );
    }
}
