//! What is to be said.

use super::effect::Effect;
use super::model::{Model, Notice, Tone};

/// Says `text`; the same news twice is told once.
pub(super) fn notice(model: &mut Model, tone: Tone, text: impl Into<String>) -> Vec<Effect> {
    let text = text.into();
    let notice = Notice { tone, text: text.clone() };
    // The same news twice is told once.
    model.notices.retain(|old| *old != notice);
    model.notices.push(notice);
    vec![Effect::Announce(text)]
}
