//! URLs of registries: of the ones that browsers read, those that can be read in one way only.
//!
//! A browser reads more (<https://url.spec.whatwg.org/>): `https:\\a`, `http://0x7f.1`, tabs, user names. Where
//! that decides whom a token is sent to, what this takes and what the browser takes must be the same; so
//! anything unusual is refused.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::hosts::fits;
use crate::limits;

/// An absolute `http` or `https` URL without user, password and fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Url {
    /// Whether it is `https`.
    pub secure: bool,
    /// The host in lower case; an IPv6 address in brackets.
    pub host: String,
    /// The port, where it is not the scheme's own.
    pub port: Option<u16>,
    /// The path, with its first slash and without dot segments.
    pub path: String,
    /// What stands after the `?`.
    pub query: Option<String>,
}

/// Where a host is, by its name alone: a name of the public DNS may stand for any address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// This machine.
    Loopback,
    /// A network of its own: an address that is not routed, or a name that the public DNS does not have.
    Private,
    /// Anywhere else.
    Public,
}

/// What names end in that the public DNS does not have, or only to say so: RFC 6762 (local, and its
/// appendix G), RFC 8375 (home.arpa), RFC 7686 (onion), RFC 9476 (alt), ICANN's reservation of internal; and what
/// Kubernetes and resolvers complete by themselves (svc, localdomain).
pub const PRIVATE_NAMES: [&str; 13] = [
    ".local",
    ".localdomain",
    ".internal",
    ".intranet",
    ".private",
    ".corp",
    ".home",
    ".home.arpa",
    ".lan",
    ".svc",
    ".onion",
    ".alt",
    ".localhost",
];

impl Url {
    /// Reads an absolute URL; `None` for what is none, or may be read in more than one way.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}#".contains(&byte);
        if text.len() > limits::URL_BYTES || !text.bytes().all(is_plain) {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, after) = (rest.get(..end)?, rest.get(end..)?);
        let (host, port) = split_port(authority)?;
        let host = read_host(host)?;
        let port = match port {
            None => None,
            Some(port) => Some(read_port(port)?).filter(|port| *port != if secure { 443 } else { 80 }),
        };
        let (path, query) = after.split_once('?').map_or((after, None), |(path, query)| (path, Some(query)));
        if path.split('/').any(is_dots) {
            return None;
        }
        let path = if path.is_empty() { "/" } else { path };
        Some(Self { secure, host, port, path: path.to_owned(), query: query.map(str::to_owned) })
    }

    /// Reads a reference to another URL from this one, as an HTML link is: absolute, from the root, or from
    /// the path's folder. RFC 3986, section 5.2, without dot segments.
    #[must_use]
    pub fn join(&self, reference: &str) -> Option<Self> {
        if reference.is_empty() || reference.starts_with("//") {
            return None;
        }
        if reference.contains("://") && !reference.starts_with(['/', '?']) {
            return Self::parse(reference);
        }
        let origin = self.origin();
        let path = match reference {
            _ if reference.starts_with('/') => String::new(),
            _ if reference.starts_with('?') => self.path.clone(),
            _ => {
                // `a:b` would be a scheme.
                let first = reference.split(['/', '?']).next().unwrap_or_default();
                if first.contains(':') {
                    return None;
                }
                let (folder, _) = self.path.rsplit_once('/')?;
                format!("{folder}/")
            }
        };
        Self::parse(&format!("{origin}{path}{reference}"))
    }

    /// `https://host:port`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http{}://{}", if self.secure { "s" } else { "" }, self.authority())
    }

    /// `host:port`; the scheme's own port is left out.
    #[must_use]
    pub fn authority(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// Whether both are of one origin.
    #[must_use]
    pub fn is_same_origin(&self, other: &Self) -> bool {
        self.secure == other.secure && self.host == other.host && self.port == other.port
    }

    /// Where its host is.
    #[must_use]
    pub fn network(&self) -> Network {
        network(&self.host)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

/// `host:port` apart; the host of an IPv6 address is in brackets.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let end = if authority.starts_with('[') { authority.find(']')?.checked_add(1)? } else { 0 };
    let after = authority.get(end..)?;
    match after.split_once(':') {
        Some((host, port)) => Some((authority.get(..end.checked_add(host.len())?)?, Some(port))),
        None => Some((authority, None)),
    }
}

/// Five digits at most, as the reference's grammar has no bound.
fn read_port(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| digits && *port != 0)
}

