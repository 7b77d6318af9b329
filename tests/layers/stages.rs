//! A layer from named to proved.

use bayplan::archive::extract::Extraction;
use bayplan::image::digest::HashAlgorithm;
use bayplan::layers::{
    Command, Done, Extent, Failure, FileId, Layers, Progress, Source, Stage, Viewer, Work,
};

use super::{
    Event, LAYER, PLACE, READ, fetched, held, job, knowing, listed, name, paths, remote, report, scanned,
    stage, tar,
};

#[test]
fn a_layer_in_a_file_is_read_at_once() {
    let bytes = tar("one", "1");
    let mut layers = knowing(held());
    let commands = layers.handle(READ());
    let Stage::Reading(run, None) = stage(&layers) else { panic!("{:?}", stage(&layers)) };
    assert_eq!(run.progress, Progress { read: 0, total: 2048 });
    let [Command::Work(job, work), Command::Changed(LAYER)] = &*commands else { panic!("{commands:?}") };
    let source = Source::Held {
        file: FileId(3),
        wrapped: bayplan::archive::codec::Codec::Plain,
        from: 512,
        length: 2048,
    };
    assert_eq!(*work, Work::Scan { source, algorithm: HashAlgorithm::Sha256 });
    assert_eq!(layers.handle(Event::Progress { job: *job, read: 1024, total: None }), []);
    assert_eq!(layers.running(), Some((1, Progress { read: 1024, total: 2048 })));
    let done = scanned(&bytes);
    assert_eq!(layers.handle(Event::Done(*job, &done)), [Command::Changed(LAYER)]);
    let proved = stage(&layers).proved().unwrap();
    assert_eq!((&proved.proof.digest, proved.changed), (&report(&bytes).packed.digest, false));
    assert_eq!(paths(layers.files(LAYER).unwrap()), ["one"]);
    assert!(!layers.is_busy());
    assert_eq!(layers.handle(READ()), [], "it was read");
}

#[test]
fn a_layer_at_a_registry_is_read_when_it_is_sent() {
    let bytes = tar("one", "1");
    let mut layers = knowing(remote(9));
    let commands = layers.handle(READ());
    let [Command::Fetch { work, extent: Extent::Whole, .. }, Command::Changed(LAYER)] = commands[..] else {
        panic!("{commands:?}")
    };
    let commands = layers.handle(Event::Sending(work));
    let source = Source::Fetched { request: work, keep: true };
    let [Command::Work(job, ref sent)] = commands[..] else { panic!("{commands:?}") };
    assert_eq!(*sent, Work::Scan { source, algorithm: HashAlgorithm::Sha256 });
    let done = scanned(&bytes);
    assert_eq!(
        layers.handle(Event::Done(job, &done)),
        [Command::Fetched(work), Command::Changed(LAYER)],
        "what fetches is told before the tree"
    );
}

#[test]
fn what_breaks_off_is_the_same_work_and_another_job() {
    let mut layers = knowing(remote(9));
    let work = fetched(&layers.handle(READ()));
    let first = job(&layers.handle(Event::Sending(work)));
    let broken = Done::NotFetched("503");
    assert_eq!(layers.handle(Event::Done(first, &broken)), [Command::BrokenOff(work)]);
    assert_eq!(name(stage(&layers)), "reading", "it may be sent again");
    let second = job(&layers.handle(Event::Sending(work)));
    assert_ne!(first, second);
    // The worker may have taken the end of what broke off for the layer's.
    let (short, whole) = (scanned(b""), scanned(&tar("one", "1")));
    assert_eq!(layers.handle(Event::Done(first, &short)), []);
    assert_eq!(layers.handle(Event::Done(second, &whole)).len(), 2);
    assert_eq!(name(stage(&layers)), "proved");
}

#[test]
fn what_is_not_fetched_says_why_and_may_come_after_all() {
    let mut layers = knowing(remote(9));
    let work = fetched(&layers.handle(READ()));
    assert_eq!(layers.handle(Event::NotFetched(work, "gone".into())), [Command::Changed(LAYER)]);
    let Stage::Failed { why, work: Some(failed), by_table: None } = stage(&layers) else { panic!() };
    assert_eq!((why, *failed), (&Failure::NotFetched("gone".into()), work));
    assert_eq!(layers.handle(Event::Resumed(work)), [Command::Changed(LAYER)]);
    assert_eq!(layers.handle(Event::Resumed(work)), [], "it comes already");
    assert_eq!(name(stage(&layers)), "reading");
    // Asked for once more instead, the old work is dropped.
    layers.handle(Event::NotFetched(work, "gone".into()));
    let commands = layers.handle(READ());
    assert_eq!(commands[0], Command::StopFetch(vec![work]));
    assert_ne!(fetched(&commands), work);
    assert_eq!(layers.handle(Event::Resumed(work)), []);
}

