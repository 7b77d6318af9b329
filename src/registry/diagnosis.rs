//! Why something did not come: what is known, what is inferred from it, and what to do next.
//!
//! A browser does not tell a script why a request failed, so that a page can't find out what it may not read.
//! What it told before, what is asked for and where from narrow it down. What is only likely is said apart.

mod challenge;
mod diagnosed;
mod next_page;
mod too_often;
mod trouble;

pub use diagnosed::{Diagnosis, Next};
pub use trouble::{Situation, TooOften, Trouble};

use diagnosed::with_errors;

use super::answer::Failure;
use super::endpoint::Way;
use super::errors::RegistryError;
use super::known::{self, Source};
use super::public;
use super::raw_command::raw_commands;
use super::resource::Resource;
use super::url::{Network, Url};
use crate::text::time::span;

/// Why a page that is shown inside another asks its user for nothing.
pub const FRAMED: &str = "This page is shown inside another page, which could cover what you read or move what you \
    press: so it asks for no consent and no password here. Open it in a tab of its own.";

/// Works out why what was asked for did not come.
#[must_use]
pub fn diagnose(situation: &Situation<'_>, trouble: &Trouble) -> Diagnosis {
    let host = situation.url.authority();
    let diagnosis = match trouble {
        Trouble::Failed(Failure::Opaque) => opaque(situation, &host),
        Trouble::Failed(failure) => failed(*failure, &host),
        Trouble::Status(status, errors) => of_status(*status, errors, &host, situation.resource),
        Trouble::SignIn { refused: true } => {
            Diagnosis::say(format!("{host} did not take the name and password."))
                .advise("Check both; many registries want an access token in the password\u{2019}s place.")
        }
        Trouble::SignIn { refused: false } => {
            Diagnosis::say(format!("{host} shows this only to who signs in."))
                .inferred("The repository may be private, or not exist: most registries answer both alike.")
                .advise(if situation.framed {
                    FRAMED
                } else {
                    "Check the spelling, or sign in with a name and a password or access token."
                })
        }
        Trouble::HiddenChallenge => {
            Diagnosis::say(format!("{host} wants to know who asks, and the browser hides how."))
                .known(
                    "The answer is 401, and its WWW-Authenticate header can\u{2019}t be read by this page.",
                )
                .inferred("The registry does not expose that header (Access-Control-Expose-Headers).")
                .advise(if situation.framed { FRAMED } else { "If it takes a name and a password, sign in." })
        }
        Trouble::UnknownScheme(scheme) => {
            Diagnosis::say(format!("{host} wants a way of signing in that a page can\u{2019}t do: {scheme}."))
        }
        Trouble::TooOften(too_often) => too_often::diagnosis(too_often, situation, &host),
        Trouble::Wait(status, seconds) => Diagnosis::say(format!("{host} does not answer for now."))
            .known(format!(
                "Its answer has the status {status}, and wants to be left alone for {}.",
                span(*seconds)
            ))
            .advise("Try again then."),
        Trouble::WebPage => Diagnosis::say(format!("{host} answered with a web page."))
            .inferred("There is no registry by this name, or a sign-in page stands before it."),
        Trouble::Nothing => Diagnosis::say(format!("{host} answered with no bytes."))
            .known("Its answer has a status of success, and an empty body.")
            .inferred("A proxy before it, or the registry itself, lost what it should give."),
        Trouble::Challenge(flaw) => challenge::diagnosis(flaw, &host),
        Trouble::Declined(realm) => {
            Diagnosis::say(format!("{realm} was not asked for a token, as you wished."))
        }
        Trouble::Framed(realm) => Diagnosis::say(format!(
            "{realm} was not asked for a token, and you were not asked whether it may be."
        ))
        .known(format!("{host} names it, and it is not known whether it belongs to that registry."))
        .advise(FRAMED),
        Trouble::NoToken => Diagnosis::say(format!("{host} gave no token that can be used.")),
        Trouble::TooLarge(bytes) => Diagnosis::say(format!(
            "This document is stated to have {bytes} bytes, more than registries give and this page takes."
        )),
        Trouble::Enough => {
            Diagnosis::say("No more is fetched: what is here fills the memory that is set aside for it.")
                .advise("Start over with a part of it.")
        }
        Trouble::BadRegistry => Diagnosis::say(format!(
            "\u{201c}{}\u{201d} is no name that a browser asks as it stands.",
            situation.reference.registry
        )),
        Trouble::BadLink(target) => next_page::diagnosis(situation.url, target),
        Trouble::NoTable => Diagnosis::say("The layer has no table of contents.")
            .known("Its last bytes are neither those of eStargz nor those of zstd:chunked.")
            .advise("Fetch the layer whole: then it is proved, too."),
        Trouble::NoList => Diagnosis::say(format!("{host} answered with no list.")),
        Trouble::NotByApi => {
            Diagnosis::say(format!("A page can\u{2019}t read configs and layers of {host}."))
                .known(
                    "Its own API was asked for the rest: it gives manifests and tags, and pages may read it.",
                )
                .inferred("What other clients ask, /v2/, does not allow pages of other origins.")
                .advise(
                    "Get the bytes with a command, and paste or drop them: they are checked in the same way.",
                )
        }
        Trouble::NotOfApi => {
            Diagnosis::say(format!("{host} answered with something else than its own API gives."))
                .inferred("The API is another one by now, or something stands before it.")
                .advise("Get the bytes with a command, and paste or drop them.")
        }
    };
    with_commands(diagnosis, situation, trouble)
}

