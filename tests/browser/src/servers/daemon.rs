//! A server's program, and the folder that it works in.

use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::{Result, Trouble};

/// A new folder that goes with this value.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes one; `what` is a part of its name.
    ///
    /// # Errors
    /// When the system's folder for such things can't be written to.
    pub fn new(what: &str) -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bayplan-{what}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// A path in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file in it, and the folders above that.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(&path, content)?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The system's cleaning takes what is left.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A running program; it is ended when this is dropped.
pub struct Daemon(Child);

impl Daemon {
    /// Starts a program, and reads what it says on its standard error until `ready` finds in a line what
    /// was waited for. So there is no port to guess and no time to wait.
    ///
    /// # Errors
    /// When it does not start, or ends without having said it.
    pub fn start<T>(command: &mut Command, ready: impl FnMut(&str) -> Option<T>) -> Result<(Self, T)> {
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        Self::spawn(command, |child| child.stderr.take(), ready)
    }

    /// The same for a program that says it on its standard output.
    ///
    /// # Errors
    /// As [`Daemon::start`].
    pub fn start_telling<T>(
        command: &mut Command,
        ready: impl FnMut(&str) -> Option<T>,
    ) -> Result<(Self, T)> {
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        Self::spawn(command, |child| child.stdout.take(), ready)
    }

    fn spawn<L: Read + Send + 'static, T>(
        command: &mut Command,
        log: impl FnOnce(&mut Child) -> Option<L>,
        ready: impl FnMut(&str) -> Option<T>,
    ) -> Result<(Self, T)> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command.stdin(Stdio::null()).spawn().map_err(|error| missing(&program, &error))?;
        let log = log(&mut child);
        // Made before it is known whether all is well, so that it ends the program in any case.
        let daemon = Self(child);
        let log = log.ok_or_else(|| Trouble(format!("{program} has no log.")))?;
        let found = listen(log, ready).map_err(|said| {
            Trouble(format!("{program} ended, or closed its log, before it was ready. It said:\n{said}"))
        })?;
        Ok((daemon, found))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Looks for a line in a log; what was said when it does not come.
fn listen<T>(log: impl Read + Send + 'static, mut ready: impl FnMut(&str) -> Option<T>) -> Result<T, String> {
    let mut log = BufReader::new(log);
    let mut said = String::new();
    loop {
        let mut line = String::new();
        match log.read_line(&mut line) {
            Ok(0) | Err(_) => return Err(said),
            Ok(_) => said.push_str(&line),
        }
        if let Some(found) = ready(&line) {
            // What it says later must go somewhere, or it stops when the pipe is full.
            std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
            return Ok(found);
        }
    }
}

/// Runs a program to its end.
///
/// # Errors
/// When it fails; with its words.
pub fn run(command: &mut Command) -> Result<Vec<u8>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| missing(&program, &error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(format!("{program} failed ({}):\n{said}{errors}", output.status).into())
}

fn missing(program: &str, error: &std::io::Error) -> Trouble {
    Trouble(format!("{program} could not be started: {error}. `cargo xtask test` puts it in place."))
}
