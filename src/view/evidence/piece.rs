//! One piece of evidence: how it stands, by whom it is, what was checked of it and what was not.

use std::rc::Rc;

use super::cell::{CellView, cell_of, of_piece};
use super::refusal::refusal;
use super::words;
use crate::evidence::piece::{Piece, Written};
use crate::evidence::state::{Cell, Failure};
use crate::evidence::{Form, Signer, Verified};
use crate::image::statement::predicate_name;
use crate::inspect::{BlobId, NodeId};
use crate::limits;
use crate::session::Model;
use crate::session::evidence::{Entry, Put, Standing, Whose};
use crate::text::time::time;

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceView {
    /// Tells it from others: one piece may be put to several digests.
    pub key: String,
    /// Where it stands.
    pub node: NodeId,
    /// Its document.
    pub blob: BlobId,
    /// What it is.
    pub title: String,
    /// How it stands.
    pub state: CellView,
    /// That in a sentence.
    pub headline: String,
    /// What the verifier says besides.
    pub detail: Option<String>,
    /// What else is known of the signature.
    pub facts: Vec<(&'static str, String)>,
    /// What was checked, with success.
    pub checked: Vec<&'static str>,
    /// What was not checked.
    pub unchecked: Vec<&'static str>,
    /// What was read of it.
    pub piece: Rc<Piece>,
}

impl PieceView {
    /// What stands inside of an envelope and is not told otherwise; its beginning, where it is long.
    #[must_use]
    pub fn readable(&self) -> Option<String> {
        let inside = self.piece.inside.as_deref().filter(|_| self.piece.claims.is_none())?;
        let text = String::from_utf8_lossy(inside);
        let cut: String = text.chars().take(limits::TEXT_SHOWN_CHARACTERS).collect();
        Some(if cut.len() < text.len() { format!("{cut}…") } else { cut })
    }
}

/// What a piece is, in a few words.
#[must_use]
pub fn title(piece: &Piece) -> String {
    let written = match piece.written {
        Written::Bundle { .. } => "sigstore bundle",
        Written::Envelope => "DSSE envelope",
        Written::SimpleSigning => "cosign’s payload",
        Written::Notation(Form::Jws) => "notation’s envelope, JWS",
        Written::Notation(Form::Cose) => "notation’s envelope, COSE",
        Written::Statement => "in-toto statement",
        Written::Plain => "document",
    };
    match &piece.predicate_type {
        Some(kind) if predicate_name(kind) == kind => format!("{} · {written} · {kind}", piece.kind.name()),
        _ => format!("{} · {written}", piece.kind.name()),
    }
}

/// How a piece stands to a digest.
pub(super) fn piece_view(model: &Model, entry: &Entry, digest: &str) -> PieceView {
    let cell = cell_of(model, entry, digest);
    let standing = model.evidence.standing(&model.inspection.tree, entry);
    let verified = match standing {
        Some(Standing::Answered(verdict)) => verdict.as_ref().as_ref().ok(),
        _ => None,
    };
    let mut facts = vec![("Put to it by", put(&entry.put).to_owned())];
    let whose = model.evidence.whose(&model.view.expected);
    facts.extend(verified.map(|verified| of_signature(verified, whose)).unwrap_or_default());
    let (headline, detail) = headline(model, entry, digest, &cell);
    PieceView {
        key: format!("{} {}", entry.node.0, entry.target().unwrap_or_default()),
        node: entry.node,
        blob: entry.blob,
        title: title(&entry.piece),
        state: of_piece(model, entry, digest),
        headline,
        detail,
        facts,
        checked: verified
            .map(|it| it.checked.iter().map(|it| words::checked(*it)).collect())
            .unwrap_or_default(),
        unchecked: verified
            .map(|it| it.unchecked.iter().map(|it| words::unchecked(*it)).collect())
            .unwrap_or_default(),
        piece: Rc::clone(&entry.piece),
    }
}

const fn put(put: &Put) -> &'static str {
    match put {
        Put::Subject(_) => "the subject of the manifest that names it",
        Put::Tag(_) => "the tag that it was fetched by",
        Put::Index(_) => "the index, which names it as an attestation",
        Put::OwnWord => "its own word",
    }
}

fn headline(model: &Model, entry: &Entry, digest: &str, cell: &Cell) -> (String, Option<String>) {
    let expected = &model.view.expected;
    let whose = model.evidence.whose(expected);
    let told = |verified: &Verified, judgement| words::headline(verified, judgement, expected, whose);
    let plain = |text: &str| (text.to_owned(), None);
    match cell {
        Cell::SignatureVerified(verified, judgement) => (told(verified, judgement), None),
        Cell::Fails(Failure::Unexpected(verified, judgement)) => (told(verified, judgement), None),
        Cell::Fails(Failure::Refused(refused)) => {
            let detail = (!refused.detail.is_empty()).then(|| refused.detail.clone());
            (format!("Not verified. {}", refusal(refused.why)), detail)
        }
        Cell::Fails(Failure::Bytes) => plain("Its bytes do not have the digest that names them."),
        Cell::Fails(Failure::Subject) => {
            let own = entry.piece.speaks_of.first().map_or("nothing", String::as_str);
            (format!("It is put to {digest}, and speaks of {own} itself."), None)
        }
        Cell::Present | Cell::BytesVerified | Cell::NoneFound(_) => {
            plain(unverified(model.evidence.standing(&model.inspection.tree, entry), entry.signed, cell))
        }
    }
}

fn unverified(standing: Option<&Standing>, signed: bool, cell: &Cell) -> &'static str {
    match standing {
        Some(Standing::Waiting(_)) => "The signature is being verified.",
        Some(Standing::NeedsKey) => {
            "It is signed by a key that it does not have: give the key below to have it verified."
        }
        Some(Standing::NeedsRoots) => {
            "It is an envelope of notation: give the root certificates below to have it verified."
        }
        Some(Standing::NeedsTrustedRoot) => {
            "The trusted_root.json that is expected is not here: drop it on the page, or paste it below, to have it verified."
        }
        Some(Standing::NoTarget) => {
            "It does not say what it is about: open the manifest that names it, or what it is about, to have it verified."
        }
        Some(Standing::NoVerifier) => {
            "Nothing verifies signatures here: the program for that could not be started, as in a page opened from a folder."
        }
        Some(Standing::Answered(_)) | None if signed => "The signature is not verified yet.",
        _ if *cell == Cell::BytesVerified => {
            "Nobody signed it. Its bytes have the digest that names them; who wrote it is not proved."
        }
        _ => "Nobody signed it, and nothing here says which digest it has to have.",
    }
}

fn of_signature(verified: &Verified, whose: Whose) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Signed by", words::signer(&verified.signer))];
    let valid = |(from, until): &(i64, i64)| format!("{} to {} UTC", time(*from), time(*until));
    match &verified.signer {
        Signer::Identity { claims, valid: of, .. } => {
            facts.extend(claims.iter().map(|(claim, text)| (words::claim(*claim), text.clone())));
            facts.push(("Certificate valid", valid(of)));
        }
        Signer::Subject { fingerprint, valid: of, .. } => {
            facts.extend([("Certificate", fingerprint.clone()), ("Certificate valid", valid(of))]);
        }
        Signer::Key { .. } => {}
    }
    facts.push(("Trusted by", words::root(&verified.root, whose)));
    for entry in &verified.log {
        let log = entry.log.as_deref().unwrap_or("the log");
        facts.push(("Log entry", format!("index {} of {log}", entry.index)));
    }
    facts.extend(verified.times.iter().map(|at| ("Time", words::signed_at(at))));
    facts
}
