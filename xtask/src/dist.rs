//! `cargo xtask dist`: the static site, ready for any folder of any host.
//!
//! ```text
//! dist/
//!   index.html              the only file to be asked for again on every visit
//!   assets/<content hash>/  everything that it loads; may be cached for ever
//!   badge/, examples/, help/, app/
//!                           under names that stay; app/ has what an installed page needs
//!   offline.js              the service worker, with the list of what it keeps
//!   _headers                what Netlify and Cloudflare Pages send with the files
//!   relay/hosts.json        no hosts: a relay's rules answer in its place (deploy/)
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cache::remove;
use crate::content_name::ContentName;
use crate::split::{LOADER, SECOND, Split, split};
use crate::step::step;
use crate::tools::{Tools, optimise};
use crate::{Result, budget, composition, html, offline, option, read_file, root, site, standalone, tools};

/// Assets that a browser loads only when they are needed; every other one is part of the first load.
const LATER: &[&str] = &[
    "evidence_worker.js",
    "evidence_worker_bg.wasm",
    "evidence_worker_start.js",
    "file.js",
    "hash_worker.js",
    "hash_worker_bg.wasm",
    "hash_worker_start.js",
    "installed.js",
    "layer_worker.js",
    "layer_worker_bg.wasm",
    "layer_worker_start.js",
];

/// Scripts of our own, whose comments are for who reads the source.
const SCRIPTS: &[&str] = &[
    BOOT,
    "evidence_worker_start.js",
    "hash_worker_start.js",
    "installed.js",
    "layer_worker_start.js",
    offline::SCRIPT,
];

/// The script that starts the program, and those that index.html names before it: a visitor loads them as one.
const BOOT: &str = "boot.js";
const BEFORE_BOOT: &[&str] = &["crash.js", "early.js"];

/// The programs of workers, and how wasm-opt makes each of them smaller: what verifies signatures is large, and runs for
/// some milliseconds.
const WORKERS: [(&str, &str); 3] =
    [("evidence_worker_bg.wasm", "-Oz"), ("hash_worker_bg.wasm", "-O3"), ("layer_worker_bg.wasm", "-O3")];

/// The names of what verifies signatures begin so: it has a budget of its own.
const VERIFIER: &str = "evidence_worker";

/// What stands in boot.js before the style sheets that it loads together with the program's second part.
const STYLES: &str = "var STYLES = [";

/// What index.html has for the name of the second part, before it is filled in.
const MORE_NAMED: &str = r#"name="bayplan-more" content="""#;

/// Before what index.html preloads, the loader of the second part stands: the glue imports it.
const GLUE_PRELOADED: &str = r#"<link rel="modulepreload" href="bayplan.js">"#;

/// What some hosts are told to send with the files, by a file of this name beside index.html.
const HEADERS: &str = "_headers";

/// Files of a site by their name relative to it, with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The style sheets that boot.js loads together with the program's second part.
fn styles(boot: &str) -> Result<Vec<&str>> {
    let list = boot.split_once(STYLES).and_then(|(_, rest)| Some(rest.split_once(']')?.0));
    let list = list.ok_or_else(|| format!("{BOOT} has no `{STYLES}` any more."))?;
    Ok(list.split(',').map(|name| name.trim().trim_matches('\'')).collect())
}

/// `cargo xtask dist [--out FOLDER]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let out = option(arguments, "--out")?.map_or_else(|| root().join("dist"), PathBuf::from);
    build(&tools::ensure()?, &out)
}

