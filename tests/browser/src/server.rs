//! A static host on loopback, for what the bench and some tests open in a browser.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::Result;

/// What `deploy/` has hosts send with all files.
const ALWAYS: &str = "Content-Security-Policy: frame-ancestors 'none'\r\nReferrer-Policy: no-referrer\r\n\
    X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n";

/// Serves folders from now until the program ends.
pub struct Server {
    address: SocketAddr,
    hosted: Arc<Hosted>,
}

/// What is served.
struct Hosted {
    folders: Vec<(String, PathBuf)>,
    /// Files that were replaced since, by their names.
    replaced: Mutex<Vec<(String, Vec<u8>)>>,
    /// Parts of names whose requests are not answered.
    lost: Mutex<Vec<String>>,
    /// No request is answered any more.
    stopped: AtomicBool,
}

impl Server {
    /// Serves each folder under its name: `("page", folder)` is at `/page/`.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(folders: &[(&str, &Path)]) -> Result<Self> {
        let fail = |error| format!("No port could be opened on 127.0.0.1: {error}.");
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        let folders = folders.iter().map(|(name, folder)| ((*name).into(), folder.to_path_buf())).collect();
        let hosted = Hosted {
            folders,
            replaced: Mutex::default(),
            lost: Mutex::default(),
            stopped: AtomicBool::default(),
        };
        let hosted = Arc::new(hosted);
        let serving = Arc::clone(&hosted);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let hosted = Arc::clone(&serving);
                // A browser that goes away in the middle is no failure of ours.
                std::thread::spawn(move || drop(answer(connection, &hosted)));
            }
        });
        Ok(Self { address, hosted })
    }

    /// Answers no request any more, on connections that are open neither.
    #[allow(dead_code, reason = "the tests in browsers use it")]
    pub fn stop(&self) {
        self.hosted.stopped.store(true, Ordering::Relaxed);
    }

    /// From now on the file at this path (`folder/name`) is this one, as after a new version was put there.
    #[allow(dead_code, reason = "the tests in browsers use it")]
    pub fn replace(&self, path: &str, bytes: Vec<u8>) {
        if let Ok(mut replaced) = self.hosted.replaced.lock() {
            replaced.push((path.into(), bytes));
        }
    }

    /// The bytes at this path (`folder/name`).
    #[allow(dead_code, reason = "the tests in browsers use it")]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.hosted.read(path).map(|(bytes, _)| bytes)
    }

    /// From now on requests are not answered whose paths have one of these names in them.
    #[allow(dead_code, reason = "the tests in browsers use it")]
    pub fn lose(&self, names: &[&str]) {
        if let Ok(mut lost) = self.hosted.lost.lock() {
            *lost = names.iter().map(|&name| name.into()).collect();
        }
    }

    /// The URL of a folder's index.html.
    pub fn url(&self, folder: &str) -> String {
        format!("http://{}/{folder}/", self.address)
    }
}

impl Hosted {
    /// The bytes at this path, and the name of the file.
    fn read(&self, path: &str) -> Option<(Vec<u8>, PathBuf)> {
        if let Ok(replaced) = self.replaced.lock()
            && let Some((name, bytes)) = replaced.iter().rev().find(|(name, _)| name == path)
        {
            return Some((bytes.clone(), PathBuf::from(name)));
        }
        let file = file(path, &self.folders)?;
        Some((std::fs::read(&file).ok()?, file))
    }

    fn loses(&self, path: &str) -> bool {
        self.lost.lock().is_ok_and(|lost| lost.iter().any(|name| path.contains(name)))
    }
}

/// Answers the requests of one connection, one after the other.
fn answer(connection: TcpStream, hosted: &Hosted) -> std::io::Result<()> {
    let mut out = connection.try_clone()?;
    // What is written is a whole answer: it need not wait for more.
    out.set_nodelay(true)?;
    let mut lines = BufReader::new(connection).lines();
    while let Some(request) = lines.next().transpose()? {
        // No request here has a body, and no header changes the answer.
        while lines.next().transpose()?.is_some_and(|header| !header.is_empty()) {}
        let path = request.split(' ').nth(1).unwrap_or_default();
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        if hosted.stopped.load(Ordering::Relaxed) || hosted.loses(path) {
            break;
        }
        // A folder's name stands for the page in it.
        let page = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let found = hosted.read(&page);
        let (status, kind, body) = match &found {
            Some((body, file)) => ("200 OK", content_type(file), body.as_slice()),
            None => ("404 Not Found", "text/plain", b"not found\n".as_slice()),
        };
        // As the README advises a host: the page is asked for again, what it loads has its content in its name.
        let cache = if kind == "text/html" { "no-cache" } else { "public, max-age=31536000, immutable" };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: {cache}\r\n{ALWAYS}\r\n"
        );
        out.write_all(&[head.as_bytes(), body].concat())?;
    }
    Ok(())
}

fn file(path: &str, folders: &[(String, PathBuf)]) -> Option<PathBuf> {
    let (name, inside) = path.split_once('/')?;
    let (_, folder) = folders.iter().find(|(folder, _)| folder == name)?;
    let stays = Path::new(inside).components().all(|part| matches!(part, Component::Normal(_)));
    stays.then(|| folder.join(inside)).filter(|file| file.is_file())
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js" | "mjs") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
