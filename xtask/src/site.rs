//! The page as Trunk builds it, before `cargo xtask dist` arranges it for a host.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{path_with, run};
use crate::step::step;
use crate::tools::Tools;
use crate::{Result, root};

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
        .env("RUST_LIB_BACKTRACE", "0");
    as_configured(&mut command);
    Ok(command)
}

/// The page's program as the compiler left it for Trunk, before wasm-bindgen.
pub fn compiled_program() -> PathBuf {
    root().join("target/wasm32-unknown-unknown/release/bayplan.wasm")
}

/// Compiles the page's program once more, ready to be split, into the place of [`compiled_program`].
///
/// # Errors
/// When it does not compile; the compiler's words are on the terminal.
pub fn compile_to_split() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(root())
        .args(["build", "--release", "--target", "wasm32-unknown-unknown", "--bin", "bayplan"])
        .args(["--features", "split"]);
    run(as_configured(&mut cargo))
}

/// Has cargo build where it is looked for, with the flags of .cargo/config.toml, SIMD among them.
fn as_configured(command: &mut Command) -> &mut Command {
    command
        // Cargo's own variables of this program are not those of the page's build.
        .env_remove("CARGO_MANIFEST_DIR")
        .env("CARGO_TARGET_DIR", root().join("target"))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
}
