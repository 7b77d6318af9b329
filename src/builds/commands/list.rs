//! Lists of images: `docker manifest`, and that of podman and buildah.

use super::Does;
use super::arguments::Arguments;
use crate::builds::model::{Kept, List, What};
use crate::builds::name::Name;
use crate::builds::word::Word;

const FLAGS: &str =
    "-a --amend --insecure -p --purge --all --rm --tls-verify -q --quiet --remove-signatures -f";
const VALUED: &str = "--arch --os --os-version --os-features --variant --features --annotation --authfile --creds \
    --cert-dir --format --digestfile --add-compression --compression-format --index";

/// Reads what comes after `manifest`.
pub(super) fn read(tool: &str, words: &[Word]) -> Option<Does> {
    let (verb, rest) = words.split_first()?;
    let verb = verb.known()?;
    let name = format!("{tool} manifest {verb}");
    let arguments = Arguments::read(rest, FLAGS, VALUED);
    if arguments.is_unclear {
        return Does::elsewhere(name);
    }
    let is_docker = tool == "docker";
    let mut names = arguments.words.iter().filter_map(Name::new);
    let list = |list: Name, entries: Vec<Name>| List {
        list,
        entries,
        pushes: false,
        by_registry: is_docker,
        tool: if is_docker { "docker manifest" } else { "podman and buildah" },
    };
    match verb {
        "create" => {
            let own = names.next()?;
            Does::new(name, vec![What::List(list(own, names.collect()))])
        }
        "add" => {
            let own = names.next()?;
            Does::new(name, vec![What::List(list(own, names.collect()))])
        }
        "annotate" => {
            let _own = names.next()?;
            let architecture = arguments.values(&["--arch"]).next().cloned();
            let acts = names.next().map(|entry| What::Annotate { entry, architecture });
            Does::new(name, acts.into_iter().collect())
        }
        "push" => {
            let own = names.next()?;
            let kept = match (is_docker, arguments.has(&["-p", "--purge", "--rm"])) {
                (_, true) => Kept::No,
                (true, false) => Kept::Yes,
                // Theirs is a local image, and `create` refuses a name that is there.
                (false, false) => Kept::Harmless,
            };
            let mut acts = vec![What::PushList { list: own.clone(), kept }];
            let to = names.next().filter(|to| !to.text.contains("://") || to.text.starts_with("docker://"));
            if let Some(to) = to {
                acts.push(What::Push(to));
            }
            Does::new(name, acts)
        }
        _ => None,
    }
}

/// The list that `podman build --manifest` puts the image into.
pub(super) fn of_build(words: &[Word]) -> Vec<What> {
    let mut words = words.iter();
    let mut acts = Vec::new();
    while let Some(word) = words.next() {
        let value = word
            .value_of("--manifest")
            .or_else(|| (word.text == "--manifest").then(|| words.as_slice().first().cloned()).flatten());
        if let Some(list) = value.as_ref().and_then(Name::new) {
            acts.push(What::List(List {
                list,
                entries: Vec::new(),
                pushes: false,
                by_registry: false,
                tool: "podman and buildah",
            }));
        }
    }
    acts
}
