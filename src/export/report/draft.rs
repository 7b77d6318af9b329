//! The report's draft of an index, while there is one.

use serde::Serialize;

use super::cut;
use super::lines::{line, some};
use crate::compose::{Command, Entry, PLACEHOLDER, commands};
use crate::session::DraftPane;
use crate::text::markdown;
use crate::view::drafting::{drafted, hitch, hosts_summary, left_out};

/// A draft of an index, and what it comes to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftReport {
    /// The command whose bytes these are.
    pub writer: &'static str,
    /// The name that it is to have; `null` where none is typed.
    pub target: Option<String>,
    /// The digest of the bytes.
    pub digest: String,
    /// How many there are.
    pub size: usize,
    /// What is otherwise than it is drafted.
    pub left_out: Vec<String>,
    /// What is to be said of it.
    pub findings: Vec<String>,
    /// Whom it leaves out, and on how many hosts clients disagree.
    pub hosts: String,
    /// Its entries, in their order.
    pub entries: Vec<DraftEntryReport>,
    /// The commands that make the same.
    pub commands: Vec<DraftCommandReport>,
}

/// An entry of a draft.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftEntryReport {
    /// Its digest.
    pub digest: String,
    /// Its platform, as it is typed; empty for none.
    pub platform: String,
    /// The repository that has it; `null` where that is not known.
    pub repository: Option<String>,
}

/// The commands of a tool.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftCommandReport {
    /// The tool.
    pub tool: &'static str,
    /// The lines, for a shell.
    pub lines: Vec<String>,
    /// What they can't give.
    pub hitches: Vec<String>,
}

impl DraftReport {
    pub fn of(pane: &DraftPane) -> Self {
        let draft = &pane.draft;
        let comes_to = drafted(draft);
        let entry = |entry: &Entry| DraftEntryReport {
            digest: cut(&entry.digest),
            platform: cut(&entry.platform),
            repository: entry.repository.as_ref().map(cut),
        };
        let command = |Command { tool, lines, hitches }: Command| DraftCommandReport {
            tool: tool.name(),
            lines,
            hitches: hitches.iter().map(hitch).collect(),
        };
        Self {
            writer: draft.writer.name(),
            target: Some(cut(&draft.target)).filter(|target| !target.is_empty()),
            digest: comes_to.written.digest.to_string(),
            size: comes_to.written.bytes.len(),
            left_out: comes_to.written.left_out.iter().map(|it| left_out(*it)).collect(),
            findings: comes_to.findings.iter().map(|finding| cut(&finding.message)).collect(),
            hosts: hosts_summary(&comes_to.matrix),
            entries: draft.entries.iter().map(entry).collect(),
            commands: commands(draft, PLACEHOLDER).into_iter().map(command).collect(),
        }
    }
}

pub fn write_draft(text: &mut String, draft: &DraftReport) {
    let DraftReport { writer, digest, size, .. } = draft;
    line(
        text,
        format_args!(
            "\n## A draft of an index\n\n{}: {size} bytes, as {} writes them.\n",
            markdown::code(digest),
            markdown::text(writer)
        ),
    );
    for said in draft.left_out.iter().chain(&draft.findings).chain([&draft.hosts]) {
        line(text, format_args!("- {}", markdown::text(said)));
    }
    text.push_str("\n| Platform | Digest | Repository |\n| --- | --- | --- |\n");
    some(text, draft.entries.iter(), "entries", |text, entry| {
        let repository = entry.repository.as_deref().map(markdown::code).unwrap_or_default();
        let (platform, digest) = (markdown::text(&entry.platform), markdown::code(&entry.digest));
        line(text, format_args!("| {platform} | {digest} | {repository} |"));
    });
}
