//! Works on layers and archives off the main thread. `static/layer_worker_start.js` starts it in dedicated
//! workers, which the page makes when the first archive or layer is opened: see `browser::layer_workers`.
//!
//! A request is an array; `job` is a number that the page chose.
//!
//! - `["open", job, blob]`: list what an archive holds.
//! - `["scan", job, layer, algorithm]`: hash, unpack and list a layer. `stored` and `unpacked` may follow: the layer's
//!   bytes, and those of its tar that may be held, so that the browser hashes them.
//! - `["head", job, layer, algorithm, port]`: the first half of that: what is read and unpacked goes to the port.
//! - `["tail", job, port]`: the second half: what comes from the port is hashed and listed.
//! - `["list", job, layer, table]`: read the table of contents that the layer's bytes are; `table` has the bytes
//!   of an `archive::toc::Table`.
//! - `["extract", job, layer, at, keep, part]`: take one file out of a layer; `part` has the bytes of an
//!   `archive::marks::Part`, which its bytes are held to.
//! - `["stop", job]`: stop a job, which is not answered then.
//!
//! A `layer` is `[blob, wrapped, from, length]`: a `Blob`, the number of the codec that it is compressed by as
//! a whole (as in `archive::wire`), and which bytes of what it unwraps to are the layer. Or it is `[port]`,
//! from which it comes. An `algorithm` is a registered name, `sha256`.
//!
//! Answers are `["progress", job, bytes read]` any number of times, then `["done", job, buffer]` with the bytes
//! of what `archive` answers (`Contents`, `LayerReport`, `Listed`, `Extraction`), or `["failed", job, error]` with
//! those of a `layers::WorkError`. A head
//! that ends well answers nothing: its tail does.

#[cfg(target_arch = "wasm32")]
mod coming;
#[cfg(target_arch = "wasm32")]
mod extraction;
#[cfg(target_arch = "wasm32")]
mod halves;
#[cfg(target_arch = "wasm32")]
mod jobs;
#[cfg(target_arch = "wasm32")]
mod layer;
#[cfg(target_arch = "wasm32")]
mod listing;
#[cfg(target_arch = "wasm32")]
mod opening;
#[cfg(target_arch = "wasm32")]
#[path = "../../browser/random.rs"]
mod random;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod scanning;
#[cfg(target_arch = "wasm32")]
mod whole;

#[cfg(target_arch = "wasm32")]
fn main() {
    if let Some(random) = random::random() {
        bayplan::keyed::seed(random);
    }
    jobs::listen();
}

/// Only the page's workers run this program; natively there is nothing for it to do.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
