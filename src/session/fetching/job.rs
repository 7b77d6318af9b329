//! One thing that is to come from a registry.

use std::rc::Rc;

use super::layers;
use super::trouble::Problem;
use crate::fetch::Repository;
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::registry::resource::Resource;
use crate::registry::url::Url;
use crate::verify::Pin;

/// What a job is for.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// The document of a reference, and the digest that somebody expects of it: in the reference, or beside it.
    Root(Reference, Option<Pin>),
    /// A manifest or index that a descriptor names.
    Manifest(Wanted),
    /// A config or statement that a descriptor names.
    Blob(Wanted),
    /// A layer, for workers.
    Layer(Box<layers::Wanted>),
    /// A page of the list of tags.
    Tags,
    /// What refers to this digest, by the registry's own list or by the tag that stands for it.
    Referrers {
        /// The digest.
        subject: Digest,
        /// Whether it is asked by the tag.
        by_tag: bool,
    },
    /// A token for the repository.
    Token {
        /// Whether the user's name and password go with it.
        own: bool,
    },
}

/// What a descriptor says of the bytes that are to come.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Their digest.
    pub digest: Digest,
    /// How many they are.
    pub size: Option<u64>,
    /// What they are.
    pub media_type: Option<String>,
}

/// How far a job is.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// In the queue.
    Waiting,
    /// Under way.
    Running,
    /// To be sent again after a while.
    Resting,
    /// Until there is a token or an answer of the user's.
    Held,
    /// Here, and about to be put with the documents.
    Landing,
    /// Not to be had.
    Failed(Rc<Problem>),
}

/// How a job was sent last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sent {
    /// Through the relay.
    pub relayed: bool,
    /// With `Authorization`.
    pub authorized: bool,
    /// With the user's own name and password, or a token got by them.
    pub own: bool,
    /// The number of the token that it was sent with; 0 for none.
    pub token: u64,
}

/// One thing that is to come.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub repository: Rc<Repository>,
    pub goal: Goal,
    pub state: State,
    /// The address to ask.
    pub url: Url,
    /// Which of the `Accept` headers are still to be tried, the next one last.
    pub asks: Vec<usize>,
    /// How often it was sent as it is.
    pub tries: u32,
    /// Whether a token was got for it.
    pub renewed: bool,
    pub sent: Sent,
    pub received: u64,
    pub total: Option<u64>,
}

impl Job {
    /// What is asked for, as commands and diagnoses name it. A token is asked for its repository's sake.
    pub(super) fn resource(&self) -> Resource {
        match &self.goal {
            Goal::Root(reference, _) => Resource::of(reference),
            Goal::Manifest(wanted) => Resource::Manifest(wanted.digest.clone()),
            Goal::Blob(wanted) => Resource::Blob(wanted.digest.clone()),
            Goal::Layer(wanted) => Resource::Blob(wanted.layer.digest.clone()),
            Goal::Tags | Goal::Token { .. } => Resource::Tags,
            Goal::Referrers { subject, .. } => Resource::Referrers(subject.clone()),
        }
    }

    /// The digest of the bytes that it brings, where that is known beforehand.
    pub(super) fn digest(&self) -> Option<&Digest> {
        match &self.goal {
            Goal::Root(reference, _) => reference.digest.as_ref(),
            Goal::Manifest(wanted) | Goal::Blob(wanted) => Some(&wanted.digest),
            Goal::Layer(wanted) => Some(&wanted.layer.digest),
            _ => None,
        }
    }
}
