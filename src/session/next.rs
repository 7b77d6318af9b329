//! What a step leaves to be done by others: no step calls one that builds on it.

use super::archives::{OfArchive, Opened};
use super::export::ReportFormat;
use super::view::View;
use crate::fetch;
use crate::inspect::{BlobId, LayerId};

/// What is to be done before an update ends: now, or once the tree is whole.
#[derive(Clone, Debug)]
pub(super) enum Next {
    /// Documents came, this one first, and perhaps others: it is shown.
    Arrived { first: BlobId, several: bool },
    /// What a link holds is shown, which took so many symbols to unpack, and is this in the address.
    Linked { view: View, symbols: usize, payload: String },
    /// What was kept for a reload is shown.
    Recalled(View),
    /// Documents came from a registry, that of a reference perhaps among them.
    Landed(Option<BlobId>),
    /// All that is in an archive is here.
    Opened(Box<OfArchive>, Option<(BlobId, bool)>),
    /// Files of layers are here, and no document with them.
    Held,
    /// A file came that is no archive of documents: a layer, or something else.
    Alone { layer: LayerId, is_layer: bool },
    /// A report was asked for meanwhile.
    Report(ReportFormat),
    /// A document was recovered.
    Recovered(BlobId),
    /// The documents of an archive are with the others: the first, and whether there are several. Now the tree is made of
    /// all that is in it.
    PutTogether(Box<OfArchive>, Option<(BlobId, bool)>),
    /// What is in an archive is listed.
    Listed(Box<Opened>),
    /// What fetches has something for layers.
    OfLayers(Box<fetch::Command>),
    /// The address bar is to say what is shown, as a step that the back button undoes.
    Address,
}
