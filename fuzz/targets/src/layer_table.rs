//! The table of a layer goes through its bytes unchanged, and any bytes are read without harm.

use bayplan::archive::codec::{Codec, Totals};
use bayplan::archive::layer::{LayerFiles, LayerScan, built};
use bayplan::archive::report::Unpacked;
use bayplan::findings::layer::of_layer;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    if let Ok(files) = LayerFiles::from_bytes(bytes) {
        for (row, file) in files.iter() {
            let _ = (files.owner(file.owner), files.extra(row));
        }
        let unpacked = Unpacked { codec: Codec::Plain, totals: Totals::default(), error: None };
        let _ = (built(&files), of_layer(&files, &unpacked));
        assert_eq!(LayerFiles::from_bytes(&files.to_bytes()).as_ref(), Ok(&files));
    }
    let mut scan = LayerScan::new();
    scan.push(bytes);
    let files = scan.finish();
    assert_eq!(LayerFiles::from_bytes(&files.to_bytes()).as_ref(), Ok(&files));
}
