//! Tools that copy and list images in registries: crane, regctl, skopeo, oras.

use super::Does;
use super::arguments::Arguments;
use super::docker::without;
use crate::builds::model::{List, What};
use crate::builds::name::Name;
use crate::builds::word::Word;

const FLAGS: &str =
    "--all -a --all-tags --insecure --recursive -r --quiet -q --force --flatten --preserve-digests";
const VALUED: &str = "-m --manifest -t --tag --ref --platform --docker-empty-base --media-type --artifact-type \
    --annotation --src-creds --dest-creds --authfile --format -f --multi-arch --digest --subject --index-annotation";

/// Reads what comes after the tool's name.
pub(super) fn read(tool: &str, words: &[Word]) -> Option<Does> {
    let arguments = Arguments::read(words, FLAGS, VALUED);
    let verbs = arguments.words.iter().map_while(|word| word.known());
    let verbs: Vec<&str> =
        verbs.take_while(|word| word.chars().all(|char| char.is_ascii_lowercase())).collect();
    let (length, makes_list) = match (tool, verbs.as_slice()) {
        ("crane" | "gcrane", ["index", "append", ..]) | ("regctl", ["index", "create", ..]) => (2, true),
        ("oras", ["manifest", "index", "create", ..]) => (3, true),
        ("crane" | "gcrane" | "skopeo" | "oras", ["cp" | "copy", ..]) => (1, false),
        ("regctl", ["image", "copy", ..]) => (2, false),
        ("crane" | "gcrane" | "oras", ["push" | "mutate" | "append" | "rebase" | "tag", ..]) => {
            return Does::elsewhere(format!("{tool} {}", verbs.first()?));
        }
        _ => return None,
    };
    let name = [&[tool], verbs.get(..length)?].concat().join(" ");
    if arguments.is_unclear {
        return Does::elsewhere(name);
    }
    let rest = arguments.words.get(length..).unwrap_or_default();
    if !makes_list {
        // What is copied is there afterwards, whoever made it.
        let to = rest.get(1).map(|to| without(to, "docker://")).filter(|to| !to.text.contains("://"));
        let to = to.as_ref().and_then(Name::new);
        return Does::new(
            name,
            to.into_iter().flat_map(|to| [What::Pull(to.clone()), What::Push(to)]).collect(),
        );
    }
    let list = arguments.values(&["-t", "--tag"]).next().filter(|_| tool != "oras" && tool != "regctl");
    let list = list.or_else(|| rest.first()).and_then(Name::new)?;
    let entries = arguments.values(&["-m", "--manifest", "--ref"]).filter_map(Name::new).collect();
    // oras names its entries by tag alone, in the repository of the list.
    let made =
        List { list, entries, pushes: true, by_registry: true, tool: "the registry\u{2019}s own images" };
    Does::new(name, vec![What::List(made)])
}
