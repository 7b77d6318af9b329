//! What is done in the Files tab.

use std::rc::Rc;

use super::chosen::Chosen;
use super::pane::FilesPane;
use super::path::path_of_chosen;
use super::{opened, stacked};
use crate::archive::files::Scope;
use crate::inspect::{LayerId, stack};
use crate::layers::Event;
use crate::limits;
use crate::registry::Outcome;
use crate::session::effect::Effect;
use crate::session::key::Key;
use crate::session::message::{FilesMsg, Msg};
use crate::session::model::Model;
use crate::session::navigation;
use crate::session::tab::Tab;

/// Rows that a page key moves over.
const PAGE: usize = 15;

/// What the engine for layers is to be told.
type Told = Option<Event<'static, Outcome>>;

/// Takes what was done; gives what is to be done for it, and what the engine for layers is to be told.
pub fn act(model: &mut Model, msg: FilesMsg) -> (Vec<Effect>, Told) {
    if msg == FilesMsg::Save {
        return opened::save(model);
    }
    let before = model.view.file.clone();
    let told = change(model, msg);
    let is_other = model.view.file != before;
    (is_other.then(|| navigation::address(model, false)).into_iter().collect(), told)
}

fn change(model: &mut Model, msg: FilesMsg) -> Told {
    let pane = model.files.as_mut()?;
    match msg {
        FilesMsg::Step => {
            pane.stepping = false;
            None
        }
        FilesMsg::Scope(scope) => {
            pane.look_at(scope);
            opened::close(pane)
        }
        FilesMsg::Show(show) => {
            pane.set_show(show);
            None
        }
        FilesMsg::Filter(text) => {
            pane.set_filter(text);
            None
        }
        FilesMsg::Sort(by) => {
            pane.sort(pane.shown().order.pressed(by));
            None
        }
        FilesMsg::Choose(chosen) => choose(model, chosen),
        FilesMsg::Press(chosen) => {
            let shown = pane.shown();
            let is_open = shown.opened.as_ref().is_some_and(|file| file.chosen == chosen);
            let row = shown.row_of(chosen).and_then(|at| shown.row(at));
            if row.is_some_and(|row| row.open.is_some()) {
                pane.toggle(chosen);
                return choose(model, chosen);
            }
            // To choose another closes the one that was open.
            let closed = choose(model, chosen);
            if is_open { closed } else { opened::open_if_here(model).or(closed) }
        }
        FilesMsg::Toggle(chosen) => {
            pane.toggle(chosen);
            choose(model, chosen)
        }
        FilesMsg::Key(key) => press(model, key),
        FilesMsg::Open => opened::open(model),
        FilesMsg::Close => opened::close(pane),
        FilesMsg::Save => None,
    }
}

fn choose(model: &mut Model, chosen: Chosen) -> Told {
    let pane = model.files.as_mut()?;
    let shown = pane.change();
    let is_other = shown.chosen.replace(chosen) != Some(chosen);
    shown.wish = shown.wish.wrapping_add(1);
    let told = if is_other { opened::close(pane) } else { None };
    model.view.file = path_of_chosen(model);
    told
}

/// Chooses the file that the address names, and opens what leads to it.
fn find(model: &mut Model) {
    let Some((pane, path)) = model.files.as_mut().zip(model.view.file.as_deref()) else { return };
    let shown = pane.shown();
    let node = shown.files().and_then(|files| files.node(path.as_bytes()));
    if let Some(node) = node.filter(|_| shown.chosen.is_none()) {
        pane.reveal(node);
    }
}

