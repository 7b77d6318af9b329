//! Any payload of a link opens or is refused in words, any symbols are read or refused, and documents go through both
//! unchanged.
//!
//! The first byte says what is tried, most often symbols: for each payload the compressor reads its dictionary first,
//! which takes a hundred times as long as all else.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bayplan::limits;
use bayplan::share::{Shared, SharedDocument, UnpackError, documents, pack, symbols, unpack};

/// What divides the documents of an input.
const BORDER: u8 = 0xff;

/// Bytes that are taken of what is expected of a document: each becomes two at most.
const PIN_BYTES: usize = limits::SHARE_PIN_BYTES / 2;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let Some((way, bytes)) = bytes.split_first() else { return };
    match way {
        b'p' => opens_or_says_why(&String::from_utf8_lossy(bytes)),
        b'b' => opens_or_says_why(&format!("2{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))),
        b'l' => survive_a_link(&divided(bytes)),
        b'd' => survive_symbols(&divided(bytes)),
        _ => crate::with(bytes, |(numbers, text): (&[u8], &[u8])| {
            if let Some(shared) = told(documents(text, numbers)) {
                survive_symbols(&shared);
            }
        }),
    }
}

fn divided(bytes: &[u8]) -> Shared {
    let mut documents: Vec<SharedDocument> = Vec::new();
    for bytes in bytes.split(|byte| *byte == BORDER).take(8) {
        match (documents.last_mut(), bytes) {
            (Some(last), [b'=', pin @ ..]) => {
                last.pin = Some(pin.iter().take(PIN_BYTES).map(|byte| char::from(*byte)).collect());
            }
            _ => documents.push(SharedDocument { bytes: bytes.to_vec(), pin: None }),
        }
    }
    Shared { documents }
}

/// What was read; or nothing, and a sentence that says why.
fn told(read: Result<Shared, UnpackError>) -> Option<Shared> {
    read.map_err(|error| assert!(!error.to_string().is_empty())).ok()
}

fn opens_or_says_why(payload: &str) {
    if let Some(shared) = told(unpack(payload)) {
        survive_a_link(&shared);
    }
}

fn survive_a_link(shared: &Shared) {
    if let Ok(payload) = pack(shared) {
        assert_eq!(unpack(&payload).as_ref(), Ok(shared));
    }
}

fn survive_symbols(shared: &Shared) {
    let written = symbols(&shared.documents);
    assert_eq!(documents(&written.text, &written.numbers).as_ref(), Ok(shared));
}
