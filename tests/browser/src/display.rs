//! A display for a browser that needs a window: an Xvfb of its own, so that its clipboard is its own, too.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::{Result, environment};

/// A running Xvfb; it ends with this value.
pub struct Display {
    process: Child,
    name: String,
}

impl Display {
    /// Starts one on the first number that is free.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start() -> Result<Self> {
        let program = environment::xvfb()?;
        let mut process = Command::new(&program)
            .args(["-displayfd", "1", "-screen", "0", "2000x3200x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}.", program.display()))?;
        let mut number = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        // Made first, so that it ends the process in any case.
        let display = Self { process, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            return Err("Xvfb ended without naming its display.".into());
        }
        Ok(display)
    }

    /// What `DISPLAY` is to say.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
