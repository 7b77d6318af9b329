//! All hosts by all clients, while a person looks at them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::image::platform::Platform;
use crate::inspect::{NodeId, Tree, entry_node};
use crate::keyed::HashSet;
use crate::select::hosts::MACHINES;
use crate::select::matrix::{Accord, Cell, Matrix};
use crate::select::{Candidates, windows};
use crate::session::{Choice, Model, Picked};

/// The matrix, and the entries that it was made of.
#[derive(Clone, Debug)]
pub struct ShownMatrix {
    /// The matrix.
    pub matrix: Rc<Matrix>,
    candidates: Rc<Candidates>,
    index: NodeId,
    /// The entries that it is made of, by their revision.
    of: (u64, NodeId),
}

impl ShownMatrix {
    /// The matrix of the index that `choice` is made from, which was picked.
    #[must_use]
    pub fn with(choice: &Choice, matrix: Matrix) -> Self {
        let candidates = Rc::clone(&choice.candidates);
        let (index, of) = (choice.index, choice.candidates_revision());
        Self { matrix: Rc::new(matrix), candidates, index, of }
    }

    /// The place of the entry that a cell takes, among the index's own entries: what colours it.
    #[must_use]
    pub fn entry(cell: &Cell) -> Option<usize> {
        cell.outcome.picked().and_then(|path| path.first()).copied()
    }

    /// The node of the entry that a cell takes.
    #[must_use]
    pub fn node(&self, tree: &Tree, cell: &Cell) -> Option<NodeId> {
        entry_node(tree, self.index, cell.outcome.picked()?)
    }

    /// Whom the image leaves out, and on how many hosts the clients disagree, in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        if !self.matrix.is_whole() {
            return format!("Picking: {} of {} hosts are done.", self.matrix.rows.len(), MACHINES.len());
        }
        let accords: Vec<Accord> = self.matrix.rows.iter().map(|row| row.accord).collect();
        summary(&accords)
    }

    /// The entries that some cell takes, in the order of the index, each with the short form of its platform
    /// and the number of cells that take it.
    #[must_use]
    pub fn legend(&self) -> Vec<(usize, String, usize)> {
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for entry in self.matrix.rows.iter().flat_map(|row| &row.cells).filter_map(Self::entry) {
            *taken.entry(entry).or_default() += 1;
        }
        let platform = |entry: usize| self.candidates.entries.get(entry)?.platform.as_ref();
        taken.into_iter().map(|(entry, cells)| (entry, short_platform(platform(entry)), cells)).collect()
    }

    /// The entries that are for some machine and that no cell takes, in one sentence: the first few by name.
    /// Empty where there are none.
    #[must_use]
    pub fn never_taken(&self) -> String {
        if !self.matrix.is_whole() {
            return String::new();
        }
        let taken: HashSet<usize> = self.legend().into_iter().map(|(entry, ..)| entry).collect();
        let left = self.candidates.entries.iter().enumerate().filter(|(entry, candidate)| {
            !taken.contains(entry) && !candidate.platform.as_ref().is_some_and(Platform::is_unknown)
        });
        let left: Vec<Option<&Platform>> = left.map(|(_, it)| it.platform.as_ref()).collect();
        let names: Vec<String> = left.iter().take(NAMED).copied().map(short_platform).collect();
        match (left.len(), left.len().saturating_sub(NAMED)) {
            (0, _) => String::new(),
            (_, 0) => format!("Taken by none: {}.", names.join(", ")),
            (_, more) => format!("Taken by none: {} and {more} more.", names.join(", ")),
        }
    }
}

/// Entries that are named where they may be many.
const NAMED: usize = 6;

/// Whom an index leaves out, and on how many hosts the clients disagree, by how they stand to each other on each host.
pub(super) fn summary(accords: &[Accord]) -> String {
    let count = |accord| accords.iter().filter(|it| **it == accord).count();
    let (hosts, left_out) = (accords.len(), count(Accord::LeftOut));
    let mut sentence = match left_out {
        0 => format!("None of {hosts} hosts is left out"),
        1 => format!("1 of {hosts} hosts is left out"),
        _ => format!("{left_out} of {hosts} hosts are left out"),
    };
    match (count(Accord::Differ), count(Accord::Agree)) {
        (0, 0) => {}
        (0, agree) => sentence.push_str(&format!("; all clients agree on {agree}")),
        (differ, agree) => {
            sentence.push_str(&format!("; the runtimes disagree on {differ} and agree on {agree}"));
        }
    }
    match count(Accord::ToolsDiffer) {
        0 => {}
        tools => sentence.push_str(&format!("; on {tools} only tools that copy images do otherwise")),
    }
    match count(Accord::Undecided) {
        0 => {}
        open => sentence.push_str(&format!("; {open} cannot be told without documents that are not here")),
    }
    sentence + "."
}

