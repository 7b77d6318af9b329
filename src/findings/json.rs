//! What is wrong with the bytes as JSON, from the problems that reading found.

use super::codes::{
    BYTE_ORDER_MARK, BYTES_AFTER_DOCUMENT, Code, DUPLICATE_KEY, DUPLICATE_KEY_BY_CASE, JSON_EMPTY,
    JSON_SYNTAX, LONE_SURROGATE, MORE_PROBLEMS, NOT_UTF8, NUMBER_NOT_INTERCHANGEABLE, TOO_DEEP, TOO_LARGE,
    UTF16,
};
use super::report::Report;
use super::severity::Severity;
use crate::json::{Problem, ProblemKind, Reading, Span, Value};
use crate::pace::{Pace, at_once};
use crate::sorting::sort_by_key;
use crate::text::quote::{Count, Quoted};

pub(super) async fn check(report: &mut Report<'_>, reading: &Reading, bytes: &[u8]) {
    let by_case = |problem: &Problem| matches!(problem.kind, ProblemKind::DuplicateKeyByCase { .. });
    let maps = if reading.problems.iter().any(by_case) {
        maps(reading, bytes, report.pace()).await
    } else {
        Vec::new()
    };
    for problem in &reading.problems {
        let code = code_of(&problem.kind);
        match problem.kind {
            // Go keeps the keys of a map apart.
            ProblemKind::DuplicateKeyByCase { .. } if is_in(&maps, problem.span) => {}
            // Where there is nothing, there is no place either.
            ProblemKind::Empty | ProblemKind::TooLarge => report.add(code, None, || message(problem)),
            // What an editor is needed for to mend it: by line and column one finds it there.
            ProblemKind::Syntax { .. } | ProblemKind::NotUtf8 | ProblemKind::TrailingBytes => {
                report.add_placed(code, problem.span, |place| format!("{place}: {}", message(problem)));
            }
            _ => report.add(code, problem.span, || message(problem)),
        }
    }
    if reading.unlisted > 0 {
        report.add(&MORE_PROBLEMS, None, || {
            format!("The bytes have {} more that is not listed here.", Count(reading.unlisted, "problem"))
        });
    }
}

/// Members that Go reads as a map, whose keys are any text. OCI image specification, annotations.md; config.md.
const MAPS: [&str; 4] = ["annotations", "Labels", "ExposedPorts", "Volumes"];

/// Where the maps stand, in the order of the bytes.
async fn maps(reading: &Reading, bytes: &[u8], pace: &Pace) -> Vec<Span> {
    let mut maps = Vec::new();
    let mut open: Vec<Value<'_>> = reading.root(bytes).into_iter().collect();
    while let Some(value) = open.pop() {
        for member in value.members() {
            if MAPS.contains(&&*member.name()) {
                maps.push(member.value.span());
            } else {
                open.push(member.value);
            }
            pace.spend(1).await;
        }
        for item in value.items() {
            open.push(item);
            pace.spend(1).await;
        }
    }
    sort_by_key(&mut maps, |span| span.start);
    maps
}

fn is_in(maps: &[Span], span: Span) -> bool {
    let before = maps.partition_point(|map| map.start <= span.start);
    before.checked_sub(1).and_then(|at| maps.get(at)).is_some_and(|map| span.end <= map.end)
}

fn code_of(kind: &ProblemKind) -> &'static Code {
    match kind {
        ProblemKind::Empty => &JSON_EMPTY,
        ProblemKind::TooLarge | ProblemKind::TooManyValues { .. } => &TOO_LARGE,
        ProblemKind::NotUtf8 => &NOT_UTF8,
        ProblemKind::Utf16 => &UTF16,
        ProblemKind::ByteOrderMark => &BYTE_ORDER_MARK,
        ProblemKind::Syntax { .. } => &JSON_SYNTAX,
        ProblemKind::TrailingBytes => &BYTES_AFTER_DOCUMENT,
        ProblemKind::DuplicateKey { .. } => &DUPLICATE_KEY,
        ProblemKind::DuplicateKeyByCase { .. } => &DUPLICATE_KEY_BY_CASE,
        ProblemKind::TooDeep { .. } => &TOO_DEEP,
        ProblemKind::LoneSurrogate => &LONE_SURROGATE,
        ProblemKind::NumberNotInterchangeable => &NUMBER_NOT_INTERCHANGEABLE,
    }
}

/// What keeps bytes from being JSON, with its place, in a sentence.
pub(super) fn fault(reading: &Reading, bytes: &[u8]) -> Option<String> {
    let pace = Pace::default();
    let mut report = Report::new(bytes, false, &pace);
    at_once(check(&mut report, reading, bytes));
    let mut errors = report.finish().into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.next().filter(|_| !reading.is_json()).map(|finding| finding.message)
}

fn message(problem: &Problem) -> String {
    match &problem.kind {
        ProblemKind::DuplicateKey { key, .. } => format!(
            "The key {} is in this object a second time: Go and most others take the last one, some the \
             first, some refuse both.",
            Quoted(key)
        ),
        ProblemKind::DuplicateKeyByCase { key, .. } => format!(
            "The key {} differs from one before it by letter case alone: programs in Go (Docker, \
             containerd, Podman) read both as the same and take the last one, others keep them apart.",
            Quoted(key)
        ),
        ProblemKind::ByteOrderMark => {
            "The document starts with a byte order mark (EF BB BF): it counts in the digest, and Go \
             refuses it. Save the file as UTF-8 without it."
                .to_owned()
        }
        ProblemKind::Utf16 => {
            "This is UTF-16, as Windows PowerShell writes it with “>”, and JSON must be UTF-8: the \
             digest is that of other bytes. Write it again by “cmd /c”, or by the tool's own option for \
             an output file."
                .to_owned()
        }
        ProblemKind::TrailingBytes => {
            "The document ends in front of this, and more bytes follow: clients refuse it. If these are \
             two documents, open them one by one."
                .to_owned()
        }
        ProblemKind::Empty => {
            "There is nothing here: the document, or the file, is empty. Copy it again.".to_owned()
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_maps_are_apart_in_go_too() {
        for (text, found, reason) in [
            (r#"{"a":1,"A":2}"#, 1, "an object that Go reads as a struct"),
            (r#"{"annotations":{"a":"1","A":"2"}}"#, 0, "a map"),
            (r#"{"layers":[{"annotations":{"a":"1","A":"2"}}]}"#, 0, "a map further in"),
            (r#"{"config":{"Labels":{"a":"1","A":"2"},"env":1,"Env":2}}"#, 1, "a map, and what is beside it"),
            (r#"{"annotations":{},"Annotations":{}}"#, 1, "two maps"),
            (r#"{"a":{"annotations":{}},"b":1,"B":2}"#, 1, "after a map"),
        ] {
            let reading = crate::json::read(text.as_bytes());
            let pace = Pace::default();
            let mut report = Report::new(text.as_bytes(), false, &pace);
            at_once(check(&mut report, &reading, text.as_bytes()));
            let by_case = report.finish().iter().filter(|it| it.code == DUPLICATE_KEY_BY_CASE.id).count();
            assert_eq!(by_case, found, "{reason}: {text}");
        }
    }
}
