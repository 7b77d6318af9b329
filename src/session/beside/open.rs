//! The file that the address names is opened, once the files of both images are compared.

use std::rc::Rc;

use super::content::{FileBeside, SideContent};
use super::told::compare;
use crate::compare::{FileDifference, FileFacts};
use crate::inspect::{LayerId, NodeId, slots};
use crate::layers::{Event, Progress, Viewer};
use crate::session::archives::tell;
use crate::session::effect::Effect;
use crate::session::file_comparison::Tables;
use crate::session::model::Model;

/// Opens the file that the address names, or closes it.
pub(in crate::session) fn refresh(model: &mut Model) -> Vec<Effect> {
    let wanted = model.view.file.as_deref().filter(|_| model.comparison.is_some());
    let files = model.file_comparison.clone();
    let found = wanted.zip(files.as_ref()).and_then(|(path, files)| {
        let open = model.file_beside.as_deref();
        if open.is_some_and(|open| open.difference.path == path && Rc::ptr_eq(&open.of, &files.tables)) {
            return Some(None);
        }
        let rows = &files.differences.as_ref()?.rows;
        let row = rows.iter().find(|row| row.path == path)?;
        Some(Some((row.clone(), Rc::clone(&files.tables), files.key.first, files.key.second)))
    });
    match found {
        Some(None) => Vec::new(),
        Some(Some((row, tables, first, second))) => open(model, row, tables, [first, second]),
        None if model.file_beside.take().is_some() => {
            [Viewer::First, Viewer::Second].into_iter().flat_map(|it| tell(model, Event::Close(it))).collect()
        }
        None => Vec::new(),
    }
}

fn open(model: &mut Model, difference: FileDifference, of: Tables, nodes: [NodeId; 2]) -> Vec<Effect> {
    let facts = [&difference.first, &difference.second].map(Clone::clone);
    let place = |(facts, node): (Option<FileFacts>, NodeId)| {
        let Some(facts) = facts else { return (SideContent::Absent, None) };
        let Some((layer, at)) = facts.content else { return (SideContent::None(facts.kind), None) };
        let slot = slots(&model.inspection.tree, node).into_iter().nth(usize::from(layer));
        let layer = slot.and_then(|slot| slot.layer);
        let is_proved =
            |id: &LayerId| model.layers.layer(*id).is_some_and(|layer| layer.stage.proved().is_some());
        match layer.filter(is_proved) {
            Some(layer) => (SideContent::Reading(Progress::default()), Some((layer, at))),
            None => (SideContent::NotRead, None),
        }
    };
    let [one, other] = facts;
    let [first, second] = nodes;
    let ((one, from), (other, beside)) = (place((one, first)), place((other, second)));
    let layers = [from, beside].map(|from| from.map(|(layer, _)| layer));
    let open = FileBeside { difference, sides: [one, other], contents: None, layers, of };
    model.file_beside = Some(Rc::new(open));
    let mut effects = Vec::new();
    for (viewer, from) in [(Viewer::First, from), (Viewer::Second, beside)] {
        effects.extend(match from {
            Some((layer, at)) => tell(model, Event::Show { viewer, layer, at }),
            None => tell(model, Event::Close(viewer)),
        });
    }
    effects.extend(compare(model));
    effects
}
