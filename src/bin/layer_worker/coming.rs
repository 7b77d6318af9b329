//! The bytes of a layer that the page fetches, as they come.
//!
//! The page sends pieces as `Uint8Array` and waits for a word on each before it sends too many; `null` comes
//! after the last one. Where fetching fails, the page stops the job.

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::reading::give_back;

/// Bytes that are waited for: networks give less at a time than is worth a turn.
const PIECE: usize = 64 * 1024;

/// Takes what comes.
pub struct Coming {
    port: MessagePort,
    pieces: UnboundedReceiver<Uint8Array>,
    _take: Closure<dyn FnMut(MessageEvent)>,
}

impl Coming {
    /// Takes what comes from the port.
    pub fn new(port: MessagePort) -> Self {
        let (sender, pieces) = unbounded();
        let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match event.data().dyn_into::<Uint8Array>() {
                // It fails after the end alone.
                Ok(piece) => _ = sender.unbounded_send(piece),
                Err(_) => sender.close_channel(),
            }
        });
        port.set_onmessage(Some(take.as_ref().unchecked_ref()));
        Self { port, pieces, _take: take }
    }

    /// Puts the next piece in the place of what `piece` has; nothing at the end.
    pub async fn next(&mut self, piece: &mut Vec<u8>) {
        piece.clear();
        while piece.len() < PIECE {
            let Ok(bytes) = self.pieces.recv().await else { return };
            let from = piece.len();
            piece.resize(from + bytes.length() as usize, 0);
            if let Some(place) = piece.get_mut(from..) {
                bytes.copy_to(place);
            }
            give_back(&bytes);
            // Posting fails for nothing as plain as that.
            let _ = self.port.post_message(&JsValue::TRUE);
        }
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
    }
}
