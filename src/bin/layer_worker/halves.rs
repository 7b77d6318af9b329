//! The two halves of a pass in two workers, with a port between them.
//!
//! Bytes go over in a few buffers that are handed back and forth, so that there are never more of them on their way
//! than these hold. From head to tail go `[codec, algorithm]` at first (by their number and name), then any
//! number of `[buffer, length, unpacked]`, with bytes of the layer as it is stored or, where `unpacked` is true,
//! of its tar; then `[found]`, or `null` if it gives up. Emptied buffers come back.

use bayplan::archive::codec::Codec;
use bayplan::archive::pass::Tail;
use bayplan::archive::report::Unpacked;
use bayplan::image::digest::HashAlgorithm;
use bayplan::limits;
use futures_channel::{mpsc, oneshot};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::jobs::{Halt, Job};
use crate::layer::Layer;
use crate::scanning::{Sink, pass};

/// Bytes of a buffer between the workers.
const BUFFER: usize = 512 * 1024;

/// Buffers between the workers: enough that neither waits for a message.
const BUFFERS: usize = limits::LAYER_IN_FLIGHT_BYTES / BUFFER;

/// Does the first half, and hands what is read and unpacked to the port.
pub async fn head(job: &Job, layer: Layer, algorithm: HashAlgorithm, port: MessagePort) -> Result<(), Halt> {
    let (back, empty) = mpsc::unbounded();
    for _ in 0..BUFFERS {
        let _ = back.unbounded_send(ArrayBuffer::new(BUFFER as u32));
    }
    let returned = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
            // Nobody takes it after the end.
            let _ = back.unbounded_send(buffer);
        }
    });
    port.set_onmessage(Some(returned.as_ref().unchecked_ref()));
    let there = There { port: port.clone(), empty, stored: Vec::new(), unpacked: Vec::new() };
    let end = pass(job, &layer, algorithm, there).await;
    port.set_onmessage(None);
    end
}

/// The tail in another worker, and the bytes that wait until they fill a buffer.
struct There {
    port: MessagePort,
    /// Buffers that wait to be filled.
    empty: mpsc::UnboundedReceiver<ArrayBuffer>,
    stored: Vec<u8>,
    unpacked: Vec<u8>,
}

impl There {
    async fn add(&mut self, mut bytes: &[u8], unpacked: bool, job: &Job) -> Result<(), Halt> {
        while !bytes.is_empty() {
            let filled = if unpacked { &mut self.unpacked } else { &mut self.stored };
            let room = BUFFER.saturating_sub(filled.len()).min(bytes.len());
            let (now, later) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            filled.extend_from_slice(now);
            bytes = later;
            if filled.len() == BUFFER {
                // The sender lives as long as the pass.
                let buffer = self.empty.recv().await.map_err(|_| Halt::Stopped)?;
                self.post(&buffer, unpacked);
                job.go_on()?;
            }
        }
        Ok(())
    }

    fn post(&mut self, buffer: &ArrayBuffer, unpacked: bool) {
        let filled = if unpacked { &mut self.unpacked } else { &mut self.stored };
        let length = filled.len() as u32;
        Uint8Array::new_with_byte_offset_and_length(buffer, 0, length).copy_from(filled);
        filled.clear();
        let message = Array::of3(buffer, &length.into(), &unpacked.into());
        // Posting fails only for what can't be transferred; a buffer can.
        let _ = self.port.post_message_with_transferable(&message, &Array::of1(buffer));
    }
}

impl Sink for There {
    fn begin(&mut self, codec: Codec, algorithm: HashAlgorithm) {
        let _ = self.port.post_message(&Array::of2(&codec.number().into(), &algorithm.name().into()));
    }

    async fn stored(&mut self, bytes: &[u8], job: &Job) -> Result<(), Halt> {
        self.add(bytes, false, job).await
    }

    async fn unpacked(&mut self, bytes: &[u8], job: &Job) -> Result<(), Halt> {
        self.add(bytes, true, job).await
    }

    fn end(mut self, found: Unpacked, _: &Job) {
        for unpacked in [false, true] {
            self.post(&ArrayBuffer::new(BUFFER as u32), unpacked);
        }
        let _ = self.port.post_message(&Array::of1(&Uint8Array::from(found.to_bytes().as_slice())));
    }

    fn abandon(self) {
        let _ = self.port.post_message(&JsValue::NULL);
    }
}

/// Does the second half of what comes from the port, and answers the page.
pub async fn tail(job: &Job, port: &MessagePort) -> Result<(), Halt> {
    let mut half = Half { tail: None, room: vec![0; BUFFER] };
    let (end, ended) = oneshot::channel();
    let (this, to, mut end) = (job.clone(), port.clone(), Some(end));
    let come = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if half.take(&this, &to, &event.data()).is_none() {
            // Nobody waits any more where a message comes after the end.
            let _ = end.take().map(|end: oneshot::Sender<()>| end.send(()));
        }
    });
    port.set_onmessage(Some(come.as_ref().unchecked_ref()));
    let _ = ended.await;
    port.set_onmessage(None);
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
        let message = message.dyn_ref::<Array>()?;
        if let Some(codec) = message.get(0).as_f64() {
            let codec = Codec::of_number(codec as u32)?;
            let algorithm = HashAlgorithm::from_name(&message.get(1).as_string()?)?;
            self.tail = Some((Tail::new(codec, algorithm), codec));
            return Some(());
        }
        if let Ok(buffer) = message.get(0).dyn_into::<ArrayBuffer>() {
            let length = message.get(1).as_f64()? as u32;
            let room = self.room.get_mut(..length as usize)?;
            Uint8Array::new_with_byte_offset_and_length(&buffer, 0, length).copy_to(room);
            let _ = port.post_message_with_transferable(&buffer, &Array::of1(&buffer));
            let (tail, codec) = self.tail.as_mut()?;
            let unpacked = message.get(2).is_truthy();
            if !unpacked {
                tail.hash(room);
            }
            if unpacked || *codec == Codec::Plain {
                tail.push(room);
            }
            return Some(());
        }
        let found = Unpacked::from_bytes(&message.get(0).dyn_into::<Uint8Array>().ok()?.to_vec())?;
        let report = self.tail.take()?.0.finish(found);
        job.done(&report.to_bytes());
        None
    }
}
