//! The page's own examples, fetched from beside it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use web_sys::js_sys::Uint8Array;

use super::Send;
use crate::image::digest::Digest;
use crate::inspect::Origin;
use crate::session::{Arrival, DocumentsMsg, Example, Msg};

/// A file's bytes, where they are here.
type Fetched = Option<Rc<[u8]>>;

/// Fetches all files of `example` at once, and answers [`crate::session::DocumentsMsg::Add`] when the last of them is here.
pub fn fetch(example: &'static Example, send: Send) {
    let Example { files, pin, .. } = *example;
    let missing = Rc::new(RefCell::new(files.len()));
    let arrived: Rc<RefCell<Vec<Fetched>>> = Rc::new(RefCell::new(vec![None; files.len()]));
    for at in 0..files.len() {
        let (missing, arrived, send) = (Rc::clone(&missing), Rc::clone(&arrived), Rc::clone(&send));
        spawn_local(async move {
            let Some(file) = files.get(at) else { return };
            match get(file).await {
                Ok(bytes) => {
                    if let Some(slot) = arrived.borrow_mut().get_mut(at) {
                        *slot = Some(bytes);
                    }
                }
                Err(reason) => send(Msg::Documents(DocumentsMsg::Refused(format!(
                    "The example\u{2019}s file {file} could not be fetched: {reason}. Reload the page to try again."
                )))),
            }
            let left = missing.borrow().saturating_sub(1);
            missing.replace(left);
            if left == 0 {
                let arrivals = files.iter().zip(arrived.take()).filter_map(|(file, bytes)| {
                    Some(Arrival { bytes: bytes?, origin: Origin::Example((*file).to_owned()) })
                });
                send(Msg::Documents(DocumentsMsg::Add {
                    arrivals: arrivals.collect(),
                    pin: pin.and_then(|pin| Digest::parse(pin).ok()),
                }));
            }
        });
    }
}

async fn get(file: &str) -> Result<Rc<[u8]>, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let answer = JsFuture::from(window.fetch_with_str(&format!("examples/{file}"))).await;
    let answer: Response = answer.map_err(|_| "the host did not answer")?.unchecked_into();
    if !answer.ok() {
        return Err(format!("the host answered {}", answer.status()));
    }
    let buffer = match answer.array_buffer() {
        Ok(buffer) => JsFuture::from(buffer).await,
        Err(error) => Err(error),
    };
    Ok(Uint8Array::new(&buffer.map_err(|_| "the answer broke off")?).to_vec().into())
}
