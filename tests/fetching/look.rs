//! What the page shows of fetching: kept up with each message, and removed when it is no longer wanted.

use bayplan::registry::Outcome;
use bayplan::session::{FetchMsg, Msg, SelectMsg, TreeMsg};
use bayplan::view::{FetchMark, NodeFetch};

use super::page::{Image, Page, answer, digest, opaque};

#[test]
fn a_look_follows_what_happens() {
    let image = Image::new(2);
    let of_page = image.clone();
    let mut page = Page::new(move |request, _| of_page.answer(request));
    assert!(!page.look.fetch.speaks, "a page that nobody used yet has nothing to say");
    page.open("registry.example/a:1");
    assert!(!page.look.fetch.speaks, "all that was asked for is here");
    let second = page.model.inspection.tree.iter().nth(2).unwrap().0;
    page.take(Msg::Select(SelectMsg::Node(second)));
    let look = std::rc::Rc::clone(&page.look.fetch);
    assert!(look.speaks && look.view.progress.is_some());
    assert_eq!(look.node, NodeFetch::Coming { received: 0, total: None });
    assert_eq!(
        look.marks.iter().map(|(of, mark)| (of.as_str(), mark)).collect::<Vec<_>>(),
        [(&*digest(&image.manifests[1]), FetchMark::Coming)]
    );
    let (id, _) = page.under_way[0];
    page.take(Msg::Fetch(FetchMsg::Progress { id, received: 7, total: Some(70) }));
    assert_eq!(page.look.fetch.node, NodeFetch::Coming { received: 7, total: Some(70) });
    page.send(Msg::Tree(TreeMsg::Filter(String::new())));
    assert!(!page.look.fetch.speaks && page.look.fetch.marks.is_empty());
}

#[test]
fn a_problem_is_put_away() {
    let mut page = Page::new(|_, _| opaque());
    page.open("registry.example/a:1");
    assert!(page.look.fetch.speaks);
    let problem = bayplan::view::fetching(&page.model).problems.pop().unwrap();
    page.send(Msg::Fetch(FetchMsg::DismissProblem(problem.job)));
    assert!(page.problems().is_empty() && !page.look.fetch.speaks);
}

#[test]
fn another_reference_takes_the_place_of_one_that_failed() {
    let image = Image::new(1);
    let mut page = Page::new(move |request, _| match request.url.contains("/b/") {
        true => opaque(),
        false => image.answer(request),
    });
    page.open("registry.example/b:1");
    assert_eq!(page.problems().len(), 1);
    page.open("registry.example/a:1");
    assert!(page.problems().is_empty(), "{:?}", page.problems());
}

#[test]
fn tags_are_filtered_and_put_away() {
    let mut page = Page::new(|_, _| {
        Outcome::Answer(answer(
            200,
            "application/json",
            format!(
                r#"{{"name":"a","tags":["1.10","1.0","1.1-Alpine","sha256-{}.sig","edge"]}}"#,
                "0".repeat(64)
            )
            .as_bytes(),
        ))
    });
    page.send(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    let list = bayplan::view::fetching(&page.model).tags.unwrap();
    for (filter, expected, reason) in [
        ("", vec![1, 2, 0, 4], "no filter: in natural order, without signatures"),
        ("1.", vec![1, 2, 0], "a part of a tag"),
        ("ALPINE 1.", vec![2], "words in any order, upper or lower case"),
        ("sha256-", vec![3], "signatures, once they are asked for"),
        ("nothing", vec![], "no such tag"),
    ] {
        assert_eq!(list.matching(&list.ordered(), filter), expected, "{reason}");
    }
    assert_eq!(
        (list.name().as_str(), &*list.reference("edge")),
        ("registry.example/a", "registry.example/a:edge")
    );
    page.send(Msg::Fetch(FetchMsg::CloseTags));
    assert!(bayplan::view::fetching(&page.model).tags.is_none());
    page.take(Msg::Fetch(FetchMsg::Tags("registry.example/a".to_owned())));
    page.take(Msg::Fetch(FetchMsg::CloseTags));
    assert!(page.under_way.is_empty() && page.stopped == 1, "its request is broken off");
    assert_eq!(bayplan::view::fetching(&page.model).progress, None);
}
