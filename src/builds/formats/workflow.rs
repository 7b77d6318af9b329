//! Workflows of GitHub Actions: `docker/build-push-action`, and the commands of `run`.
//!
//! The steps of a job follow each other, and a job waits for those that its `needs` name. An expression (`${{ … }}`) is
//! filled in by a run, and stays unknown.

use super::{Steps, script};
use crate::builds::commands::words_between;
use crate::builds::model::{Act, Build, Step, What};
use crate::builds::name::Name;
use crate::builds::placed::Placed;
use crate::builds::words;
use crate::builds::yaml::Yaml;
use crate::keyed::HashMap;
use crate::limits;

/// Reads a workflow; `None` where this is none.
pub(super) fn read(root: &Yaml) -> Option<Steps> {
    let jobs = root.get("jobs")?.members();
    let is_job = |job: &Yaml| {
        job.get("runs-on").is_some()
            || job.get("uses").is_some()
            || job.get("steps").is_some_and(|steps| {
                steps.items().iter().any(|step| step.get("uses").is_some() || step.get("run").is_some())
            })
    };
    if !jobs.iter().any(|(_, job)| is_job(job)) {
        return None;
    }
    let mut steps = Steps::default();
    // The last steps of jobs that are read, by the job's name.
    let mut done: HashMap<String, Vec<usize>> = HashMap::default();
    let mut due: Vec<&(Placed, std::rc::Rc<Yaml>)> = jobs.iter().take(limits::BUILD_STEPS).collect();
    loop {
        let before = due.len();
        due.retain(|(name, job)| {
            let needs = job.get("needs").map(|needs| needs.texts()).unwrap_or_default();
            if !needs.iter().all(|need| done.contains_key(&need.text())) {
                return true;
            }
            let after = needs.iter().filter_map(|need| done.get(&need.text())).flatten().copied().collect();
            let last = one_job(job, after, &mut steps);
            done.insert(name.text(), last);
            false
        });
        if due.len() == before || due.is_empty() {
            break;
        }
    }
    // What waits for a job that is not there.
    for (_, job) in due {
        let needs = job.get("needs").map(|needs| needs.texts()).unwrap_or_default();
        let unknown = needs.into_iter().filter(|need| !done.contains_key(&need.text())).map(words::plain);
        let step =
            Step { kind: "job".to_owned(), span: job.span, unknown: unknown.collect(), ..Step::default() };
        steps.push(step);
        one_job(job, Vec::new(), &mut steps);
    }
    Some(steps)
}

/// Reads the steps of a job; the last of them, for which others wait.
fn one_job(job: &Yaml, after: Vec<usize>, steps: &mut Steps) -> Vec<usize> {
    let mut before = after;
    if let Some(uses) = job.get("uses").and_then(|uses| uses.text()) {
        let act = Act { what: What::Elsewhere(uses.text()), span: uses.span() };
        let step = Step {
            kind: uses.text(),
            span: job.span,
            acts: vec![act],
            after: before.clone(),
            ..Step::default()
        };
        before = steps.push(step).map_or(before, |at| vec![at]);
    }
    for yaml in job.get("steps").map(|steps| steps.items()).unwrap_or_default() {
        if let Some(run) = yaml.get("run").and_then(|run| run.text()) {
            before = script::lines(run, steps, &before);
        } else if let Some(uses) = yaml.get("uses").and_then(|uses| uses.text())
            && let Some(acts) = of_action(uses, yaml.get("with").map(std::rc::Rc::as_ref))
        {
            let id = yaml.get("id").and_then(|id| id.text()).map(words::plain);
            let kind = uses.text().split('@').next().unwrap_or_default().to_owned();
            let step = Step { id, kind, span: yaml.span, acts, after: before.clone(), ..Step::default() };
            before = steps.push(step).map_or(before, |at| vec![at]);
        }
    }
    before
}

/// What an action does to images; `None` for one that has nothing to do with them.
fn of_action(uses: &Placed, with: Option<&Yaml>) -> Option<Vec<Act>> {
    let text = uses.text();
    let name = text.split('@').next().unwrap_or_default();
    let what = match name {
        "docker/build-push-action" => What::Build(build(with)),
        "docker/metadata-action" | "docker/setup-buildx-action" | "docker/setup-qemu-action" => return None,
        _ if name.contains("build") || name.contains("bake") => What::Elsewhere(name.to_owned()),
        _ => return None,
    };
    Some(vec![Act { what, span: uses.span() }])
}

fn build(with: Option<&Yaml>) -> Build {
    let input = |key: &str| with.and_then(|with| with.get(key)?.text());
    let listed = |key: &str| input(key).map(words_between).unwrap_or_default();
    let outputs = input("outputs").map(Placed::text).unwrap_or_default();
    let by_output = outputs.contains("type=registry") || outputs.contains("push=true");
    // An expression may come to true.
    let pushes = input("push").is_some_and(|push| !push.is("false")) || by_output;
    Build {
        tags: listed("tags").iter().filter_map(Name::new).collect(),
        file: input("file").map(words::plain),
        platforms: listed("platforms"),
        pushes,
        needs_platform: true,
    }
}
