//! Bytes in hex.

use std::rc::Rc;

use yew::prelude::*;

use super::list::{List, Measures};
use crate::json::Span;
use crate::session::detail::HexRow;

#[derive(Clone, Properties)]
pub struct Props {
    pub bytes: Rc<[u8]>,
    /// The place to show.
    pub span: Option<Span>,
    /// The controls above.
    pub tools: Html,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bytes, &other.bytes) && self.span == other.span && self.tools == other.tools
    }
}

/// Pixels below which a row has eight bytes.
const WIDE: u32 = 620;

/// The hex view.
#[component]
pub fn Hex(props: &Props) -> Html {
    let width = use_state_eq(|| HexRow::WIDE);
    let on_measures = use_callback((), {
        let width = width.setter();
        move |measures: Measures, ()| {
            width.set(if measures.width < WIDE { HexRow::NARROW } else { HexRow::WIDE })
        }
    });
    let width = *width;
    let target = props.span.map(|span| span.start as usize / width);
    let row = {
        let bytes = Rc::clone(&props.bytes);
        Callback::from(move |at| {
            let HexRow { offset, hex, text } = HexRow::get(&bytes, width, at);
            html! {
                <div key={at} class={classes!("hex-row", (target == Some(at)).then_some("target"))}>
                    <span class="soft">{ offset }</span><span>{ hex }</span><bdi class="hex-text">{ text }</bdi>
                </div>
            }
        })
    };
    let rows = HexRow::count(props.bytes.len(), width);
    html! {
        <>
            <div class="raw-bar"><span class="raw-space" />{ props.tools.clone() }</div>
            <List label="The bytes in hex" class="raw-list code" {rows} {row} {on_measures}
                wish={target.map(|row| (row, 0))} />
        </>
    }
}
