//! What is wrong with the bytes as JSON, from the problems that reading found.

use super::codes::{
    BYTE_ORDER_MARK, BYTES_AFTER_DOCUMENT, Code, DUPLICATE_KEY, DUPLICATE_KEY_BY_CASE, JSON_EMPTY,
    JSON_SYNTAX, LONE_SURROGATE, MORE_PROBLEMS, NOT_UTF8, NUMBER_NOT_INTERCHANGEABLE, TOO_DEEP, TOO_LARGE,
    UTF16,
};
use super::quote::{Count, Quoted};
use super::report::Report;
use crate::json::{Problem, ProblemKind, Reading};

pub(super) fn check(report: &mut Report<'_>, reading: &Reading) {
    for problem in &reading.problems {
        let code = code_of(&problem.kind);
        match problem.kind {
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
        ProblemKind::Empty => "There is nothing here: paste a document, or choose a file.".to_owned(),
        other => other.to_string(),
    }
}
