//! Layers that are listed by their tables of contents, from parts of them.

use bayplan::inspect::{NodeId, Role};
use bayplan::registry::{Failure, Outcome, Request};
use bayplan::session::{FetchMsg, LayersMsg, Msg, SelectMsg, Tab};
use bayplan::view::layers::{HowFar, Status, status};

use super::page::{Image, Page, challenge, digest_of_bytes, error, gzip, ok, tar};

/// What is in the table of the layer of [`image`], which lists more than the layer has: so one sees which is shown.
const TABLE: &str = r#"{"version":1,"entries":[{"name":"one","type":"reg","size":1},{"name":"only-in-table","type":"reg","size":5,"offset":3}]}"#;

/// An eStargz layer: the tar, its table, and the footer, each in a member of gzip of its own.
/// <https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md>
fn stargz(tar: &[u8]) -> Vec<u8> {
    let mut layer = gzip(tar);
    let from = layer.len();
    layer.extend(gzip(&super::page::tar("stargz.index.json", TABLE)));
    layer.extend(b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x1a\0SG\x16\0");
    layer.extend(format!("{from:016x}STARGZ").as_bytes());
    layer.extend(b"\x01\0\0\xff\xff\0\0\0\0\0\0\0\0");
    layer
}

fn image(annotations: &str) -> Image {
    let file = tar("one", "1");
    let layer = stargz(&file);
    // What a layer of several members unpacks to is all of them.
    let whole = [file, tar("stargz.index.json", TABLE)].concat();
    Image::of_packed(&[whole], vec![layer], annotations)
}

fn promise(digest: &str) -> String {
    format!(r#","annotations":{{"containerd.io/snapshot/stargz/toc.digest":"{digest}"}}"#)
}

fn promised() -> String {
    promise(&digest_of_bytes(TABLE.as_bytes()))
}

/// A page at the Files tab of the manifest, of a registry that answers for the layer as `layer` says.
fn page(annotations: &str, layer: impl Fn(&Image, &Request, usize) -> Outcome + 'static) -> (Page, NodeId) {
    let image = image(annotations);
    let mut page = Page::new(move |request, before| {
        let is_layer =
            request.url.ends_with(&digest_of_bytes(&image.layers[0])) || request.url.contains("/token");
        if is_layer { layer(&image, request, before) } else { image.answer(request) }
    });
    page.open("registry.example/a:1");
    let manifest = page.model.inspection.tree.iter().nth(1).unwrap().0;
    page.send(Msg::Select(SelectMsg::Node(manifest)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
    (page, manifest)
}

fn shown(page: &Page) -> Status {
    status(&page.model.inspection, &page.model.layers, layer(page))
}

fn layer(page: &Page) -> NodeId {
    page.model.inspection.tree.iter().find(|(_, node)| node.role == Role::Layer(0)).unwrap().0
}

fn state(page: &Page) -> &'static str {
    page.model.inspection.tree.get(layer(page)).unwrap().state.word()
}

fn names(page: &Page) -> Vec<String> {
    let pane = page.model.files.as_ref().unwrap().shown();
    (0..pane.len()).filter_map(|at| Some(pane.row(at)?.name)).collect()
}

#[test]
fn a_layer_is_listed_from_a_few_bytes_and_never_called_verified() {
    let (mut page, manifest) = page(&promised(), |image, request, _| image.answer(request));
    let size = image(&promised()).layers[0].len() as u64;
    assert!(shown(&page).call_list(None).is_some());
    let before = page.requests.len();
    page.send(Msg::Layers(LayersMsg::List(manifest)));
    let parts: Vec<_> =
        page.requests[before..].iter().map(|request| (request.range, request.limit)).collect();
    let ((Some(footer), 72), (Some(table), length)) = (parts[0], parts[1]) else { panic!("{parts:?}") };
    assert_eq!(footer, (size - 72, size - 1));
    assert_eq!((table.1 - table.0 + 1, table.1), (length, size - 52), "up to the footer, which has 51 bytes");
    assert_eq!(parts.len(), 2);

    assert_eq!(names(&page), ["one", "only-in-table"]);
    assert_eq!(state(&page), "not loaded");
    let told = shown(&page).told_of_listed().unwrap();
    assert!(told.contains("not fetched and is not proved"), "{told}");
    assert!(told.contains("whose digest the manifest promises"), "{told}");
    assert_eq!(shown(&page).layers[0].state, HowFar::Listed);
    // No file of it can be opened.
    page.send(Msg::Files(bayplan::session::FilesMsg::Key(bayplan::session::Key::Down)));
    assert!(!bayplan::session::files::details(page.model.files.as_ref().unwrap().shown()).unwrap().opens);
    page.send(Msg::Files(bayplan::session::FilesMsg::Open));
    assert_eq!(page.requests.len(), before + 2);

    // Whole, it is another matter.
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(state(&page), "verified");
    assert_eq!(names(&page), ["one"], "what the layer itself has");
    assert!(shown(&page).told_of_listed().is_none());
}

#[test]
fn a_layer_that_says_nothing_of_a_table_is_looked_into_where_it_is_asked_for() {
    let (mut page, manifest) = page("", |image, request, _| image.answer(request));
    let offered = shown(&page);
    assert!(offered.call_list(None).is_none() && offered.call_list(Some(&offered.layers[0])).is_some());
    page.send(Msg::Layers(LayersMsg::List(manifest)));
    assert_eq!(names(&page), ["one", "only-in-table"]);
    assert!(!shown(&page).told_of_listed().unwrap().contains("promises"));
}

#[test]
fn a_table_that_is_not_the_one_that_was_promised_is_not_shown() {
    let (mut page, manifest) =
        page(&promise(&digest_of_bytes(b"another")), |image, request, _| image.answer(request));
    page.send(Msg::Layers(LayersMsg::List(manifest)));
    let HowFar::Failed(why) = &shown(&page).layers[0].state else { panic!("it is shown") };
    assert!(why.contains("is not the one that its manifest promises"), "{why}");
    assert!(page.model.files.is_none());
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    assert_eq!(state(&page), "verified");
}

#[test]
fn what_is_told_where_no_table_comes() {
    let whole = |_: &Image, _: &Request, _: usize| Outcome::Failed(Failure::NotAPart);
    let plain = |_: &Image, request: &Request, _: usize| {
        let length = usize::try_from(request.limit).unwrap();
        Outcome::Answer(super::page::answer(206, "application/octet-stream", &vec![0; length]))
    };
    let ignored = |image: &Image, _: &Request, _: usize| ok("application/octet-stream", &image.layers[0]);
    type Layer = fn(&Image, &Request, usize) -> Outcome;
    let cases: [(Layer, &str); 4] = [
        (whole, "answered with the whole"),
        (ignored, "answered with the whole"),
        (plain, "has no table of contents"),
        (|_, _, _| error(416, "RANGE"), "refused to answer"),
    ];
    for (answers, expected) in cases {
        let (mut page, manifest) = page(&promised(), answers);
        page.send(Msg::Layers(LayersMsg::List(manifest)));
        assert!(page.problems()[0].contains(expected), "{:?}", page.problems());
        assert_eq!(state(&page), "not loaded");
        let offered = shown(&page).call();
        assert!(offered.starts_with("Fetch and open the layer"), "{offered}");
        assert!(page.model.files.is_none() && !page.model.layers.is_busy());
    }
}

#[test]
fn a_token_is_got_for_parts_as_well() {
    let (mut page, manifest) = page(&promised(), |image, request, _| match &request.authorization {
        _ if request.url.contains("/token") => ok("application/json", br#"{"token":"t"}"#),
        Some(secret) if secret.reveal() == "Bearer t" => image.answer(request),
        _ => challenge(r#"Bearer realm="https://registry.example/token""#),
    });
    page.send(Msg::Layers(LayersMsg::List(manifest)));
    assert_eq!(names(&page), ["one", "only-in-table"], "{:?}", page.problems());
    let tokens = page.urls().iter().filter(|url| url.contains("/token")).count();
    assert_eq!(tokens, 1);
}

#[test]
fn listing_is_stopped() {
    let (mut page, manifest) = page(&promised(), |image, request, _| image.answer(request));
    for stop in
        [Msg::Layers(LayersMsg::Stop(manifest)), Msg::Layers(LayersMsg::StopAll), Msg::Fetch(FetchMsg::Stop)]
    {
        page.take(Msg::Layers(LayersMsg::List(manifest)));
        assert_eq!((page.under_way.len(), page.model.layers.is_busy()), (1, true));
        page.take(stop);
        assert_eq!((page.under_way.len(), page.works.len(), page.model.layers.is_busy()), (0, 0, false));
    }
    // What was listed stays, where fetching the whole is stopped.
    page.send(Msg::Layers(LayersMsg::List(manifest)));
    page.take(Msg::Layers(LayersMsg::Open(manifest)));
    page.take(Msg::Layers(LayersMsg::Stop(manifest)));
    assert_eq!(names(&page), ["one", "only-in-table"]);
}
