//! The report as Markdown.

use std::collections::VecDeque;

use super::azure_listing::write_listing;
use super::builds::write_build;
use super::choice::{ChoiceReport, SeveralReport};
use super::compared::write_comparison;
use super::documents::DocumentReport;
use super::draft::write_draft;
use super::evidence::write_evidence;
use super::fetching::{NextReport, OfferReport, ProblemReport, QuestionReport};
use super::findings::FindingReport;
use super::gathered::Report;
use super::layers::LayerReport;
use super::lines::{line, some};
use super::tree::{Image, TreeNode};
use crate::session::Tally;
use crate::text::markdown;

/// Writes the report. Nothing that a document holds can make Markdown of its own: see [`markdown`].
pub fn write(report: &Report) -> String {
    let mut text = "# Bayplan report\n".to_owned();
    if report.truncated {
        line(&mut text, format_args!("\n{}", Tally::cut_short()));
    }
    if report.nothing_fits {
        line(&mut text, format_args!("\n{}", Tally::NOTHING_FITS));
    }
    for notice in &report.notices {
        line(&mut text, format_args!("\n{}", markdown::text(&notice.text)));
    }
    report.fetching.problems.iter().for_each(|problem| write_problem(&mut text, problem));
    report.fetching.questions.iter().for_each(|question| write_question(&mut text, question));
    write_offers(&mut text, &report.fetching.offers);
    if let Some(other) = report.fetching.tags.as_ref().and_then(|tags| tags.other_name.as_deref()) {
        line(&mut text, format_args!("\n{}", markdown::text(other)));
    }
    some(&mut text, report.images.iter(), "images", write_image);
    write_tree(&mut text, &report.tree);
    write_layers(&mut text, &report.layers);
    let explained = report.documents.iter().enumerate();
    let explained =
        explained.filter_map(|(at, document)| Some((at, document, document.explanation.as_deref()?)));
    some(&mut text, explained, "documents that do not verify", write_document);
    let builds =
        report.documents.iter().filter_map(|document| Some((document.kind_name, document.build.as_ref()?)));
    some(&mut text, builds, "build files", write_build);
    let listings = report.documents.iter().filter_map(|document| document.listing.as_ref());
    some(&mut text, listings, "lists of manifests", write_listing);
    write_findings(&mut text, &report.findings);
    if let Some(several) = &report.several_images {
        write_several(&mut text, several);
    }
    if let Some(choice) = &report.choice {
        write_choice(&mut text, choice);
    }
    if let Some(matrix) = &report.matrix {
        line(&mut text, format_args!("\n## All hosts\n\n{}", markdown::text(&matrix.summary)));
        if !matrix.never_taken.is_empty() {
            line(&mut text, format_args!("\n{}", markdown::text(&matrix.never_taken)));
        }
    }
    if let Some(comparison) = &report.comparison {
        write_comparison(&mut text, comparison);
    }
    if let Some(draft) = &report.draft {
        write_draft(&mut text, draft);
    }
    if let Some(evidence) = &report.evidence {
        write_evidence(&mut text, evidence);
    }
    text
}

fn write_problem(text: &mut String, problem: &ProblemReport) {
    line(text, format_args!("\n## Not fetched: {}\n", markdown::text(&problem.what)));
    line(text, format_args!("{}\n", markdown::text(&problem.headline)));
    for known in &problem.known {
        line(text, format_args!("- {}", markdown::text(known)));
    }
    for inferred in &problem.inferred {
        line(text, format_args!("- Likely: {}", markdown::text(inferred)));
    }
    for NextReport { kind, of, text: next } in &problem.next {
        match of {
            Some(of) => line(text, format_args!("- {of}: {}", markdown::code(next))),
            None if *kind == "advice" => line(text, format_args!("- To do: {}", markdown::text(next))),
            None => line(text, format_args!("- {}", markdown::code(next))),
        }
    }
}

fn write_question(text: &mut String, question: &QuestionReport) {
    line(text, format_args!("\n## Not answered: {}\n", markdown::text(&question.title)));
    for sentence in &question.sentences {
        line(text, format_args!("- {}", markdown::text(sentence)));
    }
}

fn write_offers(text: &mut String, offers: &[OfferReport]) {
    if !offers.is_empty() {
        text.push_str("\n## Named by a tool\u{2019}s output, and not fetched\n\n");
    }
    for offer in offers {
        line(text, format_args!("- {}: {}", markdown::code(&offer.reference), markdown::text(&offer.note)));
    }
}

