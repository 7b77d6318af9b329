//! The strip above the tree: what is open in it, and where the keys are.
//!
//! It is one component, and its parts are functions: each component more is some kilobytes of program.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::choosers::host_value;
use super::event::{Event, Part};
use super::fold::is_wide;
use super::layout::layout;
use super::matrix_grid::{chosen_cell, focus};
use super::reasons::AT_ONCE;
use crate::session::{Choice, ChoiceMsg, Msg};
use crate::view::ShownMatrix;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
    /// All hosts by all clients, while that is open.
    pub matrix: Option<Rc<ShownMatrix>>,
    pub on: Callback<Msg>,
}

pub struct Strip {
    pub ui: Callback<Event>,
    /// The list of hosts, and that of clients.
    pub choosers: [NodeRef; 2],
    /// A platform is to be written.
    pub asks: bool,
    /// Which parts were opened or closed by hand.
    pub open: [Option<bool>; 3],
    /// Some client does otherwise than the chosen one.
    differ: bool,
    /// How many reasons are on the page.
    pub reasons: usize,
    /// The cell of the matrix that the Tab key leads to.
    pub keys: (usize, usize),
    /// What depends on the order, for each client, and what would make all agree: worked out when it is to be
    /// seen, for it takes choices of its own.
    pub told: Option<(Vec<Option<String>>, Vec<String>)>,
}

impl Component for Strip {
    type Message = Event;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut strip = Self {
            ui: ctx.link().callback(|event| event),
            choosers: Default::default(),
            asks: false,
            open: [None; 3],
            differ: false,
            reasons: AT_ONCE,
            keys: (0, 0),
            told: None,
        };
        strip.follow(ctx.props());
        strip
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.choice != old.choice || props.matrix != old.matrix {
            self.told = None;
            self.follow(props);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Host(host) => {
                self.asks = host.is_none();
                if let Some(host) = host {
                    ctx.props().on.emit(Msg::Choice(ChoiceMsg::Host(host)));
                }
            }
            Event::Toggle(part) => {
                let is_open = self.is_open(part);
                if let Some(open) = self.open.get_mut(part as usize) {
                    *open = Some(!is_open);
                }
                self.tell(&ctx.props().choice);
            }
            Event::MoreReasons => self.reasons = self.reasons.saturating_add(AT_ONCE),
            Event::Keys(cell) => {
                self.keys = cell;
                focus(&super::matrix_cell::cell_id(cell.0, cell.1));
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        layout(self, ctx.props())
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        // The options are there only after the list itself is, and an attribute would not move a choice
        // that was made.
        let choice = &ctx.props().choice;
        for (chooser, value) in self.choosers.iter().zip([host_value(self, choice), choice.client.id()]) {
            if let Some(chooser) = chooser.cast::<HtmlSelectElement>() {
                chooser.set_value(value);
            }
        }
    }
}

impl Strip {
    pub fn is_open(&self, part: Part) -> bool {
        let chosen = self.open.get(part as usize).copied().flatten();
        // Where all agree, the tree is worth more than a list of the same.
        chosen.unwrap_or(matches!(part, Part::Clients) && self.differ && is_wide())
    }

    /// Goes with a new choice.
    fn follow(&mut self, props: &Props) {
        self.differ = props.choice.verdicts.iter().any(|verdict| verdict.differs);
        self.tell(&props.choice);
        if let Some(cell) = props.matrix.as_ref().and_then(|matrix| chosen_cell(matrix, &props.choice)) {
            self.keys = cell;
        }
    }

    fn tell(&mut self, choice: &Choice) {
        if self.is_open(Part::Clients) && self.told.is_none() {
            self.told = Some((choice.orders_in_words(), choice.advice_in_words()));
        }
    }
}
