//! The strip above the tree: what is open in it, and where the keys are.
//!
//! It is one component, and its parts are functions: each component more is some kilobytes of program.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::choosers::host_value;
use super::event::Event;
use super::layout::layout;
use super::matrix_grid::{chosen_cell, focus};
use super::props::Props;
use super::state::{REASONS_AT_ONCE, State};
use crate::session::{ChoiceMsg, Msg};

pub struct Strip {
    state: State,
}

impl Component for Strip {
    type Message = Event;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut strip = Self { state: State::new(ctx.link().callback(|event| event)) };
        strip.follow(ctx.props());
        strip
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.choice != old.choice || props.matrix != old.matrix {
            self.state.told = None;
            self.follow(props);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Host(host) => {
                self.state.asks = host.is_none();
                if let Some(host) = host {
                    ctx.props().on.emit(Msg::Choice(ChoiceMsg::Host(host)));
                }
            }
            Event::Toggle(part) => {
                let is_open = self.state.is_open(part);
                if let Some(open) = self.state.open.get_mut(part as usize) {
                    *open = Some(!is_open);
                }
                self.state.tell(&ctx.props().choice);
            }
            Event::MoreReasons => self.state.reasons = self.state.reasons.saturating_add(REASONS_AT_ONCE),
            Event::Keys(cell) => {
                self.state.keys = cell;
                focus(&super::matrix_cell::cell_id(cell.0, cell.1));
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        layout(&self.state, ctx.props())
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        // The options are there only after the list itself is, and an attribute would not move a choice
        // that was made.
        let choice = &ctx.props().choice;
        for (chooser, value) in
            self.state.choosers.iter().zip([host_value(&self.state, choice), choice.client.id()])
        {
            if let Some(chooser) = chooser.cast::<HtmlSelectElement>() {
                chooser.set_value(value);
            }
        }
    }
}

impl Strip {
    /// Goes with a new choice.
    fn follow(&mut self, props: &Props) {
        self.state.differ = props.choice.verdicts.iter().any(|verdict| verdict.differs);
        self.state.tell(&props.choice);
        if let Some(cell) = props.matrix.as_ref().and_then(|matrix| chosen_cell(matrix, &props.choice)) {
            self.state.keys = cell;
        }
    }
}
