//! The packages of two images beside each other, where both have a bill of materials here.

use std::rc::Rc;

use crate::compare::{PackageDifferences, packages};
use crate::evidence::claims::Claims;
use crate::evidence::piece::Piece;
use crate::evidence::sbom::Sbom;
use crate::inspect::NodeId;
use crate::pace::Pace;
use crate::session::evidence::{Entry, EvidenceState};
use crate::session::inspection::Inspection;

/// The packages of two nodes beside each other.
#[derive(Clone, Debug)]
pub struct PackageComparison {
    /// The two nodes.
    pub nodes: [NodeId; 2],
    /// The documents that are compared.
    pub pieces: [Rc<Piece>; 2],
    /// How many bills of materials there are here of each.
    pub count: [usize; 2],
    /// What is different; `None` while that is worked out.
    pub differences: Option<Rc<PackageDifferences>>,
}

impl PartialEq for PackageComparison {
    fn eq(&self, other: &Self) -> bool {
        let made = |of: &Self| of.differences.is_some();
        self.nodes == other.nodes && is_same(&self.pieces, &other.pieces) && made(self) == made(other)
    }
}

/// A comparison of packages that is worked out beside the page.
#[derive(Clone, Debug)]
pub struct ComparingPackages {
    pub(super) pieces: [Rc<Piece>; 2],
}

impl PartialEq for ComparingPackages {
    fn eq(&self, other: &Self) -> bool {
        is_same(&self.pieces, &other.pieces)
    }
}

/// A comparison of packages that was worked out.
#[derive(Clone, Debug)]
pub struct ComparedPackages {
    pub(super) pieces: [Rc<Piece>; 2],
    pub(super) differences: Rc<PackageDifferences>,
}

impl PartialEq for ComparedPackages {
    fn eq(&self, other: &Self) -> bool {
        is_same(&self.pieces, &other.pieces)
    }
}

pub(super) fn is_same(one: &[Rc<Piece>; 2], other: &[Rc<Piece>; 2]) -> bool {
    one.iter().zip(other).all(|(one, other)| Rc::ptr_eq(one, other))
}

impl ComparingPackages {
    /// Works it out, a piece at a time.
    pub(in crate::session) async fn done(self, pace: &Pace) -> ComparedPackages {
        let [first, second] = &self.pieces;
        let differences = match (sbom(first), sbom(second)) {
            (Some(first), Some(second)) => packages(first, second, pace).await,
            _ => PackageDifferences::default(),
        };
        ComparedPackages { pieces: self.pieces, differences: Rc::new(differences) }
    }
}

/// The bill of materials of a piece, where it is one.
#[must_use]
pub fn sbom(piece: &Piece) -> Option<&Sbom> {
    match piece.claims.as_ref()? {
        Claims::Sbom(sbom) => Some(sbom),
        Claims::Provenance(_) | Claims::Vex(_) => None,
    }
}

/// The bills of materials of a node, by the digest that they are put to or speak of.
pub(super) fn sboms<'a>(
    evidence: &'a EvidenceState,
    inspection: &Inspection,
    node: NodeId,
) -> Vec<&'a Rc<Piece>> {
    let Some(digest) = inspection.digest(node) else { return Vec::new() };
    let is_its = |entry: &&Entry| entry.is_of(digest.as_str()) && sbom(&entry.piece).is_some();
    evidence.entries.iter().filter(is_its).map(|entry| &entry.piece).collect()
}

/// One of each that are written in the same format, or else the first of each.
pub(super) fn alike<'a>(first: &[&'a Rc<Piece>], second: &[&'a Rc<Piece>]) -> Option<[&'a Rc<Piece>; 2]> {
    let format = |piece: &Piece| -> Option<String> {
        let format = &sbom(piece)?.format;
        Some(format.split([' ', '-']).next().unwrap_or_default().to_owned())
    };
    let alike = first.iter().find_map(|one| {
        let other = second.iter().find(|other| format(other) == format(one))?;
        Some([*one, *other])
    });
    alike.or_else(|| Some([*first.first()?, *second.first()?]))
}
