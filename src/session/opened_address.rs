//! What the address says is opened, or shown where it is here.

use super::effect::Effect;
use super::linking::open_linked;
use super::model::{Model, Tone};
use super::navigation::show;
use super::news::News;
use super::notices::tell_news;
use super::pair_address::{are_here, resolved};
use super::unpacking::open_payload;
use super::view::View;
use crate::share::Fragment;

/// Opens or shows what stands after the `#`.
pub(super) fn navigated(model: &mut Model, fragment: &str) -> Vec<Effect> {
    let parts = Fragment::parse(fragment);
    let Ok(view) = parts.view.parse::<View>();
    model.opening_link = None;
    if let Some(payload) = parts.payload.filter(|payload| model.payload.as_deref() != Some(*payload)) {
        return open_payload(model, payload, view);
    }
    if parts.payload.is_none() && !view.reference.is_empty() && !are_here(model, &view.reference) {
        return open_linked(model, view);
    }
    let is_unread = !parts.view.is_empty() && view == View::default();
    let named = resolved(model, view.clone());
    let is_lost = named.node.as_ref().is_some_and(|path| model.inspection.tree.find(path).is_none());
    let is_empty = model.inspection.tree.roots().is_empty();
    show(model, view);
    let mut effects = vec![Effect::Reveal];
    // Where nothing is here yet, what was kept for a reload may still come: the first page says it then.
    if is_unread {
        effects.extend(tell_news(model, Tone::Note, News::AddressUnread));
    } else if is_lost && !is_empty {
        effects.extend(tell_news(model, Tone::Note, News::AddressLost));
    }
    effects
}
