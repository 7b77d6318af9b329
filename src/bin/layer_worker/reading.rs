//! The bytes of a blob, one piece after the other.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, MessageChannel, MessagePort};

use crate::jobs::Halt;

/// Bytes that are read at a time: the pieces of one layer take as many megabytes of memory as it has.
const PIECE: u64 = 256 * 1024;

/// Reads from one end of a range to the other. The next piece is read while the last one is worked on.
pub struct Reading {
    blob: Blob,
    at: u64,
    end: u64,
    ahead: Option<JsFuture>,
    /// The piece that was taken last, where it is not given away.
    last: RefCell<Option<Uint8Array>>,
}

impl Reading {
    /// Starts to read the bytes from `from` up to `end`.
    pub fn new(blob: Blob, from: u64, end: u64) -> Self {
        let mut this = Self { blob, at: from, end, ahead: None, last: RefCell::default() };
        this.ask();
        this
    }

    fn ask(&mut self) {
        if self.at < self.end {
            let to = self.end.min(self.at + PIECE);
            self.ahead = read(&self.blob, self.at, to);
            self.at = to;
        }
    }

    /// Puts the next piece in the place of what `piece` has; nothing at the end.
    pub async fn next(&mut self, piece: &mut Vec<u8>) -> Result<(), Halt> {
        piece.clear();
        self.last.take().iter().for_each(give_back);
        let Some(ahead) = self.ahead.take() else { return Ok(()) };
        self.ask();
        let buffer = take(ahead, piece).await?;
        self.last.replace(Some(buffer));
        Ok(())
    }

    /// The buffer of the piece that was taken last, for another worker.
    pub fn buffer(&self) -> Option<Uint8Array> {
        self.last.take()
    }
}

/// Puts the bytes from `from` up to `to` in the place of what `piece` has; fewer where the blob ends.
pub async fn read_at(blob: &Blob, from: u64, to: u64, piece: &mut Vec<u8>) -> Result<(), Halt> {
    piece.clear();
    match read(blob, from, to) {
        Some(reading) => take(reading, piece).await.map(|buffer| give_back(&buffer)),
        None => Ok(()),
    }
}

fn read(blob: &Blob, from: u64, to: u64) -> Option<JsFuture> {
    // It fails for no numbers.
    let slice = blob.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    Some(JsFuture::from(slice.array_buffer()))
}

async fn take(reading: JsFuture, piece: &mut Vec<u8>) -> Result<Uint8Array, Halt> {
    let buffer = reading.await.map_err(|_| unreadable())?;
    let bytes = Uint8Array::new(&buffer);
    piece.resize(bytes.length() as usize, 0);
    bytes.copy_to(piece);
    Ok(bytes)
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

fn unreadable() -> Halt {
    Halt::Failed(
        "The browser could not read the file: it may have been changed or moved since it was dropped. Drop \
         it again."
            .into(),
    )
}
