//! What the page is made from: the session's model, and what is shown beside it.

use yew::prelude::*;

use crate::browser::Browser;
use crate::inspect::NodeId;
use crate::session::{Effect, Model, Msg};
use crate::view::Look;

pub struct State {
    pub model: Model,
    /// What of it takes long to work out, as it was after the last message.
    pub look: Look,
    pub on: Callback<Msg>,
    /// The node whose row is to be brought into view; the number counts up each time.
    pub reveal: (u32, Option<NodeId>),
    /// What screen readers are told; it has its number, so that the same words can be told again.
    pub announced: (u32, AttrValue),
    /// The number of the toast that is shown; 0 for none.
    pub toast: u32,
    /// Something is held over the page.
    pub dragging: bool,
    pub browser: Browser,
    /// What the browser is to do once the page shows what has changed: yew renders in pieces.
    pub due: Vec<Effect>,
}

impl State {
    pub fn new(browser: Browser, on: Callback<Msg>) -> Self {
        Self {
            model: Model::default(),
            look: Look::default(),
            on,
            reveal: (0, None),
            announced: Default::default(),
            toast: 0,
            dragging: false,
            browser,
            due: Vec::new(),
        }
    }
}
