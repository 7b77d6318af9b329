//! YAML with the place of every value: what `saphyr-parser` reads, as a tree.
//!
//! Templates (`{{.Run.Registry}}`) are filled in before such files are read as YAML, and would be its braces: each is
//! one sign of the private use area here while it is read. An alias shares what its anchor holds, so that none grows.

use std::collections::BTreeMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::masked::{Masked, Written};
use super::model::Problem;
use super::placed::Placed;
use crate::json::Span;
use crate::limits;
use crate::pace::Pace;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yaml {
    /// What it is.
    pub node: Node,
    /// Where it begins, and where it ends.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A text, a number: all that is no list and no mapping.
    Scalar {
        /// The text.
        text: Placed,
        /// Line breaks in it are white space alone: it is folded.
        folded: bool,
    },
    /// A list.
    List(Vec<Rc<Yaml>>),
    /// A mapping, in the order of the file.
    Map(Vec<(Placed, Rc<Yaml>)>),
    /// An alias of what is not known.
    Unknown,
}

impl Yaml {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Rc<Self>> {
        self.members().iter().find(|(known, _)| known.is(key)).map(|(_, value)| value)
    }

    /// The key itself, where there is one of that name.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<&Placed> {
        self.members().iter().find(|(known, _)| known.is(key)).map(|(known, _)| known)
    }

    /// The keys and values; none where it is no mapping.
    #[must_use]
    pub fn members(&self) -> &[(Placed, Rc<Self>)] {
        match &self.node {
            Node::Map(members) => members,
            _ => &[],
        }
    }

    /// The values of a list; none where it is none.
    #[must_use]
    pub fn items(&self) -> &[Rc<Self>] {
        match &self.node {
            Node::List(items) => items,
            _ => &[],
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> Option<&Placed> {
        match &self.node {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text, or each text of the list that stands for several.
    #[must_use]
    pub fn texts(&self) -> Vec<&Placed> {
        self.text().into_iter().chain(self.items().iter().filter_map(|item| item.text())).collect()
    }
}

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// The first document; up to where it broke off.
    pub root: Yaml,
    /// Why it did.
    pub problem: Option<Problem>,
}

/// Something that is not whole yet.
struct Open {
    anchor: usize,
    start: Span,
    node: Node,
    /// The key whose value comes next.
    key: Option<Placed>,
}

/// Reads the first document of a text; `None` where there is nothing in it.
pub async fn read(text: &str, pace: &Pace) -> Option<Read> {
    let masked = Masked::new(text);
    let mut parser = Parser::new_from_str(masked.text());
    let (mut open, mut root, mut problem): (Vec<Open>, Option<Yaml>, Option<Problem>) =
        (Vec::new(), None, None);
    let mut anchors: BTreeMap<usize, Rc<Yaml>> = BTreeMap::new();
    let mut values = 0_usize;
    while root.is_none() {
        pace.spend(STEPS_OF_A_VALUE).await;
        let (event, at) = match parser.next_event() {
            None => break,
            Some(Ok(event)) => event,
            Some(Err(error)) => {
                let at = masked.offset(error.marker().index());
                problem = Some(Problem { text: error.info().to_owned(), span: Span::new(at, at) });
                break;
            }
        };
        values += 1;
        if values > limits::BUILD_VALUES || open.len() > limits::BUILD_DEPTH {
            let at = masked.span(&at);
            problem = Some(Problem { text: "there is more in it than is read".to_owned(), span: at });
            break;
        }
        let span = masked.span(&at);
        let (anchor, whole) = match event {
            Event::Scalar(content, style, anchor, _) => {
                pace.spend(content.len()).await;
                (anchor, Yaml { node: scalar(&masked, &content, style, &at), span })
            }
            Event::Alias(anchor) => match anchors.get(&anchor) {
                Some(known) => (0, Yaml { node: known.node.clone(), span }),
                None => (0, Yaml { node: Node::Unknown, span }),
            },
            Event::SequenceStart(anchor, _) => {
                open.push(Open { anchor, start: span, node: Node::List(Vec::new()), key: None });
                continue;
            }
            Event::MappingStart(anchor, _) => {
                open.push(Open { anchor, start: span, node: Node::Map(Vec::new()), key: None });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => closed.whole(span.end),
                None => continue,
            },
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
        };
        let whole = Rc::new(whole);
        if anchor > 0 && anchors.len() < limits::BUILD_ANCHORS {
            anchors.insert(anchor, Rc::clone(&whole));
        }
        put(&mut open, &mut root, whole);
    }
    // What broke off is as much as was read.
    while let Some(closed) = open.pop() {
        let end = masked.end();
        let (_, whole) = closed.whole(end);
        put(&mut open, &mut root, Rc::new(whole));
    }
    Some(Read { root: root?, problem })
}

/// Steps that reading one value comes to, whatever its length.
const STEPS_OF_A_VALUE: usize = 10;

impl Open {
    fn whole(self, end: u32) -> (usize, Yaml) {
        let span = Span::new(self.start.start, end.max(self.start.end));
        (self.anchor, Yaml { node: self.node, span })
    }
}

/// Puts a value where it belongs.
fn put(open: &mut [Open], root: &mut Option<Yaml>, value: Rc<Yaml>) {
    let Some(Open { node, key, .. }) = open.last_mut() else {
        *root = Some(Rc::unwrap_or_clone(value));
        return;
    };
    match node {
        Node::List(items) => items.push(value),
        Node::Map(members) => match key.take() {
            Some(key) => members.push((key, value)),
            // A key that is a list or a mapping is none that anybody asks for.
            None => *key = Some(value.text().cloned().unwrap_or_default()),
        },
        _ => {}
    }
}

/// A text, each of whose characters is looked for in the file: quotes, escapes and indentation stand between them.
fn scalar(masked: &Masked<'_>, content: &str, style: ScalarStyle, at: &YamlSpan) -> Node {
    let (written, folded) = match style {
        ScalarStyle::Plain => (Written::Plain, true),
        ScalarStyle::SingleQuoted => (Written::Single, true),
        ScalarStyle::DoubleQuoted => (Written::Double, false),
        ScalarStyle::Literal => (Written::Block, false),
        ScalarStyle::Folded => (Written::Block, true),
    };
    Node::Scalar { text: masked.placed(content, at.start.index(), at.end.index(), written), folded }
}
