//! Files that are neither a tar nor compressed as this page unpacks it: what they are, by their first bytes, and the
//! command that makes a tar of those that hold one.

use super::tar;

/// First bytes that [`Foreign::of`] wants to see: the sign of a disk image is the last.
pub const FOREIGN_BYTES: usize = ISO_AT + 5;

/// Where the first descriptor of an ISO 9660 image names its format.
const ISO_AT: usize = 0x8001;

/// A file of another format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Foreign {
    /// <https://tukaani.org/xz/xz-file-format.txt>
    Xz,
    /// bzip2
    Bzip2,
    /// The format before xz.
    Lzma,
    /// lzip
    Lzip,
    /// LZ4 frames
    Lz4,
    /// What `compress` wrote.
    Compress,
    /// zip, and what is one inside.
    Zip,
    /// 7-Zip
    SevenZip,
    /// RAR
    Rar,
    /// cpio, as packages and early user spaces have it.
    Cpio,
    /// `ar`: a Debian package, or a static library.
    Ar,
    /// RPM package
    Rpm,
    /// A disk image of a CD.
    Iso,
    /// SquashFS
    Squashfs,
    /// EROFS
    Erofs,
    /// A disk image of QEMU.
    Qcow2,
    /// A disk image of VMware.
    Vmdk,
    /// A disk image of Hyper-V.
    Vhdx,
    /// Singularity's and Apptainer's image.
    Sif,
    /// A program.
    Elf,
    /// A program for Windows.
    Pe,
    /// WebAssembly
    Wasm,
    /// PDF
    Pdf,
}

/// Signs at the front, or further on.
const SIGNS: [(usize, &[u8], Foreign); 31] = [
    (0, b"\xfd7zXZ\0", Foreign::Xz),
    (0, b"BZh", Foreign::Bzip2),
    (0, b"\x5d\0\0", Foreign::Lzma),
    (0, b"LZIP", Foreign::Lzip),
    (0, b"\x04\x22\x4d\x18", Foreign::Lz4),
    (0, b"\x02\x21\x4c\x18", Foreign::Lz4),
    (0, b"\x1f\x9d", Foreign::Compress),
    (0, b"PK\x03\x04", Foreign::Zip),
    (0, b"PK\x05\x06", Foreign::Zip),
    (0, b"7z\xbc\xaf\x27\x1c", Foreign::SevenZip),
    (0, b"Rar!\x1a\x07", Foreign::Rar),
    (0, b"070701", Foreign::Cpio),
    (0, b"070707", Foreign::Cpio),
    (0, b"\xc7\x71", Foreign::Cpio),
    (0, b"!<arch>\n", Foreign::Ar),
    (0, b"\xed\xab\xee\xdb", Foreign::Rpm),
    (0, b"hsqs", Foreign::Squashfs),
    (0, b"QFI\xfb", Foreign::Qcow2),
    (0, b"KDMV", Foreign::Vmdk),
    (0, b"# Disk DescriptorFile", Foreign::Vmdk),
    (0, b"vhdxfile", Foreign::Vhdx),
    (0, b"\x7fELF", Foreign::Elf),
    (0, b"MZ\x90\0", Foreign::Pe),
    (0, b"MZ\0", Foreign::Pe),
    (0, b"MZP\0", Foreign::Pe),
    (0, b"\0asm", Foreign::Wasm),
    (0, b"%PDF-", Foreign::Pdf),
    (32, b"SIF_MAGIC", Foreign::Sif),
    (1024, b"\xe2\xe1\xf5\xe0", Foreign::Erofs),
    (ISO_AT, b"CD001", Foreign::Iso),
    (ISO_AT, b"BEA01", Foreign::Iso),
];

