//! How far fetching is, and the button that stops it.

use yew::prelude::*;

use crate::session::{FetchMsg, Msg};

use crate::view::FetchingView;

/// The bar, while something is under way.
pub fn progress(view: &FetchingView, on: &Callback<Msg>) -> Html {
    let Some(progress) = &view.progress else { return Html::default() };
    let stop = on.reform(|_: MouseEvent| Msg::Fetch(FetchMsg::Stop));
    html! {
        <section class="fetch-progress card" aria-label="Fetching">
            <progress aria-label="Documents fetched" value={progress.done.to_string()} max={progress.total.to_string()} />
            <span>{ "Fetching: " }{ &progress.sentence }</span>
            <button type="button" class="button" onclick={stop}>{ "Stop" }</button>
        </section>
    }
}
