//! What did not come, and the data of why. The words are made where it is shown.

use std::rc::Rc;

use super::repository::Repository;
use crate::image::reference::Reference;
use crate::registry::Failure;
use crate::registry::bearer::Flaw;
use crate::registry::diagnosis::{Situation, Trouble};
use crate::registry::endpoint::{Way, endpoint};
use crate::registry::realm::Refusal;
use crate::registry::resource::Resource;
use crate::registry::url::Url;

/// Why a job failed, and what was known by then. Jobs that failed together share one.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The repository that was asked.
    pub repository: Rc<Repository>,
    /// What came in place of what was asked for.
    pub trouble: Trouble,
    /// The image or document.
    pub reference: Reference,
    /// What was asked for.
    pub resource: Resource,
    /// The address that was asked: of the registry, or of its realm.
    pub url: Url,
    /// Whether it was the realm that was asked.
    pub is_realm: bool,
    /// The page's own address.
    pub page: Option<Url>,
    /// Which way the request went.
    pub way: Way,
    /// Whether the page has a relay at all.
    pub has_relay: bool,
    /// Whether the request had a header that needs a preflight.
    pub preflight: bool,
    /// Whether an answer of this host could be read before.
    pub answered: bool,
    /// Whether the page is shown inside another page.
    pub framed: bool,
    /// What the registry wants a token for beyond reading this repository, as it says it.
    pub beyond: Option<String>,
    /// Where else the layer is, as its descriptor says.
    pub elsewhere: Option<String>,
}

impl Problem {
    /// What a diagnosis is made of.
    #[must_use]
    pub fn situation(&self) -> Situation<'_> {
        Situation {
            reference: &self.reference,
            resource: &self.resource,
            url: &self.url,
            is_realm: self.is_realm,
            page: self.page.as_ref(),
            way: self.way,
            has_relay: self.has_relay,
            preflight: self.preflight,
            answered: self.answered,
            framed: self.framed,
        }
    }

    /// What it has in common with others that are one thing to a visitor: the same went wrong with the same host, and
    /// helps with all of them.
    #[must_use]
    pub fn likeness(&self) -> Likeness {
        let (kind, number, text) = kind(&self.trouble);
        Likeness {
            repository: Rc::clone(&self.repository),
            relayed: self.way == Way::Relay,
            host: self.url.authority(),
            kind,
            number,
            text: text.to_owned(),
        }
    }

    /// The host that a name and a password may be given for, where that may help.
    #[must_use]
    pub fn sign_in_host(&self) -> Option<String> {
        let helps = match &self.trouble {
            Trouble::SignIn { .. } | Trouble::HiddenChallenge => true,
            Trouble::TooOften(too_often) => !too_often.own,
            Trouble::Status(status, _) => matches!(status, 401 | 403),
            _ => false,
        };
        helps.then(|| endpoint(&self.repository.registry)).flatten().map(|url| url.authority())
    }
}

/// What problems that are alike have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likeness {
    repository: Rc<Repository>,
    relayed: bool,
    host: String,
    kind: u8,
    number: u64,
    text: String,
}

/// What tells what went wrong from all else that may, whatever the registry says of it: a kind, and what of the kind.
fn kind(trouble: &Trouble) -> (u8, u64, &str) {
    match trouble {
        Trouble::Failed(Failure::Opaque) => (0, 0, ""),
        Trouble::Failed(Failure::Redirected) => (1, 0, ""),
        Trouble::Failed(Failure::BrokenOff { received }) => (2, *received, ""),
        Trouble::Failed(Failure::TooLong { limit }) => (3, *limit, ""),
        Trouble::Failed(Failure::NotAPart) => (4, 0, ""),
        Trouble::Failed(Failure::Stopped) => (5, 0, ""),
        Trouble::Status(404, _) => (6, 0, ""),
        Trouble::Status(400..=499, _) => (6, 1, ""),
        Trouble::Status(..) => (6, 2, ""),
        Trouble::SignIn { refused } => (7, u64::from(*refused), ""),
        Trouble::HiddenChallenge => (8, 0, ""),
        Trouble::UnknownScheme(scheme) => (9, 0, scheme),
        Trouble::TooOften(_) => (10, 0, ""),
        Trouble::Wait(..) => (11, 0, ""),
        Trouble::WebPage => (12, 0, ""),
        Trouble::Challenge(Flaw::TooLong) => (13, 0, ""),
        Trouble::Challenge(Flaw::NoRealm) => (13, 1, ""),
        Trouble::Challenge(Flaw::Repeated(name)) => (13, 2, name),
        Trouble::Challenge(Flaw::Service) => (13, 3, ""),
        Trouble::Challenge(Flaw::Realm(Refusal::NotAbsolute, _)) => (13, 4, ""),
        Trouble::Challenge(Flaw::Realm(Refusal::Unreadable, _)) => (13, 5, ""),
        Trouble::Challenge(Flaw::Realm(Refusal::Insecure, _)) => (13, 6, ""),
        Trouble::Declined(realm) => (14, 0, realm),
        Trouble::Framed(realm) => (15, 0, realm),
        Trouble::NoToken => (16, 0, ""),
        Trouble::TooLarge(bytes) => (17, *bytes, ""),
        Trouble::Enough => (18, 0, ""),
        Trouble::BadRegistry => (19, 0, ""),
        Trouble::BadLink(_) => (20, 0, ""),
        Trouble::NoList => (21, 0, ""),
        Trouble::NoTable => (22, 0, ""),
        Trouble::Nothing => (23, 0, ""),
        Trouble::NotByApi => (24, 0, ""),
        Trouble::NotOfApi => (25, 0, ""),
    }
}
