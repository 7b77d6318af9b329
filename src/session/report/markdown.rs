//! The report as Markdown.

use std::fmt::Write as _;

use super::gathered::{DocumentReport, Image, Report, TreeNode};
use crate::session::Tally;

/// Rows of the tree that are written; a longer one is in the JSON.
const ROWS: usize = 500;

/// Writes the report. Nothing that a document holds can make Markdown of its own: see [`cell`].
pub fn write(report: &Report) -> String {
    let mut text = "# Bayplan report\n".to_owned();
    if report.truncated {
        line(&mut text, format_args!("\n{}", Tally::cut_short()));
    }
    for image in &report.images {
        write_image(&mut text, image);
    }
    write_tree(&mut text, &report.tree);
    for (at, document) in report.documents.iter().enumerate() {
        write_document(&mut text, at, document);
    }
    text
}

// Writing to a string does not fail.
fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(line);
    text.push('\n');
}

fn write_image(text: &mut String, image: &Image) {
    line(text, format_args!("\n## {}\n", cell(&image.name)));
    if let Some(digest) = &image.digest {
        line(text, format_args!("- Digest: {}", code(digest)));
    }
    line(text, format_args!("- Platforms: {}", image.platforms));
    line(text, format_args!("- Blobs: {}, of which {} verified here", image.blobs, image.verified));
    if image.agreeing > 0 {
        line(
            text,
            format_args!("- Blobs that agree with a digest that came along with them: {}", image.agreeing),
        );
    }
    if image.size_unknown > 0 {
        line(
            text,
            format_args!("- Blobs by their digest alone, for no size is stated: {}", image.size_unknown),
        );
    }
    line(
        text,
        format_args!("- Bytes: {}, {} with each shared blob counted once", image.bytes, image.distinct_bytes),
    );
}

fn write_tree(text: &mut String, tree: &[TreeNode]) {
    text.push_str("\n## Tree\n\n| Node | State | Size | Digest |\n| --- | --- | ---: | --- |\n");
    for node in tree.iter().take(ROWS) {
        // A no-break space is kept where Markdown would fold spaces.
        let indent = "\u{a0}\u{a0}".repeat(node.depth.into());
        let size = node.size.map(|size| size.to_string()).unwrap_or_default();
        let digest = node.digest.as_deref().map(code).unwrap_or_default();
        line(text, format_args!("| {indent}{} | {} | {size} | {digest} |", cell(&node.name), node.state));
    }
    if let Some(left) = tree.len().checked_sub(ROWS).filter(|left| *left > 0) {
        line(text, format_args!("\n{left} more nodes are in the JSON report."));
    }
}

fn write_document(text: &mut String, at: usize, document: &DocumentReport) {
    if document.findings.is_empty() && document.explanation.is_none() {
        return;
    }
    line(text, format_args!("\n## Document {at}: {}\n", document.kind_name));
    if let Some(digest) = &document.digest {
        line(text, format_args!("{}, {} bytes, {}", code(digest), document.size, cell(&document.origin)));
    }
    if let Some(explanation) = &document.explanation {
        line(text, format_args!("\n{}", cell(explanation)));
    }
    if document.findings.is_empty() {
        return;
    }
    text.push_str("\n| Severity | Code | Place | Finding | Rule |\n| --- | --- | --- | --- | --- |\n");
    for finding in &document.findings {
        let place = match (finding.line, finding.column) {
            (Some(line), Some(column)) => format!("{line}:{column}"),
            _ => String::new(),
        };
        line(
            text,
            format_args!(
                "| {} | `{}` | {place} | {} | [{}]({}) |",
                finding.severity,
                finding.code,
                cell(&finding.message),
                cell(finding.section),
                finding.section_url
            ),
        );
    }
}

/// Text in a cell of a table: every sign that Markdown or HTML gives a meaning is a character reference
/// or escaped, and what can't be seen is written out.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '!' | '|' | '~' => {
                cell.push('\\');
                cell.push(char);
            }
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '&' => cell.push_str("&amp;"),
            // A mention or a bare address would become a link, and notify somebody.
            '@' => cell.push_str("&#64;"),
            ':' => cell.push_str("&#58;"),
            _ if must_be_written_out(char) => {
                let _ = write!(cell, "\\\\u\\{{{:x}\\}}", u32::from(char));
            }
            _ => cell.push(char),
        }
    }
    cell
}

/// Text as code. A digest as its document writes it may be anything.
fn code(text: &str) -> String {
    let plain = text.chars().all(|char| char.is_ascii_alphanumeric() || "+._-:=/".contains(char));
    if plain { format!("`{text}`") } else { cell(text) }
}

/// Control characters and those that change the order of text or can't be seen.
fn must_be_written_out(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_becomes_markdown() {
        for (text, expected, reason) in [
            ("a|b", r"a\|b", "a new column"),
            ("a\nb", r"a\\u\{a\}b", "a new row"),
            ("<img src=x>", "&lt;img src=x&gt;", "HTML"),
            ("[a](b)", r"\[a\]\(b\)", "a link"),
            ("https://example.com", "https&#58;//example.com", "a bare address"),
            ("@all", "&#64;all", "a mention"),
            ("\u{202e}abc", r"\\u\{202e\}abc", "text turned round"),
        ] {
            assert_eq!(cell(text), expected, "{reason}");
        }
    }
}
