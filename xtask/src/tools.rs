//! The tools that build the page: which, in which version, and how each is put in place.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browsers::Browser;
use crate::process::{self, find, output, run_quietly};
use crate::step::{note, step};
use crate::{Result, cache, packages, root};

/// A tool built from its crate.
struct Crate {
    name: &'static str,
    program: &'static str,
    /// What `cargo install` gets beside the name and the version.
    arguments: &'static [&'static str],
    /// How much the tool itself is optimised: compiling it takes longer than all its runs on small input.
    opt_level: &'static str,
}

/// Puts the page together. Its own dependencies as published no longer build (two versions of cssparser
/// meet in lightningcss), those of its lock file do. It need not download tools, nor serve over TLS.
const TRUNK: Crate = Crate {
    name: "trunk",
    program: "trunk",
    arguments: &["--locked", "--no-default-features"],
    opt_level: "0",
};
const TRUNK_VERSION: &str = "0.21.14";

/// Writes the glue between the program and the browser. Its version is the one in `Cargo.lock`.
const WASM_BINDGEN: Crate = Crate {
    name: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    arguments: &["--no-default-features"],
    opt_level: "1",
};

/// Makes the program smaller (wasm-opt); published as a package of JavaScript, so nothing is compiled.
const BINARYEN: (&str, &str) = ("binaryen", "132.0.0");

/// Checks the page's accessibility in the browser tests.
const AXE: (&str, &str) = ("axe-core", "4.14.1");

/// Builds and runs the fuzz targets.
const CARGO_FUZZ: Crate =
    Crate { name: "cargo-fuzz", program: "cargo-fuzz", arguments: &["--locked"], opt_level: "0" };
const CARGO_FUZZ_VERSION: &str = "0.13.2";

/// Drives Firefox in the browser tests.
const GECKODRIVER: Crate =
    Crate { name: "geckodriver", program: "geckodriver", arguments: &["--locked"], opt_level: "0" };
const GECKODRIVER_VERSION: &str = "0.37.1";

/// The compiler's target for the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The tools that build the page.
pub struct Tools {
    pub trunk: PathBuf,
    pub wasm_bindgen: PathBuf,
    /// Without it the program is larger, but works.
    pub wasm_opt: Option<PathBuf>,
}

/// `cargo xtask setup`: everything that any command needs.
pub fn run(_: &[String]) -> Result<()> {
    ensure()?;
    axe()?;
    for browser in Browser::ALL {
        browser.ensure()?;
    }
    packages::ensure_all(packages::FOR_TESTS)
}

/// Puts in place what builds the page.
///
/// # Errors
/// When a tool can't be built; the message has its compiler's words.
pub fn ensure() -> Result<Tools> {
    wasm_target()?;
    let wasm_bindgen = from_crate(&WASM_BINDGEN, &locked_version("wasm-bindgen")?)?;
    let trunk = from_crate(&TRUNK, TRUNK_VERSION)?;
    Ok(Tools { trunk, wasm_bindgen, wasm_opt: wasm_opt()? })
}

/// The accessibility checker's script.
///
/// # Errors
/// When there is no npm to fetch it with.
pub fn axe() -> Result<PathBuf> {
    packages::ensure([&packages::NPM])?;
    from_npm(AXE, "axe.min.js")
}

/// The program that builds and runs the fuzz targets.
///
/// # Errors
/// When it can't be built.
pub fn cargo_fuzz() -> Result<PathBuf> {
    from_crate(&CARGO_FUZZ, CARGO_FUZZ_VERSION)
}

/// What drives Firefox.
///
/// # Errors
/// When it can't be built.
pub fn geckodriver() -> Result<PathBuf> {
    from_crate(&GECKODRIVER, GECKODRIVER_VERSION)
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path)
        .map_err(|error| format!("{} can't be read: {error}.", path.display()))?;
    version_in(&lock, package).ok_or_else(|| format!("{} has no version of {package}.", path.display()))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(version.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

/// Adds the compiler's target for the browser, if it lacks it.
///
/// # Errors
/// When there is no rustup to add it with.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = output(Command::new(rustc).args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(format!(
            "This Rust has no {WASM} target, and there is no rustup to add it. Install Rust by rustup, \
             or the package of your system that holds the target (Debian: libstd-rust-dev-wasm32)."
        ));
    }
    step(&format!("Adding Rust's {WASM} target"), || {
        process::run(Command::new("rustup").args(["target", "add", WASM]))
    })
}

fn from_crate(tool: &Crate, version: &str) -> Result<PathBuf> {
    let program = format!("bin/{}{}", tool.program, std::env::consts::EXE_SUFFIX);
    let folder = format!("{}-{version}", tool.name);
    let what = format!("Building {} {version} from its crate (once, a few minutes)", tool.name);
    cache::place(&cache::folder()?.join("tools"), &folder, &program, &what, |into| {
        let build = cache::folder()?.join("build").join(&folder);
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(["install", tool.name, "--version", version, "--no-track", "--root"])
            .arg(into)
            .args(tool.arguments)
            .args(["--config", &format!("profile.release.opt-level={}", tool.opt_level)])
            .args([
                "--config",
                "profile.release.lto=\"off\"",
                "--config",
                "profile.release.codegen-units=256",
            ])
            .args(["--config", "profile.release.debug=0"])
            // A build that is broken off goes on from there the next time.
            .env("CARGO_TARGET_DIR", &build)
            .env_remove("RUSTFLAGS")
            .current_dir(into);
        if std::io::stderr().is_terminal() {
            process::run(&mut command)?
        } else {
            run_quietly(&mut command)?
        }
        // It has served; a failure to remove it is no failure to install.
        let _ = std::fs::remove_dir_all(&build);
        Ok(())
    })
}

/// A file of a package of npm.
///
/// # Errors
/// When it can't be fetched.
pub fn from_npm((name, version): (&str, &str), file: &str) -> Result<PathBuf> {
    let inside = format!("node_modules/{name}/{file}");
    cache::place(
        &cache::folder()?.join("tools"),
        &format!("{name}-{version}"),
        &inside,
        &format!("Fetching {name} {version}"),
        |into| {
            let mut command = Command::new("npm");
            command.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]).arg(into);
            run_quietly(command.arg(format!("{name}@{version}")).current_dir(into))
        },
    )
}

fn wasm_opt() -> Result<Option<PathBuf>> {
    if find("npm").is_some() && find("node").is_some() {
        return from_npm(BINARYEN, "bin/wasm-opt").map(Some);
    }
    let system = find("wasm-opt");
    if system.is_none() {
        note(
            "There is no npm and no wasm-opt: the program is not made smaller. Install either (Debian: npm).",
        );
    }
    Ok(system)
}

/// Makes a WebAssembly module smaller in place by these passes of wasm-opt; its functions keep their names.
///
/// # Errors
/// When wasm-opt can't read the module.
pub fn optimise(tools: &Tools, module: &Path, passes: &[&str]) -> Result<()> {
    let Some(wasm_opt) = &tools.wasm_opt else { return Ok(()) };
    // Which features the module uses stands in its target_features section (`strip = true` would drop it).
    run_quietly(Command::new(wasm_opt).arg(module).args(passes).args(["-g", "-o"]).arg(module))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
        assert!(locked_version("wasm-bindgen").is_ok());
    }
}
