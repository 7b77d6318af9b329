//! The page's program in two parts: the first shows the first visit, the second works on documents.
//!
//! The border is a function of the program's source (`src/ui/late.rs`). `wasm_split_cli_support` moves what only
//! that function reaches, by the relocations that the linker leaves (`build.rs`). wasm-bindgen then writes the
//! glue for the first part. Trunk has no place for a step between the compiler and wasm-bindgen, so `cargo xtask
//! dist` builds this program beside the one that Trunk builds.

use std::path::Path;
use std::process::Command;

use wasm_split_cli_support::{Options, transform};

use crate::cache::remove;
use crate::process::run_quietly;
use crate::tools::Tools;
use crate::{Result, read_file};

/// The second part's file.
pub const SECOND: &str = "split_documents.wasm";
/// The script that loads it.
pub const LOADER: &str = "split.js";

/// What the loader does, and what it is to do instead.
const CHANGES: [(&str, &str); 2] = [
    // It refuses what a host does not serve as `application/wasm`, and boot.js would not know what went wrong.
    (
        "WebAssembly.instantiateStreaming(src, imports)",
        "src.then((response) => {
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        return response.arrayBuffer();
    }).then((bytes) => WebAssembly.instantiate(bytes, imports)).catch((error) => {
        window.bayplanMissed = error;
        throw error;
    })",
    ),
    // The page says it.
    ("console.error(e);", ""),
];

/// A program in two parts.
pub struct Split {
    /// The first part.
    pub first: Vec<u8>,
    /// wasm-bindgen's glue for it.
    pub glue: String,
    /// The second part.
    pub second: Vec<u8>,
    /// The text of [`LOADER`].
    pub loader: String,
}

/// Splits `program`, as the compiler left it with the feature `split`; `work` is a folder for what is written
/// on the way.
///
/// # Errors
/// When the program can't be split, or wasm-bindgen fails.
pub fn split(tools: &Tools, work: &Path, program: &[u8]) -> Result<Split> {
    remove(work)?;
    let parts = work.join("parts");
    let main = parts.join("main.wasm");
    let mut options = Options::new(program);
    options.output_dir = &parts;
    options.main_out_path = &main;
    let link_name = format!("./{LOADER}");
    options.link_name = &link_name;
    options.main_module = "./bayplan.js";
    let split = transform(options)
        .map_err(|error| format!("The program can't be written in two parts: {error:#}."))?;
    let is_second = |path: &Path| path.file_name().is_some_and(|name| name == SECOND);
    if split.split_modules.len() != 1 || !split.split_modules.iter().all(|path| is_second(path)) {
        return Err(format!("The program has other parts than {SECOND}: {:?}.", split.split_modules));
    }
    let bound = work.join("bound");
    let mut command = Command::new(&tools.wasm_bindgen);
    // The loader links the second part by what the linker exports, such as the table of functions.
    command.args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", "bayplan"]);
    run_quietly(command.arg("--out-dir").arg(&bound).arg(&main))?;
    let text = |path: &Path| read_file(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Split {
        first: read_file(&bound.join("bayplan_bg.wasm"))?,
        glue: text(&bound.join("bayplan.js"))?,
        second: read_file(&parts.join(SECOND))?,
        loader: fetched(&text(&parts.join(LOADER))?)?,
    })
}

/// The loader, so that it works on every static host.
fn fetched(loader: &str) -> Result<String> {
    CHANGES.iter().try_fold(loader.to_owned(), |loader, (old, new)| match loader.matches(old).count() {
        1 => Ok(loader.replace(old, new)),
        _ => Err(format!("The loader of the second part has no {old} to replace:\n{loader}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_takes_what_any_host_serves() {
        let loader = CHANGES.map(|(old, _)| old).concat();
        let fetched = fetched(&loader).unwrap();
        assert!(fetched.contains("arrayBuffer()") && !fetched.contains("Streaming"), "{fetched}");
        assert!(super::fetched("nothing of the kind").is_err());
    }
}
