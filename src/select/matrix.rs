//! All hosts by all clients for one index: whom this image leaves out, at a glance.

use super::candidate::Candidates;
use super::client::Client;
use super::distinct::DistinctEntries;
use super::host::Form;
use super::hosts::{MACHINES, Machine};
use super::outcome::Outcome;
use crate::image::platform::Platform;

/// What every client takes on every machine of the chooser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Whether the platform is asked for, or what each client finds.
    pub form: Form,
    /// One for each of [`MACHINES`], in their order.
    pub rows: Vec<MatrixRow>,
}

/// One machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The machine.
    pub machine: &'static Machine,
    /// One for each of [`Client::ALL`], in their order.
    pub cells: Vec<Cell>,
    /// How the clients of today stand to each other here.
    pub accord: Accord,
}

/// One client on one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Who chooses.
    pub client: Client,
    /// The outcome.
    pub outcome: Outcome,
    /// The platform of the entry that is taken, where it states one.
    pub platform: Option<Platform>,
    /// It is not what most of the runtimes of today do here.
    pub differs: bool,
}

/// How the [clients of today](Client::today) stand to each other for one host. A client that takes the
/// whole index makes no choice, and so has no say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accord {
    /// All take the same entry.
    Agree,
    /// The runtimes take different entries, or some find nothing.
    Differ,
    /// The runtimes agree, and tools that copy images do otherwise.
    ToolsDiffer,
    /// None finds anything: the image leaves this host out.
    LeftOut,
    /// What is loaded does not tell.
    Undecided,
}

impl Matrix {
    /// Picks for all machines and all clients.
    #[must_use]
    pub fn new(candidates: &Candidates, form: Form) -> Self {
        let mut matrix = Self::begin(form);
        matrix.step(&DistinctEntries::new(candidates), usize::MAX);
        matrix
    }

    /// Begins one, with no rows.
    #[must_use]
    pub const fn begin(form: Form) -> Self {
        Self { form, rows: Vec::new() }
    }

    /// Picks for the next machines: for one at least, and for more while no more than `most` platforms are judged.
    pub fn step(&mut self, distinct: &DistinctEntries<'_>, most: usize) {
        let a_row = distinct.len().saturating_mul(Client::ALL.len());
        let rows = most.checked_div(a_row).unwrap_or(usize::MAX).max(1);
        for machine in MACHINES.iter().skip(self.rows.len()).take(rows) {
            let outcomes =
                Client::ALL.map(|client| (client, distinct.pick(client, &machine.host(client, self.form))));
            self.rows.push(MatrixRow::new(machine, distinct.candidates(), outcomes));
        }
    }

    /// Whether all machines have their row.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.rows.len() >= MACHINES.len()
    }
}

impl MatrixRow {
    fn new(
        machine: &'static Machine,
        candidates: &Candidates,
        outcomes: [(Client, Outcome); Client::ALL.len()],
    ) -> Self {
        let of = |is_one: fn(Client) -> bool| -> Vec<&Outcome> {
            let chosen =
                |(client, outcome): &&(Client, Outcome)| is_one(*client) && *outcome != Outcome::Whole;
            outcomes.iter().filter(chosen).map(|(_, outcome)| outcome).collect()
        };
        let (runtimes, today) = (of(Client::is_runtime), of(Client::is_of_today));
        let accord = match (accord(candidates, &runtimes), accord(candidates, &today)) {
            (Accord::Agree | Accord::LeftOut, Accord::Differ) => Accord::ToolsDiffer,
            (of_runtimes, _) => of_runtimes,
        };
        // What a machine runs counts first.
        let common = most_common(candidates, &runtimes).or_else(|| most_common(candidates, &today)).cloned();
        let cells = outcomes.into_iter().map(|(client, outcome)| {
            let alike = common.as_ref().is_none_or(|common| same(candidates, common, &outcome));
            Cell {
                client,
                platform: outcome
                    .picked()
                    .and_then(|path| candidates.get(path))
                    .and_then(|candidate| candidate.platform.clone()),
                differs: !alike && !matches!(outcome, Outcome::Whole | Outcome::NotModelled(_)),
                outcome,
            }
        });
        Self { machine, cells: cells.collect(), accord }
    }
}

/// How `outcomes` stand to each other.
pub(super) fn accord(candidates: &Candidates, outcomes: &[&Outcome]) -> Accord {
    let open = |outcome: &&&Outcome| {
        matches!(outcome, Outcome::NeedsConfig(_) | Outcome::NeedsIndex(_) | Outcome::NotModelled(_))
    };
    let Some((first, rest)) = outcomes.split_first() else { return Accord::Undecided };
    if outcomes.iter().any(|outcome| open(&outcome)) {
        return Accord::Undecided;
    }
    if !rest.iter().all(|other| same(candidates, first, other)) {
        return Accord::Differ;
    }
    if first.failed() { Accord::LeftOut } else { Accord::Agree }
}

