//! What is shown of fetching, in plain words.

use std::rc::Rc;

use super::missing::Missing;
use super::offers::{OffersView, offers_view};
use super::problem::diagnosis;
use super::question::{QuestionView, question_view};
use crate::fetch::{Counted, FetchId, FetchState, Problem, ReferrerList, Repository, Subject, TagList};
use crate::image::digest::Digest;
use crate::image::document::Kind;
use crate::inspect::NodeId;
use crate::registry::diagnosis::{Diagnosis, Next};
use crate::session::{self, Model, can_come, subject};
use crate::text::escape::escaped;
use crate::text::size::decimal;

/// Problems that are shown; the others are counted. Those that are alike are one.
const PROBLEMS: usize = 10;

/// All that is shown of fetching.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FetchingView {
    /// How far it is, while something is under way.
    pub progress: Option<Progress>,
    /// What the user is asked.
    pub questions: Vec<QuestionView>,
    /// Images that a tool's output names, to be fetched.
    pub offers: OffersView,
    /// What could not be fetched.
    pub problems: Vec<ProblemView>,
    /// Problems that are not listed.
    pub more_problems: usize,
    /// The reference of the chosen image, where it came from a registry.
    pub pinned: Option<Pinned>,
    /// Documents that the chosen image names, that are not here, and that can be fetched all at once.
    pub missing: usize,
    /// The tags that were asked for.
    pub tags: Option<Rc<TagList>>,
    /// Whether what refers to the chosen node can be asked for.
    pub can_list_referrers: bool,
    /// What refers to the chosen node, where that was asked for.
    pub referrers: Option<Rc<ReferrerList>>,
    /// Hosts of registries that the user gave a name and a password for.
    pub signed_in: Vec<String>,
}

/// How far fetching is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Documents and lists that are here.
    pub done: usize,
    /// Those, and the ones that are still to come as far as that is known.
    pub total: usize,
    /// Bytes that came.
    pub bytes: u64,
    /// All that in words.
    pub sentence: String,
}

/// Something that could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemView {
    /// To be given back to try it again, and all that failed alike.
    pub job: FetchId,
    /// What could not be fetched.
    pub what: String,
    /// What happened, what is known, what is inferred and what to do. Text of the registry's own is in it, with
    /// what is not seen escaped.
    pub diagnosis: Diagnosis,
    /// The host that the user may give a name and a password for, where that may help.
    pub sign_in: Option<String>,
    /// What becomes of them, where they are asked for.
    pub promise: String,
}

/// What a reference stood for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// The reference as it was asked for.
    pub reference: String,
    /// What that tag stands for now: the digest of what came; `None` where the reference itself has one.
    pub stands_for: Option<Digest>,
    /// The reference with its digest, to copy.
    pub pinned: String,
    /// Whether that is an index: each machine takes the entry for itself.
    pub is_index: bool,
    /// The repository alone, to ask for its tags.
    pub repository: String,
    /// Whether its registry is asked by its own API, which gives no configs and no layers.
    pub by_api: bool,
}

/// How far the bytes of one node are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NodeFetch {
    /// They are here, or nobody knows where to get them, or they are a layer's.
    #[default]
    Nothing,
    /// They can be fetched.
    Possible,
    /// They wait for their turn.
    Waiting,
    /// They are coming.
    Coming {
        /// Bytes so far.
        received: u64,
        /// Bytes in all, as far as that is known.
        total: Option<u64>,
    },
    /// They could not be fetched, and why in a sentence.
    Failed(FetchId, String),
}

/// What is shown of fetching.
#[must_use]
pub fn fetching(model: &Model) -> FetchingView {
    let missing = Missing::of(model, &Missing::default());
    shown(model, problems(model), missing.count())
}

/// The same, where the problems are known, and how many documents are missing.
pub(super) fn shown(
    model: &Model,
    (problems, more_problems): (Vec<ProblemView>, usize),
    missing: usize,
) -> FetchingView {
    let fetch = &model.fetch;
    let root = model.root();
    let subject = model.selected.and_then(|node| subject(&model.inspection, node));
    let can_list =
        subject.as_ref().is_some_and(|_| model.selected.is_some_and(|node| is_manifest(model, node)));
    FetchingView {
        progress: progress(model),
        questions: fetch.questions().iter().map(question_view).collect(),
        offers: offers_view(model.fetching.offers()),
        problems,
        more_problems,
        pinned: root.and_then(|root| pinned(model, root)),
        missing,
        tags: fetch.tags().cloned(),
        can_list_referrers: can_list,
        referrers: subject.and_then(|(_, subject)| fetch.referrers().get(&subject).cloned()),
        signed_in: fetch.signed_in().map(str::to_owned).collect(),
    }
}

