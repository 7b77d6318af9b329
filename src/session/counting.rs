//! What all documents come to is counted again, a piece in each frame.

use super::effect::Effect;
use super::message::{DocumentsMsg, Msg};
use super::model::Model;
use super::tally::Counting;
use crate::limits;

/// Counts what all documents come to now; what is long takes several frames.
pub(super) fn count(model: &mut Model) -> Vec<Effect> {
    let is_due = model.counting.is_some();
    model.counting = Some(Box::new(Counting::new(&model.inspection)));
    match is_due {
        true => Vec::new(),
        // Whoever asks has gone through all of it just now.
        false if model.inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES => {
            vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Count)))]
        }
        false => go_on(model),
    }
}

/// Goes on with that.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(mut counting) = model.counting.take() else { return Vec::new() };
    if counting.step(limits::COUNTED_A_FRAME) {
        model.tally = counting.tally();
        return Vec::new();
    }
    model.counting = Some(counting);
    vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Count)))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Severity;
    use crate::image::digest::HashAlgorithm;
    use crate::inspect::Origin;
    use crate::session::message::BoxMsg;
    use crate::session::{Arrival, Tally, update};
    use crate::verify::hash::digest_of;

    fn opened(documents: &[String]) -> Tally {
        let mut model = Model::default();
        let arrival = |text: &String| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
        let effects = update(
            &mut model,
            Msg::Documents(DocumentsMsg::Add {
                arrivals: documents.iter().map(arrival).collect(),
                pin: None,
            }),
        );
        for effect in effects {
            if let Effect::AfterFrame(msg) = effect {
                update(&mut model, *msg);
            }
        }
        model.tally
    }

    #[test]
    fn documents_that_do_not_fit_together() {
        let manifest =
            r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}"#;
        let index = |of: &str, size: usize| {
            let digest = digest_of(HashAlgorithm::Sha256, of.as_bytes());
            format!(
                r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json",
                "digest":"{digest}","size":{size},"platform":{{"os":"linux","architecture":"arm64"}}}}]}}"#
            )
        };
        let manifest = manifest.to_owned();
        let spaced = manifest.replace(':', ": ");
        for (documents, nothing_fits, reason) in [
            (vec![index(&manifest, manifest.len())], false, "an index alone names what is not here"),
            (
                vec![index(&manifest, manifest.len()), manifest.clone()],
                false,
                "the manifest is the one named",
            ),
            (vec![index("x", manifest.len()), manifest.clone()], true, "another manifest of the same size"),
            (vec![index("x", 9), manifest.clone()], true, "another manifest"),
            (vec![index(&manifest, manifest.len()), spaced], false, "the original can be recovered"),
        ] {
            assert_eq!(opened(&documents).nothing_fits, nothing_fits, "{reason}");
        }
    }

    #[test]
    fn findings_between_documents_count() {
        let with = |expected: &str| {
            let mut model = Model::default();
            update(&mut model, Msg::Box(BoxMsg::Expected(expected.to_owned())));
            update(&mut model, Msg::Box(BoxMsg::Changed(r#"{"schemaVersion":2,"manifests":[]}"#.to_owned())));
            update(&mut model, Msg::Box(BoxMsg::Submit));
            update(&mut model, Msg::Documents(DocumentsMsg::Settle));
            model.tally
        };
        let other = digest_of(HashAlgorithm::Sha256, b"other").to_string();
        assert_eq!(
            with(&other).counts.worst(),
            Some(Severity::Error),
            "the bytes are not what they should be"
        );
        assert!(with("").counts.worst() < Some(Severity::Error), "nothing says what they should be");
        assert!(with("").counts.all() > 0);
    }

    #[test]
    fn a_bound_that_was_met_is_told() {
        let index = |entries: &str| format!(r#"{{"schemaVersion":2,"manifests":[{entries}]}}"#);
        let mut documents = vec![index("")];
        for _ in 0..limits::INDEX_DEPTH {
            let inside = documents.last().unwrap();
            let digest = digest_of(HashAlgorithm::Sha256, inside.as_bytes());
            let media_type = "application/vnd.oci.image.index.v1+json";
            let entry =
                format!(r#"{{"mediaType":"{media_type}","digest":"{digest}","size":{}}}"#, inside.len());
            documents.push(index(&entry));
        }
        assert!(!opened(&documents).truncated, "as deep as it may be");
        let digest = digest_of(HashAlgorithm::Sha256, documents.last().unwrap().as_bytes());
        documents.push(index(&format!(r#"{{"digest":"{digest}","size":1}}"#)));
        assert!(opened(&documents).truncated, "deeper");
    }
}
