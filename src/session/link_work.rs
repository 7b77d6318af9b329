//! What a link costs: all that the page does for it draws from one figure, [`limits::LINK_WORK`].

use super::inspection::Inspection;
use crate::limits;
use crate::share::MOST_SYMBOLS;

/// What a symbol of a link costs that is unpacked, in bytes that could be hashed in the time; what is random takes more.
const SYMBOL: u64 = 32;
/// What a document costs that is read, judged and shown, and each of its bytes.
const DOCUMENT: u64 = 4096;
/// See [`DOCUMENT`].
const BYTE: u64 = 4;
/// What a node of the tree costs.
const NODE: u64 = 64;

/// The most that all but explaining comes to. Each of it has a bound of its own, so that explaining alone is cut short.
const MOST_WITHOUT_EXPLAINING: u64 = MOST_SYMBOLS as u64 * SYMBOL
    + (limits::SHARE_DOCUMENTS + limits::EMBEDDED_DOCUMENTS) as u64 * DOCUMENT
    + (limits::SHARE_DOCUMENT_BYTES + limits::EMBEDDED_BYTES) as u64 * BYTE
    + limits::TREE_NODES as u64 * NODE;

const _: () = assert!(MOST_WITHOUT_EXPLAINING < limits::LINK_WORK);

/// What the documents of a link cost that were unpacked out of so many symbols and are in the tree.
pub(super) fn spent(symbols: usize, inspection: &Inspection) -> u64 {
    let documents = inspection.blobs.iter();
    let documents = documents.map(|(_, blob)| DOCUMENT + blob.size().saturating_mul(BYTE)).sum::<u64>();
    symbols as u64 * SYMBOL + documents + inspection.tree.len() as u64 * NODE
}