/// A platform in few letters: `arm64/v8` for Linux, which most are for; a Windows build by its name.
#[must_use]
pub fn short_platform(platform: Option<&Platform>) -> String {
    let Some(platform) = platform else { return "no platform".to_owned() };
    if platform.os == "linux" && platform.os_version.is_empty() && platform.os_features.is_empty() {
        let text = platform.to_string();
        return text.strip_prefix("linux/").map(str::to_owned).unwrap_or(text);
    }
    match windows::name(&platform.os_version) {
        Some(name) if platform.os == "windows" && platform.os_features.is_empty() => {
            let bare = Platform { os_version: String::new(), os: String::new(), ..platform.clone() };
            let architecture = bare.to_string();
            let name =
                name.strip_prefix("Windows ").filter(|name| name.starts_with("Server")).unwrap_or(name);
            format!("{name}, {}", architecture.strip_prefix("?/").unwrap_or(&architecture))
        }
        _ => platform.to_string(),
    }
}

impl PartialEq for ShownMatrix {
    /// By what it was made of.
    fn eq(&self, other: &Self) -> bool {
        let picked = |it: &Self| (it.of, it.matrix.form, it.matrix.rows.len());
        picked(self) == picked(other)
    }
}

/// The matrix while it is open, made again where the choice is made among other entries than `before`.
#[must_use]
pub fn matrix(model: &Model, before: Option<&Rc<ShownMatrix>>) -> Option<Rc<ShownMatrix>> {
    let choice = model.choice.as_ref().filter(|_| model.view.matrix)?;
    let Picked { matrix, of, .. } = model.matrix.as_ref()?;
    let (candidates, matrix) = (Rc::clone(&choice.candidates), Rc::clone(matrix));
    let shown = ShownMatrix { matrix, candidates, index: choice.index, of: *of };
    Some(before.filter(|before| ***before == shown).map_or_else(|| Rc::new(shown), Rc::clone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_who_is_left_out() {
        use Accord::{Agree, Differ, LeftOut, ToolsDiffer, Undecided};
        for (accords, expected) in [
            (
                vec![LeftOut, LeftOut, Differ, Agree],
                "2 of 4 hosts are left out; the runtimes disagree on 1 and agree on 1.",
            ),
            (vec![LeftOut, Agree], "1 of 2 hosts is left out; all clients agree on 1."),
            (vec![Differ], "None of 1 hosts is left out; the runtimes disagree on 1 and agree on 0."),
            (
                vec![ToolsDiffer, Agree],
                "None of 2 hosts is left out; all clients agree on 1; on 1 only tools that copy images do \
                 otherwise.",
            ),
            (vec![LeftOut; 3], "3 of 3 hosts are left out."),
            (
                vec![Undecided, Agree],
                "None of 2 hosts is left out; all clients agree on 1; 1 cannot be told without documents that \
                 are not here.",
            ),
        ] {
            assert_eq!(summary(&accords), expected);
        }
    }

    #[test]
    fn platforms_are_short_and_still_told_apart() {
        for (platform, expected) in [
            ("linux/arm64/v8", "arm64/v8"),
            ("linux(+sgx)/amd64", "linux(+sgx)/amd64"), // what is not usual is told
            ("windows(10.0.20348.2527)/amd64", "Server 2022, amd64"),
            ("windows(10.0.26200)/arm64", "Windows 11, version 25H2, arm64"),
            ("windows(10.0.1)/amd64", "windows(10.0.1)/amd64"), // a build that nobody released
            ("darwin/arm64", "darwin/arm64"),
        ] {
            assert_eq!(short_platform(platform.parse().ok().as_ref()), expected);
        }
        assert_eq!(short_platform(None), "no platform");
    }
}
