//! The report as Markdown.

use std::fmt::Write as _;

use super::gathered::{DocumentReport, Image, Report, TreeNode};
use crate::session::Tally;
use crate::text::markdown;

/// Rows of the tree that are written; a longer one is in the JSON.
const ROWS: usize = 500;

/// Writes the report. Nothing that a document holds can make Markdown of its own: see [`markdown`].
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
    line(text, format_args!("\n## {}\n", markdown::text(&image.name)));
    if let Some(digest) = &image.digest {
        line(text, format_args!("- Digest: {}", markdown::code(digest)));
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
        let digest = node.digest.as_deref().map(markdown::code).unwrap_or_default();
        line(
            text,
            format_args!("| {indent}{} | {} | {size} | {digest} |", markdown::text(&node.name), node.state),
        );
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
        line(
            text,
            format_args!(
                "{}, {} bytes, {}",
                markdown::code(digest),
                document.size,
                markdown::text(&document.origin)
            ),
        );
    }
    if let Some(explanation) = &document.explanation {
        line(text, format_args!("\n{}", markdown::text(explanation)));
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
                markdown::text(&finding.message),
                markdown::text(finding.section),
                finding.section_url
            ),
        );
    }
}