/// <https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/>, with rows in focus.
fn press(model: &mut Model, key: Key) -> Told {
    let pane = model.files.as_mut()?;
    let shown = pane.shown();
    let last = shown.len().saturating_sub(1);
    let at = shown.cursor();
    let here = at.unwrap_or(0);
    let row = at.and_then(|at| shown.row(at));
    let open = row.as_ref().and_then(|row| row.open);
    let to = match key {
        Key::Up => here.saturating_sub(1),
        // The first key only shows where one is.
        Key::Down if at.is_none() => 0,
        Key::Down => (here + 1).min(last),
        Key::Home => 0,
        Key::End => last,
        Key::PageUp => here.saturating_sub(PAGE),
        Key::PageDown => (here + PAGE).min(last),
        Key::Right if open == Some(true) => (here + 1).min(last),
        Key::Right | Key::Left | Key::Toggle | Key::Star => {
            let row = row?;
            match (key, open) {
                (Key::Toggle, None) => return opened::open(model),
                (Key::Right, Some(false)) | (Key::Left, Some(true)) | (Key::Toggle, Some(_)) => {
                    pane.toggle(row.chosen);
                    here
                }
                (Key::Left, _) => (0..here).rev().find(|at| shown.depth(*at) < row.depth).unwrap_or(here),
                _ => here,
            }
        }
        Key::Char(typed) => {
            let typed = typed.to_ascii_lowercase();
            let begins = |at: &usize| {
                let row = shown.row(*at);
                row.and_then(|row| row.name.chars().next()).is_some_and(|it| it.to_ascii_lowercase() == typed)
            };
            // As far as a key may take.
            let rows = (here + 1..=last).chain(0..here).take(2000);
            rows.into_iter().find(begins).unwrap_or(here)
        }
    };
    let chosen = pane.shown().chosen_at(to)?;
    choose(model, chosen)
}

/// Makes the pane that the chosen node calls for, and goes on with its work.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    if model.view.tab != Tab::Files {
        return Vec::new();
    }
    let Some(node) = model.selected else { return Vec::new() };
    let layer = |id: LayerId| model.layers.layer(id);
    let is_under_way = |id: LayerId| layer(id).is_some_and(|layer| layer.stage.run().is_some());
    let tree = &model.inspection.tree;
    if let Some((of, by, awaited)) = &model.awaited
        && (Rc::ptr_eq(of, tree), *by) == (true, node)
        && is_under_way(*awaited)
    {
        return Vec::new();
    }
    let (slots, own) = stack(tree, node);
    let last = slots.iter().rev().filter_map(|slot| slot.layer).find(|id| is_under_way(*id));
    model.awaited = last.map(|layer| (Rc::clone(tree), node, layer));
    if model.awaited.is_some() {
        // Until all are read, they would be merged again and again.
        return Vec::new();
    }
    let read = |id: &LayerId| layer(*id).is_some_and(|layer| layer.stage.files().is_some());
    let layers: Vec<Option<LayerId>> = slots.iter().map(|slot| slot.layer.filter(read)).collect();
    if layers.iter().all(Option::is_none) {
        model.files = None;
        return Vec::new();
    }
    let last = u16::try_from(layers.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let scope = own.map_or(Scope::After(last), Scope::Layer);
    match &mut model.files {
        Some(pane) if *pane.shown().layers == *layers => {
            if pane.shown().node != node {
                pane.change().node = node;
                pane.look_at(scope);
            }
        }
        files => {
            let mut pane = FilesPane::new(&model.layers, layers, node, scope);
            // Where there is a lot to do, what brought it here has filled this frame.
            let many =
                pane.shown().merging().is_some_and(|(_, all)| all > limits::FILE_LOOKUPS_A_FRAME as u64);
            pane.stepping = many;
            *files = Some(pane);
            if many {
                return vec![after_frame()];
            }
        }
    }
    work(model)
}

fn after_frame() -> Effect {
    Effect::AfterFrame(Box::new(Msg::Files(FilesMsg::Step)))
}

/// One piece of work at once, and the next after the frame.
fn work(model: &mut Model) -> Vec<Effect> {
    let Some(pane) = &mut model.files else { return Vec::new() };
    if pane.stepping || !pane.is_due() {
        return Vec::new();
    }
    let (done, merged) = pane.step();
    if merged {
        find(model);
    }
    let mut effects = if merged { stacked::judge(model) } else { Vec::new() };
    if !done {
        effects.push(after_frame());
    }
    effects
}
