//! What a build file says, whatever its format: what is built, tagged, pushed and listed, in which order, and where in
//! the file it is said.

use super::name::Name;
use super::word::Word;
use crate::image::build_format::Format;
use crate::json::Span;

/// What a build file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildFile {
    /// Its format.
    pub format: Format,
    /// Its steps, in the order of the file.
    pub steps: Vec<Step>,
    /// Steps that are not among them, for there are too many.
    pub left_out: usize,
    /// Where it could not be read any further.
    pub problem: Option<Problem>,
}

/// Why a file was not read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What its reader says.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A step: a command, an action, a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its name in the file.
    pub id: Option<Word>,
    /// What it is: `build`, `push`, `docker/build-push-action`, `docker manifest create`.
    pub kind: String,
    /// Where it stands.
    pub span: Span,
    /// The steps, by position, that are done before it begins.
    pub after: Vec<usize>,
    /// What it is said to wait for, and that is no step before it.
    pub unknown: Vec<Word>,
    /// What it does to images, in order.
    pub acts: Vec<Act>,
}

impl Step {
    /// How many names of images it has.
    #[must_use]
    pub fn names(&self) -> usize {
        let of = |act: &Act| match &act.what {
            What::Build(build) => build.tags.len(),
            What::List(list) => list.entries.len().saturating_add(1),
            What::Tag { .. } => 2,
            _ => 1,
        };
        self.acts.iter().map(of).fold(0, usize::saturating_add)
    }
}

/// Something that is done to an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What is done.
    pub what: What,
    /// Where it is said.
    pub span: Span,
}

/// What is done to images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An image is built.
    Build(Build),
    /// An image gets another name.
    Tag {
        /// What it is called.
        from: Name,
        /// What it is called, too.
        to: Name,
    },
    /// An image is pushed.
    Push(Name),
    /// A list of images for several platforms is put together.
    List(List),
    /// A list is pushed.
    PushList {
        /// The list.
        list: Name,
        /// What is kept of it on the machine afterwards.
        kept: Kept,
    },
    /// What a list says of one of its images.
    Annotate {
        /// The image.
        entry: Name,
        /// The architecture that it is said to be for.
        architecture: Option<Word>,
    },
    /// An image comes from a registry.
    Pull(Name),
    /// Images are made or fetched in a way that can't be followed: `docker load`, `make`, another file.
    Elsewhere(String),
}

/// What `docker manifest push` keeps of a list on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it: what is created next under this name has its entries, too.
    Yes,
    /// Nothing.
    No,
    /// The tool keeps nothing that gets in the way.
    Harmless,
}

/// An image that is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The names that it gets.
    pub tags: Vec<Name>,
    /// The Dockerfile that is named.
    pub file: Option<Word>,
    /// The platforms that are asked for; empty where none is named.
    pub platforms: Vec<Word>,
    /// Whether the same step pushes it.
    pub pushes: bool,
    /// Whether a build can be for several platforms at once here, or names its platform elsewhere: then none need be
    /// named.
    pub needs_platform: bool,
}

/// A list of images for several platforms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its name.
    pub list: Name,
    /// What is in it.
    pub entries: Vec<Name>,
    /// Whether it is pushed as it is made.
    pub pushes: bool,
    /// Whether its entries are looked for in the registry: the tool can take no image of the machine.
    pub by_registry: bool,
    /// The tool.
    pub tool: &'static str,
}

impl BuildFile {
    /// All that is done, with the position of its step.
    pub fn acts(&self) -> impl Iterator<Item = (usize, &Act)> {
        self.steps.iter().enumerate().flat_map(|(at, step)| step.acts.iter().map(move |act| (at, act)))
    }
}
