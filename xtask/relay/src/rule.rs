//! What is relayed, and what isn't: the same as in `deploy/`.

use crate::Asked;

/// The registries that a relay is for; Docker Hub's token server is a host of its own.
const KNOWN: [&str; 6] =
    ["registry-1.docker.io", "auth.docker.io", "ghcr.io", "quay.io", "mcr.microsoft.com", "registry.k8s.io"];

/// The allow-list: the host in the relay's path, and the origin that it stands for.
pub struct Hosts(Vec<(String, String)>);

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The registry's origin.
    pub origin: String,
    /// Path and query there.
    pub target: String,
}

impl Hosts {
    /// From `HOST=ORIGIN …`; the known ones where there is nothing.
    pub fn read(arguments: &[String]) -> Option<Self> {
        if arguments.is_empty() {
            return Some(Self(KNOWN.map(|host| (host.to_owned(), format!("https://{host}"))).into()));
        }
        let pairs = arguments.iter().map(|argument| argument.split_once('='));
        let pairs: Option<Vec<_>> =
            pairs.map(|pair| pair.map(|(host, origin)| (host.into(), origin.into()))).collect();
        pairs.map(Self)
    }

    /// The content of `relay/hosts.json`.
    pub fn list(&self) -> String {
        let hosts: Vec<String> = self.0.iter().map(|(host, _)| format!("\"{host}\"")).collect();
        format!("{{\"version\":1,\"hosts\":[{}]}}", hosts.join(","))
    }

    /// Where a request goes, or the status that says why it goes nowhere.
    ///
    /// # Errors
    /// 404 where it is for no host of the list or for none of the paths that a registry has for readers, 405
    /// where it would write, 403 where it is not the page's own fetch.
    pub fn wanted(&self, asked: &Asked) -> Result<Wanted, u16> {
        let (path, query) = match asked.target.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (asked.target.as_str(), String::new()),
        };
        let rest = path.strip_prefix("/relay/").ok_or(404_u16)?;
        let (host, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).ok_or(404_u16)?;
        let (_, origin) = self.0.iter().find(|(known, _)| known == host).ok_or(404_u16)?;
        if !is_readers(path) {
            return Err(404);
        }
        if !["GET", "HEAD"].contains(&asked.method.as_str()) {
            return Err(405);
        }
        let says = |name, expected| asked.header(name).is_none_or(|said| said == expected);
        if !says("sec-fetch-site", "same-origin") || !says("sec-fetch-dest", "empty") {
            return Err(403);
        }
        Ok(Wanted { origin: origin.clone(), target: format!("{path}{query}") })
    }
}

/// `/v2/…` and `/token`, of characters that need no escapes.
fn is_readers(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_./:@-".contains(&byte);
    let inside = path.strip_prefix("/v2/");
    inside.is_some_and(|inside| inside.bytes().all(plain) && !inside.split('/').any(|part| part == ".."))
        || path == "/token"
}

/// Where a `Location` of `origin` leads: a URL of the same scheme, or of HTTPS; or a path of `origin`.
pub fn next(origin: &str, location: &str) -> Option<Wanted> {
    if location.starts_with('/') && !location.starts_with("//") {
        return Some(Wanted { origin: origin.into(), target: without_fragment(location) });
    }
    let (scheme, rest) = location.split_once("://")?;
    if scheme != "https" && !origin.starts_with(&format!("{scheme}://")) {
        return None;
    }
    let (host, target) = rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
    let is_host = !host.is_empty() && !host.contains('@');
    let slash = if target.starts_with('/') { "" } else { "/" };
    is_host.then(|| Wanted {
        origin: format!("{scheme}://{host}"),
        target: format!("{slash}{}", without_fragment(target)),
    })
}

fn without_fragment(target: &str) -> String {
    target.split('#').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(method: &str, target: &str, headers: &[(&str, &str)]) -> Result<String, u16> {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let asked = Asked { method: method.into(), target: target.into(), headers };
        let found = Hosts::read(&[]).unwrap().wanted(&asked);
        found.map(|wanted| wanted.origin + &wanted.target)
    }

    #[test]
    fn what_is_relayed() {
        for (target, url) in [
            ("/relay/ghcr.io/v2/", "https://ghcr.io/v2/"),
            ("/relay/ghcr.io/v2/a/b/manifests/sha256:00", "https://ghcr.io/v2/a/b/manifests/sha256:00"),
            ("/relay/quay.io/v2/auth?scope=a%3Ab&service=c", "https://quay.io/v2/auth?scope=a%3Ab&service=c"),
            ("/relay/auth.docker.io/token?service=x", "https://auth.docker.io/token?service=x"),
        ] {
            assert_eq!(wanted("GET", target, &[]), Ok(url.to_owned()));
            assert_eq!(wanted("HEAD", target, &[]), Ok(url.to_owned()));
        }
    }

    #[test]
    fn what_is_not() {
        for (status, method, target, reason) in [
            (404, "GET", "/relay/example.com/v2/", "a host that is not listed"),
            (404, "GET", "/relay/ghcr.io:443/v2/", "another spelling of one"),
            (404, "GET", "/relay/ghcr.io", "no path"),
            (404, "GET", "/relay/ghcr.io/", "a path that readers don't need"),
            (404, "GET", "/relay/ghcr.io/v2", "the same"),
            (404, "GET", "/relay/ghcr.io/token/more", "the same"),
            (404, "GET", "/relay/ghcr.io/v2/../admin", "out of /v2/"),
            (404, "GET", "/relay/ghcr.io/v2/%2e%2e/admin", "an escape"),
            (404, "GET", "/relay/ghcr.io/v2/a\\b", "a character of no name"),
            (404, "GET", "/ghcr.io/v2/", "no relay"),
            (405, "POST", "/relay/ghcr.io/v2/", "it would write"),
        ] {
            assert_eq!(wanted(method, target, &[]), Err(status), "{target}: {reason}");
        }
        for header in [("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "document")] {
            assert_eq!(wanted("GET", "/relay/ghcr.io/v2/", &[header]), Err(403), "{header:?}");
        }
    }

    #[test]
    fn where_a_redirect_leads() {
        let at = |origin: &str, target: &str| Some(Wanted { origin: origin.into(), target: target.into() });
        let from = "https://ghcr.io";
        assert_eq!(next(from, "https://cdn.test/a?b=c%2F#d"), at("https://cdn.test", "/a?b=c%2F"));
        assert_eq!(next(from, "https://cdn.test?b"), at("https://cdn.test", "/?b"));
        assert_eq!(next(from, "/a?b#c"), at(from, "/a?b"));
        assert_eq!(next("http://127.0.0.1:1", "http://127.0.0.1:2/"), at("http://127.0.0.1:2", "/"));
        for (location, reason) in [
            ("http://cdn.test/", "from HTTPS to HTTP"),
            ("//cdn.test/", "no scheme; nobody writes it so"),
            ("https://user@cdn.test/", "credentials"),
            ("https:///", "no host"),
            ("ftp://cdn.test/", "another scheme"),
            ("", "nothing"),
        ] {
            assert_eq!(next(from, location), None, "{reason}");
        }
    }

    #[test]
    fn hosts_that_are_named_take_the_place_of_the_known() {
        let hosts = Hosts::read(&["127.0.0.1:5000=http://127.0.0.1:5000".into()]).unwrap();
        assert_eq!(hosts.list(), r#"{"version":1,"hosts":["127.0.0.1:5000"]}"#);
        assert!(Hosts::read(&["127.0.0.1:5000".into()]).is_none());
    }
}
