//! A registry wants to know who asks: challenges, tokens, and the visitor's name and password.

use std::rc::Rc;

use super::access::{Access, Credentials, Offer, Token, host_of};
use super::asking::{ask, without_token};
use super::command::Command;
use super::engine::FetchEngine;
use super::fail::{fail, fail_all, of_status};
use super::id::FetchId;
use super::job::{Goal, Job, State};
use super::question::About;
use super::repository::Repository;
use super::retry::again;
use super::stop::stop;
use crate::limits;
use crate::registry::bearer::{self, Bearer, Flaw};
use crate::registry::challenge::challenges;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::realm::{self, Trust};
use crate::registry::token::{self, token_url};
use crate::registry::{Answer, Secret};

/// The registry wants to know who asks.
pub(super) fn challenged(fetch: &mut FetchEngine, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.get(id) else { return Vec::new() };
    let (repository, sent) = (Rc::clone(&job.repository), job.sent);
    let has_login = fetch.accesses.has_login(&repository);
    let header = answer.headers.www_authenticate.as_deref().unwrap_or_default();
    if header.len() > limits::CHALLENGE_BYTES {
        return fail(fetch, id, &Trouble::Challenge(Flaw::TooLong));
    }
    let found = challenges(header);
    let is_basic = found.iter().any(|challenge| challenge.is("Basic"));
    match bearer::read(&found, &job.url, &repository.name) {
        Some(Ok(bearer)) => return by_token(fetch, id, &repository, bearer),
        // What is wrong with one challenge does not hide another.
        Some(Err(flaw)) if !is_basic => return fail(fetch, id, &Trouble::Challenge(flaw)),
        _ => {}
    }
    // A challenge that can't be read may be one for name and password, and these go to the registry itself.
    if found.is_empty() || is_basic {
        if has_login && !sent.with_login {
            fetch.accesses.of.entry((*repository).clone()).or_default().offer = Offer::Basic;
            fetch.jobs.requeue(id);
            return Vec::new();
        }
        if has_login {
            fetch.accesses.forget_login(&repository);
            return fail(fetch, id, &Trouble::SignIn { refused: true });
        }
        let trouble =
            if found.is_empty() { Trouble::HiddenChallenge } else { Trouble::SignIn { refused: false } };
        return fail(fetch, id, &trouble);
    }
    let scheme = found.first().map(|challenge| challenge.scheme.chars().take(40).collect());
    fail(fetch, id, &Trouble::UnknownScheme(scheme.unwrap_or_default()))
}

fn by_token(
    fetch: &mut FetchEngine,
    id: FetchId,
    repository: &Rc<Repository>,
    wanted: Bearer,
) -> Vec<Command> {
    let token = fetch.accesses.token_number(repository);
    let Some(job) = fetch.jobs.get_mut(id) else { return Vec::new() };
    if token != 0 && job.sent.token != token {
        // It was sent before that token came.
        fetch.jobs.requeue(id);
        return Vec::new();
    }
    if std::mem::replace(&mut job.has_new_token, true) {
        // It did get a token, and that is not enough.
        let with_login = job.sent.with_login;
        return fail(fetch, id, &Trouble::SignIn { refused: with_login });
    }
    fetch.jobs.set_state(id, State::WithoutToken);
    fetch.accesses.of.entry((**repository).clone()).or_default().challenged(wanted);
    get_token(fetch, repository)
}

/// Asks the realm of a repository for a token, or the visitor whether it may be asked.
pub(super) fn get_token(fetch: &mut FetchEngine, repository: &Rc<Repository>) -> Vec<Command> {
    let with_login = fetch.accesses.has_login(repository);
    let access = fetch.accesses.of.entry((**repository).clone()).or_default();
    if access.token_job.is_some() {
        return Vec::new();
    }
    let Offer::Bearer(realm, service) = &access.offer else {
        // The registry said otherwise to another job in the meantime: all go by that.
        let waiting = without_token(fetch, repository);
        waiting.into_iter().rev().for_each(|id| fetch.jobs.requeue(id));
        return Vec::new();
    };
    let Some(registry) = endpoint(&repository.registry) else { return Vec::new() };
    let host = registry.authority();
    if let (_, Trust::Ask(concern)) = realm::trust(&registry, &realm.to_string())
        && !fetch.accesses.realms.contains(&(host.clone(), realm.origin(), with_login))
    {
        let (repository, realm) = (Rc::clone(repository), realm.clone());
        return ask(fetch, About::Realm { repository, host, realm, concern, with_login });
    }
    let url = token_url(realm, service.as_deref(), &access.scopes);
    let job = fetch.jobs.add(Job::new(Rc::clone(repository), Goal::Token { with_login }, url), true);
    if let Some(access) = fetch.accesses.of.get_mut(&**repository) {
        access.token_job = Some(job);
    }
    Vec::new()
}

