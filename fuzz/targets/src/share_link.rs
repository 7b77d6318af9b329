//! Any payload of a link opens or is refused in words, any symbols are read or refused, and documents go through both
//! unchanged.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bayplan::limits;
use bayplan::share::{Shared, SharedDocument, UnpackError, Unpacking, documents, pack, symbols, unpack};

/// What divides the documents of an input.
const BORDER: u8 = 0xff;

/// Bytes that are taken of what is expected of a document: each becomes two at most.
const PIN_BYTES: usize = limits::SHARE_PIN_BYTES / 2;

/// The compressor is tried with one input in so many: it reads its dictionary first, which takes a hundred times as
/// long as all else.
const COMPRESSED_EACH: u32 = 64;

/// Runs it on one input. Its first byte says what is tried.
pub fn run(bytes: &[u8]) {
    let Some((way, bytes)) = bytes.split_first() else { return };
    let compressor = crate::is_one_in(COMPRESSED_EACH, bytes);
    match way {
        b'p' => opens_or_says_why(String::from_utf8_lossy(bytes).trim_end(), compressor),
        b'b' => opens_or_says_why(&format!("2{}", BASE64_URL_SAFE_NO_PAD.encode(bytes)), compressor),
        b'd' if compressor => survive_a_link(&divided(bytes)),
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
fn told<T>(read: Result<T, UnpackError>) -> Option<T> {
    read.map_err(|error| assert!(!error.to_string().is_empty())).ok()
}

fn opens_or_says_why(payload: &str, compressor: bool) {
    let Some(mut unpacking) = told(Unpacking::new(payload)).filter(|_| compressor) else { return };
    let unpacked = std::iter::from_fn(|| Some(unpacking.work(1000))).flatten().next().expect("an end");
    if let Some(shared) = told(unpacked) {
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
