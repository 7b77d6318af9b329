//! What the page says of the text in its box while it is being written.

use std::rc::Rc;

use crate::image::reference::two::two;
use crate::image::reference::{
    reader,
    typed::{Form, TypedError},
};
use crate::registry::endpoint::endpoint;
use crate::registry::known::{Source, habit};
use crate::session::{Detected, Model, detect};
use crate::text::escape::escaped;

/// What the text in the box is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoxHint {
    /// In a few words: `a document`. Empty for nothing.
    pub what: &'static str,
    /// More of it, where it is meant as an image reference.
    pub reference: Option<Rc<ReferenceHint>>,
}

/// What a text is that is meant as an image reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceHint {
    /// A good one.
    Good {
        /// The whole of it: `docker.io/library/alpine:latest`.
        whole: String,
        /// What it stood in, where it did not stand alone: `a docker command`.
        from: String,
        /// The host that would be asked.
        registry: String,
        /// It is known to let no page of another origin read it.
        keeps_out: bool,
    },
    /// None, and why.
    Bad {
        /// The text before what is at fault, its end at most.
        before: String,
        /// The character at fault; empty where something is missing.
        fault: String,
        /// What is after it, its beginning at most.
        after: String,
        /// What is wrong, in one sentence.
        sentence: String,
    },
}

/// The text in the box of which is to be said what it is; empty where nothing is.
pub(super) fn told_text(model: &Model) -> &str {
    if model.is_box_told { &model.box_text } else { "" }
}

/// What is said of the text in the box.
#[must_use]
pub fn box_hint(model: &Model) -> BoxHint {
    BoxHint::of(told_text(model))
}

/// Characters that are shown before and after the one at fault.
const AROUND: usize = 32;

impl BoxHint {
    /// What `text` is.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let detected = detect(text);
        if let Detected::Reference(text) = &detected
            && let Some((first, second)) = two(text)
        {
            let registry =
                endpoint(&first.registry).map_or_else(String::new, |endpoint| endpoint.authority());
            let whole = format!("{first} and {second}");
            let good = ReferenceHint::Good { whole, from: String::new(), registry, keeps_out: false };
            return Self { what: "two image references to compare", reference: Some(Rc::new(good)) };
        }
        let reference = matches!(detected, Detected::Reference(_)).then(|| match reader::read(text) {
            Ok(read) => {
                let registry = endpoint(&read.reference.registry);
                let keeps_out = registry.as_ref().and_then(|url| habit(&url.host));
                ReferenceHint::Good {
                    whole: read.reference.to_string(),
                    from: from(read.form),
                    keeps_out: keeps_out.is_some_and(|(_, source)| source == Source::Recorded),
                    registry: registry.map_or(read.reference.registry, |endpoint| endpoint.authority()),
                }
            }
            Err(error) => ReferenceHint::bad(text, &error),
        });
        Self { what: detected.words(), reference: reference.map(Rc::new) }
    }

    /// Whether the text can't be taken.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.fault().is_some()
    }

    /// Why the text can't be taken, in a sentence.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        match self.reference.as_deref()? {
            ReferenceHint::Bad { sentence, .. } => Some(sentence),
            ReferenceHint::Good { .. } => None,
        }
    }
}

impl ReferenceHint {
    fn bad(text: &str, error: &TypedError) -> Self {
        let at = error.at().min(text.len());
        let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let mut after = rest.chars();
        let fault = after.next().filter(|_| !error.is_at_a_secret());
        let shown = if error.is_at_a_secret() { 0 } else { AROUND };
        // What stands before is shown from its end.
        let start = before.char_indices().rev().nth(AROUND.saturating_sub(1)).map_or(0, |(start, _)| start);
        Self::Bad {
            before: escaped(before.get(start..).unwrap_or_default().trim_start()),
            fault: fault.map(|fault| escaped(&fault.to_string())).unwrap_or_default(),
            after: escaped(&after.take(shown).collect::<String>()),
            sentence: error.to_string(),
        }
    }
}

fn from(form: Form) -> String {
    match form {
        Form::Name => String::new(),
        Form::Command(tool) => format!("a {tool} command"),
        Form::Dockerfile => "a Dockerfile\u{2019}s line".to_owned(),
        Form::Yaml => "a line of YAML".to_owned(),
        Form::Page(site) => format!("a page of {site}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_told_whole() {
        let hint = BoxHint::of("docker pull quay.io/a/b");
        assert_eq!(hint.what, "an image reference");
        let good = ReferenceHint::Good {
            whole: "quay.io/a/b:latest".to_owned(),
            from: "a docker command".to_owned(),
            registry: "quay.io".to_owned(),
            keeps_out: false,
        };
        assert_eq!(hint.reference.as_deref(), Some(&good));
        assert_eq!(BoxHint::of("{}"), BoxHint { what: "a document", reference: None });
    }

    #[test]
    fn what_is_at_fault_is_marked() {
        for (text, parts, reason) in [
            ("al\u{200b}pine", ["", "", ""], "not even meant as a reference: it has an unseen sign"),
            ("library/aLpine", ["library/a", "L", "pine"], "upper case"),
            ("alpine:", ["alpine:", "", ""], "something missing at the end"),
            ("docker pull", ["docker pull", "", ""], "an image missing at the end"),
        ] {
            let shown = match BoxHint::of(text).reference.as_deref() {
                Some(ReferenceHint::Bad { before, fault, after, .. }) => {
                    [&**before, fault, after].map(str::to_owned)
                }
                _ => Default::default(),
            };
            assert_eq!(shown, parts, "{reason}");
        }
    }
}
