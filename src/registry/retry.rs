//! Whether to ask again, and when.

use super::answer::{Answer, Failure, Outcome};
use crate::limits;

/// What is to be done about an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Ask again after this many milliseconds.
    After(u32),
    /// Not by itself: the registry wants to be left alone for this many seconds.
    NotBefore(u64),
    /// No more, or there is no use in it.
    No,
}

/// Whether to ask again after `tries` that came to nothing. A request that the browser lets nobody look into is
/// not sent again by itself: most are refused by rule, and each would be refused again. `spread` tells requests
/// that failed together apart, so that they don't all come back at once.
#[must_use]
pub fn retry(outcome: &Outcome, tries: u32, spread: u64) -> Retry {
    let (wait, at, most) = match outcome {
        Outcome::Answer(answer) if matches!(answer.status, 408 | 429 | 500 | 502 | 503 | 504) => {
            let is_used_up = answer.headers.quota.as_ref().is_some_and(|quota| quota.is_used_up());
            let most = match answer.status {
                429 if is_used_up => 1,
                429 if asked(answer).is_none() => limits::TRIES_TOO_OFTEN,
                _ => limits::TRIES,
            };
            (answer.headers.retry_after.as_deref(), answer.at, most)
        }
        Outcome::Failed(Failure::BrokenOff { .. }) => (None, 0, limits::TRIES),
        _ => return Retry::No,
    };
    let asked = wait.and_then(|text| seconds(text, at));
    if let Some(asked) = asked.filter(|asked| *asked > limits::RETRY_AFTER_SECONDS) {
        return Retry::NotBefore(asked);
    }
    if tries >= most {
        return Retry::No;
    }
    // One second, two, four, and up to a quarter more.
    let doubled = 1000_u64.checked_shl(tries.saturating_sub(1)).unwrap_or(u64::MAX);
    let backoff = doubled.saturating_add(doubled / 16 * (spread % 5)).min(limits::RETRY_AFTER_SECONDS * 1000);
    let milliseconds = asked.map_or(backoff, |asked| backoff.max(asked.saturating_mul(1000)));
    Retry::After(u32::try_from(milliseconds).unwrap_or(u32::MAX))
}

/// Seconds that an answer asks to be left alone for.
#[must_use]
pub fn asked(answer: &Answer) -> Option<u64> {
    seconds(answer.headers.retry_after.as_deref()?, answer.at)
}

/// `Retry-After` in seconds: a number of them, or a date. RFC 9110, section 10.2.3.
fn seconds(text: &str, now: u64) -> Option<u64> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().unwrap_or(u64::MAX));
    }
    let then = http_date(text)?;
    // A part of a second counts as one.
    Some(then.saturating_mul(1000).saturating_sub(now).div_ceil(1000))
}

/// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`: RFC 9110, section 5.6.7. The two obsolete forms are
/// not read: nothing is lost but a wait.
fn http_date(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, text) = text.split_once(", ")?;
    let mut parts = text.split([' ', ':']);
    let mut next = || parts.next();
    let (day, month) = (number(next()?, 31)?, next()?);
    let (year, hour) = (number(next()?, 9999)?, number(next()?, 23)?);
    let (minute, second) = (number(next()?, 59)?, number(next()?, 60)?);
    let month = u64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()?;
    // Days from the civil calendar, in years that begin in March.
    let (year, month) = if month >= 2 { (year, month - 2) } else { (year.checked_sub(1)?, month + 10) };
    let days =
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day.checked_sub(1)?;
    let days = days.checked_sub(719_468)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

