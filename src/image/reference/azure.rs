//! Azure's registries, whose names its tools write without their domain.

/// What their hosts end in, in each of Azure's clouds.
pub const DOMAINS: [&str; 3] = [".azurecr.io", ".azurecr.cn", ".azurecr.us"];

/// The host of the registry that Azure's tools call so; a whole host may stand there, too.
pub(super) fn host(registry: &str) -> String {
    let [public, ..] = DOMAINS;
    format!("{registry}{}", if registry.contains('.') { "" } else { public })
}
