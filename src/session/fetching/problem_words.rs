//! What did not come, in words.

use crate::fetch::Problem;
use crate::registry::diagnosis::{Diagnosis, Next, diagnose};

/// Why something did not come.
pub(super) fn diagnosis(problem: &Problem) -> Diagnosis {
    let mut diagnosis = diagnose(&problem.situation(), &problem.trouble);
    if let Some(beyond) = &problem.beyond {
        diagnosis.known.push(format!(
            "It wants a token for \u{201c}{beyond}\u{201d}, and this page asks for one to read {} alone.",
            problem.repository.name
        ));
    }
    if let Some(url) = &problem.elsewhere {
        let advice = format!(
            "The descriptor says that {url} has this layer. This page asks nobody whom only a document names: get it \
             there, and drop the file; its digest tells where it belongs."
        );
        diagnosis.next.insert(0, Next::Advice(advice));
    }
    diagnosis
}

/// The same in one paragraph: what happened, and what to do.
pub(super) fn in_one(problem: &Problem) -> String {
    let diagnosis = diagnosis(problem);
    let advice = diagnosis.next.iter().filter_map(|next| match next {
        Next::Advice(advice) => Some(advice.as_str()),
        _ => None,
    });
    let sentences: Vec<_> = std::iter::once(diagnosis.headline.as_str()).chain(advice).collect();
    sentences.join(" ")
}
