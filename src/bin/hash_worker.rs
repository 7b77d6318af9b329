//! Hashes bytes off the main thread. `static/hash_worker_start.js` starts it in a dedicated worker, which
//! the page makes when it first has more than [`bayplan::limits::HASH_ON_MAIN_THREAD_BYTES`] to hash.
//!
//! A request is an array `[id, algorithm, bytes]`: a number that the page chose, the algorithm's
//! registered name (`sha256`), and an `ArrayBuffer`, best transferred. The answer is `[id, digits]` with
//! the digest's lower-case hexadecimal digits, or `[id, null]` for an algorithm that isn't registered.
//! To stop it, terminate the worker.

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::listen();
}

/// Only the page's worker runs this program; natively there is nothing for it to do.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod worker {
    use bayplan::image::digest::{Digest, HashAlgorithm};
    use bayplan::verify::hash::Hasher;
    use js_sys::{Array, ArrayBuffer, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// Bytes copied into the program's memory at a time, so that a document of 64 MiB needs no 64 MiB.
    const CHUNK: u32 = 1 << 20;

    /// Answers every message that arrives from now on.
    pub fn listen() {
        let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
        let to = scope.clone();
        let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(request) = event.data().dyn_into::<Array>() else { return };
            let digest = digest(&request);
            let digest = digest.map_or(JsValue::NULL, |digest| JsValue::from_str(digest.encoded()));
            // Posting fails only for values that can't be cloned; a number and a string can.
            let _ = to.post_message(&Array::of2(&request.get(0), &digest));
        });
        scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        // The handler lives as long as the worker.
        answer.forget();
    }

    fn digest(request: &Array) -> Option<Digest> {
        let algorithm = HashAlgorithm::from_name(&request.get(1).as_string()?)?;
        let bytes = Uint8Array::new(request.get(2).dyn_ref::<ArrayBuffer>()?);
        let mut hasher = Hasher::new(algorithm);
        let mut start = 0;
        while start < bytes.length() {
            let end = bytes.length().min(start.saturating_add(CHUNK));
            hasher.update(&bytes.subarray(start, end).to_vec());
            start = end;
        }
        Some(hasher.finish())
    }
}
