//! The engine for archives and layers: events in, commands out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod archives;
mod files;
mod numbers;
mod stages;
#[path = "../fixtures/tar.rs"]
mod tar;
mod words_of_workers;

use std::rc::Rc;

use bayplan::archive::codec::Codec;
use bayplan::archive::layer::{LayerFiles, LayerId, LayerScan};
use bayplan::archive::pass::{Head, Tail};
use bayplan::archive::report::LayerReport;
use bayplan::archive::toc::{Listed, Packing, TablePlace};
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::image::reference::Reference;
use bayplan::layers::{
    self, Command, Done, FileId, Home, JobId, Layers, RemoteLayer, Stage, Stretch, WorkId,
};
use bayplan::verify::hash::digest_of;
use tar::entry;

/// What comes in a layer's place is a word here.
pub type Event<'a> = layers::Event<'a, &'static str>;

/// The layer that the tests speak of.
pub const LAYER: LayerId = LayerId(7);

/// A tar of one file.
pub fn tar(name: &str, text: &str) -> Vec<u8> {
    let mut tar = entry(name, text.as_bytes());
    tar.resize(tar.len() + 1024, 0);
    tar
}

/// What a worker finds in a layer.
pub fn report(layer: &[u8]) -> LayerReport {
    let mut tail = Tail::new(Codec::Plain, HashAlgorithm::Sha256);
    tail.hash(layer);
    tail.push(layer);
    tail.finish(Head::new(Codec::Plain).finish())
}

/// The same as an answer.
pub fn scanned(layer: &[u8]) -> Done<&'static str> {
    Done::Scanned(report(layer))
}

/// What a worker finds in a table of contents.
pub fn listed(layer: &[u8]) -> Done<&'static str> {
    let mut scan = LayerScan::new();
    scan.push(layer);
    Done::Listed(Listed { files: scan.finish().to_bytes(), promised: true })
}

/// The digest of some bytes.
pub fn sha256(bytes: &[u8]) -> Digest {
    digest_of(HashAlgorithm::Sha256, bytes)
}

/// Where the table of contents of [`remote`] is.
pub const PLACE: TablePlace = TablePlace { from: 100, length: 50, packing: Packing::GzipTar };

/// A layer at a registry, of so many bytes.
pub fn remote(size: u64) -> Home {
    let digest = sha256(b"layer");
    let reference = Reference {
        registry: "registry.example".to_owned(),
        repository: "a".to_owned(),
        tag: None,
        digest: Some(digest.clone()),
    };
    Home::Remote(Rc::new(RemoteLayer {
        reference,
        digest,
        size: Some(size),
        urls: Vec::new(),
        place: Some(PLACE),
        promise: None,
    }))
}

/// A layer in a file.
pub fn held() -> Home {
    Home::Held(Stretch { file: FileId(3), wrapped: Codec::Plain, from: 512, length: 2048 })
}

/// An engine that knows one layer.
pub fn knowing(home: Home) -> Layers {
    let mut layers = Layers::default();
    assert_eq!(layers.handle(Event::Name(LAYER, home)), []);
    layers
}

/// It is to be read.
pub const READ: fn() -> Event<'static> = || Event::Read(vec![(LAYER, HashAlgorithm::Sha256)]);

/// How far it is.
pub fn stage(layers: &Layers) -> &Stage {
    &layers.layer(LAYER).unwrap().stage
}

/// A stage by its name alone.
pub const fn name(stage: &Stage) -> &'static str {
    match stage {
        Stage::Named => "named",
        Stage::Listing(_) => "listing",
        Stage::Listed(_) => "listed",
        Stage::Reading(_, None) => "reading",
        Stage::Reading(_, Some(_)) => "reading, listed",
        Stage::Failed { by_table: None, .. } => "failed",
        Stage::Failed { by_table: Some(_), .. } => "failed, listed",
        Stage::Proved(proved) if proved.changed => "changed",
        Stage::Proved(_) => "proved",
    }
}

/// The job of the first work among some commands.
pub fn job(commands: &[Command<'_>]) -> JobId {
    let job = commands.iter().find_map(|command| match command {
        Command::Work(job, _) => Some(*job),
        _ => None,
    });
    job.unwrap_or_else(|| panic!("no work: {commands:?}"))
}

/// What is to be fetched first among some commands.
pub fn fetched(commands: &[Command<'_>]) -> WorkId {
    let work = commands.iter().find_map(|command| match command {
        Command::Fetch { work, .. } => Some(*work),
        _ => None,
    });
    work.unwrap_or_else(|| panic!("nothing is fetched: {commands:?}"))
}

/// The paths of files.
pub fn paths(files: &LayerFiles) -> Vec<String> {
    (0..files.len())
        .filter_map(|row| Some(String::from_utf8_lossy(files.get(row)?.path).into_owned()))
        .collect()
}
