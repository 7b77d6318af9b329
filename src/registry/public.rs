//! Registries that everybody knows, so that asking them of what a link names gives nothing away.

/// Hosts as they stand in references. Of those that begin with a dot or hyphen, any host that ends so.
const PUBLIC: &[&str] = &[
    "docker.io",
    "ghcr.io",
    "quay.io",
    "mcr.microsoft.com",
    "registry.k8s.io",
    "gcr.io",
    ".gcr.io",
    "-docker.pkg.dev",
    "public.ecr.aws",
    "registry.gitlab.com",
    "nvcr.io",
    "registry.access.redhat.com",
    "registry.redhat.io",
    "registry.fedoraproject.org",
    "registry.suse.com",
    "registry.opensuse.org",
    "container-registry.oracle.com",
    "docker.elastic.co",
    "cgr.dev",
    "codeberg.org",
];

/// Whether a link may have this registry asked by itself.
#[must_use]
pub fn is_public(registry: &str) -> bool {
    PUBLIC.iter().any(|public| match public.starts_with(['.', '-']) {
        true => registry.len() > public.len() && registry.ends_with(public),
        false => registry == *public,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_known() {
        for (registry, expected, reason) in [
            ("docker.io", true, "Docker Hub"),
            ("us.gcr.io", true, "a region"),
            ("europe-west1-docker.pkg.dev", true, "a region"),
            ("evilgcr.io", false, "only ends alike"),
            ("gcr.io.evil.example", false, "only begins alike"),
            (".gcr.io", false, "nothing in front"),
            ("docker.io:8443", false, "a port of its own"),
            ("ghcr.io.", false, "another name"),
            ("my.azurecr.io", false, "somebody's own"),
            ("localhost:5000", false, "this machine"),
            ("10.0.0.1", false, "a private network"),
            ("registry.example", false, "anybody"),
        ] {
            assert_eq!(is_public(registry), expected, "{reason}");
        }
    }
}
