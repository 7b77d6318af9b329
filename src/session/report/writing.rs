//! A report that is being written, a piece in each frame: an index of ten thousand entries has one of megabytes.

use std::rc::Rc;

use super::gathering::Gathering;
use super::markdown;
use super::pieces::Pieces;
use crate::limits;
use crate::session::effect::{Effect, Save};
use crate::session::message::Msg;
use crate::session::model::{Model, Tone};
use crate::session::notices::notice;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For programs.
    Json,
    /// For people.
    Markdown,
}

/// What is said while a report takes more than a frame.
const UNDER_WAY: &str = "The report is being written; the browser saves it once it is whole.";

/// A report, as far as it is.
#[derive(Clone, Debug)]
pub struct Writing {
    format: Format,
    /// The page as it was when the report was asked for.
    model: Rc<Model>,
    gathering: Gathering,
    pieces: Pieces,
}

/// Begins a report; one that is short is there at once.
pub fn begin(model: &mut Model, format: Format) -> Vec<Effect> {
    if model.writing.iter().any(|writing| writing.format == format) {
        return Vec::new();
    }
    let is_first = model.writing.is_empty();
    model.writing.push(Writing::new(model, format));
    if !is_first {
        return Vec::new();
    }
    let mut effects = go_on(model);
    if !model.writing.is_empty() {
        effects.extend(notice(model, Tone::Note, UNDER_WAY));
    }
    effects
}

/// Goes on with the report, and has the rest of it written after the next frame.
pub fn go_on(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(mut writing) = model.writing.pop() {
        match writing.step(limits::REPORT_ITEMS_A_FRAME) {
            Some(save) => effects.push(Effect::Save(save)),
            None => model.writing.push(writing),
        }
    }
    if model.writing.is_empty() {
        model.notices.retain(|notice| notice.text != UNDER_WAY);
    } else {
        effects.push(Effect::AfterFrame(Box::new(Msg::WriteReport)));
    }
    effects
}

impl Writing {
    fn new(model: &Model, format: Format) -> Self {
        let now = Rc::new(snapshot(model));
        Self { format, gathering: Gathering::new(&now), pieces: Pieces::default(), model: now }
    }

    /// Gathers or writes so many items more; the file once that was all.
    fn step(&mut self, items: usize) -> Option<Save> {
        let mut left = items;
        let report = self.gathering.step(&self.model, &mut left)?;
        if self.format == Format::Markdown {
            let bytes = markdown::write(report).into_bytes().into();
            let name = "bayplan-report.md".to_owned();
            return Some(Save { name, media_type: "text/markdown", bytes, more: Vec::new() });
        }
        let mut parts = self.pieces.step(report, &mut left)?.into_iter();
        Some(Save {
            name: "bayplan-report.json".to_owned(),
            media_type: "application/json",
            bytes: parts.next().unwrap_or_default(),
            more: parts.collect(),
        })
    }
}

/// What a report speaks of, shared with the page where that is long.
fn snapshot(model: &Model) -> Model {
    Model {
        inspection: Rc::clone(&model.inspection),
        layers: Rc::clone(&model.layers),
        tally: model.tally.clone(),
        selected: model.selected,
        view: model.view.clone(),
        choice: model.choice.clone(),
        notices: model.notices.iter().filter(|notice| notice.text != UNDER_WAY).cloned().collect(),
        box_hint: model.box_hint.clone(),
        fetch: model.fetch.clone(),
        fetching: model.fetching.clone(),
        fetch_look: Rc::clone(&model.fetch_look),
        ..Model::default()
    }
}
