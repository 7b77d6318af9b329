//! The workers for layers: as many as the machine has cores, started when they are first needed.
//!
//! One layer alone is worked on by two workers, each with half of the pass. Where there are more layers than
//! that takes, each has a worker to itself, and where there are more layers than workers, a worker has two
//! at a time. A small layer is held as a whole by one worker, and hashed by the browser. `bin/layer_worker` tells what is said to them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, ArrayBuffer, Uint8Array};
use web_sys::{File, MessageChannel, Worker};

use super::later::after_milliseconds;
use super::layer_fetch::LayerFetch;
use super::layer_room::Room;
use super::{Send, held, worker};
use crate::archive::codec::Codec;
use crate::layers::{FileId, JobId, WorkError};
use crate::registry::Outcome;
use crate::session::{Done, Source, Work};
use crate::session::{LayersMsg, Msg};

/// Layers that a worker has at a time, so that it has work while the bytes of one are on their way. Each takes some
/// megabytes of memory.
const AT_A_TIME: usize = 2;

/// Workers, where the browser doesn't say how many cores there are.
const CORES: usize = 2;

/// The workers, and what they are at.
#[derive(Clone)]
pub struct LayerWorkers {
    state: Rc<RefCell<State>>,
    send: Send,
}

#[derive(Default)]
struct State {
    workers: Vec<Option<Rc<Seat>>>,
    waiting: VecDeque<(JobId, Work)>,
    running: Vec<Running>,
    /// Waiting jobs are given out in a task of its own, so that it is known how many there are.
    giving: bool,
}

/// A worker.
struct Seat {
    worker: Worker,
}

/// A job that a worker is at, or two.
struct Running {
    job: JobId,
    work: Work,
    /// The workers by number, the first half's first.
    seats: Vec<usize>,
    total: Option<u64>,
    /// The fetch that it reads from.
    fetch: Option<Rc<LayerFetch>>,
    /// Bytes of a layer that its worker may hold.
    room: Option<Room>,
}

impl LayerWorkers {
    /// Nothing is started yet.
    pub fn new(send: Send) -> Self {
        Self { state: Rc::default(), send }
    }

    /// Has `work` done and answers [`crate::session::LayersMsg::Done`].
    pub fn start(&self, job: JobId, work: Work) {
        let mut state = self.state.borrow_mut();
        // Somebody waits for a file or a list, and for a layer's digest seldom.
        let at = if is_scan(&work) {
            state.waiting.len()
        } else {
            state.waiting.iter().position(|(_, work)| is_scan(work)).unwrap_or(state.waiting.len())
        };
        state.waiting.insert(at, (job, work));
        if !std::mem::replace(&mut state.giving, true) {
            let this = self.clone();
            after_milliseconds(0, move || this.give_out());
        }
    }

    /// Stops a job, or all: nothing is answered.
    pub fn stop(&self, job: Option<JobId>) {
        let mut state = self.state.borrow_mut();
        let Some(job) = job else {
            state.waiting.clear();
            state.running.drain(..).for_each(|running| running.break_off());
            // Their memory goes with them.
            for seat in state.workers.drain(..).flatten() {
                seat.worker.terminate();
            }
            return;
        };
        state.waiting.retain(|(waiting, _)| *waiting != job);
        let Some(at) = state.running.iter().position(|running| running.job == job) else { return };
        let stopped = state.running.swap_remove(at);
        stopped.break_off();
        // The first half tells the second.
        let first = stopped.seats.first().and_then(|seat| state.workers.get(*seat)?.clone());
        drop(state);
        if let Some(seat) = first {
            let _ = seat.worker.post_message(&Array::of2(&"stop".into(), &job.0.into()));
        }
        self.give_out();
    }

    /// Gives waiting jobs to workers that have time for them.
    fn give_out(&self) {
        loop {
            let mut state = self.state.borrow_mut();
            state.giving = false;
            let Some((_, work)) = state.waiting.front() else { return };
            let cores = cores();
            let loads: Vec<usize> = (0..cores)
                .map(|seat| state.running.iter().filter(|running| running.seats.contains(&seat)).count())
                .collect();
            let mut seats: Vec<usize> = (0..cores).filter(|seat| loads.get(*seat) == Some(&0)).collect();
            let is_scan = is_scan(work);
            let room = Room::of(work, state.running.iter().filter_map(|running| running.room));
            // A layer that the browser hashes is done by one as soon.
            let halves = is_scan && room.is_none() && seats.len() >= 2 * state.waiting.len();
            if halves {
                seats.truncate(2);
            } else {
                let least = (0..cores).min_by_key(|seat| loads.get(*seat).copied());
                let fits = |seat: &usize| !is_scan || loads.get(*seat).is_some_and(|load| *load < AT_A_TIME);
                let free = least.filter(fits);
                let Some(free) = free else { return };
                seats = vec![free];
            }
            let Some((job, work)) = state.waiting.pop_front() else { return };
            let total = total(&work);
            state.running.push(Running { job, work, seats, total, fetch: None, room });
            drop(state);
            if let Err(error) = self.give(job) {
                self.answer(job, Done::Failed(error));
            }
        }
    }

