//! The chosen node beside another one: worked out again where what it depends on has changed.

use std::rc::Rc;

use super::beside::{refresh_file, refresh_list, refresh_packages};
use super::comparison::{Comparing, Comparison, Key, is_long};
use super::effect::Effect;
use super::exporting;
use super::file_comparison::{ComparedFiles, ComparingFiles, FileComparison, is_same, tables};
use super::long_work::LongWork;
use super::model::Model;
use crate::pace::{Pace, at_once};

/// Works the comparison out again where something that it depends on has changed, and that of the files; and opens the
/// file that is looked at.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = refresh_documents(model);
    effects.extend(refresh_files(model));
    effects.extend(refresh_list(model));
    effects.extend(refresh_file(model));
    effects.extend(refresh_packages(model));
    effects
}

fn refresh_documents(model: &mut Model) -> Vec<Effect> {
    let Some((first, second)) = model.selected.zip(model.compared_with()) else {
        (model.comparison, model.comparing) = (None, None);
        return Vec::new();
    };
    let key = Key { tree: Rc::clone(&model.inspection.tree), first, second };
    if model.comparison.as_ref().is_some_and(|comparison| comparison.key == key) {
        model.comparing = None;
        return Vec::new();
    }
    if model.comparing.as_ref() == Some(&key) {
        return Vec::new();
    }
    let is_long = is_long(&model.inspection, &key);
    let comparing = Comparing { key: key.clone(), inspection: Rc::clone(&model.inspection) };
    if is_long {
        model.comparison.take_if(|old| (old.first, old.second) != (first, second));
        model.comparing = Some(key);
        return vec![Effect::InPieces(LongWork::Compare(Box::new(comparing)))];
    }
    model.comparing = None;
    model.comparison = Some(at_once(comparing.done(&Pace::default())));
    Vec::new()
}

/// Works the files out again, where the layers of both are read and something is known of them that was not.
fn refresh_files(model: &mut Model) -> Vec<Effect> {
    let Some(comparison) = &model.comparison else {
        model.file_comparison = None;
        return Vec::new();
    };
    let (key, revision) = (comparison.key.clone(), model.layers.revision());
    let known = model.file_comparison.as_ref().filter(|known| known.key == key);
    if known.is_some_and(|known| known.revision == revision) {
        return Vec::new();
    }
    let tables = |node| tables(&model.layers, &model.inspection.tree, node);
    let Some((first, second)) = tables(key.first).zip(tables(key.second)).filter(|_| key.first != key.second)
    else {
        model.file_comparison = None;
        return Vec::new();
    };
    let tables = [first, second];
    if known.is_some_and(|known| is_same(&known.tables, &tables)) {
        // Other layers changed, or how far a file is.
        if let Some(known) = &mut model.file_comparison {
            Rc::make_mut(known).revision = revision;
        }
        return Vec::new();
    }
    let tables = Rc::new(tables);
    let comparing = ComparingFiles { tables: Rc::clone(&tables) };
    model.file_comparison = Some(Rc::new(FileComparison { differences: None, key, tables, revision }));
    vec![Effect::InPieces(LongWork::CompareFiles(Box::new(comparing)))]
}

/// Takes a comparison of files that was worked out, unless another one is asked for by now.
pub(super) fn files_made(model: &mut Model, files: ComparedFiles) -> Vec<Effect> {
    let known = model.file_comparison.as_mut().filter(|known| Rc::ptr_eq(&known.tables, &files.tables));
    if let Some(known) = known {
        Rc::make_mut(known).differences = Some(files.differences);
        return exporting::report_now(model);
    }
    Vec::new()
}

/// Takes a comparison that was worked out, unless another one is asked for by now.
pub(super) fn made(model: &mut Model, comparison: Rc<Comparison>) -> Vec<Effect> {
    if model.comparing.as_ref() != Some(&comparison.key) {
        return Vec::new();
    }
    model.comparing = None;
    model.comparison = Some(comparison);
    exporting::report_now(model)
}
