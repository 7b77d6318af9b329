//! Parts of a document: what a list of it holds, or one of its members.

use crate::json::Value;
use crate::limits;
use crate::pace::Pace;

/// Steps of reading that come with each part, whatever it holds.
const STEPS_OF_A_PART: usize = 4;

/// Whether a part is small enough to be read in one go.
#[must_use]
pub fn is_read(part: Value<'_>) -> bool {
    part.count() <= limits::PART_VALUES
}

/// What `read` makes of the first so many items of a list, a piece at a time.
pub(super) async fn list<'a, T>(
    list: Option<Value<'a>>,
    most: usize,
    pace: &Pace,
    read: impl Fn(Value<'a>) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for item in list.into_iter().flat_map(Value::items).take(most) {
        all.extend(read(item));
        spend(item, pace).await;
    }
    all
}

/// Counts what it takes to read or judge a part.
pub async fn spend(part: Value<'_>, pace: &Pace) {
    pace.spend(STEPS_OF_A_PART * part.count().min(limits::PART_VALUES)).await;
}
