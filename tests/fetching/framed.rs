//! The page inside another page, which could cover what is shown and move what is pressed.

use bayplan::registry::Secret;
use bayplan::session::{BoxMsg, DocumentsMsg, FetchMsg, LinkMsg, Msg};

use super::page::{Image, Page, challenge, digest, ok};

const WHY: &str = "This page is shown inside another page";

fn framed(mut page: Page) -> Page {
    page.send(Msg::Fetch(FetchMsg::OpenedAt { base: "https://page.example/".to_owned(), framed: true }));
    page.requests.clear();
    page
}

fn sign_in(page: &mut Page) {
    let host = "registry.example".to_owned();
    page.send(Msg::Fetch(FetchMsg::SignIn {
        host,
        user: Secret::new("aladdin"),
        password: Secret::new("open-sesame"),
    }));
}

fn notices(page: &Page) -> Vec<String> {
    page.model.notices.iter().map(|notice| bayplan::view::sentence(&notice.said)).collect()
}

#[test]
fn a_link_is_not_asked_about() {
    let image = Image::new(1);
    let of_page = image.clone();
    let mut page = framed(Page::new(move |request, _| of_page.answer(request)));
    page.send(Msg::Link(LinkMsg::Navigated(format!("/ref/registry.example/a@{}", digest(&image.index)))));
    assert!(bayplan::view::fetching(&page.model).questions.is_empty());
    assert!(page.requests.is_empty(), "{:?}", page.urls());
    let [said] = &notices(&page)[..] else { panic!("{:?}", notices(&page)) };
    assert!(said.starts_with("registry.example was not asked") && said.contains(WHY), "{said}");

    // What needs no consent is fetched all the same.
    page.send(Msg::Link(LinkMsg::Navigated(format!("/ref/ghcr.io/a@{}", digest(&image.index)))));
    assert!(page.states().starts_with("agrees with the link"), "{}", page.states());
}

#[test]
fn an_offer_is_no_consent() {
    let image = Image::new(1);
    let of_page = image.clone();
    let mut page = framed(Page::new(move |request, _| of_page.answer(request)));
    for name in ["registry.example/a", "ghcr.io/a"] {
        page.send(Msg::Box(BoxMsg::Changed(format!("  imageID: {name}@{}", digest(&image.index)))));
        page.send(Msg::Box(BoxMsg::Submit));
    }
    let [private, public] = &bayplan::view::fetching(&page.model).offers.offers[..] else {
        panic!("two are offered")
    };
    page.send(Msg::Fetch(FetchMsg::TakeOffer(private.id)));
    assert!(page.requests.is_empty(), "{:?}", page.urls());
    assert!(notices(&page).iter().any(|said| said.contains(WHY)), "{:?}", notices(&page));
    assert_eq!(bayplan::view::fetching(&page.model).offers.offers.len(), 2, "it is still offered");
    page.send(Msg::Fetch(FetchMsg::TakeOffer(public.id)));
    assert!(page.states().starts_with("verified"), "{}", page.states());
}

#[test]
fn a_foreign_realm_is_not_asked_about() {
    let realm = r#"Bearer realm="https://realm.example/token",service="x""#;
    let mut page = framed(Page::new(move |_, _| challenge(realm)));
    page.open("registry.example/a:1");
    assert_eq!(page.urls(), ["https://registry.example/v2/a/manifests/1"]);
    let view = bayplan::view::fetching(&page.model);
    assert!(view.questions.is_empty());
    assert!(view.problems[0].diagnosis.headline.starts_with("realm.example was not asked for a token"));
    assert!(format!("{:?}", view.problems[0].diagnosis.next).contains(WHY));
}

#[test]
fn no_password_is_taken_or_sent() {
    let image = Image::new(1);
    let mut page = framed(Page::new(move |request, _| match &request.authorization {
        Some(_) => image.answer(request),
        None => challenge("Basic realm=x"),
    }));
    page.open("registry.example/a:1");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert_eq!(problem.sign_in, None, "there is no form");
    assert!(format!("{:?}", problem.diagnosis.next).contains(WHY));
    sign_in(&mut page);
    page.send(Msg::Documents(DocumentsMsg::Clear));
    sign_in(&mut page);
    page.open("registry.example/a:1");
    assert!(page.requests.iter().all(|request| request.authorization.is_none()), "{:?}", page.requests);
    assert!(bayplan::view::fetching(&page.model).signed_in.is_empty());
}

#[test]
fn a_page_of_its_own_asks() {
    let mut page = Page::new(|_, _| ok("application/json", b"{}"));
    page.send(Msg::Fetch(FetchMsg::OpenedAt { base: "https://page.example/".to_owned(), framed: false }));
    page.send(Msg::Link(LinkMsg::Navigated("/ref/registry.example/a:1".to_owned())));
    assert_eq!(bayplan::view::fetching(&page.model).questions.len(), 1);
}
