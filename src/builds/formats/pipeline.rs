//! Pipelines of Azure Pipelines: the task `Docker@2`, and the commands of scripts.
//!
//! Stages and jobs run as they stand in the file, unless they say otherwise, which is not read. A variable
//! (`$(Build.BuildId)`) is filled in by a run, and the host of a service connection is not in the file.

use super::{Steps, script};
use crate::builds::commands::{self, words_between};
use crate::builds::model::{Act, Build, Step, What};
use crate::builds::name::Name;
use crate::builds::placed::Placed;
use crate::builds::word::{Part, Word};
use crate::builds::words;
use crate::builds::yaml::Yaml;

const SCRIPTS: [&str; 4] = ["script", "bash", "pwsh", "powershell"];

/// Reads a pipeline; `None` where this is none.
pub(super) fn read(root: &Yaml) -> Option<Steps> {
    let mut found = Vec::new();
    gather(root, 0, &mut found);
    let is_step = |step: &&Yaml| SCRIPTS.iter().chain(["task"].iter()).any(|key| step.get(key).is_some());
    if !found.iter().any(is_step) {
        return None;
    }
    let mut steps = Steps::default();
    let mut before = Vec::new();
    for yaml in found {
        let script = SCRIPTS.iter().find_map(|key| yaml.get(key)?.text());
        if let Some(script) = script {
            before = script::lines(script, &mut steps, &before);
            continue;
        }
        let task = yaml.get("task").or_else(|| yaml.get("template")).and_then(|task| task.text());
        let Some(task) = task else { continue };
        let what = match task.text().split('@').next().unwrap_or_default() {
            "Docker" => of_docker(yaml.get("inputs").map(std::rc::Rc::as_ref)),
            name if name.contains("Docker")
                || name.contains("Container")
                || yaml.get("template").is_some() =>
            {
                vec![What::Elsewhere(task.text())]
            }
            _ => continue,
        };
        let acts = what.into_iter().map(|what| Act { what, span: task.span() }).collect();
        let id = yaml.get("name").and_then(|name| name.text()).map(words::plain);
        let step =
            Step { id, kind: task.text(), span: yaml.span, acts, after: before.clone(), ..Step::default() };
        before = steps.push(step).map_or(before, |at| vec![at]);
    }
    Some(steps)
}

/// The steps of stages, jobs and deployments, in the order of the file.
fn gather<'a>(yaml: &'a Yaml, depth: usize, found: &mut Vec<&'a Yaml>) {
    // Stages hold jobs, and these hold steps, or a strategy that does; conditions stand between.
    if depth > 8 || found.len() > crate::limits::BUILD_STEPS {
        return;
    }
    for (key, value) in yaml.members() {
        if key.is("steps") {
            found.extend(value.items().iter().map(std::rc::Rc::as_ref));
        } else if ["stages", "jobs", "strategy", "runOnce", "deploy", "build", "preDeploy"]
            .iter()
            .any(|it| key.is(it))
        {
            gather(value, depth.saturating_add(1), found);
            for item in value.items() {
                gather(item, depth.saturating_add(1), found);
            }
        }
    }
}

fn of_docker(inputs: Option<&Yaml>) -> Vec<What> {
    let input = |key: &str| inputs.and_then(|inputs| inputs.get(key)?.text());
    let command = input("command").map_or_else(|| "buildAndPush".to_owned(), Placed::text);
    let names = names(input("repository"), input("tags"), input("containerRegistry"));
    let arguments = input("arguments").and_then(|text| words::commands(text, true).into_iter().next());
    match command.as_str() {
        "build" | "buildAndPush" => {
            let more = commands::build(&arguments.unwrap_or_default());
            vec![What::Build(Build {
                tags: names.into_iter().chain(more.tags).collect(),
                file: input("Dockerfile").map(words::plain),
                pushes: command == "buildAndPush",
                ..more
            })]
        }
        "push" => names.into_iter().map(What::Push).collect(),
        _ => Vec::new(),
    }
}

/// `REPOSITORY:TAG` for each tag, at the host of the service connection.
fn names(repository: Option<&Placed>, tags: Option<&Placed>, connection: Option<&Placed>) -> Vec<Name> {
    let Some(repository) = repository.map(words::plain) else { return Vec::new() };
    let tags = match tags.map(words_between) {
        Some(tags) => tags,
        None => vec![Word {
            text: "$(Build.BuildId)".to_owned(),
            span: repository.span,
            parts: vec![Part::Variable("$(Build.BuildId)".to_owned())],
        }],
    };
    let one = |tag: Word| {
        let mut parts = Vec::new();
        if let Some(connection) = connection {
            parts.push(Part::Variable(format!("host of {}", connection.text())));
            parts.push(Part::Text("/".to_owned()));
        }
        parts.extend(repository.parts.iter().cloned());
        parts.push(Part::Text(":".to_owned()));
        parts.extend(tag.parts);
        Name::new(&Word {
            text: format!("{}:{}", repository.text, tag.text),
            span: tag.span,
            parts: Word::merged(parts),
        })
    };
    tags.into_iter().filter_map(one).collect()
}
