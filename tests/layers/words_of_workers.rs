//! Why workers could not do something comes to the page as it was said.

use bayplan::archive::codec::{CodecError, Fault};
use bayplan::archive::toc::TableError;
use bayplan::layers::WorkError;

use super::sha256;

/// Each error; this does not compile where one is missing.
fn all() -> Vec<WorkError> {
    let wrapping = CodecError { fault: Fault::CutOff, at: 7, written: 9 };
    let promise = TableError::Promise { expected: sha256(b"a"), actual: sha256(b"b") };
    let errors = vec![
        WorkError::NoWorker,
        WorkError::WorkerLost,
        WorkError::OtherBuild,
        WorkError::NotHeld,
        WorkError::Unreadable,
        WorkError::Wrapping(wrapping),
        WorkError::NoSuchFile,
        WorkError::Table(TableError::NoTable),
        WorkError::Table(TableError::Algorithm(sha256(b"a"))),
        WorkError::Table(promise),
        WorkError::System("disk full".to_owned()),
    ];
    let mut kinds: Vec<u8> = errors
        .iter()
        .map(|error| match error {
            WorkError::NoWorker => 0,
            WorkError::WorkerLost => 1,
            WorkError::OtherBuild => 2,
            WorkError::NotHeld => 3,
            WorkError::Unreadable => 4,
            WorkError::Wrapping(_) => 5,
            WorkError::NoSuchFile => 6,
            WorkError::Table(TableError::NoTable) => 7,
            WorkError::Table(TableError::Algorithm(_)) => 8,
            WorkError::Table(TableError::Promise { .. }) => 9,
            WorkError::System(_) => 10,
        })
        .collect();
    kinds.dedup();
    assert_eq!(kinds, (0..11).collect::<Vec<u8>>(), "each of them once");
    errors
}

#[test]
fn each_error_is_read_as_it_was_written() {
    for error in all() {
        let bytes = error.to_bytes();
        assert_eq!(WorkError::from_bytes(&bytes), Some(error.clone()));
        assert_eq!(WorkError::from_bytes(&[&bytes[..], b"x"].concat()), None, "{error:?} and more");
        assert_eq!(WorkError::from_bytes(&bytes[..bytes.len() - 1]), None, "less than {error:?}");
    }
    assert_eq!(WorkError::from_bytes(&99_u64.to_le_bytes()), None);
}
