//! Layers of two images beside each other: by digest, by diff ID, and then by the step that made them.

use std::collections::BTreeSet;

use super::rising::rising;
use crate::image::instruction::Instruction;
use crate::keyed::HashMap;
use crate::pace::Pace;

/// A layer of one of two images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// Its digest, as the manifest states it; `None` where there is no manifest.
    pub digest: Option<String>,
    /// Its bytes, as the manifest states them.
    pub size: Option<u64>,
    /// Its media type, as the manifest states it.
    pub media_type: Option<String>,
    /// Its diff ID, as the config states it.
    pub diff_id: Option<String>,
    /// The command that made it, as the config's history has it; empty where it says nothing.
    pub step: String,
    /// When it was made, as the history has it.
    pub created: Option<String>,
}

/// What became of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Both have it: the same digest, or the same diff ID where a manifest is missing.
    Same,
    /// The same diff ID under another digest: it is compressed in another way.
    Repacked,
    /// Both have it, in another order.
    Moved,
    /// The same step made another layer.
    Rebuilt,
    /// Only the second has it.
    New,
    /// Only the first has it.
    Gone,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Same, Self::Repacked, Self::Moved, Self::Rebuilt, Self::New, Self::Gone];

    /// A stable word for reports and tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Repacked => "repacked",
            Self::Moved => "moved",
            Self::Rebuilt => "rebuilt",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// A layer of the first beside one of the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// Its place in the first, from the base.
    pub first: Option<usize>,
    /// Its place in the second.
    pub second: Option<usize>,
    /// What became of it.
    pub fate: Fate,
}

/// Lines up the layers of two images, in the order of the second; what is gone stands where it was.
pub(super) async fn align(first: &[Layer], second: &[Layer], pace: &Pace) -> Vec<LayerRow> {
    let digest = |layer: &Layer| layer.digest.clone();
    let diff_id = |layer: &Layer| layer.diff_id.clone();
    let mut pairs = Pairs::new(first.len(), second.len());
    pairs.at_the_ends(first, second);
    pairs.by(first, second, digest);
    pairs.by(first, second, diff_id);
    pace.spend(first.len().saturating_add(second.len())).await;
    let is_identical: Vec<bool> = pairs.of_second.iter().map(Option::is_some).collect();
    pairs.by(first, second, |layer| Some(step_key(&layer.step)).filter(|step| !step.is_empty()));
    pace.spend(first.len().saturating_add(second.len())).await;

    let matched: Vec<(usize, usize)> =
        pairs.of_second.iter().enumerate().filter_map(|(at, of)| Some(((*of)?, at))).collect();
    let order: Vec<usize> = matched.iter().map(|(of, _)| *of).collect();
    let mut is_in_order = vec![false; second.len()];
    for ((_, at), is_in) in matched.iter().zip(rising(&order)) {
        if let Some(slot) = is_in_order.get_mut(*at) {
            *slot = is_in;
        }
    }
    let has_digest = |at: usize, of: usize| {
        let (one, other) = (first.get(of).map(|it| &it.digest), second.get(at).map(|it| &it.digest));
        matches!((one, other), (Some(Some(one)), Some(Some(other))) if one != other)
    };
    let mut gone = (0..first.len()).filter(|at| !pairs.is_taken(*at)).peekable();
    let mut rows = Vec::with_capacity(first.len().max(second.len()));
    let row_gone = |at| LayerRow { first: Some(at), second: None, fate: Fate::Gone };
    for (at, of) in pairs.of_second.iter().enumerate() {
        let is_in_order = is_in_order.get(at).copied().unwrap_or_default();
        let fate = match of {
            None => Fate::New,
            Some(_) if !is_identical.get(at).copied().unwrap_or_default() => Fate::Rebuilt,
            Some(_) if !is_in_order => Fate::Moved,
            Some(of) if has_digest(at, *of) => Fate::Repacked,
            Some(_) => Fate::Same,
        };
        if let Some(of) = of.filter(|_| is_in_order) {
            while let Some(before) = gone.next_if(|gone| *gone < of) {
                rows.push(row_gone(before));
            }
        }
        rows.push(LayerRow { first: *of, second: Some(at), fate });
    }
    rows.extend(gone.map(row_gone));
    rows
}

/// Which of the first each of the second is.
struct Pairs {
    of_second: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    fn new(first: usize, second: usize) -> Self {
        Self { of_second: vec![None; second], taken: vec![false; first] }
    }

    fn is_taken(&self, of: usize) -> bool {
        self.taken.get(of).copied().unwrap_or(true)
    }

    fn is_paired(&self, at: usize) -> bool {
        self.of_second.get(at).copied().flatten().is_some()
    }

    fn pair(&mut self, of: usize, at: usize) {
        if let (Some(taken), Some(slot)) = (self.taken.get_mut(of), self.of_second.get_mut(at)) {
            (*taken, *slot) = (true, Some(of));
        }
    }

