//! A challenge that can't be answered, and why.

use super::diagnosed::Diagnosis;
use crate::registry::bearer::Flaw;
use crate::registry::realm::Refusal;
use crate::registry::url::Url;

pub(super) fn diagnosis(flaw: &Flaw, host: &str) -> Diagnosis {
    let cannot =
        format!("{host} wants a token, and its challenge (WWW-Authenticate) can\u{2019}t be answered");
    match flaw {
        Flaw::TooLong => Diagnosis::say(format!("{cannot}: it is longer than any that is read.")),
        Flaw::NoRealm => Diagnosis::say(format!("{cannot}: it names no place to get one at (realm)."))
            .advise("Who runs the registry names it: the whole URL of its token server."),
        Flaw::Repeated(name) => {
            Diagnosis::say(format!("{cannot}: it has two values for \u{201c}{name}\u{201d}."))
                .known("Each parameter may stand there once (RFC 9110, section 11.2).")
                .inferred("Some clients go by the first of them, others by the last.")
        }
        Flaw::Service => Diagnosis::say(format!(
            "{cannot}: its \u{201c}service\u{201d} is too long, or holds characters that can\u{2019}t stand there."
        )),
        Flaw::Realm(refusal, realm) => of_realm(*refusal, realm, host),
    }
}

fn of_realm(refusal: Refusal, realm: &str, host: &str) -> Diagnosis {
    let why = match refusal {
        Refusal::NotAbsolute => "a realm has to be an absolute URL",
        Refusal::Unreadable => "browsers may read it as another address than it looks",
        Refusal::Insecure => "it is not https",
    };
    let headline = format!("The registry names a place to get a token at that is not asked: {why}.");
    let diagnosis = Diagnosis::say(headline).known(format!("The place is \u{201c}{realm}\u{201d}."));
    match refusal {
        Refusal::NotAbsolute => diagnosis.inferred("Other clients fail there, too: a path says nothing of the host.").advise(
            "Who runs the registry gives the realm with its scheme and host, as in https://registry.example/token; \
             in the distribution project\u{2019}s registry that is auth.token.realm.",
        ),
        Refusal::Insecure if Url::parse(realm).is_some_and(|realm| realm.authority() == host) => diagnosis
            .known("That is the same host, by http: nothing that was asked by https goes on without it.")
            .inferred(
                "A proxy that takes https stands before the registry and does not say so, and the registry writes its \
                 own address without it.",
            )
            .advise(
                "Who runs the registry lets the proxy send X-Forwarded-Proto: https, or writes the realm with https; in \
                 the distribution project\u{2019}s registry that is auth.token.realm.",
            ),
        Refusal::Unreadable | Refusal::Insecure => diagnosis,
    }
}
