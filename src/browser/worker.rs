//! Workers, which `static/boot.js` starts: the page's policy (Trusted Types) takes the addresses of scripts from
//! there alone.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Reflect, global};
use web_sys::{MessageEvent, Worker};

/// Starts the worker whose script has this name in the assets' folder, and gives each of its messages to `told`, and to
/// `failed` that it did not start or crashed; `None` where there are no workers, as on `file://`.
pub fn start(script: &str, told: impl Fn(Array) + 'static, failed: impl FnMut() + 'static) -> Option<Worker> {
    let worker = made(script)?;
    let told = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(message) = event.data().dyn_into() {
            told(message);
        }
    });
    worker.set_onmessage(Some(told.as_ref().unchecked_ref()));
    told.forget();
    let failed = Closure::<dyn FnMut()>::new(failed);
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    failed.forget();
    Some(worker)
}

fn made(script: &str) -> Option<Worker> {
    let page = Reflect::get(&global(), &JsValue::from("bayplanPage")).ok()?;
    let start: Function = Reflect::get(&page, &JsValue::from("worker")).ok()?.dyn_into().ok()?;
    start.call1(&page, &script.into()).ok()?.dyn_into().ok()
}
