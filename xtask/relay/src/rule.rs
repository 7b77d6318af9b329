//! What is relayed, and what isn't: the same as in `deploy/`.

use std::net::IpAddr;

use bayplan::registry::hosts;
use bayplan::registry::url::{Network, Url, network};

use crate::Asked;

/// The allow-list: the host in the relay's path, or in a redirect, and the origin that it stands for.
pub struct Hosts(Vec<(String, Url)>);

impl Hosts {
    /// From `HOST=ORIGIN …`; those that the relays of `deploy/` serve where there is nothing.
    pub fn read(arguments: &[String]) -> Option<Self> {
        if arguments.is_empty() {
            let known =
                hosts::relayed().map(|host| Some((host.to_owned(), origin(&format!("https://{host}"))?)));
            return known.collect::<Option<_>>().map(Self);
        }
        let pairs = arguments.iter().map(|argument| {
            let (host, at) = argument.split_once('=')?;
            Some((host.to_owned(), origin(at)?))
        });
        pairs.collect::<Option<_>>().map(Self)
    }

    /// The content of `relay/hosts.json`.
    pub fn list(&self) -> String {
        let hosts: Vec<String> = self.0.iter().map(|(host, _)| format!("\"{host}\"")).collect();
        format!("{{\"version\":1,\"hosts\":[{}]}}", hosts.join(","))
    }

    fn listed(&self, host: &str) -> Option<&Url> {
        self.0.iter().find(|(listed, _)| listed == host).map(|(_, origin)| origin)
    }

    /// The places of the hosts: `host:port`, without a port that is the scheme's own.
    pub fn authorities(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(_, origin)| origin.authority())
    }

    /// Where a request goes, or the status that says why it goes nowhere.
    ///
    /// # Errors
    /// 404 where it is for no host of the list or for none of the paths that a registry has for readers, 405
    /// where it would write, 403 where it is not the page's own fetch.
    pub fn wanted(&self, asked: &Asked) -> Result<Url, u16> {
        let (path, query) = match asked.target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (asked.target.as_str(), None),
        };
        let rest = path.strip_prefix("/relay/").ok_or(404_u16)?;
        let (host, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).ok_or(404_u16)?;
        let origin = self.listed(host).ok_or(404_u16)?;
        if !is_readers(path) {
            return Err(404);
        }
        if !["GET", "HEAD"].contains(&asked.method.as_str()) {
            return Err(405);
        }
        let says = |name, expected| asked.header(name) == Some(expected);
        if !says("sec-fetch-site", "same-origin") || !says("sec-fetch-dest", "empty") {
            return Err(403);
        }
        Ok(Url { path: path.to_owned(), query, ..origin.clone() })
    }

    /// Where a `Location` of `from` leads: a path of the host that gave it, or a URL of a host of the list or at
    /// port 443 of a name that the public DNS has.
    pub fn next(&self, from: &Url, location: &str) -> Option<Url> {
        let location = location.split('#').next()?;
        if location.starts_with('/') {
            return from.join(location);
        }
        let url = Url::parse(location)?;
        match self.listed(&url.authority()).filter(|origin| origin.secure == url.secure) {
            Some(origin) => Some(Url { path: url.path, query: url.query, ..origin.clone() }),
            None => (url.secure && url.port.is_none() && is_public_name(&url.host)).then_some(url),
        }
    }
}

/// `https://host:port`.
fn origin(text: &str) -> Option<Url> {
    Url::parse(text).filter(|url| url.path == "/" && url.query.is_none())
}

/// `/v2/…` and `/token`, of characters that need no escapes.
fn is_readers(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_./:@-".contains(&byte);
    let inside = path.strip_prefix("/v2/");
    inside.is_some_and(|inside| inside.bytes().all(plain) && !inside.split('/').any(|part| part == ".."))
        || path == "/token"
}

fn is_public_name(host: &str) -> bool {
    let is_address = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
    !is_address && network(host) == Network::Public
}

