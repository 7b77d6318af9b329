//! Versions that are numbers with dots between them: the same in every scheme.

use std::cmp::Ordering;

use super::debian::as_number;

/// The order of two versions; `None` where one has anything else in it. A zero at the end says nothing.
pub fn order(one: &str, other: &str) -> Option<Ordering> {
    let read = |text: &str| -> Option<Vec<String>> {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        text.split('.').map(|part| is_number(part).then(|| part.to_owned())).collect()
    };
    let (one, other) = (read(one)?, read(other)?);
    for at in 0..one.len().max(other.len()) {
        let part = |of: &[String]| of.get(at).map_or_else(String::new, Clone::clone);
        let order = as_number(&part(&one), &part(&other));
        if order.is_ne() {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}
