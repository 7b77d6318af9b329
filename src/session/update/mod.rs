//! How each message changes the model, and what the shell is to do for it: one file for each part of the page.

mod choice;
mod comparison;
mod documents;
mod evidence;
mod export;
mod fetch;
mod layers;
mod link;
mod next;
mod select;
mod share;
mod text_box;
mod tree;

use super::effect::Effect;
use super::message::Msg;
use super::model::Model;
use super::{choosing, comparing, drafting, evidence as evidences, files, matrix, putting_back};

/// Takes `msg` into `model`, and says what is to be done.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Box(msg) => text_box::take(model, msg),
        Msg::Documents(msg) => documents::take(model, msg),
        Msg::Link(msg) => link::take(model, msg),
        Msg::Tree(msg) => tree::take(model, msg),
        Msg::Select(msg) => select::take(model, msg),
        Msg::Choice(msg) => choice::take(model, msg),
        Msg::Comparison(msg) => comparison::take(model, msg),
        Msg::Draft(msg) => drafting::take(model, msg),
        Msg::Share(msg) => share::take(model, msg),
        Msg::Export(msg) => export::take(model, msg),
        Msg::Layers(msg) => layers::take(model, msg),
        Msg::Files(msg) => layers::take_files(model, msg),
        Msg::Fetch(msg) => fetch::take(model, msg),
        Msg::Evidence(msg) => evidence::take(model, msg),
        Msg::Theme(theme) => {
            model.theme = theme;
            vec![Effect::Theme(theme)]
        }
        Msg::Dismiss(at) => {
            if at < model.notices.len() {
                model.notices.remove(at);
            }
            Vec::new()
        }
    };
    effects.extend(next::finish(model));
    // What follows from the chosen node and from what is here, where the revision of that is another.
    effects.extend(files::refresh(model));
    effects.extend(choosing::refresh(model));
    effects.extend(matrix::refresh(model));
    effects.extend(comparing::refresh(model));
    effects.extend(drafting::refresh(model));
    putting_back::refresh(model);
    effects.extend(evidences::refresh(model));
    effects.extend(tree::lay_out_if_due(model));
    effects
}
