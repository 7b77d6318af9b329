//! The packages of a bill of materials, as far as they are looked for, in the order that is chosen.

use std::cmp::Ordering;

use super::{Package, Sbom};
use crate::pace::Pace;
use crate::sorting::sorted_in_pieces;

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackageColumn {
    /// As the document has them.
    #[default]
    Document,
    /// The name.
    Name,
    /// The version.
    Version,
    /// The kind.
    Kind,
    /// The licence.
    Licence,
    /// Where it was found.
    Location,
}

impl PackageColumn {
    /// Those that have a head.
    pub const ALL: [Self; 5] = [Self::Name, Self::Version, Self::Kind, Self::Licence, Self::Location];

    /// What stands at its head.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Document => "",
            Self::Name => "Name",
            Self::Version => "Version",
            Self::Kind => "Kind",
            Self::Licence => "Licence",
            Self::Location => "Found in",
        }
    }

    /// What a package has in it.
    #[must_use]
    pub fn of(self, package: &Package) -> &str {
        fn text(text: &Option<String>) -> &str {
            text.as_deref().unwrap_or_default()
        }
        match self {
            Self::Document => "",
            Self::Name => &package.name,
            Self::Version => text(&package.version),
            Self::Kind => text(&package.kind),
            Self::Licence => text(&package.licence),
            Self::Location => text(&package.location),
        }
    }
}

/// The most that looking at one package takes, in steps.
const STEPS: usize = 20;

/// The packages in which `query` stands somewhere, whatever its case, in the order of a column: their places in the list.
/// A piece at a time.
pub async fn listed(sbom: &Sbom, query: &str, column: PackageColumn, pace: &Pace) -> Vec<u32> {
    let query = query.trim().to_lowercase();
    let all = &sbom.packages.items;
    let mut found = Vec::new();
    for (at, package) in (0_u32..).zip(all) {
        pace.spend(STEPS).await;
        if query.is_empty() || is_found(package, &query) {
            found.push(at);
        }
    }
    if column == PackageColumn::Document {
        return found;
    }
    let key = |at: u32| {
        let package = found.get(at as usize).and_then(|at| all.get(*at as usize));
        package.map(|package| column.of(package)).unwrap_or_default()
    };
    let compare = |one: u32, other: u32| -> Ordering { key(one).cmp(key(other)) };
    let order = sorted_in_pieces(found.len(), &compare, pace).await;
    order.into_iter().filter_map(|at| found.get(at as usize).copied()).collect()
}

/// Whether a text in lower case stands in a package.
fn is_found(package: &Package, query: &str) -> bool {
    let has = |text: &str| match text.is_ascii() && query.is_ascii() {
        true => holds(text.as_bytes(), query.as_bytes()),
        false => text.to_lowercase().contains(query),
    };
    PackageColumn::ALL.into_iter().any(|column| has(column.of(package)))
        || package.purl.as_deref().is_some_and(has)
}

/// Whether a text of ASCII letters has others, of either case, without a copy of it.
fn holds(text: &[u8], query: &[u8]) -> bool {
    let Some(first) = query.first() else { return true };
    memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text)
        .any(|at| text.get(at..at + query.len()).is_some_and(|part| part.eq_ignore_ascii_case(query)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::pace::at_once;

    fn found(query: &str, column: PackageColumn) -> Vec<u32> {
        let text = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"zlib","versionInfo":"1.3"},
            {"name":"busybox","versionInfo":"=1","licenseConcluded":"GPL-2.0-only"},{"name":"Äpfel","versionInfo":"2"}]}"#;
        let reading = json::read(text.as_bytes());
        let sbom = Sbom::read(reading.root(text.as_bytes()).unwrap()).unwrap();
        at_once(listed(&sbom, query, column, &Pace::default()))
    }

    #[test]
    fn found_and_in_order() {
        assert_eq!(found("", PackageColumn::Document), [0, 1, 2]);
        assert_eq!(found("", PackageColumn::Name), [1, 0, 2]);
        assert_eq!(found(" gpl", PackageColumn::Name), [1]);
        assert_eq!(found("äPF", PackageColumn::Name), [2]);
        assert_eq!(found("LIB", PackageColumn::Document), [0]);
        assert_eq!(found("no such", PackageColumn::Name), [0; 0]);
    }
}
