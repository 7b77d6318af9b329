//! What the engine wants done.

use std::rc::Rc;

use super::event::Wait;
use super::id::{FetchId, LayerJob, QuestionId};
use super::problem::Problem;
use crate::image::reference::Reference;
use crate::registry::Request;
use crate::verify::Pin;

/// A document that came.
#[derive(Clone, Debug, PartialEq)]
pub struct Landed {
    /// Its bytes, which nobody compared with anything.
    pub bytes: Rc<[u8]>,
    /// What was asked for.
    pub reference: Reference,
    /// What it is to hash to, where it is a reference's own document.
    pub pin: Option<Pin>,
    /// Whether it is a reference's own document.
    pub is_root: bool,
    /// What the registry calls it, where it is a manifest's place to say so.
    pub served: Option<String>,
    /// The digest that the registry says it has.
    pub said_digest: Option<String>,
}

/// How a layer that is waited for is coming, where that changed.
#[derive(Clone, Debug, PartialEq)]
pub enum LayerState {
    /// It comes after all.
    Coming,
    /// It did not come.
    Failed(Rc<Problem>),
    /// Nobody fetches it.
    Gone,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Send this request, tell of its progress by [`super::Event::Progress`], and of its end by
    /// [`super::Event::Ended`].
    Send(FetchId, Request),
    /// Break the request of this job off.
    Stop(FetchId),
    /// Have a worker take what this request brings, and answer [`super::Event::LayerDone`] or
    /// [`super::Event::LayerFailed`].
    LayerBytes(LayerJob, Request),
    /// Stop the worker that takes the bytes of this layer.
    StopLayer(LayerJob),
    /// The part of a layer that was asked for; to be answered with [`super::Event::LayerPart`].
    LayerPart(LayerJob, Rc<[u8]>),
    /// How a layer is coming changed.
    Layer(LayerJob, LayerState),
    /// A reference's document is being asked for.
    Opening(Reference),
    /// These documents are to be put with the others, to be answered with [`super::Event::Added`].
    Landed(Vec<Landed>),
    /// A question to the visitor.
    Ask(QuestionId),
    /// The visitor said yes to what was asked by [`super::Event::Consent`].
    Allowed(QuestionId),
    /// A registry that only a link or a document names was not asked, as the visitor can't be asked in a page inside
    /// another.
    NotAsked(String),
    /// A name and a password were not taken, for the same reason.
    NotSignedIn,
    /// The name and the password for this host are forgotten.
    SignedOut(String),
    /// A reference could not even be asked for.
    Refused(Box<Problem>),
    /// Jobs failed.
    Failed(Rc<Problem>),
    /// The list of tags is as long as it gets: their number.
    Listed(usize),
    /// What was in flight or pending was stopped.
    Stopped,
    /// Answer [`super::Event::Over`] after so many milliseconds.
    After(u32, Wait),
}
