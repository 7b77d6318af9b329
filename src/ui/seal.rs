//! Signs of state: a shape and a word, and a colour besides.

use yew::prelude::*;

use crate::findings::Severity;
use crate::session::{Standing, Tone};
use crate::verify::Verification;

/// The seal of a state: its sign, with its word for those who point at it or hear it.
pub fn seal(state: &Verification) -> Html {
    let class = match state {
        Verification::Verified => "ok",
        Verification::SizeMismatch { .. } | Verification::DigestMismatch { .. } | Verification::Changed => {
            "bad"
        }
        Verification::DigestAlone | Verification::UnsupportedAlgorithm { .. } => "warn",
        Verification::Agrees(_) => "said",
        Verification::NotLoaded => "none",
        Verification::Unpinned | Verification::Unread | Verification::Hashing => "plain",
    };
    mark(class, state.sign(), state.word())
}

/// The seal of a finding's severity.
pub fn severity(severity: Severity) -> Html {
    let (class, sign) = match severity {
        Severity::Error => ("bad", "✕"),
        Severity::Warning => ("warn", "!"),
        Severity::Note => ("plain", "i"),
    };
    mark(class, sign, severity.word())
}

/// The seal of what all documents come to.
pub fn standing(standing: Standing) -> Html {
    let class = match standing {
        Standing::Mismatch => "bad",
        Standing::SizeUnknown => "warn",
        Standing::Agrees => "said",
        Standing::Verified => "ok",
        Standing::Nothing => "none",
    };
    mark(class, standing.sign(), standing.word())
}

/// The seal of good or bad news.
pub fn tone(tone: Tone) -> Html {
    let (class, sign, word) = match tone {
        Tone::Ok => ("ok", "✓", "done"),
        Tone::Warn => ("warn", "!", "attention"),
        Tone::Bad => ("bad", "✕", "problem"),
    };
    mark(class, sign, word)
}

fn mark(class: &'static str, sign: &'static str, word: &'static str) -> Html {
    html! { <span class={classes!("seal", class)} role="img" aria-label={word} title={word}>{ sign }</span> }
}
