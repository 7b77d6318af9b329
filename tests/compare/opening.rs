//! Comparisons that are asked for by the box, by the address and by keys.

use std::cell::Cell;
use std::rc::Rc;

use bayplan::headless::Headless;
use bayplan::registry::{Answer, Failure, Headers, Outcome, Request};
use bayplan::session::{ComparisonMsg, FetchMsg, LinkMsg, Msg, SelectMsg, ShareMsg, Tab};
use serde_json::{Value, json};

use crate::page::{Image, compare, own_digest, report, with};

fn registry() -> Headless {
    counted().0
}

/// A page with a registry of two images, and how often that was asked.
fn counted() -> (Headless, Rc<Cell<usize>>) {
    let count = Rc::new(Cell::new(0));
    let counting = Rc::clone(&count);
    let answers = Box::new(move |request: &Request| {
        counting.set(counting.get() + 1);
        let url = request.url.as_str();
        let found = ["1", "2"].into_iter().find_map(|tag| {
            let image = Image::new().manifest(|it| it["annotations"] = json!({"tag": tag}));
            let [manifest, config] = image.documents();
            let body = match url {
                _ if url.ends_with(&format!("/manifests/{tag}")) => manifest,
                _ if url.ends_with(&own_digest(&manifest)) => manifest,
                _ if url.contains("/blobs/sha256:") => config,
                _ => return None,
            };
            Some(Outcome::Answer(Answer {
                status: 200,
                url: request.url.clone(),
                redirected: false,
                headers: Headers {
                    content_type: Some("application/vnd.oci.image.manifest.v1+json".to_owned()),
                    ..Headers::default()
                },
                body: body.to_string().into_bytes().into(),
                whole: true,
                at: 0,
            }))
        });
        found.unwrap_or(Outcome::Failed(Failure::Opaque))
    });
    (Headless::new(answers), count)
}

#[test]
fn two_references_in_the_box_are_fetched_and_compared() {
    for text in ["registry.example/a:1..registry.example/a:2", "registry.example/a:1 vs registry.example/a:2"]
    {
        let mut page = registry();
        page.paste(text);
        let comparison = report(&mut page)["comparison"].clone();
        assert_eq!(comparison["changes"][0]["first"], "1", "{text}: {comparison}");
        assert_eq!(comparison["changes"][0]["second"], "2", "{text}");
        assert_eq!(page.model.view.tab, Tab::Compare);
        assert!(!comparison["summary"].as_str().unwrap().contains("not both here"), "the configs came, too");
    }
}

/// Says yes to what is asked, as often as something is.
fn allow(page: &mut Headless) -> usize {
    let mut count = 0;
    while let Some(question) = bayplan::view::fetching(&page.model).questions.first() {
        page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
        count += 1;
    }
    count
}

#[test]
fn two_images_of_registries_are_in_the_address() {
    let (mut page, count) = counted();
    page.paste("registry.example/a:1..registry.example/a:2");
    let fragment = page.fragment.clone();
    let (reference, rest) = fragment.split_once('?').unwrap();
    let (first, second) = reference.split_once("..").unwrap();
    assert!(first.starts_with("/ref/registry.example/a:1@sha256:"), "{fragment}");
    assert!(second.starts_with("registry.example/a:2@sha256:"), "{fragment}");
    assert_eq!(rest, "n=0/compare&with=1");
    let asked = count.get();

    page.send(Msg::Select(SelectMsg::Tab(Tab::Overview)));
    page.send(Msg::Link(LinkMsg::Navigated(fragment.clone())));
    assert_eq!(tags(&mut page), ["1", "2"], "back shows it again");
    assert_eq!(count.get(), asked, "and fetches nothing");

    page.send(Msg::Comparison(ComparisonMsg::Swap));
    assert!(page.fragment.starts_with("/ref/registry.example/a:2@"), "{}", page.fragment);
    assert_eq!(tags(&mut page), ["2", "1"]);

    let (mut fresh, count) = counted();
    fresh.send(Msg::Link(LinkMsg::Navigated(page.fragment.clone())));
    assert_eq!(count.get(), 0, "nobody knows that registry: the link alone asks nothing of it");
    assert_eq!(allow(&mut fresh), 1, "one answer is for both");
    assert_eq!(tags(&mut fresh), ["2", "1"]);
    assert_eq!(fresh.fragment, page.fragment);
    assert!(fresh.model.notices.is_empty(), "{:?}", fresh.model.notices);
}

