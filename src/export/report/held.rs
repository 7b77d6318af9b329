//! The report's comparison of what two images hold: the file that is looked at in both, and their packages.

use serde::Serialize;

use super::cut;
use crate::compare::{PackageFate, PackageRow};
use crate::limits;
use crate::session::{FileBeside, Inspection, PackageComparison, SideContent};
use crate::text::cut::cut as cut_at;
use crate::view::comparison::{content_sum, diff_row, package_sum, package_word_of};

/// A file of both.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentReport {
    /// Its path.
    pub path: String,
    /// What of its content is different, in a sentence; `null` where not both are here.
    pub summary: Option<String>,
    /// The digest of the first's content, as it was hashed.
    pub first_digest: Option<String>,
    /// The digest of the second's.
    pub second_digest: Option<String>,
    /// The first rows of what is different, each with its sign before it.
    pub rows: Vec<String>,
}

/// Packages that are different.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackagesReport {
    /// What is different, in short, and what was not compared.
    pub summary: String,
    /// By whose word.
    pub word: String,
    /// Packages that only the second lists.
    pub added: usize,
    /// Packages that only the first lists.
    pub removed: usize,
    /// Packages of which the second lists a later version.
    pub upgraded: usize,
    /// Packages of which the second lists an earlier version.
    pub downgraded: usize,
    /// Packages of which it is not known which version is the later one.
    pub changed: usize,
    /// Packages that both list in the same version.
    pub same: usize,
    /// The first of those that are different, by name.
    pub rows: Vec<PackageReport>,
}

/// A package that is different.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageReport {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// What became of it.
    pub fate: &'static str,
    /// Its version in the first.
    pub first: Option<String>,
    /// Its version in the second.
    pub second: Option<String>,
}

impl ContentReport {
    pub fn of(open: &FileBeside) -> Self {
        let digest = |at: usize| match open.sides.get(at)? {
            SideContent::Read(file) => file.digest.as_ref().map(ToString::to_string),
            _ => None,
        };
        let rows = open.contents.as_ref().zip(open.bytes()).map(|(contents, [first, second])| {
            let rows = (0..contents.rows.len().min(limits::REPORT_ROWS))
                .filter_map(|at| diff_row(contents, [&first, &second], at));
            rows.map(|row| cut_at(format!("{}{}", row.sign, row.text), limits::REPEATED_CHARACTERS)).collect()
        });
        Self {
            path: cut(&open.difference.path),
            summary: content_sum(open),
            first_digest: digest(0),
            second_digest: digest(1),
            rows: rows.unwrap_or_default(),
        }
    }
}

impl PackagesReport {
    pub fn of(inspection: &Inspection, compared: &PackageComparison) -> Option<Self> {
        let found = compared.differences.as_ref()?;
        let row = |row: &PackageRow| PackageReport {
            name: cut(&row.name),
            kind: cut(&row.kind),
            fate: row.fate.id(),
            first: row.first.as_ref().map(cut),
            second: row.second.as_ref().map(cut),
        };
        Some(Self {
            summary: package_sum(found),
            word: package_word_of(inspection, compared),
            added: found.count(PackageFate::Added),
            removed: found.count(PackageFate::Removed),
            upgraded: found.count(PackageFate::Upgraded),
            downgraded: found.count(PackageFate::Downgraded),
            changed: found.count(PackageFate::Changed),
            same: found.same,
            rows: found.rows.iter().take(limits::REPORT_ROWS).map(row).collect(),
        })
    }
}
