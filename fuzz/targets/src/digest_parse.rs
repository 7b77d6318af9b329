//! A digest that is read is written the same, and an error has its place in the text.

use bayplan::image::digest::Digest;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    crate::with(bytes, on);
}

fn on(text: &str) {
    match Digest::parse(text) {
        Ok(digest) => {
            assert_eq!(digest.as_str(), text);
            assert_eq!(format!("{}:{}", digest.algorithm(), digest.encoded()), text);
            if let (Some(algorithm), Some(raw)) = (digest.registered(), digest.raw()) {
                assert_eq!(Digest::from_raw(algorithm, &raw).as_ref(), Ok(&digest));
            }
        }
        Err(error) => assert!(error.at <= text.len() && !error.to_string().is_empty()),
    }
}
