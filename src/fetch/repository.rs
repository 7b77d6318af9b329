//! A repository of a registry.

use crate::image::digest::Digest;
use crate::image::reference::Reference;

/// A repository, as references name it: `docker.io` and `library/alpine`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repository {
    /// The registry.
    pub registry: String,
    /// The repository's name there.
    pub name: String,
}

impl Repository {
    /// The repository of a reference.
    #[must_use]
    pub fn of(reference: &Reference) -> Self {
        Self { registry: reference.registry.clone(), name: reference.repository.clone() }
    }

    /// The reference to `digest` in it.
    #[must_use]
    pub fn at(&self, digest: &Digest) -> Reference {
        Reference { digest: Some(digest.clone()), ..self.by_tag(None) }
    }

    /// The reference to `tag` in it.
    #[must_use]
    pub fn by_tag(&self, tag: Option<&str>) -> Reference {
        Reference {
            registry: self.registry.clone(),
            repository: self.name.clone(),
            tag: tag.map(str::to_owned),
            digest: None,
        }
    }
}
