//! Registries that fail, lie or refuse.

use std::cell::Cell;
use std::rc::Rc;

use bayplan::registry::{Failure, Outcome, Request};
use bayplan::session::{FetchMsg, Msg, SelectMsg};
use bayplan::view::NodeFetch;

use super::page::{INDEX, Image, MANIFEST, Page, answer, digest, error, ok, opaque};

/// A page that opened an index, of a registry that answers for its one manifest as `child` says.
fn child(child: impl Fn(&Image, &Request, usize) -> Outcome + 'static) -> Page {
    let image = Image::new(1);
    let manifest = digest(&image.manifests[0]);
    let mut page = Page::new(move |request, before| {
        if request.url.ends_with(&manifest) { child(&image, request, before) } else { image.answer(request) }
    });
    page.open("registry.example/a:1");
    let node = page.model.inspection.tree.iter().nth(1).unwrap().0;
    page.send(Msg::Select(SelectMsg::Node(node)));
    page
}

#[test]
fn one_wrong_byte() {
    let page = child(|image, _, _| {
        let wrong = image.manifests[0].replace("layers", "Layers");
        ok(MANIFEST, wrong.as_bytes())
    });
    assert_eq!(page.states(), "nothing to compare with, digest mismatch, not loaded");
    assert_eq!(page.requests.len(), 2, "what a changed document names is not fetched");
}

#[test]
fn what_is_wrong_can_be_asked_for_again() {
    let mut page = child(|image, request, before| match before {
        0 => ok(MANIFEST, b"{}"),
        _ => image.answer(request),
    });
    let node = page.model.inspection.tree.iter().nth(1).unwrap().0;
    assert_eq!(page.states(), "nothing to compare with, size mismatch");
    assert_eq!(bayplan::view::node_fetch(&page.model, node), NodeFetch::Possible);
    page.send(Msg::Fetch(FetchMsg::Node(node)));
    assert!(page.states().starts_with("nothing to compare with, verified, verified"), "{}", page.states());
}

#[test]
fn a_manifest_stated_to_be_too_large_takes_none_other_along() {
    let mut image = Image::new(2);
    let size = format!("\"size\":{}", image.manifests[1].len());
    let at = image.index.rfind(&size).unwrap();
    image.index.replace_range(at..at + size.len(), "\"size\":99999999");
    let first = digest(&image.manifests[0]);
    let mut page = Page::new(move |request, _| image.answer(request));
    page.open("registry.example/a:1");
    let nodes = page.model.inspection.tree.iter().skip(1).map(|(node, _)| node).collect();
    page.send(Msg::Fetch(FetchMsg::InView(nodes)));
    assert!(page.urls().iter().any(|url| url.ends_with(&first)), "{:?}", page.urls());
    assert!(page.states().starts_with("nothing to compare with, verified"), "{}", page.states());
    assert!(page.problems()[0].contains("99999999 bytes"), "{:?}", page.problems());
}

#[test]
fn a_body_that_is_short() {
    let page = child(|image, _, _| ok(MANIFEST, &image.manifests[0].as_bytes()[..100]));
    assert!(page.states().starts_with("nothing to compare with, size mismatch"), "{}", page.states());
    assert_eq!(page.requests.len(), 2, "nothing that a part of it names is fetched");
}

/// Some browsers end such a body without an error.
#[test]
fn a_body_that_is_shorter_than_its_answer_said_broke_off() {
    let short = |image: &Image, part: usize| {
        let bytes = image.manifests[0].as_bytes();
        let Outcome::Answer(mut answer) = ok(MANIFEST, &bytes[..part]) else { panic!() };
        answer.headers.content_length = Some(bytes.len() as u64);
        Outcome::Answer(answer)
    };
    let page = child(move |image, _, _| short(image, 100));
    assert_eq!(page.states(), "nothing to compare with, not loaded");
    assert_eq!(
        page.problems(),
        ["The answer of registry.example broke off after 100 bytes, each time it was asked."]
    );
    let page = child(move |image, request, before| match before {
        0 => short(image, 100),
        _ => image.answer(request),
    });
    assert!(page.states().starts_with("nothing to compare with, verified"), "{}", page.states());
    // What came compressed is shorter than it was on its way, and whole all the same.
    let page = child(|image, _, _| {
        let Outcome::Answer(mut answer) = ok(MANIFEST, image.manifests[0].as_bytes()) else { panic!() };
        answer.headers.content_length = Some(1 << 20);
        Outcome::Answer(answer)
    });
    assert!(page.states().starts_with("nothing to compare with, verified"), "{}", page.states());
}

