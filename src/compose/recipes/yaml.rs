//! Pieces of YAML, which is written line by line.

/// A text as a scalar, in quotation marks: JSON's are YAML's, too.
pub(super) fn scalar(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Lines under a key, as they are, `indent` spaces in.
pub(super) fn block(lines: &[String], indent: usize) -> String {
    let all = lines.iter().flat_map(|line| line.lines());
    all.map(|line| format!("\n{:indent$}{line}", "")).collect()
}
