//! The name of a node that stays the same while documents come and go around it.

use std::fmt;
use std::str::FromStr;

/// One step from a document to a descriptor in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// An entry of an index, by its position.
    Entry(u32),
    /// The config of a manifest.
    Config,
    /// A layer of a manifest, by its position.
    Layer(u32),
    /// The subject of a manifest or index.
    Subject,
}

/// A root, and the steps from it to a node: `0.3.l1` is layer 1 (from 0) of entry 3 of root 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodePath {
    /// The root, by its place among the roots.
    pub document: u32,
    /// The steps from there.
    pub steps: Vec<Step>,
}

impl fmt::Display for NodePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.document)?;
        for step in &self.steps {
            match step {
                Step::Entry(at) => write!(f, ".{at}")?,
                Step::Config => f.write_str(".c")?,
                Step::Layer(at) => write!(f, ".l{at}")?,
                Step::Subject => f.write_str(".s")?,
            }
        }
        Ok(())
    }
}

/// Text that names no node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathError;

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node is named by its document's number and steps such as .3, .c, .l1 or .s")
    }
}

impl FromStr for NodePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let number = |text: &str| {
            // `u32::from_str` takes a plus sign; a name has one form only.
            if text.starts_with('+') || text.len() > 1 && text.starts_with('0') {
                return Err(PathError);
            }
            text.parse::<u32>().map_err(|_| PathError)
        };
        let mut parts = text.split('.');
        let document = number(parts.next().unwrap_or_default())?;
        let step = |part: &str| match part {
            "c" => Ok(Step::Config),
            "s" => Ok(Step::Subject),
            _ => match part.strip_prefix('l') {
                Some(layer) => number(layer).map(Step::Layer),
                None => number(part).map(Step::Entry),
            },
        };
        Ok(Self { document, steps: parts.map(step).collect::<Result<_, _>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_step() -> impl Strategy<Value = Step> {
        prop_oneof![
            any::<u32>().prop_map(Step::Entry),
            Just(Step::Config),
            any::<u32>().prop_map(Step::Layer),
            Just(Step::Subject),
        ]
    }

    proptest! {
        #[test]
        fn written_and_read_again(document: u32, steps in proptest::collection::vec(any_step(), 0..9)) {
            let path = NodePath { document, steps };
            prop_assert_eq!(path.to_string().parse(), Ok(path));
        }

        #[test]
        fn read_and_written_again(text in "[0-9.cls+]{0,9}") {
            if let Ok(path) = text.parse::<NodePath>() {
                prop_assert_eq!(path.to_string(), text);
            }
        }
    }

    #[test]
    fn names_no_node() {
        for (text, reason) in [
            ("", "no document"),
            (".c", "no document"),
            ("0.", "an empty step"),
            ("+1", "a sign"),
            ("00", "two forms of one name"),
            ("0.l", "a layer without a number"),
            ("0.x", "no such step"),
            ("4294967296", "beyond 32 bits"),
        ] {
            assert_eq!(text.parse::<NodePath>(), Err(PathError), "{reason}");
        }
    }
}
