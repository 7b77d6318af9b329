//! What the page does to its browser: one small adaptor a file, each dull.
//!
//! [`Browser::perform`] runs the effects that the session asks for; their results go back as
//! messages. Nothing is decided here, and a browser that refuses something (private mode, `file://`) costs
//! that thing alone.

mod address;
mod clipboard;
mod crash;
mod drop;
mod examples;
mod exporting;
mod fetch;
mod files;
mod focus;
mod hashing;
mod held;
mod here;
mod keys;
mod later;
mod layer_fetch;
mod layer_room;
mod layer_workers;
mod listen;
mod more;
mod opened;
mod paste;
mod pieces;
mod random;
mod save;
mod storage;
mod theme;
mod title;
mod verifying;
mod worker;

use std::cell::RefCell;
use std::rc::Rc;

pub use address::{base, first_fragment};
pub use crash::{catch_crashes, keep_within_reach};
pub use drop::listen_for_drops;
pub use files::read_chosen;
pub use focus::{bring_into_view, focus, has_focus};
pub use here::say_here;
pub use keys::listen_for_slash;
pub use later::{after_frame, after_milliseconds};
pub use more::{listen_for_retry, say_more, styles};
pub use opened::opened;
pub use paste::listen_for_pastes;
pub use pieces::in_pieces;
pub use random::random;
pub use theme::{remembered_theme, show as show_theme};
pub use title::set_title;

use crate::export::Writing;
use crate::session::{DocumentsMsg, Effect, LayersMsg, Msg, Save};

/// Where messages go.
pub type Send = Rc<dyn Fn(Msg)>;

/// The browser, as far as the page uses it.
pub struct Browser {
    send: Send,
    address: address::Address,
    hashing: hashing::Hashing,
    fetching: fetch::Fetching,
    layers: layer_workers::LayerWorkers,
    verifying: verifying::Verifying,
    /// Reports that are being written.
    reports: RefCell<Vec<Writing>>,
}

impl Browser {
    /// The browser of this page; what it has to say goes to `send`.
    #[must_use]
    pub fn new(send: Send) -> Self {
        let address = address::Address::new(&send);
        let hashing = hashing::Hashing::new(Rc::clone(&send));
        let layers = layer_workers::LayerWorkers::new(Rc::clone(&send));
        let verifying = verifying::Verifying::new(Rc::clone(&send));
        let reports = RefCell::default();
        Self {
            hashing,
            fetching: fetch::Fetching::new(Rc::clone(&send)),
            layers,
            verifying,
            address,
            reports,
            send,
        }
    }

    /// The text that was kept for a reload of this tab.
    #[must_use]
    pub fn remembered(&self) -> Option<String> {
        storage::remembered()
    }

    /// Runs one effect. What is to be revealed, announced and exported is the page's own affair.
    pub fn perform(&self, effect: Effect) {
        let send = Rc::clone(&self.send);
        match effect {
            Effect::Hash { blob, algorithm, bytes } => self.hashing.start(blob, algorithm, bytes),
            Effect::Address { fragment, push } => self.address.set(fragment, push),
            Effect::Copy(text) => clipboard::copy(text, send),
            Effect::Save(file) => save_file(&file, &send),
            Effect::FetchExample(example) => examples::fetch(example, send),
            Effect::Theme(theme) => {
                theme::show(theme);
                theme::remember(theme);
            }
            Effect::Remember(text) => storage::remember(text.as_deref()),
            Effect::AfterFrame(msg) => later::after_frame(move || send(*msg)),
            Effect::InPieces(work) => in_pieces(work.done(), move |msg| send(msg)),
            Effect::Later { milliseconds, msg } => {
                later::after_milliseconds(i32::try_from(milliseconds).unwrap_or(i32::MAX), move || {
                    send(*msg)
                });
            }
            Effect::Fetch { id, request } => self.fetching.start(id, request),
            Effect::StopFetch(id) => self.fetching.stop(id),
            Effect::Work { job, work } => self.layers.start(job, work),
            Effect::HoldEmbedded { layer, bytes } => {
                if let Some(file) = held::hold_bytes(&bytes) {
                    send(Msg::Layers(LayersMsg::EmbeddedHeld { layer, file }));
                }
            }
            Effect::Verify { id, question } => self.verifying.start(id, &question),
            Effect::ForgetFiles { but } => held::forget(&but),
            Effect::StopWork(job) => self.layers.stop(job),
            // Once it is laid out.
            Effect::ShowDetail => later::after_frame(|| focus::lift("main .pane.card")),
            Effect::Reveal | Effect::RevealNode(_) | Effect::Announce(_) | Effect::Export(_) => {}
        }
    }
}

/// Has the browser save a file, and says where it did not let the page.
fn save_file(file: &Save, send: &Send) {
    if save::save(file).is_none() {
        send(Msg::Documents(DocumentsMsg::Refused(format!(
            "The browser did not let the page save {}.",
            file.name
        ))));
    }
}
