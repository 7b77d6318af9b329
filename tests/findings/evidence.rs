//! What is found in the evidence of an image: documents at a registry and a verifier's answers in, codes out.

use std::collections::BTreeSet;

use bayplan::evidence::{
    IdentityKind, Question, Refusal, Root, Signed, Signer, Verdict, Verified, Verifier, Why,
};
use bayplan::headless::Headless;
use bayplan::registry::Request;
use bayplan::session::evidence::Field;
use bayplan::session::{EvidenceMsg, FetchMsg, Msg, SelectMsg, Tab};
use bayplan::view::{Look, look};

use crate::registry::{Image, Registry, digest, image, signed_by, statement};

/// Answers as it is told to, whatever it is asked.
struct Told(fn(&Question) -> Verdict);

impl Verifier for Told {
    fn verify(&self, question: &Question) -> Verdict {
        (self.0)(question)
    }
}

/// Signed by somebody who has this identity.
fn by(identity: &str) -> Verdict {
    verified(Signer::Identity {
        identity: identity.into(),
        kind: IdentityKind::Email,
        issuer: Some("https://issuer.example".into()),
        claims: Vec::new(),
        valid: (0, 1),
    })
}

/// Signed by this key.
fn key(name: &str) -> Verdict {
    verified(Signer::Key { algorithm: "Ed25519".into(), fingerprint: name.into() })
}

fn verified(signer: Signer) -> Verdict {
    Ok(Verified {
        signer,
        root: Root::Given,
        log: Vec::new(),
        times: Vec::new(),
        checked: Vec::new(),
        unchecked: Vec::new(),
    })
}

/// Signed by one key or by another.
fn several(question: &Question) -> Verdict {
    match &question.signed {
        Signed::Message { signature, .. } if signature.0 == [0] => key("a"),
        _ => key("b"),
    }
}

/// What is found once the visitor has evidence looked for.
fn found(registry: Registry, verdict: fn(&Question) -> Verdict, identity: &str) -> BTreeSet<&'static str> {
    let mut page = Headless::new(Box::new(move |request: &Request| registry.answer(&request.url)));
    page.verifier = Some(Box::new(Told(verdict)));
    page.paste("localhost:5000/app:1");
    page.send(Msg::Fetch(FetchMsg::All));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    page.send(Msg::Evidence(EvidenceMsg::Look(page.model.root().unwrap())));
    page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, "key".into())));
    page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Identity, identity.into())));
    let look = look(&page.model, &Look::default());
    look.evidence.findings.iter().map(|found| found.finding.code).collect()
}

type Case =
    (&'static str, Vec<&'static str>, fn(&Image, &mut Registry), fn(&Question) -> Verdict, &'static str);

const SLSA: &str = "https://slsa.dev/provenance/v1";

fn provenance(image: &Image, registry: &mut Registry, source: &str) {
    for of in [&image.amd64, &image.arm64] {
        let predicate = format!(r#"{{"buildDefinition":{{"externalParameters":{{"source":"{source}"}}}}}}"#);
        registry.refers(of, "application/vnd.in-toto+json", statement(of, SLSA, &predicate).as_bytes());
    }
}

fn sign(image: &Image, registry: &mut Registry) {
    signed_by(registry, |_| "AA==".into(), &image.amd64, &image.amd64);
    signed_by(registry, |_| "AQ==".into(), &image.arm64, &image.arm64);
}

fn cases() -> Vec<Case> {
    let nobody = "";
    vec![
        ("nothing of it", vec![], |_, _| {}, |_| key("a"), nobody),
        ("all are signed by one", vec![], sign, |_| key("a"), nobody),
        ("as expected", vec![], sign, |_| by("a"), "a"),
        ("by two", vec!["signers-differ"], sign, several, nobody),
        ("by another", vec!["signer-unexpected"], sign, |_| by("a"), "b"),
        ("refused", vec!["signature-refused"], sign, |_| Err(Refusal::new(Why::Signature, "")), nobody),
        ("expired", vec!["signature-out-of-time"], sign, |_| Err(Refusal::new(Why::NoTime, "")), nobody),
        (
            "one is signed",
            vec!["evidence-uneven"],
            |image, registry| signed_by(registry, |_| "AA==".into(), &image.amd64, &image.amd64),
            |_| key("a"),
            nobody,
        ),
        (
            "a signature of another",
            vec!["signature-other-digest"],
            |image, registry| {
                signed_by(registry, |_| "AA==".into(), &image.amd64, &image.amd64);
                // Another signature: the same manifest by two tags is one document.
                signed_by(registry, |_| "AQ==".into(), &image.amd64, &image.arm64);
            },
            |_| key("a"),
            nobody,
        ),
        (
            "an attestation of another",
            vec!["attestation-other-subject"],
            |image, registry| {
                let other = statement(&digest(b"other"), SLSA, r#"{"buildDefinition":{}}"#);
                for of in [&image.amd64, &image.arm64] {
                    registry.refers(of, "application/vnd.in-toto+json", other.as_bytes());
                }
            },
            |_| key("a"),
            nobody,
        ),
        (
            "an SBOM of another",
            vec!["sbom-other-image"],
            |image, registry| {
                let sbom = format!(
                    r#"{{"bomFormat":"CycloneDX","metadata":{{"component":{{"version":"{}"}}}},"components":[{{}}]}}"#,
                    digest(b"other")
                );
                for of in [&image.amd64, &image.arm64] {
                    registry.refers(of, "application/vnd.cyclonedx+json", sbom.as_bytes());
                }
            },
            |_| key("a"),
            nobody,
        ),
        (
            "a provenance of the same source",
            vec![],
            |image, registry| provenance(image, registry, "git+https://github.com/o/app@refs/tags/v1"),
            |_| key("a"),
            nobody,
        ),
        (
            "a provenance of another source",
            vec!["provenance-other-source"],
            |image, registry| provenance(image, registry, "https://github.com/o/fork"),
            |_| key("a"),
            nobody,
        ),
    ]
}

/// The codes that some case produces.
pub fn produced() -> BTreeSet<&'static str> {
    let mut codes: BTreeSet<_> = cases().into_iter().flat_map(|(_, codes, ..)| codes).collect();
    codes.insert("evidence-elsewhere");
    codes
}

#[test]
fn each_case_has_its_findings_and_no_other() {
    for (name, codes, fill, verdict, identity) in cases() {
        let image = image();
        let mut registry = Registry::new(&image);
        fill(&image, &mut registry);
        assert_eq!(found(registry, verdict, identity), codes.into_iter().collect(), "{name}");
    }
}

#[test]
fn evidence_of_nothing_that_is_here() {
    let mut page = Headless::default();
    page.paste(r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#);
    page.paste(&statement(&digest(b"other"), SLSA, r#"{"buildDefinition":{}}"#));
    let index = page.model.inspection.tree.roots()[0];
    page.send(Msg::Select(SelectMsg::Node(index)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    let look = look(&page.model, &Look::default());
    let codes: Vec<_> = look.evidence.findings.iter().map(|found| found.finding.code).collect();
    assert_eq!(codes, ["evidence-elsewhere"]);
}
