//! Who may read a repository: what its registry wants, tokens, the user's name and password.
//!
//! A name and a password are kept in memory, go to the registry's own host and to the realm that it names
//! where [`realm`] trusts that or the user allowed it, and along no redirect and through no relay.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::{Model, Tone};
use super::super::notices::notice;
use super::ask::{What, ask};
use super::job::{Goal, Job, State};
use super::queue::pump;
use super::state::Fetching;
use super::trouble::{fail, fail_all, of_status};
use crate::fetch::{FetchId, Repository};
use crate::limits;
use crate::registry::bearer::{self, Bearer, Flaw};
use crate::registry::challenge::challenges;
use crate::registry::diagnosis::{FRAMED, Trouble};
use crate::registry::endpoint::endpoint;
use crate::registry::realm::{self, Trust};
use crate::registry::token::{self, basic, bearer as with_token, token_url};
use crate::registry::url::Url;
use crate::registry::{Answer, Secret};

/// A name and a password for a registry.
#[derive(Clone, Debug)]
pub(super) struct Credentials {
    user: Secret,
    password: Secret,
}

/// What is known of how to read a repository.
#[derive(Clone, Debug, Default)]
pub(super) struct Access {
    offer: Offer,
    token: Option<Token>,
    scopes: Vec<String>,
    /// What the registry wants beyond reading the repository, as it says it.
    beyond: Option<String>,
    /// The job that gets a token; the others wait for it.
    pub token_job: Option<FetchId>,
}

/// How a registry lets one in.
#[derive(Clone, Debug, Default)]
enum Offer {
    /// It did not say yet: nothing is sent along.
    #[default]
    Unknown,
    /// By a token of this realm, for this service.
    Bearer(Url, Option<String>),
    /// By name and password.
    Basic,
}

#[derive(Clone, Debug)]
struct Token {
    secret: Secret,
    /// Tells it from those before it.
    number: u64,
    /// Got by the user's name and password.
    own: bool,
}

/// The host of a registry as it stands in URLs.
pub(super) fn host_of(registry: &str) -> Option<String> {
    endpoint(registry).map(|url| url.authority())
}

fn credentials<'a>(fetching: &'a Fetching, repository: &Repository) -> Option<&'a Credentials> {
    fetching.credentials.get(&host_of(&repository.registry)?)
}

/// What a job is sent with, and whether that is the user's own.
pub(super) fn authorization(fetching: &Fetching, job: &Job) -> Option<(Secret, bool)> {
    // None is taken inside another page; should one be there all the same, it goes nowhere.
    let login = |fetching: &Fetching| {
        if fetching.framed {
            return None;
        }
        credentials(fetching, &job.repository).map(|own| (basic(own.user.reveal(), &own.password), true))
    };
    if let Goal::Token { own } = job.goal {
        return login(fetching).filter(|_| own);
    }
    let access = fetching.access.get(&job.repository)?;
    match (&access.offer, &access.token) {
        (Offer::Basic, _) => login(fetching),
        (Offer::Bearer(..), Some(token)) => Some((with_token(&token.secret), token.own)),
        _ => None,
    }
}

/// The number of the token that a job would be sent with; 0 where there is none.
pub(super) fn token_number(fetching: &Fetching, repository: &Repository) -> u64 {
    let token = fetching.access.get(repository).and_then(|access| access.token.as_ref());
    token.map_or(0, |token| token.number)
}

