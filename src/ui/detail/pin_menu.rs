//! The menu by which an image, or one platform of it, is pinned: each text is copied by one press.

use yew::prelude::*;

use super::pieces::copy_button;
use super::shown::Shown;
use crate::text::escape::escaped;
use crate::ui::safe_text::safe_text;
use crate::view::detail::{Line, Pins, Scope, pins};

/// The menu of the chosen node; nothing where there is nothing to be pinned.
pub fn pin_menu(shown: &Shown) -> Html {
    let Some(Pins { all, one }) = pins(shown.inspection, shown.id, shown.repository) else {
        return Html::default();
    };
    html! {
        // Another node's menu is another one, and closed.
        <details key={shown.id.0} class="pin-menu">
            <summary class="button">{ "Pin" }</summary>
            <div class="pin-menu-body card">
                { for all.iter().chain(&one).map(|scope| part(shown, scope)) }
                if shown.repository.is_none() {
                    <p class="soft">
                        { "These documents do not say where they come from, so only the digest can be copied." }
                    </p>
                }
            </div>
        </details>
    }
}

fn part(shown: &Shown, Scope { title, advice, lines, caution }: &Scope) -> Html {
    html! {
        <section>
            <h3>{ safe_text(title) }</h3>
            <p class="soft">{ *advice }{ " " }<strong>{ *caution }</strong></p>
            <dl class="facts">{ for lines.iter().map(|line| one(shown, &escaped(title), line)) }</dl>
        </section>
    }
}

fn one(shown: &Shown, of: &str, Line { title, text }: &Line) -> Html {
    html! {
        <>
            <dt>{ *title }</dt>
            <dd>
                <div class="snippet">
                    <pre class="code">{ safe_text(text) }</pre>
                    { copy_button(shown, text, format!("Copy for {of}: {title}")) }
                </div>
            </dd>
        </>
    }
}
