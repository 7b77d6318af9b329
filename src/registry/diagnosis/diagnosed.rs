//! What is said of what did not come.

use crate::registry::errors::{self, RegistryError};
use crate::registry::raw_command::RawCommand;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A sentence.
    Advice(String),
    /// A command that prints the bytes, to paste or drop them.
    Command(RawCommand),
    /// What the registry is to be told, by its software's name.
    Setting(&'static str, String),
}

/// Why something did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What happened, in a sentence.
    pub headline: String,
    /// What is known.
    pub known: Vec<String>,
    /// What is likely.
    pub inferred: Vec<String>,
    /// What to do.
    pub next: Vec<Next>,
}

impl Diagnosis {
    pub(super) fn say(headline: impl Into<String>) -> Self {
        Self { headline: headline.into(), known: Vec::new(), inferred: Vec::new(), next: Vec::new() }
    }

    pub(super) fn known(mut self, sentence: impl Into<String>) -> Self {
        self.known.push(sentence.into());
        self
    }

    pub(super) fn inferred(mut self, sentence: impl Into<String>) -> Self {
        self.inferred.push(sentence.into());
        self
    }

    pub(super) fn advise(mut self, sentence: impl Into<String>) -> Self {
        self.next.push(Next::Advice(sentence.into()));
        self
    }
}

/// Adds the registry's own words.
pub(super) fn with_errors(mut diagnosis: Diagnosis, errors: &[RegistryError]) -> Diagnosis {
    for error in errors {
        let meaning = errors::meaning(&error.code).unwrap_or("");
        let message = if error.message.is_empty() {
            String::new()
        } else {
            format!(": \u{201c}{}\u{201d}", error.message)
        };
        diagnosis =
            diagnosis.known(format!("It says {}{message}. {meaning}", error.code).trim_end().to_owned());
    }
    diagnosis
}
