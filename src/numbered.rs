//! Values by their numbers, of which a copy costs nothing: it shares all that neither changes.
//!
//! What the page shows is held by who shows it while the next message changes it. Ten thousand layers answer one by one,
//! and each answer changes one of them: to copy them all for each would be to copy them ten thousand times. So they
//! hang in a tree by the digits of their numbers, as in a trie, and a change copies the way to one of them.

use std::iter::Enumerate;
use std::rc::Rc;
use std::slice;

/// A digit's bits, and how many branches there are for it.
const BITS: u32 = 5;
const WIDTH: usize = 1 << BITS;

/// Values by their numbers.
#[derive(Clone, Debug)]
pub struct Numbered<T> {
    root: Option<Rc<Node<T>>>,
    /// How many digits the numbers have that fit.
    digits: u32,
    length: usize,
}

#[derive(Clone, Debug)]
enum Node<T> {
    /// By the last digit.
    Values(Vec<Option<T>>),
    /// By any other.
    Branches(Vec<Option<Rc<Node<T>>>>),
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { root: None, digits: 1, length: 0 }
    }
}

/// The digit of `number` at this place, from the last, which is 0.
const fn digit(number: u32, place: u32) -> usize {
    (number.unbounded_shr(place * BITS) as usize) % WIDTH
}

impl<T> Numbered<T> {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The value of this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&T> {
        if number.unbounded_shr(self.digits * BITS) > 0 {
            return None;
        }
        let mut node = self.root.as_deref()?;
        let mut place = self.digits;
        loop {
            place = place.checked_sub(1)?;
            match node {
                Node::Values(values) => return values.get(digit(number, 0))?.as_ref(),
                Node::Branches(branches) => node = branches.get(digit(number, place))?.as_deref()?,
            }
        }
    }

    /// All of them with their numbers, the smallest first.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let root = self.root.as_deref().map(|root| (Rest::of(root), 0, self.digits.saturating_sub(1)));
        Iter { way: root.into_iter().collect() }
    }
}

/// All values, by a way down to each that goes on where the last one ended.
struct Iter<'a, T> {
    /// What is still to come of the nodes on the way, the last one innermost: each with the number that those under it
    /// begin with, and the place of its digit.
    way: Vec<(Rest<'a, T>, u32, u32)>,
}

/// What is still to come of a node, by digits.
enum Rest<'a, T> {
    Values(Enumerate<slice::Iter<'a, Option<T>>>),
    Branches(Enumerate<slice::Iter<'a, Option<Rc<Node<T>>>>>),
}

impl<'a, T> Rest<'a, T> {
    fn of(node: &'a Node<T>) -> Self {
        match node {
            Node::Values(values) => Self::Values(values.iter().enumerate()),
            Node::Branches(branches) => Self::Branches(branches.iter().enumerate()),
        }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (u32, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (rest, before, place) = self.way.last_mut()?;
            let number = |at: usize| *before | (at as u32).unbounded_shl(*place * BITS);
            match rest {
                Rest::Values(values) => {
                    let mut here = values.filter_map(|(at, value)| Some((at, value.as_ref()?)));
                    if let Some((at, value)) = here.next() {
                        return Some((number(at), value));
                    }
                }
                Rest::Branches(branches) => {
                    let mut here = branches.filter_map(|(at, branch)| Some((at, branch.as_deref()?)));
                    if let Some((at, branch)) = here.next() {
                        let below = (Rest::of(branch), number(at), place.saturating_sub(1));
                        self.way.push(below);
                        continue;
                    }
                }
            }
            self.way.pop();
        }
    }
}

impl<T: Clone> Numbered<T> {
    /// Puts a value in the place of the one that has this number, if there is one.
    pub fn insert(&mut self, number: u32, value: T) {
        while number.unbounded_shr(self.digits * BITS) > 0 {
            let below = self.root.take();
            self.root = below.map(|below| {
                let mut branches = vec![None; WIDTH];
                branches.splice(..1, [Some(below)]);
                Rc::new(Node::Branches(branches))
            });
            self.digits += 1;
        }
        if put(&mut self.root, self.digits - 1, number, value) {
            self.length += 1;
        }
    }

    /// The value of this number, to be changed.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        // So that nothing is copied where there is nothing.
        self.get(number)?;
        let mut node = Rc::make_mut(self.root.as_mut()?);
        let mut place = self.digits;
        loop {
            place = place.checked_sub(1)?;
            match node {
                Node::Values(values) => return values.get_mut(digit(number, 0))?.as_mut(),
                Node::Branches(branches) => {
                    node = Rc::make_mut(branches.get_mut(digit(number, place))?.as_mut()?);
                }
            }
        }
    }

    /// Takes the value of this number out.
    pub fn remove(&mut self, number: u32) -> Option<T> {
        self.get(number)?;
        self.length -= 1;
        take(&mut self.root, self.digits.checked_sub(1)?, number)
    }
}

