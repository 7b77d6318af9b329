//! The table as one buffer, for its way from the worker to the page.

use std::fmt;

use super::files::{Extra, Fields, LayerFiles, ROW};
use super::odd::Odd;
use crate::archive::foreign::Foreign;
use crate::archive::program::{Format, Machine, Program, Role};
use crate::archive::tar::{Device, Owner, Xattr};
use crate::archive::trouble::{Trouble, TroubleKind};
use crate::limits;

/// The buffer is not one that [`LayerFiles::to_bytes`] makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireError;

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The list of a layer's files arrived broken. Open the layer again.")
    }
}

impl std::error::Error for WireError {}

/// In front of every buffer; its last sign changes with the format.
const MAGIC: &[u8] = b"layer3";

const FORMATS: [Format; 3] = [Format::Elf, Format::Pe, Format::MachO];
const ROLES: [Role; 3] = [Role::Executable, Role::Library, Role::Other];

/// The fields of headers that can be no numbers.
const FIELDS: [&str; 6] = ["size", "mode", "user ID", "group ID", "time", "device number"];

impl LayerFiles {
    /// All of it in one buffer.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = Vec::with_capacity(self.rows.len() + self.names.len() + 1024);
        to.extend_from_slice(MAGIC);
        put(&mut to, self.tar_bytes, 8);
        put_bytes(&mut to, &self.rows);
        put_bytes(&mut to, &self.names);
        put(&mut to, self.owners.len() as u64, 4);
        for owner in &self.owners {
            put(&mut to, owner.uid.cast_unsigned(), 8);
            put(&mut to, owner.gid.cast_unsigned(), 8);
            put_bytes(&mut to, &owner.user);
            put_bytes(&mut to, &owner.group);
        }
        put(&mut to, self.extras.len() as u64, 4);
        for (row, extra) in &self.extras {
            put(&mut to, u64::from(*row), 4);
            put_extra(&mut to, extra);
        }
        put(&mut to, self.troubles.len() as u64, 4);
        for trouble in &self.troubles {
            put(&mut to, trouble.at, 8);
            let (code, value) = code(&trouble.kind);
            put(&mut to, u64::from(code), 1);
            put(&mut to, value, 8);
        }
        for odd in self.odd {
            put(&mut to, u64::from(odd.count), 4);
            put(&mut to, u64::from(odd.first), 4);
        }
        to
    }

    /// Reads such a buffer. Its rows are not looked through: each look-up keeps within its bounds.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        Self::read(bytes).ok_or(WireError)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut from = Fields(bytes.strip_prefix(MAGIC)?);
        let mut files = Self { tar_bytes: from.number(8)?, ..Self::default() };
        files.rows = take_bytes(&mut from)?.to_vec();
        files.names = take_bytes(&mut from)?.to_vec();
        for _ in 0..from.number(4)?.min(u64::from(u16::MAX) + 1) {
            files.owners.push(Owner {
                uid: from.number(8)?.cast_signed(),
                gid: from.number(8)?.cast_signed(),
                user: take_bytes(&mut from)?.to_vec(),
                group: take_bytes(&mut from)?.to_vec(),
            });
        }
        let mut last = None;
        for _ in 0..from.number(4)? {
            let row = u32::try_from(from.number(4)?).ok()?;
            if last.is_some_and(|last| last >= row) || row >= files.len() {
                return None;
            }
            last = Some(row);
            let extra = take_extra(&mut from)?;
            files.xattr_bytes +=
                extra.xattrs.iter().map(|xattr| xattr.name.len() + xattr.value.len()).sum::<usize>();
            files.extras.push((row, extra));
        }
        for _ in 0..from.number(4)? {
            let at = from.number(8)?;
            let code = u8::try_from(from.number(1)?).ok()?;
            files.troubles.push(Trouble { at, kind: kind(code, from.number(8)?)? });
        }
        for odd in &mut files.odd {
            let (count, first) = (from.number(4)?, from.number(4)?);
            *odd = Odd { count: u32::try_from(count).ok()?, first: u32::try_from(first).ok()? };
        }
        let sound =
            from.0.is_empty() && files.rows.len().is_multiple_of(ROW) && files.len() <= limits::LAYER_ENTRIES;
        sound.then_some(files)
    }
}

fn put(to: &mut Vec<u8>, number: u64, length: usize) {
    to.extend(number.to_le_bytes().get(..length).unwrap_or_default());
}

