//! What could not be fetched, why, and what to do about it.

use yew::prelude::*;

use super::diagnosis::diagnosis;
use super::sign_in::sign_in;
use crate::session::{FetchMsg, Msg, Tone};
use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;
use crate::view::{FetchingView, ProblemView};

/// The problems, the first with all that there is to say of it.
pub fn problems(view: &FetchingView, on: &Callback<Msg>) -> Html {
    let mut all: Vec<_> =
        view.problems.iter().enumerate().map(|(at, one)| problem(one, at == 0, on)).collect();
    if view.more_problems > 0 {
        all.push(html! {
            <p class="soft">{ format!("{} more could not be fetched.", view.more_problems) }</p>
        });
    }
    html! { <>{ for all }</> }
}

fn problem(problem: &ProblemView, open: bool, on: &Callback<Msg>) -> Html {
    let ProblemView { job, what, diagnosis: why, sign_in: host, promise } = problem;
    let job = *job;
    let retry = on.reform(move |_: MouseEvent| Msg::Fetch(FetchMsg::Retry(job)));
    let dismiss = on.reform(move |_: MouseEvent| Msg::Fetch(FetchMsg::DismissProblem(job)));
    let inside = html! {
        <section class="problem" aria-label={why.headline.clone()}>
            <h2>{ safe_text(&why.headline) }</h2>
            <p class="soft code">{ safe_text(what) }</p>
            if let Some(host) = host { { sign_in(host, promise, on) } }
            <details {open}>
                <summary>{ "What is known, and what to do" }</summary>
                { diagnosis(why, on) }
            </details>
            <div class="dialog-actions">
                <button type="button" class="button" onclick={retry}>{ "Try again" }</button>
            </div>
        </section>
    };
    html! { <div key={job.0}>{ notice(Tone::Bad, inside, Some(dismiss)) }</div> }
}