/// The commands help where the browser is what stands in the way, or may be.
fn with_commands(mut diagnosis: Diagnosis, situation: &Situation<'_>, trouble: &Trouble) -> Diagnosis {
    let helps = matches!(
        trouble,
        Trouble::Failed(
            Failure::Opaque | Failure::Redirected | Failure::BrokenOff { .. } | Failure::TooLong { .. }
        ) | Trouble::SignIn { .. }
            | Trouble::HiddenChallenge
            | Trouble::UnknownScheme(_)
            | Trouble::Challenge(_)
            | Trouble::TooOften(_)
            | Trouble::WebPage
            | Trouble::Nothing
            | Trouble::NotByApi
            | Trouble::NotOfApi
            | Trouble::Declined(_)
            | Trouble::Framed(_)
            | Trouble::NoToken
    );
    if helps {
        let commands = raw_commands(situation.reference, situation.resource);
        diagnosis.next.extend(commands.into_iter().map(Next::Command));
    }
    diagnosis
}

fn failed(failure: Failure, host: &str) -> Diagnosis {
    match failure {
        Failure::Redirected => Diagnosis::say(format!(
            "{host} leads elsewhere, and nothing follows with your name and password."
        ))
        .inferred("It keeps its blobs on another host.")
        .advise("Get the bytes with a command, and paste or drop them."),
        Failure::BrokenOff { received } => Diagnosis::say(format!(
            "The answer of {host} broke off after {received} bytes, each time it was asked."
        ))
        .inferred("The connection was lost, or the registry announces another length than it sends.")
        .advise("Try again."),
        Failure::TooLong { limit } => {
            Diagnosis::say(format!("The answer of {host} is longer than the {limit} bytes that it may have."))
                .known("Nothing of it was kept: it is not what was asked for.")
        }
        Failure::NotAPart => {
            Diagnosis::say(format!("{host} was asked for a part of the layer, and answered with the whole."))
                .known(
                    "It does not answer ranges, so that no layer of it can be listed without being fetched.",
                )
                .advise("Fetch the layer whole: then it is proved, too.")
        }
        Failure::Stopped | Failure::Opaque => Diagnosis::say("It was stopped."),
    }
}

fn of_status(status: u16, errors: &[RegistryError], host: &str, resource: &Resource) -> Diagnosis {
    let headline = match status {
        404 => format!("{host} does not have this."),
        400..=499 => format!("{host} refused to answer."),
        _ => format!("{host} failed, each time it was asked."),
    };
    let diagnosis = Diagnosis::say(headline).known(format!("Its answer has the status {status}."));
    let diagnosis = with_errors(diagnosis, errors);
    match status {
        404 if matches!(resource, Resource::Blob(_)) => diagnosis
            .inferred("A manifest of this repository names it: it was there once, and was lost or removed.")
            .advise("Get the image as an archive from where it still is whole, or another of its tags."),
        404 => diagnosis.advise("Check the spelling of the repository and the tag."),
        500..=599 => diagnosis.advise("Try again later."),
        _ => diagnosis,
    }
}

