//! What a comparison comes to, in a sentence or two.

use super::words::{entry_fate_word, fate_word};
use crate::compare::{Entries, EntryFate, EntryRow, Fate, Images, Pull};
use crate::session::Difference;
use crate::text::quote::Count;
use crate::text::size::decimal;

/// What is different, in short.
#[must_use]
pub fn sum(difference: &Difference) -> String {
    match difference {
        Difference::Entries(entries) => of_entries(entries),
        Difference::Images(images) => of_images(images),
        Difference::NotHere(_) => "A document is missing here, so nothing is compared.".to_owned(),
        Difference::OtherNouns => {
            "One is an index and the other an image: compare an entry of the index.".to_owned()
        }
    }
}

fn of_entries(entries: &Entries) -> String {
    let counted = EntryFate::ALL.map(|fate| (entries.count(fate), entry_fate_word(fate).1));
    let stated = Count(entries.changes.len(), "difference");
    let counted = listed(&counted, "entry", "entries");
    match entries.changes.len() {
        0 => format!("{counted}."),
        _ => format!("{counted}; {stated} in what the indexes state of themselves."),
    }
}

fn of_images(images: &Images) -> String {
    let counted = Fate::ALL.map(|fate| (images.count(fate), fate_word(fate)));
    let layers = listed(&counted, "layer", "layers");
    let mut said = format!("{layers}. ");
    said += &match (images.has_configs, images.has_manifests, images.changes.len()) {
        (false, false, _) => "Nothing else was compared.".to_owned(),
        (_, _, 0) => "No other difference".to_owned() + of_which(images),
        (_, _, count) => Count(count, "other difference").to_string() + of_which(images),
    };
    said
}

/// What was compared, where that is not all.
const fn of_which(images: &Images) -> &'static str {
    match (images.has_manifests, images.has_configs) {
        (true, true) => ".",
        (true, false) => " in the manifests; the configs are not both here, and were not compared.",
        (false, _) => " in the configs; one has no manifest, so annotations and sizes were not compared.",
    }
}

/// `3 layers same, 1 rebuilt`.
fn listed(counted: &[(usize, &'static str)], one: &'static str, many: &'static str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (count, word) in counted.iter().filter(|(count, _)| *count > 0) {
        let noun = match (parts.is_empty(), count) {
            (false, _) => "",
            (true, 1) => one,
            (true, _) => many,
        };
        let space = if noun.is_empty() { "" } else { " " };
        parts.push(format!("{count}{space}{noun} {word}"));
    }
    if parts.is_empty() { format!("No {many}") } else { parts.join(", ") }
}

/// What a pull of the second loads where the first is here, in a sentence.
#[must_use]
pub fn pulled(pull: &Pull) -> String {
    let unknown = match pull.unknown {
        0 => String::new(),
        count => format!(" The size of {} is not stated, and not counted.", Count(count, "blob")),
    };
    if pull.bytes == 0 && pull.unknown == 0 {
        return "If you have the first, pulling the second loads nothing.".to_owned();
    }
    format!(
        "If you have the first, pulling the second loads {} of {}: {}, and the documents that are new.{unknown}",
        decimal(pull.bytes),
        decimal(pull.whole),
        Count(pull.layers, "layer")
    )
}

/// What is different of the images of an entry that changed, in short.
#[must_use]
pub fn entry_sum(row: &EntryRow) -> String {
    let moved = if row.moved { "in another order" } else { "" };
    let Some(layers) = row.layers else {
        return match row.fate {
            EntryFate::Changed => "not compared: a manifest is missing here".to_owned(),
            _ => moved.to_owned(),
        };
    };
    let counted: Vec<(usize, &'static str)> =
        layers.into_iter().zip(Fate::ALL).map(|(count, fate)| (count, fate_word(fate))).collect();
    let layers = listed(&counted, "layer", "layers");
    if moved.is_empty() { layers } else { format!("{layers} · {moved}") }
}
