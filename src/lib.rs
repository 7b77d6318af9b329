//! Bayplan shows what a multi-architecture container image really holds, proves its bytes against their
//! digests, and tells what each client would pull of it.
//!
//! # Bird's-eye view
//!
//! Bytes arrive ([`session`]) and are kept as they are. [`json`] reads them with the place of every value;
//! [`image`] makes of that what the specifications call things; [`findings`] says what is wrong with it.
//! [`inspect`] puts the documents together by digest into a tree, with what [`verify`] proved of each.
//! [`select`] tells which entry of an index each client takes on which host. [`share`] turns the documents
//! into a link and back. [`compare`] tells what is different between two images, and [`compose`] puts an index together. [`text`] has what text for people is made of. [`registry`] is the distribution protocol: requests and what their answers say.
//! [`archive`] unpacks what images travel in, and tells what each layer does to the files below it; [`layers`] is the
//! engine that has archives opened and layers read. [`evidence`] reads who claims what about which digest, and says what a
//! verifier of signatures (a crate of its own, `evidence/`) is asked and answers. [`builds`] reads build files: what they build, tag, push and list. All of it is plain Rust, tested natively.
//!
//! [`fetch`] is an engine of its own, events in and commands out: what comes from registries, and in what order.
//!
//! [`session`] is the page without a browser: a `Model`, a `Msg` for everything that can happen, and
//! `update`, which changes the one by the other and answers with `Effect`s. [`view`] makes of the model what is
//! shown, with all words, and [`export`] what is saved or copied; neither changes anything. The shell, which exists
//! for wasm32 alone, is thin: `ui` shows in Yew components what [`view`] says and sends messages, `browser` runs the
//! effects.
//! [`headless`] runs them on this machine, for tests and for `examples/inspect.rs`.
//!
//! # Invariants
//!
//! Most of them are absences; `tests/architecture.rs` looks for what must not be there.
//!
//! - No document is ever written again: digests are computed over the bytes that arrived.
//! - Nothing is verified by default: [`verify::Verification`] is no bool, and says what was compared, and
//!   [`verify::Word`] by whose word. What came along with the bytes does not verify them.
//! - A file out of a layer is shown or saved only as it was proved: its bytes are held to what was hashed when the layer
//!   was read ([`archive::marks`]). A layer that is not read is never more than what its table of contents says.
//! - No number of a session is given twice ([`session::Inspection::after`]), so that what is answered late lands nowhere.
//! - Where bytes came from is what this page saw: a document's own word is told as such ([`inspect::Origin`]).
//! - Reading never fails: it gives a document *and* what is to be said of it. No input panics, and the work
//!   and memory that it can cause are bounded in [`limits`]. Maps of what strangers choose are [`keyed`].
//! - A name, a password or a token is a [`registry::Secret`], which prints as one: none goes into a link, a report
//!   or a store, along a redirect, or to anyone but the registry's own host and a realm that is known or allowed.
//! - Only `browser`, `ui` and the programs know a browser. No component decides, hashes or parses.
//! - Imports point one way: `json` knows nobody (what all may know: [`keyed`], [`limits`], [`numbered`], [`pace`],
//!   [`sorting`], [`text`]);
//!   `image` knows `json`, and `builds` both; `verify` and `select` know those; `registry`, `archive` and `evidence` know `verify`, too; `findings`
//!   knows `archive` and `builds`; `layers`, `inspect` and `share` know these; `fetch` knows
//!   `registry`, `image` and `verify`, and nothing of the page; `session` knows all
//!   these; `view` knows `session`, and `export` both; the shell and `headless` know all.
//! - No unsafe code; in the core no `unwrap`, `expect`, `panic` or indexing.

pub mod archive;
pub mod builds;
pub mod compare;
pub mod compose;
pub mod evidence;
pub mod export;
pub mod fetch;
pub mod findings;
#[cfg(not(target_arch = "wasm32"))]
pub mod headless;
pub mod image;
pub mod inspect;
pub mod json;
pub mod keyed;
pub mod layers;
pub mod limits;
pub mod numbered;
pub mod pace;
pub mod registry;
pub mod select;
pub mod session;
pub mod share;
pub mod sorting;
pub mod text;
pub mod verify;
pub mod view;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
