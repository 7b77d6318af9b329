//! Which functions move.

use std::collections::{BTreeMap, BTreeSet};

use super::module::Module;

/// Bytes of a body that is not moved for its name: a stub takes half as much, and wasm-opt makes one function
/// of those that are alike, which small ones often are, with the name of any of them.
const SMALL: usize = 64;

/// The functions of the second part.
pub struct Moved {
    pub functions: BTreeSet<u32>,
    /// Those that the first part names: by a call, an export, or a table.
    pub stubs: BTreeSet<u32>,
}

impl Moved {
    /// Chooses by name, and adds what only the chosen ones reach.
    pub fn choose(module: &Module<'_>, moves: impl Fn(&str) -> bool) -> Self {
        let chosen: BTreeSet<u32> = module
            .defined()
            .filter(|at| module.body(*at).is_some_and(|body| !body.bound && body.bytes > SMALL))
            .filter(|at| moves(module.names.get(at).copied().unwrap_or_default()))
            .collect();
        let bound = module.defined().filter(|at| module.body(*at).is_some_and(|body| body.bound));
        // What the first part reaches, other than through a function that was chosen.
        let mut reached: BTreeSet<u32> = module.roots.iter().copied().chain(bound).collect();
        let mut open: Vec<u32> = reached.iter().copied().collect();
        while let Some(at) = open.pop() {
            if chosen.contains(&at) {
                continue;
            }
            let calls = module.body(at).map_or(&[][..], |body| &body.calls);
            open.extend(calls.iter().copied().filter(|called| reached.insert(*called)));
        }
        Self {
            functions: module.defined().filter(|at| chosen.contains(at) || !reached.contains(at)).collect(),
            stubs: chosen.intersection(&reached).copied().collect(),
        }
    }

    /// The functions of the first part that those of the second call, the most called first.
    pub fn called_outside(&self, module: &Module<'_>) -> Vec<u32> {
        let mut calls = BTreeMap::<u32, usize>::new();
        for body in self.functions.iter().filter_map(|at| module.body(*at)) {
            for called in body.calls.iter().filter(|called| !self.functions.contains(called)) {
                *calls.entry(*called).or_default() += 1;
            }
        }
        let mut calls: Vec<(u32, usize)> = calls.into_iter().collect();
        calls.sort_by_key(|(at, times)| (std::cmp::Reverse(*times), *at));
        calls.into_iter().map(|(at, _)| at).collect()
    }
}
