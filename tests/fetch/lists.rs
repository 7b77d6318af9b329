//! Tags of repositories, and what refers to manifests.

use bayplan::fetch::{Command, Event, ListState};
use bayplan::registry::diagnosis::{Trouble, diagnose};
use bayplan::registry::{Failure, Outcome};

use super::engine::{Engine, digest, ok, one, repository, said, status, url};

fn page(tags: &str, next: &str) -> Outcome {
    let mut answer = said(200, &format!(r#"{{"name":"a","tags":[{tags}]}}"#));
    answer.headers.link = (!next.is_empty()).then(|| format!("<{next}>; rel=\"next\""));
    Outcome::Answer(answer)
}

#[test]
fn a_list_of_tags_goes_through_its_pages_as_one_job() {
    let mut engine = Engine::default();
    let commands = engine.handle(Event::Tags(repository()));
    let (id, request) = one(&commands);
    assert_eq!(request.url, url("tags/list?n=1000"));
    let commands = engine.answer(id, page("\"1\"", "/v2/a/tags/list?last=1"));
    assert_eq!(one(&commands).0, id);
    assert_eq!(one(&commands).1.url, url("tags/list?last=1"));
    assert_eq!(engine.fetch.tags().unwrap().state, ListState::Loading);
    assert_eq!(engine.answer(id, page("\"2\"", "")), [Command::Listed(2)]);
    let list = engine.fetch.tags().unwrap();
    assert_eq!((&*list.tags, list.state), (&["1".to_owned(), "2".to_owned()][..], ListState::Whole));
}

#[test]
fn a_list_that_leads_elsewhere_or_round_breaks_off() {
    for next in ["https://elsewhere.example/v2/a/tags/list", "/v2/a/tags/list?n=1000"] {
        let mut engine = Engine::default();
        let (id, _) = one(&engine.handle(Event::Tags(repository())));
        let commands = engine.answer(id, page("\"1\"", next));
        let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
        assert!(matches!(problem.trouble, Trouble::BadLink(_)));
        assert_eq!(engine.fetch.tags().unwrap().state, ListState::Failed);
    }
}

#[test]
fn a_list_that_leads_round_or_to_another_repository_says_so_and_lists_no_tag_twice() {
    for (next, said) in [
        ("/v2/a/tags/list?last=2", "leads back to itself"),
        ("/v2/z/z/tags/list?last=2", "another repository of this registry"),
    ] {
        let mut engine = Engine::default();
        let (id, _) = one(&engine.handle(Event::Tags(repository())));
        let mut commands = engine.answer(id, page("\"1\",\"2\",\"1\"", next));
        if next.starts_with("/v2/a/") {
            commands = engine.answer(id, page("\"1\",\"2\"", next));
        }
        let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
        let told = format!("{:?}", diagnose(&problem.situation(), &problem.trouble));
        assert!(told.contains(said) && !told.contains("one way only"), "{told}");
        assert_eq!(engine.fetch.tags().unwrap().tags, ["1", "2"]);
    }
}

#[test]
fn a_list_that_is_closed_or_asked_for_again_breaks_its_request_off() {
    let mut engine = Engine::default();
    let (first, _) = one(&engine.handle(Event::Tags(repository())));
    let commands = engine.handle(Event::Tags(repository()));
    assert_eq!(commands[0], Command::Stop(first));
    let (second, _) = one(&commands);
    assert_eq!(engine.handle(Event::CloseTags), [Command::Stop(second)]);
    assert!(engine.fetch.tags().is_none() && engine.fetch.counted().is_none());
    assert_eq!(engine.handle(Event::CloseTags), []);
}

#[test]
fn referrers_are_asked_for_by_the_tag_where_there_is_no_list() {
    for answer in [status(404), Outcome::Failed(Failure::Opaque)] {
        let mut engine = Engine::allowed();
        let (id, request) = {
            let commands = engine.handle(Event::Referrers(repository(), digest(1)));
            let (id, request) = one(&commands);
            (id, request.url.clone())
        };
        assert_eq!(request, url(&format!("referrers/{}", digest(1))));
        let commands = engine.answer(id, answer);
        assert_eq!(one(&commands).0, id);
        assert_eq!(one(&commands).1.url, url(&format!("manifests/sha256-{}", digest(1).encoded())));
        assert_eq!(engine.answer(id, status(404)), [], "that there is no tag is no failure");
        let list = &engine.fetch.referrers()[&digest(1)];
        assert_eq!((list.referrers.len(), list.by_tag, list.state), (0, true, ListState::Whole));
        assert_eq!(engine.fetch.failures().count(), 0);
    }
}

#[test]
fn what_is_stopped_is_cut() {
    let mut engine = Engine::default();
    let (id, _) = one(&engine.handle(Event::Tags(repository())));
    engine.answer(id, page("\"1\"", "/v2/a/tags/list?last=1"));
    assert_eq!(engine.handle(Event::Stop), [Command::Stop(id), Command::Stopped]);
    assert_eq!(engine.fetch.tags().unwrap().state, ListState::Cut);
}

#[test]
fn what_is_no_list_fails_with_its_data() {
    let mut engine = Engine::default();
    let (id, _) = one(&engine.handle(Event::Tags(repository())));
    let commands = engine.answer(id, ok("application/json", "[]"));
    let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!((&problem.trouble, problem.url.to_string()), (&Trouble::NoList, url("tags/list?n=1000")));
}
