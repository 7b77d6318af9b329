//! The page: it holds the model, passes every message through the session, and has the browser do what
//! comes of it.

use std::rc::Rc;

use yew::prelude::*;

use super::page::page;
use crate::browser::{self, Browser};
use crate::inspect::NodeId;
use crate::session::{Effect, Model, Msg, update};

pub struct App {
    pub model: Model,
    pub on: Callback<Msg>,
    /// The node whose row is to be brought into view; the number counts up each time.
    pub reveal: (u32, Option<NodeId>),
    /// What screen readers are told; it has its number, so that the same words can be told again.
    pub announced: (u32, AttrValue),
    /// The number of the toast that is shown; 0 for none.
    pub toast: u32,
    /// Something is held over the page.
    pub dragging: bool,
    browser: Browser,
    title: String,
    /// What has happened while the second part of the program is not here; `None` once it is.
    waiting: Option<Vec<Msg>>,
    /// What the browser is to do once the page shows what has changed: yew renders in pieces.
    due: Vec<Effect>,
}

/// What happens to the page itself, beside the session.
pub enum Event {
    Session(Msg),
    /// Something is held over the page, or not any more.
    Dragging(bool),
    /// The toast of this number has been seen.
    ToastOver(u32),
    /// The second part of the program is here.
    MoreHere,
}

impl Component for App {
    type Message = Event;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let (link, more) = (ctx.link().clone(), ctx.link().clone());
        let on = link.callback(Event::Session);
        let send: browser::Send = Rc::new({
            let on = on.clone();
            move |msg| on.emit(msg)
        });
        browser::listen_for_pastes(Rc::clone(&send));
        browser::listen_for_drops(Rc::clone(&send), move |over| link.send_message(Event::Dragging(over)));
        browser::listen_for_slash("#filter");
        let waiting = browser::await_more(move || more.send_message(Event::MoreHere)).then(Vec::new);
        let mut app = Self {
            model: Model::default(),
            browser: Browser::new(send),
            on,
            reveal: (0, None),
            announced: Default::default(),
            toast: 0,
            dragging: false,
            title: String::new(),
            waiting,
            due: Vec::new(),
        };
        app.model.theme = browser::remembered_theme();
        app.browser.perform(Effect::Theme(app.model.theme));
        let opened = app.waiting.is_none().then(|| Msg::OpenedAt { base: browser::base() });
        let fragment = Some(browser::fragment()).filter(|fragment| !fragment.is_empty());
        let remembered = app.browser.remembered().map(Msg::Recalled);
        for msg in opened.into_iter().chain(fragment.map(Msg::Navigated)).chain(remembered) {
            // Before the first frame, so that a link does not flash the empty page.
            app.take(msg);
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Dragging(over) => std::mem::replace(&mut self.dragging, over) != over,
            Event::ToastOver(toast) => toast == self.toast && std::mem::take(&mut self.toast) > 0,
            Event::Session(msg) => {
                if msg == Msg::Copied(true) {
                    self.show_toast(ctx);
                }
                self.take(msg)
            }
            Event::MoreHere => {
                let waiting = self.waiting.take().unwrap_or_default();
                self.take(Msg::OpenedAt { base: browser::base() });
                waiting.into_iter().fold(false, |changed, msg| self.take(msg) | changed)
            }
        }
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        page(self)
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        first.then(browser::say_here);
        std::mem::take(&mut self.due).into_iter().for_each(|effect| self.browser.perform(effect));
        let title = if self.waiting.is_some() { String::new() } else { self.model.title() };
        if title != self.title {
            browser::set_title(&title);
            self.title = title;
        }
    }
}

impl App {
    /// Passes `msg` through the session, or keeps it until the second part of the program is here: the
    /// first part shows the first visit and knows nothing else. Whether the page changes of it.
    fn take(&mut self, msg: Msg) -> bool {
        if let Some(waiting) = &mut self.waiting {
            waiting.push(msg);
            browser::need_more();
            return false;
        }
        let effects = update(&mut self.model, msg);
        browser::keep_within_reach(&self.model.inspection);
        effects.into_iter().for_each(|effect| self.perform(effect));
        true
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Reveal => self.reveal(self.model.selected),
            Effect::RevealNode(node) => self.reveal(Some(node)),
            Effect::Announce(text) => self.announced = (self.announced.0.wrapping_add(1), text.into()),
            effect => self.due.push(effect),
        }
    }

    fn reveal(&mut self, node: Option<NodeId>) {
        self.reveal = (self.reveal.0.wrapping_add(1), node);
    }

    fn show_toast(&mut self, ctx: &Context<Self>) {
        self.toast = self.toast.wrapping_add(1).max(1);
        let (link, toast) = (ctx.link().clone(), self.toast);
        browser::after_milliseconds(2000, move || link.send_message(Event::ToastOver(toast)));
    }
}
