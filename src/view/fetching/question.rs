//! Questions to the visitor, in words.

use crate::fetch::{About, Question, QuestionId};
use crate::registry::realm::Concern;

/// A question to the visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// To be given back with the answer.
    pub id: QuestionId,
    /// The question.
    pub title: String,
    /// What is to be known before it is answered.
    pub sentences: Vec<String>,
    /// The word for yes.
    pub yes: &'static str,
    /// The word for no.
    pub no: &'static str,
}

/// A question in words.
pub(in crate::view) fn question_view(question: &Question) -> QuestionView {
    match &question.about {
        About::Registry { registry, .. } => QuestionView {
            id: question.id,
            title: format!("Fetch from {registry}?"),
            sentences: vec![
                format!(
                    "A link or a document, not you, named {registry}, and it is none of the registries that everybody knows."
                ),
                "If you fetch from it, it learns your address and what you look at.".to_owned(),
            ],
            yes: "Fetch",
            no: "Don\u{2019}t",
        },
        About::Realm { host, realm, concern, with_login, .. } => {
            let sent = if *with_login {
                "your name and password, and the repository\u{2019}s name"
            } else {
                "the repository\u{2019}s name"
            };
            let mut sentences = vec![
                format!("{host} wants a token, and names {realm} as the place to get it."),
                "It is not known whether that place belongs to the registry.".to_owned(),
                format!("It would get {sent}."),
            ];
            if *concern == Concern::Inward {
                sentences.push("That place is on this machine or in your own network, where the registry itself may not reach. Allow it only if you know why.".to_owned());
            }
            QuestionView {
                id: question.id,
                title: format!("Ask {} for a token?", realm.authority()),
                sentences,
                yes: "Ask it",
                no: "Don\u{2019}t",
            }
        }
    }
}
