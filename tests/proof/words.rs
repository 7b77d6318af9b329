//! A digest is shown with whose word it is, and only some words verify.

use bayplan::inspect::Origin;
use bayplan::session::{DocumentsMsg, ExportMsg, LinkMsg, Model, Msg, ReportFormat};
use bayplan::view::{Standing, proved};

use super::{
    INDEX, arrival, bundle, link, linked, paste, pasted, remembered, report, root, saved, send, sha256,
    state, told,
};

/// The page after [`INDEX`] was pasted with this digest beside it.
fn expecting(expected: &str) -> Model {
    let mut model = Model::default();
    paste(&mut model, INDEX, expected);
    model
}

fn reported(model: &mut Model) -> (String, String, u64) {
    let report = report(model);
    let text = |at: &serde_json::Value| at.as_str().unwrap_or_default().to_owned();
    (
        text(&report["tree"][0]["state"]),
        text(&report["tree"][0]["comparedWith"]),
        report["images"][0]["verified"].as_u64().unwrap(),
    )
}

#[test]
fn what_the_visitor_expects_verifies() {
    let mut model = expecting(sha256(INDEX).as_str());
    assert_eq!(state(&model, root(&model)), "verified");
    assert!(told(&model, root(&model)).ends_with("they agree with the digest that you expect."));
    assert_eq!(reported(&mut model), ("verified".to_owned(), "visitor".to_owned(), 1));
}

#[test]
fn what_a_link_expects_is_the_links_word() {
    let fragment = link(&mut expecting(sha256(INDEX).as_str()));
    let mut model = linked(&fragment);
    let node = model.inspection.tree.get(root(&model)).unwrap();
    assert_ne!(node.state.sign(), "✓");
    assert_eq!(state(&model, root(&model)), "agrees with the link");
    let told = told(&model, root(&model));
    assert!(told.contains("the digest that the link names") && !told.contains("you expect"), "{told}");
    assert_eq!(reported(&mut model), ("agrees with the link".to_owned(), "link".to_owned(), 0));
    // Nor is it, once the page was loaded again.
    let mut again = Model::default();
    send(&mut again, Msg::Link(LinkMsg::Recalled(remembered(&mut model))));
    assert_eq!(state(&again, root(&again)), "agrees with the link");
    // What the visitor then says is their own word, and another one is a mismatch.
    let blob = model.inspection.tree.get(root(&model)).unwrap().blob.unwrap();
    send(&mut model, Msg::Documents(DocumentsMsg::Pin { blob, text: sha256(INDEX).to_string() }));
    assert_eq!(state(&model, root(&model)), "verified");
    send(&mut model, Msg::Documents(DocumentsMsg::Pin { blob, text: sha256("other").to_string() }));
    assert_eq!(state(&model, root(&model)), "digest mismatch");
}

#[test]
fn the_line_above_the_tree_says_it_too() {
    let model = linked(&link(&mut expecting(sha256(INDEX).as_str())));
    let totals = bayplan::inspect::totals(&model.inspection.blobs, &model.inspection.tree, root(&model));
    assert_eq!(Standing::of(&totals), Standing::Agrees);
    assert_eq!(proved(&totals), "0 of 1 blob verified, 1 agrees with a digest that came along");
    let mut model = model;
    let markdown = send(&mut model, Msg::Export(ExportMsg::Report(ReportFormat::Markdown)))
        .into_iter()
        .find_map(|effect| match effect {
            bayplan::session::Effect::Save(save) => Some(String::from_utf8(save.whole()).unwrap()),
            _ => None,
        });
    let markdown = markdown.unwrap();
    assert!(markdown.contains("of which 0 verified here"), "{markdown}");
    assert!(markdown.contains("- Blobs that agree with a digest that came along with them: 1"), "{markdown}");
    assert!(markdown.contains("| agrees with the link |"), "{markdown}");
}

