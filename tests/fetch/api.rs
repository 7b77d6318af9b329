//! A registry whose own API pages may read: that is asked, and its answers count as the registry's.

use bayplan::fetch::{Command, Event, Landed};
use bayplan::registry::diagnosis::Trouble;

use super::engine::{Engine, INDEX, LANDING, digest, document, ok, one, status};

const API: &str = "https://quay.io/api/v1/repository/a/b";
const JSON: &str = "application/json";

/// What the API says of a tag.
fn tag(name: &str) -> String {
    format!(
        r#"{{"tags":[{{"name":"{name}","manifest_digest":"{}"}}],"page":1,"has_additional":false}}"#,
        digest(1)
    )
}

/// What it says of a manifest.
fn manifest(text: &str) -> String {
    serde_json::json!({ "digest": digest(1).to_string(), "is_manifest_list": true, "manifest_data": text })
        .to_string()
}

#[test]
fn a_tag_is_asked_for_its_digest_and_that_for_its_manifest() {
    let mut engine = Engine::default();
    let opened = engine.open("quay.io/a/b:1.0");
    let (id, request) = one(&opened);
    assert_eq!(request.url, format!("{API}/tag/?specificTag=1.0&onlyActiveTags=true&limit=1"));
    assert!(request.by_script && request.accept == Some(JSON), "{request:?}");
    let commands = engine.answer(id, ok(JSON, &tag("1.0")));
    let (id, request) = one(&commands);
    assert_eq!(request.url, format!("{API}/manifest/{}", digest(1)));
    let text = format!("{{\n  \"mediaType\": \"{INDEX}\", \"manifests\": []}}");
    assert_eq!(engine.answer(id, ok(JSON, &manifest(&text))), [LANDING]);
    let commands = engine.handle(Event::Over(bayplan::fetch::Wait::Landing));
    let [Command::Landed(landed)] = &*commands else { panic!("{commands:?}") };
    let [Landed { bytes, reference, served, said_digest, .. }] = &**landed else { panic!() };
    assert_eq!(&**bytes, text.as_bytes(), "its text as it is");
    assert_eq!(reference.to_string(), "quay.io/a/b:1.0");
    assert_eq!((served, said_digest.as_deref()), (&None, Some(digest(1).as_str())));
}

#[test]
fn what_the_api_does_not_have_and_what_is_no_answer_of_it_is_told() {
    for (body, expected) in [
        (r#"{"tags":[]}"#.to_owned(), Trouble::Status(404, Vec::new())),
        (tag("1.0.1"), Trouble::Status(404, Vec::new())),
        ("<html>".to_owned(), Trouble::NotOfApi),
    ] {
        let mut engine = Engine::default();
        let opened = engine.open("quay.io/a/b:1.0");
        let commands = engine.answer(one(&opened).0, ok(JSON, &body));
        let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
        assert_eq!(problem.trouble, expected, "{body}");
    }
    let mut engine = Engine::default();
    let opened = engine.open("quay.io/a/b:1.0");
    let commands = engine.answer(one(&opened).0, status(401));
    assert!(
        matches!(&*commands, [Command::Failed(problem)] if matches!(problem.trouble, Trouble::Status(401, _)))
    );
}

#[test]
fn a_config_is_not_asked_for_where_it_can_t_be_read() {
    let mut engine = Engine::default();
    let repository = bayplan::fetch::Repository { registry: "quay.io".to_owned(), name: "a/b".to_owned() };
    let config = bayplan::fetch::WantedDocument {
        repository: repository.into(),
        is_manifest: false,
        media_type: None,
        ..document(7)
    };
    let commands = engine.handle(Event::Want { documents: vec![config], urgent: true });
    let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(problem.trouble, Trouble::NotByApi);
}

#[test]
fn a_relay_is_asked_rather_than_the_api() {
    let mut engine = Engine::default();
    let page = bayplan::registry::url::Url::parse("https://page.example/");
    let asked = engine.handle(Event::Page { url: page, framed: false });
    let (id, _) = one(&asked);
    engine.answer(id, ok(JSON, r#"{"version": 1, "hosts": ["quay.io"]}"#));
    let opened = engine.open("quay.io/a/b:1.0");
    assert_eq!(one(&opened).1.url, "relay/quay.io/v2/a/b/manifests/1.0");
    assert!(!engine.fetch.asks_api_of("quay.io") && Engine::default().fetch.asks_api_of("quay.io"));
}
