//! Keeps the house in order: who may know whom, and how large a room may grow.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::select::{Client, Profile};

/// What all modules of the crate may know.
const FOR_ALL: [&str; 6] = ["keyed", "limits", "numbered", "pace", "sorting", "text"];

/// What a module of the crate may know besides itself and what is for all.
///
/// Order matters only to readers: from what knows nobody to what knows all.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("keyed", &[]),
    ("pace", &[]),
    ("limits", &[]),
    ("numbered", &[]),
    ("sorting", &[]),
    ("text", &[]),
    ("json", &[]),
    // An image's nouns are read from JSON.
    ("image", &["json"]),
    // What build files say; the images in them are names.
    ("builds", &["image", "json"]),
    ("verify", &["image", "json"]),
    ("select", &["image", "json"]),
    ("registry", &["image", "json", "verify"]),
    ("archive", &["image", "json", "verify"]),
    // Who claims what about which digest; whoever verifies it is asked by values.
    ("evidence", &["image", "json", "verify"]),
    // Two images or indexes, document by document, file by file and package by package.
    ("compare", &["image", "json", "verify", "archive", "evidence"]),
    // A draft of an index: its bytes, and what clients take of it.
    ("compose", &["image", "json", "verify", "select"]),
    // Embedded `data` is hashed to be judged, and layers that were read are judged, too.
    ("findings", &["image", "json", "verify", "archive", "builds"]),
    // An engine: it knows no tree, and neither the session nor what fetches.
    ("layers", &["image", "json", "verify", "archive", "findings"]),
    ("inspect", &["image", "json", "verify", "archive", "builds", "findings", "select"]),
    // A digest of a document in a link is left out of it, and computed again.
    ("share", &["image", "json", "verify"]),
    // An engine: what is fetched is told as values, and what becomes of it is decided elsewhere.
    ("fetch", &["image", "verify", "registry"]),
    (
        "session",
        &[
            "builds", "compare", "compose", "evidence", "image", "json", "verify", "archive", "registry",
            "findings", "select", "inspect", "share", "fetch", "layers",
        ],
    ),
    // What is shown of the model, and its words.
    (
        "view",
        &[
            "builds", "evidence", "compare", "compose", "image", "json", "verify", "archive", "registry",
            "findings", "select", "inspect", "share", "fetch", "layers", "session",
        ],
    ),
    // What is saved or copied of the model; it says what is shown.
    (
        "export",
        &[
            "builds", "compare", "compose", "evidence", "image", "json", "verify", "archive", "registry",
            "findings", "select", "inspect", "share", "fetch", "layers", "session", "view",
        ],
    ),
    // The page without a browser, for tests and for `examples/inspect.rs`.
    (
        "headless",
        &[
            "evidence", "image", "verify", "archive", "registry", "inspect", "select", "fetch", "layers",
            "session", "view", "export",
        ],
    ),
    (
        "browser",
        &[
            "evidence", "image", "json", "verify", "archive", "registry", "findings", "select", "inspect",
            "share", "fetch", "layers", "session", "export",
        ],
    ),
    (
        "ui",
        &[
            "builds", "evidence", "compare", "compose", "image", "json", "verify", "archive", "registry",
            "findings", "select", "inspect", "share", "fetch", "layers", "session", "view", "export",
            "browser",
        ],
    ),
];

/// Rooms that are engines: events in, commands out, and nothing of the page.
const ENGINES: &[&str] = &["fetch", "layers"];

/// What an engine never names in its code.
const OF_THE_PAGE: &[&str] = &["Model", "Effect", "Msg", "Announce", "Notice"];

/// The crates that only the shell may name.
const BROWSER_CRATES: &[&str] =
    &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo", "gloo_net", "yew"];

/// What a component would need to decide something by itself.
const DECIDING: &[&str] = &["sha2", "blake3", "digest_of", "Hasher", "serde_json", "json::read", "base64"];

/// Lines, its tests not counted, that a file of the core is best kept under; a component's too.
const CORE_LINES: usize = 400;
const COMPONENT_LINES: usize = 150;

/// Tables of data, which may be longer.
const TABLES: &[&str] =
    &["findings/codes.rs", "select/hosts.rs", "session/example_table.rs", "share/dictionary.rs"];

/// Names that say nothing of what is inside.
const DRAWERS: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "shared", "types"];

