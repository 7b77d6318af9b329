//! What clients take of a draft, host by host.

use crate::select::matrix::{Accord, Matrix, MatrixRow};
use crate::view::matrix::{short_platform, summary};

/// What clients take on one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostLine {
    /// The host.
    pub host: &'static str,
    /// Whether nobody finds anything.
    pub is_left_out: bool,
    /// Whether the clients of today do different things.
    pub differs: bool,
    /// What they take: one text where all do the same, else each with who takes it.
    pub takes: Vec<String>,
}

/// Each host of the chooser.
#[must_use]
pub fn hosts(matrix: &Matrix) -> Vec<HostLine> {
    matrix.rows.iter().map(line).collect()
}

/// Whom the draft leaves out, and on how many hosts the clients disagree.
#[must_use]
pub fn hosts_summary(matrix: &Matrix) -> String {
    let accords: Vec<Accord> = matrix.rows.iter().map(|row| row.accord).collect();
    summary(&accords)
}

fn line(row: &MatrixRow) -> HostLine {
    let today = row.cells.iter().filter(|cell| cell.client.is_of_today());
    let mut taken: Vec<(String, Vec<&'static str>)> = Vec::new();
    for cell in today {
        let what = match (cell.outcome.picked(), cell.outcome.failed()) {
            (Some(_), _) => short_platform(cell.platform.as_ref()),
            (None, true) => "nothing".to_owned(),
            // The whole index, or what is not known.
            (None, false) => continue,
        };
        let name = cell.client.profile().name;
        match taken.iter_mut().find(|(other, _)| *other == what) {
            Some((_, who)) => who.push(name),
            None => taken.push((what, vec![name])),
        }
    }
    let differs = taken.len() > 1;
    let takes = taken
        .into_iter()
        .map(|(what, who)| if differs { format!("{what}: {}", who.join(", ")) } else { what });
    let takes: Vec<String> = takes.collect();
    HostLine {
        host: row.machine.name,
        is_left_out: row.accord == Accord::LeftOut,
        differs,
        takes: if takes.is_empty() { vec!["not known".to_owned()] } else { takes },
    }
}
