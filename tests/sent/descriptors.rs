//! Descriptors that come by themselves: judged as descriptors, and what they name is held to them.

use bayplan::findings::Severity;
use bayplan::headless::{Headless, answer};
use bayplan::registry::Outcome;
use bayplan::session::{ExportMsg, FetchMsg, Model, Msg, ReportFormat};
use serde_json::Value;

use crate::desk::{OCI_CONFIG, OCI_LAYER, OCI_MANIFEST, descriptor, dropped, names, said, sentence};

const CONFIG: &str = r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#;

fn manifest() -> String {
    format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[]}}"#,
        descriptor(OCI_CONFIG, CONFIG)
    )
}

/// What is said of a text that was dropped, but for the note of what it is.
fn faults(text: &str) -> Vec<String> {
    let model = dropped(&[("x.json", text)]);
    let (severity, _) =
        sentence(&model, "lone-descriptor").unwrap_or_else(|| panic!("no descriptor: {text}"));
    assert_eq!(severity, Severity::Note);
    said(&model).into_iter().filter(|said| said != "note lone-descriptor").collect()
}

#[test]
fn it_is_judged_as_an_entry_of_an_index_is() {
    let whole = |more: &str| format!("{{{}{more}}}", descriptor(OCI_MANIFEST, &manifest()));
    let digest = descriptor("", &manifest()).split("sha256:").nth(1).unwrap()[..64].to_owned();
    for (text, expected, reason) in [
        (whole(""), vec![], "of a manifest"),
        (whole(r#","platform":{"architecture":"amd64","os":"linux"}"#), vec![], "with a platform"),
        (format!("{{{}}}", descriptor(OCI_LAYER, "x")), vec![], "of a layer"),
        (format!("{{{}}}", descriptor(OCI_CONFIG, CONFIG)), vec![], "of a config"),
        (
            whole(r#","platform":{"architecture":"aarch64","os":"linux"}"#),
            vec!["warning platform-not-normalized"],
            "a platform in other words",
        ),
        (whole(r#","platform":7"#), vec!["error wrong-type"], "a platform that is none"),
        (whole(r#","annotations":{"a":1}"#), vec!["error annotations-not-strings"], "annotations"),
        (
            whole("").replace(&digest, &digest[..63]),
            vec!["error digest-malformed"],
            "a digest that is cut off",
        ),
        (whole("").replace("\"size\":", "\"size\":-"), vec!["error size-negative"], "a size below nothing"),
        (
            whole("").replace(OCI_MANIFEST, "manifest"),
            vec!["error descriptor-media-type-malformed"],
            "no media type",
        ),
        (
            format!(
                r#"[{},{}]"#,
                whole(r#","platform":{"architecture":"amd64","os":"linux"}"#),
                whole(r#","platform":{"architecture":"s390x","os":"linux"}"#)
            ),
            vec!["warning digest-repeated"],
            "the entries of an index are compared with each other",
        ),
        (
            format!(r#"[{{{}}},{{{}}}]"#, descriptor(OCI_LAYER, "x"), descriptor(OCI_LAYER, "x")),
            vec![],
            "the layers of a manifest are not",
        ),
        (
            format!(
                r#"{{"containerimage.descriptor":{},"image.name":"r.example/a:1"}}"#,
                whole("").replace("\"size\":", "\"size\":-")
            ),
            vec!["error size-negative"],
            "in the metadata file of a build",
        ),
    ] {
        assert_eq!(faults(&text), expected, "{reason}: {text}");
    }
}

#[test]
fn a_finding_stands_where_it_is() {
    let text = "{\n  \"mediaType\": \"application/vnd.oci.image.manifest.v1+json\",\n  \"digest\": \"sha256:0\",\n  \"size\": 7\n}";
    let mut page = Headless::default();
    page.paste(text);
    let report = report(&mut page);
    let found = report["findings"].as_array().unwrap();
    let found = found.iter().find(|finding| finding["code"] == "digest-malformed").unwrap();
    assert_eq!((&found["line"], &found["node"]), (&3.into(), &"0".into()), "{found}");
    assert_eq!(report["documents"][0]["kind"], "descriptor");
    assert_eq!(report["tree"][0]["name"], "Descriptor");
    // No digest names it, so that none is missing.
    assert!(!found["message"].as_str().unwrap().contains("pasted"));
    assert!(report["findings"].as_array().unwrap().iter().all(|finding| finding["code"] != "pasted"));
}

fn report(page: &mut Headless) -> Value {
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
}

fn states(model: &Model) -> Vec<&'static str> {
    model.inspection.tree.iter().map(|(_, node)| node.state.word()).collect()
}

#[test]
fn what_it_names_is_held_to_it() {
    let own = format!("{{{}}}", descriptor(OCI_MANIFEST, &manifest()));
    let model = dropped(&[("a.json", &own), ("m.json", &manifest()), ("c.json", CONFIG)]);
    assert_eq!(names(&model), ["Descriptor", "OCI manifest", "config"]);
    assert_eq!(states(&model), ["nothing to compare with", "verified", "verified"]);
    // What is wrong in the descriptor is wrong of the manifest.
    let size = own.replace(&format!("\"size\":{}", manifest().len()), "\"size\":7");
    let model = dropped(&[("a.json", &size), ("m.json", &manifest())]);
    assert_eq!(states(&model)[1], "size mismatch");
    let platform = own.replace('}', r#","platform":{"os":"linux","architecture":"arm64"}}"#);
    let model = dropped(&[("a.json", &platform), ("m.json", &manifest()), ("c.json", CONFIG)]);
    let (_, told) = sentence(&model, "platform-config-differs").unwrap();
    assert!(told.contains("the descriptor says “arm64”"), "{told}");
}

#[test]
fn what_it_names_is_fetched_and_the_image_is_the_registrys() {
    for (text, kept) in [
        (
            format!(
                r#"{{"containerimage.descriptor":{{{0}}},"containerimage.digest":"{1}","image.name":"r.example/a/b:1"}}"#,
                descriptor(OCI_MANIFEST, &manifest()),
                digest()
            ),
            "a build's metadata file",
        ),
        (
            format!(
                "$ oras manifest fetch --descriptor r.example/a/b:1\n{{{}}}\n$ ",
                descriptor(OCI_MANIFEST, &manifest())
            ),
            "after a command",
        ),
        (
            format!(
                r#"{{{},"annotations":{{"org.opencontainers.image.ref.name":"r.example/a/b:1"}}}}"#,
                descriptor(OCI_MANIFEST, &manifest())
            ),
            "by its annotation",
        ),
    ] {
        let mut page = Headless::new(Box::new(|request| {
            let body = if request.url.contains("/manifests/") { manifest() } else { CONFIG.to_owned() };
            Outcome::Answer(answer(request, OCI_MANIFEST, body))
        }));
        page.paste(&text);
        assert_eq!(states(&page.model), ["nothing to compare with", "not loaded"], "{kept}");
        let offers = bayplan::view::fetching(&page.model).offers;
        assert_eq!(offers.offers[0].reference, format!("r.example/a/b@{}", digest()), "{kept}");
        page.send(Msg::Fetch(FetchMsg::TakeOffer(offers.offers[0].id)));
        assert_eq!(states(&page.model)[1], "verified", "{kept}");
        // It is as any image of a registry: what it names is fetched from there.
        let view = bayplan::view::fetching(&page.model);
        assert_eq!(view.pinned.unwrap().repository, "r.example/a/b", "{kept}");
        page.send(Msg::Fetch(FetchMsg::All));
        assert_eq!(states(&page.model), ["nothing to compare with", "verified", "verified"], "{kept}");
        let report = report(&mut page);
        assert_eq!(report["images"][0]["proved"], "2 of 2 blobs verified", "the descriptor is no blob of it");
        assert_eq!(report["images"][0]["digest"], Value::Null);
    }
}

fn digest() -> String {
    descriptor("", &manifest()).split('"').nth(7).unwrap().to_owned()
}

#[test]
fn without_a_name_nothing_is_offered() {
    let mut page = Headless::default();
    page.paste(&format!("{{{}}}", descriptor(OCI_MANIFEST, &manifest())));
    assert!(bayplan::view::fetching(&page.model).offers.offers.is_empty());
    let (_, told) = sentence(&page.model, "lone-descriptor").unwrap();
    assert!(told.contains("does not say in which repository"), "{told}");
    assert!(!said(&page.model).contains(&"warning tool-output".to_owned()));
}
