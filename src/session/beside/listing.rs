//! The list of the files that are different is made again where something else is looked for.

use std::rc::Rc;

use super::list::{FileList, ListedFiles, ListingFiles, Made, is_same};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::session::effect::Effect;
use crate::session::long_work::LongWork;
use crate::session::model::Model;

/// Has the list made again where something else is looked for, or other files are different.
pub(in crate::session) fn refresh(model: &mut Model) -> Vec<Effect> {
    let differences = model.file_comparison.as_ref().and_then(|files| files.differences.as_ref());
    let Some(differences) = differences else {
        if model.file_list.made.is_some() || model.file_list.making.is_some() {
            model.file_list = FileList { wanted: model.file_list.wanted.clone(), ..FileList::default() };
        }
        return Vec::new();
    };
    let list = &mut model.file_list;
    let is_it = |made: &Option<Made>| {
        made.as_ref().is_some_and(|(of, listing)| Rc::ptr_eq(of, differences) && *listing == list.wanted)
    };
    if is_it(&list.making) {
        return Vec::new();
    }
    if is_it(&list.made) {
        list.making = None;
        return Vec::new();
    }
    let of = (Rc::clone(differences), list.wanted.clone());
    let listing = ListingFiles { of: of.clone() };
    if differences.rows.len() > limits::COMPARED_LISTED_AT_ONCE {
        list.making = Some(of);
        return vec![Effect::InPieces(LongWork::ListFiles(Box::new(listing)))];
    }
    let listed = at_once(listing.done(&Pace::default()));
    (list.places, list.made, list.making) = (listed.places, Some(of), None);
    Vec::new()
}

/// Takes a list that was worked out, unless another one is asked for by now.
pub(in crate::session) fn listed(model: &mut Model, listed: ListedFiles) -> Vec<Effect> {
    let list = &mut model.file_list;
    if list.making.as_ref().is_some_and(|making| is_same(making, &listed.of)) {
        (list.places, list.made, list.making) = (listed.places, Some(listed.of), None);
    }
    Vec::new()
}
