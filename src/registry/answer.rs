//! The outcome of a request.

use std::fmt;
use std::rc::Rc;

use super::quota::Quota;

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "nearly every outcome is an answer")]
pub enum Outcome {
    /// An answer, whatever its status.
    Answer(Answer),
    /// None that a script may read.
    Failed(Failure),
}

/// An answer, as far as the browser lets a script read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// The address that answered, after all redirects. Its query may be a signature that opens the blob to
    /// anyone: only its host is to be shown.
    pub url: String,
    /// Whether it was redirected.
    pub redirected: bool,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Rc<[u8]>,
    /// Whether the body is there to its end. Where the status is no success, a long one is cut.
    pub whole: bool,
    /// When it came, by the page's clock: milliseconds since 1970, UTC. `Retry-After` may be a date.
    pub at: u64,
}

/// Without the body, which may be a token, and without the query, which may be a signature.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("url", &self.url.split('?').next().unwrap_or_default())
            .field("redirected", &self.redirected)
            .field("headers", &self.headers)
            .field("bytes", &self.body.len())
            .field("whole", &self.whole)
            .field("at", &self.at)
            .finish()
    }
}

/// The headers that matter here. `None` where a header is not there, or where the registry does not expose it
/// to pages of another origin (`Access-Control-Expose-Headers`): the browser does not tell which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`; always readable.
    pub content_type: Option<String>,
    /// `Content-Length`; always readable.
    pub content_length: Option<u64>,
    /// `Docker-Content-Digest`; to be exposed.
    pub content_digest: Option<Box<str>>,
    /// `Link`; to be exposed.
    pub link: Option<String>,
    /// `WWW-Authenticate`, several joined by a comma; to be exposed.
    pub www_authenticate: Option<String>,
    /// `Retry-After`; to be exposed.
    pub retry_after: Option<String>,
    /// `Content-Range`; to be exposed.
    pub content_range: Option<String>,
    /// `RateLimit-Limit` and `RateLimit-Remaining`, read; to be exposed.
    pub quota: Option<Box<Quota>>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser gave none and does not say why: there is no connection, the registry does not allow pages
    /// of other origins, or the page's own rules forbid it. All alike, by design.
    Opaque,
    /// It leads elsewhere, and was not to be followed.
    Redirected,
    /// The body broke off.
    BrokenOff {
        /// Bytes that had come.
        received: u64,
    },
    /// The body is longer than it may be.
    TooLong {
        /// Bytes that were to be taken at most.
        limit: u64,
    },
    /// A part was asked for, and the whole came: ranges are not answered.
    NotAPart,
    /// It was stopped: by its user, or by the page.
    Stopped,
}
