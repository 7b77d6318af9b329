//! The files of two images beside each other: the words, and what a filter leaves.

use crate::compare::{FileDifference, FileDifferences, FileFacts, Kind};
use crate::inspect::{NodeId, slots};
use crate::layers::Layers;
use crate::session::Inspection;
use crate::text::quote::Count;
use crate::text::size::{decimal, grouped};
use crate::text::time::time;

/// How many layers a node has, and how many of them were not read.
#[must_use]
pub fn unread(inspection: &Inspection, layers: &Layers, node: NodeId) -> (usize, usize) {
    let slots = slots(&inspection.tree, node);
    let is_read = |layer| layers.files(layer).is_some();
    (slots.len(), slots.iter().filter(|slot| !slot.layer.is_some_and(is_read)).count())
}

/// What is different, in short, and what was not compared.
#[must_use]
pub fn file_sum(files: &FileDifferences) -> String {
    let count = |kind: Kind, word: &str| format!("{} {word}", grouped(files.count(kind) as u64));
    let (added, removed) = (count(Kind::Added, "added"), count(Kind::Removed, "removed"));
    let times = match files.times {
        0 => String::new(),
        times => format!(" ({} by the time alone, as far as is known)", grouped(times as u64)),
    };
    let unproved = match files.unproved {
        0 => String::new(),
        count => format!(
            " {} more of the same size, mode, owner and time are out of different layers: their bytes were not compared.",
            Count(count, "file")
        ),
    };
    format!(
        "{added}, {removed}, {}{times}; {} are out of the same layers, and so the same.{unproved}",
        count(Kind::Changed, "changed"),
        Count(files.same, "file")
    )
}

/// What of a file is different, in words.
#[must_use]
pub fn aspects(row: &FileDifference) -> String {
    let (of, mut words) = (row.aspects, Vec::new());
    let named = [
        (of.kind, "what it is"),
        (of.size, "size"),
        (of.mode, "mode"),
        (of.owner, "owner"),
        (of.link, "link"),
        (of.time, if of.is_time_alone() { "only the time" } else { "time" }),
        (of.bytes_unknown && !of.is_time_alone(), "bytes not compared"),
    ];
    words.extend(named.into_iter().filter(|(is, _)| *is).map(|(_, word)| word));
    if of.is_time_alone() && of.bytes_unknown {
        words.push("of what is stated; bytes not compared");
    }
    words.join(", ")
}

/// What is stated of a file, in a line.
#[must_use]
pub fn facts(facts: &FileFacts) -> String {
    let link = if facts.link.is_empty() { String::new() } else { format!(" → {}", facts.link) };
    format!(
        "{} · {:o} · {}:{} · {}{link}",
        decimal(facts.size),
        facts.mode,
        facts.owner.0,
        facts.owner.1,
        time(facts.mtime)
    )
}

/// How many bytes came or went, with a sign.
#[must_use]
pub fn change_of_bytes(row: &FileDifference) -> String {
    match row.bytes() {
        0 => String::new(),
        more if more > 0 => format!("+{}", decimal(more.unsigned_abs())),
        less => format!("−{}", decimal(less.unsigned_abs())),
    }
}
