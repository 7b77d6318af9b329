//! The one chromedriver that all tests of a run share.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::{Result, environment};

/// A running chromedriver; it ends with the last test that holds it, also when that one panics.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// The running one, or a new one where there is none.
    ///
    /// # Errors
    /// When it does not start, or doesn't say on which port.
    pub fn shared() -> Result<Arc<Self>> {
        static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        // A test that panicked while it held the lock has left a pointer that is as good as any.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = running.upgrade() {
            return Ok(driver);
        }
        let driver = Arc::new(Self::start()?);
        *running = Arc::downgrade(&driver);
        Ok(driver)
    }

    fn start() -> Result<Self> {
        let program = environment::chromedriver()?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}.", program.display()))?;
        let said = process.stdout.take().map(BufReader::new);
        let port =
            said.into_iter().flat_map(|said| said.lines().map_while(std::io::Result::ok)).find_map(|line| {
                line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
            });
        // Made before it is known whether there is a port, so that it ends the process in any case.
        let driver = Self { process, port: port.unwrap_or_default() };
        if port.is_none() {
            return Err(format!("{} ended without saying its port.", program.display()).into());
        }
        Ok(driver)
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
