//! The page: it holds the model, passes every message through the session, and has the browser do what it
//! asks for.

use std::rc::Rc;

use yew::prelude::*;

use super::late::{self, Late};
use super::page;
use super::state::State;
use crate::browser::{self, Browser};
use crate::session::{ExportMsg, LinkMsg, Msg};

pub struct App {
    state: State,
    title: String,
    /// The part of the program that knows documents, once it is here.
    late: Option<Late>,
    /// What has happened until then.
    pending: Vec<Msg>,
    /// Takes the second part.
    more: Callback<Late>,
}

/// What happens to the page itself, beside the session.
pub enum Event {
    Session(Msg),
    /// Something is held over the page, or not any more.
    Dragging(bool),
    /// The toast of this number has been seen.
    ToastOver(u32),
    /// The second part of the program is here.
    MoreHere(Late),
}

impl Component for App {
    type Message = Event;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let (link, more) = (ctx.link().clone(), ctx.link().callback(Event::MoreHere));
        let on = link.callback(Event::Session);
        let sender = on.clone();
        let send: browser::Send = Rc::new(move |msg| sender.emit(msg));
        browser::listen_for_pastes(Rc::clone(&send));
        browser::listen_for_drops(Rc::clone(&send), move |over| link.send_message(Event::Dragging(over)));
        browser::listen_for_slash("#filter");
        let again = more.clone();
        browser::listen_for_retry(move || late::load(again.clone()));
        let mut app = Self {
            state: State::new(Browser::new(send), on),
            title: String::new(),
            late: late::at_once(),
            pending: Vec::new(),
            more,
        };
        app.state.model.theme = browser::remembered_theme();
        browser::show_theme(app.state.model.theme);
        let opened = app.late.map(|_| browser::opened());
        let fragment = Some(browser::first_fragment()).filter(|fragment| !fragment.is_empty());
        let remembered = app.state.browser.remembered().map(LinkMsg::Recalled);
        let link = fragment.map(LinkMsg::Navigated).into_iter().chain(remembered).map(Msg::Link);
        // Before the first frame, so that a link does not flash the empty page.
        opened.into_iter().chain(link).for_each(|msg| _ = app.take(msg));
        app
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Dragging(over) => std::mem::replace(&mut self.state.dragging, over) != over,
            Event::ToastOver(toast) => toast == self.state.toast && std::mem::take(&mut self.state.toast) > 0,
            Event::Session(msg) => {
                if matches!(msg, Msg::Export(ExportMsg::Copied(true))) {
                    self.show_toast(ctx);
                }
                self.take(msg)
            }
            Event::MoreHere(late) => {
                self.late = Some(late);
                let pending = std::mem::take(&mut self.pending);
                self.take(browser::opened());
                pending.into_iter().fold(false, |changed, msg| self.take(msg) | changed)
            }
        }
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        match self.late {
            Some(late) => (late.page)(&self.state),
            None => page::first(&self.state),
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        first.then(browser::say_here);
        let Some(late) = self.late else { return };
        (late.perform)(&self.state.browser, std::mem::take(&mut self.state.due));
        let title = (late.title)(&self.state.model);
        if title != self.title {
            browser::set_title(&title);
            self.title = title;
        }
    }
}

impl App {
    /// Passes `msg` through the session, or keeps it until the second part of the program is here: the
    /// first part shows the first visit and knows nothing else. Whether the page changes by it.
    fn take(&mut self, msg: Msg) -> bool {
        if let Some(late) = self.late {
            (late.take)(&mut self.state, msg);
            return true;
        }
        self.pending.push(msg);
        if self.pending.len() == 1 {
            late::load(self.more.clone());
        }
        false
    }

    fn show_toast(&mut self, ctx: &Context<Self>) {
        self.state.toast = self.state.toast.wrapping_add(1).max(1);
        let (link, toast) = (ctx.link().clone(), self.state.toast);
        browser::after_milliseconds(2000, move || link.send_message(Event::ToastOver(toast)));
    }
}
