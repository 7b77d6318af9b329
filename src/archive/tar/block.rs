//! One block as a header: its fields, its format, its checksum.

use super::BLOCK;
use super::number::{numeric, octal, text};

/// A view of a header's 512 bytes.
#[derive(Clone, Copy)]
pub(super) struct Block<'a>(pub(super) &'a [u8; BLOCK]);

/// Which fields a header has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Before POSIX: no owner names, no devices, no prefix.
    V7,
    /// POSIX, and PAX on top of it.
    Ustar,
    /// ustar with a shorter prefix and two times after it.
    Star,
    /// GNU tar's own.
    Gnu,
}

impl<'a> Block<'a> {
    pub(super) fn is_zero(self) -> bool {
        self.0.iter().all(|byte| *byte == 0)
    }

    pub(super) fn field(self, from: usize, length: usize) -> &'a [u8] {
        self.0.get(from..from + length).unwrap_or_default()
    }

    /// Whether the sum of all bytes, the checksum's own taken for spaces, is the one stated. Some old tars
    /// added signed bytes.
    pub(super) fn checksum_agrees(self) -> bool {
        let Some(stated) = octal(self.field(148, 8)).and_then(|sum| i64::try_from(sum).ok()) else {
            return false;
        };
        let own = |bytes: &[u8]| {
            bytes.iter().fold((0_i64, 0_i64), |(unsigned, signed), byte| {
                (unsigned + i64::from(*byte), signed + i64::from(byte.cast_signed()))
            })
        };
        let (all, field) = (own(self.0), own(self.field(148, 8)));
        let spaces = 8 * i64::from(b' ');
        stated == all.0 - field.0 + spaces || stated == all.1 - field.1 + spaces
    }

    pub(super) fn format(self) -> Format {
        match self.field(257, 8) {
            b"ustar\x0000" if self.field(508, 4) == b"tar\0" => Format::Star,
            b"ustar\x0000" => Format::Ustar,
            b"ustar  \0" => Format::Gnu,
            _ => Format::V7,
        }
    }

    pub(super) fn flag(self) -> u8 {
        self.field(156, 1).first().copied().unwrap_or(0)
    }

    pub(super) fn link(self) -> &'a [u8] {
        text(self.field(157, 100))
    }

    pub(super) fn user(self) -> &'a [u8] {
        if self.format() == Format::V7 { b"" } else { text(self.field(265, 32)) }
    }

    pub(super) fn group(self) -> &'a [u8] {
        if self.format() == Format::V7 { b"" } else { text(self.field(297, 32)) }
    }

    pub(super) fn size(self) -> Option<u64> {
        numeric(self.field(124, 12)).and_then(|size| u64::try_from(size).ok())
    }

    /// The path, with its prefix where the format has one.
    pub(super) fn path(self) -> Vec<u8> {
        let prefix = match self.format() {
            Format::Ustar => text(self.field(345, 155)),
            Format::Star => text(self.field(345, 131)),
            Format::Gnu => self.misplaced_prefix(),
            Format::V7 => b"",
        };
        let name = text(self.field(0, 100));
        if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
    }

    /// Until its version 1.8, Go wrote a prefix where GNU's format has times, and reads it still.
    fn misplaced_prefix(self) -> &'a [u8] {
        let time_is_sound = |field: &[u8]| field.first() == Some(&0) || numeric(field).is_some();
        if time_is_sound(self.field(345, 12)) && time_is_sound(self.field(357, 12)) {
            return b"";
        }
        let prefix = text(self.field(345, 155));
        if prefix.is_ascii() { prefix } else { b"" }
    }
}
