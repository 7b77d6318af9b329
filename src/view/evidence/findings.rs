//! What is to be said of the evidence of an image: of each piece, and of all of them together.

use super::cell::cell_of;
use super::digest::digest_of;
use super::refusal::refusal;
use super::source::other_source;
use super::words;
use crate::evidence::Why;
use crate::evidence::state::{Cell, Failure};
use crate::evidence::statement::Kind;
use crate::findings::{Code, Finding, codes};
use crate::image::digest::Digest;
use crate::inspect::{NodeId, label};
use crate::session::evidence::{Entry, Standing};
use crate::session::{Inspection, Model};
use crate::text::quote::Quoted;
use crate::view::detail::NodeFinding;

/// What is to be said of the evidence of these nodes: an index and its platforms, or one manifest.
pub(super) fn findings(model: &Model, nodes: &[(NodeId, bool)]) -> Vec<NodeFinding> {
    let mut found = Vec::new();
    let mut signers: Vec<String> = Vec::new();
    for (id, _) in nodes {
        let Some(digest) = digest_of(&model.inspection, *id) else { continue };
        for entry in model.evidence.entries.iter().filter(|entry| entry.is_of(&digest)) {
            found.extend(of_entry(model, entry, *id, &digest));
            signers.extend(signer(model, entry).filter(|signer| !signers.contains(signer)));
        }
        found.extend(other_source(model, *id, &digest).map(|finding| at(*id, finding)));
    }
    if let ([first, second, ..], Some((id, _))) = (signers.as_slice(), nodes.first()) {
        let message = format!(
            "Its evidence is signed by {} different identities: {first} and {second}, for example.",
            signers.len()
        );
        found.push(at(*id, Finding::new(&codes::SIGNERS_DIFFER, None, message)));
    }
    found.extend(uneven(model, nodes));
    found
}

fn at(node: NodeId, finding: Finding) -> NodeFinding {
    NodeFinding { finding, node, place: node, position: None }
}

fn name(inspection: &Inspection, id: NodeId) -> String {
    label(&inspection.blobs, &inspection.tree, id).name
}

/// What is to be said of a piece that fails.
fn of_entry(model: &Model, entry: &Entry, id: NodeId, digest: &str) -> Option<NodeFinding> {
    let Cell::Fails(failure) = cell_of(model, entry, digest) else { return None };
    let what = entry.piece.kind.name();
    let (code, message): (&Code, String) = match failure {
        // The findings of the document itself tell of its bytes.
        Failure::Bytes => return None,
        Failure::Subject => {
            let code = match entry.piece.kind {
                Kind::Signature => &codes::SIGNATURE_OTHER_DIGEST,
                Kind::Sbom => &codes::SBOM_OTHER_IMAGE,
                _ => &codes::ATTESTATION_OTHER_SUBJECT,
            };
            let own = entry.piece.speaks_of.first().map_or_else(|| "nothing".into(), |own| short(own));
            (
                code,
                format!(
                    "A piece of evidence ({what}) is put to {}, and speaks of {own} itself.",
                    short(digest)
                ),
            )
        }
        Failure::Refused(refused) => {
            let code = match refused.why {
                Why::OtherArtifact => &codes::SIGNATURE_OTHER_DIGEST,
                Why::Expired | Why::CertificateTime | Why::CertificateNow | Why::NoTime => {
                    &codes::SIGNATURE_OUT_OF_TIME
                }
                _ => &codes::SIGNATURE_REFUSED,
            };
            (code, format!("A signature ({what}) is not verified. {}", refusal(refused.why)))
        }
        Failure::Unexpected(verified, judgement) => {
            let whose = model.evidence.whose(&model.view.expected);
            let told = words::headline(&verified, &judgement, &model.view.expected, whose);
            (&codes::SIGNER_UNEXPECTED, told)
        }
    };
    Some(NodeFinding { place: entry.node, ..at(id, Finding::new(code, None, message)) })
}

/// By whom a piece is signed, where that was verified.
fn signer(model: &Model, entry: &Entry) -> Option<String> {
    match model.evidence.standing(&model.inspection.tree, entry)? {
        Standing::Answered(verdict) => {
            verdict.as_ref().as_ref().ok().map(|verified| words::signer(&verified.signer))
        }
        _ => None,
    }
}

/// Platforms that lack what others have.
fn uneven(model: &Model, nodes: &[(NodeId, bool)]) -> Vec<NodeFinding> {
    let platforms: Vec<NodeId> = nodes.iter().filter(|(_, is_index)| !is_index).map(|(id, _)| *id).collect();
    let Some((index, true)) = nodes.iter().find(|(_, is_index)| *is_index).copied() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let has = |id: &NodeId| {
            let digest = digest_of(&model.inspection, *id).unwrap_or_default();
            model.evidence.entries.iter().any(|entry| entry.piece.kind == kind && entry.is_of(&digest))
        };
        let (with, without): (Vec<NodeId>, Vec<NodeId>) = platforms.iter().copied().partition(has);
        let (Some(one), Some(other)) = (with.first(), without.first()) else { continue };
        let more = match without.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let message = format!(
            "{} has evidence of the kind {}, and {}{more} has none here.",
            name(&model.inspection, *one),
            kind.name(),
            name(&model.inspection, *other),
        );
        found.push(at(index, Finding::new(&codes::EVIDENCE_UNEVEN, None, message)));
    }
    found
}

/// Pieces that speak of nothing that is here, though images are.
pub(super) fn elsewhere(model: &Model) -> Vec<NodeFinding> {
    let tree = &model.inspection.tree;
    let entries = model.evidence.entries.iter();
    let lone = entries.filter(|entry| entry.put.digest().is_none() && !entry.piece.speaks_of.is_empty());
    let lone: Vec<&Entry> = lone.collect();
    // With evidence alone there is nothing that it could be about.
    if lone.is_empty() || tree.roots().len() <= lone.len() {
        return Vec::new();
    }
    let is_here = |text: &String| {
        let digest = Digest::parse(text).ok();
        let is_stated =
            || tree.iter().any(|(_, node)| node.stated_digest().is_some_and(|own| own.as_str() == text));
        digest.is_some_and(|digest| model.inspection.blobs.find(&digest).is_some()) || is_stated()
    };
    let lone = lone.into_iter().filter(|entry| !entry.piece.speaks_of.iter().take(SUBJECTS).any(is_here));
    let finding = |entry: &Entry| {
        let own = entry.piece.speaks_of.first().map(|own| short(own)).unwrap_or_default();
        let message = format!("It speaks of {own}, which is nothing that is here.");
        at(entry.node, Finding::new(&codes::EVIDENCE_ELSEWHERE, None, message))
    };
    lone.take(ELSEWHERE).map(finding).collect()
}

/// A digest as it is told; what is none, quoted.
fn short(text: &str) -> String {
    Digest::parse(text).map_or_else(|_| Quoted(text).to_string(), |digest| digest.short())
}

/// Subjects of one piece that are looked for, and pieces about nothing that are told.
const SUBJECTS: usize = 20;
const ELSEWHERE: usize = 20;
