//! Verifies signatures off the main thread. `static/evidence_worker_start.js` starts it in a dedicated worker, which the
//! page makes when somebody first asks for a verification.
//!
//! A request is an array `[id, question]`: a number that the page chose, and a [`bayplan::evidence::Question`] as its
//! text. The answer is `[id, verdict]`, with the text of a [`bayplan::evidence::Verdict`], or `[id, null]` for a question
//! that can't be read.

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::listen();
}

/// Only the page's worker runs this program; natively there is nothing for it to do.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod worker {
    use bayplan::evidence::{Question, Verifier as _, verdict_to_json};
    use evidence::Evidence;
    use js_sys::Array;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// Answers every message that arrives from now on.
    pub fn listen() {
        let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
        let to = scope.clone();
        let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(request) = event.data().dyn_into::<Array>() else { return };
            let question = request.get(1).as_string().and_then(|text| Question::from_json(&text));
            let verdict = question.map(|question| verdict_to_json(&Evidence.verify(&question)));
            let verdict = verdict.map_or(JsValue::NULL, |text| JsValue::from_str(&text));
            // Posting fails only for values that can't be cloned; a number and a string can.
            let _ = to.post_message(&Array::of2(&request.get(0), &verdict));
        });
        scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        // The handler lives as long as the worker.
        answer.forget();
    }
}
