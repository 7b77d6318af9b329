//! Natural order: numbers in a text count as numbers, so that `1.9` comes before `1.10`.

/// What texts are ordered by to be in natural order.
#[must_use]
pub fn natural_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len().saturating_add(8));
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits =
            rest.len().saturating_sub(rest.trim_start_matches(|char: char| char.is_ascii_digit()).len());
        if digits == 0 {
            key.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let number = rest.get(..digits).unwrap_or_default().trim_start_matches('0');
        // A longer number is a larger one. It stands where digits stand among the signs.
        key.push('0');
        key.push(u32::try_from(number.len()).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'));
        key.push_str(number);
        rest = rest.get(digits..).unwrap_or_default();
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut texts = ["v10", "1.10", "latest", "1.9-alpine", "1.9", "v9", "1.09", "20260101", "3"];
        texts.sort_by_key(|text| natural_key(text));
        assert_eq!(texts, ["1.9", "1.09", "1.9-alpine", "1.10", "3", "20260101", "latest", "v9", "v10"]);
    }
}