/// The registry wants to know who asks.
pub(super) fn challenged(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let Some(job) = model.fetching.jobs.get(&id) else { return Vec::new() };
    let (repository, sent) = (Rc::clone(&job.repository), job.sent);
    let has_own = credentials(&model.fetching, &repository).is_some();
    let header = answer.headers.www_authenticate.as_deref().unwrap_or_default();
    if header.len() > limits::CHALLENGE_BYTES {
        return fail(model, id, &Trouble::Challenge(Flaw::TooLong), None);
    }
    let found = challenges(header);
    let is_basic = found.iter().any(|challenge| challenge.is("Basic"));
    match bearer::read(&found, &job.url, &repository.name) {
        Some(Ok(bearer)) => return by_token(model, id, &repository, bearer),
        // What is wrong with one challenge does not hide another.
        Some(Err(flaw)) if !is_basic => return fail(model, id, &Trouble::Challenge(flaw), None),
        _ => {}
    }
    // A challenge that can't be read may be one for name and password, and these go to the registry itself.
    if found.is_empty() || is_basic {
        if has_own && !sent.own {
            model.fetching.access.entry((*repository).clone()).or_default().offer = Offer::Basic;
            model.fetching.requeue(id);
            return pump(model);
        }
        if has_own {
            forget_login(model, &repository);
            return fail(model, id, &Trouble::SignIn { refused: true }, None);
        }
        let trouble =
            if found.is_empty() { Trouble::HiddenChallenge } else { Trouble::SignIn { refused: false } };
        return fail(model, id, &trouble, None);
    }
    let scheme = found.first().map(|challenge| challenge.scheme.chars().take(40).collect());
    let scheme = scheme.unwrap_or_default();
    fail(model, id, &Trouble::UnknownScheme(scheme), None)
}

fn by_token(model: &mut Model, id: FetchId, repository: &Rc<Repository>, wanted: Bearer) -> Vec<Effect> {
    let token = token_number(&model.fetching, repository);
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return Vec::new() };
    if token != 0 && job.sent.token != token {
        // It was sent before that token came.
        model.fetching.requeue(id);
        return pump(model);
    }
    if std::mem::replace(&mut job.renewed, true) {
        // It did get a token, and that is not enough.
        let own = job.sent.own;
        return fail(model, id, &Trouble::SignIn { refused: own }, None);
    }
    job.state = State::Held;
    let access = model.fetching.access.entry((**repository).clone()).or_default();
    access.offer = Offer::Bearer(wanted.realm, wanted.service);
    access.token = None;
    access.beyond = wanted.beyond;
    if !access.scopes.contains(&wanted.scope) && access.scopes.len() < limits::SCOPES {
        access.scopes.push(wanted.scope);
    }
    let mut effects = get_token(model, repository);
    effects.extend(pump(model));
    effects
}

/// Asks the realm of a repository for a token, or the user whether it may be asked.
pub(super) fn get_token(model: &mut Model, repository: &Rc<Repository>) -> Vec<Effect> {
    let own = credentials(&model.fetching, repository).is_some();
    let Some(access) = model.fetching.access.get(&**repository) else { return Vec::new() };
    let (Offer::Bearer(realm, service), None) = (&access.offer, access.token_job) else { return Vec::new() };
    let Some(registry) = endpoint(&repository.registry) else { return Vec::new() };
    let host = registry.authority();
    if let (_, Trust::Ask(concern)) = realm::trust(&registry, &realm.to_string())
        && !model.fetching.realms.contains(&(host.clone(), realm.origin(), own))
    {
        let (repository, realm) = (Rc::clone(repository), realm.clone());
        return ask(model, What::Realm { repository, host, realm, concern, own });
    }
    let url = token_url(realm, service.as_deref(), &access.scopes);
    let job = model.fetching.enqueue(repository, Goal::Token { own }, url, true);
    if let Some(access) = model.fetching.access.get_mut(&**repository) {
        access.token_job = job;
    }
    Vec::new()
}

/// What a registry wants beyond reading a repository, as it says it.
pub(super) fn beyond<'a>(fetching: &'a Fetching, repository: &Repository) -> Option<&'a str> {
    fetching.access.get(repository)?.beyond.as_deref()
}

/// Jobs of a repository that wait for its token.
pub(super) fn held(model: &Model, repository: &Repository) -> Vec<FetchId> {
    let waits = |job: &&Job| matches!(job.state, State::Held) && *job.repository == *repository;
    model.fetching.jobs.iter().filter(|(_, job)| waits(job)).map(|(id, _)| *id).collect()
}