    /// What both begin with and end with: so repeated layers, as empty ones are, meet their own.
    fn at_the_ends(&mut self, first: &[Layer], second: &[Layer]) {
        let is_same = |(one, other): &(&Layer, &Layer)| is_identical(one, other);
        let begin = first.iter().zip(second).take_while(is_same).count();
        let most = first.len().min(second.len()).saturating_sub(begin);
        let end = first.iter().rev().zip(second.iter().rev()).take(most).take_while(is_same).count();
        for at in 0..begin {
            self.pair(at, at);
        }
        for back in 1..=end {
            self.pair(first.len().saturating_sub(back), second.len().saturating_sub(back));
        }
    }

    /// Pairs what has the same key and is in no pair yet: the next one after the last pair, or else the first.
    fn by(&mut self, first: &[Layer], second: &[Layer], key: impl Fn(&Layer) -> Option<String>) {
        let mut places: HashMap<String, BTreeSet<usize>> = HashMap::default();
        for (of, layer) in first.iter().enumerate().filter(|(of, _)| !self.is_taken(*of)) {
            if let Some(key) = key(layer) {
                places.entry(key).or_default().insert(of);
            }
        }
        if places.is_empty() {
            return;
        }
        let mut last = 0;
        for (at, layer) in second.iter().enumerate() {
            if self.is_paired(at) {
                last = self.of_second.get(at).copied().flatten().unwrap_or(last);
                continue;
            }
            let Some(here) = key(layer).and_then(|key| places.get_mut(&key)) else { continue };
            let of = here.range(last..).next().or_else(|| here.first()).copied();
            if let Some(of) = of {
                here.remove(&of);
                self.pair(of, at);
                last = of;
            }
        }
    }
}

/// The same digest, or the same diff ID.
fn is_identical(one: &Layer, other: &Layer) -> bool {
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    same(&one.digest, &other.digest) || same(&one.diff_id, &other.diff_id)
}

/// A step without what changes each time that it is run: the older builder writes the hash of what it copies.
fn step_key(created_by: &str) -> String {
    let instruction = Instruction::read(created_by).to_string();
    let words = instruction.split(' ').map(|word| {
        let hashed = ["file:", "dir:", "multi:"].into_iter().find(|start| word.starts_with(start));
        hashed.unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    fn layer(text: &str) -> Layer {
        let mut parts = text.split('/').map(|part| Some(part.to_owned()).filter(|part| !part.is_empty()));
        let (digest, diff_id, step) =
            (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
        Layer { digest, diff_id, step: step.unwrap_or_default(), ..Layer::default() }
    }

    fn aligned(first: &[&str], second: &[&str]) -> Vec<String> {
        let layers = |texts: &[&str]| texts.iter().map(|text| layer(text)).collect::<Vec<_>>();
        let rows = at_once(align(&layers(first), &layers(second), &Pace::default()));
        let place = |at: Option<usize>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let row = |row: &LayerRow| format!("{} {} {}", place(row.first), place(row.second), row.fate.id());
        rows.iter().map(row).collect()
    }

    #[test]
    fn layers_beside_each_other() {
        for (first, second, rows, reason) in [
            (&["a", "b"][..], &["a", "b"][..], &["0 0 same", "1 1 same"][..], "the same"),
            (&["a"], &["a", "b"], &["0 0 same", "- 1 new"], "one more"),
            (&["a", "b", "c"], &["a", "c"], &["0 0 same", "1 - gone", "2 1 same"], "one less, where it was"),
            (
                &["a", "b", "c"],
                &["c", "a", "b"],
                &["2 0 moved", "0 1 same", "1 2 same"],
                "one that was moved, and not two",
            ),
            (&["a/x"], &["b/x"], &["0 0 repacked"], "another digest for the same diff ID"),
            (&["/x"], &["b/x"], &["0 0 same"], "a config alone beside a manifest"),
            (&["a/x/RUN make"], &["b/y/RUN make"], &["0 0 rebuilt"], "the same step"),
            (
                &["a/x/COPY file:11 in /"],
                &["b/y/COPY file:22 in /"],
                &["0 0 rebuilt"],
                "the same step, with the hash of what it copied",
            ),
            (&["a/x/RUN a"], &["b/y/RUN b"], &["- 0 new", "0 - gone"], "another step"),
            (
                &["a", "b"],
                &["c", "d"],
                &["- 0 new", "- 1 new", "0 - gone", "1 - gone"],
                "nothing is known of steps",
            ),
            (
                &["e", "a", "e", "b"],
                &["a", "e", "b"],
                &["0 - gone", "1 0 same", "2 1 same", "3 2 same"],
                "an empty layer that is repeated",
            ),
            (&["e", "e"], &["e", "e", "e"], &["0 0 same", "1 1 same", "- 2 new"], "one more of these"),
            (&[], &["a"], &["- 0 new"], "nothing before"),
            (&["a"], &[], &["0 - gone"], "nothing after"),
        ] {
            assert_eq!(aligned(first, second), rows, "{reason}");
        }
    }
}
