//! Signs of state: a shape and a word, and a colour besides.

use yew::prelude::*;

use crate::findings::Severity;
use crate::inspect::Totals;
use crate::session::Tone;
use crate::verify::Verification;
use crate::view::Standing;

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

/// The class of a count of errors and warnings, by the worst of them.
pub const fn count_class(worst: Severity) -> &'static str {
    match worst {
        Severity::Error => "error",
        Severity::Warning | Severity::Note => "warning",
    }
}

/// The seal of what all documents come to; where only some are verified, a ring that is filled as far.
pub fn standing(standing: Standing, totals: &Totals) -> Html {
    if standing == Standing::Partly {
        return ring(totals.verified * 100 / totals.blobs.max(1), standing.word());
    }
    let class = match standing {
        Standing::Mismatch => "bad",
        Standing::SizeUnknown => "warn",
        Standing::Agrees => "said",
        Standing::Verified => "ok",
        Standing::Partly | Standing::Nothing => "none",
    };
    mark(class, standing.sign(), standing.word())
}

/// The seal of good or bad news.
pub fn tone(tone: Tone) -> Html {
    let (class, sign, word) = match tone {
        Tone::Ok => ("ok", "✓", "done"),
        Tone::Note => ("plain", "i", "note"),
        Tone::Warn => ("warn", "!", "attention"),
        Tone::Bad => ("bad", "✕", "problem"),
    };
    mark(class, sign, word)
}

fn ring(percent: usize, word: &'static str) -> Html {
    let filled = format!("{percent} 100");
    html! {
        <svg class="seal ring" viewBox="0 0 18 18" role="img" aria-label={word}>
            <title>{ word }</title>
            <circle cx="9" cy="9" r="7" />
            <circle class="filled" cx="9" cy="9" r="7" pathLength="100" stroke-dasharray={filled}
                transform="rotate(-90 9 9)" />
        </svg>
    }
}

fn mark(class: &'static str, sign: &'static str, word: &'static str) -> Html {
    html! { <span class={classes!("seal", class)} role="img" aria-label={word} title={word}>{ sign }</span> }
}
