//! One thing that is to come from a registry: what it is for, and how far it is.

use std::rc::Rc;

use super::problem::Problem;
use super::repository::Repository;
use super::wanted::{WantedDocument, WantedLayer};
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::limits;
use crate::registry::resource::{ACCEPT, Resource, accept_for, beside_tag};
use crate::registry::url::Url;
use crate::verify::Pin;

/// What a job is for.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// The document of a reference, and the digest that somebody expects of it: in the reference, or beside it.
    Root(Reference, Option<Pin>),
    /// A document that a descriptor names.
    Document(WantedDocument),
    /// A layer, or a part of one.
    Layer(Box<WantedLayer>),
    /// A page of the list of tags.
    Tags,
    /// What refers to this digest, by the registry's own list or by the tag that stands for it.
    Referrers {
        /// The digest.
        subject: Digest,
        /// Whether it is asked by the tag.
        by_tag: bool,
    },
    /// What cosign keeps beside the image of this digest, by a tag.
    Beside {
        /// The digest.
        subject: Digest,
        /// The end of the tag, one of [`BESIDE`](crate::registry::resource::BESIDE).
        end: &'static str,
    },
    /// A token for the repository.
    Token {
        /// Whether the visitor's name and password go with it.
        with_login: bool,
    },
}

/// How far a job is.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// In the queue.
    Pending,
    /// Sent, and not answered.
    InFlight,
    /// To be sent again after a while.
    Backoff,
    /// Until there is a token, or the visitor's answer.
    WithoutToken,
    /// Here, and about to be given away.
    Landing,
    /// It did not come.
    Failed(Rc<Problem>),
}

/// How a job was sent last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sent {
    /// Through the relay.
    pub relayed: bool,
    /// To the registry's own API.
    pub by_api: bool,
    /// With `Authorization`.
    pub authorized: bool,
    /// With the visitor's own name and password, or a token got by them.
    pub with_login: bool,
    /// The number of the token that it was sent with; 0 for none.
    pub token: u64,
}

/// What a job brings, for whoever tells a visitor of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The document of a reference.
    Reference(Reference),
    /// A manifest or index.
    Manifest(Digest),
    /// A config, or another blob that is a document.
    Blob(Digest),
    /// A layer.
    Layer(Digest),
    /// The tags of the repository.
    Tags,
    /// What refers to this digest.
    Referrers(Digest),
    /// A token.
    Token,
}

/// One thing that is to come.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// The repository that is asked.
    pub repository: Rc<Repository>,
    /// What it is for.
    pub goal: Goal,
    /// How far it is.
    pub state: State,
    /// The address to ask.
    pub url: Url,
    /// What its tag stands for, where the registry's own API said so.
    pub stands_for: Option<Digest>,
    /// Which of the `Accept` headers are still to be tried, the next one last.
    pub accept: Vec<usize>,
    /// How often it was sent as it is.
    pub tries: u32,
    /// Whether a token was got for it.
    pub has_new_token: bool,
    /// How it was sent last.
    pub sent: Sent,
    /// Bytes of the answer that came.
    pub received: u64,
    /// Bytes of the answer in all, where that is known.
    pub total: Option<u64>,
}

impl Job {
    /// One that was not sent yet.
    pub(super) fn new(repository: Rc<Repository>, goal: Goal, url: Url) -> Self {
        let mut job = Self {
            repository,
            goal,
            state: State::Pending,
            url,
            stands_for: None,
            accept: Vec::new(),
            tries: 0,
            has_new_token: false,
            sent: Sent::default(),
            received: 0,
            total: None,
        };
        job.accept_all();
        job
    }

    /// Has every `Accept` header that fits tried, the likeliest first.
    pub(super) fn accept_all(&mut self) {
        self.accept = match &self.goal {
            Goal::Document(WantedDocument { is_manifest: true, media_type, .. }) => {
                let first = accept_for(media_type.as_deref());
                (0..ACCEPT.len()).rev().filter(|at| *at != first).chain([first]).collect()
            }
            Goal::Root(..) => (0..ACCEPT.len()).rev().collect(),
            // It is a manifest or nothing.
            Goal::Beside { .. } => vec![1],
            // It is an index or nothing.
            Goal::Referrers { by_tag: true, .. } => vec![0],
            _ => Vec::new(),
        };
    }

