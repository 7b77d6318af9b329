//! What did not come, as data: what was asked for, and what came instead.

use crate::image::reference::Reference;
use crate::registry::answer::Failure;
use crate::registry::bearer::Flaw;
use crate::registry::endpoint::Way;
use crate::registry::errors::RegistryError;
use crate::registry::quota::Quota;
use crate::registry::resource::Resource;
use crate::registry::url::Url;

/// What was asked for, and what was known by then.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    /// The image.
    pub reference: &'a Reference,
    /// What was asked for; the token that it needs counts as a part of it.
    pub resource: &'a Resource,
    /// The address that was asked: of the registry, or of its realm.
    pub url: &'a Url,
    /// Whether it was the realm that was asked.
    pub is_realm: bool,
    /// The page's own address; `None` for a file on a disk.
    pub page: Option<&'a Url>,
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
}

/// What came instead of what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer that can be read.
    Failed(Failure),
    /// A status that is no success, and what the registry says of it.
    Status(u16, Vec<RegistryError>),
    /// The registry wants to know who asks; whether it was told a name and password, and did not take them.
    SignIn {
        /// It did not take them.
        refused: bool,
    },
    /// It wants something, and its `WWW-Authenticate` can't be read.
    HiddenChallenge,
    /// It wants a way of signing in that this page does not know, by this name.
    UnknownScheme(String),
    /// It was asked too often.
    TooOften(Box<TooOften>),
    /// It does not answer for now, by this status, and wants to be left alone for this many seconds.
    Wait(u16, u64),
    /// It answers with a page for people.
    WebPage,
    /// It answers with success, and with nothing.
    Nothing,
    /// It wants a token, by a challenge that can't be answered.
    Challenge(Flaw),
    /// The user does not want that realm to be asked.
    Declined(String),
    /// The user was not asked whether that realm may be asked, as the page is shown inside another.
    Framed(String),
    /// The realm gave no token that can be used.
    NoToken,
    /// The document is stated to be larger than what is fetched.
    TooLarge(u64),
    /// As many documents were fetched as are kept.
    Enough,
    /// The registry's name is none that browsers read as it stands.
    BadRegistry,
    /// The list leads elsewhere, or in a circle.
    BadLink(String),
    /// The body is no list.
    NoList,
    /// A layer has no table of contents at its end.
    NoTable,
    /// The registry's own API, which is asked in its place, does not give such a thing.
    NotByApi,
    /// The registry's own API answered with something else than was asked for.
    NotOfApi,
}

/// What a registry says that was asked too often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TooOften {
    /// Its own words.
    pub errors: Vec<RegistryError>,
    /// Seconds that it wants to be left alone for.
    pub wait: Option<u64>,
    /// How much it allows.
    pub quota: Option<Quota>,
    /// Whether it was asked with the user's name and password, or a token got by them.
    pub own: bool,
}
