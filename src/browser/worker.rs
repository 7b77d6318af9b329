//! Workers, which `static/boot.js` starts: the page's policy (Trusted Types) takes the addresses of scripts from
//! there alone.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;
use web_sys::js_sys::{Function, Reflect, global};

/// Starts the worker whose script has this name in the assets' folder; `None` where there are no workers, as on
/// `file://`.
pub fn start(script: &str) -> Option<Worker> {
    let page = Reflect::get(&global(), &JsValue::from("bayplanPage")).ok()?;
    let start: Function = Reflect::get(&page, &JsValue::from("worker")).ok()?.dyn_into().ok()?;
    start.call1(&page, &script.into()).ok()?.dyn_into().ok()
}
