//! `cargo xtask fuzz`: feeds the targets of `fuzz/targets` by libFuzzer, on the stable compiler.
//!
//! Each starts from `fuzz/corpus`, which is kept with the source, and writes what it finds beside the build. With
//! `--keep`, the smallest inputs that cover the same code take the place of the corpus.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::remove;
use crate::process::{path_with, run as run_program};
use crate::step::{note, step};
use crate::{Result, option, root, tools};

/// One input may take so many seconds at most.
const SECONDS_FOR_ONE: u32 = 10;
/// Bytes of an input at most: what is larger takes long and finds little.
const INPUT_BYTES: u32 = 16 * 1024;
/// How long a target runs, where nobody says.
const SECONDS: u32 = 60;

/// `cargo xtask fuzz [TARGET] [--seconds N] [--keep]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let seconds = match option(arguments, "--seconds")? {
        Some(text) => text.parse().map_err(|_| format!("--seconds wants a number, not {text}."))?,
        None => SECONDS,
    };
    let keep = arguments.iter().any(|argument| argument == "--keep");
    let all = targets()?;
    let chosen: Vec<&String> = match arguments.first().filter(|first| !first.starts_with("--")) {
        Some(named) => vec![
            all.iter()
                .find(|name| *name == named)
                .ok_or_else(|| format!("There is no target {named}. There are: {}.", all.join(", ")))?,
        ],
        None => all.iter().collect(),
    };
    let fuzz = Fuzz { path: path_with(&[tools::cargo_fuzz()?.parent().unwrap_or(Path::new("."))])? };
    step("Building the fuzz targets", || run_program(&mut fuzz.command("build")))?;
    for target in &chosen {
        step(&format!("Fuzzing {target} for {seconds} s"), || fuzz.feed(target, seconds))?;
        if keep {
            step(&format!("Keeping the smallest corpus of {target}"), || fuzz.keep(target))?;
        }
    }
    Ok(())
}

fn folder() -> PathBuf {
    root().join("fuzz")
}

/// What was found before, and is not kept with the source.
fn found(target: &str) -> PathBuf {
    folder().join("target/found").join(target)
}

/// The names of the targets: those of their programs.
fn targets() -> Result<Vec<String>> {
    let programs = folder().join("fuzz_targets");
    let io = |error| format!("{} can't be read: {error}.", programs.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&programs).map_err(io)? {
        let name = entry.map_err(io)?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".rs").map(ToOwned::to_owned));
    }
    names.sort();
    Ok(names)
}

/// cargo-fuzz, as it is run here.
struct Fuzz {
    path: std::ffi::OsString,
}

impl Fuzz {
    fn command(&self, verb: &str) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(root())
            .env("PATH", &self.path)
            // The coverage that libFuzzer goes by is an unstable flag of the stable compiler.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", folder().join("target"))
            .env_remove("CARGO_MANIFEST_DIR")
            // Address sanitizing would find nothing: there is no unsafe code of ours.
            .args(["fuzz", verb, "-s", "none"]);
        command
    }

    fn feed(&self, target: &str, seconds: u32) -> Result<()> {
        let found = found(target);
        fs::create_dir_all(&found).map_err(|error| format!("{} can't be made: {error}.", found.display()))?;
        let mut command = self.command("run");
        command.arg(target).arg(&found).arg(folder().join("corpus").join(target)).arg("--").args([
            format!("-max_total_time={seconds}"),
            format!("-timeout={SECONDS_FOR_ONE}"),
            format!("-max_len={INPUT_BYTES}"),
            "-print_final_stats=1".to_owned(),
        ]);
        run_program(&mut command)
    }

    fn keep(&self, target: &str) -> Result<()> {
        let (kept, all) = (folder().join("corpus").join(target), found(target));
        let before = folder().join("target/before").join(target);
        remove(&before)?;
        let moved = fs::create_dir_all(before.parent().unwrap_or(&before))
            .and_then(|()| fs::rename(&kept, &before))
            .and_then(|()| fs::create_dir_all(&kept));
        moved.map_err(|error| format!("{} can't be replaced: {error}.", kept.display()))?;
        let mut command = self.command("run");
        command.arg(target).arg(&kept).arg(&before).arg(&all).args(["--", "-merge=1"]);
        run_program(&mut command)?;
        note(&format!("{} has what is kept now.", kept.display()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_targets_are_found_by_their_programs() {
        let targets = super::targets().unwrap();
        assert!(targets.iter().any(|name| name == "session") && targets.len() > 10, "{targets:?}");
    }
}
