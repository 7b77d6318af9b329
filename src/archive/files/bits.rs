//! A set of paths.

/// A set of nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn has(&self, node: u32) -> bool {
        self.0.get(node as usize / 64).is_some_and(|word| word >> (node % 64) & 1 == 1)
    }

    /// Puts a node in or out; gives whether it was in.
    pub(super) fn set(&mut self, node: u32, value: bool) -> bool {
        let at = node as usize / 64;
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        let Some(word) = self.0.get_mut(at) else { return false };
        let bit = 1 << (node % 64);
        let was = *word & bit != 0;
        *word = if value { *word | bit } else { *word & !bit };
        was
    }
}
