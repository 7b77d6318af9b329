//! gzip: all members of it. <https://www.rfc-editor.org/rfc/rfc1952#section-2.2>
//!
//! pigz and eStargz write many members, which a reader has to join; `DecompressionStream` refuses them.
//! Zero bytes after the last one are padding, as `gzip` itself takes them; Go's reader, and with it most clients,
//! fails on them.

use flate2::{Decompress, DecompressError, FlushDecompress, Status};

use super::{Fault, Part, Totals};

/// 2^15 bytes of window, the most that deflate has.
const WINDOW_BITS: u8 = 15;

/// The first byte of a member.
const MAGIC: u8 = 0x1f;

pub(super) struct Gzip {
    inflate: Decompress,
    phase: Phase,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// In a member: its header, its data or its trailer.
    Member,
    /// Behind a whole member.
    Between,
    /// In the zeros after the last member.
    Padding,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self { inflate: Decompress::new_gzip(WINDOW_BITS), phase: Phase::Member }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.phase != Phase::Member
    }

    /// Goes on until the input is used up or the output full.
    pub(super) fn step(&mut self, input: &[u8], output: &mut [u8], totals: &mut Totals) -> Part {
        let mut part = Part { consumed: 0, produced: 0, fault: None };
        loop {
            let rest = input.get(part.consumed..).unwrap_or_default();
            match self.phase {
                Phase::Between => match rest.first() {
                    None => return part,
                    Some(0) => self.phase = Phase::Padding,
                    Some(byte) if *byte != MAGIC => {
                        part.fault = Some(Fault::Trailing);
                        return part;
                    }
                    Some(_) => {
                        self.inflate = Decompress::new_gzip(WINDOW_BITS);
                        self.phase = Phase::Member;
                    }
                },
                Phase::Padding => {
                    let zeros = rest.iter().take_while(|byte| **byte == 0).count();
                    part.consumed += zeros;
                    totals.padding = totals.padding.saturating_add(zeros as u64);
                    if zeros < rest.len() {
                        part.fault = Some(Fault::Trailing);
                    }
                    return part;
                }
                Phase::Member => {
                    let room = output.get_mut(part.produced..).unwrap_or_default();
                    // A full output is tried once more: the trailer may still be read without any room.
                    let before = (self.inflate.total_in(), self.inflate.total_out());
                    let result = self.inflate.decompress(rest, room, FlushDecompress::None);
                    let consumed = (self.inflate.total_in() - before.0) as usize;
                    let produced = (self.inflate.total_out() - before.1) as usize;
                    part.consumed += consumed;
                    part.produced += produced;
                    match result {
                        Ok(Status::StreamEnd) => {
                            totals.parts = totals.parts.saturating_add(1);
                            self.phase = Phase::Between;
                        }
                        Ok(Status::Ok | Status::BufError) if consumed > 0 || produced > 0 => {}
                        Ok(Status::Ok | Status::BufError) => return part,
                        Err(error) => {
                            part.fault = Some(fault(&error, totals.parts));
                            return part;
                        }
                    }
                }
            }
        }
    }
}

/// zlib's own words for what is wrong, by which its callers have told errors apart for thirty years.
fn fault(error: &DecompressError, members: u64) -> Fault {
    match error.message() {
        Some("incorrect header check") if members > 0 => Fault::Trailing,
        Some("incorrect header check" | "unknown compression method" | "unknown header flags set") => {
            Fault::Header
        }
        Some("incorrect data check" | "header crc mismatch") => Fault::Checksum,
        Some("incorrect length check") => Fault::Length,
        _ => Fault::Data,
    }
}
