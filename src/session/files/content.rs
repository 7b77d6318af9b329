//! What is in a file that was opened, and how it is shown.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::archive::extract::Extracted;
use crate::archive::picture::Picture;
use crate::image::digest::Digest;
use crate::json::{self, Indent, Layout, Reading as JsonReading, Strings};
use crate::limits;
use crate::text::size::{decimal, grouped};

/// What is in a file.
#[derive(Debug)]
pub struct Content {
    /// Its first bytes, as many as are shown.
    pub bytes: Rc<[u8]>,
    /// What they are as JSON, where they are that.
    pub reading: Rc<JsonReading>,
    /// JSON with lines and indentation, where it is JSON and has others or none.
    pub pretty: Option<(Rc<[u8]>, Rc<JsonReading>)>,
    /// A picture as a data URL, where it is one, or why it is not shown.
    pub picture: Option<Result<String, String>>,
    /// Bytes in all.
    pub size: u64,
    /// The SHA-256 digest of all bytes.
    pub digest: Option<Digest>,
}

/// All the rest is made of these.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        (self.size, &self.digest, &self.bytes) == (other.size, &other.digest, &other.bytes)
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
            picture: picture(&bytes, file),
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

/// A picture as a data URL, or why it is not shown as one. In an `<img>` no script of it runs and nothing is fetched for
/// it.
fn picture(bytes: &[u8], file: &Extracted) -> Option<Result<String, String>> {
    let picture = Picture::of(bytes)?;
    if !is_whole(file) || bytes.len() > limits::PICTURE_BYTES {
        return Some(Err(format!(
            "This picture has {}; those over {} are shown as bytes. Save the file to look at it.",
            decimal(file.size),
            decimal(limits::PICTURE_BYTES as u64)
        )));
    }
    if picture.pixels() > limits::PICTURE_PIXELS {
        return Some(Err(format!(
            "This picture says that it is {} by {} pixels; those over {} million are shown as bytes, for to draw them \
             takes more memory than a tab should. Save the file to look at it.",
            grouped(picture.width),
            grouped(picture.height),
            limits::PICTURE_PIXELS / 1_000_000
        )));
    }
    Some(Ok(format!("data:{};base64,{}", picture.media_type, STANDARD.encode(bytes))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: Vec<u8>) -> Option<Result<String, String>> {
        let size = bytes.len() as u64;
        Content::new(&Extracted { bytes, size, digest: None }).picture
    }

    #[test]
    fn a_picture_is_shown_up_to_so_many_pixels_and_bytes() {
        let png = |width: u32, height: u32| {
            let header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
            [header, &width.to_be_bytes(), &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat()
        };
        assert!(of(png(4096, 4096)).unwrap().unwrap().starts_with("data:image/png;base64,"));
        let large = of(png(100_000, 100_000)).unwrap().unwrap_err();
        assert!(large.starts_with("This picture says that it is 100,000 by 100,000 pixels;"), "{large}");
        let long = [png(1, 1), vec![0; limits::PICTURE_BYTES]].concat();
        assert!(of(long).unwrap().unwrap_err().starts_with("This picture has 4.2 MB;"));
        assert_eq!(of(b"<svg/>".to_vec()), None);
    }
}
