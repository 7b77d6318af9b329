//! Streams as encoders write them, cut anywhere, joined, padded, broken.

use std::io::Write as _;
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::prelude::*;
use structured_zstd::encoding::{CompressionLevel, FrameCompressor};

use super::*;
use crate::limits;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut encoder: FrameCompressor = FrameCompressor::new(CompressionLevel::Fastest);
    encoder.set_content_checksum(true);
    encoder.compress_independent_frame(bytes)
}

fn skippable(content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u32).to_le_bytes();
    [&[0x5a, 0x2a, 0x4d, 0x18], length.as_slice(), content].concat()
}

/// Words that repeat, so that there is something to compress, and more of them than a window has.
fn text(length: usize) -> Vec<u8> {
    let mut seed = 1_u32;
    let mut text = Vec::new();
    while text.len() < length {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        write!(text, "{:x} ", seed >> 22).unwrap();
    }
    text.truncate(length);
    text
}

/// What comes out of these pieces, and how it ended.
fn unpack(mut decoder: Decoder, pieces: &[&[u8]]) -> (Vec<u8>, Result<Totals, CodecError>) {
    let mut out = Vec::new();
    for piece in pieces {
        let pushed = decoder.push(piece, &mut |made| {
            out.extend_from_slice(made);
            ControlFlow::Continue(())
        });
        if let Err(error) = pushed {
            assert_eq!(decoder.finish(), Err(error), "the first error stays");
            return (out, Err(error));
        }
    }
    let end = decoder.finish();
    (out, end)
}

fn whole(packed: &[u8]) -> (Vec<u8>, Result<Totals, Fault>) {
    let (out, end) = unpack(Decoder::new(Codec::of(packed)), &[packed]);
    (out, end.map_err(|error| error.fault))
}

#[test]
fn the_first_bytes_tell_the_codec() {
    for (first, codec, reason) in [
        (&b"\x1f\x8b\x08"[..], Codec::Gzip, "gzip"),
        (b"\x28\xb5\x2f\xfd", Codec::Zstd, "a frame"),
        (b"\x50\x2a\x4d\x18", Codec::Zstd, "the first skippable magic number"),
        (b"\x5f\x2a\x4d\x18\0", Codec::Zstd, "the last skippable magic number"),
        (b"\x60\x2a\x4d\x18\0", Codec::Plain, "one more"),
        (b"\x28\xb5\x2f", Codec::Plain, "cut off"),
        (b"\x1f", Codec::Plain, "cut off"),
        (b"etc/passwd", Codec::Plain, "a tar's first name"),
        (b"", Codec::Plain, "nothing"),
    ] {
        assert_eq!(Codec::of(first), codec, "{reason}");
    }
}

#[test]
fn members_and_frames_are_joined() {
    let (a, b) = (text(300_000), text(70_000));
    let both = [a.clone(), b.clone()].concat();
    for (packed, parts, padding, reason) in [
        (gzip(&both), 1, 0, "one member"),
        ([gzip(&a), gzip(&b)].concat(), 2, 0, "two members, as pigz writes them"),
        ([gzip(&a), gzip(b""), gzip(&b)].concat(), 3, 0, "an empty member, as eStargz ends with"),
        ([gzip(&both), vec![0; 700]].concat(), 1, 700, "padding, as gzip takes it"),
        (zstd(&both), 1, 0, "one frame"),
        ([zstd(&a), zstd(&b)].concat(), 2, 0, "two frames"),
        ([zstd(&a), skippable(&[7; 500]), zstd(&b)].concat(), 2, 0, "a skippable frame between"),
        ([skippable(b""), zstd(&both), skippable(b"toc")].concat(), 1, 0, "skippable frames around"),
        (both.clone(), 0, 0, "not compressed"),
    ] {
        let (out, end) = whole(&packed);
        assert!(out == both, "{reason}");
        let read = packed.len() as u64;
        assert_eq!(end, Ok(Totals { read, written: both.len() as u64, parts, padding }), "{reason}");
    }
}