impl Foreign {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::Xz,
        Self::Bzip2,
        Self::Lzma,
        Self::Lzip,
        Self::Lz4,
        Self::Compress,
        Self::Zip,
        Self::SevenZip,
        Self::Rar,
        Self::Cpio,
        Self::Ar,
        Self::Rpm,
        Self::Iso,
        Self::Squashfs,
        Self::Erofs,
        Self::Qcow2,
        Self::Vmdk,
        Self::Vhdx,
        Self::Sif,
        Self::Elf,
        Self::Pe,
        Self::Wasm,
        Self::Pdf,
    ];

    /// The format that these first bytes are of; `None` for a tar, and for what has no sign that is known.
    #[must_use]
    pub fn of(first: &[u8]) -> Option<Self> {
        if tar::begins(first) {
            return None;
        }
        let is = |at: usize, sign: &[u8]| first.get(at..).is_some_and(|rest| rest.starts_with(sign));
        let (.., foreign) = SIGNS.iter().find(|(at, sign, _)| is(*at, sign))?;
        Some(*foreign)
    }

    /// A number that stands for it, or for none.
    #[must_use]
    pub fn number(foreign: Option<Self>) -> u64 {
        let at = Self::ALL.iter().position(|other| Some(*other) == foreign);
        at.map_or(0, |at| at as u64 + 1)
    }

    /// What [`Self::number`] gives a number for; `None` for any other number.
    #[must_use]
    pub fn of_number(number: u64) -> Option<Option<Self>> {
        let Some(at) = number.checked_sub(1) else { return Some(None) };
        Self::ALL.get(usize::try_from(at).ok()?).copied().map(Some)
    }

    /// What it is, with its article: `an xz file`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xz => "an xz file",
            Self::Bzip2 => "a bzip2 file",
            Self::Lzma => "an LZMA file",
            Self::Lzip => "an lzip file",
            Self::Lz4 => "an LZ4 file",
            Self::Compress => "a file packed by “compress”",
            Self::Zip => "a zip archive",
            Self::SevenZip => "a 7-Zip archive",
            Self::Rar => "a RAR archive",
            Self::Cpio => "a cpio archive",
            Self::Ar => "an ar archive, such as a Debian package",
            Self::Rpm => "an RPM package",
            Self::Iso => "a disk image (ISO 9660)",
            Self::Squashfs => "a file system image (SquashFS)",
            Self::Erofs => "a file system image (EROFS)",
            Self::Qcow2 => "a disk image (QCOW2)",
            Self::Vmdk => "a disk image (VMDK)",
            Self::Vhdx => "a disk image (VHDX)",
            Self::Sif => "a Singularity or Apptainer image (SIF)",
            Self::Elf => "a program (ELF)",
            Self::Pe => "a program for Windows or DOS",
            Self::Wasm => "a WebAssembly module",
            Self::Pdf => "a PDF document",
        }
    }

    /// Its name by itself, to begin a row with.
    #[must_use]
    pub fn title(self) -> String {
        let name = self.name();
        let name = name.strip_prefix("an ").or_else(|| name.strip_prefix("a ")).unwrap_or(name);
        let mut title = name.split_once(", ").map_or(name, |(front, _)| front).to_owned();
        if let Some(first) = title.get_mut(0..1).filter(|_| self != Self::Xz) {
            first.make_ascii_uppercase();
        }
        title
    }

    /// The name of the compression, for what is nothing but compressed.
    #[must_use]
    pub const fn compression(self) -> Option<&'static str> {
        match self {
            Self::Xz => Some("xz"),
            Self::Bzip2 => Some("bzip2"),
            Self::Lzma => Some("LZMA"),
            Self::Lzip => Some("lzip"),
            Self::Lz4 => Some("LZ4"),
            Self::Compress => Some("compress"),
            _ => None,
        }
    }

    /// The command that takes what is in it out of the file of this name; `None` where none makes an image of it.
    #[must_use]
    pub fn command(self, file: &str) -> Option<String> {
        let file = file.rsplit('/').next().unwrap_or(file);
        // A name that a shell would take for more than a name is not put into a command.
        let is_plain = file.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
            && file.starts_with(|first: char| first.is_ascii_alphanumeric());
        let file = if is_plain { file } else { self.usual_name() };
        let tar = untwisted(file);
        let unpack = match self {
            Self::Xz => "xz -dc",
            Self::Bzip2 => "bzip2 -dc",
            Self::Lzma => "xz --format=lzma -dc",
            Self::Lzip => "lzip -dc",
            Self::Lz4 => "lz4 -dc",
            Self::Compress => "gzip -dc",
            Self::Zip => return Some(format!("unzip {file}")),
            Self::SevenZip => return Some(format!("7z x {file}")),
            Self::Rar => return Some(format!("unrar x {file}")),
            _ => return None,
        };
        Some(format!("{unpack} {file} > {tar}"))
    }

    const fn usual_name(self) -> &'static str {
        match self {
            Self::Xz => "image.tar.xz",
            Self::Bzip2 => "image.tar.bz2",
            Self::Lzma => "image.tar.lzma",
            Self::Lzip => "image.tar.lz",
            Self::Lz4 => "image.tar.lz4",
            Self::Compress => "image.tar.Z",
            Self::Zip => "image.zip",
            Self::SevenZip => "image.7z",
            Self::Rar => "image.rar",
            _ => "image",
        }
    }
}

