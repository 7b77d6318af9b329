//! The packages of an SBOM as they are looked for and sorted.

use std::rc::Rc;

use crate::evidence::claims::Claims;
use crate::evidence::piece::Piece;
use crate::evidence::sbom::Sbom;
use crate::evidence::sbom::listed::{PackageColumn, listed};
use crate::inspect::BlobId;
use crate::pace::Pace;

/// What of one SBOM is looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What packages have to hold; as typed.
    pub query: String,
    /// What they are sorted by.
    pub column: PackageColumn,
}

/// The list of one SBOM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageList {
    /// What is wanted.
    pub wanted: Wanted,
    /// The places of the packages that are shown, in their order; `None` for all, in the order of the document.
    pub shown: Option<Rc<[u32]>>,
    /// Whether those are of what was wanted before: what is wanted now is being worked out.
    pub is_old: bool,
}

/// A list that is to be worked out: it holds all that it needs.
#[derive(Clone, Debug)]
pub struct Listing {
    pub(super) blob: BlobId,
    pub(super) piece: Rc<Piece>,
    pub(super) wanted: Wanted,
}

impl PartialEq for Listing {
    fn eq(&self, other: &Self) -> bool {
        self.blob == other.blob && Rc::ptr_eq(&self.piece, &other.piece) && self.wanted == other.wanted
    }
}

/// A list that was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub(super) blob: BlobId,
    pub(super) wanted: Wanted,
    pub(super) shown: Rc<[u32]>,
}

/// The SBOM that a piece has.
#[must_use]
pub fn sbom(piece: &Piece) -> Option<&Sbom> {
    match piece.claims.as_ref()? {
        Claims::Sbom(sbom) => Some(sbom),
        Claims::Provenance(_) | Claims::Vex(_) => None,
    }
}

impl Listing {
    /// Works it out, a piece at a time.
    pub(in super::super) async fn done(self, pace: &Pace) -> Listed {
        let Self { blob, piece, wanted } = self;
        let shown = match sbom(&piece) {
            Some(sbom) => listed(sbom, &wanted.query, wanted.column, pace).await,
            None => Vec::new(),
        };
        Listed { blob, wanted, shown: shown.into() }
    }
}
