//! What a person does with the page, done in a real browser.
//!
//! [`visit`] gives a test a [`Page`]: a browser with a profile of its own, new and empty. The test
//! finds things as a person or a screen reader does, by role and name ([`aria`]), and waits for what it
//! expects, never for a time. When a visit ends well, the page is held to what must hold always: nothing
//! was asked of another origin, and the browser had nothing to complain of ([`Page::kept_its_word`]). When
//! it fails, a picture and the text of the page are in `target/screenshots/`.
//!
//! Which browser it is, `cargo xtask test browser --browser NAME` says ([`engine`]); Chromium where it says nothing.
//!
//! `cargo xtask test browser` builds the site and says where everything is ([`environment`]).
#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what it does not hold")]

pub mod aria;
pub mod axe;
pub mod browser;
pub mod conditions;
mod display;
pub mod documents;
mod driver;
pub mod engine;
mod engines;
pub mod environment;
mod failure;
mod keyboard;
mod page;
mod picture;
mod profile;
pub mod server;
pub mod servers;
mod transfer;
mod visit;
mod wait;

pub use engine::{Engine, only_in_chromium};
pub use failure::{Failed, Trouble};
pub use keyboard::Key;
pub use page::Page;
pub use picture::{Look, Scheme, view};
pub use visit::visit;
pub use wait::until;

/// What the harness answers; a test's own `?` turns a [`Trouble`] into a [`Failed`] that knows its line.
pub type Result<T, E = Trouble> = std::result::Result<T, E>;
