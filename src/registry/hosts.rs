//! All that is known of single registries, in one table.
//!
//! What the page says and does about a registry by its name alone is read from here; the rules that
//! `deploy/` has for relays are held to it by `tests/deploy.rs`, and the relay of `cargo xtask serve` reads it.

use crate::image::reference::azure;

/// One registry, or all registries whose names end alike.
#[derive(Debug)]
pub struct Known {
    /// The name in references. One that begins with a dot or a hyphen stands for all hosts that end so.
    pub name: &'static str,
    /// The host that answers for it, where that is another.
    pub endpoint: Option<&'static str>,
    /// The host of its token realm, where that is another, as the registry itself answers. Most are their own
    /// realm: ghcr.io, quay.io, gcr.io and *.pkg.dev, public.ecr.aws, *.azurecr.io, registry.redhat.io; or ask
    /// for no token, as mcr.microsoft.com and registry.k8s.io.
    pub realm: Option<&'static str>,
    /// Its one word for reading any repository, which a challenge of its own names as the scope.
    pub scope: Option<&'static str>,
    /// Whether everybody knows it, so that asking it about what a link names gives nothing away.
    pub public: bool,
    /// Whether the relays of `deploy/` serve it.
    pub relayed: bool,
    /// How it treats pages of other origins.
    pub cors: Option<Cors>,
    /// An API of its own that pages of other origins may read.
    pub api: Option<Api>,
    /// What is known of how it counts requests.
    pub limit: Option<Limit>,
    /// Addresses of pages about its images, one of each site that shows them: `image::reference::page` reads them.
    pub pages: &'static [&'static str],
}

/// An API beside the protocol of registries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// [`super::quay`]
    Quay,
}

/// How a registry counts requests that no account makes, in sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// By what it counts.
    pub counts: &'static str,
    /// What to do when there were too many.
    pub advice: &'static str,
}

/// How a registry treats pages of other origins, in a sentence, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    /// From answers that were recorded, or from what its makers wrote.
    Recorded(&'static str),
    /// No answer is known that allows pages of other origins.
    Unseen,
}

impl Known {
    /// A registry that everybody knows.
    const fn public(name: &'static str) -> Self {
        Self {
            name,
            endpoint: None,
            realm: None,
            scope: None,
            public: true,
            relayed: false,
            cors: None,
            api: None,
            limit: None,
            pages: &[],
        }
    }

    /// The same, of which no answer is known that allows pages of other origins.
    const fn closed(name: &'static str) -> Self {
        Self { cors: Some(Cors::Unseen), ..Self::public(name) }
    }

    /// The same, which relays serve.
    const fn relayed(name: &'static str) -> Self {
        Self { relayed: true, ..Self::closed(name) }
    }

    /// The host that answers for it; of a name that stands for many, the end of theirs.
    #[must_use]
    pub const fn host(&self) -> &'static str {
        match self.endpoint {
            Some(host) => host,
            None => self.name,
        }
    }

    fn is_named(&self, name: &str) -> bool {
        fits(self.name, name)
    }
}

/// The table. What is more exact comes first.
pub static KNOWN: &[Known] = &[
    Known {
        endpoint: Some("registry-1.docker.io"),
        realm: Some("auth.docker.io"),
        cors: Some(Cors::Recorded(
            "Docker Hub allows no pages of other origins: its makers took the header out in 2015 (moby/moby, issue 11224).",
        )),
        limit: Some(Limit {
            counts: "Docker Hub counts by address what is asked for without an account: all that come from one address \
                     share one limit.",
            advice: "Sign in: an account of Docker Hub has a limit of its own. If the browser lets no name and password \
                     reach it from here, run \u{201c}docker login\u{201d}, get the bytes with a command, and paste or \
                     drop them.",
        }),
        pages: &["https://hub.docker.com/_/alpine"],
        ..Known::relayed("docker.io")
    },
    Known { pages: &["https://github.com/a/b/pkgs/container/c"], ..Known::relayed("ghcr.io") },
    Known { pages: &["https://quay.io/repository/a/b"], api: Some(Api::Quay), ..Known::relayed("quay.io") },
    Known {
        pages: &["https://mcr.microsoft.com/artifact/mar/a/about"],
        ..Known::relayed("mcr.microsoft.com")
    },
    Known::relayed("registry.k8s.io"),
    Known { pages: &["https://console.cloud.google.com/gcr/images/a/GLOBAL/b"], ..Known::closed("gcr.io") },
    Known { pages: &["https://console.cloud.google.com/gcr/images/a/EU/b"], ..Known::closed(".gcr.io") },
    Known {
        pages: &["https://console.cloud.google.com/artifacts/docker/a/europe/b/c"],
        ..Known::closed("-docker.pkg.dev")
    },
    Known {
        scope: Some("aws"),
        pages: &["https://gallery.ecr.aws/docker/library/alpine"],
        ..Known::closed("public.ecr.aws")
    },
    Known { realm: Some("gitlab.com"), ..Known::closed("registry.gitlab.com") },
    Known { realm: Some("authn.nvidia.com"), ..Known::closed("nvcr.io") },
    Known::closed("registry.access.redhat.com"),
    Known::closed("registry.redhat.io"),
    Known::closed("cgr.dev"),
    Known::public("registry.fedoraproject.org"),
    Known { realm: Some("scc.suse.com"), ..Known::public("registry.suse.com") },
    Known::public("registry.opensuse.org"),
    Known::public("container-registry.oracle.com"),
    Known { realm: Some("docker-auth.elastic.co"), ..Known::public("docker.elastic.co") },
    Known::public("codeberg.org"),
    Known {
        realm: Some("api.digitalocean.com"),
        public: false,
        ..Known::public("registry.digitalocean.com")
    },
    Known {
        public: false,
        cors: Some(Cors::Recorded(
            "Recorded answers of Azure\u{2019}s registries (Azure SDK for JavaScript) expose headers and allow no origin.",
        )),
        pages: &[
            "https://portal.azure.com/#view/a/id/registries%2Fa/repository/b",
            "https://ms.portal.azure.com/#view/a/id/registries%2Fa/repository/b",
        ],
        ..Known::public(".azurecr.io")
    },
];

