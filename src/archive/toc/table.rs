//! A table of contents that came: held to what was promised of it, and read.

use std::fmt;

use super::footer::{Packing, Promise, TablePlace};
use super::{read, unpack};
use crate::archive::layer::LayerFiles;
use crate::archive::wire::{Reader, Writer};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::verify::hash::digest_of;

/// Which table is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Where it stands in its layer.
    pub place: TablePlace,
    /// What the layer's descriptor promises of it.
    pub promise: Option<Promise>,
}

/// The files of a layer, as its table of contents has them: what the layer says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The files, in the bytes of [`LayerFiles`]. Where they stand in the tar is not known.
    pub files: Vec<u8>,
    /// Whether a digest of the table was promised, and is that of these bytes.
    pub promised: bool,
}

/// Why a table is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// It is another than promised.
    Promise {
        /// The digest that was promised.
        expected: Digest,
        /// The digest of what came.
        actual: Digest,
    },
    /// Its digest can't be computed here.
    Algorithm(Digest),
    /// It can't be unpacked or read.
    NoTable,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Promise { expected, actual } => write!(
                f,
                "The layer\u{2019}s table of contents is not the one that its manifest promises: that is {expected}, and this \
                 is {actual}. It is not shown; fetch the layer whole."
            ),
            Self::Algorithm(digest) => write!(
                f,
                "The layer\u{2019}s table of contents is promised by {digest}, whose algorithm is not computed here. It is \
                 not shown; fetch the layer whole."
            ),
            Self::NoTable => f.write_str(
                "What should be the layer\u{2019}s table of contents can\u{2019}t be read as one. Fetch the layer whole.",
            ),
        }
    }
}

impl Table {
    /// Reads the bytes that stand at its place.
    ///
    /// # Errors
    /// When they are not what was promised, or no table. What was promised and is not so is never shown.
    pub fn list(&self, bytes: &[u8]) -> Result<Listed, TableError> {
        if bytes.len() as u64 != self.place.length {
            return Err(TableError::NoTable);
        }
        if let Some(Promise::Packed(expected)) = &self.promise {
            compare(expected, bytes)?;
        }
        let json = unpack(&self.place, bytes).ok_or(TableError::NoTable)?;
        if let Some(Promise::Unpacked(expected)) = &self.promise {
            compare(expected, &json)?;
        }
        let files: LayerFiles = read(&json).ok_or(TableError::NoTable)?;
        Ok(Listed { files: files.to_bytes(), promised: self.promise.is_some() })
    }

    /// As bytes, for a worker.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        let packing = match self.place.packing {
            Packing::GzipTar => 0,
            Packing::Zstd => 1,
        };
        writer.number(self.place.from).number(self.place.length).number(packing);
        match &self.promise {
            None => writer.number(0),
            Some(Promise::Unpacked(digest)) => writer.number(1).digest(digest),
            Some(Promise::Packed(digest)) => writer.number(2).digest(digest),
        };
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let (from, length) = (reader.number()?, reader.number()?);
        let packing = if reader.number()? == 0 { Packing::GzipTar } else { Packing::Zstd };
        let promise = match reader.number()? {
            0 => None,
            1 => Some(Promise::Unpacked(reader.digest()?)),
            _ => Some(Promise::Packed(reader.digest()?)),
        };
        Some(Self { place: TablePlace { from, length, packing }, promise })
    }
}

fn compare(expected: &Digest, bytes: &[u8]) -> Result<(), TableError> {
    let algorithm: HashAlgorithm =
        expected.registered().ok_or_else(|| TableError::Algorithm(expected.clone()))?;
    let actual = digest_of(algorithm, bytes);
    if actual == *expected { Ok(()) } else { Err(TableError::Promise { expected: expected.clone(), actual }) }
}

impl Listed {
    /// As bytes, for the page.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(u64::from(self.promised)).bytes(&self.files);
        writer.into_bytes()
    }

    /// From such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let promised = reader.number()? == 1;
        Some(Self { promised, files: reader.bytes()?.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    const JSON: &[u8] = br#"{"version":1,"entries":[{"name":"a","type":"reg","size":3,"offset":7}]}"#;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// The member of gzip that eStargz has its table in.
    fn packed() -> Vec<u8> {
        let mut header = [0; 512];
        header[..17].copy_from_slice(b"stargz.index.json");
        header[124..135].copy_from_slice(format!("{:011o}", JSON.len()).as_bytes());
        header[148..156].fill(b' ');
        header[156] = b'0';
        header[257..265].copy_from_slice(b"ustar\x0000");
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        let mut tar = [&header[..], JSON].concat();
        tar.resize(2048, 0);
        gzip(&tar)
    }

    #[test]
    fn a_table_is_held_to_its_promise() {
        let bytes = packed();
        let sha256 = |bytes: &[u8]| digest_of(HashAlgorithm::Sha256, bytes);
        let place = TablePlace { from: 9, length: bytes.len() as u64, packing: Packing::GzipTar };
        let odd = Digest::parse("md5:00").unwrap();
        for (promise, expected, reason) in [
            (None, Ok(false), "nothing was promised"),
            (Some(Promise::Unpacked(sha256(JSON))), Ok(true), "as eStargz promises it"),
            (Some(Promise::Packed(sha256(&bytes))), Ok(true), "as zstd:chunked does"),
            (
                Some(Promise::Unpacked(sha256(b""))),
                Err(TableError::Promise { expected: sha256(b""), actual: sha256(JSON) }),
                "another table",
            ),
            (
                Some(Promise::Packed(sha256(b""))),
                Err(TableError::Promise { expected: sha256(b""), actual: sha256(&bytes) }),
                "other bytes",
            ),
            (Some(Promise::Packed(odd.clone())), Err(TableError::Algorithm(odd)), "nothing can be compared"),
        ] {
            let table = Table { place, promise };
            assert_eq!(Table::from_bytes(&table.to_bytes()).as_ref(), Some(&table));
            let listed = table.list(&bytes);
            assert_eq!(listed.clone().map(|listed| listed.promised), expected, "{reason}");
            if let Ok(listed) = listed {
                assert_eq!(LayerFiles::from_bytes(&listed.files).unwrap().len(), 1);
                assert_eq!(Listed::from_bytes(&listed.to_bytes()), Some(listed));
            }
        }
        let table = Table { place, promise: None };
        assert_eq!(table.list(&bytes[1..]), Err(TableError::NoTable), "it is cut");
        assert_eq!(table.list(&vec![0; bytes.len()]), Err(TableError::NoTable), "it is something else");
    }
}
