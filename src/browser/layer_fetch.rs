//! A layer at a registry, handed to a worker as it comes: the page holds a few pieces of it, never the whole.

use std::cell::Cell;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Date, Reflect, Uint8Array};
use web_sys::{
    AbortController, MessageEvent, MessagePort, ReadableStreamDefaultReader, Response, ResponseType,
};

use super::fetch::{PARTIAL_CONTENT, headers, init};
use crate::registry::{Answer, Failure, Outcome, Request};

/// Pieces that are on their way to the worker; each has as many bytes as the network gave at once.
const ON_THEIR_WAY: usize = 16;

/// Bytes of an answer that is no layer: a registry's words on why not.
const WORDS: usize = 64 * 1024;

/// A layer that is fetched, and what breaks that off.
pub struct LayerFetch {
    controller: AbortController,
    /// A word for each piece that the worker has taken, and the other end until the fetching begins.
    room: UnboundedSender<()>,
    taken: Cell<Option<UnboundedReceiver<()>>>,
    /// What came, where it is to be kept.
    kept: Option<Array>,
}

impl LayerFetch {
    /// Nothing is sent yet; `keep` for a copy of what comes.
    pub fn new(keep: bool) -> Result<Self, JsValue> {
        let (room, taken) = unbounded();
        for _ in 0..ON_THEIR_WAY {
            let _ = room.unbounded_send(());
        }
        let controller = AbortController::new()?;
        Ok(Self { controller, room, taken: Some(taken).into(), kept: keep.then(Array::new) })
    }

    /// Ends it, wherever it is.
    pub fn break_off(&self) {
        self.controller.abort();
        // Who waits for room sees that there is nothing more to send.
        self.room.close_channel();
    }

    /// Fetches the layer into the port, and gives the pieces that were to be kept, or what came in its place where
    /// that fails. The port always gets an end.
    pub async fn run(&self, request: &Request, port: &MessagePort) -> Result<Option<Array>, Outcome> {
        let end = self.pour(request, port).await;
        // Posting fails for nothing as plain as that.
        let _ = port.post_message(&JsValue::NULL);
        port.set_onmessage(None);
        end.map(|()| self.kept.clone())
    }

    async fn pour(&self, request: &Request, port: &MessagePort) -> Result<(), Outcome> {
        let controller = &self.controller;
        let opaque = || Outcome::Failed(Failure::Opaque);
        let window = web_sys::window().ok_or_else(opaque)?;
        let init = init(request, controller).map_err(|_| opaque())?;
        let promise = window.fetch_with_str_and_init(&request.url, &init);
        let response: Response = JsFuture::from(promise).await.map_err(|_| opaque())?.unchecked_into();
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Outcome::Failed(Failure::Redirected));
        }
        let Some(body) = response.body() else { return Ok(()) };
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        if !response.ok() {
            return Err(Outcome::Answer(words(&response, &reader, controller).await));
        }
        if request.range.is_some() && response.status() != PARTIAL_CONTENT {
            controller.abort();
            return Err(Outcome::Failed(Failure::NotAPart));
        }
        let mut room = self.taken.take().ok_or_else(opaque)?;
        let back = self.room.clone();
        let taken = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
            // It fails where fetching was broken off.
            let _ = back.unbounded_send(());
        });
        port.set_onmessage(Some(taken.as_ref().unchecked_ref()));
        let mut received = 0;
        let broken = |received| Outcome::Failed(Failure::BrokenOff { received });
        while let Some(piece) = next(&reader).await.map_err(|()| broken(received))? {
            received += u64::from(piece.length());
            if received > request.limit {
                controller.abort();
                return Err(Outcome::Failed(Failure::TooLong { limit: request.limit }));
            }
            room.recv().await.map_err(|_| broken(received))?;
            if let Some(kept) = &self.kept {
                kept.push(&piece.slice(0, piece.length()));
            }
            let posted = port.post_message_with_transferable(&piece, &Array::of1(&piece.buffer()));
            posted.map_err(|_| broken(received))?;
        }
        Ok(())
    }
}

/// What is answered in a layer's place.
async fn words(
    response: &Response,
    reader: &ReadableStreamDefaultReader,
    controller: &AbortController,
) -> Answer {
    let mut body = Vec::new();
    let whole = loop {
        match next(reader).await {
            Ok(Some(piece)) if body.len() < WORDS => body.extend(piece.to_vec()),
            Ok(None) => break true,
            Ok(Some(_)) | Err(()) => break false,
        }
    };
    controller.abort();
    Answer {
        status: response.status(),
        url: response.url(),
        redirected: response.redirected(),
        headers: headers(response),
        body: body.into(),
        whole,
        at: Date::now() as u64,
    }
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, ()> {
    let part = JsFuture::from(reader.read()).await.map_err(|_| ())?;
    let part = Reflect::get(&part, &"value".into()).unwrap_or(JsValue::UNDEFINED);
    // The last part has no value.
    Ok(part.dyn_into::<Uint8Array>().ok())
}
