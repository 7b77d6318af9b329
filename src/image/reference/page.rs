//! The image that a registry's page in the browser is about, from the page's address.

use super::azure;
use super::typed::{Form, Typed, TypedError, composed};
use super::words::Word;

/// Reads an address without its scheme: `hub.docker.com/_/alpine`.
pub(super) fn read(word: Word<'_>) -> Result<Typed, TypedError> {
    let (before, fragment) = word.text.split_once('#').unwrap_or((word.text, ""));
    let (place, query) = before.split_once('?').unwrap_or((before, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    // A password may have any sign in it, a slash too: then what seems to be the path has the host.
    if host.contains('@') || path.split_once('@').is_some_and(|(_, after)| !is_digest(after)) {
        return Err(TypedError::Login(word.at));
    }
    let host = host.to_ascii_lowercase();
    let segments: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let at = word.at.saturating_add(place.len().saturating_sub(path.len()));
    let page = Page { parts: &parts, query, fragment };
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if let Some(site) = SITES.iter().find(|site| site.hosts.contains(&host)) {
        return match (site.image)(&page) {
            Some(name) => composed(&name, at, Form::Page(site.name)),
            None => Err(TypedError::Page(site.name, at)),
        };
    }
    match host {
        "" => composed(place, at, Form::Name),
        _ if matches!(parts.as_slice(), [] | ["v2"] | ["v2", "_catalog"]) => Err(TypedError::Host(at)),
        host if host != "localhost" && !host.contains(['.', ':']) => Err(TypedError::BareHost(word.at)),
        host => {
            // A registry's own address: of its interface, or the name of an image with a scheme before it.
            let name = api(&page).map_or_else(|| format!("{host}/{path}"), |name| format!("{host}/{name}"));
            composed(name.trim_end_matches('/'), at, Form::Name)
        }
    }
}

/// A site with pages about images.
pub struct Site {
    /// What it is called.
    pub name: &'static str,
    /// Its hosts, without `www.`.
    pub hosts: &'static [&'static str],
    /// The image that a page of it is about.
    image: fn(&Page<'_>) -> Option<String>,
}

/// The sites. Of which registries they show images, the table of those says (`registry::hosts`).
pub static SITES: [Site; 8] = [
    Site { name: "Docker Hub", hosts: &["hub.docker.com"], image: docker_hub },
    Site { name: "Quay", hosts: &["quay.io"], image: quay },
    Site { name: "GitHub", hosts: &["github.com"], image: github },
    Site { name: "Microsoft\u{2019}s registry", hosts: &["mcr.microsoft.com"], image: microsoft },
    Site {
        name: "the Azure portal",
        hosts: &["portal.azure.com", "ms.portal.azure.com"],
        image: azure_portal,
    },
    Site { name: "Google Cloud\u{2019}s console", hosts: &["console.cloud.google.com"], image: google },
    Site { name: "Amazon\u{2019}s public gallery", hosts: &["gallery.ecr.aws"], image: gallery },
    Site { name: "oci.dag.dev", hosts: &["oci.dag.dev", "explore.ggcr.dev"], image: of_any_registry },
];

/// What there is of an address after its host.
struct Page<'a> {
    /// The parts of the path, percent-decoded.
    parts: &'a [&'a str],
    query: &'a str,
    fragment: &'a str,
}

impl Page<'_> {
    /// The value of a key of the query.
    fn asked(&self, key: &str) -> Option<String> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(name, value)| *name == key && !value.is_empty())?;
        Some(decoded(value))
    }
}

/// `hub.docker.com/_/alpine`, `/r/grafana/grafana/tags`, `/layers/library/alpine/3/images/sha256-…`
fn docker_hub(page: &Page<'_>) -> Option<String> {
    let (name, rest): (String, &[&str]) = match page.parts {
        // The site's pages of one language stand below it.
        ["_", name, rest @ ..] => ((*name).to_owned(), rest),
        ["r" | "u", namespace, name, rest @ ..] => (format!("{namespace}/{name}"), rest),
        ["repository" | "repositories", "docker" | "registry-1.docker.io", namespace, name, rest @ ..]
        | ["layers", namespace, name, rest @ ..]
        | ["v2", "repositories" | "namespaces", namespace, name, rest @ ..] => {
            (format!("{}/{name}", if *namespace == "_" { "library" } else { namespace }), rest)
        }
        ["hardened-images", "catalog", "dhi", name, ..] => return Some(format!("dhi.io/{name}")),
        _ => return None,
    };
    let rest = match rest {
        ["tags", rest @ ..] => rest,
        _ => rest,
    };
    let tag = rest.first().filter(|tag| !["general", "builds", "image-layers", "guides"].contains(tag));
    let digest = rest.iter().find_map(|part| digest_of(part));
    Some(format!("docker.io/{}", with(&name, tag.filter(|tag| digest_of(tag).is_none()), digest)))
}

