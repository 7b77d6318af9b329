//! All variants of a document, the likeliest first.

use std::ops::Range;

use super::change::Change;
use super::source::Source;
use super::variant::{End, LineEnds, Variant};
use crate::json::{self, Indent, Layout, Strings};
use crate::sorting::sort_by_key;

/// Layouts, the likeliest first. Docker's registry and its clients wrote manifests with three spaces,
/// buildah, containerd and Docker's client write two, four or none, and editors and Python the others.
const LAYOUTS: [Layout; 14] = [
    Layout::AsWritten,
    Layout::Indented(Indent::Spaces(3)),
    Layout::Compact,
    Layout::Indented(Indent::Spaces(2)),
    Layout::Indented(Indent::Spaces(4)),
    Layout::Indented(Indent::Tab),
    Layout::Spaced,
    Layout::Indented(Indent::Spaces(1)),
    Layout::Indented(Indent::Spaces(8)),
    Layout::IndentedWithSpaces(Indent::Spaces(4)),
    Layout::IndentedWithSpaces(Indent::Spaces(2)),
    Layout::Indented(Indent::Spaces(5)),
    Layout::Indented(Indent::Spaces(6)),
    Layout::Indented(Indent::Spaces(7)),
];

/// All variants of a source that differ, the likeliest first: what takes few words to tell before what
/// takes many, common before rare. The first is the document as it is.
pub(super) fn variants(source: &Source) -> Vec<Variant> {
    let as_written = [Strings::AsWritten];
    let strings: Vec<Strings> = match source.strings.as_slice() {
        [] => as_written.to_vec(),
        ways => ways.iter().map(|(strings, _)| *strings).collect(),
    };
    let layouts = LAYOUTS.into_iter().filter(|layout| makes_a_difference(*layout, source));
    let mut ranked = Vec::new();
    for (layout_rank, layout) in layouts.enumerate() {
        for (strings_rank, strings) in strings.iter().copied().enumerate() {
            for (end_rank, end) in ends(source, layout).iter().copied().enumerate() {
                for (line_rank, line_ends) in line_ends(source, layout, end).into_iter().enumerate() {
                    for (mark_rank, mark) in [source.had_mark, !source.had_mark].into_iter().enumerate() {
                        let variant = Variant { layout, strings, line_ends, end, mark, order: None };
                        let said = Change::new(variant, source).len();
                        let rare = layout_rank + 2 * strings_rank + line_rank + 4 * end_rank + 2 * mark_rank;
                        ranked.push((said, rare, variant));
                    }
                }
            }
        }
    }
    sort_by_key(&mut ranked, |(said, rare, _)| (*said, *rare));
    ranked.into_iter().map(|(_, _, variant)| variant).collect()
}

/// The variants with the members in the orders of these places, the likeliest first. Line ends and marks are
/// those that programs write; the order has no part in the length.
pub(super) fn reordered(source: &Source, orders: Range<usize>) -> Vec<Variant> {
    let mut all = Vec::new();
    let measure = source.strings.first().map(|(_, measure)| *measure);
    let tells_apart = |layout: &Layout| {
        *layout == Layout::Compact
            || *layout != Layout::AsWritten && measure.is_some_and(|measure| measure.tells_apart(*layout))
    };
    for order in orders {
        for layout in LAYOUTS.into_iter().filter(tells_apart) {
            for (strings, _) in source.strings.iter().copied() {
                for end in [End::Bare, End::Newline] {
                    let line_ends = LineEnds::Lf;
                    all.push(Variant { layout, strings, line_ends, end, mark: false, order: Some(order) });
                }
            }
        }
    }
    all
}

/// Whether laying the document out so gives other bytes than keeping it, or a simpler layout, does.
fn makes_a_difference(layout: Layout, source: &Source) -> bool {
    let Some((strings, measure)) = source.strings.first() else { return layout == Layout::AsWritten };
    let line_break: &[u8] = if source.feeds(false).with_return > 0 { b"\r\n" } else { b"\n" };
    let is_there_already = || {
        measure.length(layout, line_break.len() as u64) == source.inner().len() as u64
            && json::write(source.inner(), layout, *strings, line_break).as_deref() == Some(source.inner())
    };
    layout == Layout::AsWritten || measure.tells_apart(layout) && !is_there_already()
}

/// The line ends that make a difference.
fn line_ends(source: &Source, layout: Layout, end: End) -> Vec<LineEnds> {
    let newline = end == End::Newline;
    match layout {
        Layout::Compact | Layout::Spaced if !newline => vec![LineEnds::Lf],
        Layout::AsWritten => {
            let feeds = source.feeds(end == End::AsWritten);
            let lf = feeds.with_return > 0 || newline && source.has_crlf();
            let crlf = feeds.alone > 0 || newline && !source.has_crlf();
            let others = [(lf, LineEnds::Lf), (crlf, LineEnds::CrLf)];
            let others = others.into_iter().filter_map(|(differs, line_ends)| differs.then_some(line_ends));
            std::iter::once(LineEnds::AsWritten).chain(others).collect()
        }
        _ => vec![LineEnds::Lf, LineEnds::CrLf],
    }
}

fn ends(source: &Source, layout: Layout) -> &'static [End] {
    if layout != Layout::AsWritten {
        return &[End::Bare, End::Newline];
    }
    match source.around() {
        (b"", b"") => &[End::AsWritten, End::Newline],
        (b"", b"\n" | b"\r\n") => &[End::AsWritten, End::Bare],
        _ => &[End::AsWritten, End::Bare, End::Newline],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn differ_from_each_other_and_have_the_length_that_was_told() {
        for text in [
            "",
            "not json",
            "not\njson\n",
            "not\r\njson",
            "not\r\njson\n\n",
            "{\"a\": [1, 2]}",
            "{\"a\":[1,2]}\r\n",
            "\u{feff}{\n  \"a\": [\n    1\n  ]\n}\n",
            "{\r\n\t\"a\": [\r\n\t\t1\r\n\t]\r\n}",
            "\n {\n \"a\": \"<é\u{2028}\" \r\n}\n",
            "{\"schemaVersion\": 2, \"config\": {\"size\": 1, \"digest\": \"a\"}, \"a\": []}\n",
        ] {
            let mut source = Source::new(&text.as_bytes().into());
            while !source.is_prepared() {
                source.prepare();
            }
            source.look_for_orders();
            let mut all = variants(&source);
            all.extend(reordered(&source, 0..source.orders.len()));
            assert_eq!(all[0].write(&source).unwrap(), text.as_bytes(), "the first is as it is");
            let mut seen = BTreeSet::new();
            for variant in all {
                let bytes = variant.write(&source).unwrap();
                assert_eq!(variant.length(&source), bytes.len() as u64, "{text:?} {variant:?}");
                assert!(seen.insert(bytes), "{text:?} {variant:?}");
            }
        }
    }
}
