//! Programs, by their header: which machine runs them.
//!
//! ELF (System V ABI, gABI 4.1, and the processor supplements for `e_machine` and `e_flags`), PE (Microsoft,
//! PE format) and Mach-O (`mach-o/loader.h`, `mach-o/fat.h`).

use crate::limits;

/// A program, a library, or an object file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The format, which says whose loader takes it.
    pub format: Format,
    /// What it is there for.
    pub role: Role,
    /// What it is built for: one machine, or several in a fat Mach-O file.
    pub machines: Vec<Machine>,
}

/// A file format of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Linux, the BSDs and most others.
    Elf,
    /// Windows.
    Pe,
    /// macOS.
    MachO,
}

/// What a program file is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It can be started. In ELF: it names an interpreter, or is loaded at a place of its own.
    Executable,
    /// It is loaded by another program. A static position-independent executable looks the same.
    Library,
    /// Object files, core dumps, and code that no processor of the host runs by itself: .NET assemblies,
    /// EFI programs, BPF, GPU kernels.
    Other,
}

/// A machine, with the names that images use (GOARCH).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Machine(u8);

/// Architecture, and what else the header says of it.
const MACHINES: &[(&str, &str)] = &[
    ("", "unknown machine"),
    ("386", ""),
    ("amd64", ""),
    ("amd64", "x32"),
    ("arm", ""),
    ("arm", "hard float"),
    ("arm", "soft float"),
    ("armbe", ""),
    ("arm64", ""),
    ("arm64be", ""),
    ("riscv64", ""),
    ("riscv", ""),
    ("ppc64le", ""),
    ("ppc64", ""),
    ("ppc", ""),
    ("s390x", ""),
    ("s390", ""),
    ("mips", ""),
    ("mipsle", ""),
    ("mips64", ""),
    ("mips64le", ""),
    ("loong64", ""),
    ("sparc64", ""),
    ("sparc", ""),
    ("ia64", ""),
    ("wasm", ""),
];

impl Machine {
    /// A machine that Bayplan has no name for.
    pub const UNKNOWN: Self = Self(0);

    fn named(architecture: &str, detail: &str) -> Self {
        let at = MACHINES.iter().position(|machine| *machine == (architecture, detail));
        at.and_then(|at| u8::try_from(at).ok()).map_or(Self::UNKNOWN, Self)
    }

    /// GOARCH, such as `arm64`; empty where it is not known.
    #[must_use]
    pub fn architecture(self) -> &'static str {
        MACHINES.get(usize::from(self.0)).map_or("", |machine| machine.0)
    }

    /// What else is known, such as `hard float`; often empty.
    #[must_use]
    pub fn detail(self) -> &'static str {
        MACHINES.get(usize::from(self.0)).map_or("", |machine| machine.1)
    }

    /// Its number in a table that is passed on.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The machine of such a number.
    #[must_use]
    pub fn of_number(number: u8) -> Self {
        if usize::from(number) < MACHINES.len() { Self(number) } else { Self::UNKNOWN }
    }
}

impl Format {
    /// Its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Elf => "ELF",
            Self::Pe => "PE",
            Self::MachO => "Mach-O",
        }
    }

    /// Whether hosts of this GOOS load it.
    #[must_use]
    pub fn is_of(self, os: &str) -> bool {
        match self {
            Self::Elf => !matches!(os, "windows" | "darwin" | "ios"),
            Self::Pe => os == "windows",
            Self::MachO => matches!(os, "darwin" | "ios"),
        }
    }
}

/// Whether a file that starts so may be a program, which its header will tell.
#[must_use]
pub fn may_be(start: &[u8]) -> bool {
    matches!(
        start,
        [0x7f, b'E', b'L', b'F', ..]
            | [b'M', b'Z', ..]
            | [0xfe, 0xed, 0xfa, 0xce | 0xcf, ..]
            | [0xce | 0xcf, 0xfa, 0xed, 0xfe, ..]
            | [0xca, 0xfe, 0xba, 0xbe | 0xbf, ..]
    )
}

/// What the first bytes of a file say that it is; [`limits::PROGRAM_HEADER_BYTES`] of them are enough.
#[must_use]
pub fn recognise(start: &[u8]) -> Option<Program> {
    let start = start.get(..limits::PROGRAM_HEADER_BYTES).unwrap_or(start);
    match start {
        [0x7f, b'E', b'L', b'F', ..] => elf(start),
        [b'M', b'Z', ..] => pe(start),
        [0xfe, 0xed, 0xfa, 0xce | 0xcf, ..] => mach_o(Bytes { bytes: start, little: false }),
        [0xce | 0xcf, 0xfa, 0xed, 0xfe, ..] => mach_o(Bytes { bytes: start, little: true }),
        [0xca, 0xfe, 0xba, 0xbe | 0xbf, ..] => fat(start),
        _ => None,
    }
}

/// Bytes with their order.
#[derive(Clone, Copy)]
struct Bytes<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Bytes<'_> {
    fn number(self, at: usize, length: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(length)?)?;
        let add = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        Some(if self.little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    }
}