fn put_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    put(to, bytes.len() as u64, 4);
    to.extend_from_slice(bytes);
}

fn take_bytes<'a>(from: &mut Fields<'a>) -> Option<&'a [u8]> {
    let length = usize::try_from(from.number(4)?).ok()?;
    from.bytes(length)
}

fn put_extra(to: &mut Vec<u8>, extra: &Extra) {
    put(to, u64::from(extra.device.is_some()) | u64::from(extra.program.is_some()) << 1, 1);
    if let Some(device) = extra.device {
        put(to, u64::from(device.major), 4);
        put(to, u64::from(device.minor), 4);
    }
    if let Some(program) = &extra.program {
        let at = |found: Option<usize>| found.unwrap_or(0) as u64;
        put(to, at(FORMATS.iter().position(|format| *format == program.format)), 1);
        put(to, at(ROLES.iter().position(|role| *role == program.role)), 1);
        let machines: Vec<u8> = program.machines.iter().map(|machine| machine.number()).collect();
        put_bytes(to, &machines);
    }
    put(to, extra.xattrs.len() as u64, 4);
    for xattr in &extra.xattrs {
        put_bytes(to, &xattr.name);
        put_bytes(to, &xattr.value);
    }
}

fn take_extra(from: &mut Fields<'_>) -> Option<Extra> {
    let mut extra = Extra::default();
    let has = from.number(1)?;
    if has > 3 {
        return None;
    }
    if has & 1 != 0 {
        let major = u32::try_from(from.number(4)?).ok()?;
        extra.device = Some(Device { major, minor: u32::try_from(from.number(4)?).ok()? });
    }
    if has & 2 != 0 {
        let format = *FORMATS.get(usize::try_from(from.number(1)?).ok()?)?;
        let role = *ROLES.get(usize::try_from(from.number(1)?).ok()?)?;
        let machines = take_bytes(from)?.iter().map(|number| Machine::of_number(*number)).collect();
        extra.program = Some(Program { format, role, machines });
    }
    for _ in 0..from.number(4)? {
        let name = take_bytes(from)?.to_vec();
        extra.xattrs.push(Xattr { name, value: take_bytes(from)?.to_vec() });
    }
    Some(extra)
}

fn code(kind: &TroubleKind) -> (u8, u64) {
    match kind {
        TroubleKind::NotTar(foreign) => (0, Foreign::number(*foreign)),
        TroubleKind::Checksum => (1, 0),
        TroubleKind::Number(field) => (2, FIELDS.iter().position(|name| name == field).unwrap_or(0) as u64),
        TroubleKind::LoneZeroBlock => (3, 0),
        TroubleKind::Pax => (4, 0),
        TroubleKind::ExtensionTooLarge { size } => (5, *size),
        TroubleKind::SparseMap => (6, 0),
        TroubleKind::Truncated { missing } => (7, *missing),
        TroubleKind::NoEnd => (8, 0),
        TroubleKind::BytesAfterEnd => (9, 0),
        TroubleKind::GlobalHeader => (10, 0),
        TroubleKind::OrphanedExtension => (11, 0),
        TroubleKind::PathTooLong { length } => (12, *length),
        TroubleKind::PathTooDeep { depth } => (13, *depth),
        TroubleKind::TooManyEntries => (14, 0),
        TroubleKind::TooManyAttributes => (15, 0),
        TroubleKind::Repeated => (16, 0),
    }
}

fn kind(code: u8, value: u64) -> Option<TroubleKind> {
    Some(match code {
        0 => TroubleKind::NotTar(Foreign::of_number(value)?),
        1 => TroubleKind::Checksum,
        2 => TroubleKind::Number(FIELDS.get(usize::try_from(value).ok()?)?),
        3 => TroubleKind::LoneZeroBlock,
        4 => TroubleKind::Pax,
        5 => TroubleKind::ExtensionTooLarge { size: value },
        6 => TroubleKind::SparseMap,
        7 => TroubleKind::Truncated { missing: value },
        8 => TroubleKind::NoEnd,
        9 => TroubleKind::BytesAfterEnd,
        10 => TroubleKind::GlobalHeader,
        11 => TroubleKind::OrphanedExtension,
        12 => TroubleKind::PathTooLong { length: value },
        13 => TroubleKind::PathTooDeep { depth: value },
        14 => TroubleKind::TooManyEntries,
        15 => TroubleKind::TooManyAttributes,
        16 => TroubleKind::Repeated,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