fn opaque(situation: &Situation<'_>, host: &str) -> Diagnosis {
    if situation.way == Way::Relay {
        return Diagnosis::say("The page\u{2019}s relay gave no answer.")
            .known("The request went to the page\u{2019}s own host, so that no registry could refuse it to the browser.")
            .inferred("There is no connection, or the relay is down.")
            .advise("Try again.");
    }
    let diagnosis = Diagnosis::say(format!("The browser gave this page no answer of {host}."))
        .known("A browser does not tell a page why.");
    let page_is_secure = situation.page.is_some_and(|page| page.secure);
    let network = situation.url.network();
    let page_is_public = situation.page.is_some_and(|page| page.network() == Network::Public);
    let mut diagnosis = if page_is_secure && !situation.url.secure && network != Network::Loopback {
        diagnosis.known("This page came by https, and no browser lets such a page ask by http.")
    } else if situation.is_realm {
        diagnosis
            .inferred(format!("{host} gives tokens, and does not allow pages of other origins to read them."))
    } else if situation.preflight && situation.answered {
        diagnosis
            .known(format!("{host} answered before, without a token or password."))
            .known("With one, the browser first asks whether it may (a preflight, by OPTIONS).")
            .inferred(
                "The registry does not answer that as browsers want it: with success, without being told who \
                 asks, and with Authorization among Access-Control-Allow-Headers. The distribution project\u{2019}s \
                 registry answers 401 where it is set up with passwords.",
            )
    } else if situation.answered && matches!(situation.resource, Resource::Blob(_)) {
        diagnosis
            .known(format!("{host} answered this page before; this is the first step that may lead elsewhere."))
            .inferred(
                "The blob is kept on another host, to which the registry leads, and which does not allow this \
                 page. After such a redirect the browser says that it comes from \u{201c}null\u{201d}, so only \
                 \u{201c}*\u{201d} allows it.",
            )
    } else if situation.answered {
        diagnosis
            .known(format!("{host} answered this page before."))
            .inferred("The connection was lost, or this one answer lacks the header that allows pages to read it, as errors often do.")
    } else {
        diagnosis
            .inferred(format!("{host} does not allow pages of other origins to read it (CORS). Most registries don\u{2019}t."))
            .inferred("Or it can\u{2019}t be reached: a wrong name, no connection, a certificate that the browser does not trust.")
    };
    if let Some((habit, source)) = known::habit(&situation.url.host) {
        match source {
            Source::Recorded => diagnosis.known.push(habit.to_owned()),
            Source::Assumed => diagnosis.inferred.push(habit.to_owned()),
        }
    }
    if page_is_public && network != Network::Public {
        diagnosis = diagnosis.inferred(
            "The browser may want your permission before a page reaches this machine or your network, and some \
             never give it to a page that came by https.",
        );
    }
    let relay = if situation.has_relay {
        format!("This page has a relay, but not for {host}; who runs the page can add it.")
    } else {
        "A page that is served with a relay reaches it: the rules for it come with Bayplan, in deploy/."
            .to_owned()
    };
    diagnosis = diagnosis
        .advise("Get the bytes with a command, and paste or drop them: they are checked in the same way.")
        .advise(relay);
    if !public::is_public(&situation.reference.registry) {
        let origin = situation.page.map_or_else(|| "null".to_owned(), Url::origin);
        diagnosis.next.push(Next::Setting("distribution", known::distribution_setting(&origin)));
        diagnosis.next.push(Next::Setting("zot", known::zot_setting(&origin)));
    }
    diagnosis
}

#[cfg(test)]
mod tests {
    use super::super::bearer::Flaw;
    use super::super::realm::Refusal;
    use super::*;
    use crate::image::digest::Digest;
    use crate::image::reference::Reference;

    struct Case {
        reference: &'static str,
        blob: bool,
        url: &'static str,
        page: &'static str,
        preflight: bool,
        answered: bool,
        realm: bool,
    }

    const USUAL: Case = Case {
        reference: "registry.example/a",
        blob: false,
        url: "https://registry.example/",
        page: "https://page.example/",
        preflight: false,
        answered: false,
        realm: false,
    };

    fn of(case: &Case, trouble: &Trouble) -> Diagnosis {
        let reference: Reference = case.reference.parse().unwrap();
        let digest = Digest::parse(&format!("sha256:{}", "0".repeat(64))).unwrap();
        let resource = if case.blob { Resource::Blob(digest) } else { Resource::of(&reference) };
        let (url, page) = (Url::parse(case.url).unwrap(), Url::parse(case.page));
        let situation = Situation {
            reference: &reference,
            resource: &resource,
            url: &url,
            is_realm: case.realm,
            page: page.as_ref(),
            way: Way::Direct,
            has_relay: false,
            preflight: case.preflight,
            answered: case.answered,
            framed: false,
        };
        diagnose(&situation, trouble)
    }