#[test]
fn a_fault_is_told_and_what_came_before_is_kept() {
    let content = text(300_000);
    let (gz, zst) = (gzip(&content), zstd(&content));
    let flip = |packed: &[u8], at: usize| {
        let mut packed = packed.to_vec();
        packed[at] ^= 0x10;
        packed
    };
    let end = |packed: &[u8], back: usize| packed.len() - back;
    for (packed, fault, all, reason) in [
        (gz[..end(&gz, 1)].to_vec(), Fault::CutOff, true, "one byte of gzip's trailer is missing"),
        (gz[..1000].to_vec(), Fault::CutOff, false, "gzip cut off"),
        (flip(&gz, end(&gz, 5)), Fault::Checksum, true, "gzip's CRC-32 flipped"),
        (flip(&gz, end(&gz, 1)), Fault::Length, true, "gzip's length flipped"),
        ([&gz[..], b"\0\0x"].concat(), Fault::Trailing, true, "after gzip's padding"),
        ([&gz[..], b"trailing"].concat(), Fault::Trailing, true, "after gzip's last member"),
        (b"\x1f\x8b\x09\0".to_vec(), Fault::Header, false, "a method that is not deflate"),
        (b"\x1f\x8b\x08\xe0".to_vec(), Fault::Header, false, "flags that are reserved"),
        (zst[..end(&zst, 1)].to_vec(), Fault::CutOff, true, "one byte of zstd's checksum is missing"),
        (zst[..1000].to_vec(), Fault::CutOff, false, "zstd cut off"),
        (flip(&zst, end(&zst, 1)), Fault::Checksum, true, "zstd's checksum flipped"),
        ([&zst[..], b"trailing"].concat(), Fault::Trailing, true, "after zstd's last frame"),
        ([&zst[..], &[0; 8]].concat(), Fault::Trailing, true, "zstd has no padding"),
        (skippable(b"content")[..10].to_vec(), Fault::CutOff, false, "a skippable frame cut off"),
    ] {
        let (out, end) = whole(&packed);
        assert_eq!(end, Err(fault), "{reason}");
        assert!(content.starts_with(&out), "{reason}: what came out is not what went in");
        assert_eq!(out.len() == content.len(), all, "{reason}: {} bytes came out", out.len());
    }
}

#[test]
fn a_window_is_granted_up_to_the_bound() {
    // RFC 8878, 3.1.1.1.2: an exponent of 17 asks for 2^27 bytes, one of 18 for 2^28. An empty last block.
    let frame = |exponent: u8| [0x28, 0xb5, 0x2f, 0xfd, 0x00, exponent << 3, 0x01, 0, 0].to_vec();
    assert_eq!(whole(&frame(17)).1.map(|totals| totals.written), Ok(0));
    let asked = 1 << 28;
    assert_eq!(whole(&frame(18)).1, Err(Fault::Window { asked, bound: limits::ZSTD_WINDOW_BYTES }));
}

#[test]
fn a_bomb_stops_at_its_bound() {
    let zeros = vec![0; 4 << 20];
    let bounds = Bounds { written: 3 << 20, ratio: 100, free: 1 << 20 };
    for (packed, bounds, fault) in [
        (gzip(&zeros), bounds, Fault::Expansion { bound: 100 }),
        (zstd(&zeros), bounds, Fault::Expansion { bound: 100 }),
        (gzip(&zeros), Bounds { ratio: 2000, ..bounds }, Fault::TooLong { bound: 3 << 20 }),
        (zstd(&zeros), Bounds { free: 9 << 20, ..bounds }, Fault::TooLong { bound: 3 << 20 }),
        (zeros.clone(), bounds, Fault::TooLong { bound: 3 << 20 }),
    ] {
        let (out, end) = unpack(Decoder::within(Codec::of(&packed), bounds), &[&packed]);
        let error = end.unwrap_err();
        assert_eq!(error.fault, fault);
        assert!(error.is_bound());
        assert!(out.len() as u64 <= bounds.written + PIECE as u64, "{} bytes came out", out.len());
        assert_eq!(error.written, out.len() as u64);
    }
    let enough = Bounds { written: 4 << 20, ratio: 1, free: 4 << 20 };
    assert!(unpack(Decoder::within(Codec::Zstd, enough), &[&zstd(&zeros)]).1.is_ok());
}

/// Found by fuzzing: the decoder neither takes such a block nor complains of it.
#[test]
fn a_repetition_that_is_longer_than_a_block_may_be_is_refused() {
    let packed = b"\x28\xb5\x2f\xfd\x64\x20\x1f\x8b\x37\x08";
    for piece in 1..=packed.len() {
        let pieces: Vec<&[u8]> = packed.chunks(piece).collect();
        let (out, end) = unpack(Decoder::new(Codec::Zstd), &pieces);
        assert_eq!((out.len(), end.unwrap_err().fault), (0, Fault::Data), "in pieces of {piece}");
    }
}

#[test]
fn whoever_has_enough_can_break_off() {
    let packed = gzip(&text(1_000_000));
    let mut decoder = Decoder::new(Codec::Gzip);
    let mut pieces = 0;
    for piece in packed.chunks(10_000) {
        let pushed = decoder.push(piece, &mut |_| {
            pieces += 1;
            ControlFlow::Break(())
        });
        assert_eq!(pushed, Ok(()));
    }
    assert_eq!(pieces, 1);
    assert!(decoder.finish().is_ok(), "to break off is no error");
}

/// Cuts `bytes` at these places, each taken as a part of what is left.
fn cut<'b>(mut bytes: &'b [u8], cuts: &[u16]) -> Vec<&'b [u8]> {
    let mut pieces = Vec::new();
    for cut in cuts {
        let at = bytes.len() * usize::from(*cut) / usize::from(u16::MAX);
        let (piece, rest) = bytes.split_at(at);
        pieces.push(piece);
        bytes = rest;
    }
    pieces.push(bytes);
    pieces
}