/// Puts a value under `node`; gives whether there was none.
fn put<T: Clone>(node: &mut Option<Rc<Node<T>>>, place: u32, number: u32, value: T) -> bool {
    let new = || match place {
        0 => Rc::new(Node::Values(vec![None; WIDTH])),
        _ => Rc::new(Node::Branches(vec![None; WIDTH])),
    };
    match Rc::make_mut(node.get_or_insert_with(new)) {
        Node::Values(values) => {
            values.get_mut(digit(number, 0)).is_some_and(|slot| slot.replace(value).is_none())
        }
        Node::Branches(branches) => match (branches.get_mut(digit(number, place)), place.checked_sub(1)) {
            (Some(branch), Some(place)) => put(branch, place, number, value),
            _ => false,
        },
    }
}

/// Takes a value out from under `node`, and `node` away where it was the last.
fn take<T: Clone>(node: &mut Option<Rc<Node<T>>>, place: u32, number: u32) -> Option<T> {
    let (taken, is_empty) = match Rc::make_mut(node.as_mut()?) {
        Node::Values(values) => {
            let taken = values.get_mut(digit(number, 0))?.take();
            (taken, values.iter().all(Option::is_none))
        }
        Node::Branches(branches) => {
            let branch = branches.get_mut(digit(number, place))?;
            let taken = take(branch, place.checked_sub(1)?, number);
            (taken, branches.iter().all(Option::is_none))
        }
    };
    if is_empty {
        *node = None;
    }
    taken
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Act {
        Insert(u32, u8),
        Change(u32, u8),
        Remove(u32),
    }

    fn number() -> impl Strategy<Value = u32> {
        prop_oneof![0_u32..40, 0_u32..3000, Just(u32::MAX), Just(1 << 30), any::<u32>()]
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            (number(), any::<u8>()).prop_map(|(number, value)| Act::Insert(number, value)),
            (number(), any::<u8>()).prop_map(|(number, value)| Act::Change(number, value)),
            number().prop_map(Act::Remove),
        ]
    }

    proptest! {
        #[test]
        fn it_is_a_map(acts in prop::collection::vec(act(), 0..300)) {
            let (mut ours, mut theirs) = (Numbered::default(), BTreeMap::new());
            for act in acts {
                let (held, as_it_was) = (ours.clone(), theirs.clone());
                match act {
                    Act::Insert(number, value) => {
                        ours.insert(number, value);
                        theirs.insert(number, value);
                    }
                    Act::Change(number, value) => {
                        prop_assert_eq!(ours.get_mut(number).is_some(), theirs.contains_key(&number));
                        ours.get_mut(number).into_iter().for_each(|slot| *slot = value);
                        theirs.get_mut(&number).into_iter().for_each(|slot| *slot = value);
                    }
                    Act::Remove(number) => prop_assert_eq!(ours.remove(number), theirs.remove(&number)),
                }
                prop_assert_eq!(ours.len(), theirs.len());
                prop_assert!(ours.iter().eq(theirs.iter().map(|(number, value)| (*number, value))));
                // Whoever holds it sees no change.
                prop_assert!(held.iter().eq(as_it_was.iter().map(|(number, value)| (*number, value))));
                for number in [0, 31, 32, 1023, 1024, u32::MAX] {
                    prop_assert_eq!(ours.get(number), theirs.get(&number));
                }
            }
        }
    }
}
