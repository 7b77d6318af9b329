//! Keys that one object has more than once.

use crate::sorting::sort_by;
use std::borrow::Cow;

use super::reading::Problems;
use super::tape::{Node, NodeKind};
use super::{ProblemKind, Span, Value};

/// Up to this many keys, every pair is compared; beyond it they are sorted, so that an object with a
/// hundred thousand keys takes no longer than its bytes warrant.
const PAIRWISE: usize = 12;

/// Adds the problem of each key of the object at `object` that was there before.
pub(super) fn find_duplicates(bytes: &[u8], nodes: &[Node], object: u32, problems: &mut Problems) {
    let mut few = [(Span::default(), &b""[..]); PAIRWISE];
    let mut count = 0;
    let mut plain = true;
    let mut at = object + 1;
    while let Some(key) = nodes.get(at as usize) {
        let raw = key.span.of(bytes);
        plain = plain && key.kind == NodeKind::Plain && raw.is_ascii();
        if let Some(slot) = few.get_mut(count) {
            *slot = (key.span, raw);
        }
        count += 1;
        at = nodes.get(key.next as usize).map_or(u32::MAX, |value| value.next);
    }
    if count <= PAIRWISE && plain && all_differ(few.get(..count).unwrap_or_default()) {
        return;
    }
    sort_and_compare(bytes, nodes, object, problems);
}

/// Whether no two of these ASCII keys are the same but for letter case.
fn all_differ(keys: &[(Span, &[u8])]) -> bool {
    let mut rest = keys;
    while let Some(((_, key), others)) = rest.split_first() {
        if others.iter().any(|(_, other)| key.eq_ignore_ascii_case(other)) {
            return false;
        }
        rest = others;
    }
    true
}

fn sort_and_compare(bytes: &[u8], nodes: &[Node], object: u32, problems: &mut Problems) {
    struct Key<'a> {
        folded: Vec<u8>,
        name: Cow<'a, str>,
        span: Span,
    }
    let Some(object) = Value::at(nodes, bytes, object) else { return };
    let mut keys: Vec<Key<'_>> = object
        .members()
        .map(|member| {
            let name = member.name();
            Key { folded: fold(&name), name, span: member.key.span() }
        })
        .collect();
    // Sorted, not hashed: no input can make sorting slow.
    // Within a group: the same name together, in the order of the document.
    sort_by(&mut keys, |a, b| (&a.folded, &a.name, a.span.start).cmp(&(&b.folded, &b.name, b.span.start)));
    for group in keys.chunk_by(|a, b| a.folded == b.folded) {
        let Some(first_of_all) = group.iter().map(|key| key.span).min() else { continue };
        for same in group.chunk_by(|a, b| a.name == b.name) {
            let Some((first, again)) = same.split_first() else { continue };
            if first.span != first_of_all {
                problems.push(first.span, || ProblemKind::DuplicateKeyByCase {
                    key: first.name.to_string(),
                    first: first_of_all,
                });
            }
            for key in again {
                problems.push(key.span, || ProblemKind::DuplicateKey {
                    key: key.name.to_string(),
                    first: first.span,
                });
            }
        }
    }
}

/// A key as Go's `encoding/json` compares it with the ASCII name of a struct's field: letters in lower
/// case, the long s (U+017F) as s, the Kelvin sign (U+212A) as k.
fn fold(name: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(name.len());
    let mut buffer = [0; 4];
    for character in name.chars() {
        let character = match character {
            '\u{17f}' => 's',
            '\u{212a}' => 'k',
            other => other.to_ascii_lowercase(),
        };
        folded.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
    }
    folded
}
