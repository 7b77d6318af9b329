//! What takes long to show is shown some frames after the rest of the page, so that none of them is long.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser;
use crate::limits;
use crate::session::Inspection;

/// When a part of the page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The documents that it is shown of.
    pub revision: u64,
    /// Whether they are so many that it waits for its turn.
    pub is_large: bool,
    /// Frames that it waits for.
    pub frames: u32,
}

impl Turn {
    /// So many frames after documents have changed, where they are many.
    pub fn of(inspection: &Rc<Inspection>, frames: u32) -> Self {
        let is_large = inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES;
        Self { revision: inspection.revision(), is_large, frames }
    }
}

/// What `show` makes, once it is its turn; what it made before until then. At the beginning that is `None` for small
/// documents as well where `is_late`.
#[hook]
pub fn use_turn(turn: Turn, is_late: bool, show: impl FnOnce() -> Html) -> Option<Html> {
    let came = use_state_eq(|| 0_u64);
    let last = use_mut_ref(|| None::<(u64, u64, Html)>);
    let is_due = match &*last.borrow() {
        Some((revision, at, _)) => !turn.is_large || *revision == turn.revision || *came > *at,
        None => !is_late && !turn.is_large || *came > 0,
    };
    let (set, next) = (came.setter(), *came + 1);
    use_effect_with((is_due, turn), move |(is_due, turn)| {
        if !is_due {
            after_frames(turn.frames, move || set.set(next));
        }
    });
    if is_due {
        let shown = show();
        *last.borrow_mut() = Some((turn.revision, *came, shown.clone()));
        return Some(shown);
    }
    last.borrow().as_ref().map(|(_, _, shown)| shown.clone())
}

fn after_frames(frames: u32, work: impl FnOnce() + 'static) {
    match frames.checked_sub(1).filter(|left| *left > 0) {
        None => browser::after_frame(work),
        Some(left) => browser::after_frame(move || after_frames(left, work)),
    }
}
