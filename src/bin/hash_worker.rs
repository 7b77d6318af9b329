//! Hashes bytes off the main thread. `static/hash_worker_start.js` starts it in a dedicated worker, which
//! the page makes when it first has more than [`bayplan::limits::HASH_ON_MAIN_THREAD_BYTES`] to hash.
//!
//! A request is an array `[id, algorithm, bytes]`: a number that the page chose, the algorithm's
//! registered name (`sha256`), and an `ArrayBuffer`, best transferred. The answer is `[id, digits]` with
//! the digest's lower-case hexadecimal digits, or `[id, null]` for an algorithm that isn't registered.
//! To stop it, terminate the worker.

#[cfg(target_arch = "wasm32")]
#[path = "../browser/answering.rs"]
mod answering;

#[cfg(target_arch = "wasm32")]
fn main() {
    answering::listen(|request| Some(worker::digest(request)?.encoded().to_owned()));
}

/// Only the page's worker runs this program; natively there is nothing for it to do.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod worker {
    use bayplan::image::digest::{Digest, HashAlgorithm};
    use bayplan::verify::hash::Hasher;
    use js_sys::{Array, ArrayBuffer, Uint8Array};
    use wasm_bindgen::JsCast;

    /// Bytes copied into the program's memory at a time, so that a document of 64 MiB needs no 64 MiB.
    const CHUNK: u32 = 1 << 20;

    pub fn digest(request: &Array) -> Option<Digest> {
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
