//! The steps by which an image was built, and which layer each made.

use super::part::is_read;
use crate::json::Value;

/// One step of a config's `history`.
///
/// OCI image specification 1.1.1, config.md, `history`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// `created`, RFC 3339 as written.
    pub created: Option<String>,
    /// `author`
    pub author: Option<String>,
    /// `created_by`: the command.
    pub created_by: Option<String>,
    /// `comment`
    pub comment: Option<String>,
    /// `empty_layer`: the step made no layer.
    pub empty_layer: bool,
}

impl History {
    /// Reads one step; one that holds more than is read says nothing.
    #[must_use]
    pub fn read(value: Value<'_>) -> Self {
        if !is_read(value) {
            return Self::default();
        }
        let text = |key| Some(value.get(key)?.as_str()?.into_owned());
        Self {
            created: text("created"),
            author: text("author"),
            created_by: text("created_by"),
            comment: text("comment"),
            empty_layer: value.get("empty_layer").and_then(Value::as_bool) == Some(true),
        }
    }
}

/// A row of the history lined up against the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Position in `history`; `None` where a layer has no step.
    pub history: Option<usize>,
    /// Position in `layers`; `None` for a step that made no layer, or whose layer is missing.
    pub layer: Option<usize>,
}

/// Lines up `history` against a manifest's `layers`, base first.
///
/// A step without `empty_layer` takes the next layer. Layers left over stand alone at the end, and
/// steps left over have no layer: every layer and every step comes exactly once.
#[must_use]
pub fn align(history: &[History], layers: usize) -> Vec<Step> {
    let mut next = 0..layers;
    let mut steps: Vec<Step> = history
        .iter()
        .enumerate()
        .map(|(position, step)| Step {
            history: Some(position),
            layer: if step.empty_layer { None } else { next.next() },
        })
        .collect();
    steps.extend(next.map(|layer| Step { history: None, layer: Some(layer) }));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn steps(empty: &[bool]) -> Vec<History> {
        empty.iter().map(|&empty_layer| History { empty_layer, ..History::default() }).collect()
    }

    proptest! {
        #[test]
        fn each_layer_and_each_step_once(empty in proptest::collection::vec(any::<bool>(), 0..12), layers in 0usize..12) {
            let aligned = align(&steps(&empty), layers);
            let of_layers: Vec<_> = aligned.iter().filter_map(|step| step.layer).collect();
            let of_history: Vec<_> = aligned.iter().filter_map(|step| step.history).collect();
            prop_assert_eq!(of_layers, (0..layers).collect::<Vec<_>>());
            prop_assert_eq!(of_history, (0..empty.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_step_without_a_layer_takes_none() {
        let aligned = align(&steps(&[false, true, false]), 2);
        assert_eq!(aligned.iter().map(|step| step.layer).collect::<Vec<_>>(), [Some(0), None, Some(1)]);
    }

    #[test]
    fn a_history_too_short_leaves_layers_alone() {
        let aligned = align(&steps(&[false]), 2);
        assert_eq!(aligned.last(), Some(&Step { history: None, layer: Some(1) }));
    }
}