/// Whether an address is out in the world: no name that a redirect gives may stand for another.
pub fn is_public_address(address: IpAddr) -> bool {
    let host = match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    network(&host) == Network::Public
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("sec-fetch-dest", "empty")];

    fn wanted(method: &str, target: &str, headers: &[(&str, &str)]) -> Result<String, u16> {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let asked = Asked { method: method.into(), target: target.into(), headers };
        Hosts::read(&[]).unwrap().wanted(&asked).map(|wanted| wanted.to_string())
    }

    #[test]
    fn what_is_relayed() {
        for (target, url) in [
            ("/relay/ghcr.io/v2/", "https://ghcr.io/v2/"),
            ("/relay/ghcr.io/v2/a/b/manifests/sha256:00", "https://ghcr.io/v2/a/b/manifests/sha256:00"),
            ("/relay/quay.io/v2/auth?scope=a%3Ab&service=c", "https://quay.io/v2/auth?scope=a%3Ab&service=c"),
            ("/relay/auth.docker.io/token?service=x", "https://auth.docker.io/token?service=x"),
        ] {
            assert_eq!(wanted("GET", target, &OWN), Ok(url.to_owned()));
            assert_eq!(wanted("HEAD", target, &OWN), Ok(url.to_owned()));
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
            assert_eq!(wanted(method, target, &OWN), Err(status), "{target}: {reason}");
        }
        for headers in [
            &[][..],
            &OWN[..1],
            &OWN[1..],
            &[("sec-fetch-site", "cross-site"), OWN[1]],
            &[OWN[0], ("sec-fetch-dest", "document")],
        ] {
            assert_eq!(wanted("GET", "/relay/ghcr.io/v2/", headers), Err(403), "{headers:?}");
        }
    }

    #[test]
    fn where_a_redirect_leads() {
        let listed = ["ghcr.io=https://ghcr.io".into(), "a.test:5000=http://127.0.0.1:5000".into()];
        let hosts = Hosts::read(&listed).unwrap();
        let from = Url::parse("https://ghcr.io/v2/?secret").unwrap();
        let next = |location: &str| hosts.next(&from, location).map(|url| url.to_string());
        for (location, url) in [
            ("https://cdn.example.com/a%2Fb?b=c%2F==#d", "https://cdn.example.com/a%2Fb?b=c%2F=="),
            ("https://CDN.example.com:443/a", "https://cdn.example.com/a"),
            ("/a?b#c", "https://ghcr.io/a?b"),
            ("/a", "https://ghcr.io/a"),
            ("http://a.test:5000/b?c", "http://127.0.0.1:5000/b?c"),
        ] {
            assert_eq!(next(location).as_deref(), Some(url));
        }
        for (location, reason) in [
            ("http://cdn.example.com/", "from HTTPS to HTTP"),
            ("https://a.test:5000/", "another scheme than the list has"),
            ("//cdn.example.com/", "no scheme; nobody writes it so"),
            ("https://user@cdn.example.com/", "credentials"),
            ("https:///", "no host"),
            ("ftp://cdn.example.com/", "another scheme"),
            ("https://cdn.example.com:8443/", "another port"),
            ("https://cdn/", "a single label"),
            ("https://cdn.example.com./", "a dot at the end"),
            ("https://localhost/", "this machine"),
            ("https://a.localhost/", "this machine"),
            ("https://printer.local/", "a private network"),
            ("https://metadata.google.internal/", "a cloud's own service"),
            ("https://127.0.0.1/", "an address"),
            ("https://1.1.1.1/", "an address, be it public"),
            ("https://2130706433/", "an address as one number"),
            ("https://0x7f.1/", "an address in hexadecimal"),
            ("https://0177.0.0.1/", "an address in octal"),
            ("https://[::1]/", "an address"),
            ("https://[2606:4700::1111]/", "an address, be it public"),
            ("https://[::ffff:127.0.0.1]/", "an address in another"),
            ("https://cdn.example.com/{env.HOME}", "a placeholder"),
            ("https://cdn.example.com/v2/../admin", "a dot segment"),
            ("https://cdn.example.com\\@127.0.0.1/", "a backslash"),
            ("cdn", "relative to the path"),
            ("", "nothing"),
        ] {
            assert_eq!(next(location), None, "{reason}");
        }
    }

    #[test]
    fn addresses() {
        for (address, expected) in [
            ("127.0.0.1", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("192.168.0.1", false),
            ("100.64.0.1", false),
            ("169.254.169.254", false),
            ("0.0.0.0", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::1", false),
            ("::", false),
            ("fd00::1", false),
            ("fe80::1", false),
            ("ff02::1", false),
            ("::ffff:10.0.0.1", false),
            ("2002:a00:1::", false),
            ("140.82.121.34", true),
            ("2606:4700::1111", true),
        ] {
            assert_eq!(is_public_address(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn hosts_that_are_named_take_the_place_of_the_known() {
        let hosts = Hosts::read(&["127.0.0.1:5000=http://127.0.0.1:5000".into()]).unwrap();
        assert_eq!(hosts.list(), r#"{"version":1,"hosts":["127.0.0.1:5000"]}"#);
        assert_eq!(hosts.authorities().collect::<Vec<_>>(), ["127.0.0.1:5000"]);
        for argument in ["127.0.0.1:5000", "a=b", "a=https://b/c"] {
            assert!(Hosts::read(&[argument.into()]).is_none(), "{argument}");
        }
    }
}
