//! What happens when the program panics: `static/crash.js` says so on the page, with the panic's own words
//! and the documents that are within reach.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::js_sys::{Object, Reflect};
use web_sys::{CustomEvent, CustomEventInit};

use crate::session::Inspection;

/// Bytes of documents that are offered after a crash.
const WITHIN_REACH: usize = 1 << 20;

thread_local! {
    static DOCUMENTS: RefCell<Rc<Inspection>> = RefCell::default();
}

/// Has these documents offered to the user, should the program crash.
pub fn keep_within_reach(inspection: &Rc<Inspection>) {
    DOCUMENTS.with(|documents| {
        if let Ok(mut documents) = documents.try_borrow_mut() {
            *documents = Rc::clone(inspection);
        }
    });
}

/// Has the page speak of every panic from now on.
pub fn catch_crashes() {
    std::panic::set_hook(Box::new(|panic| {
        let _ = tell(&panic.to_string());
    }));
}

fn tell(message: &str) -> Result<(), JsValue> {
    let detail = Object::new();
    Reflect::set(&detail, &"message".into(), &message.into())?;
    Reflect::set(&detail, &"documents".into(), &documents().into())?;
    let event = CustomEventInit::new();
    event.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict("bayplan-panic", &event)?;
    if let Some(window) = web_sys::window() {
        window.dispatch_event(&event)?;
    }
    Ok(())
}

fn documents() -> String {
    let mut text = String::new();
    DOCUMENTS.with(|documents| {
        let Ok(documents) = documents.try_borrow() else { return };
        for (_, blob) in documents.blobs.iter() {
            if text.len() + blob.bytes.len() <= WITHIN_REACH {
                text.push_str(&String::from_utf8_lossy(&blob.bytes));
                text.push('\n');
            }
        }
    });
    text
}
