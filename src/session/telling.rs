//! Says what is to be said of what came.

use super::effect::Effect;
use super::fetching;
use super::model::{Model, Tone};
use super::notices::{notice, tell};
use super::said::Said;
use super::told::Told;
use super::wrapped;
use crate::limits;
use crate::text::size::grouped;

/// What is said of documents that were parts of a text.
fn told_of_parts(parts: &[String]) -> Option<String> {
    match parts {
        [] => None,
        [one] => Some(format!("A document was taken out of what was given: {one}. The rest was not kept.")),
        [one, rest @ ..] => Some(format!(
            "{} documents were taken out of what was given: {one}, and {} more. The rest was not kept.",
            parts.len(),
            rest.len()
        )),
    }
}

/// Says what is to be said of what came.
pub(super) fn tell_came(model: &mut Model, told: Told) -> Vec<Effect> {
    let Told { sentences, unwrapped, parts, more_parts, named, refused, .. } = told;
    let mut effects = Vec::new();
    for (tool, count) in unwrapped {
        effects.extend(notice(model, Tone::Ok, wrapped::sentence(tool, count)));
    }
    if let Some(sentence) = told_of_parts(&parts) {
        effects.extend(notice(model, Tone::Ok, sentence));
    }
    if more_parts > 0 {
        let text = format!(
            "{} more documents are in what was given, and were not taken: of one text, {} are.",
            grouped(more_parts as u64),
            limits::PRINTED_PARTS
        );
        effects.extend(notice(model, Tone::Warn, text));
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
