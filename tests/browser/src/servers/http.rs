//! An HTTP server that answers by a function, and takes down what it was asked.
//!
//! It writes what it is told, also what no server should: a body that is shorter than its header says, one
//! that never ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::Result;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`.
    pub method: String,
    /// The path with its query.
    pub target: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The path without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The values of a parameter of the query, decoded.
    #[must_use]
    pub fn parameters(&self, name: &str) -> Vec<String> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// All headers, in the order in which they came.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    fn read(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Option<Self> {
        let first = lines.next()?.ok()?;
        let mut words = first.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let headers = lines.map_while(std::io::Result::ok).take_while(|line| !line.is_empty());
        let headers = headers
            .filter_map(|line| line.split_once(':').map(|(name, value)| (name.into(), value.trim().into())))
            .collect();
        Some(Self { method, target, headers })
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, but `Content-Length` and `Connection`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
}

/// A body, and how it is sent.
#[derive(Clone, Debug)]
pub enum Body {
    /// As it should be.
    Whole(Vec<u8>),
    /// With a `Content-Length` that is not its own; then the connection ends.
    Claims(u64, Vec<u8>),
    /// In chunks of which the last never comes; then the connection ends.
    BrokenOff(Vec<u8>),
    /// These bytes again and again, as long as anyone takes them.
    Endless(Vec<u8>),
    /// With this `Content-Length`, and then nothing more, while the connection stays.
    Stalls(u64, Vec<u8>),
}

impl Answer {
    /// This status and body.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: Body::Whole(body.into()) }
    }

    /// With one header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// With another body.
    #[must_use]
    pub fn sending(mut self, body: Body) -> Self {
        self.body = body;
        self
    }
}

/// A port on loopback that is taken, but not served yet.
pub struct Socket(TcpListener, SocketAddr);

impl Socket {
    /// Takes a free one.
    ///
    /// # Errors
    /// When there is none.
    pub fn open() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        Ok(Self(listener, address))
    }

    /// `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> String {
        self.1.to_string()
    }

    /// Serves it.
    pub fn serve(self, answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Http {
        let Self(listener, address) = self;
        let state = Arc::new(State::default());
        let answer = Arc::new(answer);
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                if shared.over.load(Ordering::SeqCst) {
                    return;
                }
                let (shared, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                // A browser that goes away in the middle is no failure of ours.
                std::thread::spawn(move || drop(shared.converse(&connection, &*answer)));
            }
        });
        Http { address, state }
    }
}

/// A server that runs until it is dropped.
pub struct Http {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    asked: Mutex<Vec<Request>>,
    open: Mutex<Vec<TcpStream>>,
    over: AtomicBool,
}

/// A test that panicked while it held the lock has left a list that is as good as any.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Http {
    /// Starts one.
    ///
    /// # Errors
    /// When there is no port.
    pub fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Result<Self> {
        Ok(Socket::open()?.serve(answer))
    }

    /// `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that it was asked until now.
    #[must_use]
    pub fn asked(&self) -> Vec<Request> {
        lock(&self.state.asked).clone()
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        self.state.over.store(true, Ordering::SeqCst);
        // The thread that listens looks up once more; those that talk find nobody there.
        let _ = TcpStream::connect(self.address);
        for connection in lock(&self.state.open).drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

impl State {
    /// One request a connection: who comes last can't hold up who comes next.
    fn converse(&self, connection: &TcpStream, answer: &dyn Fn(&Request) -> Answer) -> std::io::Result<()> {
        connection.set_nodelay(true)?;
        lock(&self.open).push(connection.try_clone()?);
        let mut lines = BufReader::new(connection.try_clone()?).lines();
        // Browsers open connections ahead that they then don't use.
        let Some(request) = Request::read(&mut lines) else { return Ok(()) };
        lock(&self.asked).push(request.clone());
        let answer = answer(&request);
        send(connection, &request, &answer)?;
        connection.shutdown(Shutdown::Both)
    }
}

fn send(mut connection: &TcpStream, request: &Request, answer: &Answer) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match &answer.body {
        // These have no body by their nature, and a length would be wrong.
        _ if answer.status == 304 || answer.status == 204 => {}
        Body::Whole(bytes) => head.push_str(&format!("Content-Length: {}\r\n", bytes.len())),
        Body::Claims(length, _) | Body::Stalls(length, _) => {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        Body::BrokenOff(_) | Body::Endless(_) => head.push_str("Transfer-Encoding: chunked\r\n"),
    }
    head.push_str("Connection: close\r\n\r\n");
    connection.write_all(head.as_bytes())?;
    if request.method == "HEAD" {
        return Ok(());
    }
    match &answer.body {
        Body::Whole(bytes) | Body::Claims(_, bytes) => connection.write_all(bytes),
        Body::BrokenOff(bytes) => write_chunk(connection, bytes),
        Body::Endless(bytes) => loop {
            write_chunk(connection, bytes)?;
        },
        Body::Stalls(_, bytes) => {
            connection.write_all(bytes)?;
            // Until the other side goes away, or this one is dropped.
            connection.read(&mut [0]).map(drop)
        }
    }
}

fn write_chunk(mut connection: &TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    connection.write_all(&[format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        307 => "Temporary Redirect",
        401 => "Unauthorized",
        404 => "Not Found",
        429 => "Too Many Requests",
        _ => "As It Says",
    }
}
