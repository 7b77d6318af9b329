//! A worker that answers each message by one: a request is `[id, …]`, and its answer `[id, value]`.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers every message that arrives from now on: with `null` where `answer` has none.
pub fn listen(answer: impl Fn(&Array) -> Option<String> + 'static) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let to = scope.clone();
    let answered = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(request) = event.data().dyn_into::<Array>() else { return };
        let value = answer(&request).map_or(JsValue::NULL, JsValue::from);
        // Posting fails only for values that can't be cloned; a number and a string can.
        let _ = to.post_message(&Array::of2(&request.get(0), &value));
    });
    scope.set_onmessage(Some(answered.as_ref().unchecked_ref()));
    // The handler lives as long as the worker.
    answered.forget();
}