fn number(text: &str, most: u64) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::super::answer::Headers;
    use super::super::quota::Quota;
    use super::*;
    use proptest::prelude::*;

    fn answer(status: u16, retry_after: Option<&str>) -> Outcome {
        let headers = Headers { retry_after: retry_after.map(str::to_owned), ..Headers::default() };
        Outcome::Answer(Answer {
            status,
            url: String::new(),
            redirected: false,
            headers,
            body: [].into(),
            whole: true,
            at: 784_111_777_000,
        })
    }

    fn used_up() -> Outcome {
        let Outcome::Answer(mut answer) = answer(429, Some("7")) else { panic!() };
        answer.headers.quota = Quota::read(Some("100;w=21600"), Some("0;w=21600"));
        Outcome::Answer(answer)
    }

    #[test]
    fn when_to_ask_again() {
        const DATE: &str = "Sun, 06 Nov 1994 08:49:47 GMT";
        for (outcome, tries, expected, reason) in [
            (answer(200, None), 1, Retry::No, "done"),
            (answer(404, None), 1, Retry::No, "not there"),
            (answer(401, None), 1, Retry::No, "not allowed"),
            (answer(501, None), 1, Retry::No, "it never will"),
            (answer(500, None), 1, Retry::After(1000), "the first"),
            (answer(500, None), 2, Retry::After(2000), "the second"),
            (answer(503, None), 3, Retry::After(4000), "the third"),
            (answer(503, None), limits::TRIES, Retry::No, "the last"),
            (answer(429, Some("7")), 1, Retry::After(7000), "as asked"),
            (answer(503, Some("0")), 2, Retry::After(2000), "not at once all the same"),
            (answer(429, None), 1, Retry::After(1000), "once more, where nothing is said of a wait"),
            (answer(429, None), limits::TRIES_TOO_OFTEN, Retry::No, "and no more than once"),
            (used_up(), 1, Retry::No, "nothing is left of what is allowed"),
            (answer(429, Some(DATE)), 1, Retry::After(10_000), "a date, ten seconds later"),
            (
                answer(429, Some("Sun, 06 Nov 1994 08:49:37 GMT")),
                1,
                Retry::After(1000),
                "a date that is over",
            ),
            (answer(429, Some("3600")), 1, Retry::NotBefore(3600), "too long to wait for"),
            (
                answer(429, Some("99999999999999999999999")),
                1,
                Retry::NotBefore(u64::MAX),
                "beyond any number",
            ),
            (answer(429, Some("soon")), 1, Retry::After(1000), "what can't be read"),
            (answer(200, Some("7")), 1, Retry::No, "done all the same"),
            (Outcome::Failed(Failure::BrokenOff { received: 1 }), 1, Retry::After(1000), "broken off"),
            (Outcome::Failed(Failure::Opaque), 1, Retry::No, "refused, most likely"),
            (Outcome::Failed(Failure::TooLong { limit: 1 }), 1, Retry::No, "it would be again"),
            (Outcome::Failed(Failure::Stopped), 1, Retry::No, "as wished"),
        ] {
            assert_eq!(retry(&outcome, tries, 0), expected, "{reason}");
        }
    }

    #[test]
    fn dates() {
        for (text, expected) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 29 Feb 2024 12:00:00 GMT", Some(1_709_208_000)),
            ("Fri, 31 Dec 9999 23:59:60 GMT", Some(253_402_300_800)),
            ("Sun, 00 Nov 1994 08:49:37 GMT", None),
            ("Wed, 31 Dec 1969 23:59:59 GMT", None),
            ("Sun, 06 Foo 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 24:00:00 GMT", None),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("", None),
        ] {
            assert_eq!(http_date(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_wait_is_bounded(text in "[0-9]{0,30}|[A-Z][a-z]{2}, [0-9]{1,3} [A-Z][a-z]{2} [0-9:]{1,20} GMT|.*", tries: u32, spread: u64) {
            if let Retry::After(milliseconds) = retry(&answer(429, Some(&text)), tries, spread) {
                prop_assert!(u64::from(milliseconds) <= limits::RETRY_AFTER_SECONDS * 1000);
                prop_assert!(milliseconds >= 1000);
            }
        }
    }
}
