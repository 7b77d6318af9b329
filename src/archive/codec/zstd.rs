//! Zstandard: all frames of it, the skippable ones passed over. <https://www.rfc-editor.org/rfc/rfc8878>
//!
//! zstd:chunked writes a frame a file and its table of contents in skippable ones. Blocks are decoded one
//! by one, so that whatever came before a broken block is handed out.

use structured_zstd::decoding::errors::FrameDecoderError;
use structured_zstd::decoding::{ContentChecksum, FrameDecoder};

use super::{Fault, Part, Totals, magic};
use crate::limits;

/// Bytes of the magic number and the descriptor, which tells how long the frame's header is.
const DESCRIBED: usize = 5;
/// Bytes of a skippable frame's magic number and length.
const SKIPPABLE_HEADER: usize = 8;

pub(super) struct Zstd {
    decoder: FrameDecoder,
    phase: Phase,
    /// The beginning of a header or block whose end did not come yet: 128 KiB at most.
    held: Vec<u8>,
}

enum Phase {
    /// Before a frame.
    Header,
    /// In a frame.
    Blocks,
    /// In a skippable frame with this many bytes to come.
    Skipping(u64),
}

impl Zstd {
    pub(super) fn new() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_content_checksum(ContentChecksum::Verify);
        // It refuses only what the format does not have.
        let _ = decoder.set_max_window_size(limits::ZSTD_WINDOW_BYTES);
        Self { decoder, phase: Phase::Header, held: Vec::new() }
    }

    pub(super) fn is_whole(&self) -> bool {
        matches!(self.phase, Phase::Header | Phase::Skipping(0)) && self.held.is_empty()
    }

    /// What is wrong where the input ends before the stream does.
    pub(super) fn end_fault(&self, totals: &Totals) -> Fault {
        match self.phase {
            Phase::Header if !magic::may_be_a_frame(&self.held) => not_a_frame(totals),
            _ => Fault::CutOff,
        }
    }

    /// Goes on until the input is used up or the output full.
    pub(super) fn step(&mut self, input: &[u8], output: &mut [u8], totals: &mut Totals) -> Part {
        let mut part = Part { consumed: 0, produced: 0, fault: None };
        loop {
            let rest = input.get(part.consumed..).unwrap_or_default();
            match self.phase {
                Phase::Skipping(0) => self.phase = Phase::Header,
                Phase::Skipping(left) => {
                    if rest.is_empty() {
                        return part;
                    }
                    let skipped = left.min(rest.len() as u64);
                    part.consumed += skipped as usize;
                    self.phase = Phase::Skipping(left - skipped);
                }
                Phase::Header => {
                    part.consumed += hold(&mut self.held, rest, header_bytes);
                    if self.held.len() < header_bytes(&self.held) {
                        return part;
                    }
                    if let Err(fault) = self.begin(totals) {
                        part.fault = Some(fault);
                        return part;
                    }
                }
                Phase::Blocks => {
                    let room = output.get_mut(part.produced..).unwrap_or_default();
                    match self.block(rest, room) {
                        Ok(Block::Ended) => self.phase = Phase::Header,
                        Ok(Block::Went { consumed, produced }) => {
                            part.consumed += consumed;
                            part.produced += produced;
                            if consumed == 0 && produced == 0 {
                                return part;
                            }
                        }
                        Err(fault) => {
                            part.fault = Some(fault);
                            return part;
                        }
                    }
                }
            }
        }
    }

    /// Begins the frame whose header is held.
    fn begin(&mut self, totals: &mut Totals) -> Result<(), Fault> {
        let header = std::mem::take(&mut self.held);
        if let [.., a, b, c, d] = *header.as_slice()
            && header.len() == SKIPPABLE_HEADER
            && magic::is_skippable(&header)
        {
            self.phase = Phase::Skipping(u64::from(u32::from_le_bytes([a, b, c, d])));
            return Ok(());
        }
        if !header.starts_with(&magic::ZSTD) {
            return Err(not_a_frame(totals));
        }
        self.decoder.reset(header.as_slice()).map_err(|error| fault(&error))?;
        totals.parts = totals.parts.saturating_add(1);
        self.phase = Phase::Blocks;
        Ok(())
    }

    /// Decodes one block, or the checksum after the last; or hands out what is decoded.
    fn block(&mut self, input: &[u8], room: &mut [u8]) -> Result<Block, Fault> {
        if self.decoder.can_collect() > 0 {
            // Only to hand out; without room it would decode no less.
            let (_, produced) = self.decode(&[], room)?;
            return Ok(Block::Went { consumed: 0, produced });
        }
        if self.decoder.is_finished() {
            return Ok(Block::Ended);
        }
        if room.is_empty() {
            return Ok(Block::Went { consumed: 0, produced: 0 });
        }
        if self.held.is_empty() {
            let needed = self.decoder.input_needed(input);
            if let Some(block) = input.get(..needed) {
                let (consumed, produced) = self.decode_whole(block, room)?;
                return Ok(Block::Went { consumed, produced });
            }
        }
        let decoder = &self.decoder;
        let consumed = hold(&mut self.held, input, |block| decoder.input_needed(block));
        if self.held.len() < decoder.input_needed(&self.held) {
            return Ok(Block::Went { consumed, produced: 0 });
        }
        let block = std::mem::take(&mut self.held);
        let (_, produced) = self.decode_whole(&block, room)?;
        // The room of it is used again.
        self.held = block;
        self.held.clear();
        Ok(Block::Went { consumed, produced })
    }

    /// Decodes a block that is all there. One whose header alone is wrong, such as a repetition that is longer than
    /// a block may be, the decoder leaves where it is: it would be asked for ever.
    fn decode_whole(&mut self, block: &[u8], room: &mut [u8]) -> Result<(usize, usize), Fault> {
        match self.decode(block, room)? {
            (0, 0) => Err(Fault::Data),
            went => Ok(went),
        }
    }

    fn decode(&mut self, block: &[u8], room: &mut [u8]) -> Result<(usize, usize), Fault> {
        self.decoder.decode_from_to(block, room).map_err(|error| fault(&error))
    }
}

