//! The file that is open: what the engine for layers takes out of its layer.

use std::rc::Rc;

use super::chosen::Chosen;
use super::content::Content;
use super::open_file::{FileState, OpenFile};
use super::pane::FilesPane;
use super::row::text;
use crate::inspect::LayerId;
use crate::layers::{Event, FileNews, Progress, Viewer};
use crate::registry::Outcome;
use crate::session::effect::{Effect, Save};
use crate::session::model::Model;
use crate::session::said::WhereLayer;
use crate::text::file_name::file_name;

/// Opens the chosen file.
pub(super) fn open(model: &mut Model) -> Option<Event<'static, Outcome>> {
    let (chosen, layer, at, path) = takeable(model)?;
    let state = FileState::Reading(Progress::default());
    model.files.as_mut()?.change().opened = Some(OpenFile { chosen, path, state });
    Some(Event::Show { viewer: Viewer::Alone, layer, at })
}

/// Opens the chosen file, unless its layer would have to be fetched for it.
pub(super) fn open_if_here(model: &mut Model) -> Option<Event<'static, Outcome>> {
    let (_, layer, ..) = takeable(model)?;
    if model.layers.layer(layer)?.is_here() { open(model) } else { None }
}

/// Closes the open file.
pub(super) fn close(pane: &mut FilesPane) -> Option<Event<'static, Outcome>> {
    pane.change().opened.take().map(|_| Event::Close(Viewer::Alone))
}

/// Has the chosen file saved: as it is here, or else taken out of its layer once more.
pub(super) fn save(model: &Model) -> (Vec<Effect>, Option<Event<'static, Outcome>>) {
    let Some(pane) = &model.files else { return Default::default() };
    let shown = pane.shown();
    let open = shown.opened.as_ref().filter(|file| Some(file.chosen) == shown.chosen);
    let here = open.and_then(|file| match &file.state {
        FileState::Read(content) if content.cut() == 0 => {
            Some((file.path.clone(), Rc::clone(&content.bytes)))
        }
        _ => None,
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
    let shown = model.files.as_ref()?.shown();
    let (files, chosen) = (shown.files()?, shown.chosen?);
    let (layer, at) = shown.content(chosen)?;
    let found = (chosen, layer, at, text(&files.path(chosen.node)));
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
    match (&mut pane.change().opened, state) {
        (Some(open), Some(state)) => open.state = state,
        (open, None) => {
            open.take_if(|file| matches!(file.state, FileState::Reading(_)));
        }
        (None, Some(_)) => {}
    }
}
