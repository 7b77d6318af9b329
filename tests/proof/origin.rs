//! What a document says of where it came from is told as its word.

use bayplan::headless::{Headless, answer};
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::registry::{Failure, Outcome, Request};
use bayplan::session::{DocumentsMsg, FetchMsg, LinkMsg, Model, Msg, SelectMsg};
use bayplan::verify::hash::digest_of;
use bayplan::view::summary;

use super::{
    INDEX, INDEX_TYPE, arrival, bundle, came, paste, pasted, remembered, report, root, saved, send, sha256,
    state,
};

/// As somebody sent it, who would have it seen as Docker Hub's.
const FORGED: &str = include_str!("forged.json");

fn name(model: &Model) -> String {
    summary(&model.inspection, root(model)).unwrap().name
}

/// Nothing on the page says that this page got it from a registry, and nothing is asked of one.
fn is_of_no_registry(model: &mut Model) {
    assert!(!name(model).contains("alpine"), "{}", name(model));
    assert_eq!(bayplan::view::pinned(model, root(model)), None);
    assert!(model.image().is_none());
    assert_eq!(bayplan::view::fetching(model).pinned, None);
    assert!(!bayplan::view::title(model).contains("alpine"));
    let came = came(model, root(model));
    assert!(
        came.starts_with(
            "A saved file, which says that it came from a registry, as docker.io/library/alpine:3.22@sha256:"
        ),
        "{came}"
    );
    let origin = report(model)["documents"][0]["origin"].as_str().unwrap().to_owned();
    assert!(origin.starts_with("saved file, which says: registry docker.io/"), "{origin}");
}

#[test]
fn a_pasted_file_is_of_no_registry() {
    let mut model = pasted(FORGED);
    is_of_no_registry(&mut model);
    assert_ne!(state(&model, root(&model)), "verified");
    // Nor is it after a reload, nor when it was saved again and opened.
    let mut again = Model::default();
    send(&mut again, Msg::Link(LinkMsg::Recalled(remembered(&mut model))));
    is_of_no_registry(&mut again);
    paste(&mut again, r#"{"schemaVersion":2,"manifests":[]}"#, "");
    let mut once_more = pasted(&saved(&mut again));
    is_of_no_registry(&mut once_more);
}

#[test]
fn a_dropped_file_is_of_no_registry() {
    let mut model = Model::default();
    let arrivals = vec![arrival(FORGED, Origin::File("documents.json".to_owned()))];
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    is_of_no_registry(&mut model);
}

#[test]
fn what_a_saved_file_says_of_a_registry_asks_nothing_of_it() {
    let child = sha256("child");
    let index = format!(
        r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{child}","size":5}}]}}"#
    );
    let mut model = pasted(&bundle("registry", "docker.io/library/alpine:3.22", &index, ""));
    let named = model.inspection.tree.iter().nth(1).unwrap().0;
    let mut effects = send(&mut model, Msg::Fetch(FetchMsg::InView(vec![named])));
    effects.extend(send(&mut model, Msg::Select(SelectMsg::Node(named))));
    effects.extend(send(&mut model, Msg::Fetch(FetchMsg::Node(named))));
    effects.extend(send(&mut model, Msg::Fetch(FetchMsg::All)));
    assert!(
        !effects.iter().any(|effect| matches!(effect, bayplan::session::Effect::Fetch { .. })),
        "{effects:?}"
    );
}

#[test]
fn other_words_of_a_saved_file_are_its_own_too() {
    for (origin, of, said) in [
        ("file", "index.json", "A saved file, which says that it came from the file index.json."),
        (
            "example",
            "multi-arch/index.json",
            "A saved file, which says that it is the example multi-arch/index.json.",
        ),
        ("link", "", "A saved file, which says that it came in a link."),
        ("recovered", "a newline", "A saved file, which says that it was recovered: a newline."),
        ("registry", "no reference!", "A saved file, which says that it was pasted."),
        ("embedded", "", "A saved file, which says that it was pasted."),
        ("", "", "A saved file, which says that it was pasted."),
    ] {
        let model = pasted(&bundle(origin, of, INDEX, ""));
        assert_eq!(came(&model, root(&model)), format!("{said} This page did not see that."));
        assert_eq!(name(&model), "OCI index", "{origin}");
    }
}

#[test]
fn a_path_in_a_saved_file_is_a_claim_of_that_file() {
    let path = format!("image/blobs/sha256/{}", sha256(INDEX).encoded());
    let model = pasted(&bundle("file", &path, INDEX, ""));
    assert_eq!(state(&model, root(&model)), "agrees with the saved file");
}

#[test]
fn a_better_word_of_the_same_bytes_takes_its_place() {
    let mut model = pasted(&bundle("registry", "docker.io/library/alpine:3.22", INDEX, ""));
    let arrivals = vec![arrival(INDEX, Origin::File("mine.json".to_owned()))];
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    assert_eq!(came(&model, root(&model)), "The file mine.json, byte for byte.");
    paste(&mut model, &bundle("registry", "docker.io/library/alpine:3.22", INDEX, ""), "");
    assert_eq!(came(&model, root(&model)), "The file mine.json, byte for byte.", "and keeps it");
}

#[test]
fn a_blob_is_what_it_is_whatever_it_holds() {
    let text = bundle("registry", "docker.io/library/alpine:3.22", INDEX, "");
    let path = format!("image/blobs/sha256/{}", sha256(&text).encoded());
    for origin in [
        Origin::File(path.clone()),
        Origin::Archive {
            file: "image.tar".to_owned(),
            member: path.trim_start_matches("image/").to_owned(),
        },
        Origin::Archive { file: "image.tar".to_owned(), member: "x.json".to_owned() },
    ] {
        let mut model = Model::default();
        send(
            &mut model,
            Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival(&text, origin)], pin: None }),
        );
        let blob = model.inspection.tree.get(root(&model)).unwrap().blob.unwrap();
        assert_eq!(&*model.inspection.blobs.get(blob).unwrap().bytes, text.as_bytes());
    }
}

