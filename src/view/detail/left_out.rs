//! What a document names and the tree does not show.

use crate::inspect::{NodeId, Role};
use crate::session::Inspection;
use crate::text::size::grouped;

/// What of a document is not in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// All that it names.
    pub is_all: bool,
    /// How much it is, why, and how to see it.
    pub sentence: String,
}

/// What the node's document names and the tree does not show under it; `None` where it shows all.
#[must_use]
pub fn left_out(inspection: &Inspection, id: NodeId) -> Option<LeftOut> {
    let Inspection { blobs, tree, .. } = inspection;
    let node = tree.get(id)?;
    let named = blobs.get(node.blob?)?.descriptors().count();
    let missing = named.checked_sub(node.held.len()).filter(|missing| *missing > 0)?;
    let is_all = node.held.is_empty();
    if node.role == Role::Subject {
        let sentence =
            "It is an image of its own: what it names hangs under its own row of the tree.".to_owned();
        return Some(LeftOut { is_all, sentence });
    }
    let is_ring =
        tree.ancestors(id).skip(1).any(|above| tree.get(above).is_some_and(|it| it.blob == node.blob));
    let why = if is_ring { "It stands under itself" } else { "The tree ends here" };
    let [blobs, are, them] = if missing == 1 { ["blob", "is", "it"] } else { ["blobs", "are", "them"] };
    let sentence = format!(
        "{why}: {} {blobs} that it names {are} neither shown nor verified. To see {them}, save it from Raw, start \
         over, and open it by itself.",
        grouped(missing as u64)
    );
    Some(LeftOut { is_all, sentence })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::HashAlgorithm;
    use crate::inspect::Origin;
    use crate::limits;
    use crate::session::{Arrival, DocumentsMsg, Model, Msg, update};
    use crate::verify::hash::digest_of;

    fn naming(inside: &str) -> String {
        let digest = digest_of(HashAlgorithm::Sha256, inside.as_bytes());
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{digest}","size":{}}}"#,
            inside.len()
        )
    }

    /// What is said of each node, from the top.
    fn said(documents: &[String]) -> Vec<Option<String>> {
        let mut model = Model::default();
        let arrival = |text: &String| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
        update(
            &mut model,
            Msg::Documents(DocumentsMsg::Add {
                arrivals: documents.iter().map(arrival).collect(),
                pin: None,
            }),
        );
        let inspection = &model.inspection;
        inspection.tree.iter().map(|(id, _)| left_out(inspection, id).map(|it| it.sentence)).collect()
    }

    fn index(entries: &str) -> String {
        format!(r#"{{"schemaVersion":2,"manifests":[{entries}]}}"#)
    }

    #[test]
    fn the_node_where_the_tree_ends_says_so() {
        let mut documents = vec![index(&[naming("a"), naming("b")].join(","))];
        for _ in 0..limits::INDEX_DEPTH {
            documents.push(index(&naming(documents.last().unwrap())));
        }
        let said = said(&documents);
        let (last, others) = said.split_last().unwrap();
        assert_eq!(others, vec![None; limits::INDEX_DEPTH], "all that these name is shown");
        let last = last.as_deref().unwrap();
        assert!(last.starts_with("The tree ends here: 2 blobs that it names are neither"), "{last}");
    }

    #[test]
    fn a_subject_is_an_image_of_its_own() {
        let subject = index(&naming("a"));
        let referrer = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","subject":{}}}"#,
            naming(&subject)
        );
        let said = said(&[referrer, subject]);
        let told: Vec<bool> = said.iter().map(Option::is_some).collect();
        assert_eq!(
            told,
            [false, true, false, false],
            "the referrer, its subject, and that again with its entry"
        );
    }
}
