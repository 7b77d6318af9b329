//! Pictures: which format a file has, and how many pixels it says it is. A browser makes room for all of them before it
//! knows whether the file holds any.

/// A picture that browsers draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub media_type: &'static str,
    /// Pixels in a row.
    pub width: u64,
    /// Rows.
    pub height: u64,
}

impl Picture {
    /// The picture that these bytes are: PNG, JPEG, GIF, WebP or an icon. `None` for anything else, where it does not say
    /// how large it is, and for SVG: two kilobytes of it can keep a browser drawing for hours.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let (media_type, size) = match bytes {
            [0x89, b'P', b'N', b'G', ..] => ("image/png", of_png(bytes)),
            [0xff, 0xd8, 0xff, ..] => ("image/jpeg", of_jpeg(bytes)),
            [b'G', b'I', b'F', b'8', ..] => ("image/gif", of_gif(bytes)),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                ("image/webp", of_webp(bytes))
            }
            [0, 0, 1, 0, ..] => ("image/x-icon", of_icon(bytes)),
            _ => return None,
        };
        let (width, height) = size?;
        Some(Self { media_type, width, height })
    }

    /// How many pixels it has.
    #[must_use]
    pub const fn pixels(&self) -> u64 {
        self.width.saturating_mul(self.height)
    }
}

type Size = Option<(u64, u64)>;

fn big(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?).into())
}

fn little(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?).into())
}

/// Two numbers of 16 bits, the smallest byte first.
fn little_pair(bytes: &[u8], at: usize) -> Size {
    let both = little(bytes, at)?;
    Some((both & 0xffff, both >> 16))
}

fn larger((width, height): (u64, u64), (other_width, other_height): (u64, u64)) -> (u64, u64) {
    (width.max(other_width), height.max(other_height))
}

/// PNG: its first chunk, IHDR. <https://www.w3.org/TR/png-3/#11IHDR>
fn of_png(bytes: &[u8]) -> Size {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((big(bytes, 16)?, big(bytes, 20)?))
}

/// JPEG: its first frame header. ITU-T T.81, B.2.2.
fn of_jpeg(bytes: &[u8]) -> Size {
    let mut at = 2;
    loop {
        match *bytes.get(at..)?.first_chunk::<2>()? {
            // Any number of fill bytes may stand before a marker.
            [0xff, 0xff] => at += 1,
            // All frame headers but the three numbers that are tables: DHT, JPG and DAC.
            [0xff, marker @ 0xc0..=0xcf] if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let [_, _, _, high, low, left, right] = *bytes.get(at + 2..)?.first_chunk::<7>()?;
                return Some((
                    u16::from_be_bytes([left, right]).into(),
                    u16::from_be_bytes([high, low]).into(),
                ));
            }
            // Markers without a length.
            [0xff, 0x01 | 0xd0..=0xd8] => at += 2,
            [0xff, _] => {
                let length = u16::from_be_bytes(*bytes.get(at + 2..)?.first_chunk()?);
                at += 2 + usize::from(length.max(2));
            }
            _ => return None,
        }
    }
}

/// GIF: its screen, and every image on it, for one that is larger makes the screen larger. GIF 89a, 18 and 20.
fn of_gif(bytes: &[u8]) -> Size {
    let mut size = little_pair(bytes, 6)?;
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        match bytes.get(at) {
            // An extension: its label, and blocks.
            Some(0x21) => at += 2,
            Some(0x2c) => {
                let ((left, top), (width, height)) =
                    (little_pair(bytes, at + 1)?, little_pair(bytes, at + 5)?);
                size = larger(size, (left + width, top + height));
                at += 11 + table(*bytes.get(at + 9)?);
            }
            // Its end, or what no browser reads any more.
            _ => return Some(size),
        }
        while let Some(length) = bytes.get(at).filter(|length| **length > 0) {
            at += 1 + usize::from(*length);
        }
        at += 1;
    }
}

