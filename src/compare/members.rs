//! Objects beside each other, member by member.

use super::change::{Change, Field};
use super::plain::same;
use crate::image::part::is_read;
use crate::json::{Member, Value};
use crate::keyed::{HashMap, HashSet};
use crate::pace::Pace;

/// What is different between the members of two objects, but for those of `without`, in the order of the first and then
/// of the second. Of objects that hold more than is read, it is told whether they are the same as a whole.
pub async fn members(
    field: Field,
    first: Option<Value<'_>>,
    second: Option<Value<'_>>,
    without: &[&str],
    pace: &Pace,
    changes: &mut Vec<Change>,
) {
    let is_short = |value: &Option<Value<'_>>| value.is_none_or(is_read);
    let steps = [first, second].into_iter().flatten().map(Value::count).fold(0, usize::saturating_add);
    pace.spend(steps).await;
    // Whole documents are read whatever they hold: their own members are few, or are skipped.
    if without.is_empty() && !(is_short(&first) && is_short(&second)) {
        let is_same = first.zip(second).is_some_and(|(one, other)| same(one, other));
        if !is_same {
            changes.extend(Change::between(field, "", first, second));
        }
        return;
    }
    let of_first: HashMap<String, Value<'_>> =
        all(first).map(|member| (member.name().into_owned(), member.value)).collect();
    let of_second: HashMap<String, Value<'_>> =
        all(second).map(|member| (member.name().into_owned(), member.value)).collect();
    let mut seen: HashSet<String> = without.iter().map(|key| (*key).to_owned()).collect();
    for member in all(first).chain(all(second)) {
        let name = member.name().into_owned();
        let (one, other) = (of_first.get(&name).copied(), of_second.get(&name).copied());
        if !seen.insert(name.clone()) || one.zip(other).is_some_and(|(one, other)| same(one, other)) {
            continue;
        }
        changes.extend(Change::between(field, &name, one, other));
    }
}

fn all(value: Option<Value<'_>>) -> impl Iterator<Item = Member<'_>> {
    value.into_iter().flat_map(Value::members)
}
