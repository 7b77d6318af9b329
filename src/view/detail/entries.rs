//! The entries of an index, and the parts of a manifest.

use crate::image::document::Content;
use crate::inspect::{NodeId, Role, Step, Totals, label, totals};
use crate::session::Inspection;
use crate::sorting::sorted_by;
use crate::text::size::{decimal, grouped};

/// The nodes of an index's entries in the order of the document, attestations too, which hang elsewhere
/// in the tree.
#[must_use]
pub fn entries(inspection: &Inspection, id: NodeId) -> Vec<NodeId> {
    let tree = &inspection.tree;
    let children = |id: NodeId| tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let own = children(id).iter();
    let below = own.clone().flat_map(|child| children(*child));
    let entries: Vec<(u32, NodeId)> = own
        .chain(below)
        .filter_map(|child| {
            let node = tree.get(*child).filter(|node| node.holder == Some(id))?;
            match node.step {
                Some(Step::Entry(at)) => Some((at, *child)),
                _ => None,
            }
        })
        .collect();
    // Only attestations stand elsewhere than in the order of the document.
    let entries = if entries.is_sorted() { entries } else { sorted_by(entries, Ord::cmp) };
    entries.into_iter().map(|(_, node)| node).collect()
}

/// A column of the table of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The platform, or what else the entry is called.
    Platform,
    /// The digest.
    Digest,
    /// The bytes of the document.
    Document,
    /// The bytes of the image.
    Image,
    /// What was proved of the document.
    State,
}

/// How the entries are ordered, where not as the document has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub column: Column,
    /// The last first.
    pub descending: bool,
}

impl Order {
    /// The order after a press on the head of `column`: up, down, and as the document has it again.
    #[must_use]
    pub fn pressed(before: Option<Self>, column: Column) -> Option<Self> {
        match before {
            Some(Self { column: same, descending }) if same == column => {
                (!descending).then_some(Self { column, descending: true })
            }
            _ => Some(Self { column, descending: false }),
        }
    }
}

/// The entries in this order; those that are alike stay as the document has them.
#[must_use]
pub fn ordered(inspection: &Inspection, entries: Vec<NodeId>, order: Option<Order>) -> Vec<NodeId> {
    let Some(Order { column, descending }) = order else { return entries };
    let key = |id: NodeId| -> (Option<u64>, String) {
        let Some(node) = inspection.tree.get(id) else { return (None, String::new()) };
        match column {
            Column::Platform => (None, label(&inspection.blobs, &inspection.tree, id).name),
            Column::Digest => (None, node.stated_digest().map(ToString::to_string).unwrap_or_default()),
            Column::Document => (node.stated_size(), String::new()),
            Column::Image => (image_bytes(inspection, id), String::new()),
            Column::State => (None, node.state.word().to_owned()),
        }
    };
    let keyed: Vec<((Option<u64>, String), usize, NodeId)> =
        entries.into_iter().enumerate().map(|(at, id)| (key(id), at, id)).collect();
    let keyed = sorted_by(keyed, |(one, at, _), (other, later, _)| {
        let by_key = if descending { other.cmp(one) } else { one.cmp(other) };
        by_key.then(at.cmp(later))
    });
    keyed.into_iter().map(|(.., id)| id).collect()
}

/// The bytes that a row of the tree tells, and what they are: of an image, what is pulled for it; of all else, its own.
#[must_use]
pub fn row_bytes(inspection: &Inspection, id: NodeId, own: Option<u64>) -> Option<(u64, &'static str)> {
    let Inspection { blobs, tree, .. } = inspection;
    let node = tree.get(id)?;
    let document = node.blob.and_then(|blob| blobs.get(blob)).map(|blob| &blob.document.content);
    let few = |id: NodeId| tree.get(id).is_some_and(|node| node.children.len() <= ROW_PARTS);
    let whole = match document {
        Some(Content::Manifest(_)) if few(id) => image_bytes(inspection, id),
        // Each row takes a look at all under it.
        Some(Content::Index(_)) if tree.len() <= ROW_NODES => Some(totals(blobs, tree, id).distinct_bytes),
        _ => None,
    };
    match whole {
        Some(bytes) => Some((bytes, "with all that it names, as stated")),
        None => own.map(|bytes| (bytes, "this document alone")),
    }
}

/// Parts of a manifest, and nodes of a tree, that are added up for a row.
const ROW_PARTS: usize = 1_000;
const ROW_NODES: usize = 2_000;

/// The config and the layers of a manifest, as they stand in the tree.
#[must_use]
pub fn parts(inspection: &Inspection, id: NodeId) -> Vec<NodeId> {
    let children = inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let is_part = |id: &NodeId| {
        inspection.tree.get(*id).is_some_and(|node| matches!(node.role, Role::Config | Role::Layer(_)))
    };
    children.iter().copied().filter(is_part).collect()
}

/// The bytes that are pulled for a manifest: its own, its config's and its layers', as stated; `None` where
/// it is not here, so that what it names is not known.
#[must_use]
pub fn image_bytes(inspection: &Inspection, id: NodeId) -> Option<u64> {
    let size = |id: &NodeId| inspection.tree.get(*id)?.stated_size();
    let parts = parts(inspection, id);
    let named = (!parts.is_empty()).then(|| parts.iter().filter_map(size).fold(0, u64::saturating_add))?;
    Some(named.saturating_add(size(&id).unwrap_or(0)))
}

/// How many entries there are, in words.
#[must_use]
pub fn entry_count(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{} entries", grouped(count as u64)) }
}

/// What all that an index names comes to, as far as the manifests are here.
#[must_use]
pub fn sums(totals: &Totals) -> String {
    let mut words = format!("{} in all", decimal(totals.bytes));
    if totals.distinct_bytes != totals.bytes {
        let shared = match totals.shared_layers {
            0 => String::new(),
            1 => ", 1 layer shared".to_owned(),
            more => format!(", {more} layers shared"),
        };
        words += &format!(" · {} with each blob counted once{shared}", decimal(totals.distinct_bytes));
    }
    if totals.not_loaded > 0 {
        let hold = if totals.not_loaded == 1 { "holds" } else { "hold" };
        words += &format!(" · what {} of them {hold} is not known yet", grouped(totals.not_loaded as u64));
    }
    words
}

/// What part `bytes` are of `whole`, in percent.
#[must_use]
pub fn percent(bytes: u64, whole: u64) -> u8 {
    let percent = (u128::from(bytes) * 100).checked_div(u128::from(whole)).unwrap_or(0);
    u8::try_from(percent).unwrap_or(100).min(100)
}
