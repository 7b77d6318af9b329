//! Reads references as people type and paste them: a name with a prefix, a command line, a line of a Dockerfile or
//! of YAML, the address of a registry's page.

use super::alone::alone;
use super::typed::{Typed, TypedError};
use super::words::words;
use super::{ReferenceError, ReferenceErrorKind, command};

/// Reads what was typed or pasted.
///
/// # Errors
/// When it names no image, with the place.
pub fn read(text: &str) -> Result<Typed, TypedError> {
    let words = words(text);
    match words.as_slice() {
        [] => Err(TypedError::NoImage(text.len())),
        [word] => alone(*word),
        [first, ..] => command::read(&words, text.len())?.map_or_else(
            || {
                // Words that are no command: the first may be a name, and nothing stands after a name.
                alone(*first)?;
                let at = first.at.saturating_add(first.text.len());
                Err(TypedError::Reference(ReferenceError { kind: ReferenceErrorKind::InRepository(' '), at }))
            },
            Ok,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::reference::Reference;
    use crate::image::reference::typed::Form;
    use proptest::prelude::*;

    const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn whole(text: &str) -> String {
        match read(text) {
            Ok(typed) => typed.reference.to_string(),
            Err(error) => panic!("{text}: {error}"),
        }
    }

    #[test]
    fn names_as_people_write_them() {
        for (text, reference) in [
            ("alpine", "docker.io/library/alpine:latest"),
            (" alpine:3.22\n", "docker.io/library/alpine:3.22"),
            ("library/alpine", "docker.io/library/alpine:latest"),
            ("docker://alpine", "docker.io/library/alpine:latest"),
            ("oci://ghcr.io/owner/chart:1.2.3", "ghcr.io/owner/chart:1.2.3"),
            ("Docker://quay.io/a/b", "quay.io/a/b:latest"),
            ("docker-pullable://registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"),
            ("\"alpine:3\",", "docker.io/library/alpine:3"),
            ("`alpine`", "docker.io/library/alpine:latest"),
            ("<quay.io/a/b>", "quay.io/a/b:latest"),
            ("quay.io/a/b/", "quay.io/a/b:latest"),
            ("localhost:5000/a:1", "localhost:5000/a:1"),
            ("127.0.0.1:5000/a", "127.0.0.1:5000/a:latest"),
            ("[2001:db8::1]:5000/a/b:1", "[2001:db8::1]:5000/a/b:1"),
        ] {
            assert_eq!(whole(text), reference, "{text}");
        }
        let both = format!("alpine:3@{DIGEST}");
        assert_eq!(whole(&both), format!("docker.io/library/{both}"), "a tag and a digest together");
    }

    #[test]
    fn what_names_no_image() {
        for (text, at, reason) in [
            ("", 0, "nothing"),
            ("Alpine", 0, "upper case"),
            ("  Alpine", 2, "the place is that in the whole text"),
            ("docker://Alpine", 9, "the place counts the prefix"),
            ("alpine:$TAG", 7, "a shell's variable"),
            ("{{ .Values.image }}", 0, "a template's variable"),
            ("${IMAGE}", 0, "a whole variable"),
            ("hello world", 5, "two words that are no command"),
            ("docker-daemon:alpine:3", 0, "an image of the local engine"),
            ("oci-archive:alpine.tar", 0, "a file"),
            ("registry.example/", 17, "a host and its slash"),
            ("docker://localhost:5000/", 24, "a host after a prefix"),
            ("docker://alice@corp.example:hunter2", 15, "a login after a prefix"),
        ] {
            let error = read(text).expect_err(reason);
            assert_eq!(error.at(), at, "{reason}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_input_panics(text in any::<String>()) {
            if let Err(error) = read(&text) {
                prop_assert!(error.at() <= text.len());
                prop_assert!(!error.to_string().is_empty());
            }
        }

        #[test]
        fn nor_do_texts_of_its_own_words(
            words in proptest::collection::vec("(docker|pull|run|FROM|image:|--platform|-[a-z]|=|AS|az|acr|https://|hub\\.docker\\.com|/|_|r|@|:|\\$|\"|alpine|[é#?&%])", 0..9),
            glue in "[ /]?",
        ) {
            let text = words.join(&glue);
            match read(&text) {
                Ok(typed) => prop_assert_eq!(typed.reference.to_string().parse(), Ok(typed.reference)),
                Err(error) => prop_assert!(error.at() <= text.len(), "{text}: {error}"),
            }
        }

        #[test]
        fn a_reference_is_read_as_itself(text in "[a-z0-9]{1,5}([./:_-]{1,2}[a-z0-9]{1,5}){0,4}") {
            if let Ok(reference) = text.parse::<Reference>() {
                prop_assert_eq!(read(&text), Ok(Typed { reference, form: Form::Name }));
            }
        }
    }
}
