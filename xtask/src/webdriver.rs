//! As much of WebDriver as the bench needs: sessions, scripts, and Chromium's own protocol behind it.
//! <https://www.w3.org/TR/webdriver2/>

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::Result;

/// A running chromedriver; it ends with this value.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a port that it chooses.
    ///
    /// # Errors
    /// When it does not start, or doesn't say on which port.
    pub fn start(chromedriver: &Path) -> Result<Self> {
        let mut process = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} could not be started: {error}.", chromedriver.display()))?;
        let said = process.stdout.take().map(BufReader::new);
        let port =
            said.into_iter().flat_map(|said| said.lines().map_while(std::io::Result::ok)).find_map(|line| {
                line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
            });
        match port {
            Some(port) => Ok(Self { process, port }),
            None => {
                let _ = process.kill();
                Err(format!("{} ended without saying its port.", chromedriver.display()))
            }
        }
    }

    /// Opens a headless Chromium with a profile of its own, new and empty.
    ///
    /// # Errors
    /// When the browser does not start.
    pub fn session(&self, chromium: &Path) -> Result<Session<'_>> {
        // Chromium's sandbox does not work for root, nor in most containers.
        let arguments =
            ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1360,900"];
        let options = json!({ "binary": chromium, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let made = self.call("POST", "/session", &wanted)?;
        let id =
            made.get("sessionId").and_then(Value::as_str).ok_or("WebDriver made a session without an id.")?;
        Ok(Session { driver: self, id: id.into() })
    }

    /// The number of its process, whose descendants the browsers are.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let reply = self
            .exchange(method, path, body)
            .map_err(|error| format!("WebDriver did not answer: {error}."))?;
        let reply: Value =
            serde_json::from_slice(&reply).map_err(|error| format!("WebDriver's answer: {error}."))?;
        let value = reply.get("value").cloned().unwrap_or_default();
        match value.get("error") {
            Some(error) => {
                let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
                Err(format!("WebDriver, {path}: {error}: {message}"))
            }
            None => Ok(value),
        }
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Vec<u8>> {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let line = line.trim().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.is_empty() {
                break;
            }
        }
        let mut reply = Vec::new();
        reader.take(length).read_to_end(&mut reply)?;
        Ok(reply)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One browser; it closes with this value.
pub struct Session<'driver> {
    driver: &'driver Driver,
    id: String,
}

impl Session<'_> {
    /// Opens a URL and waits until it has loaded.
    ///
    /// # Errors
    /// When nothing answers there.
    pub fn open(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Runs a script's body and returns what it returns; what it awaits is waited for.
    ///
    /// # Errors
    /// What the script throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let body = format!(
            "const done = arguments[arguments.length - 1];
             (async (...given) => {{ {body} }})(...arguments)
               .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let said = self.post("execute/async", &json!({ "script": body, "args": arguments }))?;
        match said.get("error") {
            Some(error) => Err(format!("A script failed in the browser: {error}")),
            None => Ok(said.get("value").cloned().unwrap_or_default()),
        }
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Waits so many seconds for a script, and not WebDriver's thirty.
    ///
    /// # Errors
    /// When WebDriver does not know of it.
    pub fn wait_for_scripts(&self, seconds: u32) -> Result<()> {
        self.post("timeouts", &json!({ "script": seconds * 1000 })).map(drop)
    }

    fn post(&self, what: &str, body: &Value) -> Result<Value> {
        self.driver.call("POST", &format!("/session/{}/{what}", self.id), body)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        let _ = self.driver.call("DELETE", &format!("/session/{}", self.id), &Value::Null);
    }
}
