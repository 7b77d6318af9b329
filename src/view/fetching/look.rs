//! What the page shows of fetching, worked out after each message as far as it changed.

use super::marks::FetchMarks;
use super::missing::Missing;
use super::shown::{FetchingView, NodeFetch, node_fetch, problems, shown};
use crate::session::Model;

/// What the page shows of fetching.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FetchLook {
    /// Whether there is anything to be said above all else: a question, a problem, progress.
    pub speaks: bool,
    /// All of it.
    pub view: FetchingView,
    /// How the bytes of the chosen node are coming.
    pub node: NodeFetch,
    /// What is on its way and what failed, by digest.
    pub marks: FetchMarks,
    missing: Missing,
    /// The change of the engine that was looked at.
    of: Option<u64>,
}

/// What the page shows of fetching, where it showed `before` what was so before.
pub(in crate::view) fn look(model: &Model, before: &FetchLook) -> FetchLook {
    let missing = Missing::of(model, &before.missing);
    let of = Some(model.fetch.changes());
    let problems = match before.of == of {
        true => (before.view.problems.clone(), before.view.more_problems),
        false => problems(model),
    };
    let marks = before.marks.followed(&model.fetch);
    let view = shown(model, problems, missing.count());
    let speaks = view.progress.is_some()
        || !(view.questions.is_empty() && view.problems.is_empty() && view.offers.offers.is_empty());
    let node = model.selected.map(|node| node_fetch(model, node)).unwrap_or_default();
    FetchLook { speaks, view, node, marks, missing, of }
}