#[test]
fn what_was_kept_for_a_reload_can_be_no_document() {
    let mut model = pasted(INDEX);
    let kept = remembered(&mut model);
    let opened = pasted(&kept);
    assert!(came(&opened, root(&opened)).starts_with("A saved file"), "the same text, pasted");
    let mut recalled = Model::default();
    send(&mut recalled, Msg::Link(LinkMsg::Recalled(kept)));
    assert!(came(&recalled, root(&recalled)).starts_with("Pasted"));
    let mut nothing = Model::default();
    send(&mut nothing, Msg::Link(LinkMsg::Recalled(INDEX.to_owned())));
    assert!(nothing.inspection.blobs.is_empty(), "the page keeps nothing of that form");
}

#[test]
fn a_registry_that_gives_what_is_here_for_another_digest_is_not_where_it_is_from() {
    let answers = |request: &Request| {
        if !request.url.contains("/manifests/") {
            return Outcome::Failed(Failure::Opaque);
        }
        Outcome::Answer(answer(request, INDEX_TYPE, INDEX))
    };
    let mut page = Headless::new(Box::new(answers));
    page.paste(INDEX);
    page.paste(&format!("registry.example/a@{}", sha256("another")));
    let model = &mut page.model;
    assert_eq!(model.inspection.blobs.len(), 1);
    assert_eq!(state(model, root(model)), "digest mismatch", "it is not what was asked for");
    assert!(came(model, root(model)).starts_with("Pasted"), "{}", came(model, root(model)));
    assert_eq!(bayplan::view::pinned(model, root(model)), None);
    // Asked for by its own digest, it is from there.
    page.paste(&format!("registry.example/a@{}", sha256(INDEX)));
    let model = &page.model;
    assert!(came(model, root(model)).starts_with("A registry, as registry.example/a@sha256:"));
    assert_eq!(state(model, root(model)), "verified");
}

#[test]
fn what_a_registry_called_a_document_is_known_after_a_reload_and_not_from_a_file() {
    let is_told = |model: &mut Model| {
        let findings = report(model)["findings"].as_array().unwrap().clone();
        findings.iter().any(|finding| finding["code"] == "content-type-differs")
    };
    let mut page = Headless::new(Box::new(|request| Outcome::Answer(answer(request, "text/html", INDEX))));
    page.paste("registry.example/a:1");
    assert!(is_told(&mut page.model));
    let kept = remembered(&mut page.model);
    let mut again = Model::default();
    send(&mut again, Msg::Link(LinkMsg::Recalled(kept.clone())));
    assert!(is_told(&mut again), "a reload");
    // Anybody can write a file.
    let mut other = pasted(&kept);
    assert_eq!(other.inspection.blobs.len(), 1);
    assert!(!is_told(&mut other), "a file");
}

#[test]
fn a_registry_whose_header_names_another_digest_is_told() {
    let other = sha256("another").to_string();
    let sha512 = digest_of(HashAlgorithm::Sha512, INDEX.as_bytes()).to_string();
    for (header, words) in [
        (other.as_str(), Some(&*other)),
        ("sha256:12", Some("which is no digest")),
        ("md5:d41d8cd98f00b204e9800998ecf8427e", Some("not computed here")),
        (&sha256(INDEX).to_string(), None),
        (&sha512, None),
        ("", None),
        (&format!("{0}, {0}", sha256(INDEX)), None),
        (&format!("{}, {other}", sha256(INDEX)), Some("no digest, or more than one")),
    ] {
        let said = header.to_owned();
        let mut page = Headless::new(Box::new(move |request| {
            let mut answer = answer(request, INDEX_TYPE, INDEX);
            answer.headers.content_digest = Some(said.as_str().into());
            Outcome::Answer(answer)
        }));
        page.paste("registry.example/a:1");
        let told = |model: &mut Model| -> Option<String> {
            let report = report(model);
            let findings = report["findings"].as_array().unwrap();
            let found = findings.iter().find(|finding| finding["code"] == "content-digest-differs")?;
            Some(found["message"].as_str().unwrap().to_owned())
        };
        let message = told(&mut page.model);
        assert_eq!(message.is_some(), words.is_some(), "{header}: {message:?}");
        let (Some(message), Some(words)) = (message, words) else { continue };
        assert!(message.contains("registry.example") && message.contains(words), "{message}");
        if header == other {
            assert!(message.contains(&sha256(INDEX).to_string()), "{message}");
        }
        let mut again = Model::default();
        let kept = remembered(&mut page.model);
        send(&mut again, Msg::Link(LinkMsg::Recalled(kept)));
        assert!(told(&mut again).is_some(), "a reload");
    }
}

#[test]
fn a_file_of_documents_that_can_not_be_read_says_why() {
    for (text, words) in [
        (r#"{"bayplanDocuments":1,"documents":{}}"#, "no documents in it"),
        (r#"{"bayplanDocuments":1,"documents":[]}"#, "no documents in it"),
        (r#"{"bayplanDocuments":1}"#, "no documents in it"),
        (r#"{"bayplanDocuments":"1","documents":[{}]}"#, "no version that can be read"),
        (r#"{"bayplanDocuments":9,"documents":[{}]}"#, "a newer Bayplan"),
    ] {
        let told: Vec<String> =
            pasted(text).notices.iter().map(|notice| bayplan::view::sentence(&notice.said)).collect();
        assert!(told.len() == 1 && told[0].contains(words), "{text}: {told:?}");
    }
}
