//! Docker's schema 1: what its signatures are over, which registries name the manifest by.

use crate::json::{self, Value, ValueKind};
use crate::limits;

/// A schema 1 manifest without its signatures, in one line: the payload, but for its layout. `None` for any other
/// document.
///
/// The signatures say how many bytes of the document they are over. Where it was written again that leads nowhere,
/// and the payload is what the other members are, as Docker laid them out.
pub(super) fn without_signatures(bytes: &[u8]) -> Option<Vec<u8>> {
    // A look for what each has spares all others another reading.
    memchr::memmem::find(bytes, b"\"fsLayers\"").filter(|_| bytes.len() <= limits::MANIFEST_BYTES)?;
    let reading = json::read(bytes);
    let root = reading.root(bytes).filter(|_| reading.is_json())?;
    let has_list = |key: &str| root.get(key).is_some_and(|value| value.kind() == ValueKind::Array);
    let is_signed = has_list(SIGNATURES) && has_list("fsLayers");
    if !is_signed || root.get("schemaVersion").and_then(Value::as_i64) != Some(1) {
        return None;
    }
    Some(json::without(root, &[SIGNATURES]))
}

const SIGNATURES: &str = "signatures";
