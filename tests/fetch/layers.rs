//! Layers: their bytes go to workers, and who waits for them is told what becomes of them.

use bayplan::fetch::{Command, Event, LayerJob, LayerState, Taker, WantedLayer};
use bayplan::limits;
use bayplan::registry::diagnosis::Trouble;
use bayplan::registry::{Failure, Outcome};

use super::engine::{Engine, digest, layer, ok, one, said, status, url};

/// The layers that workers are to take.
fn given(commands: &[Command]) -> Vec<u32> {
    let layers = commands.iter().filter_map(|command| match command {
        Command::LayerBytes(layer, _) => Some(layer.0),
        _ => None,
    });
    layers.collect()
}

fn opaque() -> Outcome {
    Outcome::Failed(Failure::Opaque)
}

#[test]
fn a_few_are_with_workers_at_once() {
    let mut engine = Engine::allowed();
    let commands = engine.handle(Event::Layers((1..6).map(layer).collect()));
    assert_eq!(given(&commands), [1, 2, 3]);
    let Command::LayerBytes(_, request) = &commands[0] else { panic!() };
    assert_eq!((&request.url, request.limit), (&url(&format!("blobs/{}", digest(1))), 1000));
    assert_eq!(limits::LAYERS_FETCHED_AT_ONCE, 3);
    assert_eq!(given(&engine.handle(Event::LayerDone(LayerJob(2)))), [4]);
    let commands = engine.handle(Event::StopLayers(vec![LayerJob(1), LayerJob(5)]));
    assert_eq!(commands, [Command::StopLayer(LayerJob(1))], "the other was pending");
    assert_eq!(engine.handle(Event::LayerDone(LayerJob(1))), [], "what was stopped is nobody's");
}

#[test]
fn whoever_waits_is_told_of_each_change() {
    let mut engine = Engine::allowed();
    let elsewhere = Some("https://mirror.example/layer".to_owned());
    engine.handle(Event::Layers(vec![WantedLayer { elsewhere: elsewhere.clone(), ..layer(1) }]));
    let commands = engine.handle(Event::LayerFailed(LayerJob(1), status(404)));
    let [Command::Layer(LayerJob(1), LayerState::Failed(problem)), Command::Failed(_)] = &*commands else {
        panic!("{commands:?}")
    };
    assert_eq!((&problem.trouble, &problem.elsewhere), (&Trouble::Status(404, Vec::new()), &elsewhere));
    let (id, _) = engine.fetch.failures().next().unwrap();
    let commands = engine.handle(Event::Retry(id));
    assert_eq!(commands[0], Command::Layer(LayerJob(1), LayerState::Coming));
    assert_eq!(given(&commands), [1]);
    engine.handle(Event::LayerFailed(LayerJob(1), opaque()));
    let gone = Command::Layer(LayerJob(1), LayerState::Gone);
    assert_eq!(engine.handle(Event::Dismiss(id)), std::slice::from_ref(&gone));
    engine.handle(Event::Layers(vec![layer(1)]));
    assert_eq!(engine.handle(Event::Stop), [Command::StopLayer(LayerJob(1)), gone, Command::Stopped]);
}

#[test]
fn a_layer_waits_for_its_token_as_all_others() {
    let mut engine = Engine::allowed();
    engine.handle(Event::Layers(vec![layer(1)]));
    let mut answer = said(401, "");
    answer.headers.www_authenticate = Some("Bearer realm=\"https://registry.example/token\"".to_owned());
    let commands = engine.handle(Event::LayerFailed(LayerJob(1), Outcome::Answer(answer)));
    let (token, _) = one(&commands);
    let commands = engine.answer(token, ok("application/json", r#"{"token":"t0ken"}"#));
    let [Command::LayerBytes(LayerJob(1), request)] = &*commands else { panic!("{commands:?}") };
    assert_eq!(request.authorization.as_ref().unwrap().reveal(), "Bearer t0ken");
}

/// Asks for the last bytes of a layer, and has them answered.
fn footer(answer: Outcome) -> (Engine, Vec<Command>) {
    let mut engine = Engine::allowed();
    let wanted = WantedLayer { part: Some((928, 72)), taker: Taker::Caller, ..layer(1) };
    let commands = engine.handle(Event::Layers(vec![wanted]));
    let (id, request) = one(&commands);
    assert_eq!((request.range, request.limit), (Some((928, 999)), 72));
    let commands = engine.answer(id, answer);
    (engine, commands)
}

#[test]
fn the_last_bytes_tell_which_part_is_wanted() {
    let part = || Outcome::Answer(said(206, "footer"));
    let (mut engine, commands) = footer(part());
    assert_eq!(commands, [Command::LayerPart(LayerJob(1), b"footer".as_slice().into())]);
    let commands = engine.handle(Event::LayerPart(LayerJob(1), Some((100, 50))));
    let [Command::LayerBytes(LayerJob(1), request)] = &*commands else { panic!("{commands:?}") };
    assert_eq!((request.range, request.limit), (Some((100, 149)), 50));

    let (mut engine, _) = footer(part());
    let commands = engine.handle(Event::LayerPart(LayerJob(1), None));
    let [Command::Layer(_, LayerState::Failed(problem)), Command::Failed(_)] = &*commands else {
        panic!("{commands:?}")
    };
    assert_eq!(problem.trouble, Trouble::NoTable);

    let (_, commands) = footer(Outcome::Answer(said(200, "all of it")));
    let [Command::Layer(_, LayerState::Failed(problem)), Command::Failed(_)] = &*commands else {
        panic!("{commands:?}")
    };
    assert_eq!(problem.trouble, Trouble::Failed(Failure::NotAPart));
}

#[test]
fn whoever_asks_for_consent_is_told_of_it() {
    let mut engine = Engine::default();
    let commands = engine.handle(Event::Consent("registry.example".to_owned()));
    let [Command::Ask(question)] = &*commands else { panic!("{commands:?}") };
    assert!(!engine.fetch.may_ask("registry.example"));
    assert_eq!(engine.handle(Event::Answer(*question, true)), [Command::Allowed(*question)]);
    assert!(engine.fetch.may_ask("registry.example"));
}