/// Builds the site into `out`, replacing what is there, and prints what it weighs.
///
/// # Errors
/// When it does not build, breaks its own policy, or is above its budget.
pub fn build(tools: &Tools, out: &Path) -> Result<()> {
    let built = site::build(tools, &root(), &root().join("target/site"), "the page")?;
    let mut files = read(&built)?;
    let take = |name: &str| files.get(name).cloned().ok_or_else(|| format!("Trunk built no {name}."));
    let page = take("bayplan_bg.wasm")?;
    let workers =
        WORKERS.iter().map(|(name, pass)| Ok((*name, take(name)?, *pass))).collect::<Result<Vec<_>>>()?;
    step("Writing the program once more for file://", || {
        let fetched = files.iter().filter(|(name, _)| name.contains('/'));
        let fetched = fetched.map(|(name, bytes)| (name.clone(), bytes.clone())).collect();
        let script = standalone::script(tools, &root().join("target/dist/file"), &fetched)?;
        files.insert("file.js".into(), script.into_bytes());
        Ok(())
    })?;
    step("Building the program that is split", site::compile_to_split)?;
    let parts = step("Splitting the program", || {
        split(tools, &root().join("target/dist/split"), &read_file(&site::compiled_program())?)
    })?;
    place_parts(&mut files, &parts)?;
    step("Making the programs smaller with wasm-opt", || {
        let parts = [("bayplan_bg.wasm", parts.first, "-Oz"), (SECOND, parts.second, "-Oz")];
        std::thread::scope(|scope| {
            let small = |programs: Vec<(&'static str, Vec<u8>, &'static str)>| {
                let small = move |(name, program, pass): (&'static str, Vec<u8>, &'static str)| {
                    let path = root().join("target/dist").join(name);
                    write(&path, &program)?;
                    optimise(tools, &path, &[pass])?;
                    let program = composition::without_custom_sections(&read_file(&path)?)
                        .map_err(|error| format!("wasm-opt wrote no WebAssembly module: {error}."))?;
                    Ok((name, program))
                };
                programs.into_iter().map(small).collect::<Result<Vec<_>>>()
            };
            let workers = scope.spawn(move || small(workers));
            for (name, program) in small(parts.into())? {
                files.insert(name.into(), program);
            }
            for (name, program) in workers.join().map_err(|_| "wasm-opt's thread ended early.")?? {
                files.insert(name.into(), program);
            }
            Ok(())
        })
    })?;
    join_scripts(&mut files)?;
    let boot = String::from_utf8_lossy(files.get(BOOT).map(Vec::as_slice).unwrap_or_default()).into_owned();
    let styles = styles(&boot)?;
    for name in SCRIPTS {
        let script = files.get_mut(*name).ok_or_else(|| format!("There is no {name}."))?;
        *script = without_comments(&String::from_utf8_lossy(script)).into_bytes();
    }

    let (mut files, assets) = arrange(files)?;
    offline::fill(&mut files)?;
    files.insert(HEADERS.into(), read_file(&root().join("deploy").join(HEADERS))?);
    remove(out)?;
    for (name, bytes) in &files {
        write(&out.join(name), bytes)?;
    }
    check(out, &files)?;

    let mut first = vec!["index.html".to_owned()];
    let (mut with_documents, mut verifier, mut later) = (Vec::new(), Vec::new(), Vec::new());
    for name in files.keys() {
        match name.strip_prefix(&assets) {
            Some(asset) if asset == SECOND || styles.contains(&asset) => with_documents.push(name.clone()),
            Some(asset) if asset.starts_with(VERIFIER) => verifier.push(name.clone()),
            Some(asset) if LATER.contains(&asset) => later.push(name.clone()),
            Some(_) => first.push(name.clone()),
            None => {}
        }
    }
    if let Ok(origins) = composition::by_origin(&page) {
        budget::explain(&origins);
    }
    budget::hold(out, &first, &with_documents, &later)?;
    budget::hold_verifier(out, &verifier)?;
    println!("The site is in {}", out.display());
    Ok(())
}

/// Puts the glue and the loader of a program in two parts among the files, and has index.html name them.
fn place_parts(files: &mut Files, parts: &Split) -> Result<()> {
    let page = files.get_mut("index.html").ok_or("Trunk wrote no index.html.")?;
    let mut text = String::from_utf8_lossy(page).into_owned();
    let loader = GLUE_PRELOADED.replace("bayplan.js", LOADER);
    for (old, new) in [
        (MORE_NAMED, MORE_NAMED.replace("\"\"", &format!("\"{SECOND}\""))),
        (GLUE_PRELOADED, format!("{GLUE_PRELOADED}\n{loader}")),
    ] {
        if !text.contains(old) {
            return Err(format!("index.html has no {old}, by which the program's second part is found."));
        }
        text = text.replace(old, &new);
    }
    *page = text.into_bytes();
    files.insert("bayplan.js".into(), parts.glue.clone().into_bytes());
    files.insert(LOADER.into(), parts.loader.clone().into_bytes());
    Ok(())
}

/// Moves everything that index.html loads into one folder named by its content, and has it point there.
fn arrange(files: Files) -> Result<(Files, String)> {
    // A service worker serves the folder that it lies in.
    let is_asset = |name: &str| !["index.html", offline::SCRIPT].contains(&name) && !name.contains('/');
    let named = ContentName::of(files.iter().filter(|(name, _)| is_asset(name)));
    let folder = format!("assets/{named}/");
    let mut arranged = Files::new();
    for (name, bytes) in files {
        if is_asset(&name) {
            arranged.insert(format!("{folder}{name}"), bytes);
        } else {
            arranged.insert(name, bytes);
        }
    }
    let assets: Vec<String> =
        arranged.keys().filter_map(|name| name.strip_prefix(&folder)).map(str::to_owned).collect();
    for (name, bytes) in arranged.iter_mut().filter(|(name, _)| name.ends_with(".html")) {
        let up = "../".repeat(name.matches('/').count());
        let mut page = String::from_utf8_lossy(bytes).into_owned();
        for asset in &assets {
            for attribute in ["href", "src"] {
                let old = format!("{attribute}=\"{up}{asset}\"");
                page = page.replace(&old, &format!("{attribute}=\"{up}{folder}{asset}\""));
            }
        }
        *bytes = html::compact(&page).into_bytes();
    }
    Ok((arranged, folder))
}

