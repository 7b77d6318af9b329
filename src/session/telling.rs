//! Says what is to be said of what came.

use super::effect::Effect;
use super::fetching;
use super::model::{Model, Tone};
use super::news::News;
use super::notices::{notice, tell, tell_news};
use super::said::Said;
use super::told::Told;

/// Says what is to be said of what came.
pub(super) fn tell_came(model: &mut Model, told: Told) -> Vec<Effect> {
    let Told { sentences, unwrapped, parts, more_parts, named, refused, .. } = told;
    let mut effects = Vec::new();
    for (tool, count) in unwrapped {
        effects.extend(tell_news(model, Tone::Ok, News::Unwrapped(tool, count)));
    }
    if !parts.is_empty() {
        effects.extend(tell_news(model, Tone::Ok, News::Parts(parts)));
    }
    if more_parts > 0 {
        effects.extend(tell_news(model, Tone::Warn, News::MoreParts(more_parts)));
    }
    for (images, more, word) in named {
        effects.extend(fetching::offer(model, images, more, word));
    }
    for sentence in sentences {
        effects.extend(notice(model, Tone::Bad, sentence));
    }
    for origin in refused {
        effects.extend(tell(model, Tone::Bad, Said::TooLarge(Box::new(origin))));
    }
    effects
}
