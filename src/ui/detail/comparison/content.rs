//! One file of both images beside each other: what is stated of it, what is proved, and what of its content differs.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::super::element::button;
use super::super::list::List;
use super::super::pieces::fact;
use super::super::shown::Shown;
use crate::compare::Contents;
use crate::session::{ComparisonMsg, FileBeside, Msg, SideContent};
use crate::ui::progress::progress;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::view::comparison::{
    DiffRow, aspects, content_fault, content_proof, content_sum, diff_row, facts, kind_sign, kind_word,
};

/// Characters of a line.
const LINE: usize = 1000;

/// The file, with a button that leads back to the list.
pub fn content(shown: &Shown, open: &Rc<FileBeside>) -> Html {
    let row = &open.difference;
    let back = shown.send(Msg::Comparison(ComparisonMsg::File(None)));
    let what = Some(aspects(row))
        .filter(|what| !what.is_empty())
        .map(|what| html! { <span class="soft">{ what }</span> });
    let side = |name: &'static str, at: usize| {
        let stated = if at == 0 { &row.first } else { &row.second };
        let of = open.sides.get(at);
        let waits = of.and_then(|side| match side {
            SideContent::Reading(progress) => Some(*progress),
            _ => None,
        });
        fact(
            name,
            Some(html! {
                <>
                    <span>{ stated.as_ref().map_or_else(|| "not there".to_owned(), facts) }</span>
                    if let Some(proof) = content_proof(shown.inspection, open, at) { <span class="beneath soft">{ proof }</span> }
                    if let Some(fault) = of.and_then(content_fault) { <span class="beneath differs">{ safe_text(&fault) }</span> }
                    if let Some(of) = waits { { progress("Taking it out of its layer".to_owned(), of, None) } }
                </>
            }),
        )
    };
    html! {
        <section class="content-beside" aria-label="One file of both">
            <Head path={row.path.clone()}>
                <span class={super::changes::class(row.kind)}>
                    <span class="fate"><span aria-hidden="true">{ kind_sign(row.kind) }</span>{ " " }{ kind_word(row.kind) }</span>
                </span>
                { what }
            </Head>
            <div class="inset">{ button(html! { { "← All files that differ" } }, back) }</div>
            <dl class="facts">{ side("First", 0) }{ side("Second", 1) }</dl>
            if let Some(sum) = content_sum(open) { <p class="inset" role="status">{ sum }</p> }
            if let Some((contents, bytes)) = open.contents.clone().zip(open.bytes()) { { rows(contents, bytes) } }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    path: String,
    children: Html,
}

/// The path, which takes the focus: the row that was pressed is gone.
#[component]
fn Head(props: &Props) -> Html {
    let head = use_node_ref();
    use_effect_with((head.clone(), props.path.clone()), |(head, _)| {
        if let Some(head) = head.cast::<HtmlElement>() {
            // It fails only for what can't have it.
            let _ = head.focus();
        }
    });
    html! {
        <h4 ref={head} tabindex="-1" class="inset content-head">
            <span class="code">{ safe_text(&props.path) }</span>{ " " }{ props.children.clone() }
        </h4>
    }
}

fn rows(contents: Rc<Contents>, bytes: [Rc<[u8]>; 2]) -> Html {
    let count = contents.rows.len();
    let row = Callback::from(move |at: usize| {
        let [first, second] = &bytes;
        diff_row(&contents, [first, second], at).map(|row| one(at, &row)).unwrap_or_default()
    });
    html! { <List label="What differs" class="list diff-list" rows={count} {row} /> }
}

fn one(at: usize, row: &DiffRow) -> Html {
    let class = match row.sign {
        "+" => "is-new",
        "−" => "is-gone",
        "⋯" => "is-left-out",
        _ => "is-same",
    };
    html! {
        <div key={at} class={classes!("diff-row", "code", class, (!row.is_text).then_some("is-bytes"))}>
            <span class="diff-number" aria-hidden="true">{ &row.first }</span>
            if row.is_text { <span class="diff-number" aria-hidden="true">{ &row.second }</span> }
            <span class="diff-sign"><span aria-hidden="true">{ row.sign }</span><span class="visually-hidden">{ row.word }</span></span>
            <span class="diff-text">
                { safe_text_of(&row.text, LINE) }
                if row.is_cut { <span class="soft">{ " no line feed at the end" }</span> }
            </span>
        </div>
    }
}
