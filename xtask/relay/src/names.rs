//! Where hosts are: a name is looked up once, and what it stands for then is what is connected to.

use std::collections::BTreeSet;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::rule::{Hosts, is_public_address};

/// Looks up names as the system does, and keeps addresses that are not out in the world to hosts of the list.
#[derive(Debug)]
pub struct Names<R = DefaultResolver> {
    system: R,
    /// Authorities that may be anywhere.
    anywhere: BTreeSet<String>,
}

impl Names {
    /// Hosts of the list may be anywhere, for who wrote it knows where they are; so may the proxy that requests go
    /// through, `host:port`.
    pub fn new(hosts: &Hosts, proxy: Option<&str>) -> Self {
        Self::of(DefaultResolver::default(), hosts, proxy)
    }
}

impl<R> Names<R> {
    fn of(system: R, hosts: &Hosts, proxy: Option<&str>) -> Self {
        let anywhere = hosts.authorities().chain(proxy.map(str::to_owned)).collect();
        Self { system, anywhere }
    }
}

impl<R: Resolver> Resolver for Names<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        if uri.authority().is_some_and(|authority| self.anywhere.contains(authority.as_str())) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public_address(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() { Err(Error::HostNotFound) } else { Ok(public) }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, SocketAddr};

    use super::*;

    /// A system at which all names stand for these addresses.
    #[derive(Debug)]
    struct Always(Vec<IpAddr>);

    impl Resolver for Always {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let mut found = self.empty();
            self.0.iter().for_each(|address| found.push(SocketAddr::new(*address, 443)));
            Ok(found)
        }
    }

    fn found(uri: &'static str, addresses: &[&str]) -> Option<Vec<String>> {
        let hosts = Hosts::read(&["listed.example=https://listed.example".into()]).unwrap();
        let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
        let names = Names::of(Always(addresses), &hosts, Some("proxy.example:3128"));
        let found = names.resolve(&Uri::from_static(uri), &Config::default(), NextTimeout::default()).ok()?;
        Some(found.iter().map(|address| address.ip().to_string()).collect())
    }

    #[test]
    fn a_name_of_the_world_stands_for_no_place_in_here() {
        let here = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1"];
        assert_eq!(found("https://cdn.example/", &here), None);
        assert_eq!(found("https://listed.example:8443/", &here), None, "another port of a host of the list");
        let both = found("https://cdn.example/", &["10.0.0.1", "140.82.121.34"]);
        assert_eq!(both, Some(vec!["140.82.121.34".to_owned()]), "what is looked up is what is connected to");
    }

    #[test]
    fn who_is_named_by_hand_may_be_anywhere() {
        for uri in ["https://listed.example/", "http://proxy.example:3128/"] {
            assert_eq!(found(uri, &["10.0.0.1"]), Some(vec!["10.0.0.1".to_owned()]), "{uri}");
        }
    }
}