    /// Tells the workers of a job what to do.
    fn give(&self, job: JobId) -> Result<(), WorkError> {
        let (work, seats, room) = {
            let state = self.state.borrow();
            let Some(running) = state.running.iter().find(|running| running.job == job) else {
                return Ok(());
            };
            (running.work.clone(), running.seats.clone(), running.room)
        };
        let workers = seats.iter().map(|seat| self.worker(*seat)).collect::<Result<Vec<_>, _>>()?;
        let post = |seat: Option<&Rc<Seat>>, request: &Array, ports: &Array| {
            let posted = seat.map(|seat| seat.worker.post_message_with_transfer(request, ports));
            posted.and_then(Result::ok).ok_or(WorkError::NoWorker)
        };
        let (id, first) = (JsValue::from(job.0), workers.first());
        match &work {
            Work::Open(file) => {
                post(first, &Array::of3(&"open".into(), &id, &file_of(*file)?.into()), &Array::new())
            }
            Work::Extract { source, at, keep, part } => {
                let (layer, ports) = self.layer(job, source)?;
                let (at, keep) = ((*at as f64).into(), (*keep as f64).into());
                let request = Array::of5(&"extract".into(), &id, &layer, &at, &keep);
                request.push(&Uint8Array::from(part.to_bytes().as_slice()));
                post(first, &request, &ports)
            }
            Work::List { source, table } => {
                let (layer, ports) = self.layer(job, source)?;
                let table = Uint8Array::from(table.to_bytes().as_slice());
                post(first, &Array::of4(&"list".into(), &id, &layer, &table), &ports)
            }
            Work::Scan { source, algorithm } => {
                let (layer, ports) = self.layer(job, source)?;
                let algorithm = JsValue::from_str(algorithm.name());
                let Some(second) = workers.get(1) else {
                    let request = Array::of4(&"scan".into(), &id, &layer, &algorithm);
                    for bytes in room.map(|room| [room.stored, room.unpacked]).into_iter().flatten() {
                        request.push(&(bytes as f64).into());
                    }
                    return post(first, &request, &ports);
                };
                let channel = MessageChannel::new().map_err(|_| WorkError::NoWorker)?;
                let (to, from) = (channel.port1(), channel.port2());
                post(Some(second), &Array::of3(&"tail".into(), &id, &from), &Array::of1(&from))?;
                ports.push(&to);
                post(first, &Array::of5(&"head".into(), &id, &layer, &algorithm, &to), &ports)
            }
        }
    }

    /// A layer as the worker wants it, and the ports in it: `[blob, wrapped, from, length]`, or `[port]` of
    /// one whose fetch begins now.
    fn layer(&self, job: JobId, source: &Source) -> Result<(Array, Array), WorkError> {
        let (request, keep) = match source {
            Source::Held { file, wrapped, from, length } => {
                let (from, length) = (*from as f64, *length as f64);
                let file = file_of(*file)?;
                return Ok((
                    Array::of4(&file, &wrapped.number().into(), &from.into(), &length.into()),
                    Array::new(),
                ));
            }
            Source::Fetched { request, keep } => (request.clone(), *keep),
        };
        let channel = MessageChannel::new().map_err(|_| WorkError::NoWorker)?;
        let fetch = Rc::new(LayerFetch::new(keep).map_err(|_| WorkError::NoWorker)?);
        let (here, there) = (channel.port1(), channel.port2());
        let mut state = self.state.borrow_mut();
        if let Some(running) = state.running.iter_mut().find(|running| running.job == job) {
            running.fetch = Some(Rc::clone(&fetch));
        }
        drop(state);
        let this = self.clone();
        spawn_local(async move {
            match fetch.run(&request, &here).await {
                Err(outcome) => this.not_fetched(job, outcome),
                // Whoever waits for the end of the work hears of it before.
                Ok(Some(pieces)) => {
                    if let Ok(file) = File::new_with_u8_array_sequence(&pieces, "layer") {
                        (this.send)(Msg::Layers(LayersMsg::Kept { job, file: held::hold(file) }));
                    }
                }
                Ok(None) => {}
            }
        });
        Ok((Array::of1(&there), Array::of1(&there)))
    }

    /// Ends a job whose layer did not come.
    fn not_fetched(&self, job: JobId, outcome: Outcome) {
        let is_running = self.state.borrow().running.iter().any(|running| running.job == job);
        if is_running {
            self.stop(Some(job));
            (self.send)(Msg::Layers(LayersMsg::Done { job, done: Rc::new(Done::NotFetched(outcome)) }));
        }
    }

