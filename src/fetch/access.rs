//! Who may read a repository: what its registry wants, tokens, the visitor's name and password.
//!
//! A name and a password are kept in memory, go to the registry's own host and to the realm that it names
//! where [`crate::registry::realm`] trusts that or the visitor allowed it, and along no redirect and through no
//! relay. Nothing of this leaves the engine but in a request that carries it.

use std::collections::{BTreeMap, BTreeSet};

use super::id::FetchId;
use super::job::{Goal, Job};
use super::repository::Repository;
use crate::keyed::HashMap;
use crate::limits;
use crate::registry::Secret;
use crate::registry::bearer::Bearer;
use crate::registry::endpoint::endpoint;
use crate::registry::token::{basic, bearer};
use crate::registry::url::Url;

/// A name and a password for a registry.
#[derive(Clone, Debug)]
pub(super) struct Credentials {
    /// The name.
    pub user: Secret,
    /// The password, or an access token.
    pub password: Secret,
}

/// How a registry lets one in.
#[derive(Clone, Debug, Default)]
pub(super) enum Offer {
    /// It did not say yet: nothing is sent along.
    #[default]
    Unknown,
    /// By a token of this realm, for this service.
    Bearer(Url, Option<String>),
    /// By name and password.
    Basic,
}

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub secret: Secret,
    /// Tells it from those before it.
    pub number: u64,
    /// Got by the visitor's name and password.
    pub with_login: bool,
}

/// What is known of how to read a repository.
#[derive(Clone, Debug, Default)]
pub(super) struct Access {
    pub offer: Offer,
    pub token: Option<Token>,
    pub scopes: Vec<String>,
    /// What the registry wants beyond reading the repository, as it says it.
    beyond: Option<String>,
    /// The job that gets a token; the others wait for it.
    pub token_job: Option<FetchId>,
}

impl Access {
    /// Takes what a challenge says.
    pub(super) fn challenged(&mut self, wanted: Bearer) {
        self.offer = Offer::Bearer(wanted.realm, wanted.service);
        self.token = None;
        self.beyond = wanted.beyond;
        if !self.scopes.contains(&wanted.scope) && self.scopes.len() < limits::SCOPES {
            self.scopes.push(wanted.scope);
        }
    }
}

/// What is known of all repositories, and what the visitor gave.
#[derive(Clone, Debug, Default)]
pub(super) struct Accesses {
    pub of: HashMap<Repository, Access>,
    /// By the registry's host as it stands in URLs.
    pub credentials: BTreeMap<String, Credentials>,
    /// Hosts of registries, origins of realms, and whether the visitor's name and password may go there.
    pub realms: BTreeSet<(String, String, bool)>,
}

/// The host of a registry as it stands in URLs.
pub(super) fn host_of(registry: &str) -> Option<String> {
    endpoint(registry).map(|url| url.authority())
}

impl Accesses {
    fn login(&self, repository: &Repository) -> Option<&Credentials> {
        self.credentials.get(&host_of(&repository.registry)?)
    }

    /// Whether the visitor gave a name and a password for a repository's registry.
    pub(super) fn has_login(&self, repository: &Repository) -> bool {
        self.login(repository).is_some()
    }

    /// What a job is sent with, and whether that is the visitor's own. No name and password go out of a page that
    /// is shown inside another, should any be there.
    pub(super) fn authorization(&self, job: &Job, framed: bool) -> Option<(Secret, bool)> {
        let login = || {
            let credentials = self.login(&job.repository).filter(|_| !framed)?;
            Some((basic(credentials.user.reveal(), &credentials.password), true))
        };
        if let Goal::Token { with_login } = job.goal {
            return with_login.then(login).flatten();
        }
        let access = self.of.get(&*job.repository)?;
        match (&access.offer, &access.token) {
            (Offer::Basic, _) => login(),
            (Offer::Bearer(..), Some(token)) => Some((bearer(&token.secret), token.with_login)),
            _ => None,
        }
    }

    /// The number of the token that a job would be sent with; 0 where there is none.
    pub(super) fn token_number(&self, repository: &Repository) -> u64 {
        let token = self.of.get(repository).and_then(|access| access.token.as_ref());
        token.map_or(0, |token| token.number)
    }

    /// What a registry wants beyond reading a repository, as it says it.
    pub(super) fn beyond(&self, repository: &Repository) -> Option<&str> {
        self.of.get(repository)?.beyond.as_deref()
    }

    /// Forgets a name and a password that were not taken.
    pub(super) fn forget_login(&mut self, repository: &Repository) {
        if let Some(host) = host_of(&repository.registry) {
            self.credentials.remove(&host);
            self.forget_tokens(&host);
        }
    }

    /// Forgets the tokens for a host's repositories.
    pub(super) fn forget_tokens(&mut self, host: &str) {
        for (repository, access) in &mut self.of {
            if host_of(&repository.registry).as_deref() == Some(host) {
                access.token = None;
            }
        }
    }

    /// Forgets all that the visitor gave for a host, and what was got by it.
    pub(super) fn sign_out(&mut self, host: &str) {
        self.credentials.remove(host);
        self.of.retain(|repository, _| host_of(&repository.registry).as_deref() != Some(host));
    }
}
