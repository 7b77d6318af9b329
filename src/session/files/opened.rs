//! The file that is open: what the engine for layers takes out of its layer.

use std::rc::Rc;

use super::chosen::Chosen;
use super::content::Content;
use super::pane::State;
use super::row::text;
use crate::inspect::LayerId;
use crate::layers::{Event, Failure, FileNews, Progress};
use crate::registry::Outcome;
use crate::session::effect::{Effect, Save};
use crate::session::model::Model;
use crate::session::said::WhereLayer;
use crate::text::file_name::file_name;

/// A file that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenFile {
    /// Which.
    pub chosen: Chosen,
    /// Its path.
    pub path: String,
    /// How far that is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum FileState {
    /// It is being taken out of its layer: bytes of the layer.
    Reading(Progress),
    /// It is here.
    Read(Rc<Content>),
    /// It can't be shown: why.
    Failed(Failure),
    /// Its layer is another than the one that was proved. Nothing of it is shown.
    Changed(WhereLayer),
}

/// Opens the chosen file.
pub(super) fn open(model: &mut Model) -> Option<Event<'static, Outcome>> {
    let (chosen, layer, at, path) = takeable(model)?;
    let state = FileState::Reading(Progress::default());
    model.files.as_mut()?.change(|pane| pane.opened = Some(OpenFile { chosen, path, state }));
    Some(Event::Show { layer, at })
}

/// Closes the open file.
pub(super) fn close(state: &mut State) -> Option<Event<'static, Outcome>> {
    state.opened.take().map(|_| Event::Close)
}

/// Has the chosen file saved: as it is here, or else taken out of its layer once more.
pub(super) fn save(model: &Model) -> (Vec<Effect>, Option<Event<'static, Outcome>>) {
    let Some(pane) = &model.files else { return Default::default() };
    let here = pane.look(|state| {
        let file = state.opened.as_ref().filter(|file| Some(file.chosen) == state.chosen)?;
        match &file.state {
            FileState::Read(content) if content.cut() == 0 => {
                Some((file.path.clone(), Rc::clone(&content.bytes)))
            }
            _ => None,
        }
    });
    if let Some((path, bytes)) = here {
        return (vec![saved(&path, bytes)], None);
    }
    let event = takeable(model).map(|(_, layer, at, path)| Event::Save { layer, at, path });
    (Vec::new(), event)
}

/// A file for the user to save.
pub(in crate::session) fn saved(path: &str, bytes: Rc<[u8]>) -> Effect {
    Effect::Save(Save {
        name: file_name(path),
        media_type: "application/octet-stream",
        bytes,
        more: Vec::new(),
    })
}

/// The chosen file, its layer, where it is in that, and its path, where the layer was read: of any other nothing is
/// proved, and nothing of it is shown.
fn takeable(model: &Model) -> Option<(Chosen, LayerId, u64, String)> {
    let found = model.files.as_ref()?.look(|state| {
        let (files, chosen) = (state.files.as_ref()?, state.chosen?);
        let (layer, at) = state.content(chosen)?;
        Some((chosen, layer, at, text(&files.path(chosen.node))))
    })?;
    model.layers.layer(found.1)?.stage.proved().map(|_| found)
}

/// Takes how far the open file is.
pub(in crate::session) fn told(model: &mut Model, news: FileNews<'_>) {
    let state = match news {
        FileNews::Reading(progress) => Some(FileState::Reading(progress)),
        FileNews::Here(file) => Some(FileState::Read(Rc::new(Content::new(file)))),
        FileNews::Failed(why) => Some(FileState::Failed(why)),
        FileNews::Changed(layer) => Some(FileState::Changed(WhereLayer::of(&model.layers, layer))),
        FileNews::Gone => None,
    };
    let Some(pane) = &mut model.files else { return };
    pane.change(|pane| match (&mut pane.opened, state) {
        (Some(open), Some(state)) => open.state = state,
        (open, None) => {
            open.take_if(|file| matches!(file.state, FileState::Reading(_)));
        }
        (None, Some(_)) => {}
    });
}
