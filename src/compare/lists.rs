//! Lists beside each other, whose order says something: a command, the steps of a build.

use super::change::{Change, Field, Kind, Stated};
use super::plain::{plain, same};
use crate::image::part::is_read;
use crate::json::Value;
use crate::keyed::HashMap;
use crate::sorting::sort_by;

/// What is different between two lists that are one thing each, such as a command.
pub fn whole(field: Field, first: Option<Value<'_>>, second: Option<Value<'_>>) -> Option<Change> {
    let (first, second) = (first.filter(is_there), second.filter(is_there));
    let mut change = match (first, second) {
        (Some(one), Some(other)) if same(one, other) => return None,
        _ => Change::between(field, "", first, second)?,
    };
    if first.zip(second).is_some_and(|(one, other)| is_reordered(one, other)) {
        change.kind = Kind::Reordered;
    }
    Some(change)
}

/// Neither absent, nor null, nor an empty list: all three are the same to every client.
fn is_there(value: &Value<'_>) -> bool {
    !matches!(value.raw(), b"null" | b"[]" | b"{}" | b"\"\"")
}

/// Whether both have the same items in another order.
fn is_reordered(one: Value<'_>, other: Value<'_>) -> bool {
    let items = |list: Value<'_>| {
        let mut items: Vec<String> = list.items().map(plain).collect();
        sort_by(&mut items, Ord::cmp);
        items
    };
    if !is_read(one) || !is_read(other) {
        return false;
    }
    let (one, other) = (items(one), items(other));
    !one.is_empty() && one == other
}

/// An item of a list, by what it is known.
pub struct Item<'a> {
    /// By what it is known: the name of a variable, the text of a step.
    pub key: String,
    /// What is stated of it.
    pub value: Value<'a>,
}

/// What is different between two lists of items that are known by their keys; the last of a key counts. That those
/// which both have stand in another order is one difference more.
pub fn by_key(field: Field, first: &[Item<'_>], second: &[Item<'_>], changes: &mut Vec<Change>) {
    let places = |items: &[Item<'_>]| {
        let keys = items.iter().enumerate().map(|(at, item)| (item.key.clone(), at));
        keys.collect::<HashMap<String, usize>>()
    };
    let (of_first, of_second) = (places(first), places(second));
    let mut last = None;
    let mut is_moved = None;
    for (at, item) in first.iter().enumerate().filter(|(at, item)| of_first.get(&item.key) == Some(at)) {
        let beside = of_second.get(&item.key).copied();
        let other = beside.and_then(|place| second.get(place));
        if other.is_none_or(|other| !same(item.value, other.value)) {
            changes.extend(Change::between(field, &item.key, Some(item.value), other.map(|it| it.value)));
        }
        if beside.is_some() && beside < last {
            is_moved = is_moved.or(Some((at, beside)));
        }
        last = beside.or(last);
    }
    for (_, item) in second.iter().enumerate().filter(|(at, item)| of_second.get(&item.key) == Some(at)) {
        if !of_first.contains_key(&item.key) {
            changes.extend(Change::between(field, &item.key, None, Some(item.value)));
        }
    }
    if let Some((at, beside)) = is_moved {
        let stated = |item: Option<&Item<'_>>| item.map(|item| Stated::of(item.value));
        changes.push(Change {
            field,
            key: String::new(),
            kind: Kind::Reordered,
            first: stated(first.get(at)),
            second: stated(beside.and_then(|place| second.get(place))),
        });
    }
}