/// The name of the tar that is in the file of this name.
fn untwisted(file: &str) -> String {
    match file.rsplit_once('.') {
        Some((name, "xz" | "bz2" | "lzma" | "lz" | "lz4" | "Z")) if name.ends_with(".tar") => name.to_owned(),
        Some((name, _)) if !name.is_empty() && !file.ends_with(".tar") => format!("{name}.tar"),
        _ => format!("{file}.unpacked.tar"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_what_a_file_is() {
        for (at, sign, foreign) in SIGNS {
            let mut bytes = vec![0; at];
            bytes.extend(sign);
            assert_eq!(Foreign::of(&bytes), Some(foreign));
        }
        for (bytes, reason) in [
            (&b""[..], "nothing"),
            (b"{}", "a document"),
            (&[0; FOREIGN_BYTES], "zeros alone: an empty tar"),
            (b"\x1f\x8b\x08", "gzip, which is unpacked"),
        ] {
            assert_eq!(Foreign::of(bytes), None, "{reason}");
        }
        assert!(Foreign::ALL.iter().all(|foreign| SIGNS.iter().any(|(.., other)| other == foreign)));
    }

    #[test]
    fn a_tar_whose_first_file_is_named_like_a_sign_is_a_tar() {
        let mut header = [0_u8; 512];
        header[..6].copy_from_slice(b"BZh.md");
        header[148..156].copy_from_slice(b"        ");
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert_eq!(Foreign::of(&header), None);
    }

    #[test]
    fn commands_make_a_tar() {
        for (foreign, file, command) in [
            (Foreign::Xz, "image.tar.xz", "xz -dc image.tar.xz > image.tar"),
            (Foreign::Xz, "folder/app.txz", "xz -dc app.txz > app.tar"),
            (Foreign::Bzip2, "image.tar.bz2", "bzip2 -dc image.tar.bz2 > image.tar"),
            (Foreign::Xz, "image.tar", "xz -dc image.tar > image.tar.unpacked.tar"),
            (Foreign::Compress, "image", "gzip -dc image > image.unpacked.tar"),
            (Foreign::Zip, "image.zip", "unzip image.zip"),
            (Foreign::Xz, "a;rm -rf ~.xz", "xz -dc image.tar.xz > image.tar"),
            (Foreign::Xz, "-rf.xz", "xz -dc image.tar.xz > image.tar"),
        ] {
            assert_eq!(foreign.command(file).as_deref(), Some(command));
        }
        assert_eq!(Foreign::Iso.command("a.iso"), None);
        assert_eq!(Foreign::Iso.title(), "Disk image (ISO 9660)");
    }
}
