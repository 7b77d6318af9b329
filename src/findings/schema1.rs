//! Docker's schema 1: retired, and with a digest over something other than its bytes.

use super::codes::{
    DIGEST_ABSENT, DIGEST_MALFORMED, LAYERS_ABSENT, SCHEMA1_HISTORY_DIFFERS, SCHEMA1_PAYLOAD_BROKEN,
    SCHEMA1_RETIRED, SCHEMA1_SIGNED_DIGEST,
};
use super::digest;
use super::member::{Shape, expect, missing, opening, present};
use super::part;
use super::report::Report;
use crate::image::digest::HashAlgorithm;
use crate::image::schema1::Schema1;
use crate::image::signed::{PayloadError, payload};
use crate::json::Value;
use crate::limits;
use crate::text::quote::Count;
use crate::verify::hash;

pub(super) async fn check(report: &mut Report<'_>, bytes: &[u8], root: Value<'_>, manifest: &Schema1) {
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
        report.judged(layer).await;
        if !part::is_read(report, "fsLayers", layer) {
            continue;
        }
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
        check_signed(report, bytes, root, signatures).await;
    }
}

async fn check_signed(report: &mut Report<'_>, bytes: &[u8], root: Value<'_>, signatures: Value<'_>) {
    match payload(bytes, root, report.pace()).await {
        Ok(payload) if payload.len() <= limits::HASH_ON_MAIN_THREAD_BYTES => {
            let digest = hash::digest_of(HashAlgorithm::Sha256, &payload);
            report.add(&SCHEMA1_SIGNED_DIGEST, signatures.span(), || {
                format!(
                    "A registry names this manifest by the digest of its payload, which is these \
                    bytes without the signatures: {}, {digest}. The digest of the bytes as they stand \
                    is another. The signatures themselves are not verified here.",
                    Count(payload.len(), "byte")
                )
            });
        }
        Ok(_) => report.add(&SCHEMA1_SIGNED_DIGEST, signatures.span(), || {
            "A registry names this manifest by the digest of its payload, which is these bytes without \
             the signatures. The digest of the bytes as they stand is another. The signatures themselves are not verified here."
                .to_owned()
        }),
        Err(PayloadError::NotTold) => report.add(&SCHEMA1_PAYLOAD_BROKEN, signatures.span(), || {
            "The signatures don't say what they sign (“protected” with “formatLength” and \
             “formatTail”), so the digest by which a registry names this can't be computed."
                .to_owned()
        }),
        Err(PayloadError::NotAll) => report.add(&SCHEMA1_PAYLOAD_BROKEN, signatures.span(), || {
            "The manifest says more, or something else, than what its signatures are over: the digest of that proves \
             nothing of the rest."
                .to_owned()
        }),
    }
}