/// `quay.io/repository/NAMESPACE/NAME/manifest/sha256:…`, `…?tab=tags&tag=latest`
fn quay(page: &Page<'_>) -> Option<String> {
    let name = match page.parts {
        ["repository", namespace, name, "manifest", digest, ..] => {
            return Some(format!("quay.io/{namespace}/{name}@{digest}"));
        }
        ["repository", namespace, name, "tag", tag, ..] => {
            return Some(format!("quay.io/{namespace}/{name}:{tag}"));
        }
        ["repository", namespace, name, ..] => format!("{namespace}/{name}"),
        ["v2", ..] => api(page)?,
        ["organization" | "user" | "search" | "plans" | "tutorial", ..] => return None,
        [namespace, name] => format!("{namespace}/{name}"),
        _ => return None,
    };
    let tag = page.asked("tag").filter(|tag| tag != "latest");
    Some(format!("quay.io/{}", with(&name, tag.as_deref().as_ref(), None)))
}

/// `github.com/OWNER/REPOSITORY/pkgs/container/NAME/123?tag=1.0`
fn github(page: &Page<'_>) -> Option<String> {
    let (owner, name) = match page.parts {
        [owner, _, "pkgs", "container", name, ..] => (owner, name),
        ["orgs" | "users", owner, "packages", "container", "package", name, ..]
        | ["orgs" | "users", owner, "packages", "container", name, ..] => (owner, name),
        _ => return None,
    };
    let tag = page.asked("tag");
    let name = format!("{}/{}", owner.to_ascii_lowercase(), name.to_ascii_lowercase());
    Some(format!("ghcr.io/{}", with(&name, tag.as_deref().as_ref(), None)))
}

/// `mcr.microsoft.com/en-us/artifact/mar/dotnet/sdk/about`, `/product/dotnet/sdk/tags`
fn microsoft(page: &Page<'_>) -> Option<String> {
    // The language may stand in front.
    let parts = match page.parts {
        [language, rest @ ..]
            if rest.first().is_some_and(|part| ["artifact", "product", "catalog"].contains(part))
                && language.len() <= 5 =>
        {
            rest
        }
        parts => parts,
    };
    let name = match parts {
        ["artifact", "mar", name @ ..] | ["product", name @ ..] => name,
        ["v2", ..] => return Some(format!("mcr.microsoft.com/{}", api(page)?)),
        ["catalog", ..] | [] => return None,
        name => return Some(format!("mcr.microsoft.com/{}", name.join("/"))),
    };
    let name = match name {
        [name @ .., "about" | "tags" | "tag" | "versions"] => name,
        [name @ .., "tag", tag] => return Some(format!("mcr.microsoft.com/{}:{tag}", name.join("/"))),
        name => name,
    };
    (!name.is_empty()).then(|| format!("mcr.microsoft.com/{}", name.join("/")))
}

/// A blade of the portal: `#view/…/id/%2Fsubscriptions%2F…%2Fregistries%2FMINE/repository/hello-world`
fn azure_portal(page: &Page<'_>) -> Option<String> {
    let whole = decoded(page.fragment);
    let parts: Vec<&str> = whole.split(['/', '?', '&', '=']).filter(|part| !part.is_empty()).collect();
    let after = |keys: &[&str]| {
        let at = parts.iter().position(|part| keys.iter().any(|key| part.eq_ignore_ascii_case(key)))?;
        parts.get(at.saturating_add(1)).copied()
    };
    let registry = after(&["registries", "registryName"])?.to_ascii_lowercase();
    let repository = after(&["repositoryName", "repository", "repositories"])?;
    let tag = after(&["tagName", "tag"]);
    let digest = parts.iter().find_map(|part| digest_of(part));
    Some(format!("{}/{}", azure::host(&registry), with(&decoded(repository), tag.as_ref(), digest)))
}

/// `console.cloud.google.com/artifacts/docker/PROJECT/LOCATION/REPOSITORY/IMAGE/sha256:…`, `/gcr/images/…`
fn google(page: &Page<'_>) -> Option<String> {
    match page.parts {
        ["artifacts", "docker", project, location, repository, name @ ..] if !name.is_empty() => {
            let digest = name.iter().find_map(|part| digest_of(part));
            let name: Vec<&str> = name.iter().copied().take_while(|part| digest_of(part).is_none()).collect();
            // A part may go on with the console's own settings.
            let name = name.join("/");
            let name = name.split(';').next().unwrap_or(&name);
            let name = format!("{project}/{repository}/{name}");
            Some(format!("{location}-docker.pkg.dev/{}", with(&name, None, digest)))
        }
        ["gcr", "images", project, location, name @ ..] if !name.is_empty() => {
            let host = match location.to_ascii_lowercase().as_str() {
                "global" => "gcr.io".to_owned(),
                part => format!("{part}.gcr.io"),
            };
            Some(format!("{host}/{project}/{}", name.join("/")))
        }
        _ => None,
    }
}

