//! The browser's `fetch`, as registries are asked by it.
//! <https://fetch.spec.whatwg.org/>

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::{Date, Reflect, Uint8Array};
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect, Response, ResponseType,
};

use super::Send;
use crate::registry::quota::{self, Quota};
use crate::registry::{Answer, Failure, Headers, Outcome, Redirect, Request};
use crate::session::{FetchId, FetchMsg, Msg};

/// Progress is told this often at most.
const PROGRESS_MILLISECONDS: f64 = 100.0;

/// Bytes that are set aside before they come, whatever the answer says of its length.
const SET_ASIDE: u64 = 1 << 20;

/// The status of an answer that is the part that was asked for. RFC 9110, section 15.3.7.
pub(super) const PARTIAL_CONTENT: u16 = 206;

/// The requests that are under way, each with what breaks it off.
#[derive(Clone)]
pub struct Fetching {
    under_way: Rc<RefCell<HashMap<FetchId, AbortController>>>,
    send: Send,
}

impl Fetching {
    /// None yet; their results go to `send`.
    pub fn new(send: Send) -> Self {
        Self { under_way: Rc::default(), send }
    }

    /// Sends `request`, and answers [`crate::session::FetchMsg::Ended`] once.
    pub fn start(&self, id: FetchId, request: Request) {
        let Ok(controller) = AbortController::new() else {
            return (self.send)(Msg::Fetch(FetchMsg::Ended {
                id,
                outcome: Outcome::Failed(Failure::Opaque),
            }));
        };
        self.under_way.borrow_mut().insert(id, controller.clone());
        let this = self.clone();
        spawn_local(async move {
            let outcome = match this.run(id, &request, &controller).await {
                Ok(answer) => Outcome::Answer(answer),
                // What was broken off looks like any other failure.
                Err(_) if controller.signal().aborted() && this.is_stopped(id) => {
                    Outcome::Failed(Failure::Stopped)
                }
                Err(failure) => Outcome::Failed(failure),
            };
            this.under_way.borrow_mut().remove(&id);
            (this.send)(Msg::Fetch(FetchMsg::Ended { id, outcome }));
        });
    }

    /// Breaks a request off; it is then answered as stopped.
    pub fn stop(&self, id: FetchId) {
        let controller = self.under_way.borrow_mut().remove(&id);
        if let Some(controller) = controller {
            controller.abort();
        }
    }

    fn is_stopped(&self, id: FetchId) -> bool {
        !self.under_way.borrow().contains_key(&id)
    }

    async fn run(
        &self,
        id: FetchId,
        request: &Request,
        controller: &AbortController,
    ) -> Result<Answer, Failure> {
        let window = web_sys::window().ok_or(Failure::Opaque)?;
        let init = init(request, controller).map_err(|_| Failure::Opaque)?;
        let promise = window.fetch_with_str_and_init(&request.url, &init);
        let response: Response = JsFuture::from(promise).await.map_err(|_| Failure::Opaque)?.unchecked_into();
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Failure::Redirected);
        }
        if request.range.is_some() && response.ok() && response.status() != PARTIAL_CONTENT {
            controller.abort();
            return Err(Failure::NotAPart);
        }
        let headers = headers(&response);
        let total = headers.content_length;
        let (body, whole) = self.body(id, &response, request.limit, total).await?;
        if !whole {
            // The rest is not waited for.
            controller.abort();
            if response.ok() {
                return Err(Failure::TooLong { limit: request.limit });
            }
        }
        Ok(Answer {
            status: response.status(),
            url: response.url(),
            redirected: response.redirected(),
            headers,
            body: body.into(),
            whole,
            at: Date::now() as u64,
        })
    }

    /// The body, `limit` bytes of it at most, and whether that is all.
    async fn body(
        &self,
        id: FetchId,
        response: &Response,
        limit: u64,
        total: Option<u64>,
    ) -> Result<(Vec<u8>, bool), Failure> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let set_aside = total.unwrap_or(0).min(SET_ASIDE);
        let mut body = Vec::with_capacity(usize::try_from(set_aside).unwrap_or(0));
        let Some(stream) = response.body() else { return Ok((body, true)) };
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        let mut told = Date::now();
        loop {
            let broken_off = |_| Failure::BrokenOff { received: body.len() as u64 };
            let part = JsFuture::from(reader.read()).await.map_err(broken_off)?;
            let part = Reflect::get(&part, &"value".into()).unwrap_or(JsValue::UNDEFINED);
            // The last part has no value.
            let Ok(part) = part.dyn_into::<Uint8Array>() else { return Ok((body, true)) };
            let room = limit.saturating_sub(body.len());
            let from = body.len();
            let taken = room.min(part.length() as usize);
            body.resize(from + taken, 0);
            if let Some(place) = body.get_mut(from..) {
                part.subarray(0, taken as u32).copy_to(place);
            }
            if taken < part.length() as usize {
                return Ok((body, false));
            }
            let now = Date::now();
            if now - told >= PROGRESS_MILLISECONDS {
                told = now;
                (self.send)(Msg::Fetch(FetchMsg::Progress { id, received: body.len() as u64, total }));
            }
        }
    }
}

/// What `fetch` is to be told of a request.
pub(super) fn init(request: &Request, controller: &AbortController) -> Result<RequestInit, JsValue> {
    let headers = web_sys::Headers::new()?;
    if let Some(accept) = request.accept {
        headers.set("Accept", accept)?;
    }
    if request.by_script {
        headers.set("X-Requested-With", "XMLHttpRequest")?;
    }
    if let Some(authorization) = &request.authorization {
        headers.set("Authorization", authorization.reveal())?;
    }
    if let Some((first, last)) = request.range {
        headers.set("Range", &format!("bytes={first}-{last}"))?;
    }
    let init = RequestInit::new();
    init.set_headers(&headers);
    init.set_mode(RequestMode::Cors);
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(match request.redirect {
        Redirect::Follow => RequestRedirect::Follow,
        Redirect::Refuse => RequestRedirect::Manual,
    });
    init.set_signal(Some(&controller.signal()));
    Ok(init)
}

/// What the browser lets a script read.
pub(super) fn headers(response: &Response) -> Headers {
    let headers = response.headers();
    let get = |name: &str| headers.get(name).ok().flatten();
    Headers {
        content_type: get("Content-Type"),
        content_length: get("Content-Length").and_then(|length| length.parse().ok()),
        content_digest: get("Docker-Content-Digest").map(Into::into),
        link: get("Link"),
        www_authenticate: get("WWW-Authenticate"),
        retry_after: get("Retry-After"),
        content_range: get("Content-Range"),
        quota: Quota::read(get(quota::LIMIT).as_deref(), get(quota::REMAINING).as_deref()),
    }
}