#[test]
fn a_layer_is_listed_by_its_table_and_then_read() {
    let mut layers = knowing(remote(999));
    let commands = layers.handle(Event::List(vec![LAYER]));
    let [Command::Fetch { work, extent, .. }, Command::Changed(LAYER)] = commands[..] else {
        panic!("{commands:?}")
    };
    assert_eq!(extent, Extent::Table(PLACE));
    let commands = layers.handle(Event::Sending(work));
    let [Command::Work(job, Work::List { source: Source::Fetched { keep: false, .. }, table })] = &*commands
    else {
        panic!("{commands:?}")
    };
    assert_eq!((table.place, &table.promise), (PLACE, &None));
    let done = listed(&tar("only-in-table", ""));
    layers.handle(Event::Done(*job, &done));
    assert_eq!(paths(layers.files(LAYER).unwrap()), ["only-in-table"]);
    assert!(stage(&layers).by_table().unwrap().promised && stage(&layers).proved().is_none());
    assert_eq!(layers.handle(Event::List(vec![LAYER])), [], "its files are known");
    assert_eq!(
        layers.handle(Event::Show { viewer: Viewer::Alone, layer: LAYER, at: 0 }),
        [],
        "none of them is proved"
    );

    let work = fetched(&layers.handle(READ()));
    assert_eq!(paths(layers.files(LAYER).unwrap()), ["only-in-table"], "until it is read");
    let job = super::job(&layers.handle(Event::Sending(work)));
    let done = scanned(&tar("one", "1"));
    assert_eq!(
        layers.handle(Event::Done(job, &done)),
        [Command::Fetched(work), Command::Changed(LAYER), Command::OtherFiles(LAYER)]
    );
    assert_eq!(paths(layers.files(LAYER).unwrap()), ["one"]);
}

#[test]
fn a_footer_without_a_table_is_told_to_who_fetches() {
    let mut layers = knowing(remote(999));
    let work = fetched(&layers.handle(Event::List(vec![LAYER])));
    assert_eq!(layers.handle(Event::Footer(work, &[0; 72])), [Command::FetchTable(work, None)]);
    assert_eq!(layers.handle(Event::Sending(work)), [], "nothing is known that could be read");
}

/// A layer at a registry in each of its stages, by what leads there.
fn at(wanted: &str) -> (Layers, Option<bayplan::layers::WorkId>) {
    let bytes = tar("one", "1");
    let mut layers = knowing(remote(2048));
    let list = |layers: &mut Layers| fetched(&layers.handle(Event::List(vec![LAYER])));
    let read = |layers: &mut Layers| fetched(&layers.handle(READ()));
    let be_listed = |layers: &mut Layers| {
        let work = list(layers);
        let job = job(&layers.handle(Event::Sending(work)));
        layers.handle(Event::Done(job, &listed(&bytes)));
    };
    let be_proved = |layers: &mut Layers| {
        let work = read(layers);
        let job = job(&layers.handle(Event::Sending(work)));
        layers.handle(Event::Done(job, &scanned(&bytes)));
    };
    let work = match wanted {
        "named" => None,
        "listing" => Some(list(&mut layers)),
        "listed" => {
            be_listed(&mut layers);
            None
        }
        "reading" => Some(read(&mut layers)),
        "reading, listed" => {
            be_listed(&mut layers);
            Some(read(&mut layers))
        }
        "failed" | "failed, listed" => {
            if wanted == "failed, listed" {
                be_listed(&mut layers);
            }
            let work = read(&mut layers);
            layers.handle(Event::NotFetched(work, "gone".into()));
            Some(work)
        }
        "proved" => {
            be_proved(&mut layers);
            None
        }
        "changed" => {
            be_proved(&mut layers);
            let work = fetched(&layers.handle(Event::Show { viewer: Viewer::Alone, layer: LAYER, at: 0 }));
            let job = job(&layers.handle(Event::Sending(work)));
            layers.handle(Event::Done(job, &Done::Extracted(Extraction::Changed)));
            None
        }
        other => panic!("{other}"),
    };
    assert_eq!(name(stage(&layers)), wanted);
    (layers, work)
}

