//! What documents are looked for by: digests that are expected and not here.

use std::rc::Rc;

use crate::image::descriptor::Descriptor;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::keyed::{HashMap, HashSet};
use crate::verify::Expected;
use crate::verify::hash::digest_of;

/// Expected digests, by size and by digest: an index may state a hundred thousand, and each of a thousand documents
/// may be one of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    all: Vec<Expected>,
    by_digest: HashMap<Digest, Vec<usize>>,
    by_size: HashMap<u64, Group>,
    of_any_size: Group,
}

/// Those of one size.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    targets: Vec<usize>,
    algorithms: [bool; HashAlgorithm::ALL.len()],
}

impl Group {
    fn add(&mut self, target: usize, algorithm: HashAlgorithm) {
        self.targets.push(target);
        if let Some(algorithm) = self.algorithms.get_mut(algorithm as usize) {
            *algorithm = true;
        }
    }

    fn has(&self, algorithm: HashAlgorithm) -> bool {
        self.algorithms.get(algorithm as usize) == Some(&true)
    }
}

impl Targets {
    /// The targets that `all` are. Nothing can be recovered for a digest that can't be computed.
    #[must_use]
    pub fn new(all: Vec<Expected>) -> Self {
        let mut targets = Self::default();
        for (at, Expected { digest, size }) in all.iter().enumerate() {
            let Some(algorithm) = digest.registered() else { continue };
            let group = match size {
                Some(size) => targets.by_size.entry(*size).or_default(),
                None => &mut targets.of_any_size,
            };
            group.add(at, algorithm);
            targets.by_digest.entry(digest.clone()).or_default().push(at);
        }
        targets.all = all;
        targets
    }

    /// What is expected.
    #[must_use]
    pub fn all(&self) -> &[Expected] {
        &self.all
    }

    /// Whether this digest is expected.
    #[must_use]
    pub fn has(&self, digest: &Digest) -> bool {
        self.by_digest.contains_key(digest)
    }

    /// Those of the digests of `descriptors` that are expected: what a document names itself is not the document.
    #[must_use]
    pub fn named_by<'d>(&self, descriptors: impl Iterator<Item = &'d Rc<Descriptor>>) -> HashSet<&'d Digest> {
        let digests = descriptors.filter_map(|descriptor| descriptor.digest.as_ref());
        digests.filter(|digest| self.has(digest)).collect()
    }

    /// The algorithms by which bytes of this length can be one of these.
    pub(super) fn algorithms(&self, length: u64) -> impl Iterator<Item = HashAlgorithm> {
        let sized = self.by_size.get(&length);
        HashAlgorithm::ALL.into_iter().filter(move |algorithm| {
            self.of_any_size.has(*algorithm) || sized.is_some_and(|sized| sized.has(*algorithm))
        })
    }

    /// The first of this size that is not `own`.
    #[must_use]
    pub fn first_of_size(&self, length: u64, own: &dyn Fn(&Digest) -> bool) -> Option<usize> {
        let mut sized = self.by_size.get(&length)?.targets.iter().copied();
        sized.find(|at| self.all.get(*at).is_some_and(|target| !own(&target.digest)))
    }

    /// The one that these bytes are and that is not `own`, with their digest.
    pub(super) fn find(&self, bytes: &[u8], own: &dyn Fn(&Digest) -> bool) -> Option<(usize, Digest)> {
        let length = bytes.len() as u64;
        self.algorithms(length).find_map(|algorithm| {
            let digest = digest_of(algorithm, bytes);
            let mut named = self.by_digest.get(&digest)?.iter().copied();
            let fits = |at: &usize| {
                self.all.get(*at).is_some_and(|target| target.size.is_none_or(|size| size == length))
            };
            let at = named.find(fits).filter(|_| !own(&digest))?;
            Some((at, digest))
        })
    }
}