#[test]
fn a_page_in_place_of_a_manifest() {
    let page = child(|_, _, _| ok("text/html", b"<!doctype html>"));
    assert_eq!(page.states(), "nothing to compare with, size mismatch");
}

#[test]
fn a_body_that_breaks_off_once() {
    let page = child(|image, request, before| match before {
        0 => Outcome::Failed(Failure::BrokenOff { received: 7 }),
        _ => image.answer(request),
    });
    assert!(page.states().starts_with("nothing to compare with, verified"));
    assert_eq!(page.waits.len(), 1);
}

#[test]
fn a_body_that_breaks_off_each_time() {
    let page = child(|_, _, _| Outcome::Failed(Failure::BrokenOff { received: 7 }));
    assert_eq!(page.states(), "nothing to compare with, not loaded");
    assert_eq!(page.waits.len(), 3);
    assert!(page.waits.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", page.waits);
    assert_eq!(
        page.problems(),
        ["The answer of registry.example broke off after 7 bytes, each time it was asked."]
    );
}

#[test]
fn a_body_that_does_not_end() {
    let page = child(|_, request, _| Outcome::Failed(Failure::TooLong { limit: request.limit }));
    assert_eq!(page.states(), "nothing to compare with, not loaded");
    assert!(page.problems()[0].contains("longer than"), "{:?}", page.problems());
    assert!(page.requests.iter().all(|request| request.limit <= 4 * 1024 * 1024));
}

#[test]
fn busy_then_well() {
    let page = child(|image, request, before| match before {
        0 => {
            let mut answer = answer(429, "application/json", b"");
            answer.headers.retry_after = Some("7".to_owned());
            Outcome::Answer(answer)
        }
        1 => error(503, "UNAVAILABLE"),
        _ => image.answer(request),
    });
    assert!(page.states().starts_with("nothing to compare with, verified"));
    assert_eq!(page.waits[0], 7000, "as asked");
    assert_eq!(page.waits.len(), 2);
}

#[test]
fn busy_for_hours() {
    let page = child(|_, _, _| {
        let mut answer = answer(429, "application/json", b"");
        answer.headers.retry_after = Some("Sun, 06 Nov 1994 10:49:37 GMT".to_owned());
        Outcome::Answer(answer)
    });
    assert!(page.waits.is_empty());
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.diagnosis.known.iter().any(|known| known.contains("2 hours")), "{problem:?}");
}

#[test]
fn failing_each_time_and_tried_again_by_hand() {
    let well = Rc::new(Cell::new(false));
    let is_well = Rc::clone(&well);
    let mut page = child(
        move |image, request, _| {
            if is_well.get() { image.answer(request) } else { error(500, "UNKNOWN") }
        },
    );
    assert_eq!(page.requests.len(), 5, "four times, and the index");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    well.set(true);
    page.send(Msg::Fetch(FetchMsg::Retry(problem.job)));
    assert!(page.states().starts_with("nothing to compare with, verified, verified"), "{}", page.states());
    assert!(page.problems().is_empty());
}

#[test]
fn what_is_not_there() {
    let page = child(|_, _, _| error(404, "MANIFEST_UNKNOWN"));
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert_eq!(problem.diagnosis.headline, "registry.example does not have this.");
    assert!(problem.diagnosis.known[1].contains("of the registry"), "{problem:?}");
}