/// Two clients do the same: they fail, each in its own words, or take one entry, or two that are one
/// manifest.
#[must_use]
pub fn same(candidates: &Candidates, one: &Outcome, other: &Outcome) -> bool {
    match (one, other) {
        (Outcome::Failed(_), Outcome::Failed(_)) => true,
        (Outcome::Picked(one), Outcome::Picked(other)) => {
            one == other || candidates.same_manifest(one, other)
        }
        _ => one == other,
    }
}

/// What most do; of equals, what is done first in the order of the clients.
fn most_common<'a>(candidates: &Candidates, outcomes: &[&'a Outcome]) -> Option<&'a Outcome> {
    let votes = |outcome: &Outcome| outcomes.iter().filter(|other| same(candidates, outcome, other)).count();
    let mut best: Option<(&Outcome, usize)> = None;
    for outcome in outcomes {
        let count = votes(outcome);
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((outcome, count));
        }
    }
    best.map(|(outcome, _)| outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::Candidate;

    fn index(texts: &[&str]) -> Candidates {
        let entry = |text: &&str| Candidate { platform: text.parse().ok(), ..Candidate::default() };
        Candidates { entries: texts.iter().map(entry).collect(), ..Candidates::default() }
    }

    fn row(candidates: &Candidates, id: &str, form: Form) -> MatrixRow {
        let matrix = Matrix::new(candidates, form);
        matrix.rows.into_iter().find(|row| row.machine.id == id).expect("a row")
    }

    #[test]
    fn agreement_difference_and_absence_are_told_apart() {
        let entries = index(&["linux/amd64", "linux/arm64", "linux/arm/v7"]);
        assert_eq!(row(&entries, "x86-64-v1", Form::Explicit).accord, Accord::Agree);
        assert_eq!(row(&entries, "ibm-z", Form::Explicit).accord, Accord::LeftOut);
        let graviton = row(&entries, "graviton-2", Form::Explicit);
        assert_eq!(graviton.accord, Accord::ToolsDiffer); // crane and oras want v8.2 by its letters
        let differing: Vec<Client> =
            graviton.cells.iter().filter(|cell| cell.differs).map(|cell| cell.client).collect();
        assert!(differing.contains(&Client::Crane) && !differing.contains(&Client::Containerd));
        let pi = row(&entries, "pi-5", Form::Default);
        assert_eq!(pi.accord, Accord::ToolsDiffer); // crane takes linux/amd64 there too
        assert_eq!(
            pi.cells.iter().find(|cell| cell.client == Client::Oras).expect("oras").outcome,
            Outcome::Whole
        );
    }

    #[test]
    fn what_is_picked_in_pieces_is_the_same() {
        let entries = index(&["linux/amd64", "linux/arm64", "linux/arm/v7", "windows(10.0.1)/amd64"]);
        let mut pieces = Matrix::begin(Form::Default);
        let mut steps = 0;
        while !pieces.is_whole() {
            // Two rows are four platforms by ten clients twice.
            pieces.step(&DistinctEntries::new(&entries), 4 * Client::ALL.len() * 2);
            steps += 1;
        }
        assert_eq!(steps, MACHINES.len().div_ceil(2));
        assert_eq!(pieces, Matrix::new(&entries, Form::Default));
    }

    #[test]
    fn runtimes_that_differ_come_before_tools_that_do() {
        // containers/image and the others go by other variants here.
        let entries = index(&["linux/arm64", "linux/arm64/v8"]);
        assert_eq!(row(&entries, "pi-5", Form::Default).accord, Accord::Differ);
    }

    #[test]
    fn two_entries_of_one_manifest_are_no_difference() {
        let mut entries = index(&["linux/arm64", "linux/arm64/v8"]);
        assert_eq!(row(&entries, "apple", Form::Explicit).accord, Accord::Agree);
        let picks = |entries: &Candidates| row(entries, "pi-5", Form::Default).cells;
        assert!(picks(&entries).iter().any(|cell| cell.differs && cell.client == Client::ContainersImage));
        for entry in &mut entries.entries {
            entry.digest = "sha256:aa".into();
        }
        assert!(picks(&entries).iter().all(|cell| !cell.differs || cell.client != Client::ContainersImage));
    }
}
