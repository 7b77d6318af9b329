//! What is known of how registries treat pages of other origins, and how that is known.

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From answers that were recorded, or from what its makers wrote.
    Recorded,
    /// From nothing but that no answer to the contrary is known.
    Assumed,
}

/// What is known of the hosts whose names end so (or are that name).
const HABITS: &[(&[&str], &str, Source)] = &[
    (
        &["registry-1.docker.io", "auth.docker.io"],
        "Docker Hub allows no pages of other origins: its makers took the header out in 2015 (moby/moby, issue 11224).",
        Source::Recorded,
    ),
    (
        &[".azurecr.io"],
        "Recorded answers of Azure\u{2019}s registries (Azure SDK for JavaScript) expose headers and allow no origin.",
        Source::Recorded,
    ),
    (
        &[
            "mcr.microsoft.com",
            "ghcr.io",
            "quay.io",
            "registry.k8s.io",
            "gcr.io",
            ".gcr.io",
            "-docker.pkg.dev",
            "public.ecr.aws",
            "registry.gitlab.com",
            "gitlab.com",
            "nvcr.io",
            "registry.access.redhat.com",
            "registry.redhat.io",
            "cgr.dev",
        ],
        "No answer of this registry is known that allows pages of other origins.",
        Source::Assumed,
    ),
];

/// What is known of `host`, as it stands in URLs.
#[must_use]
pub fn habit(host: &str) -> Option<(&'static str, Source)> {
    let is = |name: &&str| if name.starts_with(['.', '-']) { host.ends_with(name) } else { host == *name };
    HABITS.iter().find(|(hosts, ..)| hosts.iter().any(&is)).map(|(_, says, source)| (*says, *source))
}

/// What the distribution project's registry is to be told, so that pages of `origin` may read it. Tried with
/// version 2.8.
#[must_use]
pub fn distribution_setting(origin: &str) -> String {
    format!(
        "http:\n  headers:\n    Access-Control-Allow-Origin: ['{origin}']\n    \
         Access-Control-Allow-Headers: ['Authorization']\n    \
         Access-Control-Expose-Headers: ['WWW-Authenticate', 'Link', 'Retry-After']"
    )
}

/// The same for zot.
#[must_use]
pub fn zot_setting(origin: &str) -> String {
    format!("\"http\": {{ \"allowOrigin\": \"{origin}\" }}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_known() {
        for (host, expected) in [
            ("registry-1.docker.io", Some(Source::Recorded)),
            ("my.azurecr.io", Some(Source::Recorded)),
            ("us.gcr.io", Some(Source::Assumed)),
            ("ghcr.io", Some(Source::Assumed)),
            ("ghcr.io.example", None),
            ("localhost", None),
        ] {
            assert_eq!(habit(host).map(|(_, source)| source), expected, "{host}");
        }
    }
}
