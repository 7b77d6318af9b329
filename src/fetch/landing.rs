//! Documents that came are gathered, and given away together.
//!
//! Whoever puts them with the others goes through all of them, so that where many come at once, they are kept back
//! for a moment; but what the visitor waits for never is.

use super::command::{Command, Landed};
use super::engine::FetchEngine;
use super::event::Wait;
use super::id::FetchId;
use super::job::{Goal, State};
use super::known::Known;
use super::list::ListState;
use crate::registry::Answer;
use crate::registry::served::label;

/// How long documents are gathered while more are to come, in milliseconds: at least so long, and the longer the
/// more there are, as all of them are gone through again.
fn gathered(documents: usize) -> u32 {
    u32::try_from(documents / 20).unwrap_or(u32::MAX).clamp(150, 2000)
}

/// Keeps the result of a job until it lands.
pub(super) fn keep(fetch: &mut FetchEngine, known: &dyn Known, id: FetchId, answer: &Answer) {
    let Some(job) = fetch.jobs.get(id) else { return };
    let (pin, is_root) = match &job.goal {
        Goal::Root(_, pin) => (pin.clone(), true),
        Goal::Document(_) => (None, false),
        Goal::Beside { subject, end } => {
            fetch.lists.beside.insert((subject.clone(), end), ListState::Whole);
            (None, false)
        }
        _ => return,
    };
    let is_manifest = !job.is_blob();
    let landed = Landed {
        bytes: answer.body.clone(),
        reference: job.reference(),
        pin,
        is_root,
        // A registry's own API says what it is by the way, or not at all.
        served: (is_manifest && !job.sent.by_api).then(|| label(answer.headers.content_type.as_deref())),
        // An empty one counts as none everywhere.
        said_digest: answer
            .headers
            .content_digest
            .as_deref()
            .filter(|digest| !digest.trim().is_empty())
            .map(Into::into),
    };
    let is_urgent = is_root || job.digest().is_some_and(|digest| known.is_awaited(digest));
    fetch.jobs.set_state(id, State::Landing);
    let size = answer.body.len() as u64;
    fetch.jobs.bytes = fetch.jobs.bytes.saturating_add(size);
    let landing = &mut fetch.landing;
    landing.bytes = landing.bytes.saturating_add(size);
    landing.documents = landing.documents.saturating_add(1);
    landing.landed.push((id, landed));
    landing.fresh = Some(is_urgent);
}

/// Has what came land in time: at once where it is waited for or nothing more is in flight.
pub(super) fn set(fetch: &mut FetchEngine, known: &dyn Known) -> Option<Command> {
    let is_urgent = fetch.landing.fresh.take()?;
    let is_set = std::mem::replace(&mut fetch.landing.is_set, true);
    if is_urgent || fetch.jobs.in_flight.is_empty() {
        return Some(Command::After(0, Wait::Landing));
    }
    (!is_set).then(|| Command::After(gathered(known.documents()), Wait::Landing))
}

/// Gives away all that came.
pub(super) fn land(fetch: &mut FetchEngine) -> Option<Command> {
    fetch.landing.is_set = false;
    let landed = std::mem::take(&mut fetch.landing.landed);
    for (id, _) in &landed {
        fetch.jobs.remove(*id);
        fetch.jobs.done = fetch.jobs.done.saturating_add(1);
    }
    let landed: Vec<Landed> = landed.into_iter().map(|(_, landed)| landed).collect();
    (!landed.is_empty()).then_some(Command::Landed(landed))
}
