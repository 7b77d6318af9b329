//! Answers of a registry, for those who play one.

use crate::registry::{Answer, Headers, Request};

/// The whole answer to `request` with a body of this type, and nothing else said of it.
#[must_use]
pub fn answer(request: &Request, media_type: &str, body: impl AsRef<[u8]>) -> Answer {
    Answer {
        status: 200,
        url: request.url.clone(),
        redirected: false,
        headers: Headers { content_type: Some(media_type.to_owned()), ..Headers::default() },
        body: body.as_ref().into(),
        whole: true,
        at: 0,
    }
}
