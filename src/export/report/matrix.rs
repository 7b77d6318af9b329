//! The report's matrix: what each client takes on each host.

use serde::Serialize;

use super::choice::outcome;
use super::cut;
use crate::select::matrix::{Accord, Cell, Matrix, MatrixRow};
use crate::session::Choice;
use crate::view::ShownMatrix;
use crate::view::place;

/// All hosts by all clients.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatrixReport {
    /// Whom the image leaves out, and on how many hosts the clients disagree.
    pub summary: String,
    /// Entries that are for some machine and that nobody takes.
    pub never_taken: String,
    /// Each machine of the chooser.
    pub hosts: Vec<HostReport>,
}

/// One host.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HostReport {
    /// Its id.
    pub host: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// How the clients of today stand to each other: `agree`, `differ`, `left-out` or `undecided`.
    pub accord: &'static str,
    /// What each client takes.
    pub clients: Vec<CellReport>,
}

/// One client on one host.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CellReport {
    /// The client's id.
    pub client: &'static str,
    /// The outcome, as for one host.
    pub outcome: &'static str,
    /// The number of the entry that it takes, from 1.
    pub entry: Option<String>,
    /// That entry's platform.
    pub platform: Option<String>,
    /// Whether it is not what most of the clients of today do.
    pub differs: bool,
}

impl MatrixReport {
    pub fn of(choice: &Choice, matrix: Matrix) -> Self {
        let shown = ShownMatrix::with(choice, matrix);
        Self {
            summary: shown.summary(),
            never_taken: shown.never_taken(),
            hosts: shown.matrix.rows.iter().map(host).collect(),
        }
    }
}

fn host(row: &MatrixRow) -> HostReport {
    let accord = match row.accord {
        Accord::Agree => "agree",
        Accord::Differ => "differ",
        Accord::ToolsDiffer => "tools-differ",
        Accord::LeftOut => "left-out",
        Accord::Undecided => "undecided",
    };
    let clients = row.cells.iter().map(cell).collect();
    HostReport { host: row.machine.id, name: row.machine.name, accord, clients }
}

fn cell(cell: &Cell) -> CellReport {
    CellReport {
        client: cell.client.id(),
        outcome: outcome(&cell.outcome),
        entry: cell.outcome.picked().map(place),
        platform: cell.platform.as_ref().map(cut),
        differs: cell.differs,
    }
}
