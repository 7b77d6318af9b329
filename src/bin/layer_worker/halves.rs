//! The two halves of a pass in two workers, with a port between them.
//!
//! What is unpacked goes over in buffers that are handed to and fro, a few of them at a time, so that no byte
//! is copied but into and out of each worker's memory. From head to tail go `[hashes]` at first (whether the
//! tail is to hash what comes), then any number of `[buffer, length]`, then what the head found as a
//! `Uint8Array`, or `null` if it gives up. Emptied buffers come back.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use bayplan::archive::codec::Codec;
use bayplan::archive::pass::Tail;
use bayplan::archive::report::PackedReport;
use bayplan::image::digest::Registered;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::jobs::{Halt, Job};
use crate::layer::Layer;
use crate::scanning::{Sink, pass};

/// Bytes of a buffer between the workers.
const BUFFER: usize = 512 * 1024;

/// Buffers between the workers at most: enough that neither waits for a message.
const BUFFERS: usize = 8;

/// Does the first half, and hands what is unpacked to the port.
pub async fn head(job: &Job, layer: Layer, algorithm: Registered, port: MessagePort) -> Result<(), Halt> {
    let empty = Rc::new(Empty::default());
    empty.buffers.borrow_mut().resize_with(BUFFERS, || ArrayBuffer::new(BUFFER as u32));
    let back = Rc::clone(&empty);
    let returned = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
            back.put(buffer);
        }
    });
    port.set_onmessage(Some(returned.as_ref().unchecked_ref()));
    let filled = Vec::with_capacity(BUFFER);
    let end = pass(job, &layer, algorithm, There { port: port.clone(), empty, filled }).await;
    port.set_onmessage(None);
    end
}

/// Buffers that wait to be filled, and who waits for one.
#[derive(Default)]
struct Empty {
    buffers: RefCell<Vec<ArrayBuffer>>,
    waiting: RefCell<Option<Waker>>,
}

impl Empty {
    fn put(&self, buffer: ArrayBuffer) {
        self.buffers.borrow_mut().push(buffer);
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
    }

    async fn take(&self) -> ArrayBuffer {
        poll_fn(|context| match self.buffers.borrow_mut().pop() {
            Some(buffer) => Poll::Ready(buffer),
            None => {
                *self.waiting.borrow_mut() = Some(context.waker().clone());
                Poll::Pending
            }
        })
        .await
    }
}

/// The tail in another worker.
struct There {
    port: MessagePort,
    empty: Rc<Empty>,
    filled: Vec<u8>,
}

impl There {
    async fn send(&mut self, job: &Job) -> Result<(), Halt> {
        if !self.filled.is_empty() {
            let buffer = self.empty.take().await;
            self.post(&buffer);
        }
        job.go_on()
    }

    fn post(&mut self, buffer: &ArrayBuffer) {
        let length = self.filled.len() as u32;
        Uint8Array::new_with_byte_offset_and_length(buffer, 0, length).copy_from(&self.filled);
        self.filled.clear();
        let message = Array::of2(buffer, &length.into());
        // Posting fails only for what can't be transferred; a buffer can.
        let _ = self.port.post_message_with_transferable(&message, &Array::of1(buffer));
    }
}

impl Sink for There {
    fn begin(&mut self, _: &Job, codec: Codec, algorithm: Registered) {
        let _ = self.port.post_message(&Array::of1(&Tail::hashes(codec, algorithm).into()));
    }

    async fn take(&mut self, mut bytes: &[u8], job: &Job) -> Result<(), Halt> {
        while !bytes.is_empty() {
            let room = BUFFER.saturating_sub(self.filled.len()).min(bytes.len());
            let (now, later) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            self.filled.extend_from_slice(now);
            bytes = later;
            if self.filled.len() == BUFFER {
                self.send(job).await?;
            }
        }
        Ok(())
    }

    fn end(mut self, packed: PackedReport, _: &Job) {
        if !self.filled.is_empty() {
            let buffer = ArrayBuffer::new(BUFFER as u32);
            self.post(&buffer);
        }
        let _ = self.port.post_message(&Uint8Array::from(packed.to_bytes().as_slice()));
    }

    fn abandon(self, _: &Job) {
        let _ = self.port.post_message(&JsValue::NULL);
    }
}

/// Does the second half of what comes from the port, and answers the page.
pub async fn tail(job: &Job, port: &MessagePort) -> Result<(), Halt> {
    let tail: Rc<RefCell<Option<Tail>>> = Rc::default();
    let ended = Rc::new(Ended::default());
    let (this, to, state, end) = (job.clone(), port.clone(), Rc::clone(&tail), Rc::clone(&ended));
    let mut room = vec![0; BUFFER];
    let come = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let mut tail = state.borrow_mut();
        let mut hashing = this.hashing.borrow_mut();
        if let Some(message) = data.dyn_ref::<Array>() {
            if message.length() == 1 {
                *tail = Some(Tail::begin(message.get(0).is_truthy(), &mut hashing));
                return;
            }
            let Ok(buffer) = message.get(0).dyn_into::<ArrayBuffer>() else { return };
            let length = message.get(1).as_f64().unwrap_or(0.0) as usize;
            if let (Some(tail), Some(room)) = (tail.as_mut(), room.get_mut(..length)) {
                Uint8Array::new_with_byte_offset_and_length(&buffer, 0, length as u32).copy_to(room);
                tail.push(room, &mut hashing);
            }
            let _ = to.post_message_with_transferable(&buffer, &Array::of1(&buffer));
            return;
        }
        let packed = data.dyn_ref::<Uint8Array>().and_then(|found| PackedReport::from_bytes(&found.to_vec()));
        if let (Some(packed), Some(tail)) = (packed, tail.take())
            && let Some(report) = tail.finish(packed, &mut hashing)
        {
            this.done(&report.to_bytes());
        }
        end.wake();
    });
    port.set_onmessage(Some(come.as_ref().unchecked_ref()));
    ended.wait().await;
    port.set_onmessage(None);
    if let Some(tail) = tail.borrow_mut().take() {
        tail.abandon(&mut job.hashing.borrow_mut());
    }
    Ok(())
}

/// Wakes who waits for the end.
#[derive(Default)]
struct Ended {
    ended: Cell<bool>,
    waiting: RefCell<Option<Waker>>,
}

impl Ended {
    fn wake(&self) {
        self.ended.set(true);
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
    }

    async fn wait(&self) {
        poll_fn(|context| {
            if self.ended.get() {
                return Poll::Ready(());
            }
            *self.waiting.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}
