//! What reading a document gives.

use super::problems::Problems;
use super::tape::Tape;
use super::{Problem, ProblemKind, Span, Value, reader};
use crate::pace::{Pace, at_once};
use crate::sorting::sort_by_key;

/// What reading a document gives: its values, as far as they can be told, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The values. After a problem that stops reading: those in front of it, with every object and array
    /// that was open closed at that place.
    pub tape: Tape,
    /// What is wrong, in the order of the bytes as far as one can tell; none for a good document. At most
    /// [`crate::limits::JSON_PROBLEMS`], and the one that stopped reading.
    pub problems: Vec<Problem>,
    /// How many problems there are beyond those in the list.
    pub unlisted: usize,
}

impl Reading {
    /// The outermost value, if there is one. `bytes` must be those that were read.
    #[must_use]
    pub fn root<'a>(&'a self, bytes: &'a [u8]) -> Option<Value<'a>> {
        self.tape.root(bytes)
    }

    /// Whether the bytes are JSON by RFC 8259. Duplicate keys, lone surrogates, and numbers that readers
    /// disagree about are within its grammar.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.problems.iter().all(|problem| {
            matches!(
                problem.kind,
                ProblemKind::DuplicateKey { .. }
                    | ProblemKind::DuplicateKeyByCase { .. }
                    | ProblemKind::LoneSurrogate
                    | ProblemKind::NumberNotInterchangeable
            )
        })
    }
}

/// Reads a document. Never fails: what is wrong is told in [`Reading::problems`].
///
/// What is clear in spite of a mistake is read on: a comma too many or too few, a comment, a control
/// character or an unknown escape in a string, a number such as `01`. At anything else reading stops.
#[must_use]
pub fn read(bytes: &[u8]) -> Reading {
    at_once(read_in_pieces(bytes, &Pace::default()))
}

/// As [`read`], a piece at a time: a long document has millions of values.
pub async fn read_in_pieces(bytes: &[u8], pace: &Pace) -> Reading {
    let mut problems = Problems::default();
    let tape = match u32::try_from(bytes.len()) {
        Ok(_) => reader::read_tape(bytes, &mut problems, pace).await,
        Err(_) => {
            problems.stop(Span::default(), ProblemKind::TooLarge);
            Tape::default()
        }
    };
    let Problems { mut list, unlisted } = problems;
    // Keys are compared when their object ends, after the problems of what it holds.
    sort_by_key(&mut list, |problem| problem.span.start);
    Reading { tape, problems: list, unlisted }
}

#[cfg(test)]
mod tests {
    use super::super::{Found, ValueKind};
    use super::*;
    use crate::limits;
    use proptest::prelude::*;

    /// The document's values as `key=value` in the order of the tape, containers with their brackets.
    fn outline(value: Value<'_>) -> String {
        match value.kind() {
            ValueKind::Array => {
                let items: Vec<String> = value.items().map(outline).collect();
                format!("[{}]", items.join(" "))
            }
            ValueKind::Object => {
                let members: Vec<String> =
                    value.members().map(|m| format!("{}={}", m.name(), outline(m.value))).collect();
                format!("{{{}}}", members.join(" "))
            }
            ValueKind::String => format!("'{}'", value.as_str().unwrap()),
            _ => String::from_utf8_lossy(value.raw()).into_owned(),
        }
    }