fn read_host(text: &str) -> Option<String> {
    let host = text.to_ascii_lowercase();
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        // In the one form that browsers write it in, which has no IPv4 address at its end.
        let address = address.parse::<Ipv6Addr>().ok()?;
        return Some(match address.to_ipv4_mapped() {
            Some(_) => format!("[{}]", hexadecimal(address)),
            None => format!("[{address}]"),
        });
    }
    let is_label = |label: &str| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        !label.is_empty() && label.len() <= 63 && plain
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return None;
    }
    // A browser reads a host whose last part is a number as an IPv4 address, in whatever form.
    let last = host.rsplit('.').next()?;
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    if is_number && host.parse::<Ipv4Addr>().is_err() {
        return None;
    }
    // A name in Punycode may be one that browsers refuse; the page shows it as it stands.
    Some(host)
}

fn hexadecimal(address: Ipv6Addr) -> String {
    let [.., high, low] = address.segments();
    format!("::ffff:{high:x}:{low:x}")
}

/// `.`, `..`, and as browsers read them with escapes.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

/// Where `host` is; an IPv6 address is in brackets.
#[must_use]
pub fn network(host: &str) -> Network {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return address.parse().map_or(Network::Private, network_of_v6);
    }
    if let Ok(address) = host.parse() {
        return network_of_v4(address);
    }
    let host = host.to_ascii_lowercase();
    if host == "localhost" || fits(".localhost", &host) {
        return Network::Loopback;
    }
    if !host.contains('.') || PRIVATE_NAMES.iter().any(|name| fits(name, &host)) {
        return Network::Private;
    }
    Network::Public
}

/// By the registry of special addresses: RFC 6890.
fn network_of_v4(address: Ipv4Addr) -> Network {
    let [first, second, ..] = address.octets();
    match first {
        127 => Network::Loopback,
        0 => Network::Private,
        100 if second & 0xc0 == 64 => Network::Private,
        198 if second & 0xfe == 18 => Network::Private,
        _ if address.is_private()
            || address.is_link_local()
            || address.is_broadcast()
            || address.is_multicast()
            || first >= 240 =>
        {
            Network::Private
        }
        _ => Network::Public,
    }
}

