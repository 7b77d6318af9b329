//! Documents that came are put with the others, where they are verified.

use super::super::arriving::{Arriving, End};
use super::super::bundle::Bundled;
use super::super::coming::Coming;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::taking;
use crate::fetch::Landed;
use crate::inspect::{Origin, SaidDigest};

/// Puts what came with the documents, all at once: the tree is made again once for all of them.
pub(super) fn land(model: &mut Model, landed: Vec<Landed>) -> Vec<Effect> {
    let root = landed.iter().rposition(|landed| landed.is_root);
    if let Some(both) = &mut model.fetching.both {
        both.expect(root.and_then(|root| landed.get(root)));
    }
    let documents = landed.into_iter().map(|landed| {
        let Landed { bytes, reference, pin, served, said_digest, .. } = landed;
        let said = said_digest.map(|digest| SaidDigest { registry: reference.registry.clone(), digest });
        let said = said.into_iter().collect();
        Bundled { pin, served, said, ..Bundled::new(bytes, Origin::Registry(reference)) }
    });
    let coming = Coming::of_documents(documents.collect());
    taking::begin(model, Arriving::new(coming, None, End::Landed(root)))
}
