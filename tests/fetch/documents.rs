//! Documents that descriptors name: bounded, in order, each once.

use bayplan::fetch::{Command, Event, FetchState, Wait};
use bayplan::limits;
use bayplan::registry::diagnosis::Trouble;
use bayplan::registry::{Failure, Outcome};

use super::engine::{Engine, LANDING, digest, document, ok, one, repository, said, sent, url};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

#[test]
fn of_an_unknown_registry_nothing_is_fetched_unasked() {
    let mut engine = Engine::default();
    assert_eq!(engine.want(1..3), []);
    let commands = engine.handle(Event::Fetch(document(1)));
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    let commands = engine.handle(Event::Answer(*question, true));
    assert_eq!(one(&commands).1.url, url(&format!("manifests/{}", digest(1))));
}

#[test]
fn what_came_another_way_in_the_meantime_is_not_fetched() {
    let mut engine = Engine::default();
    let commands = engine.handle(Event::Fetch(document(1)));
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    engine.known.held.insert(digest(1));
    assert_eq!(engine.handle(Event::Answer(*question, true)), []);
}

#[test]
fn a_bounded_number_is_in_flight_and_each_document_once() {
    let mut engine = Engine::allowed();
    let commands = engine.want(1..20);
    let ids: Vec<_> = sent(&commands).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), limits::FETCHES_AT_ONCE);
    assert_eq!(engine.want(1..20), [], "they are on their way");
    assert_eq!(engine.fetch.counted().unwrap().total, 19);
    let commands = engine.answer(ids[0], ok(MANIFEST, "{}"));
    assert_eq!(one(&commands).1.url, url(&format!("manifests/{}", digest(7))), "the next has its turn");
    assert!(matches!(commands[1], Command::After(1.., Wait::Landing)), "it waits for others: {commands:?}");
    assert!(
        matches!(&*engine.answer(ids[1], ok(MANIFEST, "{}")), [Command::Send(..)]),
        "it lands with the first"
    );
    let commands = engine.handle(Event::Over(Wait::Landing));
    assert!(matches!(&*commands, [Command::Landed(landed)] if landed.len() == 2), "{commands:?}");
}

#[test]
fn what_the_visitor_looks_at_comes_first_and_lands_at_once() {
    let mut engine = Engine::allowed();
    let commands = engine.want(1..20);
    let (first, _) = sent(&commands)[0];
    engine.handle(Event::Want { documents: vec![document(19)], urgent: true });
    let commands = engine.answer(first, ok(MANIFEST, "{}"));
    let (urgent, request) = one(&commands);
    assert_eq!(request.url, url(&format!("manifests/{}", digest(19))));
    engine.known.awaited = Some(digest(19));
    assert!(engine.answer(urgent, ok(MANIFEST, "{}")).contains(&LANDING));
}

#[test]
fn what_is_too_large_fails_alone() {
    let mut engine = Engine::allowed();
    let mut large = document(2);
    large.size = Some(limits::MANIFEST_BYTES as u64 + 1);
    let documents = vec![document(1), large.clone(), document(3)];
    let commands = engine.handle(Event::Want { documents, urgent: false });
    let [Command::Failed(problem), Command::Send(..), Command::Send(..)] = &*commands else {
        panic!("{commands:?}")
    };
    assert_eq!(problem.trouble, Trouble::TooLarge(limits::MANIFEST_BYTES as u64 + 1));
    assert!(matches!(engine.fetch.state_of(&digest(2)), Some(FetchState::Failed(..))));
    assert_eq!(
        engine.handle(Event::Want { documents: vec![large.clone()], urgent: false }),
        [],
        "it was told"
    );
    assert!(
        matches!(&*engine.handle(Event::Fetch(large)), [Command::Failed(_)]),
        "and is when it is asked for"
    );
}

#[test]
fn of_many_that_are_refused_one_is_told() {
    let mut engine = Engine::allowed();
    let large = |number: u8| {
        let mut large = document(number);
        large.size = Some(limits::MANIFEST_BYTES as u64 + u64::from(number));
        large
    };
    let commands = engine.handle(Event::Want { documents: (1..20).map(large).collect(), urgent: false });
    assert!(matches!(&*commands, [Command::Failed(_)]), "{commands:?}");
    assert_eq!(engine.fetch.failures().count(), 19);
}

#[test]
fn all_that_is_missing_comes_and_what_that_names() {
    let mut engine = Engine::allowed();
    engine.known.missing = vec![document(1)];
    let (id, _) = one(&engine.handle(Event::All(repository())));
    assert_eq!(engine.answer(id, ok(MANIFEST, "{}")), [LANDING], "nothing else is in flight");
    assert!(matches!(&*engine.handle(Event::Over(Wait::Landing)), [Command::Landed(_)]));
    engine.known.missing = vec![document(2), document(3)];
    let commands = engine.handle(Event::Added);
    let ids: Vec<_> = sent(&commands).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), 2);
    for id in ids {
        engine.answer(id, ok(MANIFEST, "{}"));
    }
    engine.handle(Event::Over(Wait::Landing));
    engine.known.missing.clear();
    engine.handle(Event::Added);
    engine.known.missing = vec![document(4)];
    assert_eq!(engine.handle(Event::Added), [], "it came to its end");
}

#[test]
fn a_registry_that_was_asked_too_often_is_left_alone() {
    let mut engine = Engine::allowed();
    let commands = engine.want(1..20);
    let ids: Vec<_> = sent(&commands).into_iter().map(|(id, _)| id).collect();
    let mut answer = said(429, "");
    answer.headers.retry_after = Some("7".to_owned());
    assert_eq!(
        engine.answer(ids[0], Outcome::Answer(answer)),
        [Command::After(7000, Wait::Backoff(ids[0]))],
        "none is sent in its place"
    );
    let (other, _) = one(&engine.open("docker.io/library/b:1"));
    assert_eq!(engine.answer(other, Outcome::Failed(Failure::Stopped)), [], "others are asked");
    assert_eq!(one(&engine.handle(Event::Over(Wait::Backoff(ids[0])))).0, ids[0]);
}

#[test]
fn what_fails_alike_is_tried_again_or_forgotten_together() {
    let mut engine = Engine::allowed();
    let commands = engine.want(1..3);
    let ids: Vec<_> = sent(&commands).into_iter().map(|(id, _)| id).collect();
    for id in &ids {
        // One for each of the headers.
        while !engine
            .answer(*id, Outcome::Answer(said(404, "")))
            .iter()
            .any(|it| matches!(it, Command::Failed(_)))
        {}
    }
    assert_eq!(engine.fetch.failures().count(), 2);
    let commands = engine.handle(Event::Retry(ids[0]));
    assert_eq!(sent(&commands).iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
    for id in &ids {
        while !engine
            .answer(*id, Outcome::Answer(said(404, "")))
            .iter()
            .any(|it| matches!(it, Command::Failed(_)))
        {}
    }
    engine.handle(Event::Dismiss(ids[1]));
    assert_eq!(engine.fetch.failures().count(), 0);
}
