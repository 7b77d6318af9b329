//! The chosen node beside another one: worked out again where what it depends on has changed.

use std::rc::Rc;

use super::comparison::{Comparing, Comparison, Key, is_long};
use super::effect::Effect;
use super::exporting;
use super::file_comparison::{ComparingFiles, FileComparison, tables};
use super::long_work::LongWork;
use super::model::Model;
use crate::pace::{Pace, at_once};

/// Works the comparison out again where something that it depends on has changed, and that of the files.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = refresh_documents(model);
    effects.extend(refresh_files(model));
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
    let is_it = |known: &FileComparison| known.key == key && known.revision == revision;
    if model.file_comparison.as_deref().is_some_and(is_it) {
        return Vec::new();
    }
    let tables = |node| tables(&model.layers, &model.inspection.tree, node);
    let Some((first, second)) = tables(key.first).zip(tables(key.second)).filter(|_| key.first != key.second)
    else {
        model.file_comparison = None;
        return Vec::new();
    };
    let begun = FileComparison { differences: None, key: key.clone(), revision };
    model.file_comparison = Some(Rc::new(begun));
    let comparing = ComparingFiles { key, revision, tables: [first, second] };
    vec![Effect::InPieces(LongWork::CompareFiles(Box::new(comparing)))]
}

/// Takes a comparison of files that was worked out, unless another one is asked for by now.
pub(super) fn files_made(model: &mut Model, files: Rc<FileComparison>) -> Vec<Effect> {
    let is_it = |known: &FileComparison| known.key == files.key && known.revision == files.revision;
    if model.file_comparison.as_deref().is_some_and(is_it) {
        model.file_comparison = Some(files);
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
