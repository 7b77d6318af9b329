//! What is to be said, in words.

use super::fetching::{diagnosis, in_one, question_view, title};
use super::layers::{of_failure, of_not_saved};
use super::news::news;
use super::summary::count;
use crate::inspect::Origin;
use crate::limits;
use crate::session::{NotCopied, Said};
use crate::text::cut::cut;
use crate::text::size::grouped;

/// What is to be said, in a sentence or two.
#[must_use]
pub fn sentence(said: &Said) -> String {
    let text = match said {
        Said::Sentence(text) => text.clone(),
        Said::News(told) => news(told),
        Said::LeftOut(count) => left_out(*count),
        Said::Removed { documents, files } => removed(*documents, *files),
        Said::Choice(choice) => choice.spoken(),
        Said::NoReference(error) => error.to_string(),
        Said::Offers(count) => title(*count),
        Said::Question(question) => question_view(question).title,
        Said::NotFetched(problem) => diagnosis(problem).headline,
        Said::Refused(problem) => in_one(problem),
        Said::NotRead(why) => of_failure(why),
        Said::NotSaved(why, lies) => of_not_saved(why, *lies),
        Said::TooLarge(origin) => format!(
            "{} is over {} MB, which is more than is read of a document here. Archives and layers are opened where they \
             lie: drop them as files. Of a longer document, paste the part that you need.",
            name_of_origin(origin),
            limits::DOCUMENT_BYTES / 1_000_000
        ),
        Said::ReportUnderWay => {
            "The report is being written; the browser saves it once it is whole.".to_owned()
        }
        Said::NotCopied(NotCopied::NotText) => {
            "Nothing was copied: these bytes are not UTF-8. Save them instead.".to_owned()
        }
        Said::NotCopied(NotCopied::Unseen) => {
            "Nothing was copied: the text holds characters that are not seen, shown here as escapes, and a copy would \
             hold them, too. Save it instead."
                .to_owned()
        }
    };
    cut(text, limits::TEXT_SHOWN_CHARACTERS)
}

fn removed(documents: usize, files: usize) -> String {
    let documents = (documents > 0).then(|| count(documents, "document", "documents"));
    let files = (files > 0).then(|| count(files, "file", "files"));
    let both: Vec<String> = documents.into_iter().chain(files).collect();
    format!("Removed: {}.", both.join(" and "))
}

fn left_out(count: usize) -> String {
    let (sentences, were) = if count == 1 { ("sentence", "was") } else { ("sentences", "were") };
    format!(
        "{} {sentences} before these {were} left out: the last {} are shown.",
        grouped(count as u64),
        limits::NOTICES
    )
}

/// What a document is called in a sentence: its file's name, or how it came.
fn name_of_origin(origin: &Origin) -> String {
    match origin {
        Origin::File(name) | Origin::Example(name) | Origin::Archive { member: name, .. } => {
            format!("\u{201c}{name}\u{201d}")
        }
        Origin::Registry(reference) => format!("What {reference} stands for"),
        Origin::Paste | Origin::Part(_) => "What was pasted".to_owned(),
        Origin::Link => "A document of the link".to_owned(),
        Origin::Composed(_) => "What was composed".to_owned(),
        Origin::Recovered(_) => "What was recovered".to_owned(),
        Origin::Embedded => "What a descriptor embeds".to_owned(),
        Origin::Saved(_) => "A document of a saved file".to_owned(),
    }
}