    /// The worker of this number, started if it was not.
    fn worker(&self, number: usize) -> Result<Rc<Seat>, WorkError> {
        if let Some(Some(seat)) = self.state.borrow().workers.get(number) {
            return Ok(Rc::clone(seat));
        }
        let (this, other) = (self.clone(), self.clone());
        let told = move |message| this.told(&message);
        let worker = worker::start("layer_worker_start.js", told, move || other.lost(number))
            .ok_or(WorkError::NoWorker)?;
        let seat = Rc::new(Seat { worker });
        let mut state = self.state.borrow_mut();
        if state.workers.len() <= number {
            state.workers.resize_with(number + 1, || None);
        }
        if let Some(place) = state.workers.get_mut(number) {
            *place = Some(Rc::clone(&seat));
        }
        Ok(seat)
    }

    /// A worker said something: `[kind, job, value]`.
    fn told(&self, message: &Array) {
        let (Some(kind), Some(job)) = (message.get(0).as_string(), message.get(1).as_f64()) else { return };
        let job = JobId(job as u32);
        let state = self.state.borrow();
        let Some(running) = state.running.iter().find(|running| running.job == job) else { return };
        let done = match kind.as_str() {
            "progress" => {
                let read = message.get(2).as_f64().unwrap_or(0.0) as u64;
                let total = running.total;
                drop(state);
                return (self.send)(Msg::Layers(LayersMsg::Progress { job, read, total }));
            }
            "done" => message.get(2).dyn_into::<ArrayBuffer>().ok().and_then(|buffer| {
                let bytes = Uint8Array::new(&buffer).to_vec();
                give_back(&buffer);
                running.work.done(&bytes)
            }),
            _ => {
                let bytes = message.get(2).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
                bytes.and_then(|bytes| WorkError::from_bytes(&bytes)).map(Done::Failed)
            }
        };
        drop(state);
        self.answer(job, done.unwrap_or(Done::Failed(WorkError::OtherBuild)));
    }

    fn answer(&self, job: JobId, done: Done) {
        let mut state = self.state.borrow_mut();
        if let Some(at) = state.running.iter().position(|running| running.job == job) {
            // A file may be out of its layer long before that is fetched.
            state.running.swap_remove(at).break_off();
        }
        drop(state);
        (self.send)(Msg::Layers(LayersMsg::Done { job, done: Rc::new(done) }));
        self.give_out();
    }

    /// A worker did not start, or crashed: what it was at fails, and another one takes its place.
    fn lost(&self, number: usize) {
        let mut state = self.state.borrow_mut();
        let (lost, kept) = std::mem::take(&mut state.running)
            .into_iter()
            .partition(|running| running.seats.contains(&number));
        state.running = kept;
        // Whoever has the other half of a lost job would wait for ever.
        let lost: Vec<Running> = lost;
        let mut seats: Vec<usize> = lost.iter().flat_map(|running| running.seats.clone()).collect();
        seats.push(number);
        for seat in seats {
            if let Some(seat) = state.workers.get_mut(seat).and_then(Option::take) {
                seat.worker.terminate();
            }
        }
        drop(state);
        for running in lost {
            self.answer(running.job, Done::Failed(WorkError::WorkerLost));
        }
    }
}

impl Running {
    fn break_off(&self) {
        if let Some(fetch) = &self.fetch {
            fetch.break_off();
        }
    }
}

fn file_of(id: FileId) -> Result<File, WorkError> {
    held::file(id).ok_or(WorkError::NotHeld)
}

/// Gives the memory of a buffer back at once, by handing it to a port whose other end is closed: lists of many
/// layers come to a hundred megabytes before the collector of garbage takes notice.
fn give_back(buffer: &ArrayBuffer) {
    if let Ok(channel) = MessageChannel::new() {
        channel.port2().close();
        let _ = channel.port1().post_message_with_transferable(buffer, &Array::of1(buffer));
        channel.port1().close();
    }
}

const fn is_scan(work: &Work) -> bool {
    matches!(work, Work::Scan { .. })
}

/// Bytes that a job reads.
fn total(work: &Work) -> Option<u64> {
    let size = |file: FileId| held::file(file).map(|file| file.size() as u64);
    match work {
        Work::Open(file) => size(*file),
        Work::Scan { source, .. } | Work::List { source, .. } | Work::Extract { source, .. } => {
            match source {
                Source::Held { wrapped: Codec::Plain, length, .. } => Some(*length),
                Source::Held { file, .. } => size(*file),
                // The session knows what a layer has, but not where its table of contents is.
                Source::Fetched { request, .. } => request.range.map(|_| request.limit),
            }
        }
    }
}

fn cores() -> usize {
    let told = web_sys::window().map_or(0.0, |window| window.navigator().hardware_concurrency());
    if told >= 1.0 { told as usize } else { CORES }
}
