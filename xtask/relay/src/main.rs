//! The relay of `cargo xtask serve`: what `deploy/` has for hosts, for a developer's machine.
//!
//! Trunk's proxy brings it the requests for `relay/…`. It could not go to the registries by itself: it hands a
//! redirect the first host's `Host`, which no CDN takes, and passes cookies both ways. (Trunk 0.21,
//! `src/proxy.rs`; and as it is built here, it speaks no TLS.)
//!
//! `relay [HOST=ORIGIN …]` takes a free port of 127.0.0.1, says its URL in one line, and ends with the program
//! that started it. Without arguments it serves the well-known registries.

mod names;
mod pass;
mod rule;

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use bayplan::limits::RELAY_PATIENCE_SECONDS;
use pass::Relay;
use rule::Hosts;

/// Requests that are answered at once: more than pages of one browser send.
const AT_ONCE: usize = 64;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(hosts) = Hosts::read(&arguments) else {
        eprintln!("relay [HOST=ORIGIN …], as in ghcr.io=https://ghcr.io");
        return ExitCode::FAILURE;
    };
    match serve(Arc::new(Relay::new(hosts))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The relay can't serve: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn serve(relay: Arc<Relay>) -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("http://{}", listener.local_addr()?);
    end_with_parent();
    // Each is held by a thread that answers.
    let under_way = Arc::new(());
    for connection in listener.incoming().flatten() {
        if Arc::strong_count(&under_way) > AT_ONCE {
            continue;
        }
        let (relay, held) = (Arc::clone(&relay), Arc::clone(&under_way));
        // Whoever goes away in the middle is no failure of ours.
        std::thread::spawn(move || {
            drop(answer(&connection, &relay));
            drop(held);
        });
    }
    Ok(())
}

/// When the program that started this one is gone, its place as parent is somebody else's.
fn end_with_parent() {
    #[cfg(unix)]
    {
        let parent = std::os::unix::process::parent_id();
        std::thread::spawn(move || {
            while std::os::unix::process::parent_id() == parent {
                std::thread::sleep(std::time::Duration::from_secs(1));
            }
            std::process::exit(0);
        });
    }
}

/// What was asked, as far as it matters here.
pub struct Asked {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

impl Asked {
    fn read(connection: impl Read) -> Option<Self> {
        /// Of one request's head, at most; nobody here has more to say.
        const HEAD: u64 = 64 * 1024;
        let mut lines = BufReader::new(connection.take(HEAD)).lines().map_while(Result::ok);
        let first = lines.next()?;
        let (method, rest) = first.split_once(' ')?;
        let (target, _) = rest.split_once(' ')?;
        let headers = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        Some(Self { method: method.into(), target: target.into(), headers: headers.collect() })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What is answered. Its body may be read only while it is sent on.
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Box<dyn Read>,
}

impl Answer {
    fn new(status: u16, text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        let headers = vec![("content-length", text.len().to_string())];
        Self { status, headers, body: Box::new(std::io::Cursor::new(text)) }
    }
}

/// One request a connection, which is all that a developer's machine needs.
fn answer(connection: &TcpStream, relay: &Relay) -> std::io::Result<()> {
    let patience = Some(Duration::from_secs(RELAY_PATIENCE_SECONDS));
    connection.set_read_timeout(patience)?;
    connection.set_write_timeout(patience)?;
    let Some(asked) = Asked::read(connection) else { return Ok(()) };
    let mut answer = relay.answer(&asked);
    // What stands after it is for people.
    let mut head = format!("HTTP/1.1 {} Relayed\r\nconnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut out = connection;
    out.write_all(format!("{head}\r\n").as_bytes())?;
    if asked.method != "HEAD" {
        std::io::copy(&mut answer.body, &mut out)?;
    }
    out.flush()
}
