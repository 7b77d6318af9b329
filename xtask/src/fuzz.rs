//! `cargo xtask fuzz`: feeds the targets of `fuzz/targets` by libFuzzer, on the stable compiler.
//!
//! Each starts from `fuzz/corpus`, which is kept with the source, and writes what it finds beside the build. With
//! `--keep`, the smallest inputs that cover the same code take the place of what was found and kept before. Inputs with
//! a name of their own were made by hand, or found a fault: they stay.

use std::fs;
use std::io;
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
/// Bytes of all the inputs that are found and kept for a target, at most: the tests replay them in every run.
const KEPT_BYTES: u64 = 16 * 1024;
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
        let io = |error| format!("{} can't be renewed: {error}.", kept.display());
        fs::create_dir_all(&before).map_err(io)?;
        for (input, _) in found_in(&kept).map_err(io)? {
            let name = input.file_name().unwrap_or_default();
            fs::rename(&input, before.join(name)).map_err(io)?;
        }
        let mut command = self.command("run");
        // By the code that they reach, not by how often they reach it.
        let merge = ["--", "-merge=1", "-use_counters=0"];
        command.arg(target).arg(&kept).arg(&before).arg(&all).args(merge);
        run_program(&mut command)?;
        for input in beyond(KEPT_BYTES, found_in(&kept).map_err(io)?) {
            fs::remove_file(input).map_err(io)?;
        }
        note(&format!("{} has what is kept now.", kept.display()));
        Ok(())
    }
}

/// The inputs of a folder that libFuzzer found, with their bytes: it names each by its SHA-1.
fn found_in(folder: &Path) -> io::Result<Vec<(PathBuf, u64)>> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_found(&entry.file_name().to_string_lossy()) {
            inputs.push((entry.path(), entry.metadata()?.len()));
        }
    }
    Ok(inputs)
}

fn is_found(name: &str) -> bool {
    name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The inputs that have no room in so many bytes, where the smallest come first.
fn beyond(bytes: u64, mut inputs: Vec<(PathBuf, u64)>) -> Vec<PathBuf> {
    inputs.sort_by(|(path, bytes), (other, others)| (bytes, path).cmp(&(others, other)));
    let mut kept = 0;
    let in_room = |(_, input): &&(PathBuf, u64)| {
        kept += input;
        kept <= bytes
    };
    let in_room = inputs.iter().take_while(in_room).count();
    inputs.drain(in_room..).map(|(path, _)| path).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_targets_are_found_by_their_programs() {
        let targets = super::targets().unwrap();
        assert!(targets.iter().any(|name| name == "session") && targets.len() > 10, "{targets:?}");
    }

    #[test]
    fn the_largest_of_what_was_found_is_left_out() {
        let input = |name: &str, bytes| (name.into(), bytes);
        let inputs = vec![input("a", 30), input("b", 10), input("c", 20), input("d", 30)];
        let left_out = |bytes| super::beyond(bytes, inputs.clone());
        assert_eq!(left_out(90), Vec::<super::PathBuf>::new());
        assert_eq!(left_out(89), ["d"].map(super::PathBuf::from));
        assert_eq!(left_out(9), ["b", "c", "a", "d"].map(super::PathBuf::from));
    }

    #[test]
    fn an_input_with_a_name_of_its_own_is_not_one_that_was_found() {
        assert!(super::is_found("00433746fc3e0aaf1c4a7ae0b79eaef7c3077040"));
        assert!(!super::is_found("link-of-a-whole-image") && !super::is_found("deadbeef"));
    }
}
