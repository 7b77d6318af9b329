//! A word of a command line, or a value of a file: text, and what stands for text that is not known.

use crate::json::Span;

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is written.
    Text(String),
    /// What stands for a text that is not known, by its name: `TAG`, `{{.Run.ID}}`, `$(date)`.
    Variable(String),
}

/// A word of a command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// As it is written, without the quotes.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What is known of it.
    pub parts: Vec<Part>,
}

impl Word {
    /// What it says, where nothing of it is unknown.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text without what is not known of it, which leaves a gap between words.
    #[must_use]
    pub fn known_text(&self) -> String {
        known_text(&self.parts)
    }

    /// The value of `--option=value`, where it is that option.
    #[must_use]
    pub fn value_of(&self, option: &str) -> Option<Self> {
        let Some((Part::Text(first), rest)) = self.parts.split_first() else { return None };
        let value = first.strip_prefix(option)?.strip_prefix('=')?;
        let cut = option.len().saturating_add(1);
        let text = self.text.get(cut..)?.to_owned();
        let first = (!value.is_empty()).then(|| Part::Text(value.to_owned()));
        let start = self.span.start.saturating_add(u32::try_from(cut).unwrap_or_default());
        let span = Span::new(start.min(self.span.end), self.span.end);
        Some(Self { text, span, parts: first.into_iter().chain(rest.iter().cloned()).collect() })
    }

    /// Its parts between commas: `linux/amd64,linux/arm64`.
    #[must_use]
    pub fn listed(&self) -> Vec<Self> {
        let mut words = vec![Self { span: self.span, ..Self::default() }];
        for part in &self.parts {
            let text = match part {
                Part::Text(text) => text,
                Part::Variable(name) => {
                    if let Some(word) = words.last_mut() {
                        word.text.push_str(name);
                        word.parts.push(part.clone());
                    }
                    continue;
                }
            };
            for (at, piece) in text.split(',').enumerate() {
                if at > 0 {
                    words.push(Self { span: self.span, ..Self::default() });
                }
                if let Some(word) = words.last_mut().filter(|_| !piece.is_empty()) {
                    word.text.push_str(piece);
                    word.parts.push(Part::Text(piece.to_owned()));
                }
            }
        }
        words.retain(|word| !word.parts.is_empty());
        words
    }

    /// Parts of which no two texts stand side by side.
    #[must_use]
    pub(super) fn merged(parts: Vec<Part>) -> Vec<Part> {
        let mut merged: Vec<Part> = Vec::new();
        for part in parts {
            match (merged.last_mut(), part) {
                (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
                (_, part) => merged.push(part),
            }
        }
        merged
    }

    /// The word with other names for its variables.
    #[must_use]
    pub(super) fn renamed(self, rename: impl Fn(String) -> String) -> Self {
        let parts = self.parts.into_iter().map(|part| match part {
            Part::Variable(name) => Part::Variable(rename(name)),
            text => text,
        });
        Self { parts: parts.collect(), ..self }
    }
}

/// The text of parts without the variables, each of which leaves a gap between words.
pub(super) fn known_text(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(known) => text.push_str(known),
            Part::Variable(_) => text.push(' '),
        }
    }
    text
}
