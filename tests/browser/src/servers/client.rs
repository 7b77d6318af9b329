//! One request, and its whole answer: what the servers' own tests ask with, and a front its registry.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::{Result, Trouble};

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let (head, body) = (bytes.get(..end)?, bytes.get(end + 4..)?);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        Some(Self { status, headers, body: body.to_vec() })
    }
}

/// Asks `host` (`127.0.0.1:PORT`) for `target`.
///
/// # Errors
/// When nobody answers.
pub fn get(host: &str, target: &str, headers: &[(&str, &str)]) -> Result<Reply> {
    request(host, "GET", target, headers)
}

/// Sends one request and reads the answer to its end.
///
/// # Errors
/// When nobody answers.
pub fn request(host: &str, method: &str, target: &str, headers: &[(&str, &str)]) -> Result<Reply> {
    // HTTP/1.0: the answer comes in one piece, and ends with the connection.
    let mut head = format!("{method} {target} HTTP/1.0\r\nHost: {host}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let trouble = |error| Trouble(format!("{method} http://{host}{target}: {error}."));
    let mut connection = TcpStream::connect(host).map_err(trouble)?;
    connection.write_all(head.as_bytes()).map_err(trouble)?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).map_err(trouble)?;
    Reply::read(&answer).ok_or_else(|| format!("{method} http://{host}{target}: no HTTP came back.").into())
}