struct Source {
    /// Below `src`, with slashes.
    path: String,
    /// All of it.
    text: String,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    fn is_shell(&self) -> bool {
        ["browser", "ui", "main", "bin"].contains(&self.module())
    }

    /// Whether all of it is tests.
    fn is_of_tests(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The code, without comments and without what stands after the tests' line.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source { path, text });
            }
        }
    }
    assert!(sources.len() > 20, "the sources were not found");
    sources
}

/// Whether `line` names `word`, and not as a part of another word.
fn names(line: &str, word: &str) -> bool {
    let is_word = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == '_');
    line.match_indices(word).any(|(at, _)| {
        !is_word(line[..at].chars().next_back()) && !is_word(line[at + word.len()..].chars().next())
    })
}

/// The modules that a line imports or names by path: `crate::json::Value`, `crate::{image, json}`.
fn known(line: &str) -> Vec<&str> {
    let starts = line.match_indices("crate::").map(|(at, found)| &line[at + found.len()..]);
    starts
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split(['}']).next().unwrap().split(',').map(str::trim).collect::<Vec<_>>(),
            None => vec![rest],
        })
        .map(|path| path.split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap())
        .filter(|module| !module.is_empty())
        .collect()
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn only_the_shell_knows_a_browser() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !source.is_shell()) {
        for (at, line) in source.code() {
            for word in BROWSER_CRATES.iter().filter(|word| names(line, word)) {
                faults.push(format!("{}:{at} names {word}; ask for it by an effect", source.path));
            }
        }
    }
    report(&faults);
}

/// In a browser everybody knows how the standard library's maps hash: `keyed` has those that are seeded.
#[test]
fn what_strangers_choose_is_hashed_after_a_seed() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !source.is_shell() && source.path != "keyed.rs") {
        let mut from_std = false;
        for (at, line) in source.code() {
            from_std = line.contains("std::collections::") || from_std && !line.contains("use ");
            let is_map = ["HashMap", "HashSet", "RandomState"].iter().any(|word| names(line, word));
            if from_std && is_map && !line.contains("crate::keyed") {
                faults.push(format!(
                    "{}:{at} takes a map of the standard library; take keyed\u{2019}s",
                    source.path
                ));
            }
            from_std &= !line.contains(';');
        }
    }
    report(&faults);
}

/// Files that may sort by the standard library, which is 4 kB of program for each type: `sorting` is the page's one
/// sort, and totals sort plain numbers, many of them.
const SORT: &[&str] = &["sorting.rs", "inspect/totals.rs"];

