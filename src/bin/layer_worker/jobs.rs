//! The jobs that this worker is at, and how it talks of them.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use bayplan::archive::marks::Part;
use bayplan::archive::toc::Table;
use bayplan::image::digest::HashAlgorithm;
use bayplan::layers::WorkError;
use js_sys::{Array, Date, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Crypto, DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use crate::layer::Layer;
use crate::whole::Room;
use crate::{extraction, halves, listing, opening, scanning};

/// Progress is told this often at most.
const PROGRESS_MILLISECONDS: f64 = 100.0;

/// Why a job ends without its answer.
pub enum Halt {
    /// It was stopped, and nobody wants to hear of it.
    Stopped,
    /// It can't be done: why.
    Failed(WorkError),
}

/// One job, and its line to the page.
#[derive(Clone)]
pub struct Job {
    number: u32,
    scope: DedicatedWorkerGlobalScope,
    stopped: Rc<Cell<bool>>,
    told: Rc<Cell<f64>>,
}

impl Job {
    /// Tells how many bytes were read, and fails if the job was stopped.
    pub async fn read(&self, bytes: u64) -> Result<(), Halt> {
        let now = Date::now();
        if now - self.told.get() >= PROGRESS_MILLISECONDS {
            self.told.set(now);
            self.say("progress", &(bytes as f64).into());
            // Streams that have bytes give them without a turn for messages.
            return self.breathe().await;
        }
        self.go_on()
    }

    /// Fails if the job was stopped.
    pub fn go_on(&self) -> Result<(), Halt> {
        if self.stopped.get() { Err(Halt::Stopped) } else { Ok(()) }
    }

    /// Lets messages come in, and fails if one of them stopped the job.
    pub async fn breathe(&self) -> Result<(), Halt> {
        let promise = Promise::new(&mut |resolve, _| {
            // It fails for no time that there is.
            let _ = self.scope.set_timeout_with_callback(&resolve);
        });
        let _ = JsFuture::from(promise).await;
        self.go_on()
    }

    /// What the browser hashes by, where it has it.
    pub fn crypto(&self) -> Option<Crypto> {
        self.scope.crypto().ok()
    }

    /// Answers the job.
    pub fn done(&self, bytes: &[u8]) {
        let buffer = Uint8Array::from(bytes).buffer();
        let answer = Array::of3(&"done".into(), &self.number.into(), &buffer);
        // Posting fails only for values that can't be cloned or transferred; these can.
        let _ = self.scope.post_message_with_transfer(&answer, &Array::of1(&buffer));
    }

    fn failed(&self, error: &WorkError) {
        self.say("failed", &Uint8Array::from(error.to_bytes().as_slice()));
    }

    fn say(&self, what: &str, value: &JsValue) {
        let _ = self.scope.post_message(&Array::of3(&what.into(), &self.number.into(), value));
    }
}

/// Answers every message that arrives from now on.
pub fn listen() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let desk = Desk { scope: scope.clone(), stops: Rc::default() };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(request) = event.data().dyn_into::<Array>() {
            desk.take(&request);
        }
    });
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    // The handler lives as long as the worker.
    take.forget();
}

#[derive(Clone)]
struct Desk {
    scope: DedicatedWorkerGlobalScope,
    stops: Rc<RefCell<HashMap<u32, Rc<Cell<bool>>>>>,
}

impl Desk {
    fn take(&self, request: &Array) {
        let (Some(kind), Some(number)) = (request.get(0).as_string(), request.get(1).as_f64()) else {
            return;
        };
        let number = number as u32;
        if kind == "stop" {
            if let Some(stopped) = self.stops.borrow().get(&number) {
                stopped.set(true);
            }
            return;
        }
        let job = Job {
            number,
            scope: self.scope.clone(),
            stopped: Rc::default(),
            told: Rc::new(Cell::new(Date::now())),
        };
        self.stops.borrow_mut().insert(number, Rc::clone(&job.stopped));
        let (this, request) = (self.clone(), request.clone());
        spawn_local(async move {
            let end = run(&kind, &job, &request).await;
            this.stops.borrow_mut().remove(&number);
            match end {
                Some(Ok(())) | Some(Err(Halt::Stopped)) => {}
                Some(Err(Halt::Failed(error))) => job.failed(&error),
                None => job.failed(&WorkError::OtherBuild),
            }
        });
    }
}

/// `None` for a request that this program does not know.
async fn run(kind: &str, job: &Job, request: &Array) -> Option<Result<(), Halt>> {
    let layer = || Layer::of(&request.get(2).dyn_into().ok()?);
    let algorithm = || HashAlgorithm::from_name(&request.get(3).as_string()?);
    let bytes = |at: u32| request.get(at).as_f64().map(|bytes| bytes as u32);
    let room = || Some(Room { stored: bytes(4)?, unpacked: bytes(5)? });
    let port = |at: u32| request.get(at).dyn_into::<MessagePort>().ok();
    Some(match kind {
        "open" => opening::open(job, request.get(2).dyn_into::<Blob>().ok()?).await,
        "scan" => scanning::scan(job, layer()?, algorithm()?, room()).await,
        "head" => halves::head(job, layer()?, algorithm()?, port(4)?).await,
        "tail" => halves::tail(job, &port(2)?).await,
        "list" => {
            let table = request.get(3).dyn_into::<Uint8Array>().ok()?.to_vec();
            listing::list(job, layer()?, Table::from_bytes(&table)?).await
        }
        "extract" => {
            let (at, keep) = (request.get(3).as_f64()?, request.get(4).as_f64()?);
            let part = request.get(5).dyn_into::<Uint8Array>().ok()?.to_vec();
            extraction::extract(job, layer()?, Part::from_bytes(&part)?, at as u64, keep as usize).await
        }
        _ => return None,
    })
}
