//! The formats of build files: one file for each, which says how it is told and what its steps are.

mod acr_task;
mod bake;
mod pipeline;
mod script;
mod workflow;

use super::model::{BuildFile, Problem, Step};
use super::yaml::{self, Yaml};
use crate::image::build_format::Format;
use crate::limits;
use crate::pace::Pace;

/// Steps that are gathered: no more than are read.
#[derive(Default)]
pub(super) struct Steps {
    list: Vec<Step>,
    names: usize,
    left_out: usize,
}

impl Steps {
    /// Adds a step; its position, where there is room for it.
    fn push(&mut self, step: Step) -> Option<usize> {
        let names = self.names.saturating_add(step.names());
        if self.list.len() >= limits::BUILD_STEPS || names > limits::BUILD_NAMES {
            self.left_out = self.left_out.saturating_add(1);
            return None;
        }
        self.names = names;
        self.list.push(step);
        self.list.len().checked_sub(1)
    }

    fn len(&self) -> usize {
        self.list.len()
    }

    fn file(self, format: Format, problem: Option<Problem>) -> BuildFile {
        BuildFile { format, steps: self.list, left_out: self.left_out, problem }
    }
}

/// How a format reads YAML that is its own; `None` for what is not.
type OfYaml = fn(&Yaml) -> Option<Steps>;

const YAML: [(Format, OfYaml); 3] = [
    (Format::AcrTask, acr_task::read),
    (Format::Workflow, workflow::read),
    (Format::Pipeline, pipeline::read),
];

/// Reads a text by the format that it is of; `None` where it is of none.
pub(super) async fn read(text: &str, pace: &Pace) -> Option<BuildFile> {
    if script::is_one(text) {
        return Some(script::read(text, pace).await.file(Format::Script, None));
    }
    if bake::is_one(text) {
        let (steps, problem) = bake::read(text);
        return Some(steps.file(Format::Bake, problem));
    }
    if !may_be_yaml(text) {
        return None;
    }
    let yaml::Read { root, problem } = yaml::read(text, pace).await?;
    YAML.iter().find_map(|(format, read)| Some(read(&root)?.file(*format, problem.clone())))
}

/// A quick look that spares other texts a reading: each of these formats has one of these keys.
fn may_be_yaml(text: &str) -> bool {
    ["steps:", "jobs:", "stages:"].iter().any(|key| text.contains(key))
}
