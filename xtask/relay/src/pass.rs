//! Asking a registry in the page's place.

use std::time::{Duration, Instant};

use bayplan::limits::{
    RELAY_HEAD_BYTES, RELAY_PATIENCE_SECONDS, RELAY_REDIRECTS, RELAYED_BYTES, RELAYED_SECONDS,
};
use bayplan::registry::url::Url;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use crate::names::Names;
use crate::rule::Hosts;
use crate::{Answer, Asked};

/// What a registry is sent of the page's headers.
const SENT: [&str; 4] = ["accept", "authorization", "range", "user-agent"];
/// What the page is given of the registry's.
const GIVEN: [&str; 9] = [
    "content-length",
    "content-range",
    "content-type",
    "docker-content-digest",
    "link",
    "ratelimit-limit",
    "ratelimit-remaining",
    "retry-after",
    "www-authenticate",
];
/// On every answer. What comes through was written by strangers: it must not become a page or a script of
/// this origin.
const ALWAYS: [(&str, &str); 4] = [
    ("cache-control", "no-store"),
    ("content-disposition", "attachment"),
    ("content-security-policy", "default-src 'none'; sandbox"),
    ("x-content-type-options", "nosniff"),
];
/// A relay for some hosts.
pub struct Relay {
    hosts: Hosts,
    agent: Agent,
}

impl Relay {
    /// For these.
    pub fn new(hosts: Hosts) -> Self {
        // The machine's own authorities: those of a company, too.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let patience = Some(Duration::from_secs(RELAY_PATIENCE_SECONDS));
        let config = Agent::config_builder()
            .tls_config(tls)
            // Followed here, without the credentials.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(RELAY_HEAD_BYTES)
            .timeout_resolve(patience)
            .timeout_connect(patience)
            .timeout_recv_response(patience)
            .timeout_per_read(patience)
            .build();
        let proxy = config.proxy().and_then(|proxy| proxy.uri().authority().map(ToString::to_string));
        let names = Names::new(&hosts, proxy.as_deref());
        let agent = Agent::with_parts(config, DefaultConnector::default(), names);
        Self { hosts, agent }
    }

    /// Answers one request.
    pub fn answer(&self, asked: &Asked) -> Answer {
        if asked.target == "/relay/hosts.json" {
            let mut answer = Answer::new(200, self.hosts.list());
            answer.headers.extend([
                ("content-type", "application/json".to_owned()),
                ("cache-control", "no-cache".to_owned()),
            ]);
            return answer;
        }
        let mut answer = match self.hosts.wanted(asked) {
            Ok(wanted) => self.pass(asked, wanted).unwrap_or_else(|why| Answer::new(502, why)),
            Err(status) => Answer::new(status, ""),
        };
        answer.headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
        answer
    }

    fn pass(&self, asked: &Asked, first: Url) -> Result<Answer, String> {
        let (began, mut wanted) = (Instant::now(), first);
        for hop in 0..=RELAY_REDIRECTS {
            let url = wanted.to_string();
            let request = if asked.method == "HEAD" { self.agent.head(&url) } else { self.agent.get(&url) };
            let left = Duration::from_secs(RELAYED_SECONDS).saturating_sub(began.elapsed());
            let request = request.config().timeout_global(Some(left)).build();
            let sent = SENT.into_iter().filter(|name| hop == 0 || *name != "authorization");
            let sent = sent.filter_map(|name| Some((name, asked.header(name)?)));
            let request = sent.fold(request, |request, (name, value)| request.header(name, value));
            // The query may be a signature: it is not said.
            let failed = |error| format!("{} can't be asked: {error}.\n", wanted.origin());
            let response = request.call().map_err(failed)?;
            if ![301, 302, 303, 307, 308].contains(&response.status().as_u16()) {
                return passed(response)
                    .ok_or_else(|| format!("{} answers with too much.\n", wanted.origin()));
            }
            let location = response.headers().get("location").and_then(|location| location.to_str().ok());
            let location = location.and_then(|location| self.hosts.next(&wanted, location));
            wanted = location
                .ok_or_else(|| format!("{} redirects to where nothing is asked.\n", wanted.origin()))?;
        }
        Err(format!("{} redirects without end.\n", wanted.origin()))
    }
}

/// The answer for the page; `None` for one that says that it is too long.
fn passed(response: Response<Body>) -> Option<Answer> {
    if response.body().content_length().is_some_and(|length| length > RELAYED_BYTES) {
        return None;
    }
    let given = GIVEN.into_iter().filter_map(|name| {
        let values = response.headers().get_all(name).iter().filter_map(|value| value.to_str().ok());
        let values: Vec<&str> = values.collect();
        (!values.is_empty()).then(|| (name, values.join(", ")))
    });
    let (status, headers) = (response.status().as_u16(), given.collect());
    let body = response.into_body().into_with_config().limit(RELAYED_BYTES).reader();
    Some(Answer { status, headers, body: Box::new(body) })
}
