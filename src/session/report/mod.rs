//! The report: what the page shows, as a file. `docs/report.md` describes the JSON.

mod choice;
mod documents;
mod fetching;
mod findings;
mod gathered;
mod layers;
mod markdown;
mod matrix;
mod tree;

use super::effect::Save;
use super::model::Model;
use crate::limits;
use crate::text::escape::in_json;
use gathered::Report;

/// The report as JSON; [`Report`] is its schema.
#[must_use]
pub fn json(model: &Model) -> Save {
    let mut text = in_json(&serde_json::to_string_pretty(&Report::of(model)).unwrap_or_default());
    text.push('\n');
    Save {
        name: "bayplan-report.json".to_owned(),
        media_type: "application/json",
        bytes: text.into_bytes().into(),
    }
}

/// The report as Markdown, to be read by people and put into an issue.
#[must_use]
pub fn markdown(model: &Model) -> Save {
    Save {
        name: "bayplan-report.md".to_owned(),
        media_type: "text/markdown",
        bytes: markdown::write(&Report::of(model)).into_bytes().into(),
    }
}

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
    use crate::session::{Arrival, Msg, update};
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
        [json(&model), markdown(&model)].map(|save| String::from_utf8_lossy(&save.bytes).into_owned())
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
