//! What registries answer.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use bayplan::headless::{Headless, Scenario};
use bayplan::registry::diagnosis::Next;
use bayplan::session::{FetchMsg, ListState, Msg};
use bayplan::view::ProblemView;

use crate::report::{inspect_with, node, says};

/// A page that opened what a case's scenario names, and the addresses that it asked.
struct Played {
    page: Headless,
    urls: Rc<RefCell<Vec<String>>>,
}

fn played(case: &str) -> Played {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("scenario.json");
    let mut scenario = Scenario::read(&path).unwrap();
    let open = scenario.open.take().unwrap();
    let urls: Rc<RefCell<Vec<String>>> = Rc::default();
    let asked = Rc::clone(&urls);
    let mut page = Headless::new(Box::new(move |request| {
        asked.borrow_mut().push(request.url.clone());
        scenario.answer(request)
    }));
    page.paste(&open);
    Played { page, urls }
}

impl Played {
    fn problem(&self) -> ProblemView {
        let mut problems = bayplan::view::fetching(&self.page.model).problems;
        assert_eq!(problems.len(), 1, "{problems:#?}");
        problems.remove(0)
    }

    fn asked(&self, part: &str) -> usize {
        self.urls.borrow().iter().filter(|url| url.contains(part)).count()
    }
}

fn advice(problem: &ProblemView) -> String {
    let next = problem.diagnosis.next.iter().filter_map(|next| match next {
        Next::Advice(advice) => Some(advice.as_str()),
        _ => None,
    });
    next.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_registry_gives_is_verified() {
    let report = inspect_with("53e-tags-http", &["--tags"]);
    assert_eq!(node(&report, "0.0")["state"], "verified");
    assert!(says(&report, "registry.example/x/y"));
}

#[test]
fn a_realm_is_an_absolute_url() {
    let played = played("52d-bearer-relative-realm");
    let problem = played.problem();
    assert!(problem.diagnosis.headline.ends_with("a realm has to be an absolute URL."), "{problem:#?}");
    assert!(problem.diagnosis.known[0].contains("\u{201c}/token\u{201d}"), "{problem:#?}");
    assert!(advice(&problem).contains("with its scheme and host"), "{problem:#?}");
    assert_eq!(played.asked("/token"), 0);
}

#[test]
fn links_by_http_are_a_proxy_that_does_not_say_that_it_takes_https() {
    let mut played = played("53e-tags-http");
    played.page.send(Msg::Fetch(FetchMsg::Tags("registry.example/x/y".to_owned())));
    let problem = played.problem();
    assert!(problem.diagnosis.inferred[0].contains("A proxy that takes https"), "{problem:#?}");
    assert!(advice(&problem).contains("X-Forwarded-Proto: https"), "{problem:#?}");
    let list = bayplan::view::fetching(&played.page.model).tags.unwrap();
    assert_eq!(
        (list.tags.as_slice(), list.state),
        (&["a".to_owned()][..], ListState::Failed),
        "what came stays"
    );
    assert_eq!(played.asked("last=a"), 0, "nothing goes on without https");
}

#[test]
fn json_is_json_whatever_it_is_called() {
    let played = played("54b-ct-text-html-json-body");
    assert!(bayplan::view::fetching(&played.page.model).problems.is_empty());
    assert_eq!(played.asked("/manifests/1"), 1, "the bytes say what it is at the first ask");
    let inspection = &played.page.model.inspection;
    let root = inspection.tree.roots()[0];
    let crossed = bayplan::inspect::cross::of_node(&inspection.blobs, &inspection.tree, root);
    let found = crossed.iter().find(|crossed| crossed.finding.code == "content-type-differs").unwrap();
    assert!(found.finding.message.contains("text/html"), "{found:?}");
    assert!(found.finding.message.contains("OCI index"), "{found:?}");
    let report = inspect_with("54b-ct-text-html-json-body", &[]);
    assert_eq!(node(&report, "0.0")["state"], "verified");
}

#[test]
fn a_limit_is_told_in_the_registrys_words_and_lifted_by_signing_in() {
    let mut played = played("57-hub-429");
    assert!(played.asked("/manifests/3") <= 3, "without a token, with it, and once again");
    let problem = played.problem();
    let known = problem.diagnosis.known.join("\n");
    assert!(known.contains("You have reached your unauthenticated pull rate limit."), "{problem:#?}");
    assert!(known.contains("Docker Hub counts by address"), "{problem:#?}");
    assert_eq!(problem.sign_in.as_deref(), Some("registry-1.docker.io"));
    assert!(advice(&problem).contains("Sign in"), "{problem:#?}");
    let commands = problem.diagnosis.next.iter().filter(|next| matches!(next, Next::Command(_))).count();
    assert!(commands > 0, "{problem:#?}");
    let before = played.asked("/manifests/3");
    played.page.send(Msg::Fetch(FetchMsg::Retry(problem.job)));
    assert!(played.asked("/manifests/3") <= before + 2);
}
