//! Any bytes are unpacked or refused, within bounds, and the same however they are cut.

use std::ops::ControlFlow;

use bayplan::archive::codec::{Bounds, Codec, CodecError, Decoder, Fault, Totals};

const BOUNDS: Bounds = Bounds { written: 8 << 20, ratio: 500, free: 1 << 20 };

fn unpack<'p>(codec: Codec, pieces: impl Iterator<Item = &'p [u8]>) -> (Vec<u8>, Result<Totals, CodecError>) {
    let mut decoder = Decoder::within(codec, BOUNDS);
    let mut out = Vec::new();
    for piece in pieces {
        let pushed = decoder.push(piece, &mut |made| {
            out.extend_from_slice(made);
            ControlFlow::Continue(())
        });
        if let Err(error) = pushed {
            return (out, Err(error));
        }
    }
    (out, decoder.finish())
}

/// Runs it on one input.
pub fn run(input: &[u8]) {
    let Some((size, packed)) = input.split_first() else { return };
    let codec = Codec::of(packed);
    let at_once = unpack(codec, std::iter::once(packed));
    let in_pieces = unpack(codec, packed.chunks(usize::from(*size) + 1));
    assert!(at_once.0.len() as u64 <= BOUNDS.written + (64 << 10));
    // A bound is looked at after each step, so that where it stops depends on the steps.
    let bounded = |end: &Result<Totals, CodecError>| end.is_err_and(|error| error.is_bound());
    if !bounded(&at_once.1) && !bounded(&in_pieces.1) {
        // A Zstandard frame whose length or checksum turns out wrong keeps back what its last step unpacked.
        let wrong_at_its_end = |end: &Result<Totals, CodecError>| {
            end.is_err_and(|error| matches!(error.fault, Fault::Length | Fault::Checksum))
        };
        let length = if codec == Codec::Zstd && wrong_at_its_end(&at_once.1) {
            at_once.0.len().min(in_pieces.0.len())
        } else {
            at_once.0.len().max(in_pieces.0.len())
        };
        let front = |bytes: &[u8]| bytes.get(..length.min(bytes.len())).map(<[u8]>::to_vec);
        assert_eq!(front(&at_once.0), front(&in_pieces.0));
        assert_eq!(at_once.1.map_err(|error| error.fault), in_pieces.1.map_err(|error| error.fault));
    }
}
