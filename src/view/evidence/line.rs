//! One line of what the evidence of a node says, for its Overview.

use super::cell::{Tone, of_all};
use super::words;
use crate::evidence::claims::Claims;
use crate::evidence::provenance::Provenance;
use crate::session::Model;
use crate::session::evidence::{Entry, Standing};
use crate::text::size::grouped;

/// The line; `None` where no evidence of it is here.
pub(super) fn line(model: &Model, digest: &str) -> Option<String> {
    let entries: Vec<&Entry> = model.evidence.entries.iter().filter(|entry| entry.is_of(digest)).collect();
    let mut parts = Vec::new();
    parts.extend(signed(model, &entries, digest));
    let claims = || entries.iter().filter_map(|entry| entry.piece.claims.as_ref());
    parts.extend(claims().find_map(|claims| match claims {
        Claims::Sbom(sbom) => Some(format!("SBOM with {} packages", grouped(sbom.packages.len() as u64))),
        _ => None,
    }));
    parts.extend(claims().find_map(|claims| match claims {
        Claims::Provenance(provenance) => Some(built(provenance)),
        _ => None,
    }));
    parts.extend(claims().find_map(|claims| match claims {
        Claims::Vex(vex) => Some(format!("VEX with {} statements", grouped(vex.statements.len() as u64))),
        _ => None,
    }));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn signed(model: &Model, entries: &[&Entry], digest: &str) -> Option<String> {
    let signed: Vec<&Entry> = entries.iter().copied().filter(|entry| entry.signed).collect();
    let state = of_all(model, &signed, digest);
    let signer = || {
        signed.iter().find_map(|entry| match model.evidence.standing(&model.inspection.tree, entry)? {
            Standing::Answered(verdict) => Some(words::signer(&verdict.as_ref().as_ref().ok()?.signer)),
            _ => None,
        })
    };
    match (signed.len(), state.tone) {
        (0, _) => None,
        (_, Tone::Bad) => Some(format!("✕ a signature fails ({})", state.word)),
        (count, _) => Some(match signer() {
            Some(signer) if state.tone == Tone::Good => format!("✓ signed by {signer}, as expected"),
            Some(signer) => format!("signed by {signer}"),
            None if count == 1 => "a signature that is not verified yet".into(),
            None => format!("{count} signatures that are not verified yet"),
        }),
    }
}

fn built(provenance: &Provenance) -> String {
    let text = |told: &Option<crate::evidence::Told>| told.as_ref().map(|told| told.text.clone());
    let source = text(&provenance.source).map(|source| match text(&provenance.commit) {
        Some(commit) => format!("from {source}@{commit}"),
        None => format!("from {source}"),
    });
    let by = text(&provenance.builder).map(|builder| format!("by {builder}"));
    let on = text(&provenance.finished).or_else(|| text(&provenance.started)).map(|on| format!("on {on}"));
    let parts: Vec<String> = [source, by, on].into_iter().flatten().collect();
    if parts.is_empty() {
        "provenance that names no source".into()
    } else {
        format!("built {}", parts.join(" "))
    }
}