#[test]
fn two_of_a_list_of_tags_are_compared() {
    let mut page = registry();
    let [one, other] = ["1", "2"].map(|tag| format!("registry.example/a:{tag}"));
    page.send(Msg::Fetch(FetchMsg::CompareReferences(one, other)));
    allow(&mut page);
    assert_eq!(tags(&mut page), ["1", "2"]);
}

/// What both are annotated with.
fn tags(page: &mut Headless) -> [Value; 2] {
    users(page)
}

fn two() -> Headless {
    let second = Image::new().config(|it| it["config"]["User"] = json!("root"));
    let documents: Vec<String> =
        [Image::new().documents(), second.documents()].concat().iter().map(Value::to_string).collect();
    with(&documents)
}

fn users(page: &mut Headless) -> [Value; 2] {
    let comparison = report(page)["comparison"].clone();
    ["first", "second"].map(|side| comparison["changes"][0][side].clone())
}

#[test]
fn a_comparison_is_in_the_address_and_in_the_link() {
    let mut page = two();
    let roots = page.model.inspection.tree.roots().to_vec();
    compare(&mut page, roots[0], roots[1]);
    assert!(page.fragment.ends_with("0/compare?with=1"), "{}", page.fragment);
    page.send(Msg::Select(SelectMsg::Tab(Tab::Overview)));
    page.send(Msg::Link(LinkMsg::Navigated("/0/compare?with=1".to_owned())));
    assert_eq!(users(&mut page), ["app", "root"], "back shows it again");

    page.send(Msg::Share(ShareMsg::Open(true)));
    let link = page.model.link("https://example.com/").unwrap();
    let mut fresh = Headless::default();
    fresh.send(Msg::Link(LinkMsg::Navigated(link.split_once('#').unwrap().1.to_owned())));
    assert_eq!(users(&mut fresh), ["app", "root"], "{link}");
}

#[test]
fn the_two_are_swapped() {
    let mut page = two();
    let roots = page.model.inspection.tree.roots().to_vec();
    compare(&mut page, roots[0], roots[1]);
    page.send(Msg::Comparison(ComparisonMsg::Swap));
    assert_eq!(users(&mut page), ["root", "app"]);
    assert_eq!(page.model.selected, Some(roots[1]));
}

#[test]
fn one_is_marked_and_the_other_chosen_in_the_tree() {
    let mut page = two();
    let roots = page.model.inspection.tree.roots().to_vec();
    page.send(Msg::Select(SelectMsg::Node(roots[0])));
    page.send(Msg::Comparison(ComparisonMsg::With(roots[0])));
    page.send(Msg::Select(SelectMsg::Node(roots[1])));
    assert_eq!(users(&mut page), ["root", "app"], "the chosen one is the first");
}

#[test]
fn the_place_stays_right_while_other_documents_come() {
    let mut page = two();
    let roots = page.model.inspection.tree.roots().to_vec();
    compare(&mut page, roots[0], roots[1]);
    // An index over the first: it is no root any more.
    let [manifest, _] = Image::new().documents();
    let index = json!({"schemaVersion": 2, "manifests": [{
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "digest": crate::page::own_digest(&manifest), "size": manifest.to_string().len()
    }]});
    let selected = page.model.view.clone();
    page.paste(&index.to_string());
    page.send(Msg::Link(LinkMsg::Navigated(format!(
        "/{}",
        bayplan::session::View { node: page.model.view.node.clone(), ..selected }
    ))));
    assert!(report(&mut page)["comparison"].is_object(), "{}", page.fragment);
}
