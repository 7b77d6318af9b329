//! Why the workers could not do what they were asked, as data, also on its way to the page.

use crate::archive::codec::CodecError;
use crate::archive::toc::TableError;
use crate::archive::wire::{Reader, Writer};

/// Why the workers could not do what they were asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkError {
    /// The shell has no worker to give it to.
    NoWorker,
    /// The worker did not start, or was lost with what it was at.
    WorkerLost,
    /// The worker is of another build than the page.
    OtherBuild,
    /// The file is not held any more.
    NotHeld,
    /// The file could not be read.
    Unreadable,
    /// The archive that the layer lies in could not be unpacked.
    Wrapping(CodecError),
    /// The file is not in its layer any more.
    NoSuchFile,
    /// The table of contents is not shown.
    Table(TableError),
    /// What the system says of it.
    System(String),
}

impl WorkError {
    /// It as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        match self {
            Self::NoWorker => writer.number(0),
            Self::WorkerLost => writer.number(1),
            Self::OtherBuild => writer.number(2),
            Self::NotHeld => writer.number(3),
            Self::Unreadable => writer.number(4),
            Self::Wrapping(error) => writer.number(5).error(Some(*error)),
            Self::NoSuchFile => writer.number(6),
            Self::Table(TableError::NoTable) => writer.number(7),
            Self::Table(TableError::Algorithm(digest)) => writer.number(8).digest(digest),
            Self::Table(TableError::Promise { expected, actual }) => {
                writer.number(9).digest(expected).digest(actual)
            }
            Self::System(said) => writer.number(10).bytes(said.as_bytes()),
        };
        writer.into_bytes()
    }

    /// Reads such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let error = match reader.number()? {
            0 => Self::NoWorker,
            1 => Self::WorkerLost,
            2 => Self::OtherBuild,
            3 => Self::NotHeld,
            4 => Self::Unreadable,
            5 => Self::Wrapping(reader.error()??),
            6 => Self::NoSuchFile,
            7 => Self::Table(TableError::NoTable),
            8 => Self::Table(TableError::Algorithm(reader.digest()?)),
            9 => {
                let (expected, actual) = (reader.digest()?, reader.digest()?);
                Self::Table(TableError::Promise { expected, actual })
            }
            10 => Self::System(String::from_utf8_lossy(reader.bytes()?).into_owned()),
            _ => return None,
        };
        reader.is_at_end().then_some(error)
    }
}
