//! Verifying signatures, in a worker that is made when it is first needed. `evidence/src/bin/evidence_worker.rs` tells
//! what is said to it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::Worker;
use web_sys::js_sys::Array;

use super::Send;
use super::worker;
use crate::evidence::{Question, Verdict, verdict_from_json};
use crate::session::evidence::VerifyId;
use crate::session::{EvidenceMsg, Msg};

/// The worker, and what it is asked.
#[derive(Clone)]
pub struct Verifying {
    state: Rc<RefCell<State>>,
    send: Send,
}

#[derive(Default)]
struct State {
    worker: Option<Worker>,
    /// No worker is available, as on `file://`.
    without: bool,
    waiting: BTreeSet<u32>,
}

impl Verifying {
    /// Nothing is started yet.
    pub fn new(send: Send) -> Self {
        Self { state: Rc::default(), send }
    }

    /// Has a question answered by [`EvidenceMsg::Answered`].
    pub fn start(&self, id: VerifyId, question: &Question) {
        let worker = self.worker();
        self.state.borrow_mut().waiting.insert(id.0);
        let request = Array::of2(&id.0.into(), &question.to_json().into());
        let is_posted = worker.is_some_and(|worker| worker.post_message(&request).is_ok());
        if !is_posted {
            // Not at once: whoever asks has not taken note of the question yet.
            let this = self.clone();
            super::later::after_milliseconds(0, move || this.go_without());
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
        let told = move |answer: Array| {
            let verdict = answer.get(1).as_string().and_then(|text| verdict_from_json(&text));
            if let Some(id) = answer.get(0).as_f64() {
                this.answer(id as u32, verdict);
            }
        };
        worker::start("evidence_worker_start.js", told, move || other.go_without())
    }

    fn answer(&self, id: u32, verdict: Option<Verdict>) {
        if self.state.borrow_mut().waiting.remove(&id) {
            let answer = EvidenceMsg::Answered(VerifyId(id), verdict.map(Box::new));
            (self.send)(Msg::Evidence(answer));
        }
    }

    /// The worker did not start, or crashed: nobody verifies what it was asked. The next question starts another one.
    fn go_without(&self) {
        let worker = self.state.borrow_mut().worker.take();
        if let Some(worker) = worker {
            worker.terminate();
        }
        let waiting = std::mem::take(&mut self.state.borrow_mut().waiting);
        for id in waiting {
            (self.send)(Msg::Evidence(EvidenceMsg::Answered(VerifyId(id), None)));
        }
    }
}
