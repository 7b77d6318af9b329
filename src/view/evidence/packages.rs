//! The packages of an SBOM, as far as they are looked for, in the order that is chosen.

use crate::evidence::sbom::{Package, Sbom};
use crate::sorting::sorted_by;
use crate::text::csv::field;

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

/// The packages in which `query` stands somewhere, whatever its case, in the order of a column: their places in the list.
#[must_use]
pub fn packages(sbom: &Sbom, query: &str, column: PackageColumn) -> Vec<usize> {
    let query = query.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&query);
    let is_found = |package: &Package| {
        query.is_empty()
            || PackageColumn::ALL.into_iter().any(|column| has(column.of(package)))
            || package.purl.as_deref().is_some_and(has)
    };
    let all = &sbom.packages.items;
    let found = all.iter().enumerate().filter(|(_, package)| is_found(package)).map(|(at, _)| at).collect();
    if column == PackageColumn::Document {
        return found;
    }
    let key = |at: &usize| all.get(*at).map(|package| column.of(package)).unwrap_or_default();
    sorted_by(found, |one, other| key(one).cmp(key(other)))
}

/// All packages as CSV.
#[must_use]
pub fn packages_csv(sbom: &Sbom) -> String {
    let mut text = String::from("name,version,kind,licence,location,purl\r\n");
    for package in &sbom.packages.items {
        let columns = PackageColumn::ALL.map(|column| field(column.of(package)));
        text.push_str(&columns.join(","));
        text.push(',');
        text.push_str(&field(package.purl.as_deref().unwrap_or_default()));
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn sbom() -> Sbom {
        let text = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"zlib","versionInfo":"1.3"},
            {"name":"busybox","versionInfo":"=1","licenseConcluded":"GPL-2.0-only"}]}"#;
        let reading = json::read(text.as_bytes());
        Sbom::read(reading.root(text.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn found_and_in_order() {
        let sbom = sbom();
        assert_eq!(packages(&sbom, "", PackageColumn::Document), [0, 1]);
        assert_eq!(packages(&sbom, "", PackageColumn::Name), [1, 0]);
        assert_eq!(packages(&sbom, " gpl", PackageColumn::Name), [1]);
        assert_eq!(packages(&sbom, "no such", PackageColumn::Name), [0; 0]);
    }

    #[test]
    fn no_field_of_the_csv_is_run() {
        assert_eq!(
            packages_csv(&sbom()),
            "name,version,kind,licence,location,purl\r\nzlib,1.3,,,,\r\nbusybox,\"'=1\",,\"GPL-2.0-only\",,\r\n"
                .replace("\"GPL-2.0-only\"", "GPL-2.0-only")
        );
    }
}