#[test]
fn what_a_saved_file_expects_is_the_files_word() {
    let digest = sha256(INDEX);
    let pin = format!(r#""pin":"{digest}","#);
    for word in ["", r#""pinBy":"visitor","#, r#""pinBy":"descriptor","#, r#""pinBy":"example","#] {
        let text = bundle("paste", "", INDEX, &format!("{pin}{word}"));
        for file in [false, true] {
            let mut model = if file {
                let mut model = Model::default();
                let arrivals = vec![arrival(&text, Origin::File("saved.json".to_owned()))];
                send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
                model
            } else {
                pasted(&text)
            };
            assert_eq!(state(&model, root(&model)), "agrees with the saved file", "{word}");
            let told = told(&model, root(&model));
            assert!(told.contains("the digest that the saved file names"), "{told}");
            assert_eq!(reported(&mut model).2, 0);
        }
    }
}

#[test]
fn a_file_that_was_saved_here_says_no_more_than_any_other() {
    let mut model = expecting(sha256(INDEX).as_str());
    paste(&mut model, r#"{"schemaVersion":2,"manifests":[]}"#, "");
    let text = saved(&mut model);
    assert!(text.contains("bayplanDocuments"));
    let opened = pasted(&text);
    assert_eq!(state(&opened, root(&opened)), "agrees with the saved file");
}

#[test]
fn the_visitors_word_outlives_a_reload_and_whatever_comes_along() {
    let mut model = expecting(sha256("other").as_str());
    assert_eq!(state(&model, root(&model)), "digest mismatch");
    let pin = format!(r#""pin":"{}","#, sha256(INDEX));
    paste(&mut model, &bundle("paste", "", INDEX, &pin), "");
    assert_eq!(state(&model, root(&model)), "digest mismatch", "the same bytes, with a digest of their own");
    let mut again = Model::default();
    send(&mut again, Msg::Link(LinkMsg::Recalled(remembered(&mut model))));
    assert_eq!(state(&again, root(&again)), "digest mismatch");
    assert!(told(&again, root(&again)).contains("the digest that you expect"));
}

#[test]
fn what_the_visitor_expects_stands_against_a_descriptor() {
    let other = sha256("other");
    let mut model = expecting(other.as_str());
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{
        "mediaType":"application/vnd.oci.image.index.v1+json","digest":"{}","size":{}}}]}}"#,
        sha256(INDEX),
        INDEX.len()
    );
    paste(&mut model, &index, "");
    let child = model.inspection.tree.iter().nth(1).unwrap().0;
    assert_eq!(state(&model, child), "digest mismatch", "it is in the index, and not what was expected");
    assert!(told(&model, child).contains("the digest that you expect"), "{}", told(&model, child));
    let blob = model.inspection.tree.get(child).unwrap().blob.unwrap();
    send(&mut model, Msg::Documents(DocumentsMsg::Pin { blob, text: String::new() }));
    let child = model.inspection.tree.iter().nth(1).unwrap().0;
    assert_eq!(state(&model, child), "verified");
}

#[test]
fn a_files_name_is_its_makers_word() {
    let mut model = Model::default();
    let path = format!("image/blobs/sha256/{}", sha256(INDEX).encoded());
    send(
        &mut model,
        Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival(INDEX, Origin::File(path))], pin: None }),
    );
    assert_eq!(state(&model, root(&model)), "agrees with its name");
    assert_eq!(reported(&mut model), ("agrees with its name".to_owned(), "name".to_owned(), 0));
}

#[test]
fn two_digests_for_one_reference_are_told() {
    let mut model = Model::default();
    let reference = format!("docker.io/library/alpine@{}", sha256("one"));
    let effects = paste(&mut model, &reference, sha256("two").as_str());
    assert!(!effects.iter().any(|effect| matches!(effect, bayplan::session::Effect::Fetch { .. })));
    let notice = &bayplan::view::sentence(&model.notices.last().unwrap().said);
    assert!(notice.contains("no bytes have both"), "{notice}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]
    /// Whatever a document, a saved file or a link says of itself: a root is verified by what did not come along.
    #[test]
    fn nothing_verifies_itself(
        text in "(\\{\"schemaVersion\":2,\"manifests\":\\[\\]\\}|\\{\\}|[a-z ]{1,20})",
        origin in "(paste|file|example|registry|link|recovered|archive|embedded|x)",
        word in "(visitor|descriptor|diff-id|example|link|name|asked|listing|tool|saved-file|x)",
        right: bool,
    ) {
        let digest = if right { sha256(&text) } else { sha256("other") };
        let name = format!("blobs/sha256/{}", digest.encoded());
        let name = if origin == "registry" { format!("docker.io/library/a@{digest}") } else { name };
        let more = format!(r#""member":"{name}","pin":"{digest}","pinBy":"{word}","saved":false,"#);
        let mut model = pasted(&bundle(&origin, &name, &text, &more));
        let mut shown = vec![state(&model, root(&model))];
        let opened = linked(&link(&mut model));
        shown.push(state(&opened, root(&opened)));
        let mut again = Model::default();
        send(&mut again, Msg::Link(LinkMsg::Recalled(remembered(&mut model))));
        shown.push(state(&again, root(&again)));
        for state in shown {
            proptest::prop_assert!(state != "verified", "{}", state);
            proptest::prop_assert_eq!(state == "digest mismatch", !right, "{}", state);
        }
    }
}
