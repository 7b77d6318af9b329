//! A page without a browser that times each update.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use bayplan::archive::contents::{Contents, Member};
use bayplan::export::{Exported, Writing, export};
use bayplan::inspect::Origin;
use bayplan::layers::{FileId, HeldFile, JobId, Layers};
use bayplan::pace::Piecewise;
use bayplan::registry::{Failure, Outcome, Request};
use bayplan::session::{
    Arrival, DocumentsMsg, Effect, Export, ExportMsg, FetchId, FetchMsg, Inspection, LayersMsg, Model, Msg,
    update,
};
use bayplan::session::{Done, Work};
use bayplan::verify::hash::digest_of;
use bayplan::view::{Look, look};

use crate::clock::Clock;

/// Answers requests in place of the network.
pub type Answers = Box<dyn Fn(&Request) -> Outcome>;

/// Does what workers do with layers and archives.
pub type Workers = Box<dyn Fn(&Work) -> Done>;

/// Answers of workers and registries that come between two frames.
const AT_ONCE: usize = 64;

/// The page, and how long it took.
pub struct Page {
    pub model: Model,
    pub spent: Spent,
    answers: Answers,
    workers: Workers,
    frame: Vec<Msg>,
    /// What comes after some time: once nothing else is to be done.
    later: Vec<Msg>,
    hashed: VecDeque<Msg>,
    fetches: VecDeque<(FetchId, Request)>,
    works: VecDeque<(JobId, Work)>,
    look: Look,
    writing: Option<Box<Writing>>,
    /// What components hold of the last frame, so that a change copies it.
    drawn: (Rc<Inspection>, Rc<Layers>),
}

/// Processor time of a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// Of all updates together, and of what is shown.
    pub all: Duration,
    /// Of the longest.
    pub longest: Duration,
    /// The message that it took, as it begins to print.
    pub longest_took: [u8; 24],
    /// How many updates there were.
    pub updates: usize,
    /// What workers did, off the main thread.
    pub elsewhere: Duration,
}

impl Default for Page {
    fn default() -> Self {
        Self::new(
            Box::new(|_| Outcome::Failed(Failure::Opaque)),
            Box::new(|_| Done::Failed(bayplan::layers::WorkError::Unreadable)),
        )
    }
}

impl Page {
    /// The page on which an archive with these members was dropped; `others` does all work but to open it.
    pub fn with_archive(members: Vec<Member>, others: fn(&Work) -> Done) -> Self {
        let contents = Rc::new(Contents { size: 1, members, ..Contents::default() });
        let workers = move |work: &Work| match work {
            Work::Open(_) => Done::Opened(Rc::clone(&contents)),
            work => others(work),
        };
        let mut page = Self::new(Box::new(|_| Outcome::Failed(Failure::Opaque)), Box::new(workers));
        let file = HeldFile { id: FileId(0), path: "image.tar".to_owned(), size: 1 };
        page.send(Msg::Layers(LayersMsg::Held(vec![file])));
        page
    }

    pub fn new(answers: Answers, workers: Workers) -> Self {
        Self {
            model: Model::default(),
            spent: Spent::default(),
            answers,
            workers,
            frame: Vec::new(),
            later: Vec::new(),
            hashed: VecDeque::new(),
            fetches: VecDeque::new(),
            works: VecDeque::new(),
            look: Look::default(),
            writing: None,
            drawn: Default::default(),
        }
    }

    /// Takes `msg` and all that follows from it, to the end: what workers and registries answer comes many at a time
    /// between two frames.
    pub fn send(&mut self, msg: Msg) {
        self.take(msg);
        while !(self.frame.is_empty() && self.answers_due() && self.later.is_empty()) {
            if self.frame.is_empty() && self.answers_due() {
                self.frame.append(&mut self.later);
            }
            for _ in 0..AT_ONCE {
                self.answer();
            }
            for msg in std::mem::take(&mut self.frame) {
                self.take(msg);
            }
        }
    }

    fn answers_due(&self) -> bool {
        self.hashed.is_empty() && self.fetches.is_empty() && self.works.is_empty()
    }

    fn answer(&mut self) {
        if let Some(msg) = self.hashed.pop_front() {
            self.take(msg);
        } else if let Some((id, request)) = self.fetches.pop_front() {
            let outcome = (self.answers)(&request);
            self.take(Msg::Fetch(FetchMsg::Ended { id, outcome }));
        } else if let Some((job, work)) = self.works.pop_front() {
            let done = Rc::new((self.workers)(&work));
            self.take(Msg::Layers(LayersMsg::Done { job, done }));
        }
    }

    /// Takes `msg`, and leaves requests and work undone.
    pub fn begin(&mut self, msg: Msg) {
        self.take(msg);
    }