/// The fault of bytes that are not a frame, where one could begin.
const fn not_a_frame(totals: &Totals) -> Fault {
    if totals.parts > 0 { Fault::Trailing } else { Fault::Header }
}

/// Moves bytes from the front of `input` to `held` until there are as many as `needed` wants of those that
/// are held, and returns how many.
fn hold(held: &mut Vec<u8>, input: &[u8], needed: impl Fn(&[u8]) -> usize) -> usize {
    let mut taken = 0;
    loop {
        let missing = needed(held).saturating_sub(held.len());
        let rest = input.get(taken..).unwrap_or_default();
        let some = rest.get(..missing.min(rest.len())).unwrap_or_default();
        if some.is_empty() {
            return taken;
        }
        held.extend_from_slice(some);
        taken += some.len();
    }
}

enum Block {
    /// The frame is at its end.
    Ended,
    /// Bytes taken and handed out; none of both when more input or room is wanted.
    Went { consumed: usize, produced: usize },
}

/// How long the header is that begins so, as far as these bytes tell.
/// <https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1.1>
fn header_bytes(first: &[u8]) -> usize {
    match *first {
        [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => SKIPPABLE_HEADER,
        [_, _, _, _, descriptor, ..] => {
            let single_segment = descriptor & 0x20 != 0;
            let content_size = match descriptor >> 6 {
                0 => usize::from(single_segment),
                1 => 2,
                2 => 4,
                _ => 8,
            };
            let dictionary = match descriptor & 3 {
                0 => 0,
                1 => 1,
                2 => 2,
                _ => 4,
            };
            DESCRIBED + usize::from(!single_segment) + dictionary + content_size
        }
        // Whether it is skippable stands in the fourth byte.
        [_, _, _, _] => DESCRIBED,
        _ => 4,
    }
}

fn fault(error: &FrameDecoderError) -> Fault {
    match error {
        FrameDecoderError::WindowSizeTooBig { requested, limit, .. } => {
            Fault::Window { asked: *requested, bound: *limit }
        }
        FrameDecoderError::DictNotProvided { .. } => Fault::Dictionary,
        FrameDecoderError::ChecksumMismatch { .. } => Fault::Checksum,
        FrameDecoderError::FrameContentSizeMismatch { .. } => Fault::Length,
        FrameDecoderError::ReadFrameHeaderError(_) | FrameDecoderError::FrameHeaderError(_) => Fault::Header,
        _ => Fault::Data,
    }
}