/// `gallery.ecr.aws/docker/library/alpine`
fn gallery(page: &Page<'_>) -> Option<String> {
    match page.parts {
        [_, _, ..] => Some(format!("public.ecr.aws/{}", page.parts.join("/"))),
        _ => None,
    }
}

/// `oci.dag.dev/?image=alpine`: it shows images of whatever registry.
fn of_any_registry(page: &Page<'_>) -> Option<String> {
    page.asked("image").or_else(|| page.asked("repo"))
}

/// `v2/NAME/manifests/REFERENCE`, `v2/NAME/tags/list`: addresses of the distribution protocol.
fn api(page: &Page<'_>) -> Option<String> {
    match page.parts {
        ["v2", name @ .., "manifests" | "blobs" | "referrers", reference] => {
            let sign = if reference.contains(':') { '@' } else { ':' };
            Some(format!("{}{sign}{reference}", name.join("/")))
        }
        ["v2", name @ .., "tags", "list"] => Some(name.join("/")),
        _ => None,
    }
}

/// A name with a tag, a digest, or both after it.
fn with(name: &str, tag: Option<&&str>, digest: Option<String>) -> String {
    let mut whole = name.to_owned();
    if let Some(tag) = tag {
        whole.push(':');
        whole.push_str(tag);
    }
    if let Some(digest) = digest {
        whole.push('@');
        whole.push_str(&digest);
    }
    whole
}

fn is_digest(text: &str) -> bool {
    text.split('/').next().is_some_and(|first| first.parse::<crate::image::digest::Digest>().is_ok())
}

/// A digest as pages write it: `sha256:…`, or `sha256-…` where the colon would be in the way.
fn digest_of(part: &str) -> Option<String> {
    let encoded = part.strip_prefix("sha256").and_then(|rest| rest.strip_prefix([':', '-']))?;
    Some(format!("sha256:{encoded}"))
}