/// How far fetching is, while something is under way. This is quick, for each part of a body that comes.
#[must_use]
pub fn progress(model: &Model) -> Option<Progress> {
    let Counted { done, total, bytes } = model.fetch.counted()?;
    let documents = if total == 1 { "document" } else { "documents" };
    let sentence = format!("{done} of {total} {documents}, {}", decimal(bytes));
    Some(Progress { done, total, bytes, sentence })
}

/// How far the bytes of a node are.
#[must_use]
pub fn node_fetch(model: &Model, node: NodeId) -> NodeFetch {
    let digest = model.inspection.tree.get(node).and_then(|node| node.stated_digest());
    match digest.and_then(|digest| model.fetch.state_of(digest)) {
        Some(FetchState::InFlight { received, total }) => NodeFetch::Coming { received, total },
        Some(FetchState::Pending) => NodeFetch::Waiting,
        Some(FetchState::Failed(id, problem)) => NodeFetch::Failed(id, diagnosis(problem).headline),
        None if can_come(&model.inspection, node) => NodeFetch::Possible,
        None => NodeFetch::Nothing,
    }
}

fn is_manifest(model: &Model, node: NodeId) -> bool {
    use crate::image::document::Content;
    let blob = model.inspection.tree.get(node).and_then(|node| node.blob);
    let blob = blob.and_then(|blob| model.inspection.blobs.get(blob));
    blob.is_some_and(|blob| matches!(blob.document.content, Content::Index(_) | Content::Manifest(_)))
}

/// The problems, those that are alike as one.
pub(super) fn problems(model: &Model) -> (Vec<ProblemView>, usize) {
    let more = model.fetch.problem_count().saturating_sub(PROBLEMS);
    let view = |(id, problem, count): (FetchId, &Rc<Problem>, usize)| {
        let sign_in = problem.sign_in_host().filter(|_| !model.fetch.is_framed());
        let subject = model.fetch.subject(id);
        ProblemView {
            job: id,
            what: subject.map(|subject| what(&problem.repository, subject, count)).unwrap_or_default(),
            diagnosis: seen(&diagnosis(problem)),
            promise: sign_in.as_deref().map(promise).unwrap_or_default(),
            sign_in,
        }
    };
    (model.fetch.problems().take(PROBLEMS).map(view).collect(), more)
}

/// The reference of the document of `root`, where it came from a registry.
#[must_use]
pub fn pinned(model: &Model, root: NodeId) -> Option<Pinned> {
    let (reference, pinned) = session::pinned(&model.inspection, root)?;
    let stands_for = pinned.digest.clone().filter(|_| reference.digest.is_none());
    let repository = Repository::of(&reference);
    let blob = model.inspection.tree.get(root).and_then(|node| model.inspection.blobs.get(node.blob?));
    Some(Pinned {
        by_api: model.fetch.asks_api_of(&reference.registry),
        reference: reference.to_string(),
        stands_for,
        is_index: blob.is_some_and(|blob| matches!(blob.document.kind, Kind::OciIndex | Kind::DockerList)),
        pinned: pinned.to_string(),
        repository: format!("{}/{}", repository.registry, repository.name),
    })
}

fn what(repository: &Repository, subject: Subject, count: usize) -> String {
    let repository = format!("{}/{}", repository.registry, repository.name);
    if count > 1 {
        let what = if matches!(subject, Subject::Layer(_)) { "layers" } else { "documents" };
        return format!("{count} {what} of {repository}");
    }
    match subject {
        Subject::Reference(reference) => reference.to_string(),
        Subject::Tags => format!("The tags of {repository}"),
        Subject::Referrers(subject) => format!("What refers to {}", subject.short()),
        Subject::Blob(digest) => format!("The blob {} of {repository}", digest.short()),
        Subject::Layer(digest) => format!("The layer {} of {repository}", digest.short()),
        Subject::Manifest(digest) => format!("The manifest {} of {repository}", digest.short()),
        Subject::Token => format!("A token for {repository}"),
    }
}

/// A diagnosis with what is not seen in it as escapes.
fn seen(diagnosis: &Diagnosis) -> Diagnosis {
    let all = |sentences: &[String]| sentences.iter().map(|sentence| escaped(sentence)).collect();
    let next = diagnosis.next.iter().map(|next| match next {
        Next::Advice(advice) => Next::Advice(escaped(advice)),
        other => other.clone(),
    });
    Diagnosis {
        headline: escaped(&diagnosis.headline),
        known: all(&diagnosis.known),
        inferred: all(&diagnosis.inferred),
        next: next.collect(),
    }
}

fn promise(host: &str) -> String {
    format!(
        "They go to {host} and to the place that it names for tokens, after you were asked where that is not \
         known to be its own; directly, and to nobody else. They are kept in memory until this tab is closed."
    )
}
