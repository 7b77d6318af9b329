//! Tags and referrers.

use bayplan::registry::Outcome;
use bayplan::session::{DocumentsMsg, FetchMsg, ListState, Msg};

use super::page::{INDEX, Image, Page, answer, digest, error, ok, opaque};

fn tags_page(from: usize, to: usize, link: Option<String>) -> Outcome {
    let tags: Vec<_> = (from..to).map(|at| format!("\"t{at:05}\"")).collect();
    let body = format!(r#"{{"name":"a","tags":[{}]}}"#, tags.join(","));
    let mut answer = answer(200, "application/json", body.as_bytes());
    answer.headers.link = link;
    Outcome::Answer(answer)
}

#[test]
fn ten_thousand_tags_over_a_hundred_pages() {
    let mut page = Page::new(|request, _| {
        let from =
            request.url.split_once("&last=t").map_or(0, |(_, last)| last.parse::<usize>().unwrap() + 1);
        let link = format!("</v2/a/tags/list?n=100&last=t{:05}>; rel=\"next\"", from + 99);
        tags_page(from, from + 100, (from + 100 < 10_000).then_some(link))
    });
    page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    let list = bayplan::view::fetching(&page.model).tags.unwrap();
    assert_eq!((list.tags.len(), list.pages, list.state), (10_000, 100, ListState::Whole));
}

#[test]
fn a_list_that_is_called_that_of_another_repository_says_so() {
    for (repository, told) in [("registry.example/a", false), ("registry.example/b/c", true)] {
        let mut page = Page::new(|_, _| tags_page(0, 3, None));
        page.send(Msg::Fetch(FetchMsg::Tags(repository.to_owned())));
        let list = bayplan::view::fetching(&page.model).tags.unwrap();
        assert_eq!((list.tags.len(), list.state), (3, ListState::Whole));
        let said = list.told_of_name();
        assert_eq!(said.is_some(), told, "{said:?}");
        assert!(said.is_none_or(|said| said.contains("is of “a”") && said.contains("asked for “b/c”")));
    }
}

#[test]
fn where_the_link_is_hidden() {
    let mut page = Page::new(|request, _| match request.url.split_once("&last=") {
        None => tags_page(0, 1000, None),
        Some((_, last)) => {
            assert_eq!(last, "t00999");
            tags_page(1000, 1010, None)
        }
    });
    page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    let list = bayplan::view::fetching(&page.model).tags.unwrap();
    assert_eq!((list.tags.len(), list.state), (1010, ListState::Whole));
}

#[test]
fn links_that_are_not_followed() {
    for link in ["<https://evil.example/v2/a/tags/list>; rel=next", "</v2/a/tags/list?n=1000>; rel=next"] {
        let mut page = Page::new(|_, _| tags_page(0, 3, Some(link.to_owned())));
        page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
        assert_eq!(page.requests.len(), 1, "{link}");
        let list = bayplan::view::fetching(&page.model).tags.unwrap();
        assert_eq!((list.tags.len(), list.state), (3, ListState::Failed), "{link}");
    }
}

#[test]
fn a_circle_of_pages_ends() {
    let mut page = Page::new(|request, _| {
        let next = if request.url.ends_with("last=a") { "b" } else { "a" };
        tags_page(0, 3, Some(format!("</v2/a/tags/list?last={next}>; rel=next")))
    });
    page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    assert!(page.requests.len() <= 4, "{}", page.requests.len());
}

#[test]
fn tags_that_never_end_are_cut() {
    let mut page = Page::new(|request, _| {
        let from = request.url.split_once("last=").map_or(0, |(_, last)| last.parse::<usize>().unwrap());
        tags_page(from, from + 1, Some(format!("</v2/a/tags/list?last={}>; rel=next", from + 1)))
    });
    page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    let list = bayplan::view::fetching(&page.model).tags.unwrap();
    assert_eq!((list.pages, list.state), (500, ListState::Cut));
}

/// A page that opened an index, of a registry that answers for its referrers as `list` says.
fn referrers(by_api: impl Fn() -> Outcome + 'static, by_tag: impl Fn(&Image) -> Outcome + 'static) -> Page {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| {
        if request.url.contains("/referrers/") {
            by_api()
        } else if request.url.contains("/manifests/sha256-") {
            by_tag(&image)
        } else {
            image.answer(request)
        }
    });
    page.open("registry.example/a:1");
    let root = page.model.selected.unwrap();
    page.send(Msg::Fetch(FetchMsg::Referrers(root)));
    page
}

