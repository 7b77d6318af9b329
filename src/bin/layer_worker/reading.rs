//! The bytes of a blob, one piece after the other.

use std::future::poll_fn;
use std::task::Poll;

use bayplan::layers::WorkError;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageChannel, MessagePort, ReadableStreamDefaultReader};

use crate::jobs::Halt;

/// Bytes of a piece at most: layers that are read by one worker take turns after each.
const PIECE: u32 = 256 * 1024;

/// Reads from one end of a range to the other. The browser gives a megabyte or two at once in Chromium, and reads
/// the next ones while those are worked on. A stream of the whole range is four times as fast as a request for
/// each piece.
pub struct BlobStream {
    reader: Option<ReadableStreamDefaultReader>,
    ahead: Option<JsFuture>,
    /// What the browser gave, and how much of it was taken.
    given: Option<(Uint8Array, u32)>,
}

impl BlobStream {
    /// Starts to read the bytes from `from` up to `end`.
    pub fn new(blob: &Blob, from: u64, end: u64) -> Self {
        // It fails for no numbers.
        let slice = blob.slice_with_f64_and_f64(from as f64, end as f64).ok();
        let reader = slice.map(|slice| slice.stream().get_reader().unchecked_into());
        let mut this = Self { reader, ahead: None, given: None };
        this.ask();
        this
    }

    fn ask(&mut self) {
        self.ahead = self.reader.as_ref().map(|reader| JsFuture::from(reader.read()));
    }

    /// Puts the next piece in the place of what `piece` has; nothing at the end.
    pub async fn next(&mut self, piece: &mut Vec<u8>) -> Result<(), Halt> {
        piece.clear();
        match &self.given {
            Some(_) => others_turn().await,
            None => self.given = self.come().await?.map(|bytes| (bytes, 0)),
        }
        if let Some((bytes, taken)) = &mut self.given {
            let to = taken.saturating_add(PIECE).min(bytes.length());
            copy(&bytes.subarray(*taken, to), piece);
            *taken = to;
        }
        if let Some((bytes, _)) = self.given.take_if(|(bytes, taken)| *taken == bytes.length()) {
            give_back(&bytes);
        }
        Ok(())
    }

    /// What the browser gives next; `None` at the end.
    async fn come(&mut self) -> Result<Option<Uint8Array>, Halt> {
        let Some(ahead) = self.ahead.take() else { return Ok(None) };
        let Ok(part) = ahead.await else {
            self.reader = None;
            return Err(unreadable());
        };
        // What comes at the end has no value.
        let value = Reflect::get(&part, &"value".into()).unwrap_or(JsValue::UNDEFINED);
        let bytes = value.dyn_into::<Uint8Array>().ok();
        if bytes.is_some() {
            self.ask();
        }
        Ok(bytes)
    }
}

/// Lets the worker's other jobs go on for a piece.
async fn others_turn() {
    let mut waited = false;
    poll_fn(|context| {
        if std::mem::replace(&mut waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

impl Drop for BlobStream {
    fn drop(&mut self) {
        // Who stops early would leave a file open. That it was closed is not waited for.
        let _ = self.reader.take().map(|reader| reader.cancel());
    }
}

/// Puts the bytes from `from` up to `to` in the place of what `piece` has; fewer where the blob ends.
pub async fn read_at(blob: &Blob, from: u64, to: u64, piece: &mut Vec<u8>) -> Result<(), Halt> {
    piece.clear();
    if let Ok(slice) = blob.slice_with_f64_and_f64(from as f64, to as f64) {
        let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|_| unreadable())?;
        let bytes = Uint8Array::new(&buffer);
        copy(&bytes, piece);
        give_back(&bytes);
    }
    Ok(())
}

/// Puts bytes in the place of what `piece` has.
pub fn copy(bytes: &Uint8Array, piece: &mut Vec<u8>) {
    piece.resize(bytes.length() as usize, 0);
    bytes.copy_to(piece);
}

thread_local! {
    /// A port whose other end is closed: what is handed over to it is gone.
    static NOWHERE: Option<MessagePort> = MessageChannel::new().ok().map(|channel| {
        channel.port2().close();
        channel.port1()
    });
}

/// Gives the memory of a buffer back at once: what is left to the collector of garbage comes to a hundred
/// megabytes before that takes notice. (`ArrayBuffer.transfer(0)` is worse: Chromium no longer counts what it
/// has yet to collect then.)
pub fn give_back(bytes: &Uint8Array) {
    NOWHERE.with(|nowhere| {
        if let Some(nowhere) = nowhere {
            // A buffer can be handed over, and one that was already has no memory.
            let _ = nowhere.post_message_with_transferable(bytes, &Array::of1(&bytes.buffer()));
        }
    });
}

const fn unreadable() -> Halt {
    Halt::Failed(WorkError::Unreadable)
}
