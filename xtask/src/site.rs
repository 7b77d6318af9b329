//! The page as Trunk builds it, before `cargo xtask dist` arranges it for a host.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{path_with, run};
use crate::step::step;
use crate::tools::Tools;
use crate::{Result, root, split};

/// Builds the site of the project in `folder` (with its own index.html and Trunk.toml) into `out`.
///
/// # Errors
/// When the program does not compile; the compiler's words are on the terminal.
pub fn build(tools: &Tools, folder: &Path, out: &Path, what: &str) -> Result<PathBuf> {
    step(&format!("Building {what} with Trunk, optimised"), || {
        run(trunk(tools, folder)?.args(["build", "--release", "--dist"]).arg(out))?;
        Ok(out.to_path_buf())
    })
}

/// Trunk, with the tools that it calls first on the search path.
pub fn trunk(tools: &Tools, folder: &Path) -> Result<Command> {
    let bin = tools.wasm_bindgen.parent().unwrap_or(Path::new("."));
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(folder)
        .env("PATH", path_with(&[bin])?)
        // Trunk 0.21 wants this to be `true` or `false`, and fails at the `1` that everybody sets.
        .env_remove("NO_COLOR")
        // The compiler has said what is wrong; where Trunk was when it heard of it helps nobody.
        .env("RUST_LIB_BACKTRACE", "0")
        // Cargo's own variables of this program are not those of the page's build.
        .env_remove("CARGO_MANIFEST_DIR")
        // What is built is looked for there, whatever cargo's configuration says.
        .env("CARGO_TARGET_DIR", root().join("target"))
        // Flags from outside would take the place of those in .cargo/config.toml, SIMD among them.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    Ok(command)
}

/// The page's program as the compiler left it, before wasm-bindgen.
pub fn compiled_program() -> PathBuf {
    root().join("target/wasm32-unknown-unknown/release/bayplan.wasm")
}

/// The linker's map of the page's program, which `build.rs` asks for.
///
/// # Errors
/// When there is none, or it is not that of `program`.
pub fn map_of(program: &[u8]) -> Result<String> {
    let path = compiled_program().with_extension("map");
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| {
            format!(
                "{} can't be read: {error}. Remove the folder that it should be in, and build again.",
                path.display()
            )
        })
    };
    let map = String::from_utf8_lossy(&read(&path)?).into_owned();
    if split::same_constants(&read(&compiled_program())?, program)? {
        Ok(map)
    } else {
        Err("The program's constants are no longer where the linker put them: its map does not tell which can wait.".into())
    }
}
