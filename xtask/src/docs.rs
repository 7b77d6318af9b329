//! `cargo xtask docs`: writes the pages of `docs/` that are made from the code.

use std::fs;
use std::path::PathBuf;

use crate::process::{cargo, output};
use crate::{Result, root};

/// Pages, and the examples that print them.
const PAGES: &[(&str, &str)] = &[("docs/findings.md", "findings_page")];

/// `cargo xtask docs`.
pub fn run(_: &[String]) -> Result<()> {
    for (page, example) in PAGES {
        let file = file(page);
        fs::write(&file, printed(example)?)
            .map_err(|error| format!("{} was not written: {error}", file.display()))?;
        println!("{page}");
    }
    Ok(())
}

/// Fails where a page is not what the code would make now.
pub fn are_fresh() -> Result<()> {
    for (page, example) in PAGES {
        if fs::read_to_string(file(page)).ok() != Some(printed(example)?) {
            return Err(format!("{page} is not what the code says. `cargo xtask docs` writes it again."));
        }
    }
    Ok(())
}

fn file(page: &str) -> PathBuf {
    root().join(page)
}

fn printed(example: &str) -> Result<String> {
    output(cargo().args(["run", "--quiet", "--package", "bayplan", "--example", example]))
}
