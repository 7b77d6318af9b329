//! `cargo xtask serve`: the page on this machine, built again when a file changes; and a relay to the
//! well-known registries, so that it can fetch from them.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::process::{become_program, cargo, run as run_program};
use crate::step::{note, step};
use crate::{Result, option, root, site, tools};

/// `cargo xtask serve [--release] [--port N]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let port = option(arguments, "--port")?.unwrap_or("8080");
    let port: u16 = port.parse().map_err(|_| format!("{port} is no port: a number from 1 to 65535 is."))?;
    if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        return Err(format!("127.0.0.1:{port} can't be served: {error}. Another one can: --port N."));
    }
    let tools = tools::ensure()?;
    let relay = start_relay()?;
    let mut trunk = site::trunk(&tools, &root())?;
    trunk.args(["serve", "--dist", "target/serve", "--port", &port.to_string()]);
    if arguments.iter().any(|argument| argument == "--release") {
        trunk.arg("--release");
    } else {
        trunk.args(["--cargo-profile", "serve"]);
    }
    trunk.args(["--proxy-backend", &format!("{relay}/relay/"), "--proxy-rewrite", "/relay/"]);
    // What goes to loopback is for no proxy; a redirect that comes back is for no one to follow.
    trunk.args(["--proxy-no-system-proxy", "--proxy-no-redirect"]);
    note(&format!("Bayplan will be at http://127.0.0.1:{port}/ as soon as it is built. Ctrl+C ends it."));
    note("It is built again when a file changes; reload the page then.");
    become_program(&mut trunk)
}

/// Starts the relay, which ends with the program that this one becomes; its URL.
fn start_relay() -> Result<String> {
    let program = relay()?;
    let failed = |why: &str| format!("{} {why}.", program.display());
    let mut child = Command::new(&program)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&format!("could not be started: {error}")))?;
    let mut url = String::new();
    if let Some(said) = child.stdout.take() {
        BufReader::new(said).read_line(&mut url).map_err(|error| failed(&error.to_string()))?;
    }
    match url.trim_end() {
        "" => Err(failed("ended without saying where it listens")),
        url => Ok(url.to_owned()),
    }
}

/// Builds the relay (`xtask/relay`); its program, which cargo puts beside this one.
///
/// # Errors
/// When it does not compile.
pub fn relay() -> Result<PathBuf> {
    step("Building the relay to registries", || {
        run_program(cargo().args(["build", "--quiet", "--package", "relay"]))
    })?;
    let here = std::env::current_exe().map_err(|error| format!("This program has no place: {error}."))?;
    Ok(here.with_file_name(format!("relay{}", std::env::consts::EXE_SUFFIX)))
}
