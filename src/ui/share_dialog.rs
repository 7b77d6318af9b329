//! The share dialog: the link, what it holds, and the files that can be saved.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::dialog::Dialog;
use super::icon::{Icon, icon};
use super::notice::notice;
use super::share_choice::{evidence, images};
use super::share_elsewhere::{elsewhere, short_link};
use crate::browser;
use crate::session::{ExportMsg, Inspection, Msg, ReportFormat, ShareDialog, ShareMsg, Tone};
use crate::text::size::{decimal, grouped};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub share: ShareDialog,
    pub inspection: Rc<Inspection>,
    /// The whole link; `None` where there can be none.
    pub link: Option<String>,
    /// The link that names the image by its reference, where it has one.
    pub short: Option<String>,
    /// Whether the view says who should have signed.
    pub expects: bool,
    pub on: Callback<Msg>,
}

#[component]
pub fn Sharing(props: &Props) -> Html {
    let Props { share, inspection, link, short, expects, on } = props;
    let send = |msg: Msg| on.reform(move |_: MouseEvent| msg.clone());
    html! {
        <Dialog id="share" title={html! { "Share" }} on_close={on.reform(|()| Msg::Share(ShareMsg::Open(false)))}>
                if let Some(short) = short { { short_link(short, on) } }
                { match (&share.payload, link) {
                    (Some(Ok(payload)), Some(link)) => the_link(share, payload, link, on),
                    (Some(Err(why)), _) => notice(Tone::Warn, html! {
                        <p>{ why }</p>
                    }, None),
                    _ => html! { <p role="status">{ "Making the link…" }</p> },
                } }
                if !share.images.is_empty() { { images(inspection, share, on) } }
                { evidence(share, *expects, on) }
                if share.config_count > 0 { { configs(share, on) } }
                <h3>{ "Save as a file" }</h3>
                <div class="dialog-actions">
                    <button type="button" class="button" onclick={send(Msg::Export(ExportMsg::Documents))}>
                        { icon(Icon::Download) }{ "Documents" }
                    </button>
                    <button type="button" class="button" onclick={send(Msg::Export(ExportMsg::Report(ReportFormat::Json)))}>
                        { icon(Icon::Download) }{ "Report, JSON" }
                    </button>
                    <button type="button" class="button" onclick={send(Msg::Export(ExportMsg::Report(ReportFormat::Markdown)))}>
                        { icon(Icon::Download) }{ "Report, Markdown" }
                    </button>
                </div>
                <p class="soft">{ "The documents are saved byte for byte; dropped on this page, they open again." }</p>
                { elsewhere(short.as_deref(), on) }
        </Dialog>
    }
}

fn the_link(share: &ShareDialog, payload: &str, link: &str, on: &Callback<Msg>) -> Html {
    let documents = if share.documents == 1 { "document" } else { "documents" };
    let copy = on.reform(|_: MouseEvent| Msg::Share(ShareMsg::CopyLink { base: browser::base() }));
    let selected =
        Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select());
    html! {
        <>
            <p>
                { "Whoever opens this link sees what you see, and their browser verifies it again. It holds " }
                <strong>{ format!("{} {documents}", grouped(share.documents as u64)) }</strong>
                { format!(", {} byte for byte, and the view. No server keeps anything: what stands after the # is not even sent to one.", decimal(share.bytes as u64)) }
            </p>
            <textarea class="input code share-link" readonly=true rows="4" aria-label="The link" onfocus={selected}
                value={link.to_owned()} />
            <div class="dialog-actions">
                <button type="button" class="button primary" autofocus=true onclick={copy}>
                    { icon(Icon::Copy) }{ if share.copied == Some(true) { "Copied" } else { "Copy the link" } }
                </button>
                <span class="soft">
                    { format!("{} characters", grouped(link.chars().count() as u64)) }
                </span>
            </div>
            if share.copied == Some(false) {
                { notice(Tone::Bad, html! { <p>{ "The browser did not let the page write to the clipboard. Select the link and copy it by hand." }</p> }, None) }
            }
            <p class="soft share-floor">{ in_comparison(share, payload) }</p>
        </>
    }
}

/// How the link's length compares with what can't be left out of it.
fn in_comparison(share: &ShareDialog, payload: &str) -> String {
    let documents = format!("{} of them are the documents", grouped(payload.len() as u64));
    match share.floor {
        Some(floor) => format!(
            "{documents}; the digests in them, which can\u{2019}t be compressed, take {} alone.",
            grouped(floor as u64)
        ),
        None => documents + ".",
    }
}

fn configs(share: &ShareDialog, on: &Callback<Msg>) -> Html {
    let switched = on.reform(|event: yew::Event| {
        Msg::Share(ShareMsg::Configs(event.target_unchecked_into::<HtmlInputElement>().checked()))
    });
    let count = share.config_count;
    let configs = if count == 1 { "config" } else { "configs" };
    let words = html! {
        <>
            <label class="check">
                <input type="checkbox" checked={share.configs} onchange={switched} />
                <span>{ format!("Include {} image {configs}", grouped(count as u64)) }</span>
            </label>
            if share.configs {
                <p>{ "A config holds the environment variables, the labels and the build history, and all of that goes with the link. Look through them for secrets first, or leave them out." }</p>
            } else {
                <p>{ "Left out: the environment, the labels and the build history stay here." }</p>
            }
        </>
    };
    notice(if share.configs { Tone::Warn } else { Tone::Ok }, words, None)
}