/// Puts the scripts of the start into one.
fn join_scripts(files: &mut Files) -> Result<()> {
    let mut joined = Vec::new();
    for name in BEFORE_BOOT {
        let tag = format!("<script src=\"{name}\"></script>\n");
        let page = files.get_mut("index.html").ok_or("Trunk wrote no index.html.")?;
        let text = String::from_utf8_lossy(page);
        if !text.contains(&tag) {
            return Err(format!("index.html does not name {name} by {}.", tag.trim_end()));
        }
        *page = text.replace(&tag, "").into_bytes();
        joined.extend(files.remove(*name).ok_or_else(|| format!("There is no {name}."))?);
    }
    let boot = files.get_mut(BOOT).ok_or_else(|| format!("There is no {BOOT}."))?;
    joined.append(boot);
    *boot = joined;
    Ok(())
}

/// A script without lines that are empty or hold a comment alone, and without the indentation.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// Holds the site to its own policy.
fn check(out: &Path, files: &Files) -> Result<()> {
    let pages = files.iter().filter(|(name, _)| name.ends_with(".html"));
    let faults: Vec<String> = pages
        .flat_map(|(name, bytes)| {
            let folder = out.join(name).parent().map_or_else(|| out.to_path_buf(), Path::to_path_buf);
            let faults = html::faults(&String::from_utf8_lossy(bytes), &folder);
            faults.into_iter().map(move |fault| format!("{name}: {fault}"))
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!("The site breaks its policy.\n{}", faults.join("\n")))
    }
}

/// All files under `folder`.
fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let io = |error| format!("{} can't be read: {error}.", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(io)?.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                files.insert(name, read_file(&entry.path())?);
            }
        }
    }
    Ok(files)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(|error| format!("{} can't be written: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_of_the_start_become_one() {
        let page = "<script src=\"crash.js\"></script>\n<script src=\"early.js\"></script>\n<script src=\"boot.js\">";
        let site = [("index.html", page), ("crash.js", "c();"), ("early.js", "e();"), ("boot.js", "b();")];
        let mut files: Files = site.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
        join_scripts(&mut files).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["boot.js", "index.html"]);
        assert_eq!(files["boot.js"], b"c();e();b();");
        assert_eq!(files["index.html"], b"<script src=\"boot.js\">");
        assert!(join_scripts(&mut files).is_err(), "they are not there a second time");
    }

    #[test]
    fn scripts_go_without_their_comments() {
        let script = "// What it is.\n(function () {\n  // Why.\n\n  go('//'); // now\n})();\n";
        assert_eq!(without_comments(script), "(function () {\ngo('//'); // now\n})();\n");
    }

    fn site() -> Files {
        let page = r#"<link href="style.css"><script src="boot.js"></script><a href="examples/a.json">"#;
        [("index.html", page), ("style.css", "p {}"), ("boot.js", "run()"), ("examples/a.json", "{}")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into()
    }

    #[test]
    fn the_page_names_both_parts() {
        let parts =
            Split { first: Vec::new(), glue: "glue".into(), second: Vec::new(), loader: "loader".into() };
        let mut files = site();
        assert!(place_parts(&mut files, &parts).is_err(), "this page has no place for them");
        let page = format!(r#"<meta {MORE_NAMED}>{GLUE_PRELOADED}"#);
        files.insert("index.html".into(), page.into_bytes());
        place_parts(&mut files, &parts).unwrap();
        assert_eq!(files["bayplan.js"], b"glue");
        assert_eq!(files[LOADER], b"loader");
        let page = String::from_utf8_lossy(&files["index.html"]).into_owned();
        assert!(page.contains(&format!("content=\"{SECOND}\"")) && page.contains(LOADER), "{page}");
    }

    #[test]
    fn assets_move_into_a_folder_named_by_their_content() {
        let (files, folder) = arrange(site()).unwrap();
        let page = String::from_utf8(files["index.html"].clone()).unwrap();
        assert_eq!(
            page.trim_end(),
            format!(
                r#"<link href="{folder}style.css"><script src="{folder}boot.js"></script><a href="examples/a.json">"#
            )
        );
        assert!(files.contains_key(&format!("{folder}boot.js")));
        assert!(files.contains_key("examples/a.json"), "examples keep their names");

        let mut changed = site();
        changed.insert("boot.js".into(), b"run(1)".to_vec());
        assert_ne!(arrange(changed).unwrap().1, folder, "other content, other folder");
        let mut changed = site();
        changed.insert("examples/a.json".into(), b"[]".to_vec());
        assert_eq!(arrange(changed).unwrap().1, folder, "an example is no asset");
    }
}