/// The registry of this name in references.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.is_named(name))
}

/// The API of its own that the registry of this name in references has, and that pages may read.
#[must_use]
pub fn api(name: &str) -> Option<Api> {
    by_name(name)?.api
}

/// The registry that this host, as it stands in URLs, answers for or gives tokens for.
#[must_use]
pub fn by_host(host: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| fits(known.host(), host) || known.realm == Some(host))
}

/// The hosts that relays serve: those of registries, and those of their token realms.
pub fn relayed() -> impl Iterator<Item = &'static str> {
    let relayed = KNOWN.iter().filter(|known| known.relayed);
    relayed.flat_map(|known| std::iter::once(known.host()).chain(known.realm))
}

/// The name that `az acr` has for the registry of this host; `None` where it is not one of Azure's.
#[must_use]
pub fn azure_name(host: &str) -> Option<&str> {
    azure::DOMAINS.iter().any(|end| fits(end, host)).then(|| host.split('.').next())?
}

/// Whether `host` is `known`, or ends so where `known` begins with a dot or a hyphen.
pub(super) fn fits(known: &str, host: &str) -> bool {
    if known.starts_with(['.', '-']) {
        host.len() > known.len() && host.ends_with(known)
    } else {
        host == known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::reference::page::SITES;
    use crate::image::reference::reader::read;
    use crate::image::reference::typed::Form;
    use crate::registry::url::{Network, Url};
    use std::collections::BTreeSet;

    #[test]
    fn each_host_is_one_that_browsers_ask() {
        for known in KNOWN {
            let ends = known.name.starts_with(['.', '-']);
            let name = if ends { format!("a{}", known.name) } else { known.name.to_owned() };
            for host in [Some(&*name), known.endpoint, known.realm].into_iter().flatten() {
                let url = Url::parse(&format!("https://{host}/")).unwrap();
                assert_eq!((url.network(), &*url.authority()), (Network::Public, host));
            }
            assert!(by_name(&name).is_some_and(|found| std::ptr::eq(found, known)), "{name} comes too late");
            assert!(!(known.relayed && ends), "a relay's list has whole names: {name}");
        }
    }

    #[test]
    fn who_is_found() {
        for (host, expected) in [
            ("registry-1.docker.io", Some("docker.io")),
            ("auth.docker.io", Some("docker.io")),
            ("us.gcr.io", Some(".gcr.io")),
            ("gitlab.com", Some("registry.gitlab.com")),
            ("my.azurecr.io", Some(".azurecr.io")),
            (".azurecr.io", None),
            ("ghcr.io.example", None),
            ("evilghcr.io", None),
        ] {
            assert_eq!(by_host(host).map(|known| known.name), expected, "{host}");
        }
        assert_eq!(by_name("docker.io").map(Known::host), Some("registry-1.docker.io"));
        assert!(by_name("registry-1.docker.io").is_none(), "no reference names it so");
    }

    /// Sites that show images of any registry.
    const OF_ANY: [&str; 2] = ["oci.dag.dev", "explore.ggcr.dev"];

    #[test]
    fn each_site_shows_images_of_a_registry_in_the_table() {
        let mut hosts: BTreeSet<&str> = OF_ANY.into();
        for known in KNOWN {
            for page in known.pages {
                let typed = read(page).unwrap_or_else(|error| panic!("{page}: {error}"));
                assert!(matches!(typed.form, Form::Page(_)), "{page} is read as a page");
                let found = by_name(&typed.reference.registry);
                assert!(found.is_some_and(|found| std::ptr::eq(found, known)), "{page} is of {}", known.name);
                hosts.insert(page.split('/').nth(2).unwrap());
            }
        }
        let sites: BTreeSet<&str> = SITES.iter().flat_map(|site| site.hosts).copied().collect();
        assert_eq!(hosts, sites, "the hosts of the pages in the table, and those that are read");
    }

    #[test]
    fn who_is_relayed() {
        let hosts: Vec<_> = relayed().collect();
        let expected = [
            "registry-1.docker.io",
            "auth.docker.io",
            "ghcr.io",
            "quay.io",
            "mcr.microsoft.com",
            "registry.k8s.io",
        ];
        assert_eq!(hosts, expected);
    }
}
