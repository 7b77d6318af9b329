//! Layers that bring a table of contents, written by hand: no tool for them is needed.
//!
//! - eStargz: <https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md>
//! - zstd:chunked: <https://github.com/containers/storage/blob/main/pkg/chunked/internal/minimal/compression.go>

use serde_json::{Value, json};

use super::image::{Blob, tar};

/// What an archive ends with.
const END: usize = 1024;

/// A layer with its table.
pub struct Packed {
    /// The layer as it is stored.
    pub layer: Blob,
    /// What its descriptor says that it is.
    pub media_type: &'static str,
    /// The digest of what it unpacks to.
    pub diff_id: String,
    /// The annotations of its descriptor.
    pub annotations: Value,
}

/// The table: it names a file more than the layer has, so that it is seen which of both is shown.
fn table(name: &str, text: &str) -> String {
    json!({ "version": 1, "entries": [
        { "name": name, "type": "reg", "size": text.len(), "mode": 0o644 },
        { "name": "only-in-table", "type": "reg", "size": 5, "offset": 7, "mode": 0o644 },
    ] })
    .to_string()
}

/// A layer of one file, as stargz-snapshotter writes it.
pub fn stargz(name: &str, text: &str) -> Packed {
    let table = table(name, text);
    let mut file = tar(name, text);
    file.truncate(file.len() - END);
    let index = tar("stargz.index.json", &table);
    let mut layer = gzip(&file);
    let from = layer.len();
    layer.extend(gzip(&index));
    layer.extend(b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x1a\0SG\x16\0");
    layer.extend(format!("{from:016x}STARGZ").bytes());
    layer.extend(b"\x01\0\0\xff\xff\0\0\0\0\0\0\0\0");
    Packed {
        layer: Blob::new(layer),
        media_type: "application/vnd.oci.image.layer.v1.tar+gzip",
        diff_id: Blob::new([file, index].concat()).digest,
        annotations: json!({ "containerd.io/snapshot/stargz/toc.digest": Blob::new(table).digest }),
    }
}

/// A layer of one file, as Podman writes it.
pub fn chunked(name: &str, text: &str) -> Packed {
    let file = tar(name, text);
    let table = table(name, text);
    let packed = zstd(table.as_bytes());
    let mut layer = zstd(&file);
    let from = layer.len() + 8;
    layer.extend(skippable(&packed));
    let numbers = [from, packed.len(), table.len(), 1, 0, 0, 0].map(|number| (number as u64).to_le_bytes());
    layer.extend(skippable(&[&numbers.concat()[..], b"GNUlInUx"].concat()));
    let position = format!("{from}:{}:{}:1", packed.len(), table.len());
    Packed {
        layer: Blob::new(layer),
        media_type: "application/vnd.oci.image.layer.v1.tar+zstd",
        diff_id: Blob::new(file).digest,
        annotations: json!({
            "io.github.containers.zstd-chunked.manifest-position": position,
            "io.github.containers.zstd-chunked.manifest-checksum": Blob::new(packed).digest,
        }),
    }
}

/// A member of gzip that is stored and not compressed. RFC 1951 and 1952.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut member = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    let mut pieces = bytes.chunks(0xffff).peekable();
    while let Some(piece) = pieces.next() {
        let length = u16::try_from(piece.len()).unwrap_or(u16::MAX);
        member.push(u8::from(pieces.peek().is_none()));
        member.extend(length.to_le_bytes());
        member.extend((!length).to_le_bytes());
        member.extend(piece);
    }
    member.extend(crc32(bytes).to_le_bytes());
    member.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    member
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

/// A frame of Zstandard with one raw block. RFC 8878, section 3.1.1.
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mut frame = b"\x28\xb5\x2f\xfd\xa0".to_vec();
    frame.extend(length.to_le_bytes());
    frame.extend(length.wrapping_shl(3).wrapping_add(1).to_le_bytes().into_iter().take(3));
    frame.extend(bytes);
    frame
}

/// A skippable frame. RFC 8878, section 3.1.2.
fn skippable(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    [b"\x50\x2a\x4d\x18", &length[..], bytes].concat()
}
