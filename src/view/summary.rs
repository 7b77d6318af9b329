//! The line above the tree: what is on the screen, in short; and the page's title.

use crate::inspect::{Blob, NodeId, Origin, Totals, label};
use crate::session::{EXAMPLES, Inspection, Model};
use crate::text::size::grouped;

/// What there is to say of the image that the chosen node is a part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What the user knows it by: the example's title, the file's name, or else its kind.
    pub name: String,
    /// What it is, where the name does not say so.
    pub kind: Option<&'static str>,
    /// Its sizes, and how many of its blobs are verified.
    pub totals: Totals,
    /// The image's place among the documents that hang under no other, from 1, and how many there are.
    pub place: (usize, usize),
}

/// What the blobs of an image come to, by the weakest of those that were compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Bytes are not what they should be.
    Mismatch,
    /// Of some no size is stated that can be read.
    SizeUnknown,
    /// Some agree with a digest that came along with them.
    Agrees,
    /// All are verified.
    Verified,
    /// All that were compared are verified, and some were not compared: their bytes are not here.
    Partly,
    /// None was compared.
    Nothing,
}

impl Standing {
    /// Of these.
    #[must_use]
    pub const fn of(totals: &Totals) -> Self {
        match totals {
            Totals { mismatched: 1.., .. } | Totals { unvouched: 1.., .. } => Self::Mismatch,
            Totals { size_unknown: 1.., .. } => Self::SizeUnknown,
            Totals { agreeing: 1.., .. } => Self::Agrees,
            Totals { verified: 1.., blobs, .. } if totals.verified < *blobs => Self::Partly,
            Totals { verified: 1.., .. } => Self::Verified,
            _ => Self::Nothing,
        }
    }

    /// A sign of one character, as [`crate::verify::Verification::sign`] has it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Mismatch => "✕",
            Self::SizeUnknown => "≈",
            Self::Agrees => "=",
            Self::Verified => "✓",
            Self::Partly => "◔",
            Self::Nothing => "○",
        }
    }

    /// A word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mismatch => "mismatch",
            Self::SizeUnknown => "not all verified: sizes unknown",
            Self::Agrees => "not all verified: some only agree with a digest that came along",
            Self::Verified => "verified",
            Self::Partly => "verified in part",
            Self::Nothing => "nothing verified",
        }
    }
}

/// How many blobs are verified, in words, and how the others that were compared turned out.
#[must_use]
pub fn proved(totals: &Totals) -> String {
    let Totals { verified, size_unknown, agreeing, mismatched, unvouched, blobs, .. } = totals;
    let mut words = format!("{} of {} verified", grouped(*verified as u64), count(*blobs, "blob", "blobs"));
    let also: [(usize, &str, &str); 4] = [
        (*agreeing, "agrees with a digest that came along", "agree with digests that came along"),
        (*size_unknown, "by its digest alone", "by their digests alone"),
        (*mismatched, "mismatch", "mismatches"),
        (*unvouched, "named by a wrong document alone", "named by wrong documents alone"),
    ];
    for (number, one, many) in also.into_iter().filter(|(number, ..)| *number > 0) {
        words.push_str(&format!(", {}", count(number, one, many)));
    }
    words
}

/// A number with its noun.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number as u64), if number == 1 { one } else { many })
}

/// The summary of the image whose root is `root`; it takes a look at each of its nodes.
#[must_use]
pub fn summary(inspection: &Inspection, root: NodeId) -> Option<Summary> {
    let Inspection { blobs, tree, .. } = inspection;
    let node = tree.get(root)?;
    if let Some(layer) = node.layer.and_then(|layer| blobs.layers.get(layer)) {
        let name = layer.name.rsplit('/').next().unwrap_or_default().to_owned();
        return Some(Summary {
            name,
            kind: Some("layer"),
            totals: inspection.totals(root),
            place: place(inspection, root),
        });
    }
    let blob = blobs.get(node.blob?)?;
    let kind = blob.document.name();
    let known_by = known_by(blob);
    Some(Summary {
        kind: known_by.is_some().then_some(kind),
        name: known_by.unwrap_or_else(|| label(blobs, tree, root).name),
        totals: inspection.totals(root),
        place: place(inspection, root),
    })
}

