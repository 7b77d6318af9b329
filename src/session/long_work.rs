//! Work that may take longer than a frame, done beside the page.

use std::rc::Rc;

use super::archives::Opened;
use super::beside::{ComparingContents, ComparingPackages, ListingFiles};
use super::choice::Choosing;
use super::coming::{Coming, ComingId};
use super::compared::Compared;
use super::comparison::Comparing;
use super::evidence::{Listing, read_pieces};
use super::file_comparison::ComparingFiles;
use super::inspection::Inspection;
use super::judged::Judged;
use super::message::{ChoiceMsg, ComparisonMsg, DocumentsMsg, EvidenceMsg, LayersMsg, Msg, TreeMsg};
use super::tree_filter::Filtering;
use crate::inspect::{Blob, BlobId};
use crate::pace::Pace;

/// Work that may take longer than a frame: it holds all that it needs, and changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum LongWork {
    /// Read what came.
    Read {
        /// What to answer for.
        id: ComingId,
        /// What came.
        coming: Box<Coming>,
    },
    /// Work out what is to be said of documents.
    Judge(Vec<(BlobId, Blob)>),
    /// Read documents as evidence.
    Evidence(Vec<(BlobId, Blob)>),
    /// Look through the packages of an SBOM, and sort them.
    Packages(Listing),
    /// Work out what each client takes of an index.
    Choose(Box<Choosing>),
    /// Work out what is different between the files of two nodes.
    CompareFiles(Box<ComparingFiles>),
    /// Work out which files that are different are listed.
    ListFiles(Box<ListingFiles>),
    /// Compare the contents of two files.
    CompareContents(Box<ComparingContents>),
    /// Work out what is different between the packages of two nodes.
    ComparePackages(Box<ComparingPackages>),
    /// Work out what is different between two nodes.
    Compare(Box<Comparing>),
    /// Find out which documents do not verify.
    Mismatches(Rc<Inspection>),
    /// Look through what a large archive holds.
    Inventory(Box<Opened>),
    /// Look for what the tree's filter keeps.
    Filter(Filtering),
}

impl LongWork {
    /// Does it, a piece at a time; gives the message that answers it.
    pub async fn done(self) -> Msg {
        let pace = Pace::default();
        match self {
            Self::Read { id, coming } => {
                let came = Box::new(coming.read(&pace).await);
                Msg::Documents(DocumentsMsg::Read { id, came })
            }
            Self::Judge(documents) => {
                let mut judged = Vec::new();
                for (id, blob) in documents {
                    let findings = blob.findings_in_pieces(&pace).await;
                    judged.push(Judged { blob: id, bytes: blob.bytes, findings });
                }
                Msg::Documents(DocumentsMsg::Judged(judged))
            }
            Self::CompareFiles(comparing) => {
                Msg::Comparison(ComparisonMsg::Files(Box::new(comparing.done(&pace).await)))
            }
            Self::ComparePackages(comparing) => {
                Msg::Comparison(ComparisonMsg::Packages(Box::new(comparing.done(&pace).await)))
            }
            Self::ListFiles(listing) => {
                Msg::Comparison(ComparisonMsg::Listed(Box::new(listing.done(&pace).await)))
            }
            Self::CompareContents(comparing) => {
                Msg::Comparison(ComparisonMsg::Contents(Box::new(comparing.done(&pace).await)))
            }
            Self::Compare(comparing) => Msg::Comparison(ComparisonMsg::Made(comparing.done(&pace).await)),
            Self::Evidence(documents) => {
                Msg::Evidence(EvidenceMsg::Read(read_pieces(documents, &pace).await))
            }
            Self::Packages(listing) => Msg::Evidence(EvidenceMsg::Listed(listing.done(&pace).await)),
            Self::Mismatches(inspection) => {
                let compared = Box::new(Compared::of(inspection, &pace).await);
                Msg::Documents(DocumentsMsg::Compared(compared))
            }
            Self::Inventory(opened) => {
                let found = Box::new(opened.look_through(&pace).await);
                Msg::Layers(LayersMsg::LookedThrough(found))
            }
            Self::Filter(filtering) => Msg::Tree(TreeMsg::Filtered(Rc::new(filtering.done(&pace).await))),
            Self::Choose(choosing) => Msg::Choice(ChoiceMsg::Made(choosing.done(&pace).await)),
        }
    }
}
