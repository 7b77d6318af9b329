//! The chosen file: all that is known of it, and its content.

use yew::prelude::*;

use super::viewer::Viewer;
use crate::session::FilesMsg;
use crate::session::files::{FileState, FilesShown, OpenFile, details, proof_of_file};
use crate::session::{Msg, Tone};
use crate::ui::detail::element::button;
use crate::ui::detail::pieces::fact;
use crate::ui::detail::shown::Shown;
use crate::ui::digest::DigestText;
use crate::ui::notice::notice;
use crate::ui::progress::progress;
use crate::ui::safe_text::safe_text;
use crate::view::layers::{of_changed, of_failure};

/// What is known of the chosen file; nothing where none is.
pub fn chosen(shown: &Shown, pane: &FilesShown) -> Html {
    let Some(details) = details(pane) else { return Html::default() };
    let send = |msg: FilesMsg| shown.send(Msg::Files(msg));
    let opened = pane.opened().cloned();
    let mut actions = Vec::new();
    if details.opens {
        actions.push(match &opened {
            None => html! { <button type="button" class="button primary" onclick={send(FilesMsg::Open)}>{ "Open" }</button> },
            Some(_) => button(html! { "Close" }, send(FilesMsg::Close)),
        });
        actions.push(button(html! { "Save" }, send(FilesMsg::Save)));
    }
    let mut facts: Vec<Html> =
        details.facts.iter().map(|(name, value)| fact(name, Some(safe_text(value)))).collect();
    if let Some(OpenFile { state: FileState::Read(content), .. }) = &opened {
        let digest = content.digest.as_ref().map(|digest| {
            html! { <DigestText text={digest.to_string()} whole=true on={shown.on.clone()} /> }
        });
        facts.push(fact("Digest", digest));
        facts.push(fact("Proof", proof_of_file(shown.inspection, pane).map(Html::from)));
    }
    let head = html! {
        <header class="file-chosen">
            <h3 class="code">{ safe_text(&details.path) }</h3>
            <span class="file-actions">{ for actions }</span>
        </header>
    };
    let content = opened.map(|file| content(shown, file)).unwrap_or_default();
    html! {
        <section class="file-detail" aria-label="The chosen file">
            { head }
            <dl class="facts">{ for facts }</dl>
            { content }
        </section>
    }
}

fn content(shown: &Shown, file: OpenFile) -> Html {
    match file.state {
        FileState::Reading(of) => {
            let stop = shown.send(Msg::Files(FilesMsg::Close));
            html! {
                <div class="inset">{ progress("Taking it out of its layer".to_owned(), of, Some(stop)) }</div>
            }
        }
        FileState::Changed(lies) => {
            html! {
                <div class="inset">{ notice(Tone::Bad, html! { <p>{ safe_text(&of_changed(lies)) }</p> }, None) }</div>
            }
        }
        FileState::Failed(why) => html! { <p class="inset differs">{ safe_text(&of_failure(&why)) }</p> },
        FileState::Read(content) => {
            let key = file.path.clone();
            html! { <Viewer {key} {content} path={file.path} on={shown.on.clone()} /> }
        }
    }
}
