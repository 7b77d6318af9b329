//! What a command line does to images: one file for each family of tools.

mod arguments;
mod azure;
mod docker;
mod imagetools;
mod list;
mod remote;

use super::model::{Act, Step, What};
use super::placed::Placed;
use super::word::Word;
use super::words::plain;
use crate::json::Span;

/// A command's name, as people say it, and what it does.
struct Does {
    name: String,
    acts: Vec<What>,
}

impl Does {
    fn new(name: impl Into<String>, acts: Vec<What>) -> Option<Self> {
        Some(Self { name: name.into(), acts })
    }

    /// What can't be followed.
    fn elsewhere(name: impl Into<String>) -> Option<Self> {
        let name = name.into();
        Some(Self { acts: vec![What::Elsewhere(name.clone())], name })
    }
}

/// Programs that may build anything, out of files that are not here.
const BUILDERS: &str =
    "make just task bazel bazelisk nix earthly mage gradle gradlew mvn ko pack kaniko s2i ansible-playbook";

/// The step that a command line is; `None` for one that has nothing to do with images.
#[must_use]
pub(super) fn step(words: &[Word]) -> Option<Step> {
    let (program, rest) = words.split_first()?;
    let program = program.known()?;
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).trim_end_matches(".exe");
    let does = match name {
        "docker" | "podman" | "nerdctl" | "buildah" => docker::read(name, rest),
        "docker-buildx" => docker::read_buildx(rest),
        "docker-compose" | "podman-compose" => Does::elsewhere(name),
        "az" => azure::read(rest),
        "crane" | "gcrane" | "regctl" | "skopeo" | "oras" => remote::read(name, rest),
        _ if BUILDERS.split_ascii_whitespace().any(|known| known == name) || program.starts_with("./") => {
            Does::elsewhere(name)
        }
        "sh" | "bash" | "zsh" | "pwsh" | "powershell" => Does::elsewhere(name),
        _ => None,
    }?;
    let span = span(words);
    let acts = does.acts.into_iter().map(|what| Act { what, span }).collect();
    Some(Step { kind: does.name, span, acts, ..Step::default() })
}

/// What an engine's command does, without its name before it: as ACR's `build:` has it.
pub(super) fn build(words: &[Word]) -> super::model::Build {
    docker::build(words, true)
}

/// Where words stand.
pub(super) fn span(words: &[Word]) -> Span {
    let first = words.first().map_or(0, |word| word.span.start);
    let last = words.last().map_or(first, |word| word.span.end);
    Span::new(first, last.max(first))
}

/// The values of a text that has one in each line, or several between commas.
pub(super) fn words_between(text: &Placed) -> Vec<Word> {
    text.split(|char| matches!(char, ',' | '\n')).iter().map(plain).collect()
}
