//! What did not come, and the data of why. The words are made where it is shown.

use std::rc::Rc;

use super::repository::Repository;
use crate::image::reference::Reference;
use crate::registry::diagnosis::{Situation, Trouble};
use crate::registry::endpoint::{Way, endpoint};
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

    /// Whether both are one thing to a visitor: the same went wrong with the same host, and helps with both.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        self.repository == other.repository
            && self.way == other.way
            && self.url.authority() == other.url.authority()
            && is_alike(&self.trouble, &other.trouble)
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

/// Whether both go wrong in the same way, whatever the registry says of each.
fn is_alike(one: &Trouble, other: &Trouble) -> bool {
    let class = |status: u16| match status {
        404 => 0,
        400..=499 => 1,
        _ => 2,
    };
    match (one, other) {
        (Trouble::Status(one, _), Trouble::Status(other, _)) => class(*one) == class(*other),
        (Trouble::TooOften(_), Trouble::TooOften(_))
        | (Trouble::Wait(..), Trouble::Wait(..))
        | (Trouble::BadLink(_), Trouble::BadLink(_)) => true,
        (one, other) => one == other,
    }
}
