//! `file.js`: the whole program in one classic script, for a page that is opened from a folder.
//!
//! On `file://` browsers refuse module scripts, fetch and workers. A classic script still loads, so this
//! one carries the program and the examples in Base64, and answers a fetch of an example from memory.
//! Nothing of it is loaded over HTTP.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::cache::remove;
use crate::process::run_quietly;
use crate::site::compiled_program;
use crate::tools::Tools;

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

/// The text of `file.js`. `program` is the page's, as Trunk built it and as wasm-opt left it; `files` are
/// what the page fetches, by URL relative to the page.
///
/// # Errors
/// When wasm-bindgen fails, or its glue is for another program.
pub fn script(
    tools: &Tools,
    work: &Path,
    program: (&[u8], &[u8]),
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<String> {
    let (built, optimised) = program;
    remove(work)?;
    let mut command = Command::new(&tools.wasm_bindgen);
    command
        .args(["--target", "no-modules", "--no-typescript", "--out-name", "bayplan", "--out-dir"])
        .arg(work);
    run_quietly(command.arg(compiled_program()))?;
    let read = |name: &str| {
        let path = work.join(name);
        std::fs::read(&path).map_err(|error| format!("{} can't be read: {error}.", path.display()))
    };
    // Only the glue differs from target to target, so wasm-opt need not run for this one, too.
    if read("bayplan_bg.wasm")? != built {
        return Err("wasm-bindgen made another program for file:// than Trunk for the page.".into());
    }
    let mut text = String::from_utf8_lossy(&read("bayplan.js")?).into_owned();
    text.push_str(LOADER);
    text.push_str("const FILES = {\n");
    for (name, bytes) in files {
        let name = serde_json::Value::from(name.as_str());
        text.push_str(&format!("  {name}: '{}',\n", base64(bytes)));
    }
    text.push_str(&format!("}};\nconst PROGRAM = '{}';\n", base64(optimised)));
    Ok(text)
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group =
            (0..3).fold(0u32, |group, at| group << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let digit = ALPHABET.get((group >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if at > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_as_the_standard_has_it() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfd]), "//79");
    }
}