/// `text` with its percent escapes undone; as it is where that would give no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let escape = match (first, others) {
            (b'%', [high, low, after @ ..]) => hexadecimal(*high, *low).map(|byte| (byte, after)),
            _ => None,
        };
        let (byte, after) = escape.unwrap_or((*first, others));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    digit(high)?.checked_mul(16)?.checked_add(digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::super::reader::read;

    const HEX: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn the_image_of_a_page() {
        for (address, reference) in [
            ("https://hub.docker.com/_/alpine", "docker.io/library/alpine:latest"),
            ("http://hub.docker.com/_/alpine/", "docker.io/library/alpine:latest"),
            ("https://hub.docker.com/_/alpine/tags?page=1&name=3", "docker.io/library/alpine:latest"),
            ("https://hub.docker.com/r/grafana/grafana", "docker.io/grafana/grafana:latest"),
            ("https://hub.docker.com/r/grafana/grafana/tags", "docker.io/grafana/grafana:latest"),
            ("https://hub.docker.com/r/grafana/grafana#tags", "docker.io/grafana/grafana:latest"),
            ("https://hub.docker.com/repository/docker/a/b/general", "docker.io/a/b:latest"),
            ("https://hub.docker.com/layers/library/alpine/3.22", "docker.io/library/alpine:3.22"),
            ("https://hub.docker.com/v2/repositories/library/alpine/tags/3", "docker.io/library/alpine:3"),
            ("https://hub.docker.com/hardened-images/catalog/dhi/python", "dhi.io/python:latest"),
            ("https://quay.io/repository/a/b", "quay.io/a/b:latest"),
            ("https://quay.io/repository/a/b?tab=tags&tag=latest", "quay.io/a/b:latest"),
            ("https://quay.io/repository/a/b?tab=tags&tag=v1", "quay.io/a/b:v1"),
            ("https://quay.io/repository/a/b/tag/v1", "quay.io/a/b:v1"),
            ("https://github.com/Owner/repo/pkgs/container/Name", "ghcr.io/owner/name:latest"),
            ("https://github.com/o/r/pkgs/container/r%2Fpart/12345?tag=v1", "ghcr.io/o/r/part:v1"),
            ("https://github.com/orgs/o/packages/container/package/n", "ghcr.io/o/n:latest"),
            ("https://github.com/users/o/packages/container/n/123", "ghcr.io/o/n:latest"),
            ("https://ghcr.io/o/n:v1", "ghcr.io/o/n:v1"),
            (
                "https://mcr.microsoft.com/en-us/product/dotnet/sdk/about",
                "mcr.microsoft.com/dotnet/sdk:latest",
            ),
            ("https://mcr.microsoft.com/product/dotnet/sdk/tags", "mcr.microsoft.com/dotnet/sdk:latest"),
            (
                "https://mcr.microsoft.com/en-us/artifact/mar/mcr/hello-world/about",
                "mcr.microsoft.com/mcr/hello-world:latest",
            ),
            ("https://mcr.microsoft.com/mcr/hello-world:latest", "mcr.microsoft.com/mcr/hello-world:latest"),
            (
                "https://mcr.microsoft.com/v2/mcr/hello-world/manifests/latest",
                "mcr.microsoft.com/mcr/hello-world:latest",
            ),
            (
                "https://portal.azure.com/#view/Microsoft_Azure_ContainerRegistries/RepositoryBlade/id/%2Fsubscriptions%2F0%2FresourceGroups%2Fg%2Fproviders%2FMicrosoft.ContainerRegistry%2Fregistries%2FMine/repository/hello-world",
                "mine.azurecr.io/hello-world:latest",
            ),
            ("https://mine.azurecr.io/v2/hello-world/tags/list", "mine.azurecr.io/hello-world:latest"),
            (
                "https://console.cloud.google.com/gcr/images/distroless/GLOBAL/static",
                "gcr.io/distroless/static:latest",
            ),
            ("https://console.cloud.google.com/gcr/images/p/EU/a/b", "eu.gcr.io/p/a/b:latest"),
            (
                "https://console.cloud.google.com/artifacts/docker/p/us-central1/repo/image;tab=x",
                "us-central1-docker.pkg.dev/p/repo/image:latest",
            ),
            ("https://gallery.ecr.aws/docker/library/alpine", "public.ecr.aws/docker/library/alpine:latest"),
            ("https://oci.dag.dev/?image=cgr.dev%2Fchainguard%2Fstatic", "cgr.dev/chainguard/static:latest"),
            ("https://registry.example:5000/a/b:1", "registry.example:5000/a/b:1"),
            ("http://[::1]:5000/v2/a/manifests/1", "[::1]:5000/a:1"),
        ] {
            let typed = read(address).unwrap_or_else(|error| panic!("{address}: {error}"));
            assert_eq!(typed.reference.to_string(), reference, "{address}");
        }
        for (address, reference) in [
            (
                format!("https://hub.docker.com/layers/library/alpine/3.22/images/sha256-{HEX}"),
                format!("docker.io/library/alpine:3.22@sha256:{HEX}"),
            ),
            (
                format!("https://quay.io/repository/a/b/manifest/sha256:{HEX}"),
                format!("quay.io/a/b@sha256:{HEX}"),
            ),
            (
                format!("https://console.cloud.google.com/artifacts/docker/p/europe/r/i/sha256:{HEX}"),
                format!("europe-docker.pkg.dev/p/r/i@sha256:{HEX}"),
            ),
            (format!("https://ghcr.io/v2/o/n/manifests/sha256:{HEX}"), format!("ghcr.io/o/n@sha256:{HEX}")),
        ] {
            let typed = read(&address).unwrap_or_else(|error| panic!("{address}: {error}"));
            assert_eq!(typed.reference.to_string(), reference, "{address}");
        }
    }

    #[test]
    fn pages_without_an_image() {
        for (address, at, reason) in [
            ("https://hub.docker.com", 22, "a site's first page"),
            ("https://hub.docker.com/search?q=alpine", 23, "a search"),
            ("https://quay.io/organization/a", 16, "an organisation"),
            ("https://github.com/o/r", 19, "a repository of sources"),
            ("https://mcr.microsoft.com/catalog", 26, "the catalog"),
            ("https://portal.azure.com/#home", 25, "the portal\u{2019}s first page"),
            ("https://example.com/About", 20, "no page of a registry, and upper case"),
            ("https://", 8, "nothing after the scheme"),
            ("https://internal.corp.example/", 30, "a host alone"),
            ("https://internal.corp.example", 29, "a host alone, without a slash"),
            ("https://internal.corp.example:8443/", 35, "a host and its port"),
            ("https://localhost:5000/", 23, "a registry of this machine"),
            ("https://10.0.0.1/", 17, "an address"),
            ("https://example.com/?a=b#c", 20, "a host and a query"),
            ("https://registry.example/v2/", 25, "the root of a registry"),
            ("https://registry/a/b", 8, "a host that no reference can name"),
            ("https://alice@corp.example:hunter2", 8, "a login without an image"),
            ("https://alice:hunter2@corp.example/a/b:1", 8, "a login, and an image"),
            ("https://alice@hub.docker.com/_/alpine", 8, "a login at a known site"),
            ("https://corp/hunter2@corp.example:1", 8, "a password with a slash"),
        ] {
            let error = read(address).expect_err(reason);
            assert_eq!(error.at(), at, "{reason}: {error}");
        }
    }
}
