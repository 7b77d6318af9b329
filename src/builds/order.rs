//! In which order the steps of a build file are done, as far as it is said.

use super::model::BuildFile;

/// What waits for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// For each step, how many are done one after another before it at least.
    levels: Vec<usize>,
}

impl Order {
    /// The order of a file's steps. A step waits only for steps before it in the list.
    #[must_use]
    pub fn of(file: &BuildFile) -> Self {
        let mut levels: Vec<usize> = Vec::with_capacity(file.steps.len());
        for step in &file.steps {
            let before = step.after.iter().filter_map(|at| levels.get(*at)).max();
            levels.push(before.map_or(0, |level| level.saturating_add(1)));
        }
        Self { levels }
    }

    /// How many steps are done one after another before this one at least: those of one level may run at once.
    #[must_use]
    pub fn level(&self, step: usize) -> usize {
        self.levels.get(step).copied().unwrap_or_default()
    }

    /// Which steps are surely done before `step` begins, by position.
    #[must_use]
    pub fn before(file: &BuildFile, step: usize) -> Vec<bool> {
        let mut done = vec![false; file.steps.len()];
        let mut due = vec![step];
        while let Some(at) = due.pop() {
            let Some(step) = file.steps.get(at) else { continue };
            for before in &step.after {
                if let Some(done) = done.get_mut(*before).filter(|done| !**done) {
                    *done = true;
                    due.push(*before);
                }
            }
        }
        done
    }
}
