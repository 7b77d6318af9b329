//! Bills of materials: SPDX 2.3 and 3, CycloneDX 1.4 to 1.6, and syft's own JSON, as one list of packages.

mod cyclonedx;
mod kinds;
pub mod listed;
mod spdx2;
mod spdx3;
mod syft;

use super::told::{List, Told};
use crate::json::{Span, Value};
use crate::pace::{Pace, at_once};

/// A bill of materials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sbom {
    /// Such as `SPDX-2.3`, `CycloneDX 1.6`, `syft 16.0.18`.
    pub format: String,
    /// What it is of, as it says.
    pub name: Option<Told>,
    /// Digests that it says what it is of has, `algorithm:encoded`.
    pub of: List<Told>,
    /// What made it.
    pub tools: List<Told>,
    /// When, as written.
    pub created: Option<Told>,
    /// What is in it.
    pub packages: List<Package>,
    /// How many files it lists.
    pub files: usize,
    /// The kinds of its packages, and how many are of each, the most first.
    pub kinds: Vec<(String, usize)>,
}

/// A package of a bill of materials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its licences: identifiers or expressions, several with commas between them.
    pub licence: Option<String>,
    /// Its package URL.
    pub purl: Option<String>,
    /// Where it was found.
    pub location: Option<String>,
    /// What it is: the type of its package URL, or what the document says.
    pub kind: Option<String>,
    /// Its place in the document.
    pub at: Span,
}

impl Sbom {
    /// Reads a bill of materials by its shape; `None` for any other document.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        at_once(Self::read_in_pieces(root, &Pace::default()))
    }

    /// As [`Self::read`], a piece at a time.
    pub async fn read_in_pieces(root: Value<'_>, pace: &Pace) -> Option<Self> {
        let mut sbom = Self::by_shape(root, pace).await?;
        sbom.kinds = kinds::counted(&sbom.packages.items, pace).await;
        Some(sbom)
    }

    async fn by_shape(root: Value<'_>, pace: &Pace) -> Option<Self> {
        if let Some(sbom) = spdx2::read(root, pace).await {
            return Some(sbom);
        }
        if let Some(sbom) = cyclonedx::read(root, pace).await {
            return Some(sbom);
        }
        if let Some(sbom) = syft::read(root, pace).await {
            return Some(sbom);
        }
        spdx3::read(root, pace).await
    }
}

/// What the reading of one package comes to, in the steps that [`Pace`] counts.
const STEPS_OF_A_PACKAGE: usize = 60;

impl Package {
    /// Takes the type out of the package URL, where there is one.
    fn with_kind(mut self, said: Option<String>) -> Self {
        let of_purl = self.purl.as_deref().and_then(|purl| purl.strip_prefix("pkg:")?.split('/').next());
        self.kind = of_purl.map(str::to_owned).or(said);
        self
    }
}

/// The text, where there is one and it says something: `NOASSERTION` and `NONE` are SPDX's ways to say nothing.
fn text(object: Value<'_>, key: &str) -> Option<String> {
    let told = Told::under(object, key)?.text;
    (told != "NOASSERTION" && told != "NONE").then_some(told)
}

/// Several texts as one.
fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// The digest in a package URL of an image: `pkg:oci/name@sha256:…`, percent-encoded or not.
pub(super) fn digest_of_purl(purl: &Told) -> Option<Told> {
    let rest = purl.text.strip_prefix("pkg:oci/").or_else(|| purl.text.strip_prefix("pkg:docker/"))?;
    let version = rest.split('?').next()?.split('@').nth(1)?;
    let digest = version.replace("%3A", ":").replace("%3a", ":");
    digest.contains(':').then_some(Told { text: digest, at: purl.at })
}

#[cfg(test)]
mod tests;
