//! The packages of two images beside each other, as the bills of materials of both list them.

use std::cmp::Ordering;

use super::versions::order;
use crate::evidence::sbom::{Package, Sbom};
use crate::keyed::HashMap;
use crate::pace::Pace;
use crate::sorting::sorted_in_pieces;

/// What became of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackageFate {
    /// Only the second has it.
    #[default]
    Added,
    /// Only the first has it.
    Removed,
    /// The second has a later version.
    Upgraded,
    /// The second has an earlier version.
    Downgraded,
    /// The versions differ, and which is the later one is not known.
    Changed,
}

impl PackageFate {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Upgraded, Self::Downgraded, Self::Changed, Self::Added, Self::Removed];

    /// A stable word for reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Upgraded => "upgraded",
            Self::Downgraded => "downgraded",
            Self::Changed => "changed",
        }
    }
}

/// A package that is different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageRow {
    /// Its name.
    pub name: String,
    /// What it is: the type of its package URL, or what the document says.
    pub kind: String,
    /// What became of it.
    pub fate: PackageFate,
    /// Its version in the first; empty where that states none.
    pub first: Option<String>,
    /// Its version in the second.
    pub second: Option<String>,
}

/// What is different between the packages of two images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageDifferences {
    /// What is different, by name.
    pub rows: Vec<PackageRow>,
    /// Packages that both list in the same version.
    pub same: usize,
    /// Packages that were not compared, for one of the documents has too many.
    pub left_out: usize,
}

impl PackageDifferences {
    /// How many had this fate.
    #[must_use]
    pub fn count(&self, fate: PackageFate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }
}

/// The versions of a package, each with how often the first and the second list it.
#[derive(Default)]
struct Listed<'a> {
    package: Option<&'a Package>,
    versions: Vec<(&'a str, [usize; 2])>,
}

/// Versions of one package that are told apart: more are on no machine.
const VERSIONS: usize = 64;

/// Compares the packages of two bills of materials, a piece at a time.
pub async fn packages(first: &Sbom, second: &Sbom, pace: &Pace) -> PackageDifferences {
    let mut all: HashMap<String, Listed<'_>> = HashMap::default();
    // A map that grows moves all that is in it in one step.
    all.reserve(first.packages.items.len().saturating_add(second.packages.items.len()));
    let mut found = PackageDifferences {
        left_out: first.packages.left_out + second.packages.left_out,
        ..Default::default()
    };
    for (side, sbom) in [first, second].into_iter().enumerate() {
        for package in &sbom.packages.items {
            pace.spend(20).await;
            let listed = all.entry(key(package)).or_default();
            listed.package = listed.package.or(Some(package));
            let version = package.version.as_deref().unwrap_or_default();
            let is_full = listed.versions.len() >= VERSIONS;
            let known = listed.versions.iter_mut().find(|(known, _)| *known == version);
            match known.and_then(|(_, counts)| counts.get_mut(side)) {
                Some(count) => *count += 1,
                None if is_full => found.left_out += 1,
                None => listed.versions.push((version, if side == 0 { [1, 0] } else { [0, 1] })),
            }
        }
    }
    let mut rows = Vec::new();
    for (_, listed) in all {
        pace.spend(30).await;
        found.same += listed.versions.iter().filter(|(_, [one, other])| *one > 0 && *other > 0).count();
        listed.rows(&mut rows);
    }
    let row = |at: u32| rows.get(at as usize);
    let compare = |one, other| match (row(one), row(other)) {
        (Some(one), Some(other)) => by_name(one, other),
        _ => Ordering::Equal,
    };
    let order = sorted_in_pieces(rows.len(), &compare, pace).await;
    found.rows.reserve_exact(order.len());
    for at in order {
        found.rows.extend(rows.get_mut(at as usize).map(std::mem::take));
        pace.spend(4).await;
    }
    found
}

fn by_name(one: &PackageRow, other: &PackageRow) -> Ordering {
    one.name
        .cmp(&other.name)
        .then_with(|| one.kind.cmp(&other.kind))
        .then_with(|| one.first.cmp(&other.first))
        .then_with(|| one.second.cmp(&other.second))
}

/// By what a package is known: its package URL without the version, or its kind and its name.
fn key(package: &Package) -> String {
    let of_purl = package.purl.as_deref().and_then(|purl| {
        let purl = purl.strip_prefix("pkg:")?.split(['?', '#']).next()?;
        // A scope of npm begins with one, too, which is escaped as a rule.
        let at = purl.rfind('@').filter(|at| *at > 0 && !purl.get(..*at).is_some_and(|it| it.ends_with('/')));
        purl.get(..at.unwrap_or(purl.len()))
    });
    match of_purl {
        Some(purl) => purl.to_owned(),
        None => format!("{} {}", package.kind.as_deref().unwrap_or_default(), package.name),
    }
}

impl Listed<'_> {
    /// What is different: one version in the place of another, or versions that came and went.
    fn rows(&self, rows: &mut Vec<PackageRow>) {
        let Some(package) = self.package else { return };
        let kind = package.kind.as_deref().unwrap_or_default();
        let only = |side: usize| {
            let is_only = move |(_, [one, other]): &&(&str, [usize; 2])| {
                if side == 0 { *other == 0 } else { *one == 0 }
            };
            self.versions.iter().filter(is_only).map(|(version, _)| *version).collect::<Vec<&str>>()
        };
        let row = |fate, first: Option<&str>, second: Option<&str>| PackageRow {
            name: package.name.clone(),
            kind: kind.to_owned(),
            fate,
            first: first.map(str::to_owned),
            second: second.map(str::to_owned),
        };
        match (&*only(0), &*only(1)) {
            ([one], [other]) => {
                let fate = match order(kind, one, other) {
                    Some(Ordering::Less) => PackageFate::Upgraded,
                    Some(Ordering::Greater) => PackageFate::Downgraded,
                    Some(Ordering::Equal) | None => PackageFate::Changed,
                };
                rows.push(row(fate, Some(one), Some(other)));
            }
            (gone, new) => {
                rows.extend(gone.iter().map(|version| row(PackageFate::Removed, Some(version), None)));
                rows.extend(new.iter().map(|version| row(PackageFate::Added, None, Some(version))));
            }
        }
    }
}
