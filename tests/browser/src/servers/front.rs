//! What stands before a registry: takes down every request, and adds what the registry itself can't do.

use super::client;
use super::http::{Answer, Http, Request, Socket};
use crate::Result;

/// What a server tells browsers of pages of other origins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    /// What the registry behind it says.
    AsItIs,
    /// Nothing.
    Silent,
    /// That all may ask and read, but no preflight is answered: as docker-registry does it.
    Simple,
    /// That all may ask and read, with credentials of their own, too.
    Open,
}

/// What a front does.
#[derive(Clone, Debug)]
pub struct Rules {
    /// What it tells browsers.
    pub cors: Cors,
    /// The origin that it sends who asks for a blob to: `http://127.0.0.1:PORT`, as a CDN.
    pub blobs_at: Option<String>,
    /// `Authorization` for the registry in the place of the client's: this front is a CDN, and asks nobody.
    pub authorization: Option<String>,
    /// Paths that are somebody else's: a token server's, by its `127.0.0.1:PORT`.
    pub elsewhere: Option<(&'static str, String)>,
    /// A cookie that it tries to set with each answer.
    pub cookie: Option<&'static str>,
    /// Whether the registry behind it hears of `Range`.
    pub ranges: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            cors: Cors::AsItIs,
            blobs_at: None,
            authorization: None,
            elsewhere: None,
            cookie: None,
            ranges: true,
        }
    }
}

/// A running front; a server that takes down what it was asked.
pub struct Front;

impl Front {
    /// Starts one before the server at `behind` (`127.0.0.1:PORT`).
    ///
    /// # Errors
    /// When there is no port.
    pub fn start(behind: &str, rules: Rules) -> Result<Http> {
        Ok(Self::on(Socket::open()?, behind, rules))
    }

    /// Starts one on a port that was taken before, because the registry had to know it.
    #[must_use]
    pub fn on(socket: Socket, behind: &str, rules: Rules) -> Http {
        let behind = behind.to_owned();
        socket.serve(move |request| answer(request, &behind, &rules))
    }
}

fn answer(request: &Request, behind: &str, rules: &Rules) -> Answer {
    let mut answer = match &rules.blobs_at {
        _ if rules.cors == Cors::Open && request.method == "OPTIONS" => {
            Answer::new(204, "").with("Access-Control-Allow-Headers", "Authorization, Accept, Range")
        }
        Some(origin) if request.path().contains("/blobs/") => {
            Answer::new(307, "").with("Location", format!("{origin}{}", request.target))
        }
        _ => pass_on(request, behind, rules),
    };
    if rules.cors != Cors::AsItIs {
        answer.headers.retain(|(name, _)| !name.to_ascii_lowercase().starts_with("access-control-allow-o"));
    }
    if matches!(rules.cors, Cors::Simple | Cors::Open) {
        answer = answer
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Expose-Headers", "WWW-Authenticate, Link, Retry-After");
    }
    match rules.cookie {
        Some(cookie) => answer.with("Set-Cookie", cookie),
        None => answer,
    }
}

fn pass_on(request: &Request, behind: &str, rules: &Rules) -> Answer {
    let host = match &rules.elsewhere {
        Some((path, host)) if request.path() == *path => host,
        _ => behind,
    };
    let authorization = rules.authorization.as_deref().or(request.header("authorization"));
    let sent =
        [("Accept", request.header("accept")), ("Range", request.header("range").filter(|_| rules.ranges))];
    let sent = sent.into_iter().chain([("Authorization", authorization)]);
    let sent: Vec<(&str, &str)> = sent.filter_map(|(name, value)| Some((name, value?))).collect();
    match client::request(host, &request.method, &request.target, &sent) {
        Ok(reply) => {
            let mut answer = Answer::new(reply.status, reply.body);
            let own = ["content-length", "connection", "transfer-encoding"];
            answer.headers = reply.headers;
            answer.headers.retain(|(name, _)| !own.contains(&name.to_ascii_lowercase().as_str()));
            answer
        }
        Err(trouble) => Answer::new(502, trouble.0),
    }
}
