//! Files that are taken out of layers.

use bayplan::archive::extract::{Extracted, Extraction};
use bayplan::layers::{
    Command, Done, Extent, Failure, FileId, FileNews, Home, Layers, NotSaved, Progress, Source, Viewer, Work,
};
use bayplan::limits;

use super::{Event, LAYER, READ, fetched, held, job, knowing, name, remote, scanned, stage, tar};

/// An engine that read its layer.
fn having_read(home: Home) -> Layers {
    let is_remote = matches!(home, Home::Remote(_));
    let mut layers = knowing(home);
    let commands = layers.handle(READ());
    let scan =
        if is_remote { job(&layers.handle(Event::Sending(fetched(&commands)))) } else { job(&commands) };
    layers.handle(Event::Kept(scan, FileId(9)));
    layers.handle(Event::Done(scan, &scanned(&tar("one", "1"))));
    assert_eq!(name(stage(&layers)), "proved");
    layers
}

fn extracted(size: u64) -> Done<&'static str> {
    let bytes = b"1".to_vec();
    Done::Extracted(Extraction::Proved(Extracted { bytes, size, digest: None }))
}

const SHOW: fn() -> Event<'static> = || Event::Show { viewer: Viewer::Alone, layer: LAYER, at: 0 };

fn save() -> Event<'static> {
    Event::Save { layer: LAYER, at: 0, path: "one".to_owned() }
}

#[test]
fn a_file_is_shown_by_the_bytes_that_were_proved() {
    let mut layers = having_read(held());
    let commands = layers.handle(SHOW());
    let [Command::File(Viewer::Alone, FileNews::Reading(_)), Command::Work(job, work)] = &*commands else {
        panic!("{commands:?}")
    };
    let Work::Extract { source: Source::Held { file: FileId(3), .. }, at: 0, keep, part } = work else {
        panic!("{work:?}")
    };
    assert_eq!((*keep, part.from()), (limits::FILE_SHOWN_BYTES, 0));
    let progress = Event::Progress { job: *job, read: 5, total: Some(9) };
    let progress_told = Command::File(Viewer::Alone, FileNews::Reading(Progress { read: 5, total: 9 }));
    assert_eq!(layers.handle(progress), [progress_told]);
    let done = extracted(1);
    let commands = layers.handle(Event::Done(*job, &done));
    assert!(
        matches!(&*commands, [Command::File(Viewer::Alone, FileNews::Here(file))] if file.bytes == b"1"),
        "{commands:?}"
    );
    assert_eq!(layers.handle(Event::Close(Viewer::Alone)), [], "nothing is under way");
}

#[test]
fn one_file_is_shown_at_a_time() {
    let mut layers = having_read(held());
    let first = job(&layers.handle(SHOW()));
    let commands = layers.handle(SHOW());
    assert!(commands.contains(&Command::StopWork(first)), "{commands:?}");
    let second = job(&commands);
    let done = extracted(1);
    assert_eq!(layers.handle(Event::Done(first, &done)), []);
    assert_eq!(layers.handle(Event::Close(Viewer::Alone)), [Command::StopWork(second)]);
    assert_eq!(layers.handle(Event::Done(second, &done)), []);
}

#[test]
fn other_bytes_than_were_proved_are_told_once_and_never_shown() {
    let mut layers = having_read(held());
    let other = Done::Extracted(Extraction::Changed);
    let changed = Command::File(Viewer::Alone, FileNews::Changed(LAYER));
    for told in [vec![Command::Changed(LAYER), changed.clone()], vec![changed]] {
        let take = job(&layers.handle(SHOW()));
        assert_eq!(layers.handle(Event::Done(take, &other)), told);
        assert_eq!(name(stage(&layers)), "changed");
    }
    let take = job(&layers.handle(save()));
    assert_eq!(layers.handle(Event::Done(take, &other)), [Command::NotSaved(NotSaved::Changed(LAYER))]);
    // What was proved may still be there, and does not undo what was seen.
    let take = job(&layers.handle(save()));
    let done = extracted(1);
    assert_eq!(layers.handle(Event::Done(take, &done)), [Command::Save("one".to_owned(), b"1"[..].into())]);
    assert_eq!(name(stage(&layers)), "changed");
}

#[test]
fn only_whole_files_are_saved() {
    let mut layers = having_read(held());
    let take = job(&layers.handle(save()));
    let done = extracted(u64::MAX);
    let why = NotSaved::TooLarge { path: "one".to_owned(), size: u64::MAX };
    assert_eq!(layers.handle(Event::Done(take, &done)), [Command::NotSaved(why)]);
    let take = job(&layers.handle(save()));
    let done = Done::Failed(bayplan::layers::WorkError::Unreadable);
    let why = NotSaved::Failed(Failure::Worker(bayplan::layers::WorkError::Unreadable));
    assert_eq!(layers.handle(Event::Done(take, &done)), [Command::NotSaved(why)]);
}

#[test]
fn a_layer_that_was_kept_is_not_fetched_again() {
    let mut layers = having_read(remote(9));
    let commands = layers.handle(SHOW());
    let [_, Command::Work(_, Work::Extract { source: Source::Held { file, from, length, .. }, .. })] =
        &*commands
    else {
        panic!("{commands:?}")
    };
    assert_eq!((*file, *from, *length), (FileId(9), 0, tar("one", "1").len() as u64));
}

#[test]
fn a_layer_that_was_not_kept_is_fetched_for_each_file() {
    let mut layers = knowing(remote(limits::LAYER_KEPT_BYTES + 1));
    let work = fetched(&layers.handle(READ()));
    let commands = layers.handle(Event::Sending(work));
    let [Command::Work(scan, Work::Scan { source: Source::Fetched { keep: false, .. }, .. })] = commands[..]
    else {
        panic!("{commands:?}")
    };
    layers.handle(Event::Done(scan, &scanned(&tar("one", "1"))));
    let commands = layers.handle(SHOW());
    let [_, Command::Fetch { work, extent: Extent::Whole, .. }] = commands[..] else {
        panic!("{commands:?}")
    };
    let failed = layers.handle(Event::NotFetched(work, "gone".into()));
    assert_eq!(failed, [Command::File(Viewer::Alone, FileNews::Failed(Failure::NotFetched("gone".into())))]);
    assert_eq!(name(stage(&layers)), "proved", "the layer stays as it was");
    assert_eq!(
        layers.handle(Event::Resumed(work)),
        [Command::File(Viewer::Alone, FileNews::Reading(Progress::default()))]
    );
    assert_eq!(layers.handle(Event::Close(Viewer::Alone)), [Command::StopFetch(vec![work])]);
    // The same of one that failed, and that nobody fetches any more.
    let work = fetched(&layers.handle(SHOW()));
    layers.handle(Event::NotFetched(work, "gone".into()));
    assert_eq!(layers.handle(Event::Gone(work)), [Command::File(Viewer::Alone, FileNews::Gone)]);
    assert_eq!(layers.handle(Event::Close(Viewer::Alone)), []);
}
