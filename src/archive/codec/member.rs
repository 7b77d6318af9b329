//! What stands before the data of a member of gzip: <https://www.rfc-editor.org/rfc/rfc1952#section-2.3>.

use flate2::Crc;

use super::Fault;
use super::magic::GZIP;

/// Flags that say what else there is.
const CHECK: u8 = 2;
const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;

/// Deflate, the one method that there is.
const DEFLATE: u8 = 8;

/// The header of a member, as far as it was read.
pub(super) struct Header {
    part: Part,
    /// Bytes of the part that were read.
    read: usize,
    flags: u8,
    /// Bytes of the extra field.
    extra: usize,
    /// Of all bytes before the check.
    crc: Crc,
    /// The check, as it is stated.
    check: u16,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Fixed,
    ExtraLength,
    Extra,
    Name,
    Comment,
    Check,
    End,
}

impl Header {
    pub(super) fn new() -> Self {
        Self { part: Part::Fixed, read: 0, flags: 0, extra: 0, crc: Crc::new(), check: 0 }
    }

    /// Whether all of it was read.
    pub(super) fn is_whole(&self) -> bool {
        self.part == Part::End
    }

    /// Reads on, to its end at most; gives how many bytes were read, and what is wrong with it. `after` says that there
    /// are members before it: what is no header is something else after those.
    pub(super) fn read(&mut self, input: &[u8], after: bool) -> (usize, Option<Fault>) {
        let mut consumed = 0;
        while !self.is_whole() {
            let rest = input.get(consumed..).unwrap_or_default();
            // Of texts and of the extra field, as much as there is at once.
            let length = match self.part {
                Part::Extra => rest.len().min(self.extra.saturating_sub(self.read)),
                Part::Name | Part::Comment => match rest.iter().position(|byte| *byte == 0) {
                    Some(end) => end + 1,
                    None => rest.len(),
                },
                _ => rest.len().min(1),
            };
            let taken = rest.get(..length).unwrap_or_default();
            let Some(last) = taken.last() else { break };
            consumed += length;
            if self.part != Part::Check {
                self.crc.update(taken);
            }
            let at = self.read;
            self.read += length;
            if let Err(fault) = self.take(at, *last, after) {
                return (consumed, Some(fault));
            }
        }
        (consumed, None)
    }

    /// Takes what was read of a part: the byte at `at`, or the last of several.
    fn take(&mut self, at: usize, byte: u8, after: bool) -> Result<(), Fault> {
        let no_header = if after { Fault::Trailing } else { Fault::Header };
        match (self.part, at) {
            (Part::Fixed, 0) if byte != GZIP[0] => return Err(no_header),
            (Part::Fixed, 1) if byte != GZIP[1] => return Err(no_header),
            (Part::Fixed, 2) if byte != DEFLATE => return Err(Fault::Header),
            (Part::Fixed, 3) if byte & RESERVED != 0 => return Err(Fault::Header),
            (Part::Fixed, 3) => self.flags = byte,
            (Part::Fixed, 9) => self.enter(Part::ExtraLength),
            (Part::ExtraLength, 0) => self.extra = usize::from(byte),
            (Part::ExtraLength, _) => {
                self.extra |= usize::from(byte) << 8;
                self.enter(Part::Extra);
            }
            (Part::Extra, _) if self.read == self.extra => self.enter(Part::Name),
            (Part::Name, _) if byte == 0 => self.enter(Part::Comment),
            (Part::Comment, _) if byte == 0 => self.enter(Part::Check),
            (Part::Check, 0) => self.check = u16::from(byte),
            (Part::Check, _) => {
                self.check |= u16::from(byte) << 8;
                if u32::from(self.check) != self.crc.sum() & 0xffff {
                    return Err(Fault::Checksum);
                }
                self.enter(Part::End);
            }
            _ => {}
        }
        Ok(())
    }

    /// Goes on with `part`, or with the first after it that there is.
    fn enter(&mut self, part: Part) {
        self.read = 0;
        let (flag, next) = match part {
            Part::ExtraLength => (EXTRA, Part::Name),
            // It was entered by its length.
            Part::Extra if self.extra == 0 => (0, Part::Name),
            Part::Name => (NAME, Part::Comment),
            Part::Comment => (COMMENT, Part::Check),
            Part::Check => (CHECK, Part::End),
            Part::Fixed | Part::Extra | Part::End => return self.part = part,
        };
        match self.flags & flag {
            0 => self.enter(next),
            _ => self.part = part,
        }
    }
}
