//! The page without a browser: runs the session on this machine, for tests and for `examples/inspect.rs`.
//!
//! It does what `browser` does for the session, but at once and in one thread: it hashes, reads archives and layers,
//! waits for nothing, keeps what is saved and copied, and asks whoever it is given in place of the network.

mod answer;
mod dropping;
mod files;
mod options;
mod regular;
mod run;
mod scenario;
mod send;
mod working;

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::evidence::Verifier;
use crate::image::digest::Digest;
use crate::inspect::Origin;
use crate::layers::JobId;
use crate::registry::{Failure, Outcome, Request};
use crate::session::{
    Arrival, BoxMsg, DocumentsMsg, Effect, EvidenceMsg, Example, ExportMsg, FetchId, FetchMsg, LayersMsg,
    Model, Msg, Save,
};
use crate::session::{Done, Source, Work};
use crate::view;
use files::Files;

pub use answer::answer;
pub use options::{Options, USAGE};
pub use run::run;
pub use scenario::Scenario;
pub use send::{exported, follows, send};
pub use working::{done_of, layer_body};

/// Answers requests in place of the network.
pub type Answers = Box<dyn FnMut(&Request) -> Outcome>;

/// A page without a browser: what it knows, and what it did for its user.
pub struct Headless {
    /// What the page knows.
    pub model: Model,
    /// The files that it gave its user to save.
    pub saved: Vec<Save>,
    /// The texts that it put on the clipboard.
    pub copied: Vec<String>,
    /// What it told screen readers.
    pub announced: Vec<String>,
    /// What stands after `#` in the address bar.
    pub fragment: String,
    /// The folder of the page's examples.
    pub examples: Option<PathBuf>,
    /// What verifies signatures; nobody does where there is none.
    pub verifier: Option<Box<dyn Verifier>>,
    answers: Answers,
    files: Files,
    fetches: VecDeque<(FetchId, Request)>,
    works: VecDeque<(JobId, Work)>,
}

impl Default for Headless {
    /// A page without a network.
    fn default() -> Self {
        Self::new(Box::new(|_| Outcome::Failed(Failure::Opaque)))
    }
}

impl Headless {
    /// A page whose requests `answers` answers.
    #[must_use]
    pub fn new(answers: Answers) -> Self {
        Self {
            model: Model::default(),
            saved: Vec::new(),
            copied: Vec::new(),
            announced: Vec::new(),
            fragment: String::new(),
            examples: None,
            verifier: None,
            answers,
            files: Files::default(),
            fetches: VecDeque::new(),
            works: VecDeque::new(),
        }
    }

    /// Takes `msg` and all that follows from it, to the end: requests are answered in their order, then workers do
    /// what they were asked for.
    pub fn send(&mut self, msg: Msg) {
        self.take(msg);
        loop {
            if let Some((id, request)) = self.fetches.pop_front() {
                let outcome = (self.answers)(&request);
                self.take(Msg::Fetch(FetchMsg::Ended { id, outcome }));
            } else if let Some((job, work)) = self.works.pop_front() {
                self.work(job, &work);
            } else {
                return;
            }
        }
    }

    /// Puts text into the box and presses Enter.
    pub fn paste(&mut self, text: &str) {
        self.send(Msg::Box(BoxMsg::Changed(text.to_owned())));
        self.send(Msg::Box(BoxMsg::Submit));
    }

    /// Takes `msg` and what follows at once: requests and work are put in their queues.
    fn take(&mut self, msg: Msg) {
        let mut to_do = VecDeque::from([msg]);
        while let Some(msg) = to_do.pop_front() {
            for effect in send(&mut self.model, msg) {
                to_do.extend(self.perform(effect));
            }
        }
    }

    /// Runs one effect; its result is the answer.
    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Address { fragment, .. } => self.fragment = fragment,
            Effect::Copy(text) => {
                self.copied.push(text);
                return Some(Msg::Export(ExportMsg::Copied(true)));
            }
            Effect::Save(save) => self.saved.push(save),
            Effect::FetchExample(example) => return Some(self.example(example)),
            Effect::Fetch { id, request } => self.fetches.push_back((id, request)),
            Effect::StopFetch(id) => self.fetches.retain(|(other, _)| *other != id),
            Effect::Work { job, work } => self.works.push_back((job, work)),
            Effect::StopWork(None) => self.works.clear(),
            Effect::StopWork(Some(job)) => self.works.retain(|(other, _)| *other != job),
            Effect::HoldEmbedded { layer, bytes } => {
                return Some(Msg::Layers(LayersMsg::EmbeddedHeld {
                    layer,
                    file: self.files.hold_bytes(&bytes),
                }));
            }
            Effect::Verify { id, question } => {
                let verdict = self.verifier.as_ref().map(|verifier| Box::new(verifier.verify(&question)));
                return Some(Msg::Evidence(EvidenceMsg::Answered(id, verdict)));
            }
            Effect::ForgetFiles { but } => self.files.forget(&but),
            Effect::Later { msg, .. } => return Some(*msg),
            Effect::Announce(said) => self.announced.push(view::sentence(&said)),
            Effect::Theme(_)
            | Effect::Remember(_)
            | Effect::Reveal
            | Effect::RevealNode(_)
            | Effect::ShowDetail => {}
            // Those are never left: `send` does what they ask for.
            Effect::Hash { .. } | Effect::AfterFrame(_) | Effect::InPieces(_) | Effect::Export(_) => {}
        }
        None
    }

    fn example(&self, example: &Example) -> Msg {
        let mut arrivals = Vec::new();
        for file in example.files {
            let path = self.examples.as_deref().map(|folder| folder.join(file));
            let Some(bytes) = path.and_then(|path| fs::read(path).ok()) else {
                return Msg::Documents(DocumentsMsg::Refused(format!(
                    "The example\u{2019}s file {file} is not here."
                )));
            };
            arrivals.push(Arrival { bytes: bytes.into(), origin: Origin::Example((*file).to_owned()) });
        }
        Msg::Documents(DocumentsMsg::Add {
            arrivals,
            pin: example.pin.and_then(|pin| Digest::parse(pin).ok()),
        })
    }

    /// Does what the workers do.
    fn work(&mut self, job: JobId, work: &Work) {
        let fetched = match work {
            Work::Scan { source: Source::Fetched { request, keep }, .. }
            | Work::Extract { source: Source::Fetched { request, keep }, .. }
            | Work::List { source: Source::Fetched { request, keep }, .. } => Some((&**request, *keep)),
            _ => None,
        };
        let done = match fetched {
            None => working::done(work, &self.files),
            Some((request, keep)) => match layer_body((self.answers)(request), request) {
                Ok(body) => {
                    if keep {
                        let file = self.files.hold_bytes(&body);
                        self.take(Msg::Layers(LayersMsg::Kept { job, file }));
                    }
                    done_of(work, &mut &*body)
                }
                Err(outcome) => Done::NotFetched(*outcome),
            },
        };
        self.take(Msg::Layers(LayersMsg::Done { job, done: Rc::new(done) }));
    }

    /// Drops files and folders on the page, all at once.
    ///
    /// # Errors
    /// Where one of the paths can't be read at all, in a sentence.
    pub fn drop_paths<P: AsRef<Path>>(&mut self, paths: &[P]) -> Result<(), String> {
        for msg in dropping::dropped(paths, &mut self.files)? {
            self.send(msg);
        }
        Ok(())
    }
}
