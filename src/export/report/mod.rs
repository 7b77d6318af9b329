//! The report: what the page shows, as a file. `docs/report.md` describes the JSON.

mod azure_listing;
mod builds;
mod choice;
mod compared;
mod comparison;
mod documents;
mod draft;
mod evidence;
mod fetching;
mod findings;
mod gathered;
mod gathering;
mod held;
mod layers;
mod lines;
mod markdown;
mod matrix;
mod pieces;
mod tree;
mod writing;

pub use writing::Writing;

use crate::limits;

/// A text that many nodes may have of one document, or many clients of one entry: no more of it than a report has
/// room for.
fn cut(text: impl std::fmt::Display) -> String {
    crate::text::cut::cut(text, limits::REPEATED_CHARACTERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::HashAlgorithm;
    use crate::inspect::Origin;
    use crate::session::{Arrival, DocumentsMsg, Model, Msg, ReportFormat, update};
    use crate::verify::hash::digest_of;

    /// Both reports of so many indexes, each in the next.
    fn reports(indexes: usize) -> [String; 2] {
        let mut inside = r#"{"schemaVersion":2,"manifests":[]}"#.to_owned();
        let mut arrivals = Vec::new();
        for _ in 0..indexes {
            arrivals.push(Arrival { bytes: inside.as_bytes().into(), origin: Origin::Paste });
            let digest = digest_of(HashAlgorithm::Sha256, inside.as_bytes());
            inside = format!(
                r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{digest}","size":{}}}]}}"#,
                inside.len()
            );
        }
        let mut model = Model::default();
        update(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
        [ReportFormat::Json, ReportFormat::Markdown].map(|format| written(&model, format).0)
    }

    /// A report, and the frames that it took after the first.
    fn written(model: &Model, format: ReportFormat) -> (String, usize) {
        let mut writing = Writing::new(model, format);
        for frames in 0.. {
            if let Some(save) = writing.step() {
                return (String::from_utf8(save.whole()).unwrap(), frames);
            }
        }
        unreachable!()
    }

    /// A page with an index of so many entries.
    fn with_entries(count: usize) -> Model {
        let entry = |at: usize| {
            let digest = digest_of(HashAlgorithm::Sha256, &at.to_le_bytes());
            format!(
                r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":"\u202e{at}"}}"#
            )
        };
        let entries: Vec<String> = (0..count).map(entry).collect();
        let index = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","));
        let mut model = Model::default();
        let arrival = Arrival { bytes: index.into_bytes().into(), origin: Origin::Paste };
        crate::headless::send(
            &mut model,
            Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None }),
        );
        model
    }

    #[test]
    fn a_long_report_is_written_a_piece_in_each_frame() {
        for (count, few) in [(3, true), (3000, false)] {
            let model = with_entries(count);
            let (json, frames) = written(&model, ReportFormat::Json);
            assert_eq!(frames == 0, few, "{frames}");
            let mut gathering = gathering::Gathering::new(&model);
            let report = gathering.step(&model, &mut usize::MAX.clone()).unwrap();
            let whole = crate::text::escape::in_json(&serde_json::to_string_pretty(report).unwrap()) + "\n";
            assert!(json == whole, "the pieces are the whole");
            let (markdown, frames) = written(&model, ReportFormat::Markdown);
            assert_eq!(frames == 0, few, "{frames}");
            assert_eq!(markdown.contains("2,501 more nodes are in the JSON report."), !few);
        }
    }

    #[test]
    fn what_changes_while_a_report_is_written_is_not_in_it() {
        let mut model = with_entries(2 * limits::REPORT_ITEMS_A_FRAME);
        let (whole, _) = written(&model, ReportFormat::Json);
        let mut writing = Writing::new(&model, ReportFormat::Json);
        assert!(writing.step().is_none());
        update(&mut model, Msg::Documents(DocumentsMsg::Clear));
        let save = std::iter::repeat_with(|| writing.step()).flatten().next().unwrap();
        assert!(String::from_utf8(save.whole()).unwrap() == whole);
    }

    #[test]
    fn a_tree_that_is_cut_short_is_told() {
        // The last may name something.
        let [json, markdown] = reports(limits::INDEX_DEPTH + 1);
        assert!(
            json.contains(r#""truncated": false"#) && !markdown.contains("cut short"),
            "as deep as it may be"
        );
        let [json, markdown] = reports(limits::INDEX_DEPTH + 2);
        assert!(json.contains(r#""truncated": true"#), "{json}");
        assert!(markdown.contains("The tree is cut short"), "{markdown}");
    }
}
