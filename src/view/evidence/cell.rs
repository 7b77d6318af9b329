//! One cell of the matrix: the state of all pieces of one kind that one platform has.

use crate::evidence::policy::Judgement;
use crate::evidence::state::{Cell, Failure};
use crate::session::evidence::{Entry, Standing};
use crate::session::{Inspection, Model};

/// How good or bad a state is; green only where it is as the visitor expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As expected.
    Good,
    /// Neither good nor bad.
    Plain,
    /// It is waited for.
    Pending,
    /// Nothing is there.
    Nothing,
    /// It fails.
    Bad,
}

/// A state with its sign and its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellView {
    /// How good or bad it is.
    pub tone: Tone,
    /// The word.
    pub word: String,
    /// Which of how many it is, where there are several that differ.
    pub more: Option<String>,
}

impl CellView {
    /// The sign, so that no colour tells alone.
    #[must_use]
    pub const fn sign(&self) -> &'static str {
        match self.tone {
            Tone::Good => "✓",
            Tone::Plain => "●",
            Tone::Pending => "…",
            Tone::Nothing => "–",
            Tone::Bad => "✕",
        }
    }

    /// Nothing of this kind is here.
    pub(super) fn nothing() -> Self {
        Self { tone: Tone::Nothing, word: "none here".into(), more: None }
    }
}

/// How a piece stands to a digest.
pub(super) fn cell_of(model: &Model, entry: &Entry, digest: &str) -> Cell {
    let Inspection { tree, .. } = &*model.inspection;
    let Some(node) = tree.get(entry.node) else { return Cell::Present };
    let standing = model.evidence.standing(&model.inspection.tree, entry);
    let verdict = match standing {
        Some(Standing::Answered(verdict)) => Some(&**verdict),
        _ => None,
    };
    let judged = verdict.map(|verdict| {
        let judgement = match verdict {
            Ok(verified) => model.view.expected.policy().judge(verified),
            Err(_) => Judgement::NobodyExpected,
        };
        (verdict, judgement)
    });
    Cell::of(&node.state, &entry.about(digest), judged)
}

/// The state of one piece, with its word.
pub(super) fn of_piece(model: &Model, entry: &Entry, digest: &str) -> CellView {
    let cell = cell_of(model, entry, digest);
    let standing = model.evidence.standing(&model.inspection.tree, entry);
    let (tone, word) = match &cell {
        Cell::SignatureVerified(_, Judgement::AsExpected) => (Tone::Good, "signed as expected"),
        Cell::SignatureVerified(..) => (Tone::Plain, "signature verified"),
        Cell::Fails(failure) => (Tone::Bad, failed(failure)),
        Cell::Present | Cell::BytesVerified => match standing {
            Some(Standing::Waiting(_)) => (Tone::Pending, "being verified"),
            Some(Standing::NeedsKey) => (Tone::Plain, "needs a key"),
            Some(Standing::NeedsRoots) => (Tone::Plain, "needs a root"),
            Some(Standing::NeedsTrustedRoot) => (Tone::Plain, "needs its root"),
            Some(Standing::NoVerifier) => (Tone::Plain, "not verified here"),
            _ if entry.signed => (Tone::Plain, "not verified yet"),
            _ if cell == Cell::BytesVerified => (Tone::Plain, "bytes verified"),
            _ => (Tone::Plain, "present"),
        },
        Cell::NoneFound(_) => (Tone::Nothing, "none here"),
    };
    CellView { tone, word: word.to_owned(), more: None }
}

const fn failed(failure: &Failure) -> &'static str {
    match failure {
        Failure::Bytes => "other bytes",
        Failure::Subject => "about something else",
        Failure::Refused(_) => "not verified: refused",
        Failure::Unexpected(..) => "signed by somebody else",
    }
}

/// The state of several pieces: one that is as expected, or else the worst.
pub(super) fn of_all(model: &Model, entries: &[&Entry], digest: &str) -> CellView {
    let views: Vec<CellView> = entries.iter().map(|entry| of_piece(model, entry, digest)).collect();
    let rank = |view: &CellView| match view.tone {
        Tone::Good => 0,
        Tone::Bad => 1,
        Tone::Pending => 2,
        Tone::Plain => 3,
        Tone::Nothing => 4,
    };
    let count = views.len();
    let Some(first) = views.iter().min_by_key(|view| rank(view)).cloned() else { return CellView::nothing() };
    let alike = views.iter().filter(|view| view.word == first.word).count();
    let bad = views.iter().filter(|view| view.tone == Tone::Bad).count();
    let more = match (alike, count) {
        (1, 1) => None,
        _ if first.tone == Tone::Good && bad > 0 => Some(format!("{alike} of {count}; {bad} fail")),
        (alike, count) if alike == count => Some(format!("{count}")),
        (alike, count) => Some(format!("{alike} of {count}")),
    };
    CellView { more, ..first }
}
