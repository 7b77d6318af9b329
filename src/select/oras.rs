//! oras.
//!
//! <https://github.com/oras-project/oras-go>: `internal/platform/platform.go`, `SelectManifest` and `Match`.

use super::candidate::Format;
use super::host::Host;
use super::rule::{Entry, Judgement, Nested, Rank, Rule};
use super::selection::{Grounds, Rejection};
use crate::image::platform::Platform;

/// The first entry that has all that is asked for, be it a manifest or another index.
#[derive(Debug)]
pub(super) struct Oras<'a> {
    host: &'a Platform,
}

impl<'a> Oras<'a> {
    pub fn new(host: &'a Host) -> Self {
        Self { host: &host.platform }
    }
}

impl Rule for Oras<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        match entry.platform.map(|platform| super::crane::matches(platform, self.host)) {
            Some(Ok(())) => Judgement::Accepted(Rank::new(0, 0), Grounds::Matches),
            Some(Err(rejection)) => Judgement::Rejected(rejection),
            None => Judgement::Rejected(Rejection::NoPlatform),
        }
    }

    fn nested(&self) -> Nested {
        Nested::HandsBack
    }

    fn error(&self, _: Format) -> String {
        "no matching manifest was found in the manifest list".into()
    }

    fn accepts(&self, _: Entry<'_>, _: Grounds) -> String {
        super::crane::accepts(self.host)
    }

    fn wants(&self) -> String {
        super::crane::wants(self.host)
    }
}