    /// The jobs that the workers are given.
    pub fn jobs(&self) -> Vec<JobId> {
        self.works.iter().map(|(job, _)| *job).collect()
    }

    /// Documents come at once.
    pub fn add(&mut self, documents: impl IntoIterator<Item = (Vec<u8>, Origin)>) {
        let arrival = |(bytes, origin): (Vec<u8>, Origin)| Arrival { bytes: bytes.into(), origin };
        self.send(Msg::Documents(DocumentsMsg::Add {
            arrivals: documents.into_iter().map(arrival).collect(),
            pin: None,
        }));
    }

    /// Counts what `show` takes as an update: the page does it to draw a frame.
    pub fn show<T>(&mut self, show: impl FnOnce(&Model) -> T) -> T {
        let clock = Clock::start();
        let shown = show(&self.model);
        self.spent.count(clock.read(), *b"what is shown           ");
        shown
    }

    fn take(&mut self, msg: Msg) {
        let beginning = beginning(&msg);
        let clock = Clock::start();
        let effects = update(&mut self.model, msg);
        self.look = look(&self.model, &self.look);
        self.spent.count(clock.read(), beginning);
        self.drawn = (Rc::clone(&self.model.inspection), Rc::clone(&self.model.layers));
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Hash { blob, algorithm, bytes } => {
                let clock = Clock::start();
                let digest = digest_of(algorithm, &bytes);
                self.spent.elsewhere += clock.read();
                self.hashed.push_back(Msg::Documents(DocumentsMsg::Hashed { blob, bytes, digest }));
            }
            Effect::Fetch { id, request } => self.fetches.push_back((id, request)),
            Effect::StopFetch(id) => self.fetches.retain(|(other, _)| *other != id),
            Effect::Work { job, work } => self.works.push_back((job, work)),
            Effect::StopWork(None) => self.works.clear(),
            Effect::StopWork(Some(job)) => self.works.retain(|(other, _)| *other != job),
            Effect::Later { msg, .. } => self.later.push(*msg),
            Effect::AfterFrame(msg) => self.frame.push(*msg),
            Effect::Export(what) => self.export(what),
            Effect::InPieces(work) => {
                let msg = self.in_pieces(work.done());
                self.frame.push(msg);
            }
            _ => {}
        }
    }
}

impl Page {
    /// Does long work, a piece at a time.
    pub fn in_pieces<T>(&mut self, work: impl Future<Output = T> + 'static) -> T {
        let mut work = Piecewise::new(work);
        loop {
            let clock = Clock::start();
            let done = work.step();
            self.spent.count(clock.read(), *b"a piece of long work    ");
            if let Some(done) = done {
                return done;
            }
        }
    }

    /// Makes what is to be saved, of a report a piece for each frame.
    fn export(&mut self, what: Export) {
        let clock = Clock::start();
        if !matches!(what, Export::MoreOfReport(_)) {
            let Exported::Report(writing) = export(&self.model, what) else {
                return self.spent.count(clock.read(), *b"what is exported        ");
            };
            self.writing = Some(writing);
        }
        let mut writing = self.writing.take().unwrap();
        let format = writing.format();
        let is_whole = writing.step().is_some();
        self.spent.count(clock.read(), *b"a piece of a report     ");
        if is_whole {
            return self.take(Msg::Export(ExportMsg::Written(format)));
        }
        self.writing = Some(writing);
        self.take(Msg::Export(ExportMsg::ReportUnderWay(format)));
    }
}

impl Spent {
    /// Counts an update.
    pub fn count(&mut self, took: Duration, by: [u8; 24]) {
        if std::env::var_os("BAYPLAN_LONG").is_some() && took > Duration::from_millis(10) {
            eprintln!("      {:.1} ms for {}", took.as_secs_f64() * 1000.0, String::from_utf8_lossy(&by));
        }
        if took > self.longest {
            (self.longest, self.longest_took) = (took, by);
        }
        self.all += took;
        self.updates += 1;
    }

    /// What the longest update took.
    pub fn told(&self) -> String {
        format!("{:?} for {}", self.longest, String::from_utf8_lossy(&self.longest_took).trim())
    }
}

/// How a message begins when it is printed.
fn beginning(msg: &Msg) -> [u8; 24] {
    struct Beginning([u8; 24], usize);
    impl std::fmt::Write for Beginning {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            for byte in text.bytes() {
                // The rest may be megabytes.
                *self.0.get_mut(self.1).ok_or(std::fmt::Error)? = byte;
                self.1 += 1;
            }
            Ok(())
        }
    }
    let mut beginning = Beginning([b' '; 24], 0);
    let _ = std::fmt::write(&mut beginning, format_args!("{msg:?}"));
    beginning.0
}
