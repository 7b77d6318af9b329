//! Where evidence was asked for, and what each place answered.

use super::digest::digest_of;
use crate::evidence::state::{Answer, Place};
use crate::evidence::statement::Kind;
use crate::fetch::ListState;
use crate::image::digest::Digest;
use crate::inspect::{NodeId, Role};
use crate::session::Model;

/// What each place answered of a digest; nothing where none was asked.
pub(super) fn answers(model: &Model, digest: &str) -> Vec<(Place, Answer)> {
    let Ok(digest) = Digest::parse(digest) else { return Vec::new() };
    if !model.evidence.is_looked_for(&digest) {
        return Vec::new();
    }
    let mut answers = Vec::new();
    if let Some(list) = model.fetch.referrers().get(&digest) {
        let place = if list.by_tag { Place::FallbackTag } else { Place::Referrers };
        if list.by_tag {
            answers.push((Place::Referrers, Answer::NotAsked("the registry has no such list".into())));
        }
        let answer = match list.state {
            ListState::Loading => Answer::NotAsked("on its way".into()),
            ListState::Failed => Answer::NotAsked("did not answer".into()),
            _ if list.referrers.is_empty() => Answer::Nothing,
            _ => Answer::Found(list.referrers.len()),
        };
        answers.push((place, answer));
    }
    for place in [Place::SigTag, Place::AttTag, Place::SbomTag] {
        let answer = match model.fetch.beside(&digest, place.name()) {
            None | Some(ListState::Loading) => Answer::NotAsked("on its way".into()),
            Some(ListState::Failed) => Answer::NotAsked("did not answer".into()),
            Some(ListState::Cut) => Answer::Nothing,
            Some(ListState::Whole) => Answer::Found(1),
        };
        answers.push((place, answer));
    }
    answers
}

/// Whether evidence of this kind may be at a place.
const fn may_have(place: Place, kind: Kind) -> bool {
    match place {
        Place::SigTag => matches!(kind, Kind::Signature),
        Place::AttTag => !matches!(kind, Kind::Signature),
        Place::SbomTag => matches!(kind, Kind::Sbom),
        Place::Index => matches!(kind, Kind::Provenance | Kind::Sbom | Kind::Other),
        Place::Referrers | Place::FallbackTag | Place::Here => true,
    }
}

/// Where evidence of a kind was asked for, in short: `asked: referrers, .sig`; `None` where nowhere but here.
pub(super) fn asked(answers: &[(Place, Answer)], kind: Kind) -> Option<String> {
    let places = answers.iter().filter(|(place, answer)| {
        may_have(*place, kind) && matches!(answer, Answer::Nothing | Answer::Found(_))
    });
    let names: Vec<&str> = places.map(|(place, _)| place.name()).collect();
    (!names.is_empty()).then(|| format!("asked: {}", names.join(", ")))
}

/// All places and their answers, for one platform: `referrers: 2, .sig: nothing`.
pub(super) fn told(answers: &[(Place, Answer)]) -> Option<String> {
    let one = |(place, answer): &(Place, Answer)| match answer {
        Answer::Found(1) => format!("{}: found", place.name()),
        Answer::Found(count) => format!("{}: {count} found", place.name()),
        Answer::Nothing => format!("{}: nothing", place.name()),
        Answer::NotAsked(why) => format!("{}: {why}", place.name()),
    };
    (!answers.is_empty()).then(|| answers.iter().map(one).collect::<Vec<_>>().join(" · "))
}

/// Attestations that an index names of a manifest, and how many of them are not here.
pub(super) fn named_by_index(model: &Model, id: NodeId) -> (usize, usize) {
    let tree = &model.inspection.tree;
    let Some(digest) = digest_of(&model.inspection, id) else { return (0, 0) };
    let children = tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let of = children.iter().filter_map(|child| tree.get(*child));
    let of = of.filter(|node| matches!(&node.role, Role::Attestation(Some(of)) if of.as_str() == digest));
    of.fold((0, 0), |(all, missing), node| (all + 1, missing + usize::from(node.blob.is_none())))
}
