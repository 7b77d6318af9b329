//! A report that is being written, a piece in each frame: an index of ten thousand entries has one of megabytes.

use std::rc::Rc;

use super::gathering::Gathering;
use super::markdown;
use super::pieces::Pieces;
use crate::limits;
use crate::session::{Model, ReportFormat, Save};

/// A report, as far as it is.
#[derive(Clone, Debug)]
pub struct Writing {
    format: ReportFormat,
    /// The page as it was when the report was asked for.
    model: Rc<Model>,
    gathering: Gathering,
    pieces: Pieces,
}

impl Writing {
    /// A report of what `model` is now, of which nothing is written.
    #[must_use]
    pub fn new(model: &Model, format: ReportFormat) -> Self {
        let now = Rc::new(model.snapshot());
        Self { format, gathering: Gathering::new(&now), pieces: Pieces::default(), model: now }
    }

    /// How it is written.
    #[must_use]
    pub const fn format(&self) -> ReportFormat {
        self.format
    }

    /// Writes what a frame has time for; the file once that was all.
    pub fn step(&mut self) -> Option<Save> {
        let mut left = limits::REPORT_ITEMS_A_FRAME;
        let report = self.gathering.step(&self.model, &mut left)?;
        if self.format == ReportFormat::Markdown {
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
