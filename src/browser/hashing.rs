//! Hashing off the main thread, in a worker that is made when it is first needed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use web_sys::Worker;
use web_sys::js_sys::{Array, Uint8Array};

use super::Send;
use super::later::after_milliseconds;
use super::worker;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::inspect::BlobId;
use crate::session::{DocumentsMsg, Msg};
use crate::verify::hash::Hasher;

/// Bytes that are hashed on the main thread at a time, where there is no worker: some milliseconds.
const SLICE: usize = 2 << 20;

struct Job {
    blob: BlobId,
    algorithm: HashAlgorithm,
    bytes: Rc<[u8]>,
}

impl Job {
    fn answer(self, digest: Digest) -> Msg {
        Msg::Documents(DocumentsMsg::Hashed { blob: self.blob, bytes: self.bytes, digest })
    }
}

/// The worker, and what it is at.
#[derive(Clone)]
pub struct Hashing {
    state: Rc<RefCell<State>>,
    send: Send,
}

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    /// No worker is available, as on `file://`.
    without: bool,
    last: u32,
    jobs: HashMap<u32, Job>,
}

impl Hashing {
    /// Nothing is started yet.
    pub fn new(send: Send) -> Self {
        Self { state: Rc::default(), send }
    }

    /// Hashes `bytes` and answers [`crate::session::DocumentsMsg::Hashed`].
    pub fn start(&self, blob: BlobId, algorithm: HashAlgorithm, bytes: Rc<[u8]>) {
        let job = Job { blob, algorithm, bytes };
        let Some(worker) = self.worker() else { return self.hash_here(job) };
        // A copy, which goes to the worker whole.
        let copy = Uint8Array::from(&*job.bytes).buffer();
        let mut state = self.state.borrow_mut();
        state.last = state.last.wrapping_add(1);
        let id = state.last;
        let request = Array::of3(&id.into(), &algorithm.name().into(), &copy);
        state.jobs.insert(id, job);
        drop(state);
        if worker.post_message_with_transfer(&request, &Array::of1(&copy)).is_err() {
            self.go_without();
        }
    }

    fn worker(&self) -> Option<Worker> {
        let mut state = self.state.borrow_mut();
        if state.worker.is_none() && !state.without {
            state.worker = self.make();
            state.without = state.worker.is_none();
        }
        state.worker.clone()
    }

    fn make(&self) -> Option<Worker> {
        let (this, other) = (self.clone(), self.clone());
        worker::start(
            "hash_worker_start.js",
            move |answer| this.answered(&answer),
            move || other.go_without(),
        )
    }

    /// An answer is `[id, digits]`, or `[id, null]` where the worker does not know the algorithm.
    fn answered(&self, answer: &Array) {
        let id = answer.get(0).as_f64().map(|id| id as u32);
        let Some(job) = id.and_then(|id| self.state.borrow_mut().jobs.remove(&id)) else { return };
        let digest = answer.get(1).as_string().map(|digits| format!("{}:{digits}", job.algorithm));
        match digest.and_then(|text| Digest::parse(&text).ok()) {
            Some(digest) => (self.send)(job.answer(digest)),
            None => self.hash_here(job),
        }
    }

    /// The worker did not start, or crashed: what it was at is done here.
    fn go_without(&self) {
        let mut state = self.state.borrow_mut();
        state.without = true;
        if let Some(worker) = state.worker.take() {
            worker.terminate();
        }
        let jobs = std::mem::take(&mut state.jobs);
        drop(state);
        jobs.into_values().for_each(|job| self.hash_here(job));
    }

    fn hash_here(&self, job: Job) {
        let hasher = Hasher::new(job.algorithm);
        self.hash_on(job, hasher, 0);
    }

    /// One slice a task, so that the page answers in between.
    fn hash_on(&self, job: Job, mut hasher: Hasher, from: usize) {
        let this = self.clone();
        after_milliseconds(0, move || {
            let to = job.bytes.len().min(from.saturating_add(SLICE));
            hasher.update(job.bytes.get(from..to).unwrap_or_default());
            if to < job.bytes.len() {
                this.hash_on(job, hasher, to);
            } else {
                (this.send)(job.answer(hasher.finish()));
            }
        });
    }
}
