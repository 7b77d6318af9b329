//! The report's build files: their steps, as the page shows them.

use serde::Serialize;

use super::lines::line;
use crate::inspect::Blob;
use crate::limits;
use crate::text::markdown;
use crate::view::detail::{ActRow, StepRow, build_sentence, stages};

/// What a build file says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildReport {
    /// What it is, in a sentence.
    pub sentence: String,
    /// Steps that are not read.
    pub left_out: usize,
    /// Its steps; those that may run at once stand together.
    pub steps: Vec<StepReport>,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Its number in the file.
    pub number: usize,
    /// What it is.
    pub kind: String,
    /// Its name in the file.
    pub id: Option<String>,
    /// Its first line.
    pub line: usize,
    /// How many steps are done one after another before it at least.
    pub stage: usize,
    /// What it waits for.
    pub after: Option<String>,
    /// What it does.
    pub does: Vec<DoesReport>,
}

/// Something that a step does.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DoesReport {
    /// Such as `builds`.
    pub what: &'static str,
    /// The image, as it is written.
    pub image: Option<String>,
    /// More of it.
    pub note: Option<String>,
}

impl BuildReport {
    /// What a document says as a build file; `None` where it is none.
    pub fn of(blob: &Blob) -> Option<Self> {
        let file = blob.build.as_ref()?;
        let stages = stages(blob);
        let is_chain = stages.len() == 1;
        let steps = stages.into_iter().enumerate().flat_map(|(stage, of)| {
            let steps = of.steps.into_iter().enumerate();
            steps.map(move |(at, step)| StepReport::of(step, if is_chain { at } else { stage }))
        });
        Some(Self { sentence: build_sentence(file), left_out: file.left_out, steps: steps.collect() })
    }
}

impl StepReport {
    fn of(step: StepRow, stage: usize) -> Self {
        let StepRow { number, kind, id, line, after, acts, .. } = step;
        let does = acts.into_iter().map(|ActRow { verb, name, note, .. }| DoesReport {
            what: verb,
            image: some(name),
            note: some(note),
        });
        Self { number, kind, id: some(id), line, stage, after: some(after), does: does.collect() }
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Writes a build file as Markdown; `name` is what it is.
pub fn write_build(text: &mut String, (name, build): (&str, &BuildReport)) {
    line(text, format_args!("\n### {}\n\n{}\n", markdown::text(name), markdown::text(&build.sentence)));
    for step in build.steps.iter().take(limits::REPORT_ROWS) {
        let after =
            step.after.as_ref().map(|after| format!(", after {}", markdown::text(after))).unwrap_or_default();
        line(text, format_args!("- {}, line {}{after}", markdown::text(&step.kind), step.line));
        for DoesReport { what, image, note } in &step.does {
            let image = image.as_ref().map(|image| format!(" {}", markdown::code(image))).unwrap_or_default();
            let note = note.as_ref().map(|note| format!(" {}", markdown::text(note))).unwrap_or_default();
            line(text, format_args!("  - {what}{image}{note}"));
        }
    }
}
