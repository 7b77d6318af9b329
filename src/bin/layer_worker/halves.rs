//! The two halves of a pass in two workers, with a port between them.
//!
//! No byte is copied but into and out of each worker's memory: what was read goes over in the buffer that it
//! was read into, and what is unpacked in buffers that are handed to and fro, a few of both at a time. From head
//! to tail go `[codec, algorithm]` at first (by their number and name), then any number of `Uint8Array` with
//! what was read and `[buffer, length]` with what was unpacked, then `[found]`, or `null` if it gives up. Emptied
//! buffers come back, and `true` for what was read.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use bayplan::archive::codec::Codec;
use bayplan::archive::pass::Tail;
use bayplan::archive::report::Unpacked;
use bayplan::image::digest::Registered;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::jobs::{Halt, Job};
use crate::layer::{Layer, codec_of, number};
use crate::reading::give_back;
use crate::scanning::{Sink, pass};

/// Bytes of a buffer between the workers.
const BUFFER: usize = 512 * 1024;

/// Pieces of what was read between the workers at most.
const PIECES: usize = 16;

/// Buffers between the workers at most: enough that neither waits for a message.
const BUFFERS: usize = 8;

/// Does the first half, and hands what is unpacked to the port.
pub async fn head(job: &Job, layer: Layer, algorithm: Registered, port: MessagePort) -> Result<(), Halt> {
    let empty = Rc::new(Empty::default());
    empty.buffers.borrow_mut().resize_with(BUFFERS, || ArrayBuffer::new(BUFFER as u32));
    let back = Rc::clone(&empty);
    let returned = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match event.data().dyn_into::<ArrayBuffer>() {
            Ok(buffer) => back.buffers.borrow_mut().push(buffer),
            Err(_) => back.pieces.set(back.pieces.get() + 1),
        }
        back.wake();
    });
    port.set_onmessage(Some(returned.as_ref().unchecked_ref()));
    let filled = Vec::with_capacity(BUFFER);
    let end = pass(job, &layer, algorithm, There { port: port.clone(), empty, filled }).await;
    port.set_onmessage(None);
    end
}

/// Buffers that wait to be filled, room for pieces, and who waits for either.
struct Empty {
    buffers: RefCell<Vec<ArrayBuffer>>,
    pieces: Cell<usize>,
    waiting: RefCell<Option<Waker>>,
}

impl Default for Empty {
    fn default() -> Self {
        Self { buffers: RefCell::default(), pieces: Cell::new(PIECES), waiting: RefCell::default() }
    }
}

impl Empty {
    fn wake(&self) {
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
    }

    async fn until<T>(&self, get: impl Fn(&Self) -> Option<T>) -> T {
        poll_fn(|context| match get(self) {
            Some(got) => Poll::Ready(got),
            None => {
                *self.waiting.borrow_mut() = Some(context.waker().clone());
                Poll::Pending
            }
        })
        .await
    }

    async fn buffer(&self) -> ArrayBuffer {
        self.until(|this| this.buffers.borrow_mut().pop()).await
    }

    async fn piece(&self) {
        self.until(|this| this.pieces.get().checked_sub(1).map(|left| this.pieces.set(left))).await;
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
            let buffer = self.empty.buffer().await;
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
        let _ = self.port.post_message(&Array::of2(&number(codec).into(), &algorithm.name().into()));
    }

    async fn stored(&mut self, _: &[u8], buffer: impl FnOnce() -> Uint8Array, job: &Job) -> Result<(), Halt> {
        self.empty.piece().await;
        let piece = buffer();
        let _ = self.port.post_message_with_transferable(&piece, &Array::of1(&piece.buffer()));
        job.go_on()
    }

    async fn unpacked(&mut self, mut bytes: &[u8], job: &Job) -> Result<(), Halt> {
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

    fn end(mut self, found: Unpacked, _: &Job) {
        if !self.filled.is_empty() {
            let buffer = ArrayBuffer::new(BUFFER as u32);
            self.post(&buffer);
        }
        let _ = self.port.post_message(&Array::of1(&Uint8Array::from(found.to_bytes().as_slice())));
    }

    fn abandon(self, _: &Job) {
        let _ = self.port.post_message(&JsValue::NULL);
    }
}

/// Does the second half of what comes from the port, and answers the page.
pub async fn tail(job: &Job, port: &MessagePort) -> Result<(), Halt> {
    let half = Rc::new(RefCell::new(Half { tail: None, room: vec![0; BUFFER] }));
    let ended = Rc::new(Ended::default());
    let (this, to, state, end) = (job.clone(), port.clone(), Rc::clone(&half), Rc::clone(&ended));
    let come = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if state.borrow_mut().take(&this, &to, &event.data()).is_none() {
            end.wake();
        }
    });
    port.set_onmessage(Some(come.as_ref().unchecked_ref()));
    ended.wait().await;
    port.set_onmessage(None);
    if let Some((tail, _)) = half.borrow_mut().tail.take() {
        tail.abandon(&mut job.hashing.borrow_mut());
    }
    Ok(())
}

/// The second half at work.
struct Half {
    tail: Option<(Tail, Codec)>,
    room: Vec<u8>,
}

impl Half {
    /// Takes a message; `None` at the end.
    fn take(&mut self, job: &Job, port: &MessagePort, message: &JsValue) -> Option<()> {
        let mut hashing = job.hashing.borrow_mut();
        if let Some(piece) = message.dyn_ref::<Uint8Array>() {
            let (tail, codec) = self.tail.as_mut()?;
            let length = piece.length() as usize;
            if self.room.len() < length {
                self.room.resize(length, 0);
            }
            let room = self.room.get_mut(..length)?;
            piece.copy_to(room);
            give_back(piece);
            let _ = port.post_message(&JsValue::TRUE);
            tail.hash(room, &mut hashing);
            if *codec == Codec::Plain {
                tail.push(room, &mut hashing);
            }
            return Some(());
        }
        let message = message.dyn_ref::<Array>()?;
        if let Some(codec) = message.get(0).as_f64() {
            let codec = codec_of(codec as u32)?;
            let algorithm = Registered::from_name(&message.get(1).as_string()?)?;
            self.tail = Some((Tail::new(codec, algorithm, &mut hashing), codec));
            return Some(());
        }
        if let Ok(buffer) = message.get(0).dyn_into::<ArrayBuffer>() {
            let length = message.get(1).as_f64()? as u32;
            let room = self.room.get_mut(..length as usize)?;
            Uint8Array::new_with_byte_offset_and_length(&buffer, 0, length).copy_to(room);
            let _ = port.post_message_with_transferable(&buffer, &Array::of1(&buffer));
            self.tail.as_mut()?.0.push(room, &mut hashing);
            return Some(());
        }
        let found = Unpacked::from_bytes(&message.get(0).dyn_into::<Uint8Array>().ok()?.to_vec())?;
        let report = self.tail.take()?.0.finish(found, &mut hashing)?;
        job.done(&report.to_bytes());
        None
    }
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
