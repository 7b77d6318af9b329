//! Which rows of a long list are on the screen.

/// The most pixels that a list is high. Firefox places nothing beyond 17.8 million pixels and Chromium
/// nothing beyond 33.5 million (their layout units are 1/60 and 1/64 of a pixel, in 30 and 31 bits);
/// longer lists are scrolled over proportionally.
const MOST_HEIGHT: u64 = 8_000_000;

/// Rows kept above and below those in sight, so that a fast scroll shows no gap.
const MARGIN: u64 = 8;

/// The rows that are rendered of a list, all of one height; everything in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first row rendered.
    pub first: usize,
    /// How many are rendered.
    pub count: usize,
    /// Where the first of them stands, from the top of the list.
    pub top: u32,
    /// How high the whole list is.
    pub height: u32,
}

impl Window {
    /// The window over a list of `rows` rows, each `row` high, seen through `view` pixels and scrolled
    /// down by `scrolled`.
    #[must_use]
    pub fn new(rows: usize, row: u32, view: u32, scrolled: u32) -> Self {
        let list = List::new(rows, row, view);
        let at = list.to_rows(u64::from(scrolled));
        let first = (at / list.row).saturating_sub(MARGIN);
        let count = (u64::from(view) / list.row + 2 + 2 * MARGIN).min((rows as u64).saturating_sub(first));
        // The first row in sight stands as far above the upper edge as scrolling has moved it.
        let top = (u64::from(scrolled) + first * list.row).saturating_sub(at);
        Self { first: to_usize(first), count: to_usize(count), top: to_u32(top), height: to_u32(list.height) }
    }

    /// How far to scroll so that row `at` is in sight, a third of the view below its edge; `None` where
    /// it is in sight as it is.
    #[must_use]
    pub fn scroll_to(at: usize, rows: usize, row: u32, view: u32, scrolled: u32) -> Option<u32> {
        let list = List::new(rows, row, view);
        let top = at as u64 * list.row;
        let seen = list.to_rows(u64::from(scrolled));
        if seen <= top && top + list.row <= seen + u64::from(view) {
            return None;
        }
        Some(to_u32(list.to_scroll(top.saturating_sub(u64::from(view) / 3))))
    }
}

/// A list's measures: how high its rows are together, and how high the page makes it.
struct List {
    row: u64,
    /// The furthest that one can scroll over the rows, and over the page's element.
    most: u64,
    most_scroll: u64,
    height: u64,
}

impl List {
    fn new(rows: usize, row: u32, view: u32) -> Self {
        let row = u64::from(row.max(1));
        let total = (rows as u64).saturating_mul(row);
        let height = total.min(MOST_HEIGHT);
        let view = u64::from(view);
        Self { row, most: total.saturating_sub(view), most_scroll: height.saturating_sub(view), height }
    }

    fn to_rows(&self, scroll: u64) -> u64 {
        (scroll.min(self.most_scroll) * self.most).checked_div(self.most_scroll).unwrap_or(0)
    }

    fn to_scroll(&self, at: u64) -> u64 {
        (at.min(self.most) * self.most_scroll).checked_div(self.most).unwrap_or(0)
    }
}

fn to_u32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_list_is_whole() {
        assert_eq!(Window::new(3, 20, 600, 0), Window { first: 0, count: 3, top: 0, height: 60 });
        assert_eq!(Window::new(0, 20, 600, 0), Window { first: 0, count: 0, top: 0, height: 0 });
    }

    #[test]
    fn scrolls_no_more_than_it_must() {
        assert_eq!(Window::scroll_to(5, 100, 20, 600, 0), None, "in sight");
        assert_eq!(Window::scroll_to(50, 100, 20, 600, 0), Some(800));
        assert_eq!(Window::scroll_to(99, 100, 20, 600, 0), Some(1400), "no further than the end");
        assert_eq!(Window::scroll_to(0, 100, 20, 600, 900), Some(0));
    }

    proptest! {
        #[test]
        fn the_view_is_covered(
            rows in prop_oneof![0usize..200, 0usize..5_000_000],
            row in 1u32..60,
            view in 1u32..2000,
            at in 0.0f64..=1.0,
        ) {
            let height = Window::new(rows, row, view, 0).height;
            let scrolled = (f64::from(height.saturating_sub(view)) * at) as u32;
            let window = Window::new(rows, row, view, scrolled);
            prop_assert!(u64::from(height) <= MOST_HEIGHT);
            prop_assert!(window.first + window.count <= rows);
            // No gap above the first row or below the last, unless the list ends there.
            prop_assert!(window.top <= scrolled);
            let bottom = u64::from(window.top) + window.count as u64 * u64::from(row);
            prop_assert!(bottom >= u64::from(scrolled + view) || window.first + window.count == rows);
            prop_assert!(window.count as u32 <= view / row + 2 + 2 * MARGIN as u32);
        }

        #[test]
        fn what_is_scrolled_to_is_in_sight(
            rows in prop_oneof![1usize..200, 1usize..5_000_000],
            row in 1u32..60,
            view in 200u32..2000,
            at in 0.0f64..1.0,
            scrolled in 0u32..8_000_000,
        ) {
            let at = (rows as f64 * at) as usize;
            let scrolled = scrolled.min(Window::new(rows, row, view, 0).height.saturating_sub(view));
            let scrolled = Window::scroll_to(at, rows, row, view, scrolled).unwrap_or(scrolled);
            let window = Window::new(rows, row, view, scrolled);
            prop_assert!(window.first <= at && at < window.first + window.count);
            let top = i64::from(window.top) + (at - window.first) as i64 * i64::from(row);
            // A proportional scroll rounds by less than what one pixel of it is worth.
            let slack = (rows as i64 * i64::from(row)) / MOST_HEIGHT as i64 + 1;
            prop_assert!(top + slack >= i64::from(scrolled));
            prop_assert!(top + i64::from(row) <= i64::from(scrolled + view) + slack);
        }
    }
}
