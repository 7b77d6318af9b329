//! The commands that make a draft, each by digests, and what a command can't give.
//!
//! Checked against the tools' own sources in November 2026: buildx (`commands/imagetools/create.go`), Docker's CLI
//! (`cli/command/manifest`), crane (`cmd/crane/cmd/index.go`), regctl (`cmd/regctl/index.go`), oras
//! (`cmd/oras/root/manifest/index`), Podman (`cmd/podman/manifest`) and buildah (`cmd/buildah/manifest.go`).

mod command;
mod docker;
mod making;
mod podman;
mod registry;

use super::draft::{Draft, Target};
use making::Making;

pub use command::{Command, Hitch, Tool};

/// The commands of all tools; `placeholder` stands for the repository where it is not known.
#[must_use]
pub fn commands(draft: &Draft, placeholder: &str) -> Vec<Command> {
    let target = draft
        .read_target()
        .unwrap_or_else(|| Target { repository: placeholder.to_owned(), tag: "TAG".to_owned() });
    Tool::ALL.into_iter().map(|tool| Making::new(draft, &target, tool).command()).collect()
}
