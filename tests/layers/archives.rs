//! Archives that are opened.

use std::rc::Rc;

use bayplan::archive::contents::Contents;
use bayplan::layers::{Command, Done, Failure, FileId, HeldFile, Layers, Progress, Work};

use super::{Event, LAYER, READ, fetched, job, remote, sha256};

fn hold(layers: &mut Layers, file: u32) -> Vec<Command<'static>> {
    let file = HeldFile { id: FileId(file), path: format!("{file}.tar"), size: 100 };
    layers.handle(Event::Hold { file, pin: Some(sha256(b"pin")) })
}

fn contents() -> Contents {
    Contents { size: 100, ..Contents::default() }
}

#[test]
fn what_an_archive_holds_is_given_away_with_what_was_expected_of_it() {
    let mut layers = Layers::default();
    let commands = hold(&mut layers, 1);
    let [Command::Work(first, Work::Open(FileId(1)))] = commands[..] else { panic!("{commands:?}") };
    let second = job(&hold(&mut layers, 2));
    assert_eq!(layers.handle(Event::Progress { job: second, read: 30, total: Some(200) }), []);
    let progress: Vec<_> = layers.opening().map(|opening| opening.progress).collect();
    assert_eq!(progress, [Progress { read: 0, total: 100 }, Progress { read: 30, total: 200 }]);
    let contents = contents();
    let done = Done::Opened(Rc::new(contents.clone()));
    let commands = layers.handle(Event::Done(second, &done));
    let [Command::Opened(opening, found)] = &*commands else { panic!("{commands:?}") };
    assert_eq!((&*opening.path, &opening.pin, *found), ("2.tar", &Some(sha256(b"pin")), &Rc::new(contents)));
    let done = Done::Failed(bayplan::layers::WorkError::Unreadable);
    assert_eq!(
        layers.handle(Event::Done(first, &done)),
        [Command::NotOpened(Failure::Worker(bayplan::layers::WorkError::Unreadable))]
    );
    assert!(layers.is_empty());
}

#[test]
fn all_is_stopped_at_once() {
    let mut layers = Layers::default();
    let archive = job(&hold(&mut layers, 1));
    layers.handle(Event::Name(LAYER, remote(9)));
    let work = fetched(&layers.handle(READ()));
    let scan = job(&layers.handle(Event::Sending(work)));
    assert!(layers.is_busy());
    let commands = layers.handle(Event::StopAll);
    assert_eq!(commands[..2], [Command::StopAllWork, Command::StopFetch(vec![work])]);
    assert!(commands.contains(&Command::Changed(LAYER)) && commands.contains(&Command::Stopped));
    assert!(!layers.is_busy());
    let done = Done::Opened(Rc::new(contents()));
    for job in [archive, scan] {
        assert_eq!(layers.handle(Event::Done(job, &done)), [], "nobody waits for it");
    }
    assert_eq!(layers.handle(Event::Gone(work)), [], "who fetches may say so");
}
