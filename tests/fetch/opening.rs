//! References are opened, by visitors and by links.

use bayplan::fetch::{About, Command, Event, Landed, Then, Wait, Wish};
use bayplan::registry::diagnosis::Trouble;
use bayplan::registry::url::Url;
use bayplan::registry::{Failure, Outcome};
use bayplan::verify::{Pin, Word};

use super::engine::{Engine, INDEX, LANDING, digest, ok, one, sent, status, url};

const OPENED: &str = "registry.example/a:1";

fn linked(engine: &mut Engine) -> Vec<Command> {
    engine.handle(Event::Open { reference: OPENED.parse().unwrap(), pin: None, wish: Wish::Link })
}

fn page(framed: bool) -> Event {
    Event::Page { url: Url::parse("https://page.example/"), framed }
}

#[test]
fn a_reference_is_asked_for_and_lands_as_it_came() {
    let mut engine = Engine::default();
    let pin = Pin { digest: digest(1), word: Word::Visitor };
    let reference = OPENED.parse().unwrap();
    let commands = engine.handle(Event::Open { reference, pin: Some(pin.clone()), wish: Wish::Visitor });
    let (id, request) = one(&commands);
    assert_eq!(commands[0], Command::Opening(OPENED.parse().unwrap()));
    assert_eq!(request.url, url("manifests/1"));
    assert!(request.accept.unwrap().starts_with(INDEX) && request.authorization.is_none());
    assert_eq!(engine.answer(id, ok(INDEX, "{}")), [LANDING], "at once: the visitor waits for it");
    let landed = Landed {
        bytes: b"{}".as_slice().into(),
        reference: OPENED.parse().unwrap(),
        pin: Some(pin),
        is_root: true,
        served: Some(INDEX.to_owned()),
        said_digest: None,
    };
    assert_eq!(engine.handle(Event::Over(Wait::Landing)), [Command::Landed(vec![landed])]);
    assert_eq!(engine.fetch.counted(), None, "nothing is to come");
    assert_eq!(engine.handle(Event::Over(Wait::Landing)), []);
}

#[test]
fn another_accept_header_is_tried_where_there_is_nothing_by_one() {
    let mut engine = Engine::default();
    let (id, _) = one(&engine.open(OPENED));
    let commands = engine.answer(id, status(404));
    let (again, request) = one(&commands);
    assert_eq!(again, id, "a job keeps its number");
    assert!(request.accept.unwrap().starts_with("application/vnd.oci.image.manifest.v1+json"));
    engine.answer(id, status(404));
    let commands = engine.answer(id, status(404));
    let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(problem.trouble, Trouble::Status(404, Vec::new()));
}

#[test]
fn a_busy_registry_is_asked_again_later_each_time() {
    let mut engine = Engine::default();
    let (id, _) = one(&engine.open(OPENED));
    let mut waits = Vec::new();
    loop {
        match &*engine.answer(id, status(503)) {
            [Command::After(wait, Wait::Backoff(of))] if *of == id => waits.push(*wait),
            [Command::Failed(problem)] => {
                assert_eq!(problem.trouble, Trouble::Status(503, Vec::new()));
                break;
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(engine.answer(id, status(200)), [], "it is not in flight");
        assert_eq!(one(&engine.handle(Event::Over(Wait::Backoff(id)))).0, id);
    }
    assert!(waits.len() == 3 && waits.is_sorted(), "{waits:?}");
    assert_eq!(one(&engine.handle(Event::Retry(id))).0, id, "the visitor may have it tried again");
}

#[test]
fn only_a_link_has_the_visitor_asked() {
    let mut engine = Engine::default();
    let commands = linked(&mut engine);
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    let About::Registry { registry, then: Then::Open(..) } = &engine.fetch.question(*question).unwrap().about
    else {
        panic!()
    };
    assert_eq!(registry, "registry.example");
    assert_eq!(linked(&mut engine), [], "the same is asked once");
    let commands = engine.handle(Event::Answer(*question, true));
    assert!(matches!(&*commands, [Command::Opening(_), Command::Send(..)]), "{commands:?}");
    assert_eq!(engine.handle(Event::Answer(*question, true)), [], "it was answered");

    let mut engine = Engine::default();
    let commands = linked(&mut engine);
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(engine.handle(Event::Answer(*question, false)), []);
    assert!(engine.fetch.questions().is_empty());
}

#[test]
fn a_page_inside_another_asks_nothing() {
    let mut engine = Engine::default();
    let (id, _) = one(&engine.handle(page(true)));
    engine.answer(id, Outcome::Failed(Failure::Opaque));
    assert_eq!(linked(&mut engine), [Command::NotAsked("registry.example".to_owned())]);
}

#[test]
fn nothing_is_sent_until_it_is_known_whether_there_is_a_relay() {
    let mut engine = Engine::default();
    let commands = engine.handle(page(false));
    let (relay, request) = one(&commands);
    assert_eq!(request.url, "relay/hosts.json");
    assert!(sent(&engine.open(OPENED)).is_empty());
    let hosts = r#"{"version":1,"hosts":["registry.example"]}"#;
    let commands = engine.answer(relay, ok("application/json", hosts));
    assert_eq!(one(&commands).1.url, "relay/registry.example/v2/a/manifests/1");
}

#[test]
fn what_no_browser_asks_is_refused_with_its_data() {
    let mut engine = Engine::default();
    let commands = engine.open("registry.example:99999/a:1");
    let [Command::Refused(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(problem.trouble, Trouble::BadRegistry);
}

#[test]
fn what_is_answered_late_is_nobodys() {
    for event in [Event::Stop, Event::Leave, Event::Forget] {
        let mut engine = Engine::default();
        let (id, _) = one(&engine.open(OPENED));
        let commands = engine.handle(event.clone());
        let told = matches!(event, Event::Stop).then_some(Command::Stopped);
        assert_eq!(commands, [Command::Stop(id)].into_iter().chain(told).collect::<Vec<_>>(), "{event:?}");
        assert_eq!(engine.answer(id, ok(INDEX, "{}")), [], "{event:?}");
        let (next, _) = one(&engine.open(OPENED));
        assert!(next > id, "no number is given twice");
    }
}

#[test]
fn what_came_for_an_image_that_was_left_does_not_land() {
    for event in [Event::Leave, Event::Forget] {
        let mut engine = Engine::default();
        let (id, _) = one(&engine.open(OPENED));
        engine.answer(id, ok(INDEX, "{}"));
        assert_eq!(engine.handle(event), []);
        assert_eq!(engine.handle(Event::Over(Wait::Landing)), []);
    }
}
