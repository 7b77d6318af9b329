//! The one chromedriver that all tests of a run share.

use std::io::{BufRead as _, BufReader, Read as _};
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

    /// A port that is free when it looks may be taken when it listens: then another try finds another one.
    fn start() -> Result<Self> {
        const TRIES: usize = 5;
        let mut said = Vec::new();
        for _ in 0..TRIES {
            match Self::try_to_start()? {
                Ok(driver) => return Ok(driver),
                Err(words) => said.push(words),
            }
        }
        Err(format!("chromedriver ended {TRIES} times without saying its port: {}", said.join(" | ")).into())
    }

    /// A driver, or what one said that ended.
    fn try_to_start() -> Result<Result<Self, String>> {
        let program = environment::chromedriver()?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}.", program.display()))?;
        let mut said = String::new();
        let lines = process.stdout.take().map(BufReader::new).into_iter();
        let port = lines.flat_map(|lines| lines.lines().map_while(std::io::Result::ok)).find_map(|line| {
            said.push_str(&line);
            said.push(' ');
            line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        let errors = process.stderr.take();
        // Made before it is known whether there is a port, so that it ends the process in any case.
        let driver = Self { process, port: port.unwrap_or_default() };
        if port.is_some() {
            // What it complains of later is nobody's business, but it must find a reader.
            std::thread::spawn(move || {
                errors.map(|errors| std::io::copy(&mut { errors }, &mut std::io::sink()))
            });
            return Ok(Ok(driver));
        }
        if let Some(mut errors) = errors {
            let _ = errors.read_to_string(&mut said);
        }
        Ok(Err(said))
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.process.id()
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
