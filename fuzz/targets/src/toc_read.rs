//! Footers, tables and what they are packed in, of any bytes.

use bayplan::archive::toc::{footer_range, place, read, unpack};

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let size = bytes.len() as u64;
    if let Some((from, length)) = footer_range(size) {
        let footer = &bytes[usize::try_from(from).expect("a place")..];
        assert_eq!(footer.len() as u64, length);
        if let Some(found) = place(footer, size) {
            let start = usize::try_from(found.from).expect("a place");
            let packed = &bytes[start..start + usize::try_from(found.length).expect("a length")];
            if let Some(table) = unpack(&found, packed) {
                let _ = read(&table);
            }
        }
    }
    if let Some(files) = read(bytes) {
        assert_eq!(files.iter().count(), files.len() as usize);
    }
}
