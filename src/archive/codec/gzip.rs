//! gzip: all members of it. <https://www.rfc-editor.org/rfc/rfc1952#section-2.2>
//!
//! pigz and eStargz write many members, which a reader has to join; `DecompressionStream` refuses them.
//! Zero bytes after the last one are padding, as `gzip` itself takes them; Go's reader, and with it most clients,
//! fails on them.

use flate2::{Decompress, FlushDecompress, Status};

use super::crc32::Crc32;
use super::magic::GZIP;
use super::member::Header;
use super::{Fault, Part, Totals};

pub(super) struct Gzip {
    inflate: Decompress,
    header: Header,
    phase: Phase,
    /// Of the member's data.
    crc: Crc32,
    /// Bytes of the member's data, to 2^32.
    size: u32,
    trailer: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// In the header of a member.
    Header,
    /// In its data.
    Data,
    /// In its trailer.
    Trailer,
    /// After a whole member.
    Between,
    /// In the zeros after the last member.
    Padding,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self {
            inflate: Decompress::new(false),
            header: Header::new(),
            phase: Phase::Header,
            crc: Crc32::default(),
            size: 0,
            trailer: Vec::new(),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        matches!(self.phase, Phase::Between | Phase::Padding)
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
                    Some(byte) if *byte != GZIP[0] => {
                        part.fault = Some(Fault::Trailing);
                        return part;
                    }
                    Some(_) => self.begin(),
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
                Phase::Header => {
                    let (read, fault) = self.header.read(rest, totals.parts > 0);
                    part.consumed += read;
                    if fault.is_some() || !self.header.is_whole() {
                        part.fault = fault;
                        return part;
                    }
                    self.phase = Phase::Data;
                }
                Phase::Data => {
                    let room = output.get_mut(part.produced..).unwrap_or_default();
                    // A full output is tried once more: the data may end without any room.
                    match self.inflate(rest, room) {
                        Ok((0, 0)) if self.phase == Phase::Data => return part,
                        Ok((consumed, produced)) => {
                            part.consumed += consumed;
                            part.produced += produced;
                        }
                        Err((consumed, produced)) => {
                            part.consumed += consumed;
                            part.produced += produced;
                            part.fault = Some(Fault::Data);
                            return part;
                        }
                    }
                }
                Phase::Trailer => {
                    let missing = 8_usize.saturating_sub(self.trailer.len()).min(rest.len());
                    self.trailer.extend_from_slice(rest.get(..missing).unwrap_or_default());
                    part.consumed += missing;
                    let Ok(trailer) = <[u8; 8]>::try_from(self.trailer.as_slice()) else { return part };
                    part.fault = self.check(trailer);
                    if part.fault.is_some() {
                        return part;
                    }
                    totals.parts = totals.parts.saturating_add(1);
                    self.phase = Phase::Between;
                }
            }
        }
    }

    /// Begins the next member.
    fn begin(&mut self) {
        self.inflate.reset(false);
        self.header = Header::new();
        self.crc.reset();
        self.size = 0;
        self.trailer.clear();
        self.phase = Phase::Header;
    }

    /// Unpacks data into `room`; gives how many bytes were read and written, as an error where the data is none.
    fn inflate(&mut self, input: &[u8], room: &mut [u8]) -> Result<(usize, usize), (usize, usize)> {
        let before = (self.inflate.total_in(), self.inflate.total_out());
        let result = self.inflate.decompress(input, room, FlushDecompress::None);
        let consumed = (self.inflate.total_in() - before.0) as usize;
        let produced = (self.inflate.total_out() - before.1) as usize;
        self.crc.update(room.get(..produced).unwrap_or_default());
        self.size = self.size.wrapping_add(produced as u32);
        match result {
            Ok(Status::StreamEnd) => {
                self.phase = Phase::Trailer;
                Ok((consumed, produced))
            }
            Ok(Status::Ok | Status::BufError) => Ok((consumed, produced)),
            Err(_) => Err((consumed, produced)),
        }
    }

    /// What the trailer says that is not so.
    fn check(&mut self, trailer: [u8; 8]) -> Option<Fault> {
        let stated = u64::from_le_bytes(trailer);
        if stated as u32 != self.crc.finish() {
            return Some(Fault::Checksum);
        }
        ((stated >> 32) as u32 != self.size).then_some(Fault::Length)
    }
}
