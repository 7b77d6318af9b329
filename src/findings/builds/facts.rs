//! What all rules ask of a build file: which names it makes and pushes, where, and whether two are one.

use crate::builds::{Act, Build, BuildFile, List, Name, Order, Same, What};
use crate::json::{Lines, Span};
use crate::keyed::HashMap;
use crate::limits;
use crate::text::quote::Quoted;

/// A name, and the step that has it.
pub(super) struct At<'a> {
    pub(super) name: &'a Name,
    pub(super) step: usize,
    /// Counted over the whole file.
    pub(super) act: usize,
}

/// Names that a file does the same with.
#[derive(Default)]
pub(super) struct Names<'a> {
    list: Vec<At<'a>>,
    by_key: HashMap<String, Vec<usize>>,
    /// There are more than are compared.
    is_cut: bool,
}

/// Where a name is.
pub(super) enum Found<'n, 'a> {
    /// There.
    At(Vec<&'n At<'a>>),
    /// It can't be told whether it is anywhere.
    Perhaps,
    /// Nowhere, whatever the variables stand for.
    Nowhere,
}

/// What a build file says, by name.
pub(super) struct Facts<'a> {
    pub(super) file: &'a BuildFile,
    /// What is built, tagged, pulled or put together.
    pub(super) made: Names<'a>,
    /// What is pushed, lists too.
    pub(super) pushed: Names<'a>,
    /// Lists that are pushed.
    pub(super) lists_pushed: Names<'a>,
    /// What makes images in a way that can't be followed.
    pub(super) elsewhere: Option<&'a str>,
    lines: Lines,
}

impl<'a> Facts<'a> {
    pub(super) fn of(bytes: &[u8], file: &'a BuildFile) -> Self {
        let mut facts = Self {
            file,
            made: Names::default(),
            pushed: Names::default(),
            lists_pushed: Names::default(),
            elsewhere: None,
            lines: Lines::new(bytes),
        };
        for (act, (step, Act { what, .. })) in file.acts().enumerate() {
            let at = |name| At { name, step, act };
            match what {
                What::Build(build) => {
                    for tag in &build.tags {
                        facts.made.add(at(tag));
                        if build.pushes {
                            facts.pushed.add(at(tag));
                        }
                    }
                }
                What::Tag { to, .. } => facts.made.add(at(to)),
                What::Pull(name) => facts.made.add(at(name)),
                What::Push(name) => facts.pushed.add(at(name)),
                What::List(list) => {
                    facts.made.add(at(&list.list));
                    if list.pushes {
                        facts.pushed.add(at(&list.list));
                        facts.lists_pushed.add(at(&list.list));
                    }
                }
                What::PushList { list, .. } => {
                    facts.pushed.add(at(list));
                    facts.lists_pushed.add(at(list));
                }
                What::Elsewhere(name) => facts.elsewhere = Some(name),
                What::Annotate { .. } => {}
            }
        }
        facts
    }

    /// How long one rule takes at most, in steps of a pace.
    pub(super) fn steps_of_a_rule(&self) -> usize {
        self.pushed.list.len().saturating_mul(self.made.list.len()).saturating_add(self.file.steps.len())
    }

    /// The line of a place.
    pub(super) fn line(&self, span: Span) -> usize {
        self.lines.position(span.start).0
    }

    /// All builds, with their step, their number among all acts, and their place.
    pub(super) fn builds(&self) -> impl Iterator<Item = (usize, usize, Span, &'a Build)> {
        self.file.acts().enumerate().filter_map(|(act, (step, of))| match &of.what {
            What::Build(build) => Some((step, act, of.span, build)),
            _ => None,
        })
    }

    /// All lists that are put together.
    pub(super) fn lists(&self) -> impl Iterator<Item = (usize, usize, &'a List)> {
        self.file.acts().enumerate().filter_map(|(act, (step, of))| match &of.what {
            What::List(list) => Some((step, act, list)),
            _ => None,
        })
    }

    /// Whether one of `done` is surely done before the act of a step begins.
    pub(super) fn is_before(&self, done: &[&At<'_>], step: usize, act: usize) -> bool {
        let own = done.iter().any(|at| at.step == step && at.act <= act);
        own || {
            let before = Order::before(self.file, step);
            done.iter().any(|at| before.get(at.step).copied().unwrap_or_default())
        }
    }
}

impl<'a> Names<'a> {
    fn add(&mut self, at: At<'a>) {
        if self.list.len() >= limits::BUILD_COMPARED {
            self.is_cut = true;
            return;
        }
        self.by_key.entry(at.name.key()).or_default().push(self.list.len());
        self.list.push(at);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &At<'a>> {
        self.list.iter()
    }

    /// Where a name is.
    pub(super) fn find(&self, name: &Name) -> Found<'_, 'a> {
        if let Some(known) = self.by_key.get(&name.key()) {
            return Found::At(known.iter().filter_map(|at| self.list.get(*at)).collect());
        }
        if self.is_cut || self.list.iter().any(|at| at.name.same(name) == Same::Perhaps) {
            return Found::Perhaps;
        }
        Found::Nowhere
    }

    /// The name that is most like another, and is not it: a letter or two are different.
    pub(super) fn nearest(&self, name: &Name) -> Option<&At<'a>> {
        let likes = self.list.iter().filter_map(|at| Some((distance(&at.name.text, &name.text)?, at)));
        likes.min_by_key(|(distance, _)| *distance).map(|(_, at)| at)
    }
}

/// Letters that differ, up to as many as a slip of the pen makes.
fn distance(one: &str, two: &str) -> Option<usize> {
    const SLIP: usize = 3;
    let start = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    let (one, two) = (one.as_bytes().get(start..)?, two.as_bytes().get(start..)?);
    let end = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let left = one.len().max(two.len()).saturating_sub(end);
    (left > 0 && left <= SLIP).then_some(left)
}

/// A name as a sentence has it.
pub(super) fn quoted(name: &Name) -> Quoted<'_> {
    Quoted(&name.text)
}
