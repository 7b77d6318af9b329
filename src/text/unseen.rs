//! The one table of characters that can't be seen, or that change how others are seen.
//!
//! Unicode 18: the general categories Cc, Cf, Zs (but for the space), Zl, Zp and Co, and the properties
//! `Default_Ignorable_Code_Point`, `Bidi_Control` and `Noncharacter_Code_Point`; a test holds the table to
//! them. [`Unseen::Blank`] has four more, which are letters or signs by their category and have no ink.

/// Why a character is not what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// C0, DEL and C1: terminals act on them, and a line break starts a row.
    Control,
    /// It turns around the text after it, or sets it apart in its direction.
    Turning,
    /// A mark of direction, or the end of what turns text around.
    Direction,
    /// It ends a line or a paragraph.
    LineEnd,
    /// A space that is not the ordinary one.
    Space,
    /// It joins two letters, or keeps them from being joined.
    Joiner,
    /// It has no width.
    NoWidth,
    /// It chooses how the character before it looks.
    Selector,
    /// It repeats an ASCII character in a form that is never shown.
    Tag,
    /// A letter or a sign without ink.
    Blank,
    /// It formats the text around it, or is reserved for that.
    Format,
    /// Every font gives it another look.
    Private,
    /// It is none: it must not be in a text.
    Noncharacter,
}

impl Unseen {
    /// What it is, for those who point at it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Control => "control character",
            Self::Turning | Self::Direction => "control of the writing direction",
            Self::LineEnd => "line or paragraph separator",
            Self::Space => "space that is not the ordinary one",
            Self::Joiner => "joiner without a width",
            Self::NoWidth => "character without a width",
            Self::Selector => "variation selector",
            Self::Tag => "tag character",
            Self::Blank => "blank letter or sign",
            Self::Format => "format character",
            Self::Private => "private-use character",
            Self::Noncharacter => "noncharacter",
        }
    }
}

/// What kind of unseen character this is; `None` for one that is seen.
#[must_use]
pub fn unseen(character: char) -> Option<Unseen> {
    let code = u32::from(character);
    if code < 0x7f {
        return (code < 0x20).then_some(Unseen::Control);
    }
    if code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code) {
        return Some(Unseen::Noncharacter);
    }
    let at = TABLE.partition_point(|(_, last, _)| *last < code);
    TABLE.get(at).filter(|(first, ..)| *first <= code).map(|(.., kind)| *kind)
}

/// Whether all of `text` is seen.
#[must_use]
pub fn all_seen(text: &str) -> bool {
    text.chars().all(|character| unseen(character).is_none())
}

