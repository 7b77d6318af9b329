//! The matrix as a file: CSV and Markdown.
//!
//! Platforms come from documents that anyone may have written, and what is downloaded is opened by programs
//! that follow what is in it: every cell is made harmless for the one it is for.

use std::fmt::Write as _;

use super::client::Client;
use super::host::Form;
use super::matrix::{Accord, Cell, Matrix};
use super::outcome::Outcome;
use super::sentence;
use crate::text::{csv, markdown};

impl Matrix {
    /// As CSV: RFC 4180, a line for each host, a column for each client.
    ///
    /// A cell that a spreadsheet would take for a formula has a `'` in front.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        for line in self.lines() {
            let fields: Vec<String> = line.iter().map(|cell| csv::field(cell)).collect();
            text.push_str(&fields.join(","));
            text.push_str("\r\n");
        }
        text
    }

    /// As a table in Markdown, GitHub's kind.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = String::new();
        for (i, line) in self.lines().iter().enumerate() {
            let cells: Vec<String> = line.iter().map(|cell| markdown::text(cell)).collect();
            let _ = writeln!(text, "| {} |", cells.join(" | "));
            if i == 0 {
                let _ = writeln!(text, "|{}", " --- |".repeat(line.len()));
            }
        }
        text
    }

    fn lines(&self) -> Vec<Vec<String>> {
        let asked = match self.form {
            Form::Explicit => "With --platform",
            Form::Default => "Plain pull on",
        };
        let mut heads = vec!["Host".to_owned(), asked.to_owned()];
        heads.extend(Client::ALL.map(|client| client.name().to_owned()));
        heads.push("Accord".to_owned());
        let mut lines = vec![heads];
        for row in &self.rows {
            let mut line = vec![row.machine.name.to_owned(), row.machine.explicit().to_string()];
            line.extend(row.cells.iter().map(Cell::label));
            line.push(row.accord.label().to_owned());
            lines.push(line);
        }
        lines
    }
}

impl Cell {
    /// "entry 2: linux/arm64", "finds nothing".
    #[must_use]
    pub fn label(&self) -> String {
        match &self.outcome {
            Outcome::Picked(path) => match &self.platform {
                Some(platform) => format!("{}: {platform}", sentence::entry(path)),
                None => format!("{}: no platform", sentence::entry(path)),
            },
            Outcome::Failed(_) => "finds nothing".into(),
            Outcome::NeedsConfig(path) => format!("the config of {} decides", sentence::entry(path)),
            Outcome::NeedsIndex(path) => format!("the index at {} decides", sentence::entry(path)),
            Outcome::Whole => "the whole index".into(),
            Outcome::NotModelled(_) => "not modelled".into(),
        }
    }
}

impl Accord {
    /// "all agree", "they differ", "left out", "not decided".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agree => "all agree",
            Self::Differ => "runtimes differ",
            Self::ToolsDiffer => "copying tools differ",
            Self::LeftOut => "left out",
            Self::Undecided => "not decided",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::platform::Platform;
    use crate::select::{Candidate, Candidates};

    #[test]
    fn both_have_a_line_for_each_host_and_a_column_for_each_client() {
        let hostile = Platform { variant: "v8,\n=x|y".into(), ..Platform::new("linux", "arm64") };
        let entries = [hostile, Platform::new("linux", "amd64")]
            .map(|it| Candidate { platform: Some(it), ..Candidate::default() });
        let matrix =
            Matrix::new(&Candidates { entries: entries.into(), ..Candidates::default() }, Form::Explicit);
        let csv = matrix.to_csv();
        assert_eq!(csv.lines().count(), matrix.rows.len() + 1);
        assert!(csv.starts_with("Host,\"With --platform\",containerd,"), "{csv}");
        assert!(csv.contains("\"entry 2: linux/amd64\""), "{csv}");
        let markdown = matrix.to_markdown();
        assert_eq!(markdown.lines().count(), matrix.rows.len() + 2);
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let columns = bars(markdown.lines().next().unwrap());
        assert_eq!(columns, Client::ALL.len() + 4);
        assert!(markdown.lines().all(|line| bars(line) == columns), "{markdown}");
    }
}
