//! The packages of an SBOM as a file.

use crate::evidence::sbom::Sbom;
use crate::evidence::sbom::listed::PackageColumn;
use crate::text::csv::field;

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
    fn no_field_of_the_csv_is_run() {
        assert_eq!(
            packages_csv(&sbom()),
            "name,version,kind,licence,location,purl\r\nzlib,1.3,,,,\r\nbusybox,\"'=1\",,\"GPL-2.0-only\",,\r\n"
                .replace("\"GPL-2.0-only\"", "GPL-2.0-only")
        );
    }
}
