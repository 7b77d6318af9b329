//! The packages of the two that are compared are worked out again where other bills of materials are here.

use std::rc::Rc;

use super::packages::{ComparedPackages, ComparingPackages, PackageComparison, alike, is_same, sboms};
use crate::session::effect::Effect;
use crate::session::exporting::report_now;
use crate::session::long_work::LongWork;
use crate::session::model::Model;

/// Works the packages out again, where both have a bill of materials.
pub(in crate::session) fn refresh(model: &mut Model) -> Vec<Effect> {
    let Some(comparison) = &model.comparison else {
        model.package_comparison = None;
        return Vec::new();
    };
    let nodes = [comparison.first, comparison.second];
    let of = (model.evidence.revision(), nodes);
    if model.packages_of == Some(of) {
        return Vec::new();
    }
    model.packages_of = Some(of);
    let [first, second] = nodes.map(|node| sboms(&model.evidence, &model.inspection, node));
    let count = [first.len(), second.len()];
    let Some(pieces) = alike(&first, &second).filter(|_| comparison.first != comparison.second) else {
        model.package_comparison = None;
        return Vec::new();
    };
    let pieces = pieces.map(Rc::clone);
    let known = model.package_comparison.as_ref();
    if known.is_some_and(|known| known.nodes == nodes && is_same(&known.pieces, &pieces)) {
        return Vec::new();
    }
    let comparing = ComparingPackages { pieces: pieces.clone() };
    model.package_comparison = Some(Rc::new(PackageComparison { nodes, pieces, count, differences: None }));
    vec![Effect::InPieces(LongWork::ComparePackages(Box::new(comparing)))]
}

/// Takes packages that were compared, unless others are asked for by now.
pub(in crate::session) fn packages_made(model: &mut Model, made: ComparedPackages) -> Vec<Effect> {
    let known = model.package_comparison.as_mut().filter(|known| is_same(&known.pieces, &made.pieces));
    let Some(known) = known else { return Vec::new() };
    Rc::make_mut(known).differences = Some(made.differences);
    report_now(model)
}
