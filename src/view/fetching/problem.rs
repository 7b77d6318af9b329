//! What did not come, in words.

use crate::fetch::Problem;
use crate::registry::diagnosis::{Diagnosis, Next, diagnose};

/// Why something did not come.
pub(in crate::view) fn diagnosis(problem: &Problem) -> Diagnosis {
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
pub(in crate::view) fn in_one(problem: &Problem) -> String {
    let diagnosis = diagnosis(problem);
    let advice = diagnosis.next.iter().filter_map(|next| match next {
        Next::Advice(advice) => Some(advice.as_str()),
        _ => None,
    });
    let sentences: Vec<_> = std::iter::once(diagnosis.headline.as_str()).chain(advice).collect();
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Repository;
    use crate::registry::Failure;
    use crate::registry::bearer::Flaw;
    use crate::registry::diagnosis::{TooOften, Trouble};
    use crate::registry::endpoint::Way;
    use crate::registry::errors::RegistryError;
    use crate::registry::realm::Refusal;
    use crate::registry::resource::Resource;
    use crate::registry::url::Url;

    fn problem(trouble: Trouble) -> Problem {
        Problem {
            repository: Repository { registry: "registry.example".to_owned(), name: "a".to_owned() }.into(),
            trouble,
            reference: "registry.example/a:1".parse().unwrap(),
            resource: Resource::Tags,
            url: Url::parse("https://registry.example/v2/a/tags/list").unwrap(),
            is_realm: false,
            page: None,
            way: Way::Direct,
            has_relay: false,
            preflight: false,
            answered: false,
            framed: false,
            beyond: None,
            elsewhere: None,
        }
    }

    #[test]
    fn what_is_alike_has_one_headline_and_nothing_else_has_it() {
        let error = || RegistryError { code: "DENIED".to_owned(), message: String::new() };
        let troubles = [
            Trouble::Failed(Failure::Opaque),
            Trouble::Failed(Failure::Redirected),
            Trouble::Failed(Failure::BrokenOff { received: 7 }),
            Trouble::Failed(Failure::BrokenOff { received: 8 }),
            Trouble::Failed(Failure::TooLong { limit: 7 }),
            Trouble::Failed(Failure::NotAPart),
            Trouble::Status(403, Vec::new()),
            Trouble::Status(403, vec![error()]),
            Trouble::Status(404, Vec::new()),
            Trouble::Status(404, vec![error()]),
            Trouble::Status(410, Vec::new()),
            Trouble::Status(500, Vec::new()),
            Trouble::Status(503, Vec::new()),
            Trouble::SignIn { refused: false },
            Trouble::SignIn { refused: true },
            Trouble::HiddenChallenge,
            Trouble::UnknownScheme("Negotiate".to_owned()),
            Trouble::TooOften(Box::default()),
            Trouble::TooOften(Box::new(TooOften { wait: Some(7), ..TooOften::default() })),
            Trouble::Wait(503, 7),
            Trouble::Wait(503, 8),
            Trouble::WebPage,
            Trouble::Nothing,
            Trouble::Challenge(Flaw::TooLong),
            Trouble::Challenge(Flaw::NoRealm),
            Trouble::Challenge(Flaw::Service),
            Trouble::Challenge(Flaw::Repeated("realm")),
            Trouble::Challenge(Flaw::Realm(Refusal::NotAbsolute, "/token".to_owned())),
            Trouble::Challenge(Flaw::Realm(Refusal::NotAbsolute, "/other".to_owned())),
            Trouble::Challenge(Flaw::Realm(Refusal::Insecure, "http://a.example".to_owned())),
            Trouble::Declined("a.example".to_owned()),
            Trouble::Framed("a.example".to_owned()),
            Trouble::NoToken,
            Trouble::TooLarge(7),
            Trouble::TooLarge(8),
            Trouble::Enough,
            Trouble::BadRegistry,
            Trouble::BadLink("x".to_owned()),
            Trouble::BadLink("y".to_owned()),
            Trouble::NoList,
            Trouble::NoTable,
        ];
        for one in &troubles {
            for other in &troubles {
                let (one, other) = (problem(one.clone()), problem(other.clone()));
                let same = diagnosis(&one).headline == diagnosis(&other).headline;
                assert_eq!(
                    one.likeness() == other.likeness(),
                    same,
                    "{:?} and {:?}",
                    one.trouble,
                    other.trouble
                );
            }
        }
    }
}
