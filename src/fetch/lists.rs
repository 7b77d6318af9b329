//! The lists that were asked for, and how they follow what becomes of their jobs.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::id::FetchId;
use super::job::{Goal, Job};
use super::list::{ListState, ReferrerList, TagList};
use crate::image::digest::Digest;
use crate::registry::diagnosis::Trouble;

/// The lists that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// The tags of one repository.
    pub tags: Option<Rc<TagList>>,
    /// What refers to manifests.
    pub referrers: BTreeMap<Digest, Rc<ReferrerList>>,
    /// What cosign keeps beside images, by the ends of its tags.
    pub beside: BTreeMap<(Digest, &'static str), ListState>,
}

impl Lists {
    /// The list of tags of this job.
    pub(super) fn tags_of(&mut self, id: FetchId) -> Option<&mut TagList> {
        self.tags.as_mut().filter(|list| list.job == id).map(Rc::make_mut)
    }

    fn referrers_of(&mut self, job: &Job) -> Option<&mut ReferrerList> {
        let Goal::Referrers { subject, .. } = &job.goal else { return None };
        self.referrers.get_mut(subject).map(Rc::make_mut)
    }

    /// A job failed: so did its list. That a tag is not there says that nothing refers to its digest, which is no
    /// failure; whether it is so.
    pub(super) fn failed(&mut self, id: FetchId, job: &Job, trouble: &Trouble) -> bool {
        if let Some(list) = self.tags_of(id) {
            list.state = ListState::Failed;
        }
        let is_not_there = matches!(trouble, Trouble::Status(404, _));
        if let Goal::Beside { subject, end } = &job.goal {
            let state = if is_not_there { ListState::Cut } else { ListState::Failed };
            self.beside.insert((subject.clone(), end), state);
            return is_not_there;
        }
        let Goal::Referrers { by_tag, .. } = job.goal else { return false };
        let is_none = by_tag && is_not_there;
        if let Some(list) = self.referrers_of(job) {
            list.by_tag = by_tag;
            list.state = if is_none { ListState::Whole } else { ListState::Failed };
        }
        is_none
    }

    /// A job is tried again: so is its list.
    pub(super) fn again(&mut self, id: FetchId, job: &Job) {
        if let Some(list) = self.tags_of(id) {
            list.state = ListState::Loading;
        }
        if let Some(list) = self.referrers_of(job) {
            list.state = ListState::Loading;
        }
        if let Goal::Beside { subject, end } = &job.goal {
            self.beside.insert((subject.clone(), end), ListState::Loading);
        }
    }

    /// All was stopped: lists that were under way are cut.
    pub(super) fn stopped(&mut self) {
        if let Some(list) = self.tags.as_mut().filter(|list| list.state == ListState::Loading) {
            Rc::make_mut(list).state = ListState::Cut;
        }
        for state in self.beside.values_mut().filter(|state| **state == ListState::Loading) {
            *state = ListState::Failed;
        }
        for list in self.referrers.values_mut().filter(|list| list.state == ListState::Loading) {
            Rc::make_mut(list).state = ListState::Cut;
        }
    }
}
