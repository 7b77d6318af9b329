//! Keys that one object has more than once.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::problems::Problems;
use super::tape::{KeyIndex, MANY, NodeKind, Tape};
use super::{ProblemKind, Span, Value};
use crate::pace::Pace;

/// Up to this many keys, every pair is compared.
const PAIRWISE: usize = 12;

/// Steps that one of many keys comes to: it is put in order among the others, twice.
const STEPS_OF_A_KEY: usize = 40;

/// Adds the problem of each key of the object at `object` that was there before. Gives whether that was done: not where
/// there are many.
pub(super) fn find_among_few(bytes: &[u8], tape: &Tape, object: u32, problems: &mut Problems) -> bool {
    let mut few = [(Span::default(), &b""[..]); PAIRWISE];
    let mut count = 0;
    let mut plain = true;
    let mut at = object + 1;
    while let Some(key) = tape.nodes.get(at as usize) {
        let raw = key.span.of(bytes);
        plain = plain && key.kind == NodeKind::Plain && raw.is_ascii();
        if let Some(slot) = few.get_mut(count) {
            *slot = (key.span, raw);
        }
        count += 1;
        if count > MANY {
            return false;
        }
        at = tape.nodes.get(key.next as usize).map_or(u32::MAX, |value| value.next);
    }
    if count <= PAIRWISE && plain && all_differ(few.get(..count).unwrap_or_default()) {
        return true;
    }
    let Some(object) = Value::at(tape, bytes, object) else { return true };
    let mut known = Known::default();
    object.members().for_each(|member| known.take(member.key, problems));
    true
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

/// Adds the problem of each key of an object with many, a piece at a time. Gives them in order.
pub(super) async fn find_among_many(
    bytes: &[u8],
    tape: &Tape,
    object: u32,
    problems: &mut Problems,
    pace: &Pace,
) -> KeyIndex {
    let mut known = Known::default();
    let mut keys = Vec::new();
    let members = Value::at(tape, bytes, object).into_iter().flat_map(Value::members);
    for member in members {
        known.take(member.key, problems);
        pace.spend(STEPS_OF_A_KEY).await;
    }
    // What was taken goes in pieces, too.
    while let Some((_, Name { last, .. })) = known.names.pop_first() {
        keys.push(last);
        known.folded.pop_first();
        pace.spend(STEPS_OF_A_KEY / 2).await;
    }
    KeyIndex { object, keys }
}

/// The keys of an object that were seen. In order, not hashed: no input can make that slow, and no step of it is long.
#[derive(Default)]
struct Known<'a> {
    names: BTreeMap<Cow<'a, str>, Name>,
    /// Where each stood first, whatever its letter case.
    folded: BTreeMap<Folded<'a>, Span>,
}

struct Name {
    /// Where it stood first.
    first: Span,
    /// The node where it stood last.
    last: u32,
}

impl<'a> Known<'a> {
    fn take(&mut self, key: Value<'a>, problems: &mut Problems) {
        let (name, span) = (key.text(), key.span());
        if let Some(known) = self.names.get_mut(&*name) {
            known.last = key.index();
            let first = known.first;
            return problems.push(span, || ProblemKind::DuplicateKey { key: name.into_owned(), first });
        }
        let first = *self.folded.entry(Folded(name.clone())).or_insert(span);
        if first != span {
            problems.push(span, || ProblemKind::DuplicateKeyByCase { key: name.to_string(), first });
        }
        self.names.insert(name, Name { first: span, last: key.index() });
    }
}

/// A key as Go's `encoding/json` compares it with the ASCII name of a struct's field: letters in lower
/// case, the long s (U+017F) as s, the Kelvin sign (U+212A) as k.
struct Folded<'a>(Cow<'a, str>);

impl Folded<'_> {
    fn characters(&self) -> impl Iterator<Item = char> {
        self.0.chars().map(|character| match character {
            '\u{17f}' => 's',
            '\u{212a}' => 'k',
            other => other.to_ascii_lowercase(),
        })
    }
}

impl Ord for Folded<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.characters().cmp(other.characters())
    }
}

impl PartialOrd for Folded<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Folded<'_> {}
