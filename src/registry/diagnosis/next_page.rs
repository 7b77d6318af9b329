//! A list that goes on at an address that is not followed.

use super::diagnosed::Diagnosis;
use crate::limits;
use crate::registry::link::is_of_other;
use crate::registry::url::Url;

/// `page` is the page that names `target` as the next.
pub(super) fn diagnosis(page: &Url, target: &str) -> Diagnosis {
    let shown: String = target.chars().take(limits::REGISTRY_MESSAGE_CHARS).collect();
    let diagnosis = Diagnosis::say("The list goes on where it is not followed.")
        .known(format!("It leads to \u{201c}{shown}\u{201d}."));
    // What is written without a host is of this one.
    let diagnosis = match page.join(target) {
        Some(next) if page.secure && !next.secure && next.host == page.host => diagnosis
            .known("That is the same host, by http: nothing that was asked by https goes on without it.")
            .inferred(
                "A proxy that takes https stands before the registry and does not say so, and the registry writes \
                 the links of its lists without it.",
            )
            .advise(PROXY),
        Some(next) if !next.is_same_origin(page) => diagnosis
            .known(format!("That is another host than {}, or another port.", page.authority()))
            .inferred("A proxy stands before the registry, and does not tell it by which name it is asked.")
            .advise(PROXY),
        Some(next) if is_of_other(page, &next) => diagnosis
            .known("That is a list of another repository of this registry.")
            .inferred("The registry, or a proxy before it, writes a wrong link."),
        Some(_) => diagnosis
            .known("The list leads back to itself: that page was read before.")
            .inferred("The registry does not go by the \u{201c}last\u{201d} that it writes into its links itself."),
        None => diagnosis.known("That is no address of this registry that can be read in one way only."),
    };
    diagnosis.known("What came before it is shown.")
}

/// What the proxy before a registry is to do.
const PROXY: &str = "Who runs the registry lets the proxy send the Host that it was asked by, and \
    X-Forwarded-Proto: https; or, in the distribution project\u{2019}s registry, sets http.host, or \
    http.relativeurls to true.";
