//! Docker's schema 1: retired, and with a digest over something other than its bytes.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::codes::{
    DIGEST_ABSENT, DIGEST_MALFORMED, LAYERS_ABSENT, SCHEMA1_HISTORY_DIFFERS, SCHEMA1_PAYLOAD_BROKEN,
    SCHEMA1_RETIRED, SCHEMA1_SIGNED_DIGEST,
};
use super::digest;
use super::member::{Shape, expect, missing, opening, present};
use super::report::Report;
use crate::image::digest::Registered;
use crate::image::schema1::Schema1;
use crate::json::{Value, read};
use crate::limits;
use crate::text::quote::Count;
use crate::verify::hash;

/// JWS has the alphabet for URLs and no padding.
const BASE64: GeneralPurpose = URL_SAFE_NO_PAD;

pub(super) fn check(report: &mut Report<'_>, bytes: &[u8], root: Value<'_>, manifest: &Schema1) {
    report.add(&SCHEMA1_RETIRED, opening(root), || {
        "This is a manifest of Docker's schema 1: containerd since 2.0 and Docker since 26 don't pull it unless \
         told to, and registries stop taking it. Pull it with an older client or Skopeo, and push it again."
            .to_owned()
    });
    let layers = expect(report, root, "fsLayers", Shape::Array);
    if present(root, "fsLayers").is_none() {
        missing(report, &LAYERS_ABSENT, root, "fsLayers", |is| format!("{is}, which is required."));
    }
    for layer in layers.into_iter().flat_map(Value::items) {
        match expect(report, layer, "blobSum", Shape::Text) {
            Some(sum) => digest::check_text(report, &DIGEST_MALFORMED, sum),
            None if present(layer, "blobSum").is_some() => {}
            None => missing(report, &DIGEST_ABSENT, layer, "blobSum", |is| {
                format!("{is} in this layer: nothing can be fetched or verified by it.")
            }),
        }
    }
    let history = expect(report, root, "history", Shape::Array);
    let count = layers.into_iter().flat_map(Value::items).count();
    if count != manifest.history && !report.is_cut_off(root) {
        let place = root.get("history").or(history).or(layers);
        let span = place.map_or_else(|| opening(root), Value::span);
        report.add(&SCHEMA1_HISTORY_DIFFERS, span, || {
            format!(
                "There are {} and {} of history; they must be as many.",
                Count(count, "layer"),
                Count(manifest.history, "step")
            )
        });
    }
    if let Some(signatures) = present(root, "signatures").filter(|_| manifest.signatures > 0) {
        check_signed(report, bytes, signatures);
    }
}

fn check_signed(report: &mut Report<'_>, bytes: &[u8], signatures: Value<'_>) {
    match payload_of(bytes, signatures) {
        Some(payload) if payload.len() <= limits::HASH_ON_MAIN_THREAD_BYTES => {
            let digest = hash::digest_of(Registered::Sha256, &payload);
            report.add(&SCHEMA1_SIGNED_DIGEST, signatures.span(), || {
                format!(
                    "A registry names this manifest by the digest of its payload, which is these \
                    bytes without the signatures: {}, {digest}. The digest of the bytes as they stand \
                    is another.",
                    Count(payload.len(), "byte")
                )
            });
        }
        Some(_) => report.add(&SCHEMA1_SIGNED_DIGEST, signatures.span(), || {
            "A registry names this manifest by the digest of its payload, which is these bytes without \
             the signatures. The digest of the bytes as they stand is another."
                .to_owned()
        }),
        None => report.add(&SCHEMA1_PAYLOAD_BROKEN, signatures.span(), || {
            "The signatures don't say what they sign (“protected” with “formatLength” and \
             “formatTail”), so the digest by which a registry names this can't be computed."
                .to_owned()
        }),
    }
}

/// What the signed schema 1 manifest `root` signs, which a registry's digest of it is over; `None` where
/// it has no signatures, or they don't say what they sign.
#[must_use]
pub fn payload(bytes: &[u8], root: Value<'_>) -> Option<Vec<u8>> {
    payload_of(bytes, root.get("signatures")?)
}

/// What is signed: the first `formatLength` bytes, and `formatTail` behind them.
///
/// As `ParsePrettySignature` of docker/libtrust, `jsonsign.go`.
fn payload_of(bytes: &[u8], signatures: Value<'_>) -> Option<Vec<u8>> {
    let protected = signatures.items().next()?.get("protected")?.as_str()?;
    let header = BASE64.decode(protected.as_bytes()).ok()?;
    let reading = read(&header);
    let header = reading.root(&header)?;
    let length = usize::try_from(header.get("formatLength")?.as_i64()?).ok()?;
    let tail = BASE64.decode(header.get("formatTail")?.as_str()?.as_bytes()).ok()?;
    let mut payload = bytes.get(..length)?.to_vec();
    payload.extend_from_slice(&tail);
    Some(payload)
}
