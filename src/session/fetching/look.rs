//! What the page shows of fetching, worked out once for each message.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::model::Model;
use super::missing;
use super::view::{FetchingView, NodeFetch};
use crate::fetch::FetchState;
use crate::image::digest::Digest;

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
    pub marks: Rc<BTreeMap<Digest, FetchMark>>,
}

/// Looks again after a message; where a part of a body came, only at how far it is.
pub(in super::super) fn look(model: &mut Model, is_progress: bool) {
    let node = model.selected.map(|node| model.node_fetch(node)).unwrap_or_default();
    if is_progress {
        let progress = model.fetch_progress();
        let look = Rc::make_mut(&mut model.fetch_look);
        (look.view.progress, look.node) = (progress, node);
        return;
    }
    missing::refresh(model);
    // There may be ten thousand jobs, which are gone through when something happened to them, and not for each key.
    let changes = Some(model.fetch.changes());
    let is_same = std::mem::replace(&mut model.fetching.looked_at, changes) == changes;
    let before = &model.fetch_look;
    let problems = match is_same {
        true => (before.view.problems.clone(), before.view.more_problems),
        false => model.problems(),
    };
    let view = model.view_with(problems);
    let marks = if is_same { Rc::clone(&before.marks) } else { marks(model).into() };
    let look = Rc::make_mut(&mut model.fetch_look);
    look.speaks = view.progress.is_some()
        || !(view.questions.is_empty() && view.problems.is_empty() && view.offers.offers.is_empty());
    (look.view, look.node) = (view, node);
    if *look.marks != *marks {
        look.marks = marks;
    }
}

fn marks(model: &Model) -> BTreeMap<Digest, FetchMark> {
    let mark = |state| match state {
        FetchState::InFlight { .. } => Some(FetchMark::Coming),
        FetchState::Failed(..) => Some(FetchMark::Failed),
        FetchState::Pending => None,
    };
    let states = model.fetch.states();
    states.filter_map(|(digest, state)| Some((digest.clone(), mark(state)?))).collect()
}
