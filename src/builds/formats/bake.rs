//! Files of `docker buildx bake`: `target` blocks with `tags`, `platforms`, `dockerfile` and `output`.
//!
//! HCL is read by `hcl-edit`. What is no plain text, or a text with `${…}` in it, stays unknown. What a target inherits
//! is looked up once, and a variable's default may be overridden by the environment, so it is not put in.

use hcl_edit::expr::Expression;
use hcl_edit::structure::Body;
use hcl_edit::template::Element;
use hcl_edit::{Span as _, parser};

use super::Steps;
use crate::builds::model::{Act, Build, Problem, Step, What};
use crate::builds::name::Name;
use crate::builds::word::{Part, Word};
use crate::json::Span;
use crate::keyed::HashMap;

/// Whether a text is such a file: it has a block of a target or a group with a name in quotes, at the beginning of a line.
pub(super) fn is_one(text: &str) -> bool {
    text.lines().any(|line| {
        let rest = line.strip_prefix("target ").or_else(|| line.strip_prefix("group "));
        rest.is_some_and(|rest| rest.trim_start().starts_with('"') && rest.contains('{'))
    })
}

/// Reads a file, and why it could not be read to its end.
pub(super) fn read(text: &str) -> (Steps, Option<Problem>) {
    let body = match parser::parse_body(text) {
        Ok(body) => body,
        Err(error) => {
            let at = u32::try_from(error.location().offset()).unwrap_or(u32::MAX);
            let problem = Problem { text: error.message().trim().to_owned(), span: Span::new(at, at) };
            return (Steps::default(), Some(problem));
        }
    };
    let mut steps = Steps::default();
    let targets: HashMap<&str, &Body> = body
        .get_blocks("target")
        .filter_map(|block| Some((block.labels.first()?.as_str(), &block.body)))
        .collect();
    for block in body.get_blocks("target") {
        let Some(label) = block.labels.first() else { continue };
        let own = &block.body;
        let inherited =
            own.get_attribute("inherits").map(|inherits| words(&inherits.value)).unwrap_or_default();
        // The last one counts, and what a target says itself before all.
        let bodies: Vec<&Body> = std::iter::once(own)
            .chain(inherited.iter().rev().filter_map(|name| targets.get(name.known()?).copied()))
            .collect();
        let of = |key: &str| bodies.iter().find_map(|body| Some(words(&body.get_attribute(key)?.value)));
        let tags = of("tags").unwrap_or_default();
        // A target that others inherit from is built of its own only where it has a name.
        let is_base = tags.is_empty() && of("output").is_none();
        if is_base {
            continue;
        }
        let output = of("output").unwrap_or_default();
        let pushes =
            output.iter().any(|word| word.text.contains("type=registry") || word.text.contains("push=true"));
        let build = Build {
            tags: tags.iter().filter_map(Name::new).collect(),
            file: of("dockerfile").and_then(|file| file.into_iter().next()),
            platforms: of("platforms").unwrap_or_default(),
            pushes,
            needs_platform: true,
        };
        let span = span(block.span());
        let id = Word {
            text: label.as_str().to_owned(),
            span: self::span(label.span()),
            parts: vec![Part::Text(label.as_str().to_owned())],
        };
        let head = Span::new(span.start, id.span.end.max(span.start));
        let acts = vec![Act { what: What::Build(build), span: head }];
        steps.push(Step { id: Some(id), kind: "target".to_owned(), span, acts, ..Step::default() });
    }
    (steps, None)
}

fn span(range: Option<std::ops::Range<usize>>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    range.map_or_else(Span::default, |range| Span::new(offset(range.start), offset(range.end)))
}

/// The texts of a list, or the one that stands for it.
fn words(value: &Expression) -> Vec<Word> {
    match value {
        Expression::Array(array) => array.iter().map(word).collect(),
        value => vec![word(value)],
    }
}

fn word(value: &Expression) -> Word {
    let span = span(value.span());
    let mut text = String::new();
    let mut parts = Vec::new();
    match value {
        Expression::String(known) => {
            text.push_str(known);
            parts.push(Part::Text(known.to_string()));
        }
        Expression::StringTemplate(template) => {
            for element in template.iter() {
                match element {
                    Element::Literal(known) => {
                        text.push_str(known);
                        parts.push(Part::Text(known.to_string()));
                    }
                    Element::Interpolation(inner) => {
                        let name = inner.expr.to_string();
                        let name = name.trim();
                        text.push_str("${");
                        text.push_str(name);
                        text.push('}');
                        parts.push(Part::Variable(name.to_owned()));
                    }
                    Element::Directive(_) => parts.push(Part::Variable("%".to_owned())),
                }
            }
        }
        other => {
            let name = other.to_string();
            text.push_str(name.trim());
            parts.push(Part::Variable(name.trim().to_owned()));
        }
    }
    Word { text, span, parts: Word::merged(parts) }
}
