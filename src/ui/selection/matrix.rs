//! All hosts by all clients: whom this image leaves out, at a glance.

use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::event::send;
use super::legend::legend;
use super::matrix_grid::{focus, matrix_grid};
use super::state::State;
use super::verdict::why;
use crate::select::Form;
use crate::session::{Choice, ChoiceMsg, ExportMsg, MatrixFormat, Msg};
use crate::view::ShownMatrix;

/// The id of the button that opens the matrix.
pub const MATRIX_BUTTON: &str = "matrix-button";

/// The matrix, what is to be said of it, and the files that it can be saved as.
pub fn matrix_pane(strip: &State, matrix: &ShownMatrix, choice: &Choice, on: &Callback<Msg>) -> Html {
    let save = |msg: Msg, words: &'static str| {
        html! { <button type="button" class="button" onclick={send(on, msg)}>{ icon(Icon::Download) }{ words }</button> }
    };
    let close = on.reform(|_: MouseEvent| {
        // This button goes; the one that opened the matrix stays.
        focus(MATRIX_BUTTON);
        Msg::Choice(ChoiceMsg::Matrix(false))
    });
    let form = match matrix.matrix.form {
        Form::Explicit => "With --platform: each platform is asked for by name.",
        Form::Default => "A plain pull on each machine: each client goes by what it detects.",
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
                    { save(Msg::Export(ExportMsg::Matrix(MatrixFormat::Csv)), "CSV") }
                    { save(Msg::Export(ExportMsg::Matrix(MatrixFormat::Markdown)), "Markdown") }
                    <button type="button" class="icon-button" aria-label="Close the matrix" onclick={close}>
                        { icon(Icon::Close) }
                    </button>
                </div>
            </div>
            { legend(matrix) }
            { matrix_grid(strip, matrix, choice, on) }
            <p class="matrix-verdict">
                <strong>{ choice.client.name() }{ ", " }{ choice.host_name() }{ ": " }</strong>{ why(choice) }
            </p>
        </section>
    }
}