/// A stream as an encoder writes it, and maybe something wrong with it.
fn streams() -> impl Strategy<Value = Vec<u8>> {
    let content = prop_oneof![vec(any::<u8>(), 0..2000), (0..200_000_usize).prop_map(text)];
    let sound = vec(content, 0..4).prop_flat_map(|contents| {
        let join =
            |pack: fn(&[u8]) -> Vec<u8>| contents.iter().flat_map(|one| pack(one)).collect::<Vec<u8>>();
        let mixed = contents.iter().flat_map(|one| [zstd(one), skippable(one)].concat()).collect();
        let padded = [join(gzip), vec![0; 100]].concat();
        proptest::sample::select(vec![join(gzip), join(zstd), mixed, padded, contents.concat()])
    });
    (sound, vec((any::<prop::sample::Index>(), any::<u8>()), 0..3)).prop_map(|(mut packed, flips)| {
        for (at, with) in flips {
            if !packed.is_empty() {
                let at = at.index(packed.len());
                packed[at] ^= with;
            }
        }
        packed
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// How the bytes arrive changes nothing: neither what comes out, nor what is said of it, nor where.
    #[test]
    fn does_not_depend_on_how_the_bytes_are_cut(
        packed in streams(), cuts in vec(any::<u16>(), 0..8), small in any::<bool>(),
    ) {
        let codec = Codec::of(&packed);
        let at_once = unpack(Decoder::new(codec), &[&packed]);
        let mut pieces = cut(&packed, &cuts);
        if small && packed.len() < 5000 {
            pieces = packed.chunks(1).collect();
        }
        let in_pieces = unpack(Decoder::new(codec), &pieces);
        prop_assert!(in_pieces.0 == at_once.0, "{} bytes came out, and {}", in_pieces.0.len(), at_once.0.len());
        match (in_pieces.1, at_once.1) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
            (Err(one), Err(other)) => prop_assert_eq!(one.fault, other.fault),
            (one, other) => prop_assert!(false, "{one:?}, and {other:?}"),
        }
    }

    /// However small the room is.
    #[test]
    fn does_not_depend_on_the_room(packed in streams(), room in 1..5000_usize) {
        let codec = Codec::of(&packed);
        let mut decoder = Decoder::new(codec);
        let (mut out, mut input) = (Vec::new(), packed.as_slice());
        let mut room = vec![0; room];
        let error = loop {
            let step = decoder.step(input, &mut room);
            out.extend_from_slice(&room[..step.produced]);
            input = &input[step.consumed..];
            if step.error.is_some() || input.is_empty() && step.produced < room.len() {
                break step.error;
            }
        };
        let at_once = unpack(Decoder::new(codec), &[&packed]);
        prop_assert!(out == at_once.0);
        let end = error.map_or_else(|| decoder.finish(), Err);
        prop_assert_eq!(end.map_err(|error| error.fault), at_once.1.map_err(|error| error.fault));
    }

    /// Nothing that can be fed to it makes it panic.
    #[test]
    fn survives_anything(bytes in vec(any::<u8>(), 0..3000), magic in 0..4_usize) {
        let magic = [&b""[..], b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18"][magic];
        let packed = [magic, &bytes].concat();
        let _ = unpack(Decoder::new(Codec::of(&packed)), &[&packed]);
    }
}

#[test]
fn what_follows_the_end_is_told_from_what_is_cut_off() {
    let (gz, zst) = (gzip(&text(2000)), zstd(&text(2000)));
    for (packed, junk, expected) in [
        (&gz, &b"x"[..], Fault::Trailing),
        (&gz, b"junk after it", Fault::Trailing),
        (&gz, b"\0\0\0x", Fault::Trailing),
        (&gz, b"\x1f\x8b\x08", Fault::CutOff),
        (&zst, b"x", Fault::Trailing),
        (&zst, b"four", Fault::Trailing),
        (&zst, b"\0\0\0\0\0\0\0\0", Fault::Trailing),
        (&zst, b"\x28\xb5\x2f\xfd", Fault::CutOff),
        (&zst, b"\x51\x2a\x4d", Fault::CutOff),
    ] {
        let (unpacked, end) = whole(&[packed.as_slice(), junk].concat());
        assert_eq!(end, Err(expected), "{}", junk.escape_ascii());
        assert_eq!(unpacked, text(2000), "all that comes before it is there");
    }
    let (_, end) = whole(&[zst.as_slice(), &skippable(b"table of contents")].concat());
    assert!(end.is_ok(), "a skippable frame is part of the format");
    let (_, end) = whole(&[gz.as_slice(), &[0; 500]].concat());
    assert_eq!(end.unwrap().padding, 500);
}