#[test]
fn there_is_one_sort() {
    let mut faults = Vec::new();
    let is_of_the_page =
        |source: &&Source| source.module() != "headless" && !SORT.contains(&source.path.as_str());
    for source in sources().iter().filter(is_of_the_page) {
        for (at, line) in source.code() {
            if [".sort()", ".sort_by", ".sort_unstable"].iter().any(|call| line.contains(call)) {
                faults.push(format!("{}:{at} sorts by itself; take sorting\u{2019}s", source.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn components_decide_nothing() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module() == "ui") {
        for (at, line) in source.code() {
            for word in DECIDING.iter().filter(|word| names(line, word)) {
                faults.push(format!("{}:{at} names {word}; decide it in the core", source.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn imports_point_one_way() {
    let mut faults = Vec::new();
    for source in &sources() {
        if ["lib", "main", "bin"].contains(&source.module()) || source.is_of_tests() {
            continue;
        }
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(module, _)| *module == source.module()) else {
            faults.push(format!("{} is in no room of the house: name it in MAY_KNOW", source.path));
            continue;
        };
        for (at, line) in source.code() {
            for module in known(line) {
                if module != source.module() && !FOR_ALL.contains(&module) && !allowed.contains(&module) {
                    faults.push(format!("{}:{at} knows {module}, and should not", source.path));
                }
            }
        }
    }
    report(&faults);
}

/// A client is added by one file and one line of a table, so nothing else in the room of clients knows one.
#[test]
fn shared_code_of_select_names_no_client() {
    let sources = sources();
    let of_clients = |source: &Source| source.path.strip_prefix("select/clients/").map(str::to_owned);
    let files: Vec<String> = sources.iter().filter_map(of_clients).collect();
    let mut words: Vec<String> = files.iter().map(|file| file.trim_end_matches(".rs").to_owned()).collect();
    for client in Client::ALL {
        let Profile { id, name, tools, .. } = client.profile();
        words.extend([id.to_owned(), name.to_owned(), format!("Client::{client:?}")]);
        let tools = tools.split(", ").flat_map(|tools| tools.split(" and "));
        words.extend(tools.filter(|tool| !tool.contains(' ')).map(str::to_owned));
    }
    words.retain(|word| word != "mod");
    let mut faults = Vec::new();
    for source in sources.iter().filter(|it| it.module() == "select" && of_clients(it).is_none()) {
        for (at, line) in source.code() {
            for word in words.iter().filter(|word| names(line, word)) {
                faults.push(format!("{}:{at} names {word}; let the client's file say it", source.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn engines_know_nothing_of_the_page() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| ENGINES.contains(&source.module())) {
        for (at, line) in source.code() {
            for word in OF_THE_PAGE.iter().filter(|word| names(line, word)) {
                faults.push(format!("{}:{at} names {word}; answer with a command", source.path));
            }
            for sentence in texts(line).filter(|text| is_sentence(text)) {
                faults.push(format!("{}:{at} says \"{sentence}\"; give the data of it", source.path));
            }
        }
    }
    report(&faults);
}

/// The texts in a line of code.
fn texts(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

/// Whether a text is said to people: more words than a name has. A long one goes on in the next line.
fn is_sentence(text: &str) -> bool {
    text.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count() > 2
}

#[test]
fn the_view_changes_nothing() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module() == "view") {
        for (at, line) in source.code() {
            for word in ["&mut", "RefCell"].iter().filter(|word| line.contains(**word)) {
                faults.push(format!("{}:{at} has {word}; give a value that was made of others", source.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn nothing_in_the_model_changes_behind_its_back() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module() == "session") {
        for (at, line) in source.code() {
            for word in ["RefCell", "ptr::eq"].iter().filter(|word| names(line, word)) {
                faults.push(format!("{}:{at} names {word}; count a revision", source.path));
            }
        }
    }
    report(&faults);
}

#[test]
fn no_effect_is_taken_back() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.module() == "session") {
        for (at, line) in source.code().filter(|(_, line)| line.contains("effects.retain")) {
            faults.push(format!("{}:{at} {}; decide before it is one", source.path, line.trim()));
        }
    }
    report(&faults);
}

#[test]
fn files_stay_small() {
    let mut faults = Vec::new();
    for source in &sources() {
        let lines = source.text.lines().take_while(|line| *line != "#[cfg(test)]").count();
        let bound = if source.module() == "ui" { COMPONENT_LINES } else { CORE_LINES };
        if lines > bound && !TABLES.contains(&source.path.as_str()) {
            faults.push(format!("{} has {lines} lines, over {bound}: which idea can move out?", source.path));
        }
    }
    report(&faults);
}

#[test]
fn every_file_says_what_it_is() {
    let mut faults = Vec::new();
    for source in &sources() {
        if !source.text.starts_with("//! ") {
            faults.push(format!("{} does not begin with what it is (//!)", source.path));
        }
        let stem = Path::new(&source.path).file_stem().unwrap().to_str().unwrap();
        if DRAWERS.contains(&stem) {
            faults.push(format!("{} is a drawer, not an idea", source.path));
        }
    }
    report(&faults);
}

#[test]
fn unsafe_is_forbidden() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""), "Cargo.toml no longer forbids unsafe code");
    let mut faults = Vec::new();
    for source in &sources() {
        // `forbid` can't be lifted in the code, so that the lint itself finds the rest; this finds a
        // crate root that opts out of the workspace's lints.
        for (at, line) in source.code().filter(|(_, line)| line.contains("allow(unsafe_code")) {
            faults.push(format!("{}:{at} {line}", source.path));
        }
    }
    report(&faults);
}

#[test]
fn the_test_sees_what_it_looks_for() {
    assert!(names("use web_sys::Window;", "web_sys"));
    assert!(!names("let my_web_sys_like = 1;", "web_sys"));
    assert_eq!(known("use crate::json::Value;"), ["json"]);
    assert_eq!(known("use crate::{image, json};"), ["image", "json"]);
    assert_eq!(known("pub(crate) fn f(a: crate::inspect::Tree)"), ["inspect"]);
    assert!(known("use super::model;").is_empty());
    assert!(texts(r#"say("It is not here.", "x");"#).eq(["It is not here.", "x"]));
    assert!(
        is_sentence("It is not here.")
            && is_sentence("what goes on in the next \\")
            && !is_sentence("application/json")
            && !is_sentence("n=1.")
    );
}
