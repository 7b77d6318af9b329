//! What is read as a reference, typed or pasted, is written whole and read again as the same; an error has its
//! place in the text.

use bayplan::image::reference::Reference;
use bayplan::image::reference::reader::read;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(text: &str) {
    match read(text) {
        Ok(typed) => assert_eq!(typed.reference.to_string().parse(), Ok(typed.reference)),
        Err(error) => assert!(error.at() <= text.len() && !error.to_string().is_empty()),
    }
    if let Err(error) = text.parse::<Reference>() {
        assert!(error.at <= text.len() && !error.to_string().is_empty());
    }
}
