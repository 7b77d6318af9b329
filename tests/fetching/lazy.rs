//! What comes when, and what is verified.

use bayplan::session::{BoxMsg, DocumentsMsg, FetchMsg, LinkMsg, Msg, SelectMsg};

use bayplan::view::NodeFetch;

use super::page::{Image, Page, digest};

fn opened(platforms: usize) -> (Image, Page) {
    let image = Image::new(platforms);
    let of_page = image.clone();
    let mut page = Page::new(move |request, _| of_page.answer(request));
    page.open("registry.example/a:1");
    (image, page)
}

#[test]
fn an_index_comes_alone() {
    let (image, page) = opened(3);
    assert_eq!(page.urls(), ["https://registry.example/v2/a/manifests/1"]);
    assert_eq!(page.states(), "nothing to compare with, not loaded, not loaded, not loaded");
    let view = bayplan::view::fetching(&page.model);
    assert_eq!(view.progress, None);
    assert_eq!(view.missing, 3);
    let pinned = view.pinned.unwrap();
    assert_eq!(pinned.reference, "registry.example/a:1");
    assert_eq!(pinned.stands_for.unwrap().as_str(), digest(&image.index));
    assert_eq!(pinned.pinned, format!("registry.example/a:1@{}", digest(&image.index)));
    assert_eq!(page.model.box_text, "", "what was typed is done");
}

#[test]
fn what_is_chosen_comes_with_its_config_and_without_its_layers() {
    let (_, mut page) = opened(3);
    let second = page.model.inspection.tree.iter().nth(2).unwrap().0;
    assert_eq!(bayplan::view::node_fetch(&page.model, second), NodeFetch::Possible);
    page.send(Msg::Select(SelectMsg::Node(second)));
    assert_eq!(
        page.states(),
        "nothing to compare with, not loaded, verified, verified, not loaded, not loaded"
    );
    assert_eq!(page.requests.len(), 3);
    assert_eq!(bayplan::view::fetching(&page.model).missing, 2);
}

#[test]
fn what_is_in_view_comes() {
    let (_, mut page) = opened(3);
    let nodes = page.model.tree.rows.iter().map(|row| row.node).collect();
    page.send(Msg::Fetch(FetchMsg::InView(nodes)));
    assert_eq!(page.requests.len(), 4, "the manifests alone");
}

#[test]
fn all_comes_at_once_a_few_at_a_time() {
    let (_, mut page) = opened(40);
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.requests.len(), 81, "each document once");
    assert_eq!(page.most_under_way, 6);
    assert_eq!(page.states().matches(" verified").count(), 80);
    let view = bayplan::view::fetching(&page.model);
    assert_eq!((view.missing, view.progress, view.problems.len()), (0, None, 0));
}

#[test]
fn progress_is_told() {
    let (image, mut page) = opened(40);
    page.take(Msg::Fetch(FetchMsg::All));
    let progress = bayplan::view::fetching(&page.model).progress.unwrap();
    assert_eq!((progress.done, progress.total), (0, 40));
    let (id, request) = page.under_way.pop_front().unwrap();
    page.take(Msg::Fetch(FetchMsg::Progress { id, received: 70, total: Some(100) }));
    assert_eq!(bayplan::view::progress(&page.model).unwrap().bytes, 70);
    page.take(Msg::Fetch(FetchMsg::Ended { id, outcome: image.answer(&request) }));
    let progress = bayplan::view::progress(&page.model).unwrap();
    assert_eq!((progress.done, progress.total), (1, 41), "its config was found");
}

#[test]
fn all_is_stopped() {
    let (_, mut page) = opened(40);
    page.take(Msg::Fetch(FetchMsg::All));
    assert_eq!(bayplan::view::fetching(&page.model).missing, 0, "all was asked for");
    let (id, request) = page.under_way.front().cloned().unwrap();
    page.take(Msg::Fetch(FetchMsg::Stop));
    assert_eq!(bayplan::view::fetching(&page.model).missing, 40);
    assert_eq!(page.stopped, 6);
    assert_eq!(bayplan::view::fetching(&page.model).progress, None);
    // What comes late is nobody's.
    let late = Image::new(40).answer(&request);
    page.send(Msg::Fetch(FetchMsg::Ended { id, outcome: late }));
    assert_eq!(page.states().matches("not loaded").count(), 40);
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.states().matches(" verified").count(), 80, "it can go on");
}

#[test]
fn a_pinned_reference_is_verified() {
    let image = Image::new(1);
    let pinned = digest(&image.index);
    let mut page = Page::new(move |request, _| image.answer(request));
    page.open(&format!("registry.example/a:1@{pinned}"));
    assert_eq!(page.urls(), [format!("https://registry.example/v2/a/manifests/{pinned}")]);
    assert_eq!(page.states(), "verified, not loaded");
    assert_eq!(bayplan::view::fetching(&page.model).pinned.unwrap().stands_for, None);
}

#[test]
fn a_tag_is_verified_against_the_expected_digest() {
    let image = Image::new(1);
    let of_page = image.clone();
    let mut page = Page::new(move |request, _| of_page.answer(request));
    page.take(Msg::Box(BoxMsg::Expected(digest(&image.manifests[0]))));
    page.open("registry.example/a:1");
    assert_eq!(page.states(), "digest mismatch, not loaded");
}

#[test]
fn a_manifest_alone_is_asked_for_next() {
    let image = Image::new(1);
    let manifest = image.manifests[0].clone();
    let mut page = Page::new(move |request, _| {
        let mut request = request.clone();
        request.url = request.url.replace("/1", &format!("/{}", digest(&manifest)));
        image.answer(&request)
    });
    page.open("registry.example/a:1");
    assert_eq!(page.states(), "nothing to compare with, verified, not loaded", "with its config");
    let accepts: Vec<_> =
        page.requests.iter().map(|request| request.accept.unwrap_or_default().len()).collect();
    assert_eq!(page.requests.len(), 3);
    assert!(accepts.iter().all(|length| *length <= 128), "no preflight");
}

#[test]
fn a_reload_goes_on_from_where_the_documents_came() {
    let (image, page) = opened(3);
    let remembered = page.printed.rmatch_indices("Remember(Some(").next().is_some();
    assert!(remembered);
    let bundle = {
        let mut remembered = None;
        let mut model = page.model.clone();
        for effect in bayplan::session::update(&mut model, Msg::Documents(DocumentsMsg::Settle)) {
            if let bayplan::session::Effect::Remember(text) = effect {
                remembered = text;
            }
        }
        remembered.unwrap()
    };
    let mut again = Page::new(move |request, _| image.answer(request));
    again.send(Msg::Link(LinkMsg::Recalled(bundle)));
    let second = again.model.inspection.tree.iter().nth(2).unwrap().0;
    again.send(Msg::Select(SelectMsg::Node(second)));
    assert!(again.requests.is_empty(), "a file may name any registry: nothing is asked by itself");
    again.send(Msg::Fetch(FetchMsg::Node(second)));
    let question = bayplan::view::fetching(&again.model).questions.pop().unwrap();
    assert!(question.title.contains("registry.example"), "{question:?}");
    again.send(Msg::Fetch(FetchMsg::Answer { id: question.id, yes: true }));
    assert_eq!(again.model.inspection.tree.get(second).unwrap().state.word(), "verified");
}
