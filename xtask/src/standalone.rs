//! `file.js`: the whole program in one classic script, for a page that is opened from a folder.
//!
//! On `file://` browsers refuse module scripts, fetch and workers. A classic script still loads, so this
//! one carries the program and the examples in Base64, and answers a fetch of an example from memory.
//! Nothing of it is loaded over HTTP.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::cache::remove;
use crate::process::run_quietly;
use crate::site::compiled_program;
use crate::tools::Tools;
use crate::{Result, read_file};

/// What stands after the glue and before the data.
const LOADER: &str = "
window.bayplanFromFile = () => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const direct = window.fetch;
  window.fetch = (request, options) => {
    const url = new URL(request instanceof Request ? request.url : request, document.baseURI);
    const name = Object.keys(FILES).find((name) => new URL(name, document.baseURI).href === url.href);
    return name ? Promise.resolve(new Response(bytes(FILES[name]))) : direct(request, options);
  };
  return wasm_bindgen({ module_or_path: bytes(PROGRAM) });
};
";

/// The text of `file.js`, for the program that Trunk built last; `files` are what the page fetches, by URL
/// relative to the page, and `work` is a folder for what is written on the way.
///
/// # Errors
/// When wasm-bindgen fails.
pub fn script(tools: &Tools, work: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    remove(work)?;
    let mut command = Command::new(&tools.wasm_bindgen);
    command
        .args(["--target", "no-modules", "--no-typescript", "--out-name", "bayplan", "--out-dir"])
        .arg(work);
    run_quietly(command.arg(compiled_program()))?;
    // Nobody waits for a network here, so the program stays as the compiler left it.
    let program = read_file(&work.join("bayplan_bg.wasm"))?;
    let mut text = String::from_utf8_lossy(&read_file(&work.join("bayplan.js"))?).into_owned();
    text.push_str(LOADER);
    text.push_str("const FILES = {\n");
    for (name, bytes) in files {
        let name = serde_json::Value::from(name.as_str());
        text.push_str(&format!("  {name}: '{}',\n", BASE64_STANDARD.encode(bytes)));
    }
    text.push_str(&format!("}};\nconst PROGRAM = '{}';\n", BASE64_STANDARD.encode(program)));
    Ok(text)
}
