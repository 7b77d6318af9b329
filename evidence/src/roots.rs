//! The roots: which instances' are embedded, since when, and which one a bundle is held to.

use bayplan::evidence::{Refusal, Root, RootChoice, Why};
use sigstore_verify::trust_root::{
    SIGSTORE_GITHUB_TRUSTED_ROOT, SIGSTORE_PRODUCTION_TRUSTED_ROOT, TrustedRoot,
};
use sigstore_verify::types::Bundle;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::ObjectIdentifier;

/// When the embedded roots were taken from the instances' TUF repositories (tuf-repo-cdn.sigstore.dev and
/// tuf-repo.github.com): by the crate `sigstore-trust-root` 0.15.1, which has them.
pub const TAKEN: &str = "2026-10-23";

/// The organisation that GitHub's own certificate authorities say they are of.
const GITHUB: &str = "GitHub, Inc.";

/// `organizationName`, X.520.
const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");

/// A root, and which one it is.
pub(crate) struct Chosen {
    pub(crate) trusted: TrustedRoot,
    pub(crate) root: Root,
}

/// The root that `bundle` is held to. It is chosen by the choice, and by the name of the certificate's issuer where that
/// says so; what it then verifies, only its keys tell.
pub(crate) fn choose(choice: &RootChoice, bundle: &Bundle) -> Result<Chosen, Refusal> {
    let (json, root) = match choice {
        RootChoice::Given(json) => (json.as_str(), Root::Given),
        RootChoice::GitHub => github(),
        RootChoice::PublicGood => public_good(),
        RootChoice::ByIssuer if is_of_github(bundle) => github(),
        RootChoice::ByIssuer => public_good(),
    };
    let trusted =
        TrustedRoot::from_json(json).map_err(|error| Refusal::new(Why::BadRoot, error.to_string()))?;
    Ok(Chosen { trusted, root })
}

fn public_good() -> (&'static str, Root) {
    (SIGSTORE_PRODUCTION_TRUSTED_ROOT, Root::PublicGood { taken: TAKEN.into() })
}

fn github() -> (&'static str, Root) {
    (SIGSTORE_GITHUB_TRUSTED_ROOT, Root::GitHub { taken: TAKEN.into() })
}

fn is_of_github(bundle: &Bundle) -> bool {
    let certificate = bundle.signing_certificate();
    let certificate = certificate.and_then(|der| Certificate::from_der(der.as_bytes()).ok());
    certificate.is_some_and(|certificate| {
        let names = certificate.tbs_certificate.issuer.0;
        let mut parts = names.iter().flat_map(|name| name.0.iter());
        parts.any(|part| part.oid == ORGANIZATION && part.value.value() == GITHUB.as_bytes())
    })
}