#[test]
fn each_event_makes_of_each_stage_what_it_should() {
    // What is read or listed goes on; what is not under way can't be stopped, fail or come after all.
    let columns = ["Read", "List", "Stop", "NotFetched", "Resumed", "Gone", "Forget"];
    let rows = [
        ("named", ["reading", "listing", "", "", "", "", ""]),
        ("listing", ["", "", "named", "failed", "", "named", ""]),
        ("listed", ["reading, listed", "", "", "", "", "", ""]),
        ("reading", ["", "", "named", "failed", "", "named", ""]),
        ("reading, listed", ["", "", "listed", "failed, listed", "", "listed", ""]),
        ("failed", ["reading", "listing", "", "", "reading", "", ""]),
        ("failed, listed", ["reading, listed", "", "", "", "reading, listed", "", ""]),
        ("proved", ["", "", "", "", "", "", "named"]),
        ("changed", ["", "", "", "", "", "", "named"]),
    ];
    for (before, after) in rows {
        for (column, after) in columns.into_iter().zip(after) {
            let (mut layers, work) = at(before);
            let work = work.unwrap_or(bayplan::layers::WorkId(u32::MAX));
            let event = match column {
                "Read" => READ(),
                "List" => Event::List(vec![LAYER]),
                "Stop" => Event::Stop(vec![LAYER]),
                "NotFetched" => Event::NotFetched(work, "gone".into()),
                "Resumed" => Event::Resumed(work),
                "Gone" => Event::Gone(work),
                _ => Event::Forget(LAYER),
            };
            let commands = layers.handle(event);
            let expected = if after.is_empty() { before } else { after };
            assert_eq!(name(stage(&layers)), expected, "{before} after {column}");
            let told = commands.contains(&Command::Changed(LAYER));
            assert_eq!(told, !after.is_empty(), "{before} after {column}: {commands:?}");
            assert_eq!(layers.is_busy(), stage(&layers).run().is_some());
        }
    }
}

#[test]
fn a_layer_in_a_file_is_neither_listed_nor_forgotten_unless_it_changed() {
    let mut layers = knowing(held());
    assert_eq!(layers.handle(Event::List(vec![LAYER])), []);
    let scan = job(&layers.handle(READ()));
    layers.handle(Event::Done(scan, &scanned(&tar("one", "1"))));
    assert_eq!(layers.handle(Event::Forget(LAYER)), [], "the file is what it was");
    let take = job(&layers.handle(Event::Show { viewer: Viewer::Alone, layer: LAYER, at: 0 }));
    layers.handle(Event::Done(take, &Done::Extracted(Extraction::Changed)));
    assert_eq!(
        layers.handle(Event::Forget(LAYER)),
        [Command::Changed(LAYER), Command::OtherFiles(LAYER)],
        "and now it is not"
    );
}

#[test]
fn workers_that_could_not_read_a_layer_say_why() {
    let mut layers = knowing(held());
    let scan = job(&layers.handle(READ()));
    let done = Done::Failed(bayplan::layers::WorkError::Unreadable);
    let why = Failure::Worker(bayplan::layers::WorkError::Unreadable);
    assert_eq!(
        layers.handle(Event::Done(scan, &done)),
        [Command::Changed(LAYER), Command::NotRead(LAYER, why.clone())]
    );
    let Stage::Failed { why: told, work: None, .. } = stage(&layers) else { panic!() };
    assert_eq!(*told, why);
    // An answer to something else is none.
    let scan = job(&layers.handle(READ()));
    let done = listed(&tar("one", "1"));
    assert_eq!(layers.handle(Event::Done(scan, &done))[1], Command::NotRead(LAYER, Failure::Unasked));
}

#[test]
fn a_list_that_arrives_broken_proves_nothing() {
    let mut layers = knowing(held());
    let scan = job(&layers.handle(READ()));
    let done =
        Done::Scanned(bayplan::archive::report::LayerReport { files: vec![1], ..report(&tar("one", "1")) });
    let commands = layers.handle(Event::Done(scan, &done));
    assert!(matches!(commands[1], Command::NotRead(LAYER, Failure::Files(_))), "{commands:?}");
    assert!(stage(&layers).proved().is_none());
}
