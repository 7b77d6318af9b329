//! Files that make the draft again where images are built: an ACR Task, an Azure Pipeline, a GitHub workflow, a bake file.
//!
//! Each is made in two ways, but for the bake file: of the images of the draft, by their digests, or by building them again
//! for the same platforms. No file holds a secret: it names where its system keeps one. What of a draft is a stranger's
//! text stands quoted in its place; a text that one of these systems would take for an expression of its own is refused.

mod acr;
mod azure;
mod bake;
mod github;
mod platforms;
mod yaml;

use super::commands::{Command, Hitch, Tool, commands};
use super::draft::{Draft, Target};

/// What runs the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Azure Container Registry's Tasks.
    AcrTask,
    /// Azure Pipelines.
    AzurePipelines,
    /// GitHub Actions.
    GitHub,
    /// `docker buildx bake`
    Bake,
}

/// Of what the index is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Of {
    /// Of the images of the draft, by their digests.
    #[default]
    Digests,
    /// Of images that are built for the same platforms.
    Sources,
}

/// What a file can't give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A name or an annotation holds what the system takes for an expression: there is no file.
    Expression,
    /// The command in it can't give this.
    Command(Hitch),
    /// These entries (from 1) are not built on Linux.
    NotLinux(Vec<usize>),
    /// The platforms of these entries (from 1) are not known, so that nothing is built for them.
    NoPlatform(Vec<usize>),
    /// These entries (from 1) have a version or features of their system, which are those of the base image.
    OfBase(Vec<usize>),
    /// Nothing is known to build for.
    Nothing,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Its text; empty where there can be none.
    pub text: String,
    /// What it can't give.
    pub lacks: Vec<Lack>,
}

impl System {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::AcrTask, Self::AzurePipelines, Self::GitHub, Self::Bake];

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AcrTask => "ACR Task",
            Self::AzurePipelines => "Azure Pipelines",
            Self::GitHub => "GitHub Actions",
            Self::Bake => "docker buildx bake",
        }
    }

    /// The name that such a file has as a rule.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::AcrTask => "acr-task.yaml",
            Self::AzurePipelines => "azure-pipelines.yml",
            Self::GitHub => "multi-arch.yml",
            Self::Bake => "docker-bake.hcl",
        }
    }

    /// In which ways it is made.
    #[must_use]
    pub const fn ways(self) -> &'static [Of] {
        match self {
            Self::Bake => &[Of::Sources],
            _ => &[Of::Digests, Of::Sources],
        }
    }

    /// What begins an expression in such a file.
    const fn expressions(self) -> &'static [&'static str] {
        match self {
            Self::AcrTask => &["{{"],
            Self::AzurePipelines => &["$(", "${{", "$["],
            Self::GitHub => &["${{"],
            // The bake file has a way to write them as text.
            Self::Bake => &[],
        }
    }
}

/// What a file is made of.
struct Making<'a> {
    draft: &'a Draft,
    target: Target,
    system: System,
    lacks: Vec<Lack>,
}

/// The file for a system; `placeholder` stands for the repository where it is not known.
#[must_use]
pub fn recipe(draft: &Draft, placeholder: &str, system: System, of: Of) -> Recipe {
    let target = draft
        .read_target()
        .unwrap_or_else(|| Target { repository: placeholder.to_owned(), tag: "TAG".to_owned() });
    let mut making = Making { draft, target, system, lacks: Vec::new() };
    let text = making.strange().is_none().then(|| match (system, of) {
        (System::AcrTask, Of::Digests) => making.acr_of_digests(),
        (System::AcrTask, Of::Sources) => making.acr_of_sources(),
        (System::AzurePipelines, Of::Digests) => making.azure_of_digests(placeholder),
        (System::AzurePipelines, Of::Sources) => making.azure_of_sources(),
        (System::GitHub, Of::Digests) => making.github_of_digests(placeholder),
        (System::GitHub, Of::Sources) => making.github_of_sources(),
        (System::Bake, _) => making.bake(),
    });
    if text.is_none() {
        making.lack(true, Lack::Expression);
    }
    Recipe { text: text.flatten().unwrap_or_default(), lacks: making.lacks }
}

impl Making<'_> {
    fn lack(&mut self, is: bool, lack: Lack) {
        if is && !self.lacks.contains(&lack) {
            self.lacks.push(lack);
        }
    }

    /// A text of the draft that the system would take for an expression, or that stands on more than one line.
    fn strange(&self) -> Option<&str> {
        let is_strange = |text: &&str| {
            text.contains(char::is_control) || self.system.expressions().iter().any(|it| text.contains(it))
        };
        let own = self.draft.annotations.iter().flat_map(|(key, value)| [&**key, &**value]);
        let of_entries = self.draft.entries.iter().flat_map(|entry| {
            let annotations = entry.annotations.iter().flat_map(|(key, value)| [&**key, &**value]);
            let texts = [&*entry.digest, &*entry.media_type, &*entry.platform];
            let more = entry.repository.as_deref().into_iter().chain(entry.artifact_type.as_deref());
            annotations.chain(texts).chain(more).chain(entry.urls.iter().map(String::as_str))
        });
        let target = [&*self.target.repository, &*self.target.tag];
        own.chain(of_entries).chain(target).find(is_strange)
    }

    /// The lines of a tool for the draft; what it can't give is lacking.
    fn lines_of(&mut self, tool: Tool, placeholder: &str) -> Vec<String> {
        let found = commands(self.draft, placeholder).into_iter().find(|command| command.tool == tool);
        let Some(Command { lines, hitches, .. }) = found else { return Vec::new() };
        self.lacks.extend(hitches.into_iter().map(Lack::Command));
        lines
    }

    /// The registry of the target, and the repository in it.
    fn split_target(&self) -> (&str, &str) {
        self.target.repository.split_once('/').unwrap_or(("", &self.target.repository))
    }

    fn tag(&self) -> String {
        format!("{}:{}", self.target.repository, self.target.tag)
    }
}
