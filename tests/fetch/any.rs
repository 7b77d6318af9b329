//! Whatever happens, in any order: what is in flight is bounded, what is stopped was in flight, and nothing is left
//! that waits for nothing.

use std::collections::BTreeSet;

use bayplan::fetch::{Command, Event, FetchId, LayerJob, Wait, Wish};
use bayplan::limits;
use bayplan::registry::{Failure, Outcome, Secret};
use proptest::collection::vec;
use proptest::prelude::*;

use super::engine::{Engine, INDEX, digest, document, layer, ok, repository, said, status};

/// The engine with all that it waits for.
#[derive(Default)]
struct World {
    engine: Engine,
    in_flight: BTreeSet<FetchId>,
    with_workers: BTreeSet<LayerJob>,
    waits: Vec<Wait>,
}

impl World {
    fn tell(&mut self, event: Event) {
        let printed = format!("{event:?}");
        for command in self.engine.handle(event) {
            match command {
                Command::Send(id, _) => assert!(self.in_flight.insert(id), "{id:?} is in flight: {printed}"),
                Command::Stop(id) => assert!(self.in_flight.remove(&id), "{id:?} is not: {printed}"),
                Command::LayerBytes(layer, _) => {
                    assert!(self.with_workers.insert(layer), "{layer:?} is with a worker: {printed}");
                }
                Command::StopLayer(layer) => {
                    assert!(self.with_workers.remove(&layer), "{layer:?} is not: {printed}");
                }
                Command::LayerPart(layer, bytes) => {
                    self.tell(Event::LayerPart(layer, bytes.len().is_multiple_of(2).then_some((7, 7))));
                }
                Command::Landed(_) => self.tell(Event::Added),
                Command::After(_, wait) => self.waits.push(wait),
                _ => {}
            }
        }
        assert!(self.in_flight.len() <= limits::FETCHES_AT_ONCE, "{printed}");
        assert!(self.with_workers.len() <= limits::LAYERS_FETCHED_AT_ONCE, "{printed}");
        let waits = !self.in_flight.is_empty()
            || !self.with_workers.is_empty()
            || !self.waits.is_empty()
            || !self.engine.fetch.questions().is_empty();
        assert!(
            waits || self.engine.fetch.counted().is_none(),
            "something waits for nothing after {printed}"
        );
    }

    /// Has something of what is waited for happen.
    fn go_on(&mut self, which: usize, outcome: Outcome) {
        let requests = self.in_flight.len();
        let layers = self.with_workers.len();
        let all = requests + layers + self.waits.len();
        match which % all.max(1) {
            at if at < requests => {
                let id = *self.in_flight.iter().nth(at).unwrap();
                self.in_flight.remove(&id);
                self.tell(Event::Ended(id, outcome));
            }
            at if at < requests + layers => {
                let layer = *self.with_workers.iter().nth(at - requests).unwrap();
                self.with_workers.remove(&layer);
                match outcome {
                    Outcome::Answer(answer) if answer.status < 300 => self.tell(Event::LayerDone(layer)),
                    outcome => self.tell(Event::LayerFailed(layer, outcome)),
                }
            }
            at if at < all => {
                let wait = self.waits.remove(at - requests - layers);
                self.tell(Event::Over(wait));
            }
            _ => {}
        }
    }
}

/// What a registry or its realm may answer.
fn outcome(kind: u8) -> Outcome {
    let challenge = |header: &str| {
        let mut answer = said(401, "");
        answer.headers.www_authenticate = Some(header.to_owned());
        Outcome::Answer(answer)
    };
    match kind % 16 {
        0..=3 => ok(INDEX, "{}"),
        4 => ok("text/html", "<!doctype html>"),
        5 => status(404),
        6 => challenge("Bearer realm=\"https://registry.example/token\""),
        7 => challenge("Bearer realm=\"https://elsewhere.example/token\""),
        8 => challenge("Basic realm=\"r\""),
        9 => challenge("?"),
        10 => status(429),
        11 => status(503),
        12 => Outcome::Failed(Failure::Opaque),
        13 => ok("application/json", r#"{"token":"t0ken"}"#),
        14 => {
            let mut answer = said(200, r#"{"tags":["1"]}"#);
            answer.headers.link = Some("</v2/a/tags/list?last=1>; rel=\"next\"".to_owned());
            Outcome::Answer(answer)
        }
        _ => Outcome::Answer(said(206, "part")),
    }
}

/// What a visitor, or the page for one, may do.
fn done(world: &World, kind: u8, number: u8) -> Event {
    let job = FetchId(number.into());
    let failed = world.engine.fetch.failures().next().map_or(job, |(id, _)| id);
    let question = world.engine.fetch.questions().first().map(|question| question.id);
    let host = || "registry.example".to_owned();
    match kind % 18 {
        0 => Event::Want { documents: (0..number % 32).map(document).collect(), urgent: number > 127 },
        1 => Event::Fetch(document(number % 32)),
        2 => Event::All(repository()),
        3 => Event::Tags(repository()),
        4 => Event::CloseTags,
        5 => Event::Referrers(repository(), digest(number % 4)),
        6 => Event::Layers((1..number % 8).map(layer).collect()),
        7 => Event::StopLayers(vec![LayerJob(u32::from(number % 8))]),
        8 | 9 => question.map_or(Event::Added, |id| Event::Answer(id, !number.is_multiple_of(4))),
        10 => {
            let (user, password) = (Secret::new("aladdin"), Secret::new("open-sesame"));
            Event::SignIn { host: host(), user, password }
        }
        11 => Event::SignOut(host()),
        12 => Event::Retry(failed),
        13 => Event::Dismiss(failed),
        14 if number < 32 => Event::Stop,
        15 if number < 32 => Event::Leave,
        16 if number < 32 => Event::Forget,
        _ => Event::Open {
            reference: format!("registry.example/a:{}", number % 4).parse().unwrap(),
            pin: None,
            wish: if number > 127 { Wish::Visitor } else { Wish::Link },
        },
    }
}

proptest! {
    #[test]
    fn nothing_waits_for_nothing(steps in vec((0..3_u8, any::<u8>(), any::<u8>()), 1..200)) {
        let mut world = World::default();
        world.engine.known.missing = (40..60).map(document).collect();
        for (what, kind, number) in steps {
            match what {
                0 => {
                    let event = done(&world, kind, number);
                    // Another layer by the same number is one that was asked for by nobody.
                    if let Event::Layers(layers) = &event {
                        world.tell(Event::StopLayers(layers.iter().map(|layer| layer.job).collect()));
                    }
                    world.tell(event);
                }
                _ => world.go_on(number.into(), outcome(kind)),
            }
        }
        // All comes to its end, whatever it was.
        world.engine.known.missing.clear();
        for _ in 0..5000 {
            while let Some(question) = world.engine.fetch.questions().first().map(|question| question.id) {
                world.tell(Event::Answer(question, false));
            }
            world.go_on(0, status(404));
        }
        prop_assert!(world.in_flight.is_empty() && world.with_workers.is_empty());
        prop_assert_eq!(world.engine.fetch.counted(), None);
    }
}
