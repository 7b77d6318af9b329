//! How much a registry allows, as its answers say it.
//!
//! `RateLimit-Limit: 100;w=21600` and `RateLimit-Remaining: 0;w=21600`: Docker Hub's, from an early draft of the
//! IETF's (draft-ietf-httpapi-ratelimit-headers), where `w` is the window in seconds.
//! <https://docs.docker.com/docker-hub/usage/pulls/>

use std::fmt;

use crate::text::size::grouped;
use crate::text::time::span;

/// The header that says how much is allowed.
pub const LIMIT: &str = "RateLimit-Limit";

/// The header that says what is left of it.
pub const REMAINING: &str = "RateLimit-Remaining";

/// How much is allowed, and what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Requests in one window.
    pub limit: u64,
    /// Seconds of the window.
    pub window: Option<u64>,
    /// Requests that are left.
    pub remaining: Option<u64>,
}

impl Quota {
    /// What the headers [`LIMIT`] and [`REMAINING`] say; `None` where they say nothing of it, or can't be read.
    #[must_use]
    pub fn read(limit: Option<&str>, remaining: Option<&str>) -> Option<Box<Self>> {
        let (limit, window) = read(limit?)?;
        let remaining = remaining.and_then(read).map(|(left, _)| left);
        Some(Box::new(Self { limit, window, remaining }))
    }

    /// Whether nothing is left, so that asking again at once is of no use.
    #[must_use]
    pub fn is_used_up(&self) -> bool {
        self.remaining == Some(0)
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "It allows {} requests", grouped(self.limit))?;
        if let Some(window) = self.window {
            write!(f, " in {}", span(window))?;
        }
        match self.remaining {
            Some(remaining) => write!(f, ", and {} are left.", grouped(remaining)),
            None => f.write_str("."),
        }
    }
}

/// A number, and the window after it.
fn read(text: &str) -> Option<(u64, Option<u64>)> {
    let mut parts = text.split(';').map(str::trim);
    let number = number(parts.next()?)?;
    let window = parts.find_map(|part| part.strip_prefix("w=")).and_then(self::number);
    Some((number, window))
}

fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed() {
        for (limit, remaining, expected, used_up) in [
            ("100;w=21600", Some("0;w=21600"), "It allows 100 requests in 6 hours, and 0 are left.", true),
            ("200; w=60", Some("7"), "It allows 200 requests in 60 seconds, and 7 are left.", false),
            ("5000", None, "It allows 5,000 requests.", false),
            ("1;w=soon", Some("none"), "It allows 1 requests.", false),
        ] {
            let quota = Quota::read(Some(limit), remaining).unwrap();
            assert_eq!((quota.to_string().as_str(), quota.is_used_up()), (expected, used_up));
        }
        for limit in ["", "many", "-1", "+1", "99999999999999999999999"] {
            assert_eq!(Quota::read(Some(limit), Some("1")), None, "{limit}");
        }
        assert_eq!(Quota::read(None, Some("1")), None);
    }
}