#[test]
fn a_repository_that_is_not_there_is_asked_for_once() {
    let mut page = Page::new(|_, _| error(404, "NAME_UNKNOWN"));
    page.open("registry.example/a:1");
    assert_eq!(page.requests.len(), 1);
    assert_eq!(page.problems().len(), 1);
}

#[test]
fn no_answer_that_can_be_read() {
    let mut page = Page::new(|_, _| opaque());
    page.open("registry.example/a:1");
    assert_eq!(page.requests.len(), 1, "what is refused is not asked for again");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.diagnosis.inferred[0].contains("CORS"), "{problem:?}");
    assert!(format!("{:?}", problem.diagnosis.next).contains("crane manifest registry.example/a:1"));
}

#[test]
fn no_blob_behind_a_redirect() {
    let image = Image::new(1);
    let mut page = Page::new(
        move |request, _| {
            if request.url.contains("/blobs/") { opaque() } else { image.answer(request) }
        },
    );
    page.open("registry.example/a:1");
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.states(), "nothing to compare with, verified, not loaded, not loaded");
    let problem = bayplan::view::fetching(&page.model).problems.remove(0);
    assert!(problem.diagnosis.inferred[0].contains("another host"), "{problem:?}");
    assert!(format!("{:?}", problem.diagnosis.next).contains("crane blob"));
}

#[test]
fn after_a_few_refusals_the_others_are_not_sent() {
    let image = Image::new(40);
    let mut page = Page::new(
        move |request, _| {
            if request.url.contains("sha256:") { opaque() } else { image.answer(request) }
        },
    );
    page.open("registry.example/a:1");
    page.send(Msg::Fetch(FetchMsg::All));
    assert!(page.requests.len() <= 1 + 8, "{}", page.requests.len());
    let view = bayplan::view::fetching(&page.model);
    assert_eq!(view.problems.len(), 1, "they are told as one");
    assert_eq!(view.problems[0].what, "40 documents of registry.example/a");
}

#[test]
fn an_index_that_contains_itself() {
    let own = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{{"mediaType":"{INDEX}","digest":"{own}","size":208}},{{"mediaType":"{INDEX}","digest":"{own}","size":208}}]}}"#
    );
    let mut page = Page::new(move |_, _| ok(INDEX, index.as_bytes()));
    page.open("registry.example/a:1");
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.requests.len(), 2);
    assert!(!page.states().contains(" verified") && page.states().contains("mismatch"), "{}", page.states());
    assert!(page.model.inspection.tree.len() < 20, "{}", page.model.inspection.tree.len());
    assert_eq!(page.model.inspection.tree.roots().len(), 1);
}

#[test]
fn a_manifest_that_is_stated_to_be_too_large_is_not_asked_for() {
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{{"mediaType":"{MANIFEST}","digest":"sha256:{}","size":999999999}}]}}"#,
        "1".repeat(64)
    );
    let mut page = Page::new(move |_, _| ok(INDEX, index.as_bytes()));
    page.open("registry.example/a:1");
    page.send(Msg::Fetch(FetchMsg::All));
    assert_eq!(page.requests.len(), 1);
    assert!(page.problems()[0].contains("999999999 bytes"), "{:?}", page.problems());
}

#[test]
fn a_name_that_browsers_read_as_another() {
    let mut page = Page::new(|_, _| opaque());
    page.open("127.1:5000/a");
    assert!(page.requests.is_empty());
    assert_eq!(page.model.notices.len(), 1);
}

#[test]
fn an_answer_of_no_bytes_is_told() {
    for status in [200, 204] {
        let mut page = Page::new(move |_, _| Outcome::Answer(answer(status, INDEX, b"")));
        page.open("registry.example/a:1");
        assert!(page.model.inspection.blobs.is_empty());
        let problems = bayplan::view::fetching(&page.model).problems;
        assert_eq!(problems[0].diagnosis.headline, "registry.example answered with no bytes.");
    }
}
