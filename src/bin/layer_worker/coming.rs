//! The bytes of a layer that the page fetches, as they come.
//!
//! The page sends pieces as `Uint8Array` and waits for a word on each before it sends too many; `null` is
//! behind the last one. Where fetching fails, the page stops the job.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

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
    state: Rc<RefCell<State>>,
    _take: Closure<dyn FnMut(MessageEvent)>,
}

#[derive(Default)]
struct State {
    /// `None` behind the last piece.
    come: VecDeque<Option<Uint8Array>>,
    waiting: Option<Waker>,
    ended: bool,
}

impl Coming {
    /// Takes what comes from the port.
    pub fn new(port: MessagePort) -> Self {
        let state: Rc<RefCell<State>> = Rc::default();
        let this = Rc::clone(&state);
        let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let mut state = this.borrow_mut();
            state.come.push_back(event.data().dyn_into::<Uint8Array>().ok());
            if let Some(waker) = state.waiting.take() {
                waker.wake();
            }
        });
        port.set_onmessage(Some(take.as_ref().unchecked_ref()));
        Self { port, state, _take: take }
    }

    /// Puts the next piece in the place of what `piece` has; nothing at the end.
    pub async fn next(&mut self, piece: &mut Vec<u8>) {
        piece.clear();
        while piece.len() < PIECE {
            let Some(bytes) = self.come().await else { return };
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

    async fn come(&self) -> Option<Uint8Array> {
        poll_fn(|context| {
            let mut state = self.state.borrow_mut();
            match state.come.pop_front() {
                Some(come) => {
                    state.ended |= come.is_none();
                    Poll::Ready(come)
                }
                None if state.ended => Poll::Ready(None),
                None => {
                    state.waiting = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
    }
}