    fn syntax(reading: &Reading) -> Vec<(u32, u32, Found)> {
        let found = reading.problems.iter().filter_map(|problem| match problem.kind {
            ProblemKind::Syntax { found, .. } => Some((problem.span.start, problem.span.end, found)),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn reads_a_good_document() {
        let bytes = br#" {"a": [1, -2.5e3, true, false, null, "x\ny", {}, []], "b": {"c": "d"}} "#;
        let reading = read(bytes);
        assert_eq!(reading.problems, []);
        let root = reading.root(bytes).unwrap();
        assert_eq!(outline(root), "{a=[1 -2.5e3 true false null 'x\ny' {} []] b={c='d'}}");
        assert_eq!(root.span(), Span::new(1, 71));
        let items: Vec<_> = root.get("a").unwrap().items().collect();
        assert_eq!((items[0].as_i64(), items[0].as_u64()), (Some(1), Some(1)));
        assert_eq!((items[1].as_i64(), items[1].number()), (None, Some("-2.5e3")));
        assert_eq!(root.get("b").unwrap().get("c").unwrap().raw(), br#""d""#);
        assert_eq!(root.innermost(8).unwrap().raw(), b"1");
        assert_eq!(root.innermost(10).unwrap().kind(), ValueKind::Array, "a space belongs to its array");
        assert!(root.innermost(0).is_none());
    }

    #[test]
    fn reads_on_where_the_meaning_is_clear() {
        for (text, kept, problem) in [
            // As it is left where the last element was deleted.
            ("[1,2,]", "[1 2]", (4, 5, Found::TrailingComma)),
            (r#"{"a":1, }"#, "{a=1}", (6, 7, Found::TrailingComma)),
            (r#"["a" "b"]"#, "['a' 'b']", (5, 5, Found::MissingComma)),
            (r#"{"a":1 "b":2}"#, "{a=1 b=2}", (7, 7, Found::MissingComma)),
            (r#"{"a" 1}"#, "{a=1}", (5, 5, Found::MissingColon)),
            // JSON with comments, as editors allow it.
            ("[1 // one\n]", "[1]", (3, 9, Found::Comment)),
            ("[1 /* one */]", "[1]", (3, 12, Found::Comment)),
            ("# a\n[1]", "[1]", (0, 3, Found::Comment)),
            // A tab or a line break in the middle of a string.
            ("[\"a\tb\"]", "['a\tb']", (3, 4, Found::ControlCharacter(9))),
            ("[\"a\nb\"]", "['a\nb']", (3, 4, Found::ControlCharacter(10))),
            (r#"["\q"]"#, "['\\q']", (2, 3, Found::BadEscape)),
            (r#"["\u12"]"#, "['\\u12']", (2, 4, Found::BadEscape)),
            ("[01]", "[01]", (1, 3, Found::LeadingZero)),
            ("[+1]", "[+1]", (1, 3, Found::LeadingPlus)),
            ("[1.]", "[1.]", (1, 3, Found::BadNumber)),
        ] {
            let reading = read(text.as_bytes());
            assert_eq!(syntax(&reading), [problem], "{text}");
            assert_eq!(outline(reading.root(text.as_bytes()).unwrap()), kept, "{text}");
            assert!(!reading.is_json(), "{text}");
        }
    }

    #[test]
    fn keeps_what_stands_in_front_of_a_mistake() {
        for (text, kept, problem) in [
            // Cut off, as by a pipe, a chat, a clipboard.
            (r#"{"a":[1,2"#, "{a=[1 2]}", (9, 9, Found::EndOfDocument)),
            (r#"{"a":1,"b":"#, "{a=1}", (11, 11, Found::EndOfDocument)),
            (r#"{"a":1,"b"#, "{a=1}", (7, 9, Found::UnfinishedString)),
            (r#"{"a":1,"b":{"c":"sha256:12"#, "{a=1 b={}}", (16, 26, Found::UnfinishedString)),
            // Python's repr of a dict.
            (r#"{"a":1,'b':2}"#, "{a=1}", (7, 8, Found::SingleQuote)),
            ("[1,None]", "[1]", (3, 7, Found::PythonWord)),
            ("[1,NaN]", "[1]", (3, 6, Found::NotANumber)),
            ("[1,-Infinity]", "[1]", (3, 12, Found::NotANumber)),
            ("{a:1}", "{}", (1, 2, Found::BareWord)),
            ("[1,undefined]", "[1]", (3, 12, Found::BareWord)),
            ("[1,,2]", "[1]", (3, 4, Found::ExtraComma)),
            ("[1}", "[1]", (2, 3, Found::WrongBracket)),
            (r#"{"a":1]"#, "{a=1}", (6, 7, Found::WrongBracket)),
            ("{\u{201c}a\u{201d}:1}", "{}", (1, 4, Found::CurlyQuote('\u{201c}'))),
            ("[1,\u{a0}2]", "[1]", (3, 5, Found::OtherSpace('\u{a0}'))),
            ("[1,\u{202e}2]", "[1]", (3, 6, Found::Character('\u{202e}'))),
        ] {
            let reading = read(text.as_bytes());
            assert_eq!(syntax(&reading), [problem], "{text}");
            assert_eq!(outline(reading.root(text.as_bytes()).unwrap()), kept, "{text}");
        }
    }

    #[test]
    fn tells_what_the_grammar_allows_and_readers_disagree_on() {
        let kinds = |text: &str| -> Vec<_> {
            let reading = read(text.as_bytes());
            assert!(reading.is_json(), "{text}");
            reading.problems.into_iter().map(|p| (p.span.start, p.span.end, p.kind)).collect()
        };
        let again = |key: &str, first| ProblemKind::DuplicateKey { key: key.into(), first };
        let by_case = |key: &str, first| ProblemKind::DuplicateKeyByCase { key: key.into(), first };
        let first = Span::new(1, 4);
        assert_eq!(kinds(r#"{"a":1,"a":2}"#), [(7, 10, again("a", first))]);
        assert_eq!(kinds(r#"{"a":1,"\u0061":2}"#), [(7, 15, again("a", first))]);
        assert_eq!(kinds(r#"{"a":1,"A":2}"#), [(7, 10, by_case("A", first))]);
        assert_eq!(kinds("{\"s\":1,\"\u{17f}\":2}"), [(7, 11, by_case("\u{17f}", first))]);
        assert_eq!(kinds("{\"k\":1,\"\u{212a}\":2}"), [(7, 12, by_case("\u{212a}", first))]);
        // Not folded by Go for any field of the specifications.
        assert_eq!(kinds("{\"\u{e9}\":1,\"\u{c9}\":2}"), []);
        assert_eq!(
            kinds(r#"{"a":1,"A":2,"a":3,"A":4}"#),
            [
                (7, 10, by_case("A", first)),
                (13, 16, again("a", first)),
                (19, 22, again("A", Span::new(7, 10)))
            ]
        );
        assert_eq!(kinds(r#"{"a":{"a":1}}"#), [], "another object's key");
        assert_eq!(kinds(r#"["\ud800"]"#), [(2, 8, ProblemKind::LoneSurrogate)]);
        assert_eq!(kinds("[9007199254740993]"), [(1, 17, ProblemKind::NumberNotInterchangeable)]);
    }

    #[test]
    fn tells_what_is_wrong_around_the_document() {
        for (bytes, kind, start, end, read_all_the_same) in [
            (&b""[..], ProblemKind::Empty, 0, 0, false),
            (b" \n", ProblemKind::Empty, 2, 2, false),
            (b"\xef\xbb\xbf{}", ProblemKind::ByteOrderMark, 0, 3, true),
            (b"{} {}", ProblemKind::TrailingBytes, 3, 5, true),
            (b"[\"\xff\"]", ProblemKind::NotUtf8, 2, 3, true),
            (b"[\"\xe2\x82", ProblemKind::NotUtf8, 2, 4, true),
            (b"\xff\xfe{\0}\0", ProblemKind::Utf16, 0, 2, false),
        ] {
            let reading = read(bytes);
            let problem = reading.problems.iter().find(|problem| problem.kind == kind).unwrap();
            assert_eq!(problem.span, Span::new(start, end), "{kind}");
            assert_eq!(reading.root(bytes).is_some(), read_all_the_same, "{kind}");
        }
    }

    #[test]
    fn stops_at_the_depth_that_the_limits_set() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(read(nested(limits::JSON_DEPTH).as_bytes()).problems, []);
        let deep = nested(100_000);
        let reading = read(deep.as_bytes());
        let kind = ProblemKind::TooDeep { limit: limits::JSON_DEPTH };
        assert_eq!(reading.problems, [Problem { span: Span::new(128, 129), kind }]);
        assert_eq!(reading.tape.len(), limits::JSON_DEPTH);
    }

    #[test]
    fn lists_a_bounded_number_of_problems() {
        let many = format!("[{}", "01,".repeat(5000));
        let reading = read(many.as_bytes());
        assert_eq!(reading.problems.len(), limits::JSON_PROBLEMS + 1);
        assert_eq!(reading.unlisted, 4000);
        assert!(matches!(
            reading.problems.last().unwrap().kind,
            ProblemKind::Syntax { found: Found::EndOfDocument, .. }
        ));
    }

    #[test]
    fn compares_many_keys_without_hashing() {
        let members: Vec<String> = (0..100_000).map(|n| format!("\"key{}\":{n}", n % 99_999)).collect();
        let text = format!("{{{}}}", members.join(","));
        let reading = read(text.as_bytes());
        assert_eq!(reading.problems.len(), 1);
        assert_eq!(reading.root(text.as_bytes()).unwrap().get("key0").unwrap().as_i64(), Some(99_999));
    }

    /// Bytes that are likely to go far into the reader.
    #[rustfmt::skip]
    fn nearly_json() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
        const PIECES: [&[u8]; 27] = [
            b"{", b"}", b"[", b"]", b":", b",", b"\"a\"", b"\"A\"", b"\"\\u0061\"", b"\"\\ud800\"", b"\"", b"\\",
            b"1", b"-", b"01", b"1e9", b"true", b"null", b"None", b" ", b"\n", b"//", b"/*", b"*/", b"\xff",
            b"\xe2\x82\xac", b"'",
        ];
        proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    fn check_shape(bytes: &[u8]) -> Result<(), TestCaseError> {
        let reading = read(bytes);
        for problem in &reading.problems {
            prop_assert!(problem.span.start <= problem.span.end);
            prop_assert!(problem.span.end as usize <= bytes.len());
            prop_assert!(!problem.kind.to_string().is_empty());
        }
        let Some(root) = reading.root(bytes) else {
            prop_assert!(!reading.problems.is_empty());
            return Ok(());
        };
        let mut stack = vec![root];
        let mut seen = 0;
        while let Some(value) = stack.pop() {
            seen += 1;
            let span = value.span();
            prop_assert!(span.start < span.end && span.end as usize <= bytes.len());
            let mut at = span.start;
            let inside = value.items().chain(value.members().flat_map(|m| [m.key, m.value]));
            for inner in inside {
                prop_assert!(at < inner.span().start && inner.span().end <= span.end);
                at = inner.span().end - 1;
                stack.push(inner);
            }
            prop_assert_eq!(value.innermost(span.start).map(|v| v.span()), Some(span));
        }
        prop_assert_eq!(seen, reading.tape.len());
        Ok(())
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_sound_tape(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            check_shape(&bytes)?;
        }

        #[test]
        fn broken_documents_give_a_sound_tape(bytes in nearly_json()) {
            check_shape(&bytes)?;
        }

        #[test]
        fn agrees_with_serde_json_on_what_is_json(bytes in nearly_json()) {
            let theirs = serde_json::from_slice::<serde_json::Value>(&bytes);
            let ours = read(&bytes);
            // They refuse a lone surrogate and a number beyond a double; we tell of them.
            let tolerated = ours.problems.iter().any(|problem| matches!(
                problem.kind, ProblemKind::LoneSurrogate | ProblemKind::NumberNotInterchangeable
            ));
            prop_assert!(theirs.is_ok() == ours.is_json() || tolerated);
        }
    }
}