/// The realm answered.
pub(super) fn token_came(fetch: &mut FetchEngine, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.remove(id) else { return Vec::new() };
    let (repository, with_login) = (Rc::clone(&job.repository), job.sent.with_login);
    let waiting = without_token(fetch, &repository);
    let number = fetch.jobs.number();
    let Access { token, token_job, .. } = fetch.accesses.of.entry((*repository).clone()).or_default();
    *token_job = None;
    let trouble = match answer.status {
        200..=299 => match token::token(&answer.body) {
            Some(secret) => {
                *token = Some(Token { secret, number, with_login });
                for id in waiting.into_iter().rev() {
                    if let Some(job) = fetch.jobs.get_mut(id) {
                        job.tries = 0;
                    }
                    fetch.jobs.requeue(id);
                }
                return Vec::new();
            }
            None => Trouble::NoToken,
        },
        400 | 401 | 403 => Trouble::SignIn { refused: with_login },
        _ => of_status(answer, with_login),
    };
    if trouble == (Trouble::SignIn { refused: true }) {
        fetch.accesses.forget_login(&repository);
    }
    fail_all(fetch, &waiting, &trouble, Some(&job.url))
}

/// No answer of the realm's could be read.
pub(super) fn token_failed(fetch: &mut FetchEngine, id: FetchId, trouble: &Trouble) -> Vec<Command> {
    let Some(job) = fetch.jobs.remove(id) else { return Vec::new() };
    if let Some(access) = fetch.accesses.of.get_mut(&*job.repository) {
        access.token_job = None;
    }
    let waiting = without_token(fetch, &job.repository);
    for id in &waiting {
        // Which way it went matters to the diagnosis.
        if let Some(waiting) = fetch.jobs.get_mut(*id) {
            waiting.sent = job.sent;
        }
    }
    fail_all(fetch, &waiting, trouble, Some(&job.url))
}

/// Forgets what the visitor gave for the registry of this host, and what was got by it. Jobs that wait for a token are
/// sent as anyone's.
pub(super) fn sign_out(fetch: &mut FetchEngine, host: String) -> Vec<Command> {
    fetch.accesses.sign_out(&host);
    fetch
        .questions
        .retain(|question| !matches!(&question.about, About::Realm { host: of, .. } if *of == host));
    let is_of = |job: &Job| host_of(&job.repository.registry).as_ref() == Some(&host);
    let tokens = fetch.jobs.which(|job| is_of(job) && matches!(job.goal, Goal::Token { .. }));
    let waiting = fetch.jobs.which(|job| is_of(job) && matches!(job.state, State::WithoutToken));
    let mut commands: Vec<Command> = tokens.into_iter().filter_map(|id| stop(fetch, id)).collect();
    for id in waiting.into_iter().rev() {
        if let Some(job) = fetch.jobs.get_mut(id) {
            job.has_new_token = false;
        }
        fetch.jobs.requeue(id);
    }
    commands.push(Command::SignedOut(host));
    commands
}

/// Takes a name and a password for the registry of this host, and tries again what failed without them.
pub(super) fn sign_in(fetch: &mut FetchEngine, host: String, user: Secret, password: Secret) -> Vec<Command> {
    if fetch.page.framed {
        return vec![Command::NotSignedIn];
    }
    if user.is_empty() && password.is_empty() {
        return Vec::new();
    }
    let helps = |job: &Job| match &job.state {
        State::Failed(problem) => problem.sign_in_host().as_ref() == Some(&host),
        _ => false,
    };
    let failed = fetch.jobs.which(helps);
    if !failed.is_empty() {
        fetch.accesses.forget_tokens(&host);
    }
    fetch.accesses.credentials.insert(host, Credentials { user, password });
    failed.into_iter().rev().filter_map(|id| again(fetch, id)).collect()
}
