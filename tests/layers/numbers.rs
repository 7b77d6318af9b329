//! No number is given twice, and what is answered late is nobody's.

use std::collections::BTreeSet;

use bayplan::archive::layer::LayerId;
use bayplan::image::digest::HashAlgorithm;
use bayplan::layers::{Command, Done, FileId, HeldFile, JobId, Layers, Viewer, WorkId};
use proptest::prelude::*;

use super::{Event, LAYER, READ, fetched, held, job, knowing, name, remote, scanned, stage, tar};

#[test]
fn what_follows_another_goes_on_with_its_numbers() {
    let mut layers = knowing(remote(9));
    let work = fetched(&layers.handle(READ()));
    let late = job(&layers.handle(Event::Sending(work)));
    let mut next = layers.after();
    assert!(next.is_empty());
    next.handle(Event::Name(LAYER, remote(9)));
    let other = fetched(&next.handle(READ()));
    let now = job(&next.handle(Event::Sending(other)));
    assert_ne!((work, late), (other, now));
    let done = scanned(&tar("one", "1"));
    for event in [
        Event::Done(late, &done),
        Event::Progress { job: late, read: 7, total: None },
        Event::Kept(late, FileId(1)),
        Event::Sending(work),
        Event::Resumed(work),
        Event::NotFetched(work, "gone".into()),
        Event::Gone(work),
        Event::Footer(work, &[]),
    ] {
        assert_eq!(next.handle(event.clone()), [], "{event:?}");
        assert_eq!(name(stage(&next)), "reading", "{event:?}");
    }
}

#[test]
fn what_is_stopped_and_begun_again_is_another_job() {
    let mut layers = knowing(held());
    let first = job(&layers.handle(READ()));
    let stopped = layers.handle(Event::Stop(vec![LAYER]));
    assert_eq!(stopped[0], Command::StopWork(first));
    let second = job(&layers.handle(READ()));
    assert_ne!(first, second);
    let done = scanned(&tar("one", "1"));
    assert_eq!(layers.handle(Event::Done(first, &done)), []);
    assert_eq!(name(stage(&layers)), "reading");
}

/// What may happen, by a number that says what and one that says to whom.
fn event<'a>(what: u8, whom: u32, done: &'a Done<&'static str>) -> Event<'a> {
    let layer = LayerId(whom % 4);
    let (job, work) = (JobId(whom % 40), WorkId(whom % 40));
    match what {
        0 => Event::Hold { file: HeldFile { id: FileId(whom), path: String::new(), size: 9 }, pin: None },
        1 | 2 => Event::Read(vec![(layer, HashAlgorithm::Sha256)]),
        3 => Event::List(vec![layer]),
        4 => Event::Forget(layer),
        5 => Event::Show { viewer: Viewer::Alone, layer, at: 0 },
        6 => Event::Close(Viewer::Alone),
        7 => Event::Save { layer, at: 0, path: String::new() },
        8 => Event::Stop(vec![layer]),
        9 => Event::StopAll,
        10 => Event::Progress { job, read: 1, total: None },
        11 => Event::Kept(job, FileId(whom)),
        12..=15 => Event::Done(job, done),
        16..=19 => Event::Sending(work),
        20 => Event::Footer(work, &[]),
        21 => Event::Resumed(work),
        22 => Event::NotFetched(work, "gone".into()),
        _ => Event::Gone(work),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens in whatever order: numbers are new, what is stopped was begun, and all of it can be stopped.
    #[test]
    fn anything_may_happen(events in proptest::collection::vec((0..24_u8, 0..64_u32, 0..4_usize), 0..120)) {
        let mut layers = Layers::default();
        for id in 0..4 {
            layers.handle(Event::Name(LayerId(id), if id % 2 == 0 { held() } else { remote(9) }));
        }
        let answers = [
            scanned(&tar("one", "1")),
            super::listed(&tar("one", "1")),
            Done::NotFetched("503"),
            Done::Failed(bayplan::layers::WorkError::Unreadable),
        ];
        let (mut jobs, mut works) = (BTreeSet::new(), BTreeSet::new());
        for (what, whom, answer) in events {
            for command in layers.handle(event(what, whom, &answers[answer])) {
                match command {
                    Command::Work(job, _) => prop_assert!(jobs.insert(job), "{job:?} was given before"),
                    Command::StopWork(job) => prop_assert!(jobs.contains(&job)),
                    Command::Fetch { work, .. } => prop_assert!(works.insert(work), "{work:?} was given before"),
                    Command::Fetched(work) | Command::BrokenOff(work) | Command::FetchTable(work, _) => {
                        prop_assert!(works.contains(&work));
                    }
                    Command::StopFetch(stopped) => prop_assert!(stopped.iter().all(|it| works.contains(it))),
                    _ => {}
                }
            }
            let running = (0..4).filter(|id| layers.layer(LayerId(*id)).is_some_and(|it| it.stage.run().is_some()));
            prop_assert_eq!(layers.running().map_or(0, |(count, _)| count), running.count());
        }
        layers.handle(Event::StopAll);
        prop_assert!(!layers.is_busy());
        for job in jobs {
            prop_assert_eq!(layers.handle(Event::Done(job, &answers[0])), []);
        }
    }
}
