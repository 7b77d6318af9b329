//! `cargo xtask serve`: the page on this machine, built again when a file changes.

use std::net::TcpListener;

use crate::process::become_program;
use crate::step::note;
use crate::{Result, option, root, site, tools};

/// `cargo xtask serve [--release] [--port N]`.
pub fn run(arguments: &[String]) -> Result<()> {
    let port = option(arguments, "--port")?.unwrap_or("8080");
    let port: u16 = port.parse().map_err(|_| format!("{port} is no port: a number from 1 to 65535 is."))?;
    if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        return Err(format!("127.0.0.1:{port} can't be served: {error}. Another one can: --port N."));
    }
    let tools = tools::ensure()?;
    let mut trunk = site::trunk(&tools, &root())?;
    trunk.args(["serve", "--dist", "target/serve", "--port", &port.to_string()]);
    if arguments.iter().any(|argument| argument == "--release") {
        trunk.arg("--release");
    } else {
        trunk.args(["--cargo-profile", "serve"]);
    }
    note(&format!("Bayplan will be at http://127.0.0.1:{port}/ as soon as it is built. Ctrl+C ends it."));
    note("It is built again when a file changes; reload the page then.");
    become_program(&mut trunk)
}
