//! Which bytes are on their way and which failed, by digest, as the tree shows it.

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;
use std::rc::Rc;

use crate::fetch::{FetchEngine, FetchState};
use crate::image::digest::Digest;
use crate::keyed::Seeded;

/// How the bytes of a digest are coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchMark {
    /// They are on their way.
    Coming,
    /// They could not be fetched.
    Failed,
}

impl FetchMark {
    /// That of bytes whose job is so far.
    const fn of(state: &FetchState<'_>) -> Option<Self> {
        match state {
            FetchState::InFlight { .. } => Some(Self::Coming),
            FetchState::Failed(..) => Some(Self::Failed),
            FetchState::Pending => None,
        }
    }

    /// A word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coming => "loading\u{2026}",
            Self::Failed => "failed",
        }
    }
}

/// How many parts there are.
const PARTS: u64 = 128;

/// What is on its way and what failed, by digest. What waits for its turn is not among them: there may be
/// ten thousand of it, and it looks as if nothing was done yet.
///
/// In parts, of which a change copies one: components hold the marks of the last frame.
#[derive(Clone, Debug, Default)]
pub struct FetchMarks {
    parts: Rc<Vec<Rc<BTreeMap<Digest, FetchMark>>>>,
    /// The changes of the engine that are in it.
    changes: u64,
}

/// By what they say.
impl PartialEq for FetchMarks {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl FetchMarks {
    /// These, with what changed since in the engine.
    pub(super) fn followed(&self, fetch: &FetchEngine) -> Self {
        let with = |marks: Self, digest: &Digest| {
            marks.with(digest, fetch.shown_of(digest).as_ref().and_then(FetchMark::of))
        };
        let changes = fetch.shown_changes();
        match fetch.shown_since(self.changes) {
            Some(changed) => changed.fold(Self { changes, ..self.clone() }, with),
            None => fetch.all_shown().fold(Self { changes, parts: Rc::default() }, with),
        }
    }

    /// That of a digest.
    #[must_use]
    pub fn get(&self, digest: &Digest) -> Option<FetchMark> {
        self.parts.get(part(digest))?.get(digest).copied()
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&Digest, FetchMark)> {
        self.parts.iter().flat_map(|part| part.iter()).map(|(digest, mark)| (digest, *mark))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// These with another one for a digest, or with none for it. What nobody else holds is not copied.
    fn with(self, digest: &Digest, mark: Option<FetchMark>) -> Self {
        if self.get(digest) == mark {
            return self;
        }
        let mut parts = Rc::unwrap_or_clone(self.parts);
        if parts.is_empty() {
            parts.extend((0..PARTS).map(|_| Rc::default()));
        }
        if let Some(part) = parts.get_mut(part(digest)) {
            let mut marks = Rc::unwrap_or_clone(std::mem::take(part));
            match mark {
                Some(mark) => marks.insert(digest.clone(), mark),
                None => marks.remove(digest),
            };
            *part = Rc::new(marks);
        }
        Self { parts: Rc::new(parts), ..self }
    }
}

/// The part that a digest is in, which nobody can choose.
fn part(digest: &Digest) -> usize {
    usize::try_from(Seeded::default().hash_one(digest) % PARTS).unwrap_or(0)
}