/// The realm answered.
pub(super) fn token_came(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let Some(job) = model.fetching.remove(id) else { return Vec::new() };
    let (repository, own) = (Rc::clone(&job.repository), job.sent.own);
    let held = held(model, &repository);
    let number = model.fetching.number();
    let Some(access) = model.fetching.access.get_mut(&*repository) else {
        // Signed out in the meantime: they go as anyone's.
        held.into_iter().rev().for_each(|id| model.fetching.requeue(id));
        return pump(model);
    };
    access.token_job = None;
    let trouble = match answer.status {
        200..=299 => match token::token(&answer.body) {
            Some(secret) => {
                access.token = Some(Token { secret, number, own });
                for id in held.into_iter().rev() {
                    if let Some(job) = model.fetching.jobs.get_mut(&id) {
                        job.tries = 0;
                    }
                    model.fetching.requeue(id);
                }
                return pump(model);
            }
            None => Trouble::NoToken,
        },
        400 | 401 | 403 => Trouble::SignIn { refused: own },
        _ => of_status(answer, own),
    };
    if trouble == (Trouble::SignIn { refused: true }) {
        forget_login(model, &repository);
    }
    fail_all(model, &held, &trouble, Some(&job.url))
}

/// No answer of the realm's could be read.
pub(super) fn token_failed(model: &mut Model, id: FetchId, trouble: &Trouble) -> Vec<Effect> {
    let Some(job) = model.fetching.remove(id) else { return Vec::new() };
    if let Some(access) = model.fetching.access.get_mut(&*job.repository) {
        access.token_job = None;
    }
    let held = held(model, &job.repository);
    for id in &held {
        // Which way it went matters to the diagnosis.
        if let Some(held) = model.fetching.jobs.get_mut(id) {
            held.sent = job.sent;
        }
    }
    fail_all(model, &held, trouble, Some(&job.url))
}

fn forget_login(model: &mut Model, repository: &Repository) {
    if let Some(host) = host_of(&repository.registry) {
        model.fetching.credentials.remove(&host);
    }
    forget_tokens(&mut model.fetching, &repository.registry);
}

fn forget_tokens(fetching: &mut Fetching, registry: &str) {
    let host = host_of(registry);
    for (repository, access) in &mut fetching.access {
        if host_of(&repository.registry) == host {
            access.token = None;
        }
    }
}

/// Takes a name and a password for the registry of this host, and tries again what failed for want of them.
pub(in super::super) fn sign_in(
    model: &mut Model,
    host: &str,
    user: Secret,
    password: Secret,
) -> Vec<Effect> {
    if model.fetching.framed {
        return notice(model, Tone::Bad, FRAMED);
    }
    let fetching = &mut model.fetching;
    if user.is_empty() && password.is_empty() {
        return Vec::new();
    }
    fetching.credentials.insert(host.to_owned(), Credentials { user, password });
    let failed: Vec<_> = fetching
        .jobs
        .iter()
        .filter(|(_, job)| {
            matches!(&job.state, State::Failed(problem)
            if super::trouble::sign_in_host(problem).as_deref() == Some(host))
        })
        .map(|(id, job)| (*id, job.repository.registry.clone()))
        .collect();
    if let Some((_, registry)) = failed.first() {
        forget_tokens(fetching, registry);
    }
    for (id, _) in failed.into_iter().rev() {
        super::queue::again(fetching, id);
    }
    pump(model)
}

/// Forgets the name and the password for this host, and the tokens got by them.
pub(in super::super) fn sign_out(model: &mut Model, host: &str) -> Vec<Effect> {
    model.fetching.credentials.remove(host);
    let of_host = |repository: &Repository| host_of(&repository.registry).as_deref() == Some(host);
    model.fetching.access.retain(|repository, _| !of_host(repository));
    vec![Effect::Announce(format!("Signed out of {host}."))]
}
