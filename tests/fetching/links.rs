//! Links that name an image by its reference.

use bayplan::session::{DocumentsMsg, FetchMsg, LinkMsg, Msg, Tab};

use bayplan::export::reference_link;

use super::page::{Image, Page, digest};

const BASE: &str = "https://example.com/";

fn page(image: &Image) -> Page {
    let of_page = image.clone();
    Page::new(move |request, _| of_page.answer(request))
}

/// Follows a link, and says yes to what it asks.
fn follow(page: &mut Page, fragment: &str) {
    page.send(Msg::Link(LinkMsg::Navigated(fragment.to_owned())));
    for question in bayplan::view::fetching(&page.model).questions {
        page.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
    }
}

/// The address bar, as it was written last.
fn address(page: &Page) -> Option<&str> {
    let (_, last) = page.printed.rsplit_once("Address { fragment: \"")?;
    last.split('"').next()
}

#[test]
fn what_is_fetched_can_be_linked_to() {
    let image = Image::new(3);
    let mut page = page(&image);
    page.open("registry.example/a:1");
    let reference = format!("registry.example/a:1@{}", digest(&image.index));
    assert_eq!(address(&page), Some(&*format!("/ref/{reference}?n=0")), "the digest is pinned");
    let link = reference_link(&page.model, BASE).unwrap();
    assert_eq!(link, format!("{BASE}#/ref/{reference}?n=0"));

    let mut other = super::links::page(&image);
    other.send(Msg::Link(LinkMsg::Navigated(link.split_once('#').unwrap().1.to_owned())));
    assert!(other.requests.is_empty(), "nobody knows that registry: the link alone asks nothing of it");
    let question = bayplan::view::fetching(&other.model).questions.pop().unwrap();
    other.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
    assert_eq!(other.urls(), [format!("https://registry.example/v2/a/manifests/{}", digest(&image.index))]);
    assert!(other.states().starts_with("agrees with the link, "), "{}", other.states());
}

#[test]
fn a_registry_that_everybody_knows_is_asked_at_once() {
    let image = Image::new(1);
    let mut page = page(&image);
    page.send(Msg::Link(LinkMsg::Navigated(format!("/ref/ghcr.io/a@{}", digest(&image.index)))));
    assert!(page.states().starts_with("agrees with the link"), "{}", page.states());
}

#[test]
fn a_link_leads_to_its_node() {
    let image = Image::new(3);
    let mut page = page(&image);
    follow(
        &mut page,
        &format!("/ref/registry.example/a@{}?n=0.1.c/raw&host=linux/arm64", digest(&image.index)),
    );
    let selected = page.model.selected.unwrap();
    let path = page.model.inspection.tree.path(selected).to_string();
    assert_eq!((path.as_str(), page.model.view.tab), ("0.1.c", Tab::Raw));
    assert_eq!(page.model.view.host, "linux/arm64");
    assert_eq!(page.requests.len(), 3, "the index, the manifest on the way, and the config");

    // Back to the index, and forward: all of it is here.
    page.send(Msg::Link(LinkMsg::Navigated(format!("/ref/registry.example/a@{}?n=0", digest(&image.index)))));
    page.send(Msg::Link(LinkMsg::Navigated(format!(
        "/ref/registry.example/a@{}?n=0.1",
        digest(&image.index)
    ))));
    assert_eq!(page.requests.len(), 3, "nothing is fetched again");
}

#[test]
fn a_page_of_a_registry_is_a_reference_too() {
    let image = Image::new(1);
    let mut page = page(&image);
    follow(&mut page, "/ref/https%3A%2F%2Fquay.io%2Frepository%2Fa%2Fb%3Ftab%3Dtags%26tag%3D1");
    let by_its_api = "https://quay.io/api/v1/repository/a/b/tag/?specificTag=1&onlyActiveTags=true&limit=1";
    assert_eq!(page.urls(), [by_its_api]);
}

#[test]
fn other_bytes_than_the_link_names_are_not_verified() {
    let image = Image::new(1);
    let of_page = Image::new(2);
    let index = digest(&image.index);
    let asked = index.clone();
    let mut page = Page::new(move |request, _| {
        let mut request = request.clone();
        request.url = request.url.replace(&asked, "1");
        of_page.answer(&request)
    });
    follow(&mut page, &format!("/ref/ghcr.io/a@{index}"));
    assert!(page.states().contains("mismatch"), "{}", page.states());
    assert!(!page.states().split(", ").any(|state| state == "verified"));
}

#[test]
fn hostile_links_ask_nothing_of_anyone() {
    for (fragment, reason) in [
        ("/ref/", "nothing"),
        ("/ref/A B", "no reference"),
        ("/ref/%3Cimg%20src%3Dx%3E", "a script\u{2019}s beginning"),
        ("/ref/docker-daemon:alpine", "an image on a disk"),
        ("/ref/ghcr.io/a@sha256:00", "a digest that is cut short"),
        ("/ref/127.0.0.1:5000/a", "the visitor\u{2019}s own machine"),
        ("/ref/192.168.0.1/a", "the visitor\u{2019}s own network"),
        ("/ref/ghcr.io.example/a", "a name that looks like another"),
        ("/ref/ghcr.io:444/a", "a known name on a port of its own"),
        ("/ref/https://ghcr.io@evil.example/a", "a known name in front of another"),
    ] {
        let mut page = page(&Image::new(1));
        page.send(Msg::Link(LinkMsg::Navigated(fragment.to_owned())));
        assert!(page.requests.is_empty(), "{reason}: {:?}", page.urls());
    }
}

#[test]
fn a_reload_asks_no_more_than_before() {
    let image = Image::new(1);
    let mut page = page(&image);
    page.open("registry.example/a:1");
    let mut kept = None;
    for effect in bayplan::session::update(&mut page.model, Msg::Documents(DocumentsMsg::Settle)) {
        if let bayplan::session::Effect::Remember(text) = effect {
            kept = text;
        }
    }
    let fragment = address(&page).unwrap().to_owned();
    let mut again = super::links::page(&image);
    again.take(Msg::Link(LinkMsg::Navigated(fragment)));
    again.send(Msg::Link(LinkMsg::Recalled(kept.unwrap())));
    assert!(bayplan::view::fetching(&again.model).questions.is_empty(), "what the link names was kept");
    assert!(again.requests.is_empty());
    assert_eq!(again.model.inspection.tree.roots().len(), 1);
}
