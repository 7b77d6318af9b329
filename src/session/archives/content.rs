//! What is in a file that was opened, and how it is shown.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::archive::extract::Extracted;
use crate::image::digest::Digest;
use crate::json::{self, Indent, Layout, Reading as JsonReading, Strings};
use crate::limits;

/// What is in a file.
#[derive(Debug)]
pub struct Content {
    /// Its first bytes, as many as are shown.
    pub bytes: Rc<[u8]>,
    /// What they are as JSON, where they are that.
    pub reading: Rc<JsonReading>,
    /// JSON with lines and indentation, where it is JSON and has others or none.
    pub pretty: Option<(Rc<[u8]>, Rc<JsonReading>)>,
    /// A picture as a data URL, where it is one.
    pub picture: Option<String>,
    /// Bytes in all.
    pub size: u64,
    /// The SHA-256 digest of all bytes.
    pub digest: Option<Digest>,
}

/// One content is read once.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Content {
    pub(super) fn new(file: &Extracted) -> Self {
        let bytes: Rc<[u8]> = file.bytes.as_slice().into();
        let starts_as_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        let reading = match starts_as_json {
            Some(b'{' | b'[') if is_whole(file) => json::read(&bytes),
            _ => json::read(b""),
        };
        let pretty = reading.is_json().then(|| pretty(&bytes)).flatten();
        Self {
            picture: picture(&bytes).filter(|_| is_whole(file) && bytes.len() <= limits::PICTURE_BYTES),
            bytes,
            reading: Rc::new(reading),
            pretty,
            size: file.size,
            digest: file.digest.clone(),
        }
    }

    /// Bytes that are not shown, for there are too many.
    #[must_use]
    pub fn cut(&self) -> u64 {
        self.size.saturating_sub(self.bytes.len() as u64)
    }
}

const fn is_whole(file: &Extracted) -> bool {
    file.bytes.len() as u64 == file.size
}

fn pretty(bytes: &[u8]) -> Option<(Rc<[u8]>, Rc<JsonReading>)> {
    let written: Rc<[u8]> =
        json::write(bytes, Layout::Indented(Indent::Spaces(2)), Strings::AsWritten, b"\n")?.into();
    let reading = json::read(&written);
    (*written != *bytes).then(|| (written, Rc::new(reading)))
}

/// A picture as a data URL. In an `<img>` no script of it runs and nothing is fetched for it. SVG is shown as text:
/// two kilobytes of it can keep a browser drawing for hours.
fn picture(bytes: &[u8]) -> Option<String> {
    let media_type = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [0, 0, 1, 0, ..] => "image/x-icon",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => "image/avif",
        _ => return None,
    };
    Some(format!("data:{media_type};base64,{}", STANDARD.encode(bytes)))
}
