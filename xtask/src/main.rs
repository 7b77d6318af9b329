//! `cargo xtask`: the commands by which Bayplan is built, run, tested and measured.
//!
//! Each command puts in place what it needs ([`tools`] in the [`cache`], [`packages`]), says what it does while it does it
//! ([`step`]), and starts at once the second time.

mod bench;
mod browsers;
mod budget;
mod cache;
mod check;
mod composition;
mod content_name;
mod dist;
mod docs;
mod fuzz;
mod html;
mod offline;
mod packages;
mod process;
mod serve;
mod site;
mod split;
mod standalone;
mod step;
mod test;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What went wrong, in words for the person at the terminal: what happened, and what to try next.
type Failure = String;
type Result<T> = std::result::Result<T, Failure>;

/// A command: its name, what it takes, what it does, and its function.
type Command = (&'static str, &'static str, &'static str, fn(&[String]) -> Result<()>);

const COMMANDS: &[Command] = &[
    (
        "serve",
        "[--release] [--port N]",
        "build the page, serve it on 127.0.0.1, build again on change",
        serve::run,
    ),
    (
        "test",
        "[native|browser] [--browser NAME] […]",
        "all tests, in real browsers too; NAME: chromium, firefox or webkit",
        test::run,
    ),
    ("dist", "[--out FOLDER]", "write the static site to dist/ and hold it to its size budget", dist::run),
    (
        "check",
        "",
        "formatting, clippy with warnings as errors, and that docs/ is what the code says",
        check::run,
    ),
    ("docs", "", "write the pages of docs/ that are made from the code", docs::run),
    (
        "bench",
        "[--rounds N] [--page FOLDER] [--only page|layers]",
        "time to interactive and more, in a real browser",
        bench::run,
    ),
    ("fuzz", "[TARGET] [--seconds N] [--keep]", "feed the fuzz targets, on the stable compiler", fuzz::run),
    ("setup", "", "put every tool in place and do nothing else", tools::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.first().map(String::as_str);
    let Some((name, _, _, run)) = COMMANDS.iter().find(|(name, ..)| Some(*name) == command) else {
        if let Some(other) = command.filter(|word| !matches!(*word, "help" | "--help" | "-h")) {
            eprintln!("cargo xtask has no command `{other}`.\n");
            print!("{}", usage());
            return ExitCode::FAILURE;
        }
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    match run(arguments.get(1..).unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo xtask {name}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let mut text = String::from("cargo xtask COMMAND\n\n");
    for (name, takes, does, _) in COMMANDS {
        text.push_str(&format!("  {:<30} {does}\n", format!("{name} {takes}")));
    }
    text
}

/// The repository's top folder.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The bytes of a file.
fn read_file(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{} can't be read: {error}.", path.display()))
}

/// The value that follows `name` among the arguments.
fn option<'a>(arguments: &'a [String], name: &str) -> Result<Option<&'a str>> {
    let Some(at) = arguments.iter().position(|argument| argument == name) else { return Ok(None) };
    match arguments.get(at + 1) {
        Some(value) => Ok(Some(value)),
        None => Err(format!("{name} wants a value after it.")),
    }
}
