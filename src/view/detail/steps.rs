//! The steps of a build file: what each does to images, and what it waits for.

use crate::builds::{Act, Build, BuildFile, Kept, Name, Order, Step, What, Word};
use crate::inspect::Blob;
use crate::json::{Lines, Span};
use crate::text::cut::cut;

/// Characters of a name or a kind.
const CHARACTERS: usize = 200;

/// The steps that may run at once, after those before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What they are, such as “Then, 2 at once”; empty where each step follows the one before it.
    pub title: String,
    /// Each of them, in the order of the file.
    pub steps: Vec<StepRow>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What it is: `build`, `docker push`.
    pub kind: String,
    /// Its name in the file; may be empty.
    pub id: String,
    /// Its first line.
    pub line: usize,
    /// Where it stands.
    pub span: Span,
    /// What it waits for, such as `1 and 2`; empty for nothing.
    pub after: String,
    /// What it does.
    pub acts: Vec<ActRow>,
}

/// Something that a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// `builds`, `pushes`.
    pub verb: &'static str,
    /// The image.
    pub name: String,
    /// More of it, such as `for linux/amd64, from dockerfile.arm64`; may be empty.
    pub note: String,
    /// Where it is said.
    pub span: Span,
}

/// What a build file is, in a sentence.
#[must_use]
pub fn build_sentence(file: &BuildFile) -> String {
    let count = |is: fn(&What) -> bool| file.acts().filter(|(_, act)| is(&act.what)).count();
    let builds = count(|what| matches!(what, What::Build(_)));
    let lists = count(|what| matches!(what, What::List(_)));
    let plural = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    format!(
        "{} that {}, and {}. Nothing in a build file has a digest yet, so nothing of it is verified here; variables stay \
         as they are written.",
        plural(file.steps.len(), "step", "steps"),
        match builds {
            0 => "build no image".to_owned(),
            builds => format!("build {}", plural(builds, "image", "images")),
        },
        match lists {
            0 => "put no list together".to_owned(),
            lists => format!("put {} together", plural(lists, "list of platforms", "lists of platforms")),
        }
    )
}

/// The steps of a document, by what may run at once; none where it is no build file.
#[must_use]
pub fn stages(blob: &Blob) -> Vec<Stage> {
    let Some(file) = &blob.build else { return Vec::new() };
    let lines = Lines::new(&blob.bytes);
    let order = Order::of(file);
    let is_chain = file.steps.iter().enumerate().all(|(at, _)| order.level(at) == at);
    let row = |(at, step): (usize, &Step)| row(at, step, file, lines.position(step.span.start).0);
    if is_chain {
        let steps = file.steps.iter().enumerate().map(row).collect();
        return vec![Stage { title: String::new(), steps }];
    }
    let last = (0..file.steps.len()).map(|at| order.level(at)).max().unwrap_or_default();
    let mut stages: Vec<Stage> =
        (0..=last).map(|_| Stage { title: String::new(), steps: Vec::new() }).collect();
    for (at, step) in file.steps.iter().enumerate() {
        if let Some(stage) = stages.get_mut(order.level(at)) {
            stage.steps.push(row((at, step)));
        }
    }
    for (at, stage) in stages.iter_mut().enumerate() {
        let when = if at == 0 { "First" } else { "Then" };
        stage.title = match stage.steps.len() {
            1 => when.to_owned(),
            count => format!("{when}, {count} that may run at once"),
        };
    }
    stages
}

fn row(at: usize, step: &Step, file: &BuildFile, line: usize) -> StepRow {
    let name = |before: &usize| match file.steps.get(*before).and_then(|step| step.id.as_ref()) {
        Some(id) => cut(&id.text, CHARACTERS),
        None => before.saturating_add(1).to_string(),
    };
    let mut after: Vec<String> = step.after.iter().map(name).collect();
    after.extend(
        step.unknown.iter().map(|word| format!("{}, which is not before it", cut(&word.text, CHARACTERS))),
    );
    StepRow {
        number: at.saturating_add(1),
        kind: cut(&step.kind, CHARACTERS),
        id: step.id.as_ref().map(|id| cut(&id.text, CHARACTERS)).unwrap_or_default(),
        line,
        span: step.span,
        after: after.join(" and "),
        acts: step.acts.iter().flat_map(act).collect(),
    }
}

fn act(Act { what, span }: &Act) -> Vec<ActRow> {
    let row = |verb, name: &Name, note: String| ActRow {
        verb,
        name: cut(&name.text, CHARACTERS),
        note,
        span: name.span,
    };
    match what {
        What::Build(build) if build.tags.is_empty() => {
            vec![ActRow { verb: "builds", name: String::new(), note: of_build(build), span: *span }]
        }
        What::Build(build) => {
            build.tags.iter().map(|tag| row(verb_of(build), tag, of_build(build))).collect()
        }
        What::Tag { from, to } => vec![row("tags", to, format!("which is {}", cut(&from.text, CHARACTERS)))],
        What::Push(name) => vec![row("pushes", name, String::new())],
        What::List(list) => {
            let mut rows =
                vec![row(if list.pushes { "lists and pushes" } else { "lists" }, &list.list, String::new())];
            rows.extend(list.entries.iter().map(|entry| row("with", entry, String::new())));
            rows
        }
        What::PushList { list, kept } => {
            let note = if *kept == Kept::Yes { "and keeps it on the machine" } else { "" };
            vec![row("pushes the list", list, note.to_owned())]
        }
        What::Annotate { entry, architecture } => {
            let architecture =
                architecture.as_ref().map(|word| format!("for {}", cut(&word.text, CHARACTERS)));
            vec![row("says of", entry, architecture.unwrap_or_default())]
        }
        What::Pull(name) => vec![row("fetches", name, String::new())],
        What::Elsewhere(_) => vec![ActRow {
            verb: "does what can\u{2019}t be followed here",
            name: String::new(),
            note: String::new(),
            span: *span,
        }],
    }
}

const fn verb_of(build: &Build) -> &'static str {
    if build.pushes { "builds and pushes" } else { "builds" }
}

fn of_build(build: &Build) -> String {
    let text = |word: &Word| cut(&word.text, CHARACTERS);
    let platforms: Vec<String> = build.platforms.iter().map(text).collect();
    let platforms = match platforms.as_slice() {
        [] => "for no stated platform".to_owned(),
        some => format!("for {}", some.join(", ")),
    };
    match &build.file {
        Some(file) => format!("{platforms}, from {}", text(file)),
        None => platforms,
    }
}
