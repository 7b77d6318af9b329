//! The list of files in the service worker, by which the page works without a network.

use crate::Result;
use crate::content_name::ContentName;
use crate::dist::Files;

/// The service worker's file. It lies beside index.html, for it serves the folder that it is in.
pub const SCRIPT: &str = "offline.js";

/// What the service worker has before the name of its version and before its files.
const VERSION: &str = "var VERSION = '';";
const FILES: &str = "var FILES = [];";

/// The program for file://, which no host serves; and what stands on other pages.
const NOT_KEPT: &[&str] = &["/file.js", "badge/", "relay/"];

/// Writes the files of the finished site into its service worker.
///
/// # Errors
/// When there is no service worker, or it has no place for them.
pub fn fill(files: &mut Files) -> Result<()> {
    let script = files.remove(SCRIPT).ok_or_else(|| format!("There is no {SCRIPT}."))?;
    let script = String::from_utf8_lossy(&script).into_owned();
    let is_kept = |name: &str| !NOT_KEPT.iter().any(|part| name.starts_with(part) || name.ends_with(part));
    let kept = || files.iter().filter(|(name, _)| is_kept(name));
    let version = ContentName::of(kept());
    let names: Vec<String> = kept()
        .map(|(name, _)| if name == "index.html" { "'./'".to_owned() } else { format!("'{name}'") })
        .collect();
    let mut filled = script.clone();
    for (place, value) in [
        (VERSION, format!("var VERSION = '{version}';")),
        (FILES, format!("var FILES = [\n{},\n];", names.join(",\n"))),
    ] {
        if !script.contains(place) {
            return Err(format!("{SCRIPT} has no `{place}` any more."));
        }
        filled = filled.replace(place, &value);
    }
    files.insert(SCRIPT.into(), filled.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(page: &str, script: &str) -> Files {
        let files = [
            ("index.html", page),
            ("assets/a/boot.js", ""),
            ("assets/a/file.js", ""),
            ("relay/hosts.json", "{}"),
            (SCRIPT, script),
        ];
        files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
    }

    fn filled(page: &str) -> String {
        let mut files = site(page, "var VERSION = '';\nvar FILES = [];\n");
        fill(&mut files).unwrap();
        String::from_utf8(files.remove(SCRIPT).unwrap()).unwrap()
    }

    #[test]
    fn lists_what_the_page_needs_and_nothing_of_a_relay() {
        let script = filled("one");
        assert!(script.ends_with("var FILES = [\n'assets/a/boot.js',\n'./',\n];\n"), "{script}");
        assert_ne!(script, filled("two"), "another page is another version");
    }

    #[test]
    fn a_worker_without_a_place_for_them_is_told() {
        assert!(fill(&mut site("one", "var VERSION = '';")).is_err());
        assert!(fill(&mut Files::new()).is_err());
    }
}