/// The first and the last code point of each range, in order. ASCII and the noncharacters are told without it.
#[rustfmt::skip]
const TABLE: &[(u32, u32, Unseen)] = &[
    (0x7f, 0x9f, Unseen::Control),
    (0xa0, 0xa0, Unseen::Space),
    (0xad, 0xad, Unseen::Format), // the soft hyphen
    (0x34f, 0x34f, Unseen::Format),
    (0x600, 0x605, Unseen::Format),
    (0x61c, 0x61c, Unseen::Direction),
    (0x6dd, 0x6dd, Unseen::Format),
    (0x70f, 0x70f, Unseen::Format),
    (0x890, 0x891, Unseen::Format),
    (0x8e2, 0x8e2, Unseen::Format),
    (0x115f, 0x1160, Unseen::Blank), // Hangul's fillers
    (0x1680, 0x1680, Unseen::Space),
    (0x17b4, 0x17b5, Unseen::Blank), // Khmer's inherent vowels
    (0x180b, 0x180d, Unseen::Selector),
    (0x180e, 0x180e, Unseen::NoWidth),
    (0x180f, 0x180f, Unseen::Selector),
    (0x2000, 0x200a, Unseen::Space),
    (0x200b, 0x200b, Unseen::NoWidth),
    (0x200c, 0x200d, Unseen::Joiner),
    (0x200e, 0x200f, Unseen::Direction),
    (0x2028, 0x2029, Unseen::LineEnd),
    (0x202a, 0x202b, Unseen::Turning),
    (0x202c, 0x202c, Unseen::Direction),
    (0x202d, 0x202e, Unseen::Turning),
    (0x202f, 0x202f, Unseen::Space),
    (0x205f, 0x205f, Unseen::Space),
    (0x2060, 0x2064, Unseen::NoWidth),
    (0x2065, 0x2065, Unseen::Format),
    (0x2066, 0x2068, Unseen::Turning),
    (0x2069, 0x2069, Unseen::Direction),
    (0x206a, 0x206f, Unseen::Format),
    (0x2800, 0x2800, Unseen::Blank), // Braille without a dot
    (0x3000, 0x3000, Unseen::Space),
    (0x3164, 0x3164, Unseen::Blank), // Hangul's filler
    (0xe000, 0xf8ff, Unseen::Private),
    (0xfe00, 0xfe0f, Unseen::Selector),
    (0xfeff, 0xfeff, Unseen::NoWidth), // the byte order mark
    (0xffa0, 0xffa0, Unseen::Blank), // Hangul's filler of half a width
    (0xfff0, 0xfffb, Unseen::Format),
    (0xfffc, 0xfffc, Unseen::Blank), // stands for an object that is not here
    (0x110bd, 0x110bd, Unseen::Format),
    (0x110cd, 0x110cd, Unseen::Format),
    (0x13430, 0x1343f, Unseen::Format),
    (0x16fe4, 0x16fe4, Unseen::Blank), // Khitan's filler
    (0x1bca0, 0x1bca3, Unseen::Format),
    (0x1d159, 0x1d159, Unseen::Blank), // a note without a head
    (0x1d173, 0x1d17a, Unseen::Format),
    (0xe0000, 0xe0000, Unseen::Format),
    (0xe0001, 0xe007f, Unseen::Tag),
    (0xe0080, 0xe00ff, Unseen::Format),
    (0xe0100, 0xe01ef, Unseen::Selector),
    (0xe01f0, 0xe0fff, Unseen::Format),
    (0xf0000, 0xffffd, Unseen::Private),
    (0x100000, 0x10fffd, Unseen::Private),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ops::RangeInclusive;

    use super::*;
    use icu_properties::props::{
        BidiControl, DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint, VariationSelector,
    };
    use icu_properties::{CodePointMapData, CodePointSetData};

    /// What has no ink though no property says so.
    const BLANK: [char; 4] = ['\u{2800}', '\u{fffc}', '\u{16fe4}', '\u{1d159}'];

    /// The characters that the table has of `kinds`; all that it has where none is given.
    fn found(kinds: &[Unseen]) -> Vec<char> {
        let of_kind = |kind: Unseen| kinds.is_empty() || kinds.contains(&kind);
        ('\0'..=char::MAX).filter(|character| unseen(*character).is_some_and(of_kind)).collect()
    }

    fn characters(ranges: impl Iterator<Item = RangeInclusive<u32>>) -> BTreeSet<char> {
        ranges.flatten().filter_map(char::from_u32).collect()
    }

    #[test]
    fn the_table_is_unicodes() {
        use GeneralCategory as Category;
        let category = |of| characters(CodePointMapData::<Category>::new().iter_ranges_for_value(of));
        let [control, private] = [category(Category::Control), category(Category::PrivateUse)];
        let mut space = category(Category::SpaceSeparator);
        space.remove(&' ');
        let bidi = characters(CodePointSetData::new::<BidiControl>().iter_ranges());
        let none = characters(CodePointSetData::new::<NoncharacterCodePoint>().iter_ranges());
        let selector = characters(CodePointSetData::new::<VariationSelector>().iter_ranges());
        let ignorable = characters(CodePointSetData::new::<DefaultIgnorableCodePoint>().iter_ranges());
        for (kinds, expected) in [
            (&[Unseen::Control][..], &control),
            (&[Unseen::Private], &private),
            (&[Unseen::Space], &space),
            (&[Unseen::Noncharacter], &none),
            (&[Unseen::Selector], &selector),
            (&[Unseen::Turning, Unseen::Direction], &bidi),
        ] {
            assert!(found(kinds).iter().eq(expected), "{kinds:?}: {:x?}", found(kinds));
        }
        let mut all: BTreeSet<char> =
            [control, private, space, bidi, none, selector, ignorable].into_iter().flatten().collect();
        all.extend(BLANK);
        for of in [Category::Format, Category::LineSeparator, Category::ParagraphSeparator] {
            all.extend(category(of));
        }
        assert!(found(&[]).into_iter().eq(all), "the table has more or less than Unicode and these");
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(TABLE.iter().all(|(first, last, _)| first <= last));
        assert!(TABLE.is_sorted_by(|one, next| one.1 < next.0));
    }
}
