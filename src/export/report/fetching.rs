//! What the report says of registries: what was asked for, what did not come and why, and what they list.

use serde::Serialize;

use crate::fetch::{ListState, ReferrerList, TagList};
use crate::image::digest::Digest;
use crate::registry::diagnosis::Next;
use crate::session::Model;
use crate::view;
use crate::view::ProblemView;

/// What was asked of registries.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FetchingReport {
    /// The reference of the chosen image, where it came from a registry.
    pub image: Option<ImageReport>,
    /// What did not come; what failed in the same way is one.
    pub problems: Vec<ProblemReport>,
    /// Problems that are not listed.
    pub more_problems: usize,
    /// What waits for the user's word.
    pub questions: Vec<QuestionReport>,
    /// Images that a tool's output names by their digests, and that were not fetched yet.
    pub offers: Vec<OfferReport>,
    /// The tags that were asked for.
    pub tags: Option<TagsReport>,
    /// What refers to manifests, where that was asked for.
    pub referrers: Vec<ReferrersReport>,
}

/// What a reference stood for.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageReport {
    /// The reference as it was asked for.
    pub reference: String,
    /// What its tag stood for.
    pub stands_for: Option<String>,
    /// The reference with its digest.
    pub pinned: String,
}

/// Something that did not come.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemReport {
    /// What.
    pub what: String,
    /// What happened.
    pub headline: String,
    /// What is known.
    pub known: Vec<String>,
    /// What is likely.
    pub inferred: Vec<String>,
    /// What to do.
    pub next: Vec<NextReport>,
    /// The host that a name and a password may be given for.
    pub sign_in: Option<String>,
}

/// Something to do.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NextReport {
    /// `advice`, `command` (it prints the bytes) or `setting` (of the registry's software).
    pub kind: &'static str,
    /// The tool, or the software.
    pub of: Option<&'static str>,
    /// The sentence, the command line, or the setting.
    pub text: String,
}

/// A question to the user.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionReport {
    /// The question.
    pub title: String,
    /// What is to be known before it is answered.
    pub sentences: Vec<String>,
}

/// An image that a tool's output names by its digest.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferReport {
    /// The image, with its digest.
    pub reference: String,
    /// Where it stood, and by which tag.
    pub note: String,
}

/// The tags of a repository.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TagsReport {
    /// The repository.
    pub repository: String,
    /// How far the list is: `loading`, `whole`, `cut` or `failed`.
    pub state: &'static str,
    /// That the registry calls it the list of another repository, where it does.
    pub other_name: Option<String>,
    /// The tags, in the registry's order.
    pub tags: Vec<String>,
}

/// What refers to a manifest.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferrersReport {
    /// The digest of the manifest.
    pub subject: String,
    /// How far the list is.
    pub state: &'static str,
    /// Whether a tag stands for a list of the registry's own.
    pub by_tag: bool,
    /// What refers to it.
    pub referrers: Vec<ReferrerReport>,
}

/// Something that refers to a manifest, as the registry says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferrerReport {
    /// Its manifest's digest.
    pub digest: String,
    /// What it is, as stated.
    pub artifact_type: Option<String>,
}

impl FetchingReport {
    pub fn of(model: &Model) -> Self {
        let view = view::fetching(model);
        let of = |(subject, list): (&Digest, &std::rc::Rc<ReferrerList>)| referrers(subject, list);
        Self {
            image: view.pinned.map(|pinned| ImageReport {
                reference: pinned.reference,
                stands_for: pinned.stands_for.map(|digest| digest.to_string()),
                pinned: pinned.pinned,
            }),
            problems: view.problems.into_iter().map(problem).collect(),
            more_problems: view.more_problems,
            questions: view
                .questions
                .into_iter()
                .map(|question| QuestionReport { title: question.title, sentences: question.sentences })
                .collect(),
            offers: view
                .offers
                .offers
                .into_iter()
                .map(|offer| OfferReport { reference: offer.reference, note: offer.note })
                .collect(),
            tags: view.tags.as_deref().map(tags),
            referrers: model.fetch.referrers().iter().map(of).collect(),
        }
    }
}

fn problem(problem: ProblemView) -> ProblemReport {
    let next = problem.diagnosis.next.into_iter().map(|next| match next {
        Next::Advice(text) => NextReport { kind: "advice", of: None, text },
        Next::Command(command) => NextReport { kind: "command", of: Some(command.tool), text: command.line },
        Next::Setting(software, text) => NextReport { kind: "setting", of: Some(software), text },
    });
    ProblemReport {
        what: problem.what,
        headline: problem.diagnosis.headline,
        known: problem.diagnosis.known,
        inferred: problem.diagnosis.inferred,
        next: next.collect(),
        sign_in: problem.sign_in,
    }
}

fn tags(list: &TagList) -> TagsReport {
    let repository = format!("{}/{}", list.repository.registry, list.repository.name);
    TagsReport {
        repository,
        state: word(list.state),
        other_name: list.told_of_name(),
        tags: list.tags.clone(),
    }
}

fn referrers(subject: &Digest, list: &ReferrerList) -> ReferrersReport {
    let of = |referrer: &crate::registry::listing::Referrer| ReferrerReport {
        digest: referrer.digest.to_string(),
        artifact_type: referrer.artifact_type.clone(),
    };
    ReferrersReport {
        subject: subject.to_string(),
        state: word(list.state),
        by_tag: list.by_tag,
        referrers: list.referrers.iter().map(of).collect(),
    }
}

const fn word(state: ListState) -> &'static str {
    match state {
        ListState::Loading => "loading",
        ListState::Whole => "whole",
        ListState::Cut => "cut",
        ListState::Failed => "failed",
    }
}
