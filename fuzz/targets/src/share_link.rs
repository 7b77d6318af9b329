//! Any payload of a link opens or is refused in words, and documents go through a link unchanged.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bayplan::share::{Shared, SharedDocument, pack, unpack};

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    for payload in
        [String::from_utf8_lossy(bytes).into_owned(), format!("2{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))]
    {
        match unpack(&payload) {
            Ok(shared) => holds(&shared),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    let documents = bytes.split(|byte| *byte == 0xff).take(8);
    let documents = documents.map(|bytes| SharedDocument { bytes: bytes.to_vec(), pin: None });
    holds(&Shared { documents: documents.collect() });
}

fn holds(shared: &Shared) {
    if let Ok(payload) = pack(shared) {
        assert_eq!(unpack(&payload).as_ref(), Ok(shared));
    }
}
