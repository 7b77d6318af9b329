//! Tasks of Azure Container Registry: `steps`, each with `build`, `push` or `cmd`.
//!
//! As <https://github.com/Azure/acr-builder> reads them: a step without `when` waits for the one before it, one with
//! `when: ["-"]` for none, and else for those that it names, which stand before it. `$ID` is an alias for
//! `{{.Run.ID}}`.

use super::Steps;
use crate::builds::commands;
use crate::builds::model::{Act, Step, What};
use crate::builds::name::Name;
use crate::builds::word::Word;
use crate::builds::words;
use crate::builds::yaml::{Node, Yaml};
use crate::json::Span;
use crate::keyed::HashMap;

/// What begins at once.
const AT_ONCE: &str = "-";

/// The aliases that every task has.
const ALIASES: &str = "ID Registry RegistryName Date OS Architecture Commit Branch SharedVolume";

/// Reads a task; `None` where this is none.
pub(super) fn read(root: &Yaml) -> Option<Steps> {
    let steps = root.get("steps")?.items();
    let has = |step: &Yaml, keys: &[&str]| keys.iter().any(|key| step.get(key).is_some());
    let is_step =
        |step: &Yaml| has(step, &["build", "push", "cmd"]) && !has(step, &["uses", "task", "script"]);
    if root.get("jobs").is_some() || !steps.iter().any(|step| is_step(step)) {
        return None;
    }
    let mut read = Steps::default();
    let mut known: HashMap<String, usize> = HashMap::default();
    for yaml in steps {
        let mut step = one(yaml);
        let whens = yaml.get("when").map(|when| when.texts()).unwrap_or_default();
        for when in &whens {
            match known.get(&when.text()) {
                Some(before) => step.after.push(*before),
                None if when.is(AT_ONCE) => {}
                None => step.unknown.push(words::plain(when)),
            }
        }
        if whens.is_empty() {
            step.after.extend(read.len().checked_sub(1));
        }
        let id = step.id.as_ref().map(|id| id.text.clone());
        if let (Some(at), Some(id)) = (read.push(step), id) {
            known.entry(id).or_insert(at);
        }
    }
    Some(read)
}

fn one(yaml: &Yaml) -> Step {
    let id = yaml.get("id").and_then(|id| id.text()).map(words::plain);
    let key = |key: &str| yaml.key(key).map(|key| key.span());
    let (kind, acts) = if let Some(value) = yaml.get("build") {
        ("build", build(value, key("build").unwrap_or(value.span)))
    } else if let Some(push) = yaml.get("push") {
        let names = push.texts().into_iter().filter_map(|text| Name::new(&aliased(words::plain(text))));
        let acts = names.map(|name| Act { span: name.span, what: What::Push(name) });
        ("push", acts.collect())
    } else if let Some(value) = yaml.get("cmd") {
        let step = words_of(value).and_then(|words| commands::step(&words));
        return match step {
            Some(step) => Step { id, span: yaml.span, ..step },
            None => Step { id, kind: "cmd".to_owned(), span: yaml.span, ..Step::default() },
        };
    } else {
        ("step", Vec::new())
    };
    Step { id, kind: kind.to_owned(), span: yaml.span, acts, ..Step::default() }
}

fn build(value: &Yaml, key: Span) -> Vec<Act> {
    let words = words_of(value).unwrap_or_default();
    let span = Span::new(key.start, commands::span(&words).end.max(key.end));
    vec![Act { what: What::Build(commands::build(&words)), span }]
}

/// The words of one command: line breaks are white space in it.
fn words_of(value: &Yaml) -> Option<Vec<Word>> {
    let Node::Scalar { text, .. } = &value.node else { return None };
    let words = words::commands(text, true).into_iter().next()?;
    Some(words.into_iter().map(aliased).collect())
}

fn aliased(word: Word) -> Word {
    word.renamed(|name| {
        let is_alias = ALIASES.split_ascii_whitespace().any(|alias| alias == name);
        if is_alias { format!("{{{{.Run.{name}}}}}") } else { name }
    })
}
