//! Rows of a table or a list, put on the page a part in each frame.

use yew::prelude::*;

use crate::browser;

/// Rows that are put on the page in one frame.
const A_FRAME: usize = 25;

/// What stands in a table's body or a list.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    rows: Vec<Html>,
}

/// All of `rows`: at once where they are few, and else the first now and the others after it.
pub fn rows(rows: Vec<Html>) -> Html {
    if rows.len() <= A_FRAME {
        html! { <>{ for rows }</> }
    } else {
        html! { <Rows {rows} /> }
    }
}

#[component]
fn Rows(props: &Props) -> Html {
    let here = use_state_eq(|| A_FRAME);
    let set = here.setter();
    use_effect_with((*here, props.rows.len()), move |&(here, all)| {
        if here < all {
            browser::after_frame(move || set.set(here + A_FRAME));
        }
    });
    html! { <>{ for props.rows.iter().take(*here).cloned() }</> }
}
