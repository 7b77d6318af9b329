//! One request, as the browser's `fetch` is to send it.

use super::secret::Secret;

/// What becomes of an answer that leads elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// The browser goes there by itself. For requests that carry nothing of the user's: none at all, or a
    /// token that anyone gets.
    Follow,
    /// Nothing goes there: [`super::Failure::Redirected`]. For requests that carry the user's credentials. By
    /// the Fetch standard a browser leaves `Authorization` out where a redirect leads to another origin
    /// (HTTP-redirect fetch), but some did so only lately, and within the origin it is kept.
    ///
    /// In terms of `fetch`: `redirect: "manual"`, and an answer of the type `opaqueredirect`.
    /// <https://fetch.spec.whatwg.org/#http-redirect-fetch>
    Refuse,
}

/// One `GET` request. All of them are to be sent with `credentials: "omit"` (no cookies),
/// `referrerPolicy: "no-referrer"`, and `cache: "no-store"`: an answer may hold a token, which is not to be
/// on a disk, and one that was stored for another origin does not pass for ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// An absolute URL, or one relative to the page's own address (the relay). It carries no secret.
    pub url: String,
    /// `Accept`; at most 128 bytes, so that it needs no preflight.
    pub accept: Option<&'static str>,
    /// Whether `X-Requested-With: XMLHttpRequest` goes along, which a registry's own API may want. It needs a preflight.
    pub by_script: bool,
    /// `Authorization`, whole: `Bearer …` or `Basic …`. It always needs a preflight.
    pub authorization: Option<Secret>,
    /// `Range: bytes=first-last`, both counted from 0 and included. A single span needs no preflight.
    pub range: Option<(u64, u64)>,
    /// What becomes of a redirect.
    pub redirect: Redirect,
    /// Bytes of the body that are taken at most; more of a success is [`super::Failure::TooLong`], more of
    /// any other answer is cut.
    pub limit: u64,
}

impl Request {
    /// Asks for `url`, as anyone may.
    #[must_use]
    pub const fn get(url: String, limit: u64) -> Self {
        Self {
            url,
            accept: None,
            by_script: false,
            authorization: None,
            range: None,
            redirect: Redirect::Follow,
            limit,
        }
    }
}
