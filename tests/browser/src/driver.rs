//! The drivers of browsers: one chromedriver for all tests of a run; of the others, one for each browser.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak, mpsc};
use std::time::{Duration, Instant};

use crate::Result;

/// How long a driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A driver's program and how it is started.
pub struct Program {
    /// Its name, for people.
    pub name: &'static str,
    /// Where it lies.
    pub path: PathBuf,
    /// What it is started with.
    pub arguments: Vec<OsString>,
    /// And which variables.
    pub variables: Vec<(&'static str, OsString)>,
    /// What it says before the port that it chose. Empty: it has to be given a port, and says nothing.
    pub says_its_port: &'static str,
}

/// A running driver; it ends with the last test that holds it, also when that one panics.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// The running one, or a new one where there is none.
    ///
    /// # Errors
    /// When it does not start.
    pub fn shared(program: &Program) -> Result<Arc<Self>> {
        static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());
        // A test that panicked while it held the lock has left a pointer that is as good as any.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = running.upgrade() {
            return Ok(driver);
        }
        let driver = Self::own(program)?;
        *running = Arc::downgrade(&driver);
        Ok(driver)
    }

    /// A new one. A port that is free when it looks may be taken when it listens: then another try finds another
    /// one.
    ///
    /// # Errors
    /// When it does not start.
    pub fn own(program: &Program) -> Result<Arc<Self>> {
        const TRIES: usize = 5;
        let mut said = Vec::new();
        for _ in 0..TRIES {
            match program.try_to_start()? {
                Ok(driver) => return Ok(Arc::new(driver)),
                Err(words) => said.push(words),
            }
        }
        let said = said.join(" | ");
        Err(format!("{} ended {TRIES} times before it listened: {said}", program.name).into())
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

impl Program {
    /// A driver, or what one said that ended.
    fn try_to_start(&self) -> Result<Result<Driver, String>> {
        let mut command = Command::new(&self.path);
        command.args(&self.arguments).envs(self.variables.iter().map(|(name, value)| (name, value)));
        let given = if self.says_its_port.is_empty() {
            let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
            command.arg(format!("--port={port}"));
            Some(port)
        } else {
            None
        };
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}.", self.path.display()))?;
        // Made before it is known whether it listens, so that it ends the process in any case.
        let mut driver = Driver { process, port: given.unwrap_or_default() };
        let words = Words::of(&mut driver.process, self.says_its_port);
        let port = match given {
            Some(port) => listens(&mut driver.process, port)?.then_some(port),
            None => words.port(),
        };
        match port {
            Some(port) => {
                driver.port = port;
                Ok(Ok(driver))
            }
            None => {
                let _ = driver.process.kill();
                Ok(Err(words.all()))
            }
        }
    }
}

/// Whether the driver comes to listen on this port.
fn listens(process: &mut Child, port: u16) -> Result<bool> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if process.try_wait()?.is_some() {
            return Ok(false);
        }
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    Ok(false)
}

/// What a driver says. It always finds a reader: a full pipe would stop it.
struct Words {
    said: Arc<Mutex<String>>,
    ports: mpsc::Receiver<u16>,
    readers: Vec<std::thread::JoinHandle<()>>,
}

impl Words {
    fn of(process: &mut Child, before_port: &'static str) -> Self {
        let said = Arc::new(Mutex::new(String::new()));
        let (found, ports) = mpsc::channel();
        let out = process.stdout.take().map(|out| Box::new(out) as Box<dyn Read + Send>);
        let errors = process.stderr.take().map(|errors| Box::new(errors) as Box<dyn Read + Send>);
        let read = |from: Box<dyn Read + Send>| {
            let (said, found) = (Arc::clone(&said), found.clone());
            std::thread::spawn(move || {
                for line in BufReader::new(from).lines().map_while(std::io::Result::ok) {
                    if let Some((_, rest)) = line.split_once(before_port)
                        && let Ok(port) = rest.trim_end_matches('.').parse()
                    {
                        // Nobody waits for a second one.
                        let _ = found.send(port);
                    }
                    // What it says in the course of a whole run would only fill the memory.
                    let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                    if said.len() < 4_000 {
                        said.push_str(&line);
                        said.push(' ');
                    }
                }
            })
        };
        let readers = [out, errors].into_iter().flatten().map(read).collect();
        Self { said, ports, readers }
    }

    /// The port that it says, unless it ends before, or takes too long.
    fn port(&self) -> Option<u16> {
        self.ports.recv_timeout(PATIENCE).ok()
    }

    /// All that it said, once it has ended.
    fn all(self) -> String {
        for reader in self.readers {
            // A reader that panicked has nothing more to say.
            let _ = reader.join();
        }
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
