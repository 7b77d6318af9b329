//! One document's variants, tried a few at a time.

use std::rc::Rc;

use super::Explanation;
use super::change::Change;
use super::source::Source;
use super::targets::Targets;
use super::unsigned::without_signatures;
use super::variant::Variant;
use super::variants::{reordered, variants};
use crate::image::digest::Digest;

/// How far the variants of a document were tried. The bytes and the targets are the caller's, and are the same
/// each time.
#[derive(Clone, Debug, Default)]
pub struct Attempt {
    /// The document taken apart.
    source: Option<Box<Source>>,
    /// Its variants, once it is prepared.
    variants: Option<Vec<Variant>>,
    /// Whether those with another order of members are among them.
    orders_are_in: bool,
    /// The variant that is next.
    next: usize,
    tried: usize,
    left_out: bool,
    /// The first variant of an expected size, its size, and which of the expected ones has it.
    nearest: Option<(Variant, u64, usize)>,
    /// The same for the document without its signatures, where it has any; after all others.
    unsigned: Option<Box<(Rc<[u8]>, Attempt)>>,
}

/// What a document is tried for, and how much may be done for it.
pub struct Work<'a> {
    /// The document.
    pub bytes: &'a Rc<[u8]>,
    /// What it may have been.
    pub targets: &'a Targets,
    /// Whether a digest is that of a document here: it is never the answer.
    pub own: &'a dyn Fn(&Digest) -> bool,
    /// Bytes that may be read, written and hashed now; what is spent is taken off.
    pub now: &'a mut u64,
    /// The same, in all.
    pub left: &'a mut u64,
}

impl Work<'_> {
    const fn spend(&mut self, cost: u64) {
        *self.now = self.now.saturating_sub(cost);
        *self.left = self.left.saturating_sub(cost);
    }
}

/// What telling one variant from the others takes, in bytes that could be hashed in the time.
const VARIANT: u64 = 32;

impl Attempt {
    /// Goes on until an answer is there, or as much was done as may be. A variant is written and hashed only where its length, which is known before,
    /// is an expected one.
    pub fn go_on(&mut self, work: &mut Work<'_>) -> Option<Explanation> {
        let signed = match self.unsigned {
            None => self.go_on_with(work.bytes, work)?,
            Some(_) => self.told(),
        };
        if matches!(signed, Explanation::Recovered { .. }) {
            return Some(signed);
        }
        if self.unsigned.is_none() {
            let Some(unsigned) = self.source.as_ref().and_then(|source| without_signatures(source.inner()))
            else {
                return Some(signed);
            };
            self.unsigned = Some(Box::new((unsigned.into(), Self::default())));
        }
        let Some((bytes, attempt)) = self.unsigned.as_deref_mut() else { return Some(signed) };
        Some(match attempt.go_on_with(bytes, work)? {
            Explanation::Recovered { change, bytes, digest, wanted } => {
                Explanation::Recovered { change: change.without_signatures(), bytes, digest, wanted }
            }
            _ => signed,
        })
    }

    fn go_on_with(&mut self, bytes: &Rc<[u8]>, work: &mut Work<'_>) -> Option<Explanation> {
        let (targets, own) = (work.targets, work.own);
        let reading = bytes.len() as u64;
        if self.source.is_none() {
            // Reading the document is work, too.
            if reading > *work.left {
                return Some(Explanation::Nothing { tried: 0, complete: false });
            }
            work.spend(reading);
        }
        let source = self.source.get_or_insert_with(|| Box::new(Source::new(bytes)));
        while !source.is_prepared() {
            if *work.now == 0 {
                return None;
            }
            work.spend(reading);
            source.prepare();
        }
        if self.variants.is_none() {
            if *work.now == 0 {
                return None;
            }
            let variants = variants(source);
            work.spend(variants.len() as u64 * VARIANT);
            self.variants = Some(variants);
        }
        let variants = self.variants.get_or_insert_default();
        loop {
            if self.next >= variants.len() && !self.orders_are_in && can_be_reordered(source, targets) {
                if source.work_of_orders() > *work.left {
                    self.left_out = true;
                    break;
                }
                if *work.now == 0 {
                    return None;
                }
                work.spend(source.work_of_orders());
                source.look_for_orders();
                variants.extend(reordered(source, 0..source.orders.len()));
                self.orders_are_in = true;
            }
            let Some(variant) = variants.get(self.next).copied() else { break };
            let length = variant.length(source);
            let hashes = targets.algorithms(length).count() as u64;
            // Written once, and hashed once an algorithm.
            let cost = if hashes == 0 { 0 } else { length.saturating_mul(1 + hashes) };
            if cost > *work.left {
                self.left_out = true;
                self.next += 1;
                continue;
            }
            if cost > 0 && *work.now == 0 {
                return None;
            }
            work.spend(cost);
            self.next += 1;
            self.tried += 1;
            if hashes == 0 {
                continue;
            }
            let Some(original) = variant.write(source) else { continue };
            if let Some((wanted, digest)) = targets.find(&original, own) {
                let change = Change::new(variant, source);
                return Some(Explanation::Recovered { change, bytes: original.into(), digest, wanted });
            }
            if self.nearest.is_none() {
                let first = targets.first_of_size(length, own);
                self.nearest = first.map(|wanted| (variant, length, wanted));
            }
        }
        Some(self.told())
    }

    /// What is to be said where nothing was recovered.
    fn told(&self) -> Explanation {
        match (self.nearest, &self.source) {
            (Some((variant, size, wanted)), Some(source)) => {
                let change = Change::new(variant, source).without_bare_end();
                Explanation::Nearest { change, size, wanted, tried: self.tried, complete: !self.left_out }
            }
            _ => Explanation::Nothing { tried: self.tried, complete: !self.left_out },
        }
    }
}

/// Whether the document with its members in another order, which changes no length, may be one of these.
fn can_be_reordered(source: &Source, targets: &Targets) -> bool {
    let is_expected = |variant: Variant| targets.algorithms(variant.length(source)).next().is_some();
    source.has_orders() && reordered(source, 0..1).into_iter().any(is_expected)
}
