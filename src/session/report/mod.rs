//! The report: what the page shows, as a file. `docs/report.md` describes the JSON.

mod choice;
mod documents;
mod fetching;
mod findings;
mod gathered;
mod gathering;
mod layers;
mod markdown;
mod matrix;
mod pieces;
mod tree;
mod writing;

pub use writing::{Format, Writing, begin, go_on};

use crate::limits;

/// A text that many nodes may have of one document, or many clients of one entry: no more of it than a report has
/// room for.
fn cut(text: impl std::fmt::Display) -> String {
    crate::text::cut::cut(text, limits::REPEATED_CHARACTERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::Registered;
    use crate::inspect::Origin;
    use crate::session::{Arrival, Effect, Model, Msg, update};
    use crate::verify::hash::digest_of;

    /// Both reports of so many indexes, each in the next.
    fn reports(indexes: usize) -> [String; 2] {
        let mut inside = r#"{"schemaVersion":2,"manifests":[]}"#.to_owned();
        let mut arrivals = Vec::new();
        for _ in 0..indexes {
            arrivals.push(Arrival { bytes: inside.as_bytes().into(), origin: Origin::Paste });
            let digest = digest_of(Registered::Sha256, inside.as_bytes());
            inside = format!(
                r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{digest}","size":{}}}]}}"#,
                inside.len()
            );
        }
        let mut model = Model::default();
        update(&mut model, Msg::Add { arrivals, pin: None });
        [Format::Json, Format::Markdown].map(|format| written(&mut model, format).0)
    }

    /// A report, and the frames that it took.
    fn written(model: &mut Model, format: Format) -> (String, usize) {
        let (mut due, mut frames) = (begin(model, format), 0);
        loop {
            let mut next = Vec::new();
            for effect in due {
                match effect {
                    Effect::Save(save) => {
                        let parts: Vec<&[u8]> =
                            [&*save.bytes].into_iter().chain(save.more.iter().map(|it| &**it)).collect();
                        return (String::from_utf8(parts.concat()).unwrap(), frames);
                    }
                    Effect::AfterFrame(msg) => next.extend(update(model, *msg)),
                    _ => {}
                }
            }
            frames += 1;
            due = next;
        }
    }

    /// A page with an index of so many entries.
    fn with_entries(count: usize) -> Model {
        let entry = |at: usize| {
            let digest = digest_of(Registered::Sha256, &at.to_le_bytes());
            format!(
                r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":"\u202e{at}"}}"#
            )
        };
        let entries: Vec<String> = (0..count).map(entry).collect();
        let index = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","));
        let mut model = Model::default();
        let arrival = Arrival { bytes: index.into_bytes().into(), origin: Origin::Paste };
        crate::headless::send(&mut model, Msg::Add { arrivals: vec![arrival], pin: None });
        model
    }

    #[test]
    fn a_long_report_is_written_a_piece_in_each_frame() {
        for (count, few) in [(3, true), (3 * limits::REPORT_ITEMS_A_FRAME, false)] {
            let mut model = with_entries(count);
            let (json, frames) = written(&mut model, Format::Json);
            assert_eq!(frames == 0, few, "{frames}");
            let mut gathering = gathering::Gathering::new(&model);
            let report = gathering.step(&model, &mut usize::MAX.clone()).unwrap();
            let whole = crate::text::escape::in_json(&serde_json::to_string_pretty(report).unwrap()) + "\n";
            assert!(json == whole, "the pieces are the whole");
            assert!(model.notices.is_empty() && model.writing.is_empty(), "{:?}", model.notices);
            let (markdown, frames) = written(&mut model, Format::Markdown);
            assert_eq!(frames == 0, few, "{frames}");
            assert_eq!(markdown.contains("2,501 more nodes are in the JSON report."), !few);
        }
    }

    #[test]
    fn what_changes_while_a_report_is_written_is_not_in_it() {
        let mut model = with_entries(2 * limits::REPORT_ITEMS_A_FRAME);
        let effects = begin(&mut model, Format::Json);
        assert!(effects.contains(&Effect::AfterFrame(Box::new(Msg::WriteReport))));
        assert!(model.notices[0].text.starts_with("The report is being written"), "{:?}", model.notices);
        assert!(begin(&mut model, Format::Json).is_empty(), "it is under way");
        update(&mut model, Msg::Filter("x".to_owned()));
        update(&mut model, Msg::Clear);
        assert!(
            model.writing.is_empty() && update(&mut model, Msg::WriteReport).is_empty(),
            "all is removed"
        );
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