/// WebP: its first chunk. RFC 9649, 2.5 to 2.7; RFC 6386, 9.1.
fn of_webp(bytes: &[u8]) -> Size {
    match bytes.get(12..16)? {
        b"VP8 " => little_pair(bytes, 26).map(|(width, height)| (width & 0x3fff, height & 0x3fff)),
        b"VP8L" => little(bytes, 21).map(|both| ((both & 0x3fff) + 1, ((both >> 14) & 0x3fff) + 1)),
        b"VP8X" => Some(((little(bytes, 24)? & 0xff_ffff) + 1, (little(bytes, 26)? >> 8) + 1)),
        _ => None,
    }
}

/// An icon: the largest of its pictures, each a PNG or a bitmap, whatever its list says.
fn of_icon(bytes: &[u8]) -> Size {
    let (_, count) = little_pair(bytes, 2)?;
    let mut size = None;
    for entry in 0..usize::try_from(count).ok()? {
        let place = little(bytes, 6 + entry * 16 + 12).and_then(|place| usize::try_from(place).ok());
        let Some(picture) = place.and_then(|place| bytes.get(place..)) else { continue };
        let own = of_png(picture).or_else(|| Some((little(picture, 4)?, little(picture, 8)?)));
        // A bitmap may have a height below zero, and counts its mask.
        let own =
            own.map(|(width, height)| (width, if height > 1 << 31 { (1 << 32) - height } else { height }));
        size = match (size, own) {
            (Some(size), Some(own)) => Some(larger(size, own)),
            (size, own) => size.or(own),
        };
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
            &width.to_be_bytes(),
            &height.to_be_bytes(),
            &[8, 6, 0, 0, 0],
        ]
        .concat()
    }

    fn icon(picture: &[u8]) -> Vec<u8> {
        [
            b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0".as_slice(),
            &9_u32.to_le_bytes(),
            &22_u32.to_le_bytes(),
            picture,
        ]
        .concat()
    }

    #[test]
    fn each_format_says_how_large_it_is() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x03a\xff\xc2\0\x0b\x08\0\x02\x01\x00\x03";
        let gif = b"GIF89a\x02\0\x03\0\x80\0\0aaabbb\x21\xf9\x04abcd\0\x2c\x01\0\0\0\x10\x27\x02\0\0\x02\x01a\0\x3b";
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0abc\x9d\x01\x2a\x05\xc0\x06\x00";
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x04\x40\x01\0";
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x0f\x27\0\x0f\x27\0";
        let bitmap = [&40_u32.to_le_bytes()[..], &16_u32.to_le_bytes(), &32_u32.to_le_bytes()].concat();
        let below = [&40_u32.to_le_bytes()[..], &16_u32.to_le_bytes(), &(-32_i32).to_le_bytes()].concat();
        for (bytes, media_type, size) in [
            (png(100_000, 100_000), "image/png", (100_000, 100_000)),
            (jpeg.to_vec(), "image/jpeg", (256, 2)),
            (gif.to_vec(), "image/gif", (10_001, 3)),
            (lossy.to_vec(), "image/webp", (5, 6)),
            (lossless.to_vec(), "image/webp", (5, 6)),
            (extended.to_vec(), "image/webp", (10_000, 10_000)),
            (icon(&png(70_000, 2)), "image/x-icon", (70_000, 2)),
            (icon(&bitmap), "image/x-icon", (16, 32)),
            (icon(&below), "image/x-icon", (16, 32)),
        ] {
            let picture = Picture::of(&bytes).map(|it| (it.media_type, (it.width, it.height)));
            assert_eq!(picture, Some((media_type, size)));
        }
    }

    #[test]
    fn what_does_not_say_it_is_no_picture() {
        for bytes in [
            &b""[..],
            b"<svg/>",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0",
            b"\xff\xd8\xff\xd9ab",
            b"GIF89a\x02",
            b"\0\0\x01\0\x01\0",
        ] {
            assert_eq!(Picture::of(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn no_beginning_of_a_picture_panics() {
        let whole =
            [icon(&png(1, 1)), b"GIF89a\x02\0\x03\0\xff\0\0".to_vec(), b"RIFF\0\0\0\0WEBPVP8X\0".to_vec()];
        for bytes in whole {
            for end in 0..bytes.len() {
                let _ = Picture::of(&bytes[..end]);
            }
        }
    }
}