fn write_image(text: &mut String, image: &Image) {
    line(text, format_args!("\n## {}\n", markdown::text(&image.name)));
    if let Some(digest) = &image.digest {
        line(text, format_args!("- Digest: {}", markdown::code(digest)));
    }
    line(text, format_args!("- Platforms: {}", image.platforms));
    line(text, format_args!("- Blobs: {}, of which {} verified here", image.blobs, image.verified));
    for (count, words) in [
        (image.agreeing, "Blobs that agree with a digest that came along with them"),
        (image.size_unknown, "Blobs by their digest alone, for no size is stated"),
        (image.mismatched, "Blobs that are not what they should be"),
        (image.unvouched, "Blobs that only a document names which is itself not what it should be"),
        (image.not_loaded, "Manifests and indexes that are not here, and are not in the sums"),
    ] {
        if count > 0 {
            line(text, format_args!("- {words}: {count}"));
        }
    }
    line(
        text,
        format_args!("- Bytes: {}, {} with each shared blob counted once", image.bytes, image.distinct_bytes),
    );
}

fn write_tree(text: &mut String, tree: &VecDeque<TreeNode>) {
    text.push_str(
        "\n## Tree\n\n| Node | State | Compared with | Size | Digest |\n| --- | --- | --- | ---: | --- |\n",
    );
    some(text, tree.iter(), "nodes", |text, node| {
        // A no-break space is kept where Markdown would fold spaces.
        let indent = "\u{a0}\u{a0}".repeat(node.depth.into());
        let size = node.size.map(|size| size.to_string()).unwrap_or_default();
        let digest = node.digest.as_deref().map(markdown::code).unwrap_or_default();
        line(
            text,
            format_args!(
                "| {indent}{} | {} | {} | {size} | {digest} |",
                markdown::text(&node.name),
                node.state,
                node.compared_with
            ),
        );
    });
}

/// Layers that could not be read; of the others the tree says enough.
fn write_layers(text: &mut String, layers: &VecDeque<LayerReport>) {
    let troubled = || layers.iter().filter_map(|layer| Some((layer, layer.trouble.as_deref()?)));
    if troubled().next().is_some() {
        text.push_str("\n## Layers that could not be read\n\n");
    }
    some(text, troubled(), "layers that could not be read", |text, (layer, trouble)| {
        line(text, format_args!("- {}: {}", markdown::code(&layer.node), markdown::text(trouble)));
    });
}

fn write_document(text: &mut String, (at, document, explanation): (usize, &DocumentReport, &str)) {
    line(text, format_args!("\n## Document {at}: {}\n", document.kind_name));
    if let Some(digest) = &document.digest {
        let origin = markdown::text(&document.origin);
        line(text, format_args!("{}, {} bytes, {origin}", markdown::code(digest), document.size));
    }
    line(text, format_args!("\n{}", markdown::text(explanation)));
}

fn write_findings(text: &mut String, findings: &VecDeque<FindingReport>) {
    if findings.is_empty() {
        return;
    }
    text.push_str(
        "\n## Findings\n\n| Severity | Code | Node | Place | Finding | Rule |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    some(text, findings.iter(), "findings", |text, finding| {
        let place = match (finding.document, finding.line, finding.column) {
            (Some(document), Some(line), Some(column)) => format!("document {document}, {line}:{column}"),
            _ => String::new(),
        };
        let node = finding.node.as_deref().map(markdown::code).unwrap_or_default();
        line(
            text,
            format_args!(
                "| {} | `{}` | {node} | {place} | {} | [{}]({}) |",
                finding.severity.word(),
                finding.code,
                markdown::text(&finding.message),
                markdown::text(finding.section),
                finding.section_url
            ),
        );
    });
}

fn write_several(text: &mut String, several: &SeveralReport) {
    line(text, format_args!("\n## What clients take\n\n{}\n", markdown::text(&several.sentence)));
    for image in &several.images {
        line(text, format_args!("- {}: {}", image.node, markdown::text(&image.name)));
    }
    if several.more > 0 {
        line(text, format_args!("- {} more", several.more));
    }
}

fn write_choice(text: &mut String, choice: &ChoiceReport) {
    line(text, format_args!("\n## What clients take on {}\n", markdown::text(&choice.host_name)));
    if let Some(error) = &choice.host_error {
        line(text, format_args!("{}\n", markdown::text(error)));
    }
    text.push_str("| Client | Takes | Entry | Why |\n| --- | --- | --- | --- |\n");
    for client in &choice.clients {
        let why = client.error.as_deref().or(client.why.as_deref()).unwrap_or_default();
        let entry = client.entry.as_deref().unwrap_or_default();
        line(
            text,
            format_args!(
                "| {} | {} | {entry} | {} |",
                markdown::text(client.name),
                markdown::text(&client.takes),
                markdown::text(why)
            ),
        );
    }
    for advice in &choice.advice {
        line(text, format_args!("\n{}", markdown::text(advice)));
    }
}
