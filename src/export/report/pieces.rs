//! The JSON of a report, written a piece at a time as [`serde_json::to_string_pretty`] writes the whole.

use std::collections::VecDeque;
use std::rc::Rc;

use serde::Serialize;

use super::choice::ChoiceReport;
use super::gathered::Report;
use crate::limits;
use crate::text::escape::in_json;

/// What is written so far.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    parts: Vec<Rc<[u8]>>,
    text: String,
    /// The member that is being written.
    member: usize,
    /// Whether its name is written, and an item of its list.
    is_named: bool,
    /// See `is_named`.
    is_begun: bool,
}

impl Pieces {
    /// Writes up to `left` items more, and takes them off and out of the report; the parts of the file once it is whole.
    pub fn step(&mut self, report: &mut Report, left: &mut usize) -> Option<Vec<Rc<[u8]>>> {
        loop {
            let is_written = match self.member {
                0 => self.value("schemaVersion", &report.schema_version),
                1 => self.value("truncated", &report.truncated),
                2 => self.value("nothingFits", &report.nothing_fits),
                3 => self.value("notices", &report.notices),
                4 => self.list("images", &mut report.images, left),
                5 => self.list("tree", &mut report.tree, left),
                6 => self.list("documents", &mut report.documents, left),
                7 => self.list("findings", &mut report.findings, left),
                8 => self.list("layers", &mut report.layers, left),
                9 => self.value("fetching", &report.fetching),
                10 => self.value("severalImages", &report.several_images),
                11 => self.choice(&mut report.choice, left),
                12 => self.value("matrix", &report.matrix),
                13 => self.value("comparison", &report.comparison),
                14 => self.value("draft", &report.draft),
                15 => self.value("evidence", &report.evidence),
                _ => {
                    self.text.push_str("\n}\n");
                    self.cut();
                    return Some(std::mem::take(&mut self.parts));
                }
            };
            if !is_written {
                return None;
            }
            self.member += 1;
            (self.is_named, self.is_begun) = (false, false);
        }
    }

    fn name(&mut self, name: &str) {
        self.text.push_str(if self.member == 0 { "{\n  \"" } else { ",\n  \"" });
        self.text.push_str(name);
        self.text.push_str("\": ");
    }

    fn value(&mut self, name: &str, value: &impl Serialize) -> bool {
        self.name(name);
        self.write(value, "\n  ");
        true
    }

    fn list<T: Serialize>(&mut self, name: &str, items: &mut VecDeque<T>, left: &mut usize) -> bool {
        if !std::mem::replace(&mut self.is_named, true) {
            self.name(name);
            if items.is_empty() {
                self.text.push_str("[]");
                return true;
            }
        }
        self.items(items, "\n    ", left)
    }

    /// What clients take: all but its last member, which is a list, at once.
    fn choice(&mut self, choice: &mut Option<ChoiceReport>, left: &mut usize) -> bool {
        const EMPTY: &str = "[]\n  }";
        let Some(choice) = choice.as_mut().filter(|choice| self.is_named || !choice.reasons.is_empty())
        else {
            return self.value("choice", choice);
        };
        if !std::mem::replace(&mut self.is_named, true) {
            let reasons = std::mem::take(&mut choice.reasons);
            let written = serde_json::to_string_pretty(choice).unwrap_or_default();
            choice.reasons = reasons;
            let written = in_json(&written).replace('\n', "\n  ");
            self.name("choice");
            self.text.push_str(written.strip_suffix(EMPTY).unwrap_or(&written));
        }
        let is_written = self.items(&mut choice.reasons, "\n      ", left);
        if is_written {
            self.text.push_str("\n  }");
        }
        is_written
    }

    /// Writes items of a list that has some, each on lines after `indent`; whether those were all.
    fn items<T: Serialize>(&mut self, items: &mut VecDeque<T>, indent: &str, left: &mut usize) -> bool {
        while *left > 0
            && let Some(item) = items.pop_front()
        {
            self.text.push_str(if self.is_begun { "," } else { "[" });
            self.text.push_str(indent);
            self.is_begun = true;
            self.write(&item, indent);
            *left -= 1;
        }
        if items.is_empty() {
            self.text.push_str(indent.get(..indent.len() - 2).unwrap_or_default());
            self.text.push(']');
        }
        items.is_empty()
    }

    /// Writes a value, each of its lines but the first after `indent`.
    fn write(&mut self, value: &impl Serialize, indent: &str) {
        let written = serde_json::to_string_pretty(value).unwrap_or_default();
        // No text of a value has a line feed of its own: JSON escapes them.
        self.text.push_str(&in_json(&written).replace('\n', indent));
        if self.text.len() >= limits::REPORT_PART_BYTES {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.parts.push(std::mem::take(&mut self.text).into_bytes().into());
    }
}
