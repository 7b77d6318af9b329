//! Asking a registry in the page's place.

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::rule::{Hosts, Wanted, next};
use crate::{Answer, Asked};

/// What a registry is sent of the page's headers.
const SENT: [&str; 4] = ["accept", "authorization", "range", "user-agent"];
/// What the page is given of the registry's.
const GIVEN: [&str; 7] = [
    "content-length",
    "content-range",
    "content-type",
    "docker-content-digest",
    "link",
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
/// Redirects that are followed.
const HOPS: usize = 10;

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
        let config = Agent::config_builder()
            .tls_config(tls)
            // Followed here, without the credentials.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        Self { hosts, agent: Agent::new_with_config(config) }
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

    fn pass(&self, asked: &Asked, wanted: Wanted) -> Result<Answer, String> {
        let mut wanted = wanted;
        for hop in 0..=HOPS {
            let url = format!("{}{}", wanted.origin, wanted.target);
            let request = if asked.method == "HEAD" { self.agent.head(&url) } else { self.agent.get(&url) };
            let sent = SENT.into_iter().filter(|name| hop == 0 || *name != "authorization");
            let sent = sent.filter_map(|name| Some((name, asked.header(name)?)));
            let request = sent.fold(request, |request, (name, value)| request.header(name, value));
            // The query may be a signature: it is not said.
            let failed = |error| format!("{} can't be asked: {error}.\n", wanted.origin);
            let response = request.call().map_err(failed)?;
            if ![301, 302, 303, 307, 308].contains(&response.status().as_u16()) {
                return Ok(passed(response));
            }
            let location = response.headers().get("location").and_then(|location| location.to_str().ok());
            let location = location.and_then(|location| next(&wanted.origin, location));
            wanted = location.ok_or_else(|| format!("{} redirects to nowhere.\n", wanted.origin))?;
        }
        Err(format!("{} redirects without end.\n", wanted.origin))
    }
}

fn passed(response: Response<Body>) -> Answer {
    let given = GIVEN.into_iter().filter_map(|name| {
        let values = response.headers().get_all(name).iter().filter_map(|value| value.to_str().ok());
        let values: Vec<&str> = values.collect();
        (!values.is_empty()).then(|| (name, values.join(", ")))
    });
    let (status, headers) = (response.status().as_u16(), given.collect());
    Answer { status, headers, body: Box::new(response.into_body().into_reader()) }
}
