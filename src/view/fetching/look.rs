//! What the page shows of fetching, worked out after each message as far as it changed.

use std::rc::Rc;

use super::missing::Missing;
use super::shown::{FetchingView, NodeFetch, node_fetch, problems, shown};
use crate::fetch::FetchState;
use crate::image::digest::Digest;
use crate::keyed::HashMap;
use crate::session::Model;

/// How the bytes of a digest are coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchMark {
    /// They are on their way.
    Coming,
    /// They could not be fetched.
    Failed,
}

impl FetchMark {
    /// A word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coming => "loading\u{2026}",
            Self::Failed => "failed",
        }
    }
}

/// What the page shows of fetching.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FetchLook {
    /// Whether there is anything to be said above all else: a question, a problem, progress.
    pub speaks: bool,
    /// All of it.
    pub view: FetchingView,
    /// How the bytes of the chosen node are coming.
    pub node: NodeFetch,
    /// What is on its way and what failed, by digest. What waits for its turn is not among them: there may be
    /// ten thousand of it, and it looks as if nothing was done yet.
    pub marks: Rc<HashMap<Digest, FetchMark>>,
    missing: Missing,
    /// The change of the engine that was looked at.
    of: Option<u64>,
}

/// What the page shows of fetching, where it showed `before` what was so before.
pub(in crate::view) fn look(model: &Model, before: &FetchLook) -> FetchLook {
    let missing = Missing::of(model, &before.missing);
    // There may be ten thousand jobs, which are gone through when something happened to them, and not for each key.
    let of = Some(model.fetch.changes());
    let (problems, marks) = match before.of == of {
        true => ((before.view.problems.clone(), before.view.more_problems), Rc::clone(&before.marks)),
        false => {
            let marks = marks(model);
            let is_same = *before.marks == marks;
            (problems(model), if is_same { Rc::clone(&before.marks) } else { Rc::new(marks) })
        }
    };
    let view = shown(model, problems, missing.count());
    let speaks = view.progress.is_some()
        || !(view.questions.is_empty() && view.problems.is_empty() && view.offers.offers.is_empty());
    let node = model.selected.map(|node| node_fetch(model, node)).unwrap_or_default();
    FetchLook { speaks, view, node, marks, missing, of }
}

fn marks(model: &Model) -> HashMap<Digest, FetchMark> {
    let mark = |state| match state {
        FetchState::InFlight { .. } => Some(FetchMark::Coming),
        FetchState::Failed(..) => Some(FetchMark::Failed),
        FetchState::Pending => None,
    };
    let states = model.fetch.states();
    states.filter_map(|(digest, state)| Some((digest.clone(), mark(state)?))).collect()
}
