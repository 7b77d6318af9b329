//! Which rows of the tree are in sight.

use std::ops::Range;

use web_sys::HtmlElement;
use yew::NodeRef;

/// Rows that are on the page beyond those in sight, above and below.
const BEYOND: usize = 12;

/// Rows before anything is measured.
pub const FIRST_ROWS: Range<usize> = 0..3 * BEYOND;

/// The element that scrolls, and the sheet in it that is as high as all rows together.
#[derive(Default)]
pub struct Sight {
    pub scroller: NodeRef,
    pub sheet: NodeRef,
}

impl Sight {
    /// Makes the sheet as high as `rows` rows, and puts those that are on the page in their place.
    pub fn lay_out(&self, rows: usize, first: usize) {
        if let Some(sheet) = self.sheet.cast::<HtmlElement>() {
            // The style sheet makes lengths of these; a style attribute would break the page's policy.
            let _ = sheet.style().set_property("--rows", &rows.to_string());
            let _ = sheet.style().set_property("--first", &first.min(rows).to_string());
        }
    }

    /// Where the tree is scrolled to, its height, and a row's, in pixels. A row need not be a whole number of
    /// them, and over 10,000 rows the rest would add up to a screen.
    fn measure(&self, rows: usize) -> Option<(f64, f64, f64)> {
        let scroller = self.scroller.cast::<HtmlElement>()?;
        let sheet = f64::from(self.sheet.cast::<HtmlElement>()?.offset_height());
        let row = sheet / rows as f64;
        (row >= 1.0).then(|| (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()), row))
    }

    /// The rows that are to be on the page; `None` while nothing can be measured.
    pub fn rows(&self, rows: usize) -> Option<Range<usize>> {
        let (top, height, row) = self.measure(rows)?;
        // Whole blocks, so that a scroll by a row or two changes nothing.
        let first = (top / row) as usize / BEYOND * BEYOND;
        let count = (height / row) as usize + 1;
        let end = (first + BEYOND + count).next_multiple_of(BEYOND);
        Some(first.saturating_sub(BEYOND)..end)
    }

    /// Scrolls as little as it takes, or to the middle from far away.
    pub fn bring_into_view(&self, at: Option<usize>, rows: usize) {
        let (Some((top, height, row)), Some(at)) = (self.measure(rows), at) else { return };
        let from = at as f64 * row;
        let to = from + row;
        let target = if from >= top && to <= top + height {
            return;
        } else if from >= top - height && to <= top + 2.0 * height {
            if from < top { from } else { to - height }
        } else {
            from - height / 2.0
        };
        if let Some(scroller) = self.scroller.cast::<HtmlElement>() {
            scroller.set_scroll_top(target.max(0.0) as i32);
        }
    }
}
