//! Files of one room import each other in no circle.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, report, sources};

/// The place of a file in the tree of modules: `["select", "clients", "docker"]`.
type Path = Vec<String>;

/// What a file imports, or names by its path, each whole; and whether it hands it on (`pub use`).
type Imports = Vec<(bool, Path)>;

fn split(path: &str) -> Path {
    path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn module_of(source: &Source) -> Path {
    let path = source.path.trim_end_matches(".rs");
    split(&path.strip_suffix("/mod").unwrap_or(path).replace('/', "::"))
}

/// The paths in a tree of a `use`: `a::{b, c::{d, e as f}}` has three.
fn expanded(tree: &str) -> Vec<String> {
    let Some((before, list)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap().trim().to_owned()];
    };
    let list = list.trim().strip_suffix('}').unwrap_or(list);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for char in list.chars() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(char);
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts
        .flat_map(|part| expanded(part.trim()).into_iter().map(|path| format!("{}{path}", before.trim())))
        .collect()
}

/// A path from the crate's root on; `None` where it is of another crate.
fn absolute(from: &Path, path: &str, modules: &BTreeMap<Path, &Source>) -> Option<Path> {
    let path = split(path);
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([from.as_slice(), &path[1..]].concat()),
        "super" => {
            let above = path.iter().take_while(|part| *part == "super").count();
            Some([&from[..from.len().checked_sub(above)?], &path[above..]].concat())
        }
        child => {
            let of_its_own = [from.as_slice(), &[child.to_owned()]].concat();
            modules.contains_key(&of_its_own).then(|| [from.as_slice(), &path].concat())
        }
    }
}

fn imports(of: &Path, source: &Source, modules: &BTreeMap<Path, &Source>) -> Imports {
    let (mut uses, mut rest, mut open) = (Vec::new(), String::new(), None::<(bool, String)>);
    for (_, line) in source.code() {
        let line = line.trim();
        let begun = open.take().or_else(|| {
            let is_public = line.starts_with("pub");
            let begins =
                line.starts_with("use ") || is_public && line.contains(" use ") && !line.contains('"');
            begins.then(|| (is_public, String::new()))
        });
        match begun {
            Some((is_public, text)) => {
                let text = format!("{text} {line}");
                match text.strip_suffix(';') {
                    Some(whole) => uses.push((is_public, whole.split_once("use ").unwrap().1.to_owned())),
                    None => open = Some((is_public, text)),
                }
            }
            None => rest.push_str(&format!("{line}\n")),
        }
    }
    let used =
        uses.iter().flat_map(|(is_public, tree)| expanded(tree).into_iter().map(|path| (*is_public, path)));
    let used: Imports =
        used.filter_map(|(is_public, path)| Some((is_public, absolute(of, &path, modules)?))).collect();
    // A folder that is imported is one that a name begins with: `use super::archives;`, `archives::tell(..)`.
    let of_folder = |word: &str| {
        let (folder, name) = word.split_once("::")?;
        let (_, path) = used
            .iter()
            .find(|(_, path)| path.last().is_some_and(|last| last == folder) && modules.contains_key(path))?;
        Some([path.as_slice(), &split(name)].concat())
    };
    let is_path = |char: char| char.is_alphanumeric() || char == '_' || char == ':';
    let named = rest.split(|char| !is_path(char)).filter_map(|word| {
        if word.starts_with("crate::") || word.starts_with("super::") {
            absolute(of, word, modules)
        } else {
            of_folder(word)
        }
    });
    let named: Vec<Path> = named.collect();
    used.into_iter().chain(named.into_iter().map(|path| (false, path))).collect()
}

/// The file that a path leads to, through what others hand on.
fn file_of(
    path: &[String],
    handed_on: &BTreeMap<Path, Path>,
    modules: &BTreeMap<Path, &Source>,
) -> Option<Path> {
    let mut path = path.to_vec();
    // No name is handed on more often than that.
    for _ in 0..8 {
        let found = (1..=path.len()).rev().find(|length| {
            handed_on.contains_key(&path[..*length]) || modules.contains_key(&path[..*length])
        })?;
        match handed_on.get(&path[..found]) {
            // What has something in it is a folder, and no function of its name.
            Some(_) if found < path.len() && modules.contains_key(&path[..found]) => {
                return Some(path[..found].to_vec());
            }
            Some(from) if *from != path[..found] => path = [from.as_slice(), &path[found..]].concat(),
            _ => return Some(path[..found].to_vec()),
        }
    }
    None
}

/// The files of each room that import themselves in the end.
fn in_circles() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources();
    let modules: BTreeMap<Path, &Source> = sources.iter().map(|source| (module_of(source), source)).collect();
    let imports: BTreeMap<&Path, Imports> =
        modules.iter().map(|(path, source)| (path, imports(path, source, &modules))).collect();
    let mut handed_on = BTreeMap::new();
    for (path, imports) in &imports {
        for (_, import) in imports.iter().filter(|(is_public, import)| *is_public && !import.is_empty()) {
            handed_on.insert([path.as_slice(), &import[import.len() - 1..]].concat(), import.clone());
        }
    }
    // A folder's own file hands on what is in it, which is no use of it.
    let hands_on = |path: &Path, is_public: bool| is_public && modules[path].path.ends_with("/mod.rs");
    let leads_to: BTreeMap<&Path, BTreeSet<Path>> = imports
        .iter()
        .map(|(path, imports)| {
            let used = imports.iter().filter(|(is_public, _)| !hands_on(path, *is_public));
            let files = used.filter_map(|(_, import)| file_of(import, &handed_on, &modules));
            (*path, files.filter(|file| file != *path && file.first() == path.first()).collect())
        })
        .collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for start in leads_to.keys() {
        let (mut seen, mut next) = (BTreeSet::new(), vec![*start]);
        while let Some(path) = next.pop() {
            next.extend(leads_to.get(path).into_iter().flatten().filter(|file| seen.insert(*file)));
        }
        if seen.contains(start) {
            found.entry(start[0].clone()).or_default().insert(start[1..].join("/"));
        }
    }
    found
}

#[test]
fn files_of_a_room_import_each_other_in_no_circle() {
    let mut faults = Vec::new();
    for (room, files) in in_circles() {
        faults.push(format!(
            "{room} has files in circles: {files:?}; which type can stand in a file of its own?"
        ));
    }
    report(&faults);
}

#[test]
fn the_test_sees_a_circle() {
    let paths = expanded("crate::a::{b, c::{D, e as f}, self}");
    assert_eq!(paths, ["crate::a::b", "crate::a::c::D", "crate::a::c::e", "crate::a::self"]);
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let text = "use super::{\n    Two,\n    two,\n};\nfn f() -> crate::a::three::T { two::x() }\n";
    let one = source("a/one.rs", text);
    let two = source("a/two.rs", "");
    let sources = [&one, &two];
    let modules: BTreeMap<Path, &Source> =
        sources.into_iter().map(|source| (module_of(source), source)).collect();
    let found = imports(&split("a::one"), &one, &modules);
    let paths: Vec<String> = found.iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(paths, ["a::Two", "a::two", "a::three::T", "a::two::x"]);
    let handed_on = BTreeMap::from([(split("a::Two"), split("a::two::Two"))]);
    assert_eq!(file_of(&split("a::Two"), &handed_on, &modules), Some(split("a::two")));
}
