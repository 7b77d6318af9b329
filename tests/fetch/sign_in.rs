//! Tokens, names and passwords: where they go, and that they stay inside.

use bayplan::fetch::{About, Command, Event, FetchId};
use bayplan::registry::diagnosis::Trouble;
use bayplan::registry::url::Url;
use bayplan::registry::{Outcome, Redirect, Request, Secret};

use super::engine::{Engine, INDEX, LANDING, ok, one, said, sent, status, url};

const TOKEN: &str = r#"{"token":"t0ken"}"#;

fn challenge(header: &str) -> Outcome {
    let mut answer = said(401, "");
    answer.headers.www_authenticate = Some(header.to_owned());
    Outcome::Answer(answer)
}

fn bearer(realm: &str) -> Outcome {
    challenge(&format!(r#"Bearer realm="{realm}",service="s",scope="repository:a:pull""#))
}

fn authorization(request: &Request) -> Option<&str> {
    request.authorization.as_ref().map(Secret::reveal)
}

/// An engine that asked for a reference.
fn asked() -> (Engine, FetchId) {
    let mut engine = Engine::default();
    let (id, _) = one(&engine.open("registry.example/a:1"));
    (engine, id)
}

fn sign_in(engine: &mut Engine) -> Vec<Command> {
    let (user, password) = (Secret::new("aladdin"), Secret::new("open-sesame"));
    engine.handle(Event::SignIn { host: "registry.example".to_owned(), user, password })
}

#[test]
fn a_token_is_got_where_the_registry_gives_it_itself() {
    let (mut engine, id) = asked();
    let commands = engine.answer(id, bearer("https://registry.example/token"));
    let (token, request) = one(&commands);
    assert_eq!(request.url, "https://registry.example/token?service=s&scope=repository:a:pull");
    assert_eq!(authorization(request), None);
    let commands = engine.answer(token, ok("application/json", TOKEN));
    let (again, request) = one(&commands);
    assert_eq!((again, authorization(request)), (id, Some("Bearer t0ken")));
    assert!(
        !format!("{engine:?} {commands:?}", engine = engine.fetch).contains("t0ken"),
        "it is not printed"
    );
    assert_eq!(engine.answer(id, ok(INDEX, "{}")), [LANDING]);
}

#[test]
fn a_foreign_realm_is_asked_with_consent_alone() {
    for yes in [true, false] {
        let (mut engine, id) = asked();
        let commands = engine.answer(id, bearer("https://elsewhere.example/token"));
        let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
        let About::Realm { host, with_login, .. } = &engine.fetch.question(*question).unwrap().about else {
            panic!()
        };
        assert_eq!((host.as_str(), *with_login), ("registry.example", false));
        let commands = engine.handle(Event::Answer(*question, yes));
        match yes {
            true => assert!(one(&commands).1.url.starts_with("https://elsewhere.example/token?")),
            false => {
                let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
                assert_eq!(problem.trouble, Trouble::Declined("elsewhere.example".to_owned()));
            }
        }
    }
}

#[test]
fn a_page_inside_another_takes_no_password_and_asks_no_foreign_realm() {
    let mut engine = Engine::default();
    let (relay, _) =
        one(&engine.handle(Event::Page { url: Url::parse("https://page.example/"), framed: true }));
    engine.answer(relay, status(404));
    let (id, _) = one(&engine.open("registry.example/a:1"));
    let commands = engine.answer(id, bearer("https://elsewhere.example/token"));
    let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(problem.trouble, Trouble::Framed("elsewhere.example".to_owned()));
    assert_eq!(sign_in(&mut engine), [Command::NotSignedIn]);
    assert_eq!(engine.fetch.signed_in().count(), 0);
}

#[test]
fn a_name_and_a_password_go_to_the_registry_and_along_no_redirect() {
    let (mut engine, id) = asked();
    let commands = engine.answer(id, challenge("Basic realm=\"r\""));
    let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(problem.trouble, Trouble::SignIn { refused: false });
    assert_eq!(problem.sign_in_host().as_deref(), Some("registry.example"));
    let commands = sign_in(&mut engine);
    let (again, request) = one(&commands);
    assert_eq!((again, authorization(request)), (id, None), "it has to ask for them");
    let commands = engine.answer(id, challenge("Basic realm=\"r\""));
    let (_, request) = one(&commands);
    assert_eq!(authorization(request), Some("Basic YWxhZGRpbjpvcGVuLXNlc2FtZQ=="));
    assert_eq!((request.url.as_str(), request.redirect), (&*url("manifests/1"), Redirect::Refuse));
    let printed = format!("{:?} {commands:?}", engine.fetch);
    assert!(!printed.contains("sesame") && !printed.contains("YWxh"), "{printed}");
    let commands = engine.answer(id, challenge("Basic realm=\"r\""));
    let [Command::Failed(problem)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(problem.trouble, Trouble::SignIn { refused: true });
    assert_eq!(engine.fetch.signed_in().count(), 0, "what is not taken is forgotten");
}

#[test]
fn what_was_given_is_forgotten_on_demand() {
    for event in [Event::SignOut("registry.example".to_owned()), Event::Forget] {
        let mut engine = Engine::default();
        sign_in(&mut engine);
        assert_eq!(engine.fetch.signed_in().collect::<Vec<_>>(), ["registry.example"]);
        engine.handle(event);
        assert_eq!(engine.fetch.signed_in().count(), 0);
    }
}

#[test]
fn what_waits_for_a_token_goes_as_anyones_after_signing_out() {
    let out = || Event::SignOut("registry.example".to_owned());
    let (mut engine, id) = asked();
    let commands = engine.answer(id, bearer("https://elsewhere.example/token"));
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    let commands = engine.handle(out());
    assert_eq!((one(&commands).0, engine.fetch.questions().len()), (id, 0));
    assert_eq!(engine.handle(Event::Answer(*question, true)), []);

    let (mut engine, id) = asked();
    let (token, _) = one(&engine.answer(id, bearer("https://registry.example/token")));
    let commands = engine.handle(out());
    assert_eq!((&commands[0], one(&commands).0), (&Command::Stop(token), id));
    assert_eq!(
        engine.answer(token, ok("application/json", TOKEN)),
        [],
        "a token that comes late is nobody's"
    );
}

#[test]
fn a_registry_that_wants_a_token_of_one_job_and_a_password_of_another_keeps_none_waiting() {
    let mut engine = Engine::allowed();
    sign_in(&mut engine);
    let commands = engine.want(1..3);
    let ids: Vec<_> = sent(&commands).into_iter().map(|(id, _)| id).collect();
    let commands = engine.answer(ids[0], bearer("https://elsewhere.example/token"));
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    let commands = engine.answer(ids[1], challenge("Basic realm=\"r\""));
    assert_eq!(one(&commands).0, ids[1]);
    let commands = engine.handle(Event::Answer(*question, true));
    assert_eq!(one(&commands).0, ids[0], "it goes by what the registry said last");
}

#[test]
fn jobs_of_a_repository_wait_for_one_token() {
    let mut engine = Engine::allowed();
    let commands = engine.want(1..4);
    let ids: Vec<_> = sent(&commands).into_iter().map(|(id, _)| id).collect();
    let (token, _) = one(&engine.answer(ids[0], bearer("https://registry.example/token")));
    assert_eq!(engine.answer(ids[1], bearer("https://registry.example/token")), []);
    let commands = engine.answer(token, ok("application/json", TOKEN));
    assert_eq!(sent(&commands).iter().map(|(id, _)| *id).collect::<Vec<_>>(), &ids[..2]);
    let commands = engine.answer(ids[2], bearer("https://registry.example/token"));
    let (again, request) = one(&commands);
    assert_eq!(
        (again, authorization(request)),
        (ids[2], Some("Bearer t0ken")),
        "it was sent before the token came"
    );
}
