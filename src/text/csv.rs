//! Text in a field of CSV: RFC 4180, and nothing that a spreadsheet runs.

use super::escape::escaped;

/// `text` as a field. What is not seen is written out, so that a field is in one line; what a spreadsheet would
/// take for a formula has a `'` before it, also after a sign that some spreadsheets take for the end of a field.
#[must_use]
pub fn field(text: &str) -> String {
    let mut field = String::with_capacity(text.len().saturating_add(2));
    let mut at_start = true;
    let mut quotes = false;
    for sign in escaped(text).chars() {
        if at_start && is_formula(sign) {
            field.push('\'');
            quotes = true;
        }
        at_start = matches!(sign, ',' | ';' | '|') || (at_start && matches!(sign, ' ' | '"' | '\''));
        quotes |= matches!(sign, '"' | ',' | ';' | '\'' | ' ');
        if sign == '"' {
            field.push('"');
        }
        field.push(sign);
    }
    if quotes { format!("\"{field}\"") } else { field }
}

/// What a formula begins with, in the full width of East Asian keyboards, too.
const fn is_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::unseen::all_seen;
    use proptest::prelude::*;

    #[test]
    fn no_field_is_run_or_breaks_its_row() {
        for (text, expected, reason) in [
            ("plain", "plain", "nothing to do"),
            ("a,b", "\"a,b\"", "a comma"),
            ("say \"x\"", "\"say \"\"x\"\"\"", "quotes"),
            ("=1+1", "\"'=1+1\"", "a formula"),
            ("  @SUM(A1)", "\"  '@SUM(A1)\"", "a formula after spaces"),
            ("-2", "\"'-2\"", "a sign is one, too"),
            ("a;=1", "\"a;'=1\"", "a formula, where fields end at a semicolon"),
            ("\"=1", "\"\"\"'=1\"", "a formula after a quotation mark"),
            ("a\nb", "a\\nb", "a row of its own"),
            ("\t=1", "\\t=1", "a tab is written out"),
            ("\u{3164}\u{202e}cba", "\\u{3164}\\u{202e}cba", "what can't be seen"),
        ] {
            assert_eq!(field(text), expected, "{reason}");
        }
    }

    /// What a reader of CSV reads back, with another sign between the fields.
    fn read(line: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(line.as_bytes());
        let records = reader.records().map(|record| record.unwrap());
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #[test]
        fn what_is_read_back_is_what_was_shown(
            text in "([a-z=+@\"',;|% \\\\\n\t\r-]|\u{202e}|\u{3164}|＝|é){0,20}",
        ) {
            let written = field(&text);
            let rows = read(&format!("one,{written},three\r\n"), b',');
            prop_assert_eq!(rows.len(), 1);
            prop_assert_eq!(rows[0].len(), 3);
            let back = &rows[0][1];
            prop_assert!(all_seen(back));
            prop_assert_eq!(back.replace('\'', ""), escaped(&text).replace('\'', ""));
            for delimiter in [b',', b';'] {
                for cell in read(&format!("one,{written},three\r\n"), delimiter).concat() {
                    let first = cell.trim_start_matches([' ', '"']).chars().next();
                    prop_assert!(!first.is_some_and(is_formula), "{cell:?} of {written:?}");
                }
            }
        }
    }
}
