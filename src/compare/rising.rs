//! The longest run of numbers, not necessarily beside each other, that rises.

/// Which of `numbers` are in it.
///
/// What is in it kept its order; what is not was moved. Patience sorting, n log n.
#[must_use]
pub fn rising(numbers: &[usize]) -> Vec<bool> {
    // The place of the smallest number with which a run of each length ends, and of the number before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end).is_some_and(|end| end < number));
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut is_in = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(is_in) = is_in.get_mut(at) {
            *is_in = true;
        }
        next = before.get(at).copied().flatten();
    }
    is_in
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_is_found() {
        for (numbers, is_in, reason) in [
            (&[][..], &[][..], "none"),
            (&[0, 1, 2], &[true, true, true], "all in order"),
            (&[2, 0, 1], &[false, true, true], "the first was moved"),
            (&[3, 2, 1], &[false, false, true], "of several that are as long, the last"),
            (&[1, 1], &[false, true], "the same number is no rise"),
        ] {
            assert_eq!(rising(numbers), is_in, "{reason}");
        }
    }
}
