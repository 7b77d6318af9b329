//! What a draft comes to: its bytes, what is to be said of them, what clients take, and the commands that make it.

use std::rc::Rc;

use yew::prelude::*;

use super::super::digest::DigestText;
use super::super::icon::{Icon, icon};
use super::super::notice::notice;
use super::super::safe_text::safe_text;
use super::super::seal;
use super::super::size::size;
use crate::compose::{Draft, PLACEHOLDER, commands};
use crate::session::{DraftMsg, ExportMsg, Msg, ShareMsg, Tone};
use crate::view::drafting::{Drafted, hitch, hosts, hosts_summary, left_out};

/// The bytes, their digest, and what is to be said of them.
pub fn result(draft: &Draft, drafted: &Drafted, on: &Callback<Msg>) -> Html {
    let written = &drafted.written;
    let send = |msg: Msg| on.reform(move |_: MouseEvent| msg.clone());
    let bytes: Rc<[u8]> = written.bytes.as_slice().into();
    let text = String::from_utf8_lossy(&written.bytes);
    let findings = drafted.findings.iter().map(|finding| {
        html! { <li>{ seal::severity(finding.severity) }{ " " }{ safe_text(&finding.message) }</li> }
    });
    html! {
        <section>
            <h3>{ "The index" }</h3>
            <p><DigestText text={written.digest.to_string()} whole=true on={on.clone()} />{ " · " }{ size(written.bytes.len() as u64) }</p>
            { for written.left_out.iter().map(|it| notice(Tone::Warn, html! { { left_out(*it) } }, None)) }
            <ul class="draft-findings">{ for findings }</ul>
            <details>
                <summary>{ format!("The exact bytes, as {} writes them", draft.writer.name()) }</summary>
                <pre class="code draft-bytes" tabindex="0">{ safe_text(&text) }</pre>
            </details>
            <div class="dialog-actions">
                <button type="button" class="button primary" onclick={send(Msg::Draft(DraftMsg::Document))}>{ icon(Icon::File) }{ "Open as a document" }</button>
                <button type="button" class="button" onclick={send(Msg::Draft(DraftMsg::Save))}>{ icon(Icon::Download) }{ "Save" }</button>
                <button type="button" class="button" onclick={send(Msg::Export(ExportMsg::CopyBytes(bytes)))}>{ icon(Icon::Copy) }{ "Copy" }</button>
                <button type="button" class="button" onclick={send(Msg::Share(ShareMsg::Open(true)))}>{ icon(Icon::Share) }{ "Share…" }</button>
                <button type="button" class="button" onclick={send(Msg::Draft(DraftMsg::Discard))}>{ icon(Icon::Close) }{ "Discard the draft" }</button>
            </div>
        </section>
    }
}

/// What clients take, host by host.
pub fn hosts_table(drafted: &Drafted) -> Html {
    let row = |line: crate::view::drafting::HostLine| {
        let class = if line.is_left_out || line.differs { "differs" } else { "" };
        html! {
            <tr>
                <th scope="row">{ line.host }</th>
                <td {class}>{ for line.takes.iter().map(|take| html! { <span class="beneath">{ safe_text(take) }</span> }) }</td>
            </tr>
        }
    };
    html! {
        <section>
            <h3>{ "What clients take" }</h3>
            <p>{ hosts_summary(&drafted.matrix) }</p>
            <details>
                <summary>{ "Host by host" }</summary>
                <table class="draft-hosts"><tbody>{ for hosts(&drafted.matrix).into_iter().map(row) }</tbody></table>
            </details>
        </section>
    }
}

/// The commands that make the same.
pub fn commands_list(draft: &Draft, on: &Callback<Msg>) -> Html {
    let one = |command: crate::compose::Command| {
        let text = command.lines.join("\n");
        let copy = on.reform({
            let text = text.clone();
            move |_: MouseEvent| Msg::Export(ExportMsg::Copy(text.clone()))
        });
        let label = format!("Copy the commands of {}", command.tool.name());
        html! {
            <details>
                <summary>{ command.tool.name() }{ if command.hitches.is_empty() { "" } else { " — gives another result" } }</summary>
                { for command.hitches.iter().map(|it| notice(Tone::Warn, html! { { hitch(it) } }, None)) }
                <div class="snippet">
                    <pre class="code">{ for text.lines().map(|line| html! { <>{ safe_text(line) }{ "\n" }</> }) }</pre>
                    <button type="button" class="icon-button" onclick={copy} aria-label={label.clone()} title={label}>{ icon(Icon::Copy) }</button>
                </div>
            </details>
        }
    };
    html! {
        <section class="draft-commands">
            <h3>{ "Commands that make the same" }</h3>
            { for commands(draft, PLACEHOLDER).into_iter().map(one) }
        </section>
    }
}