/// What a root is called among several: what the user knows it by, with what it is.
#[must_use]
pub fn root_name(inspection: &Inspection, root: NodeId) -> String {
    let Inspection { blobs, tree, .. } = inspection;
    let kind = label(blobs, tree, root);
    let blob = tree.get(root).and_then(|node| blobs.get(node.blob?));
    match blob.and_then(known_by) {
        Some(known) => format!("{known} · {} · {}", kind.name, kind.what),
        None => format!("{} · {}", kind.name, kind.what),
    }
}

fn place(inspection: &Inspection, root: NodeId) -> (usize, usize) {
    let roots = inspection.tree.roots();
    let root = inspection.tree.ancestors(root).last().unwrap_or(root);
    (roots.binary_search(&root).unwrap_or(0) + 1, roots.len())
}

fn known_by(blob: &Blob) -> Option<String> {
    match &blob.origin {
        Origin::Example(path) => {
            let it = EXAMPLES.iter().find(|example| example.files.contains(&path.as_str()));
            it.map(|it| it.title.to_owned())
        }
        Origin::Registry(reference) => Some(reference.to_string()),
        Origin::File(path) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            // A file of an OCI layout is named by its digest, which is shown anyway.
            blob.claim.is_none().then(|| name.to_owned())
        }
        Origin::Archive { file, .. } => Some(file.rsplit('/').next().unwrap_or(file).to_owned()),
        _ => None,
    }
}

/// The title of the page: the chosen node, the document that it is a part of, and Bayplan.
#[must_use]
pub fn title(model: &Model) -> String {
    const PAGE: &str = "Bayplan";
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let Some(node) = model.selected else { return PAGE.to_owned() };
    let Some(root) = model.root() else { return PAGE.to_owned() };
    let of_root = label(blobs, tree, root).name;
    if node == root {
        return format!("{of_root} · {PAGE}");
    }
    let name = crate::text::escape::escaped(&label(blobs, tree, node).name);
    format!("{name} · {of_root} · {PAGE}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Arrival, DocumentsMsg, Msg, SelectMsg, update};

    const INDEX: &str = r#"{"schemaVersion":2,"manifests":[{"mediaType":
        "application/vnd.oci.image.manifest.v1+json","size":7,"platform":{"os":"linux","architecture":"arm\n64"},
        "digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}"#;

    fn opened(origin: Origin) -> Model {
        let mut model = Model::default();
        update(
            &mut model,
            Msg::Documents(DocumentsMsg::Add {
                arrivals: vec![Arrival { bytes: INDEX.as_bytes().into(), origin }],
                pin: None,
            }),
        );
        model
    }

    #[test]
    fn the_name_is_what_the_user_knows_it_by() {
        let digest = "b".repeat(64);
        for (origin, name, kind) in [
            (Origin::Paste, "OCI index", None),
            (Origin::File("a/b.json".to_owned()), "b.json", Some("OCI index")),
            (Origin::File(format!("blobs/sha256/{digest}")), "OCI index", None),
            (Origin::Example("of/no/list".to_owned()), "OCI index", None),
        ] {
            let model = opened(origin);
            let summary = summary(&model.inspection, model.root().unwrap()).unwrap();
            assert_eq!((summary.name.as_str(), summary.kind), (name, kind));
            assert_eq!((summary.place, summary.totals.platforms), ((1, 1), 1));
        }
    }

    #[test]
    fn the_title_follows_the_choice() {
        assert_eq!(title(&Model::default()), "Bayplan");
        let mut model = opened(Origin::Paste);
        assert_eq!(title(&model), "OCI index · Bayplan");
        let entry = model.inspection.tree.iter().nth(1).unwrap().0;
        update(&mut model, Msg::Select(SelectMsg::Node(entry)));
        assert_eq!(title(&model), "linux/arm\\n64 · OCI index · Bayplan");
    }
}
