//! All hosts by all clients: whom this image leaves out, at a glance.

use std::rc::Rc;

use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::focus::focus;
use super::legend::legend;
use super::matrix_grid::MatrixGrid;
use super::verdict::why;
use crate::select::Form;
use crate::session::{Choice, Msg, ShownMatrix};

/// The id of the button that opens the matrix.
pub const MATRIX_BUTTON: &str = "matrix-button";

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub matrix: Rc<ShownMatrix>,
    pub choice: Rc<Choice>,
    pub on: Callback<Msg>,
}

#[component]
pub fn MatrixPane(props: &Props) -> Html {
    let Props { matrix, choice, on } = props;
    let current = choice.machine.map(|machine| (machine.id, choice.client));
    let save = |msg: Msg, words: &'static str| {
        let on = on.reform(move |_: MouseEvent| msg.clone());
        html! { <button type="button" class="button" onclick={on}>{ icon(Icon::Download) }{ words }</button> }
    };
    let close = on.reform(|_: MouseEvent| {
        // This button goes; the one that opened the matrix stays.
        focus(MATRIX_BUTTON);
        Msg::Matrix(false)
    });
    let form = match matrix.matrix.form {
        Form::Explicit => "Each platform is asked for by name.",
        Form::Default => "Nothing is asked for: each client goes by what it detects on the machine.",
    };
    html! {
        <section id="matrix" class="matrix" aria-labelledby="matrix-title">
            <div class="matrix-head">
                <div>
                    <h3 id="matrix-title">{ "All hosts, all clients" }</h3>
                    <p class="matrix-summary">{ matrix.summary() }</p>
                    <p class="soft">{ form }{ " The matrix goes with a share link." }</p>
                </div>
                <div class="matrix-actions">
                    { save(Msg::SaveMatrixCsv, "CSV") }
                    { save(Msg::SaveMatrixMarkdown, "Markdown") }
                    <button type="button" class="icon-button" aria-label="Close the matrix"
                        onclick={close}>{ icon(Icon::Close) }</button>
                </div>
            </div>
            { legend(matrix) }
            <MatrixGrid matrix={Rc::clone(matrix)} {current} on={on} />
            <p class="matrix-verdict">
                <strong>{ format!("{}, {}: ", choice.client.name(), choice.host_name()) }</strong>{ why(choice) }
            </p>
        </section>
    }
}