fn elf(start: &[u8]) -> Option<Program> {
    let wide = match start.get(4)? {
        1 => false,
        2 => true,
        _ => return None,
    };
    let bytes = Bytes { bytes: start, little: *start.get(5)? == 1 };
    let kind = bytes.number(16, 2)?;
    let machine = bytes.number(18, 2)?;
    let flags = bytes.number(if wide { 48 } else { 36 }, 4)?;
    let by_order = |little, big| if bytes.little { little } else { big };
    let (architecture, detail) = match (machine, wide) {
        (3 | 6, _) => ("386", ""),
        (62, true) => ("amd64", ""),
        (62, false) => ("amd64", "x32"),
        // Of the version 5 of the ABI, as all are today: EF_ARM_ABI_FLOAT_HARD and _SOFT.
        (40, _) if bytes.little && flags & 0x400 != 0 => ("arm", "hard float"),
        (40, _) if bytes.little && flags & 0x200 != 0 => ("arm", "soft float"),
        (40, _) => (by_order("arm", "armbe"), ""),
        (183, _) => (by_order("arm64", "arm64be"), ""),
        (243, true) => ("riscv64", ""),
        (243, false) => ("riscv", ""),
        (21, _) => (by_order("ppc64le", "ppc64"), ""),
        (20, _) => ("ppc", ""),
        (22, true) => ("s390x", ""),
        (22, false) => ("s390", ""),
        (8, true) => (by_order("mips64le", "mips64"), ""),
        (8, false) => (by_order("mipsle", "mips"), ""),
        (258, true) => ("loong64", ""),
        (43, _) => ("sparc64", ""),
        (2 | 18, _) => ("sparc", ""),
        (50, _) => ("ia64", ""),
        _ => ("", "unknown machine"),
    };
    let role = match (machine, kind) {
        // CUDA, AMDGPU, BPF.
        (190 | 224 | 247, _) => Role::Other,
        (_, 2) => Role::Executable,
        (_, 3) if names_interpreter(bytes, wide) => Role::Executable,
        (_, 3) => Role::Library,
        _ => Role::Other,
    };
    Some(Program { format: Format::Elf, role, machines: vec![Machine::named(architecture, detail)] })
}

/// Whether there is a program header `PT_INTERP`.
fn names_interpreter(bytes: Bytes<'_>, wide: bool) -> bool {
    let (table, width, size, count) = if wide { (32, 8, 54, 56) } else { (28, 4, 42, 44) };
    let read = || Some((bytes.number(table, width)?, bytes.number(size, 2)?, bytes.number(count, 2)?));
    let Some((table, size, count)) = read() else { return false };
    (0..count.min(64)).any(|at| {
        let header = table.checked_add(at * size).and_then(|header| usize::try_from(header).ok());
        header.and_then(|header| bytes.number(header, 4)) == Some(3)
    })
}

fn pe(start: &[u8]) -> Option<Program> {
    let bytes = Bytes { bytes: start, little: true };
    let header = usize::try_from(bytes.number(0x3c, 4)?).ok()?;
    if bytes.number(header, 4)? != 0x4550 {
        return None;
    }
    let machine = match bytes.number(header + 4, 2)? {
        0x14c => "386",
        0x8664 => "amd64",
        0x1c0 | 0x1c2 | 0x1c4 => "arm",
        0xaa64 => "arm64",
        0x200 => "ia64",
        0x5064 => "riscv64",
        0x6264 => "loong64",
        _ => "",
    };
    let characteristics = bytes.number(header + 22, 2)?;
    let optional = header + 24;
    let wide = bytes.number(optional, 2) == Some(0x20b);
    let subsystem = bytes.number(optional + 68, 2).unwrap_or(0);
    // The 15th data directory is that of .NET, whose code is for no machine.
    let managed = bytes.number(optional + if wide { 112 } else { 96 } + 14 * 8, 4).unwrap_or(0) != 0;
    let role = match characteristics {
        _ if managed || (10..=13).contains(&subsystem) => Role::Other,
        _ if characteristics & 0x2000 != 0 => Role::Library,
        _ if characteristics & 0x0002 != 0 => Role::Executable,
        _ => Role::Other,
    };
    Some(Program { format: Format::Pe, role, machines: vec![Machine::named(machine, "")] })
}

fn mach_o(bytes: Bytes<'_>) -> Option<Program> {
    let role = match bytes.number(12, 4)? {
        2 => Role::Executable,
        6 | 8 => Role::Library,
        _ => Role::Other,
    };
    Some(Program { format: Format::MachO, role, machines: vec![cpu(bytes.number(4, 4)?)] })
}

fn fat(start: &[u8]) -> Option<Program> {
    let bytes = Bytes { bytes: start, little: false };
    let stride = if start.get(3) == Some(&0xbf) { 32 } else { 20 };
    let count = usize::try_from(bytes.number(4, 4)?).ok()?;
    // A Java class begins with the same bytes, and its version follows, which is above 40.
    if !(1..=16).contains(&count) {
        return None;
    }
    let machines: Option<Vec<Machine>> =
        (0..count).map(|at| Some(cpu(bytes.number(8 + at * stride, 4)?))).collect();
    Some(Program { format: Format::MachO, role: Role::Executable, machines: machines? })
}

