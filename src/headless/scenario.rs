//! A registry that is played from a file.
//!
//! The file is JSON: `open` is what is typed into the box, and `rules` tell what is answered. A request takes the
//! first rule whose `match` is contained in its URL, with `ends` only where the URL ends so, with `auth` only where
//! its `Authorization` is that, with `times` only so often. A rule gives a `status` (200), `headers`, and a `body` or
//! the `file` with it, beside the scenario; or it says by `fail` why there is no answer: `opaque`, `redirected`,
//! `broken-off`, `too-long` or `not-a-part`. A request without a rule is answered 404.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use serde::Deserialize;

use super::regular::{self, unread};
use crate::registry::quota::{self, Quota};
use crate::registry::{Answer, Failure, Headers, Outcome, Request};

/// The time at which all answers come: 6 November 1994, 08:49:37 UTC.
const NOW: u64 = 784_111_777_000;

/// What a registry answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What is typed into the box.
    pub open: Option<String>,
    rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[serde(rename = "match")]
    matches: String,
    #[serde(default)]
    ends: String,
    auth: Option<String>,
    times: Option<usize>,
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<String>,
    file: Option<String>,
    fail: Option<String>,
    #[serde(skip)]
    bytes: Rc<[u8]>,
}

impl Scenario {
    /// Reads a scenario and the files that it names.
    ///
    /// # Errors
    /// Where that can't be done, in a sentence.
    pub fn read(path: &Path) -> Result<Self, String> {
        let read = |path: &Path| regular::read(path).map_err(|error| unread(path, &error));
        let text = read(path)?;
        let mut scenario: Self = serde_json::from_slice(&text)
            .map_err(|error| format!("{} is no scenario: {error}.", path.display()))?;
        for rule in &mut scenario.rules {
            if let Some(fail) = rule.fail.as_deref().filter(|fail| failure(fail, 0).is_none()) {
                return Err(format!("{} is no scenario: nothing fails by {fail:?}.", path.display()));
            }
            rule.bytes = match (&rule.file, &rule.body) {
                (Some(file), _) => read(&path.with_file_name(file))?.into(),
                (None, body) => body.as_deref().unwrap_or_default().as_bytes().into(),
            };
        }
        Ok(scenario)
    }

    /// Whether a rule is for the tags of a repository.
    #[must_use]
    pub fn lists_tags(&self) -> bool {
        self.rules.iter().any(|rule| rule.matches.contains("/tags/list"))
    }

    /// What the registry answers.
    pub fn answer(&mut self, request: &Request) -> Outcome {
        let Some(rule) = self.rules.iter_mut().find(|rule| rule.fits(request)) else {
            return Outcome::Answer(answer(request, 404, Headers::default(), Rc::default()));
        };
        rule.times = rule.times.map(|times| times.saturating_sub(1));
        if let Some(failure) = rule.fail.as_deref().and_then(|fail| failure(fail, request.limit)) {
            return Outcome::Failed(failure);
        }
        let get = |name: &str| {
            let found = rule.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.clone())
        };
        let mut headers = Headers {
            content_type: get("content-type"),
            content_length: get("content-length").and_then(|length| length.parse().ok()),
            content_digest: get("docker-content-digest").map(Into::into),
            link: get("link"),
            www_authenticate: get("www-authenticate"),
            retry_after: get("retry-after"),
            content_range: get("content-range"),
            quota: Quota::read(get(quota::LIMIT).as_deref(), get(quota::REMAINING).as_deref()),
        };
        let (mut status, mut body) = (rule.status.unwrap_or(200), Rc::clone(&rule.bytes));
        // A registry answers ranges, where its rule says nothing else.
        if let Some((first, last)) = request.range.filter(|_| rule.status.is_none()) {
            let whole = body.len();
            let end = usize::try_from(last).unwrap_or(usize::MAX).saturating_add(1).min(whole);
            body = body.get(first as usize..end).unwrap_or_default().into();
            headers.content_range.get_or_insert_with(|| format!("bytes {first}-{last}/{whole}"));
            status = 206;
        }
        if body.len() as u64 > request.limit && (200..300).contains(&status) {
            return Outcome::Failed(Failure::TooLong { limit: request.limit });
        }
        Outcome::Answer(answer(request, status, headers, body))
    }
}

impl Rule {
    fn fits(&self, request: &Request) -> bool {
        let auth = || request.authorization.as_ref().map(crate::registry::Secret::reveal);
        request.url.contains(&self.matches)
            && request.url.ends_with(&self.ends)
            && self.auth.as_deref().is_none_or(|expected| auth() == Some(expected))
            && self.times != Some(0)
    }
}

fn failure(word: &str, limit: u64) -> Option<Failure> {
    match word {
        "opaque" => Some(Failure::Opaque),
        "redirected" => Some(Failure::Redirected),
        "broken-off" => Some(Failure::BrokenOff { received: 0 }),
        "too-long" => Some(Failure::TooLong { limit }),
        "not-a-part" => Some(Failure::NotAPart),
        _ => None,
    }
}

fn answer(request: &Request, status: u16, headers: Headers, body: Rc<[u8]>) -> Answer {
    let url = request.url.clone();
    Answer { status, url, redirected: false, headers, body, whole: true, at: NOW }
}
