//! One file of both images beside each other: the words, and the rows of what is different.

use crate::archive::kind::EntryKind;
use crate::compare::{ContentRow, Contents};
use crate::session::{FileBeside, Inspection, SideContent};
use crate::text::quote::Count;
use crate::text::size::{decimal, grouped};
use crate::verify::Verification;
use crate::view::detail::HexRow;
use crate::view::layers::{of_changed, of_failure};

/// Characters of a row of bytes: its offset, sixteen bytes, and their text.
const WIDE: usize = 80;

/// A row of what is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffRow {
    /// ` `, `+`, `−` or `⋯`.
    pub sign: &'static str,
    /// A word for the sign, for those who do not see it.
    pub word: &'static str,
    /// Its number in the first, from 1, or where it is there.
    pub first: String,
    /// The same in the second.
    pub second: String,
    /// What it holds.
    pub text: String,
    /// Whether it is a line of text; sixteen bytes else, at the same place in both.
    pub is_text: bool,
    /// Whether the last line has no line feed.
    pub is_cut: bool,
}

/// The row at `at`.
#[must_use]
pub fn diff_row(contents: &Contents, bytes: [&[u8]; 2], at: usize) -> Option<DiffRow> {
    let row = contents.rows.get(at)?;
    let number = |row: u32| match contents.is_text {
        true => (u64::from(row) + 1).to_string(),
        false => format!("{:08x}", u64::from(row) * crate::compare::ROW_BYTES as u64),
    };
    let made = |sign, word, first: Option<u32>, second: Option<u32>| {
        let (side, of) = second.map(|of| (1, of)).or(first.map(|of| (0, of))).unwrap_or_default();
        let place = contents.place(side, of);
        let text = bytes.get(side).and_then(|bytes| bytes.get(place)).unwrap_or_default();
        DiffRow {
            sign,
            word,
            first: first.or(second.filter(|_| !contents.is_text)).map(number).unwrap_or_default(),
            second: second.filter(|_| contents.is_text).map(number).unwrap_or_default(),
            is_text: contents.is_text,
            is_cut: contents.is_text && !text.ends_with(b"\n"),
            text: if contents.is_text { line(text) } else { hex(text) },
        }
    };
    Some(match *row {
        ContentRow::Same(one, other) => made(" ", "same", Some(one), Some(other)),
        ContentRow::Removed(one) => made("−", "removed", Some(one), None),
        ContentRow::Added(other) => made("+", "added", None, Some(other)),
        ContentRow::LeftOut(count) => DiffRow {
            sign: "⋯",
            word: "left out",
            first: String::new(),
            second: String::new(),
            text: match (contents.is_text, count) {
                (true, _) => format!("{} the same", Count(count as usize, "line")),
                (false, _) => format!("{} the same", Count(count as usize, "row")),
            },
            is_cut: false,
            is_text: contents.is_text,
        },
    })
}

fn line(bytes: &[u8]) -> String {
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    String::from_utf8_lossy(text).replace('\t', "    ")
}

fn hex(bytes: &[u8]) -> String {
    let row = HexRow::get(bytes, WIDE, 0);
    format!("{:<49}{}", row.hex, row.text)
}

/// What of the contents is different, in a sentence.
#[must_use]
pub fn content_sum(open: &FileBeside) -> Option<String> {
    if open.is_same() {
        return Some("The bytes are the same: both have this SHA-256 digest.".to_owned());
    }
    let contents = open.contents.as_ref()?;
    let noun = if contents.is_text { "line" } else { "row of sixteen bytes" };
    let many = |count: usize| match (contents.is_text, count) {
        (false, 0 | 2..) => format!("{} rows of sixteen bytes", grouped(count as u64)),
        _ => Count(count, noun).to_string(),
    };
    let mut said = match (contents.removed, contents.added) {
        (0, 0) => "What is here of both is the same".to_owned(),
        (removed, 0) => format!("{} removed", many(removed)),
        (0, added) => format!("{} added", many(added)),
        (removed, added) => format!("{} removed, {} added", many(removed), grouped(added as u64)),
    };
    if contents.is_text {
        said +=
            &format!(", of {} and {}.", grouped(contents.count(0) as u64), Count(contents.count(1), noun));
    } else {
        said += ". Bytes are compared at the same places.";
    }
    if contents.unaligned > 0 {
        let lines = Count(contents.unaligned, "line");
        said += &format!(
            " {lines} differ in places too long to be lined up: all of them are shown as removed and added."
        );
    }
    Some(said)
}

/// How the content of one of the two stands, where it is not shown.
#[must_use]
pub fn content_fault(side: &SideContent) -> Option<String> {
    match side {
        SideContent::Absent | SideContent::Reading(_) => None,
        SideContent::None(EntryKind::Other(_)) => Some("It is of an unknown kind.".to_owned()),
        SideContent::None(kind) => Some(format!("It is a {}, which has no content.", kind.word())),
        SideContent::NotRead => Some(
            "Its layer is known by its table of contents alone: read the layer to compare bytes.".to_owned(),
        ),
        SideContent::Read(file) => match file.size.saturating_sub(file.bytes.len() as u64) {
            0 => None,
            cut => Some(format!(
                "The first {} are compared line by line; {} bytes more were hashed.",
                decimal(file.bytes.len() as u64),
                grouped(cut)
            )),
        },
        SideContent::Failed(why) => Some(of_failure(why)),
        SideContent::Changed(lies) => Some(of_changed(*lies)),
        SideContent::Stopped => Some("It was stopped. Close the file, and open it again.".to_owned()),
    }
}

/// What is proved of the bytes of one of the two.
#[must_use]
pub fn content_proof(inspection: &Inspection, open: &FileBeside, side: usize) -> Option<String> {
    let SideContent::Read(file) = open.sides.get(side)? else { return None };
    let layer = (*open.layers.get(side)?)?;
    let state = &inspection.tree.get(inspection.tree.first_with_layer(layer)?)?.state;
    let of_layer = match state {
        Verification::Unpinned => "nothing says which digest that should have".to_owned(),
        state => format!("{} {}", state.sign(), state.word()),
    };
    let digest = file.digest.as_ref().map(ToString::to_string).unwrap_or_default();
    Some(format!("{digest} · bytes that were hashed when the layer was read · the layer: {of_layer}"))
}
