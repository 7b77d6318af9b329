//! A comparison in the Markdown report.

use super::comparison::{ChangeReport, ComparisonReport, EntryReport, FileReport, LayerReport};
use super::held::PackageReport;
use super::lines::{line, some};
use crate::text::markdown;

pub fn write_comparison(text: &mut String, comparison: &ComparisonReport) {
    let ComparisonReport { first_name, second_name, summary, .. } = comparison;
    let (first, second) = (markdown::text(first_name), markdown::text(second_name));
    line(text, format_args!("\n## {first} beside {second}\n\n{}\n", markdown::text(summary)));
    if let Some(pull) = &comparison.pull {
        line(text, format_args!("{}\n", markdown::text(&pull.text)));
    }
    for reason in &comparison.reasons {
        line(text, format_args!("- {}", markdown::text(&reason.text)));
    }
    if !comparison.entries.is_empty() {
        text.push_str("\n| Entry | First | Second | Loads |\n| --- | --- | --- | ---: |\n");
        some(text, comparison.entries.iter(), "entries", write_entry);
    }
    if !comparison.changes.is_empty() {
        text.push_str("\n| Difference | Of | First | Second |\n| --- | --- | --- | --- |\n");
        some(text, comparison.changes.iter(), "differences", write_change);
    }
    if !comparison.layers.is_empty() {
        text.push_str("\n| Layer | First | Second | Step |\n| --- | --- | --- | --- |\n");
        some(text, comparison.layers.iter(), "layers", write_layer);
    }
    if let Some(packages) = &comparison.packages {
        line(text, format_args!("\nPackages: {}", markdown::text(&packages.summary)));
        line(text, format_args!("\n{}", markdown::text(&packages.word)));
        if !packages.rows.is_empty() {
            text.push_str("\n| Package | Name | Kind | First | Second |\n| --- | --- | --- | --- | --- |\n");
            some(text, packages.rows.iter(), "packages", write_package);
        }
    }
    if let Some(files) = &comparison.files {
        line(text, format_args!("\nFiles: {}", markdown::text(&files.summary)));
        if !files.rows.is_empty() {
            text.push_str("\n| File | Path | What | Bytes |\n| --- | --- | --- | ---: |\n");
            some(text, files.rows.iter(), "files", write_file);
        }
    }
    if let Some(file) = &comparison.file {
        let summary = file.summary.as_deref().map(markdown::text).unwrap_or_default();
        line(text, format_args!("\n{}: {summary}", markdown::code(&file.path)));
        if !file.rows.is_empty() {
            text.push_str("\n| What differs |\n| --- |\n");
            some(text, file.rows.iter(), "rows", |text, row| {
                line(text, format_args!("| {} |", markdown::code(row)))
            });
        }
    }
}

fn write_package(text: &mut String, package: &PackageReport) {
    let version = |version: &Option<String>| version.as_deref().map(markdown::code).unwrap_or_default();
    line(
        text,
        format_args!(
            "| {} | {} | {} | {} | {} |",
            package.fate,
            markdown::code(&package.name),
            markdown::text(&package.kind),
            version(&package.first),
            version(&package.second)
        ),
    );
}

fn write_file(text: &mut String, file: &FileReport) {
    let what = file.what.as_deref().map(markdown::text).unwrap_or_default();
    line(text, format_args!("| {} | {} | {what} | {} |", file.kind, markdown::code(&file.path), file.bytes));
}

fn write_entry(text: &mut String, entry: &EntryReport) {
    let path = |path: &Option<String>| path.clone().unwrap_or_default();
    let bytes = entry.pull_bytes.map(|bytes| bytes.to_string()).unwrap_or_default();
    line(
        text,
        format_args!("| {} | {} | {} | {bytes} |", entry.fate, path(&entry.first), path(&entry.second)),
    );
}

fn write_change(text: &mut String, change: &ChangeReport) {
    let value = |value: &Option<String>| value.as_deref().map(markdown::code).unwrap_or_default();
    let key = change.key.as_deref().map(|key| format!(" {}", markdown::code(key))).unwrap_or_default();
    line(
        text,
        format_args!(
            "| {} | {}{key} | {} | {} |",
            change.kind,
            change.field,
            value(&change.first),
            value(&change.second)
        ),
    );
}

fn write_layer(text: &mut String, layer: &LayerReport) {
    let place = |at: Option<usize>, digest: &Option<String>| match (at, digest) {
        (Some(at), Some(digest)) => format!("{at} {}", markdown::code(digest)),
        (Some(at), None) => at.to_string(),
        (None, _) => String::new(),
    };
    let step = layer.step.as_deref().map(markdown::code).unwrap_or_default();
    let (first, second) =
        (place(layer.first, &layer.first_digest), place(layer.second, &layer.second_digest));
    line(text, format_args!("| {} | {first} | {second} | {step} |", layer.fate));
}
