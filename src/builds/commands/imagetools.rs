//! `docker buildx imagetools create`: an index is put together in the registry.

use super::Does;
use super::arguments::Arguments;
use crate::builds::model::{List, What};
use crate::builds::name::Name;
use crate::builds::word::Word;

/// Reads what comes after `imagetools`.
pub(super) fn read(words: &[Word]) -> Option<Does> {
    let (verb, rest) = words.split_first()?;
    if verb.known() != Some("create") {
        return None;
    }
    let name = "docker buildx imagetools create";
    let arguments = Arguments::read(
        rest,
        "--append --dry-run -D --debug --prefer-index",
        "-t --tag -f --file --annotation --builder --progress -p --platform --metadata-file",
    );
    if arguments.is_unclear {
        return Does::elsewhere(name);
    }
    let pushes = !arguments.has(&["--dry-run"]);
    let entries: Vec<Name> = arguments.words.iter().filter_map(Name::new).collect();
    let lists = arguments.values(&["-t", "--tag"]).filter_map(Name::new).map(|list| {
        What::List(List { list, entries: entries.clone(), pushes, by_registry: true, tool: name })
    });
    Does::new(name, lists.collect())
}
