//! Shell scripts: the lines that build, tag, push and list images.

use super::Steps;
use crate::builds::commands;
use crate::builds::model::Step;
use crate::builds::placed::Placed;
use crate::builds::word::Word;
use crate::builds::words;
use crate::keyed::HashMap;
use crate::pace::Pace;

/// Words after which a command stands.
const BEFORE: &str = "then else elif if do while until ! { sudo time exec env command nohup set -e -x";

/// Whether a text is a script that builds images: a program's name, a verb, at the beginning of a line.
pub(super) fn is_one(text: &str) -> bool {
    if text.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    let is_of_script = |line: &str| {
        let mut words = line.split_whitespace().skip_while(|word| is_before(word) || *word == "$");
        let tool = words.next().unwrap_or_default();
        let is_tool = ["docker", "podman", "nerdctl", "buildah", "docker-buildx"].contains(&tool);
        let mut verbs = words.filter(|word| !word.starts_with('-'));
        match verbs.next() {
            Some("acr") if tool == "az" => verbs.next() == Some("build"),
            Some("build" | "bud" | "tag" | "push" | "manifest" | "buildx" | "image" | "builder") => is_tool,
            _ => false,
        }
    };
    // YAML has such lines, too, but begins otherwise.
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().find(|line| !line.starts_with('#')).unwrap_or_default();
    let is_shell = text.starts_with("#!") || is_of_script(first) || !looks_like_yaml(first);
    is_shell && lines.any(is_of_script)
}

/// Whether a line is `key:`, `key: value` or `- item`.
fn looks_like_yaml(line: &str) -> bool {
    let is_key =
        |word: &str| word.chars().all(|char| char.is_ascii_alphanumeric() || "_-.\"'".contains(char));
    line.starts_with("- ")
        || line == "---"
        || line.split_once(':').is_some_and(|(key, rest)| {
            !key.is_empty() && is_key(key) && (rest.is_empty() || rest.starts_with(' '))
        })
}

fn is_before(word: &str) -> bool {
    BEFORE.split_ascii_whitespace().any(|known| known == word) || assigned(word).is_some()
}

/// The variable that a word gives a value.
fn assigned(word: &str) -> Option<&str> {
    let (name, _) = word.split_once('=')?;
    let is_name = !name.is_empty()
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    is_name.then_some(name)
}

/// Reads a script.
pub(super) async fn read(text: &str, pace: &Pace) -> Steps {
    let mut steps = Steps::default();
    pace.spend(text.len()).await;
    lines(&Placed::new(text, 0), &mut steps, &[]);
    steps
}

/// Reads the commands of a script, each a step after the one before it, and the first after `after`. Those for which
/// others wait: the last, or `after` where there is none.
pub(super) fn lines(text: &Placed, steps: &mut Steps, after: &[usize]) -> Vec<usize> {
    let mut values = Values { counts: HashMap::default(), script: text.span().start };
    let mut before = after.to_vec();
    for words in words::commands(text, false) {
        let words = values.read(words);
        let Some(step) = commands::step(&words) else { continue };
        if let Some(at) = steps.push(Step { after: before.clone(), ..step }) {
            before = vec![at];
        }
    }
    before
}

/// How often each variable was given a value: what it stands for is another text then.
struct Values {
    counts: HashMap<String, usize>,
    /// Where the script begins: what is assigned in one script is not what another has.
    script: u32,
}

impl Values {
    /// Takes what stands before a command, and gives the variables in the rest the number of their value.
    fn read(&mut self, words: Vec<Word>) -> Vec<Word> {
        let mut rest = words.as_slice();
        while let [first, after @ ..] = rest {
            if let Some(name) = assigned(&first.text) {
                self.assign(name);
            } else if !is_before(&first.text) {
                break;
            }
            rest = after;
        }
        match rest {
            [first, names @ ..]
                if matches!(first.text.as_str(), "export" | "read" | "local" | "declare" | "readonly") =>
            {
                names.iter().for_each(|name| self.assign(name.text.split('=').next().unwrap_or_default()));
            }
            [first, name, ..] if first.text == "for" || first.text == "select" => self.assign(&name.text),
            _ => {}
        }
        rest.iter().cloned().map(|word| self.numbered(word)).collect()
    }

    fn assign(&mut self, name: &str) {
        let count = self.counts.entry(name.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    fn numbered(&self, word: Word) -> Word {
        word.renamed(|name| match self.counts.get(&name) {
            Some(count) => format!("{name}#{count}@{}", self.script),
            None => name,
        })
    }
}
