//! Documents as text, of any size.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::verify::hash::digest_of;

pub const INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
pub const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";

/// A digest that belongs to nothing.
pub fn digest(of: usize) -> String {
    format!("sha256:{:064x}", of as u128 * 0x9e37_79b9_7f4a_7c15 + 1)
}

/// The digest of these bytes.
pub fn real(bytes: &[u8]) -> String {
    digest_of(HashAlgorithm::Sha256, bytes).to_string()
}

/// `count` items with commas between them.
pub fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

pub fn descriptor(media_type: &str, digest: &str, size: usize) -> String {
    format!(r#"{{"mediaType":"{media_type}","digest":"{digest}","size":{size}}}"#)
}

/// A descriptor of these bytes.
pub fn of(media_type: &str, bytes: &str) -> String {
    descriptor(media_type, &real(bytes.as_bytes()), bytes.len())
}

/// A descriptor that embeds these bytes.
pub fn embedding(media_type: &str, bytes: &str) -> String {
    let data = STANDARD.encode(bytes);
    let own = descriptor(media_type, &real(bytes.as_bytes()), bytes.len());
    format!(r#"{},"data":"{data}"}}"#, own.trim_end_matches('}'))
}

pub fn index(entries: &str) -> String {
    format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[{entries}]}}"#)
}

pub fn manifest(config: &str, layers: &str) -> String {
    format!(r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{config},"layers":[{layers}]}}"#)
}

/// A config of so many layers, with a history, that is unlike all with another number.
pub fn config(number: usize, layers: usize) -> String {
    let history = list(layers, |at| format!(r#"{{"created_by":"RUN make {at}"}}"#));
    let diff_ids = list(layers, |at| format!("\"{}\"", digest(at)));
    format!(
        r#"{{"architecture":"amd64","os":"linux","author":"{number}","history":[{history}],"rootfs":{{"type":"layers","diff_ids":[{diff_ids}]}}}}"#
    )
}

/// A small manifest that is unlike all with another number, and names what is not here.
pub fn small_manifest(number: usize) -> String {
    manifest(&descriptor(CONFIG, &digest(number), 700), &descriptor(LAYER, &digest(number + 1), 9000))
}

/// An entry with a platform that no other number has.
pub fn entry(number: usize) -> String {
    let own = descriptor(MANIFEST, &digest(number), 500);
    let platform = format!(r#"{{"os":"linux","architecture":"arm64","variant":"v{number}"}}"#);
    format!(r#"{},"platform":{platform}}}"#, own.trim_end_matches('}'))
}

/// An entry that leads to these bytes.
pub fn entry_of(number: usize, bytes: &str) -> String {
    let own = of(MANIFEST, bytes);
    let platform = format!(r#"{{"os":"linux","architecture":"amd64","os.version":"{number}"}}"#);
    format!(r#"{},"platform":{platform}}}"#, own.trim_end_matches('}'))
}

pub fn paste(text: String) -> (Vec<u8>, Origin) {
    (text.into_bytes(), Origin::Paste)
}

/// A file of an OCI layout, under the name of a digest.
pub fn file(digest: &str, bytes: Vec<u8>) -> (Vec<u8>, Origin) {
    let name = format!("image/blobs/{}", digest.replace(':', "/"));
    (bytes, Origin::File(name))
}