fn cpu(kind: u64) -> Machine {
    let architecture = match kind {
        7 => "386",
        0x0100_0007 => "amd64",
        12 => "arm",
        0x0100_000c => "arm64",
        18 => "ppc",
        0x0100_0012 => "ppc64",
        _ => "",
    };
    Machine::named(architecture, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn elf_of(wide: bool, little: bool, kind: u16, machine: u16, flags: u32) -> Vec<u8> {
        let mut bytes = vec![0; 128];
        bytes[..8].copy_from_slice(&[0x7f, b'E', b'L', b'F', 1 + u8::from(wide), 2 - u8::from(little), 1, 0]);
        let mut put = |at: usize, number: &[u8]| {
            let number: Vec<u8> =
                if little { number.iter().rev().copied().collect() } else { number.to_vec() };
            bytes[at..at + number.len()].copy_from_slice(&number);
        };
        put(16, &kind.to_be_bytes());
        put(18, &machine.to_be_bytes());
        put(if wide { 48 } else { 36 }, &flags.to_be_bytes());
        bytes
    }

    #[test]
    fn elf_machines() {
        for (wide, little, machine, flags, architecture, detail) in [
            (true, true, 62, 0, "amd64", ""),
            (false, true, 62, 0, "amd64", "x32"),
            (false, true, 3, 0, "386", ""),
            (true, true, 183, 0, "arm64", ""),
            (false, true, 40, 0x0500_0400, "arm", "hard float"),
            (false, true, 40, 0x0500_0200, "arm", "soft float"),
            (false, false, 40, 0x0500_0400, "armbe", ""),
            (true, true, 243, 5, "riscv64", ""),
            (true, true, 21, 2, "ppc64le", ""),
            (true, false, 21, 1, "ppc64", ""),
            (true, false, 22, 0, "s390x", ""),
            (true, true, 8, 0, "mips64le", ""),
            (false, false, 8, 0, "mips", ""),
            (true, true, 258, 0x43, "loong64", ""),
            (true, true, 9999, 0, "", "unknown machine"),
        ] {
            let program = recognise(&elf_of(wide, little, 2, machine, flags)).unwrap();
            assert_eq!((program.format, program.role), (Format::Elf, Role::Executable));
            let machine = program.machines[0];
            assert_eq!((machine.architecture(), machine.detail()), (architecture, detail));
            assert_eq!(Machine::of_number(machine.number()), machine);
        }
    }

    #[test]
    fn elf_roles() {
        let mut with_interpreter = elf_of(true, true, 3, 62, 0);
        with_interpreter[32] = 64; // the table of program headers stands after the header
        with_interpreter[54] = 56;
        with_interpreter[56] = 1;
        with_interpreter[64] = 3; // PT_INTERP
        for (bytes, role) in [
            (with_interpreter, Role::Executable),
            (elf_of(true, true, 3, 62, 0), Role::Library),
            (elf_of(true, true, 1, 62, 0), Role::Other),
            (elf_of(true, true, 3, 247, 0), Role::Other),
        ] {
            assert_eq!(recognise(&bytes).unwrap().role, role);
        }
    }

    #[test]
    fn pe_and_mach_o() {
        let mut pe = vec![0; 512];
        pe[..2].copy_from_slice(b"MZ");
        pe[0x3c] = 0x80;
        pe[0x80..0x86].copy_from_slice(b"PE\0\0\x64\x86");
        pe[0x96] = 2;
        pe[0x98..0x9a].copy_from_slice(&[0x0b, 2]);
        let program = recognise(&pe).unwrap();
        assert_eq!((program.role, program.machines[0].architecture()), (Role::Executable, "amd64"));
        pe[0x98 + 112 + 14 * 8] = 1;
        assert_eq!(recognise(&pe).unwrap().role, Role::Other, "a .NET assembly");

        let thin = [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0];
        let program = recognise(&thin).unwrap();
        assert_eq!((program.role, program.machines[0].architecture()), (Role::Executable, "arm64"));
        let mut fat = vec![0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2];
        fat.extend([1, 0, 0, 7].iter().chain(&[0; 16]).chain(&[1, 0, 0, 12]).chain(&[0; 16]));
        let architectures: Vec<_> =
            recognise(&fat).unwrap().machines.iter().map(|machine| machine.architecture()).collect();
        assert_eq!(architectures, ["amd64", "arm64"]);
        assert_eq!(recognise(b"\xca\xfe\xba\xbe\0\0\0\x34 a class of Java 8"), None);
        assert_eq!(recognise(b"MZ, a text that begins so"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_at(magic in 0..5_usize, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let magic: &[u8] = [&b"\x7fELF"[..], b"MZ", b"\xfe\xed\xfa\xcf", b"\xca\xfe\xba\xbe", b""][magic];
            let _ = recognise(&[magic, &bytes].concat());
        }
    }
}
