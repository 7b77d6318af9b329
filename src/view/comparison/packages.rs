//! The packages of two images beside each other: the words.

use super::names::short_name;
use crate::compare::{PackageDifferences, PackageFate, PackageRow};
use crate::session::{Inspection, PackageComparison, sbom};
use crate::text::quote::{Count, Shown};
use crate::text::size::grouped;

/// What became of a package, with a sign for it.
#[must_use]
pub const fn package_word(fate: PackageFate) -> (&'static str, &'static str) {
    match fate {
        PackageFate::Added => ("+", "added"),
        PackageFate::Removed => ("−", "removed"),
        PackageFate::Upgraded => ("↑", "upgraded"),
        PackageFate::Downgraded => ("↓", "downgraded"),
        PackageFate::Changed => ("≠", "changed"),
    }
}

/// What is different, in short, and what was not compared.
#[must_use]
pub fn package_sum(found: &PackageDifferences) -> String {
    let counted = PackageFate::ALL.map(|fate| (found.count(fate), package_word(fate).1));
    let told: Vec<String> = counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", grouped(count as u64)))
        .collect();
    let told = if told.is_empty() { "No difference".to_owned() } else { told.join(", ") };
    let left_out = match found.left_out {
        0 => String::new(),
        count => format!(" {} more were not compared.", Count(count, "package")),
    };
    let is_unknown = found.rows.iter().any(|row| row.fate == PackageFate::Changed);
    let unknown = if is_unknown {
        " “Changed” is said where it is not known which of the versions is the later one."
    } else {
        ""
    };
    format!("{told}; {} in the same version.{left_out}{unknown}", Count(found.same, "package"))
}

/// By whose word that is: which documents are compared, and that listing is not proof.
#[must_use]
pub fn package_word_of(inspection: &Inspection, compared: &PackageComparison) -> String {
    let of = |at: usize| -> Option<String> {
        let found = sbom(compared.pieces.get(at)?)?;
        let tool = found.tools.items.first().map(|tool| format!(" by {}", Shown(&tool.text)));
        let more = match compared.count.get(at) {
            Some(2..) => ", the first of its format among those that are here",
            _ => "",
        };
        let name = short_name(inspection, *compared.nodes.get(at)?);
        Some(format!("{name}: {}{}{more}", Shown(&found.format), tool.unwrap_or_default()))
    };
    let sides: Vec<String> = (0..2).filter_map(of).collect();
    format!(
        "As the bills of materials say; whether they list what is in the layers is not proved. {}.",
        sides.join(". ")
    )
}

/// The versions of a package, as `1.0 → 1.1`.
#[must_use]
pub fn package_versions(row: &PackageRow) -> String {
    let version = |version: &Option<String>| match version.as_deref() {
        Some("") => Some("no version".to_owned()),
        other => other.map(str::to_owned),
    };
    match (version(&row.first), version(&row.second)) {
        (Some(one), Some(other)) => format!("{one} → {other}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}
