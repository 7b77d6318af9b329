//! A registry that was asked too often.

use super::diagnosed::{Diagnosis, with_errors};
use super::trouble::{Situation, TooOften};
use crate::registry::endpoint::Way;
use crate::registry::hosts;
use crate::text::time::span;

pub(super) fn diagnosis(too_often: &TooOften, situation: &Situation<'_>, host: &str) -> Diagnosis {
    let mut diagnosis = Diagnosis::say(format!("{host} was asked too often."));
    diagnosis = with_errors(diagnosis.known("Its answer has the status 429."), &too_often.errors);
    if let Some(quota) = &too_often.quota {
        diagnosis = diagnosis.known(quota.to_string());
    }
    if let Some(seconds) = too_often.wait {
        diagnosis = diagnosis.known(format!("It wants to be left alone for {}.", span(seconds)));
    }
    let limit = hosts::by_name(&situation.reference.registry).and_then(|known| known.limit);
    if let Some(limit) = limit.filter(|_| !too_often.own) {
        diagnosis = diagnosis.known(limit.counts);
    }
    if situation.way == Way::Relay && !too_often.own {
        diagnosis = diagnosis
            .known("The page\u{2019}s relay asked, for all who use it: the limit is that of the relay\u{2019}s address.");
    }
    diagnosis = match (too_often.own, limit) {
        (true, _) => diagnosis.known("It was asked with your account, whose own limit this is."),
        (false, Some(limit)) => diagnosis.advise(limit.advice),
        (false, None) => diagnosis.advise(
            "Sign in, here or in the tool whose command you run: most registries allow an account more, and count it \
             by itself.",
        ),
    };
    diagnosis.advise(if too_often.wait.is_some() { "Try again then." } else { "Try again later." })
}