    /// What is asked for, as commands and diagnoses name it. A token is asked for its repository's sake.
    pub(super) fn resource(&self) -> Resource {
        match &self.goal {
            Goal::Root(reference, _) => Resource::of(reference),
            Goal::Document(wanted) if wanted.is_manifest => Resource::Manifest(wanted.digest.clone()),
            Goal::Document(WantedDocument { digest, .. }) => Resource::Blob(digest.clone()),
            Goal::Layer(wanted) => Resource::Blob(wanted.digest.clone()),
            Goal::Tags | Goal::Token { .. } => Resource::Tags,
            Goal::Referrers { subject, .. } => Resource::Referrers(subject.clone()),
            Goal::Beside { subject, end } => Resource::Tagged(beside_tag(subject, end)),
        }
    }

    /// The digest of the bytes that it brings, where that is known beforehand.
    pub(super) fn digest(&self) -> Option<&Digest> {
        match &self.goal {
            Goal::Root(reference, _) => reference.digest.as_ref(),
            Goal::Document(wanted) => Some(&wanted.digest),
            Goal::Layer(wanted) => Some(&wanted.digest),
            _ => None,
        }
    }

    /// The reference to what it brings, or to its repository.
    pub(super) fn reference(&self) -> Reference {
        match &self.goal {
            Goal::Root(reference, _) => reference.clone(),
            Goal::Beside { subject, end } => self.repository.by_tag(Some(&beside_tag(subject, end))),
            _ => self.digest().map_or_else(|| self.repository.by_tag(None), |it| self.repository.at(it)),
        }
    }

    /// What it brings.
    pub(super) fn subject(&self) -> Subject {
        match &self.goal {
            Goal::Root(reference, _) => Subject::Reference(reference.clone()),
            Goal::Document(wanted) if wanted.is_manifest => Subject::Manifest(wanted.digest.clone()),
            Goal::Document(wanted) => Subject::Blob(wanted.digest.clone()),
            Goal::Layer(wanted) => Subject::Layer(wanted.digest.clone()),
            Goal::Tags => Subject::Tags,
            Goal::Referrers { subject, .. } => Subject::Referrers(subject.clone()),
            Goal::Beside { .. } => Subject::Reference(self.reference()),
            Goal::Token { .. } => Subject::Token,
        }
    }

    /// The layer that it brings.
    pub(super) fn layer(&self) -> Option<&WantedLayer> {
        match &self.goal {
            Goal::Layer(wanted) => Some(wanted),
            _ => None,
        }
    }

    /// Whether it failed.
    pub(super) const fn is_failed(&self) -> bool {
        matches!(self.state, State::Failed(_))
    }

    /// Whether the answer is a blob, which needs no `Accept`.
    pub(super) const fn is_blob(&self) -> bool {
        match &self.goal {
            Goal::Document(wanted) => !wanted.is_manifest,
            Goal::Layer(_) => true,
            _ => false,
        }
    }

    /// The first and the last byte that are asked for, where that is not all.
    pub(super) fn range(&self) -> Option<(u64, u64)> {
        let (from, length) = self.layer()?.part?;
        Some((from, from.saturating_add(length).checked_sub(1)?))
    }

    /// Bytes that are taken of an answer. Where a descriptor states how many there are, a few more are taken all
    /// the same: what is then too long is shown with its bytes, and what a registry says of an error is read.
    pub(super) fn limit(&self) -> u64 {
        let most = |size: Option<u64>, bound: usize| {
            size.unwrap_or(u64::MAX).max(limits::ERROR_BYTES).min(bound as u64)
        };
        match &self.goal {
            Goal::Root(..) | Goal::Referrers { .. } | Goal::Beside { .. } => limits::MANIFEST_BYTES as u64,
            Goal::Document(wanted) if wanted.is_manifest => most(wanted.size, limits::MANIFEST_BYTES),
            Goal::Document(wanted) => most(wanted.size, limits::DOCUMENT_BYTES),
            Goal::Layer(wanted) => {
                let part = wanted.part.map(|(_, length)| length);
                part.or(wanted.size).unwrap_or(limits::LAYER_UNPACKED_BYTES)
            }
            Goal::Tags => limits::TAG_PAGE_BYTES,
            Goal::Token { .. } => limits::TOKEN_ANSWER_BYTES as u64,
        }
    }
}