fn network_of_v6(address: Ipv6Addr) -> Network {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return network_of_v4(mapped);
    }
    if address.is_loopback() {
        return Network::Loopback;
    }
    let [first, ..] = address.segments();
    // Global unicast is 2000::/3; of the rest, none is out in the world. NAT64 and 6to4 lead to IPv4.
    if first & 0xe000 == 0x2000 && first != 0x2002 { Network::Public } else { Network::Private }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn read() {
        for (text, written) in [
            ("https://auth.docker.io/token", "https://auth.docker.io/token"),
            ("HTTPS://Auth.Docker.IO", "https://auth.docker.io/"),
            ("https://a.example:443/x?y=/../z", "https://a.example/x?y=/../z"),
            ("http://localhost:80/", "http://localhost/"),
            ("http://localhost:443/", "http://localhost:443/"),
            ("http://[::1]:5000/v2/", "http://[::1]:5000/v2/"),
            ("http://[0:0::1]/", "http://[::1]/"),
            ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("http://127.0.0.1:5000?a", "http://127.0.0.1:5000/?a"),
        ] {
            assert_eq!(Url::parse(text).map(|url| url.to_string()).as_deref(), Some(written), "{text}");
        }
    }

    #[test]
    fn not_read() {
        for (text, reason) in [
            ("", "nothing"),
            ("/token", "relative"),
            ("//a.example/", "without a scheme"),
            ("ftp://a.example/", "another scheme"),
            ("javascript://a.example/%0aalert(1)", "another scheme"),
            ("https://auth.docker.io@evil.example/", "a user"),
            ("https://user:password@a.example/", "a password"),
            ("https://auth.docker.io\\@evil.example/", "a backslash, which browsers take for a slash"),
            ("https:\\\\evil.example/", "backslashes"),
            ("https:///evil.example/", "browsers skip further slashes"),
            ("https://a.example/\t", "a tab, which browsers leave out"),
            ("https://a.exa\nmple/", "a line end, which browsers leave out"),
            ("https://a.example/ b", "a space"),
            ("https://a.example/#b", "a fragment"),
            ("https://2130706433/", "127.0.0.1 as one number"),
            ("https://0x7f.0.0.1/", "127.0.0.1 in hexadecimal"),
            ("https://127.1/", "127.0.0.1 in short"),
            ("https://127.000.0.1/", "octal to some"),
            ("https://1.2.3.4.5/", "no address, and no name"),
            ("https://a.example./", "a dot at the end: another name to some"),
            ("https://ⓐ.example/", "browsers take it for an a"),
            ("https://%61.example/", "browsers take it for an a"),
            ("https://a.example:99999/", "no port"),
            ("https://a.example:+80/", "a sign"),
            ("https://a.example:/", "an empty port"),
            ("https://a.example:0/", "port 0"),
            ("https://[::1/", "a bracket that is not closed"),
            ("https://[::1]x/", "something after the bracket"),
            ("https://[fe80::1%25eth0]/", "a zone"),
            ("https://a.example/v2/../x", "a dot segment"),
            ("https://a.example/v2/%2E%2e/x", "a dot segment in disguise"),
            ("https://a.example/v2/./x", "a dot segment"),
        ] {
            assert_eq!(Url::parse(text), None, "{reason}");
        }
    }

    #[test]
    fn joined() {
        let base = Url::parse("https://a.example/v2/b/tags/list?n=100").unwrap();
        for (reference, written) in [
            ("/v2/b/tags/list?n=100&last=x", Some("https://a.example/v2/b/tags/list?n=100&last=x")),
            ("?last=x", Some("https://a.example/v2/b/tags/list?last=x")),
            ("list?last=x", Some("https://a.example/v2/b/tags/list?last=x")),
            ("http://c.example/", Some("http://c.example/")),
            ("/v2/x?next=https://c.example/", Some("https://a.example/v2/x?next=https://c.example/")),
            ("//c.example/", None),
            ("mailto:x", None),
            ("../x", None),
            ("", None),
        ] {
            let joined = base.join(reference).map(|url| url.to_string());
            assert_eq!(joined.as_deref(), written, "{reference}");
        }
    }

    #[test]
    fn places() {
        for (host, expected) in [
            ("localhost", Network::Loopback),
            ("a.localhost", Network::Loopback),
            ("127.8.9.10", Network::Loopback),
            ("[::1]", Network::Loopback),
            ("[::ffff:7f00:1]", Network::Loopback),
            ("10.0.0.1", Network::Private),
            ("172.31.0.1", Network::Private),
            ("192.168.1.1", Network::Private),
            ("169.254.169.254", Network::Private),
            ("100.64.0.1", Network::Private),
            ("0.0.0.0", Network::Private),
            ("[fd00::1]", Network::Private),
            ("[fe80::1]", Network::Private),
            ("[2002:7f00:1::]", Network::Private),
            ("[64:ff9b::7f00:1]", Network::Private),
            ("registry", Network::Private),
            ("printer.local", Network::Private),
            ("metadata.google.internal", Network::Private),
            ("registry.default.svc", Network::Private),
            ("a.home.arpa", Network::Private),
            ("home.arpa.example", Network::Public),
            ("notlocal.example", Network::Public),
            ("172.32.0.1", Network::Public),
            ("ghcr.io", Network::Public),
            ("localhost.example", Network::Public),
            ("[2001:db8::1]", Network::Public),
        ] {
            assert_eq!(network(host), expected, "{host}");
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again(text in "https?://[a-z0-9.:@\\[\\]%-]{1,12}(/[a-z.%?=/]{0,9})?") {
            if let Some(url) = Url::parse(&text) {
                prop_assert_eq!(Url::parse(&url.to_string()), Some(url));
            }
        }

        #[test]
        fn no_input_panics(text in ".*") {
            let base = Url::parse("https://a.example/b/c").unwrap();
            if let Some(url) = base.join(&text) {
                prop_assert_eq!(Url::parse(&url.to_string()), Some(url));
            }
        }
    }
}
