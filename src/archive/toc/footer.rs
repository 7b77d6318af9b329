//! Where a layer's table of contents stands.

use crate::image::annotations::Annotations;
use crate::image::digest::Digest;
use crate::limits;

/// How the table is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// eStargz: a tar with one file, in a member of gzip.
    GzipTar,
    /// zstd:chunked: a frame of Zstandard, inside of a skippable one.
    Zstd,
}

/// Where the table stands in the compressed layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TablePlace {
    /// Bytes of the layer before it.
    pub from: u64,
    /// Its bytes.
    pub length: u64,
    /// How it is packed.
    pub packing: Packing,
}

/// What a descriptor's annotations promise of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The digest of its JSON (eStargz).
    Unpacked(Digest),
    /// The digest of its bytes in the layer (zstd:chunked).
    Packed(Digest),
}

/// The longest of the footers: zstd:chunked's 64 bytes in a skippable frame.
const FOOTER: u64 = 72;

/// eStargz's footer is a member of gzip with nothing in it but an extra field: 51 bytes, or 47 in the older form.
const GZIP_FOOTERS: [(usize, &[u8]); 2] =
    [(51, b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x1a\0SG\x16\0"), (47, b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x16\0")];

/// As Podman writes it today, and as it did in 2022.
const ZSTD_MAGICS: [&[u8]; 2] = [b"GNUlInUx", b"GnUlInUx"];

/// The last bytes of a layer of `size` bytes: the first of them, and their number. `None` for one that is
/// shorter than any footer.
#[must_use]
pub fn footer_range(size: u64) -> Option<(u64, u64)> {
    (size >= FOOTER).then(|| (size - FOOTER, FOOTER))
}

/// Reads the last bytes of a layer of `size` bytes; `None` where it has no table.
#[must_use]
pub fn place(footer: &[u8], size: u64) -> Option<TablePlace> {
    gzip(footer, size).or_else(|| zstd(footer)).and_then(|place| sound(place, size))
}

fn gzip(footer: &[u8], size: u64) -> Option<TablePlace> {
    for (length, magic) in GZIP_FOOTERS {
        let own = footer.get(footer.len().checked_sub(length)?..)?;
        let Some(rest) = own.strip_prefix(magic) else { continue };
        let (digits, rest) = rest.split_at_checked(16)?;
        if !rest.starts_with(b"STARGZ") || !digits.iter().all(u8::is_ascii_hexdigit) {
            continue;
        }
        let from = u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        let length = size.checked_sub(from)?.checked_sub(length as u64)?;
        return Some(TablePlace { from, length, packing: Packing::GzipTar });
    }
    None
}

/// Numbers of eight bytes, and the magic at the end: 40 bytes at first, 64 with the place of the tar-split data.
fn zstd(footer: &[u8]) -> Option<TablePlace> {
    let rest = ZSTD_MAGICS.iter().find_map(|magic| footer.strip_suffix(*magic))?;
    for length in [56_usize, 32] {
        let Some(start) = rest.len().checked_sub(length + 8) else { continue };
        let (header, numbers) = rest.get(start..)?.split_at_checked(8)?;
        let frame = u32::try_from(length + 8).ok()?.to_le_bytes();
        if header.get(..4)? != b"\x50\x2a\x4d\x18" || header.get(4..)? != frame {
            continue;
        }
        let number = |at: usize| {
            let bytes = numbers.get(at * 8..at * 8 + 8)?;
            Some(bytes.iter().rev().fold(0_u64, |value, byte| value << 8 | u64::from(*byte)))
        };
        return Some(TablePlace { from: number(0)?, length: number(1)?, packing: Packing::Zstd });
    }
    None
}

/// Reads where the table stands from the annotations of the layer's descriptor, which saves a request; only
/// zstd:chunked states it there. `size` is the layer's.
#[must_use]
pub fn place_of(annotations: &Annotations, size: u64) -> Option<TablePlace> {
    // offset:length:uncompressed length:type
    let text = chunked(annotations, "manifest-position")?;
    let mut numbers = text.split(':').map(|number| number.parse::<u64>().ok());
    let (from, length) = (numbers.next()??, numbers.next()??);
    sound(TablePlace { from, length, packing: Packing::Zstd }, size)
}

/// What the annotations of the layer's descriptor promise of its table.
#[must_use]
pub fn promise(annotations: &Annotations) -> Option<Promise> {
    let digest = |key| Digest::parse(annotations.get(key)?).ok();
    digest("containerd.io/snapshot/stargz/toc.digest")
        .map(Promise::Unpacked)
        .or_else(|| Some(Promise::Packed(Digest::parse(chunked(annotations, "manifest-checksum")?).ok()?)))
}

/// An annotation of zstd:chunked, as it is called today, or as it was in 2022.
fn chunked<'a>(annotations: &'a Annotations, name: &str) -> Option<&'a str> {
    let prefixes = ["io.github.containers.zstd-chunked.", "io.containers.zstd-chunked."];
    prefixes.iter().find_map(|prefix| annotations.get(&format!("{prefix}{name}")))
}

/// A table must lie in its layer, and be no larger than is read.
fn sound(place: TablePlace, size: u64) -> Option<TablePlace> {
    let end = place.from.checked_add(place.length)?;
    (place.length > 0 && end <= size && place.length <= limits::TABLE_BYTES as u64).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stargz(legacy: bool, from: u64) -> Vec<u8> {
        let (length, magic) = GZIP_FOOTERS[usize::from(legacy)];
        let mut footer = [magic, format!("{from:016x}STARGZ").as_bytes()].concat();
        footer.resize(length, 0);
        footer
    }

    fn chunked_footer(numbers: &[u64]) -> Vec<u8> {
        let length = u32::try_from(numbers.len() * 8 + 8).unwrap();
        let numbers: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        [b"\x50\x2a\x4d\x18", &length.to_le_bytes()[..], &numbers, ZSTD_MAGICS[0]].concat()
    }

    #[test]
    fn footers() {
        let in_front = [7; 100];
        for (footer, expected) in [
            (stargz(false, 500), Some((500, 10_000 - 500 - 51, Packing::GzipTar))),
            (stargz(true, 500), Some((500, 10_000 - 500 - 47, Packing::GzipTar))),
            (chunked_footer(&[500, 90, 700, 1, 600, 5, 9]), Some((500, 90, Packing::Zstd))),
            (chunked_footer(&[500, 90, 700, 1]), Some((500, 90, Packing::Zstd))),
            // Out of the layer, or nothing.
            (stargz(false, 10_000), None),
            (chunked_footer(&[9_990, 90, 700, 1]), None),
            (chunked_footer(&[u64::MAX, 90, 700, 1]), None),
            (chunked_footer(&[500, 0, 700, 1]), None),
            (vec![0; 80], None),
        ] {
            let found = place(&[&in_front[..], &footer].concat(), 10_000);
            assert_eq!(found.map(|place| (place.from, place.length, place.packing)), expected);
        }
        assert_eq!(footer_range(10_000), Some((9928, 72)));
        assert_eq!(footer_range(71), None);
    }

    proptest! {
        #[test]
        fn any_footer(footer in proptest::collection::vec(any::<u8>(), 0..100), size: u64) {
            let _ = (place(&footer, size), place(&[&footer[..], ZSTD_MAGICS[1]].concat(), size));
        }
    }
}
