//! What is open in the strip, and where the keys are.

use yew::prelude::*;

use super::event::{Event, Part};
use crate::session::Choice;

/// Reasons that are on the page at first, and more with each press of the button.
pub const REASONS_AT_ONCE: usize = 200;

/// Pixels from which the page has room for what is folded on a narrower one. As in the style sheet.
const WIDE: f64 = 960.0;

/// Whether the page is wide now.
fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width > WIDE)
}

pub struct State {
    pub ui: Callback<Event>,
    /// The list of hosts, and that of clients.
    pub choosers: [NodeRef; 2],
    /// A platform is to be written.
    pub asks: bool,
    /// Which parts were opened or closed by hand.
    pub open: [Option<bool>; 3],
    /// Some client does otherwise than the chosen one.
    pub differ: bool,
    /// How many reasons are on the page.
    pub reasons: usize,
    /// The cell of the matrix that the Tab key leads to.
    pub keys: (usize, usize),
    /// What depends on the order, for each client, and what would make all agree: worked out when it is to be
    /// seen, for it takes choices of its own.
    pub told: Option<(Vec<Option<String>>, Vec<String>)>,
}

impl State {
    pub fn new(ui: Callback<Event>) -> Self {
        Self {
            ui,
            choosers: Default::default(),
            asks: false,
            open: [None; 3],
            differ: false,
            reasons: REASONS_AT_ONCE,
            keys: (0, 0),
            told: None,
        }
    }

    pub fn is_open(&self, part: Part) -> bool {
        let chosen = self.open.get(part as usize).copied().flatten();
        // Where all agree, the tree is worth more than a list of the same.
        chosen.unwrap_or(matches!(part, Part::Clients) && self.differ && is_wide())
    }

    /// Works out what the table of clients says, once that is open.
    pub fn tell(&mut self, choice: &Choice) {
        if self.is_open(Part::Clients) && self.told.is_none() {
            self.told = Some((choice.orders_in_words(), choice.advice_in_words()));
        }
    }
}
