//! An engine, and registries that answer by hand.

use std::collections::BTreeSet;
use std::rc::Rc;

use bayplan::fetch::{
    Command, Event, FetchEngine, FetchId, Known, LayerJob, Repository, Taker, Wait, WantedDocument,
    WantedLayer, Wish,
};
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::registry::{Answer, Failure, Headers, Outcome, Request};
use bayplan::verify::hash::digest_of;

/// What is known of documents, as a test has it.
#[derive(Default)]
pub struct Documents {
    pub here: usize,
    pub held: BTreeSet<Digest>,
    pub awaited: Option<Digest>,
    pub missing: Vec<WantedDocument>,
}

impl Known for Documents {
    fn documents(&self) -> usize {
        self.here
    }

    fn is_here(&self, digest: &Digest) -> bool {
        self.held.contains(digest)
    }

    fn is_awaited(&self, digest: &Digest) -> bool {
        self.awaited.as_ref() == Some(digest)
    }

    fn missing(
        &self,
        of: &BTreeSet<Repository>,
        is_wanted: &dyn Fn(&Digest) -> bool,
        most: usize,
    ) -> Vec<WantedDocument> {
        let missing = self.missing.iter().filter(|wanted| of.contains(&*wanted.repository));
        missing.filter(|wanted| is_wanted(&wanted.digest)).take(most).cloned().collect()
    }
}

/// An engine, and what it may ask.
#[derive(Default)]
pub struct Engine {
    pub fetch: FetchEngine,
    pub known: Documents,
}

impl Engine {
    pub fn handle(&mut self, event: Event) -> Vec<Command> {
        self.fetch.handle(&self.known, event)
    }

    /// Opens a reference that the visitor named.
    pub fn open(&mut self, reference: &str) -> Vec<Command> {
        let reference = reference.parse().unwrap();
        self.handle(Event::Open { reference, pin: None, wish: Wish::Visitor })
    }

    /// Has the visitor ask for documents by their numbers.
    pub fn want(&mut self, numbers: std::ops::Range<u8>) -> Vec<Command> {
        self.handle(Event::Want { documents: numbers.map(document).collect(), urgent: false })
    }

    pub fn answer(&mut self, id: FetchId, outcome: Outcome) -> Vec<Command> {
        self.handle(Event::Ended(id, outcome))
    }

    /// An engine whose visitor had `registry.example` asked before.
    pub fn allowed() -> Self {
        let mut engine = Self::default();
        let [Command::Opening(_), Command::Send(id, _)] = &*engine.open("registry.example/a:1") else {
            panic!()
        };
        engine.answer(*id, Outcome::Failed(Failure::Stopped));
        engine
    }
}

pub fn repository() -> Repository {
    Repository { registry: "registry.example".to_owned(), name: "a".to_owned() }
}

pub fn digest(number: u8) -> Digest {
    digest_of(HashAlgorithm::Sha256, &[number])
}

/// A manifest of the repository, by its number.
pub fn document(number: u8) -> WantedDocument {
    WantedDocument {
        repository: Rc::new(repository()),
        digest: digest(number),
        size: Some(1),
        media_type: Some("application/vnd.oci.image.manifest.v1+json".to_owned()),
        is_manifest: true,
    }
}

/// A layer of the repository, by its number.
pub fn layer(number: u8) -> WantedLayer {
    WantedLayer {
        job: LayerJob(number.into()),
        repository: Rc::new(repository()),
        digest: digest(number),
        size: Some(1000),
        part: None,
        taker: Taker::Worker,
        elsewhere: None,
    }
}

pub fn url(path: &str) -> String {
    format!("https://registry.example/v2/a/{path}")
}

pub fn said(status: u16, body: &str) -> Answer {
    Answer {
        status,
        url: String::new(),
        redirected: false,
        headers: Headers::default(),
        body: body.as_bytes().into(),
        whole: true,
        at: 0,
    }
}

pub fn status(status: u16) -> Outcome {
    Outcome::Answer(said(status, ""))
}

pub fn ok(media_type: &str, body: &str) -> Outcome {
    let mut answer = said(200, body);
    answer.headers.content_type = Some(media_type.to_owned());
    Outcome::Answer(answer)
}

pub const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// The requests among commands.
pub fn sent(commands: &[Command]) -> Vec<(FetchId, &Request)> {
    let requests = commands.iter().filter_map(|command| match command {
        Command::Send(id, request) => Some((*id, request)),
        _ => None,
    });
    requests.collect()
}

/// The one request among commands.
pub fn one(commands: &[Command]) -> (FetchId, &Request) {
    let [one] = sent(commands)[..] else { panic!("{commands:?}") };
    one
}

pub const LANDING: Command = Command::After(0, Wait::Landing);
