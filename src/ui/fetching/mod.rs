//! What is fetched from registries: how far it is, what is asked of the user, what could not be fetched.

mod diagnosis;
mod offers;
mod problems;
mod progress;
mod questions;
mod sign_in;
mod source;
mod tags;

use yew::prelude::*;

use crate::session::Msg;

use crate::view::FetchingView;

pub use source::source;
pub use tags::Tags;

/// What stands above all else: questions, problems, and how far it is.
pub fn fetching(view: &FetchingView, on: &Callback<Msg>) -> Html {
    html! {
        <div class="notices fetching">
            { for view.questions.iter().map(|it| questions::question(it, on)) }
            { offers::offers(&view.offers, on) }
            { problems::problems(view, on) }
            { progress::progress(view, on) }
        </div>
    }
}
