//! What the visitor is asked before it is done.

use std::rc::Rc;

use super::id::QuestionId;
use super::repository::Repository;
use super::wanted::WantedDocument;
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::registry::realm::Concern;
use crate::registry::url::Url;
use crate::verify::Pin;

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Tells it from others.
    pub id: QuestionId,
    /// What is asked.
    pub about: About,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Whether a registry may be asked that only a link or a document names.
    Registry {
        /// The registry.
        registry: String,
        /// What is done then.
        then: Then,
    },
    /// Whether a realm may be asked for a token.
    Realm {
        /// The repository that the token is for.
        repository: Rc<Repository>,
        /// The registry's host as it stands in URLs.
        host: String,
        /// The realm.
        realm: Url,
        /// What is to be thought of.
        concern: Concern,
        /// Whether the visitor's name and password would go there.
        with_login: bool,
    },
}

/// What is done once a registry may be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// A reference is opened.
    Open(Reference, Option<Pin>),
    /// A document is fetched.
    Document(WantedDocument),
    /// What refers to a manifest is listed.
    Referrers(Repository, Digest),
    /// The places are asked where evidence of manifests may be.
    Evidence(Repository, Vec<Digest>),
    /// All that is missing of a repository is fetched.
    All(Repository),
    /// What whoever asked remembers by the question's number: [`super::Command::Allowed`].
    Elsewhere,
}