    #[test]
    fn what_the_browser_does_not_tell() {
        let opaque = Trouble::Failed(Failure::Opaque);
        for (case, is_known, word, reason) in [
            (USUAL, false, "does not allow pages of other origins", "nothing is known"),
            (Case { answered: true, ..USUAL }, false, "connection was lost", "it answered before"),
            (
                Case { preflight: true, answered: true, ..USUAL },
                false,
                "Access-Control-Allow-Headers",
                "the preflight",
            ),
            (Case { blob: true, answered: true, ..USUAL }, false, "kept on another host", "the redirect"),
            (Case { realm: true, ..USUAL }, false, "gives tokens", "the realm"),
            (Case { url: "http://10.0.0.1/", ..USUAL }, true, "came by https", "mixed content"),
            (Case { url: "http://localhost:5000/", ..USUAL }, false, "permission", "this machine"),
            (Case { url: "https://registry-1.docker.io/", ..USUAL }, true, "2015", "recorded"),
            (Case { url: "https://ghcr.io/", ..USUAL }, false, "No answer of this registry", "assumed"),
        ] {
            let diagnosis = of(&case, &opaque);
            let said = if is_known { &diagnosis.known } else { &diagnosis.inferred };
            assert!(said.iter().any(|sentence| sentence.contains(word)), "{reason}: {diagnosis:#?}");
            assert!(diagnosis.next.iter().any(|next| matches!(next, Next::Command(_))), "{reason}");
        }
    }

    #[test]
    fn only_who_runs_a_registry_is_told_its_settings() {
        let opaque = Trouble::Failed(Failure::Opaque);
        let settings = |diagnosis: Diagnosis| {
            diagnosis.next.iter().filter(|next| matches!(next, Next::Setting(..))).count()
        };
        assert_eq!(settings(of(&USUAL, &opaque)), 2);
        let hub = Case { reference: "alpine", url: "https://registry-1.docker.io/", ..USUAL };
        assert_eq!(settings(of(&hub, &opaque)), 0);
    }

    #[test]
    fn every_trouble_has_a_sentence() {
        let unknown = RegistryError { code: "MANIFEST_UNKNOWN".to_owned(), message: "x".to_owned() };
        for trouble in [
            Trouble::Failed(Failure::Redirected),
            Trouble::Failed(Failure::BrokenOff { received: 7 }),
            Trouble::Failed(Failure::TooLong { limit: 7 }),
            Trouble::Status(404, vec![unknown]),
            Trouble::Status(500, Vec::new()),
            Trouble::SignIn { refused: false },
            Trouble::SignIn { refused: true },
            Trouble::HiddenChallenge,
            Trouble::UnknownScheme("Negotiate".to_owned()),
            Trouble::Wait(503, u64::MAX),
            Trouble::TooOften(Box::default()),
            Trouble::TooOften(Box::new(TooOften { wait: Some(60), own: true, ..TooOften::default() })),
            Trouble::WebPage,
            Trouble::Nothing,
            Trouble::Challenge(Flaw::TooLong),
            Trouble::Challenge(Flaw::NoRealm),
            Trouble::Challenge(Flaw::Repeated("realm")),
            Trouble::Challenge(Flaw::Service),
            Trouble::Challenge(Flaw::Realm(Refusal::NotAbsolute, "/token".to_owned())),
            Trouble::Challenge(Flaw::Realm(Refusal::Insecure, "http://a.example".to_owned())),
            Trouble::Declined("a.example".to_owned()),
            Trouble::NoToken,
            Trouble::TooLarge(1),
            Trouble::Enough,
            Trouble::BadRegistry,
            Trouble::BadLink("http://registry.example/v2/a/tags/list".to_owned()),
            Trouble::BadLink("https://registry.example:8443/v2/a/tags/list".to_owned()),
            Trouble::BadLink("https://registry.example/v2/a/tags/list".to_owned()),
            Trouble::BadLink("x".to_owned()),
            Trouble::NoList,
            Trouble::NotByApi,
            Trouble::NotOfApi,
        ] {
            let diagnosis = of(&USUAL, &trouble);
            assert!(diagnosis.headline.ends_with('.'), "{diagnosis:?}");
            assert!(
                diagnosis.known.iter().chain(&diagnosis.inferred).all(|text| text.ends_with(['.', ' '])),
                "{diagnosis:?}"
            );
        }
    }
}
