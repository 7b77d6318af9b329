//! What runs: the command, the user, the folder, the ports.

use super::{Part, quoted, text};
use crate::image::config::Config;
use crate::view::detail::command_line;

/// Ports that are named one by one.
const PORTS: usize = 8;

/// The line.
pub fn runs(config: Option<&Config>) -> Vec<Part> {
    let Some(config) = config else {
        return vec![text("The config says it, and the config is not here, or is none of an image.")];
    };
    let run = &config.run;
    let command = command_line(run);
    let mut parts = if command.is_empty() {
        vec![text("The config names no command, so one has to be given. It runs")]
    } else {
        vec![quoted(command)]
    };
    parts.extend(user(config));
    if let Some(folder) = run.working_dir.as_ref().filter(|folder| !folder.is_empty()) {
        parts.extend([text(" in "), quoted(folder.clone())]);
    }
    parts.push(text("."));
    parts.extend(ports(&run.exposed_ports));
    parts
}

fn user(config: &Config) -> Vec<Part> {
    match config.run.user.as_deref().filter(|user| !user.is_empty()) {
        None if config.platform.os == "windows" => vec![text(" as the user that its base sets")],
        None => vec![text(" as root (the config names no user)")],
        Some(user) if is_root(user) => vec![text(" as root ("), quoted(user), text(")")],
        Some(user) => vec![text(" as user "), quoted(user)],
    }
}

/// Whether a user is root: by name or number, whatever the group is.
fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), Some("root" | "0"))
}

fn ports(ports: &[String]) -> Vec<Part> {
    if ports.is_empty() {
        return vec![text(" It declares no port.")];
    }
    let mut parts = vec![text(if ports.len() == 1 { " It declares port " } else { " It declares ports " })];
    for (at, port) in ports.iter().take(PORTS).enumerate() {
        if at > 0 {
            parts.push(text(if at + 1 == ports.len() { " and " } else { ", " }));
        }
        parts.push(quoted(port.clone()));
    }
    let more = ports.len().saturating_sub(PORTS);
    parts.push(text(if more == 0 { ".".to_owned() } else { format!(" and {more} more.") }));
    parts
}