fn list_of_one() -> Outcome {
    let body = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:{}","size":7,"artifactType":"application/vnd.example"}}]}}"#,
        "1".repeat(64)
    );
    ok(INDEX, body.as_bytes())
}

#[test]
fn the_registrys_own_list() {
    let page = referrers(list_of_one, |_| panic!("not asked for"));
    let list = bayplan::view::fetching(&page.model).referrers.unwrap();
    assert_eq!((list.referrers.len(), list.by_tag, list.state), (1, false, ListState::Whole));
}

#[test]
fn the_tag_that_stands_for_a_list() {
    let no_list: [fn() -> Outcome; 3] = [
        || Outcome::Answer(answer(404, "text/plain", b"404 page not found\n")),
        // The same, without the header that lets a page read it.
        opaque,
        || ok("text/html", b"<html>"),
    ];
    for by_api in no_list {
        let page = referrers(by_api, |_| list_of_one());
        let list = bayplan::view::fetching(&page.model).referrers.unwrap();
        assert_eq!((list.referrers.len(), list.by_tag, list.state), (1, true, ListState::Whole));
    }
}

#[test]
fn nothing_refers_to_it() {
    let page = referrers(|| error(404, "UNSUPPORTED"), |_| error(404, "MANIFEST_UNKNOWN"));
    let view = bayplan::view::fetching(&page.model);
    let list = view.referrers.unwrap();
    assert_eq!((list.referrers.len(), list.by_tag, list.state), (0, true, ListState::Whole));
    assert!(view.problems.is_empty(), "{:?}", view.problems);
}

#[test]
fn a_registry_that_answers_the_tag_with_the_subject() {
    let page = referrers(opaque, |image| ok(INDEX, image.index.as_bytes()));
    let list = bayplan::view::fetching(&page.model).referrers.unwrap();
    assert!(list.referrers.is_empty() && list.answered_with_subject);
    assert_eq!(page.model.inspection.blobs.len(), 1, "nothing of it is taken for a document");
    assert_ne!(digest("x"), "");
}

#[test]
fn a_registry_that_only_a_file_names_is_asked_about_first() {
    let image = Image::new(1);
    let origin = bayplan::inspect::Origin::Registry("registry.example/a:1".parse().unwrap());
    let mut page = Page::new(|request, _| {
        if request.url.contains("/referrers/") { list_of_one() } else { error(404, "MANIFEST_UNKNOWN") }
    });
    let arrival = bayplan::session::Arrival { bytes: image.index.as_bytes().into(), origin };
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None }));
    let root = page.model.selected.unwrap();
    page.send(Msg::Fetch(FetchMsg::Referrers(root)));
    page.send(Msg::Fetch(FetchMsg::All));
    assert!(page.requests.is_empty());
    let questions = bayplan::view::fetching(&page.model).questions;
    assert_eq!(questions.len(), 2);
    page.send(Msg::Fetch(FetchMsg::Answer { id: questions[0].id, yes: true }));
    assert_eq!(bayplan::view::fetching(&page.model).referrers.unwrap().referrers.len(), 1);
    page.send(Msg::Fetch(FetchMsg::Answer { id: questions[1].id, yes: false }));
    assert_eq!(page.requests.len(), 1);
}
