//! A real registry: Debian's docker-registry (distribution 2.8), on the storage that skopeo filled.
//! <https://distribution.github.io/distribution/about/configuration/>

use std::process::Command;
use std::sync::Arc;

use super::daemon::{Daemon, Folder};
use super::image::{Images, images};
use super::tls::Certificates;
use super::token::Tokens;
use crate::Result;

/// Whom a registry lets in.
#[derive(Clone, Copy)]
pub enum Access<'a> {
    /// Anyone, who may write, too. To fill the storage.
    Writable,
    /// Anyone, but no browser: it says nothing of CORS. As it comes.
    NoCors,
    /// Anyone, and pages of all origins, by its setting `http.headers`.
    Cors,
    /// Who knows [`USER`] and [`PASSWORD`]; pages of all origins may ask.
    Htpasswd,
    /// Who brings a token of this server; pages of all origins may ask.
    Token(&'a Tokens),
    /// Anyone, over HTTPS, with a certificate that no browser knows.
    Https(&'a Certificates),
}

/// The user of all registries and token servers that want one.
pub const USER: &str = "someone";
/// Their password, with what is easily got wrong: a space, and the colon that ends the user's name.
pub const PASSWORD: &str = "a pass:word";
/// Both as htpasswd has it: bcrypt of the lowest cost.
const HTPASSWD: &str = "someone:$2b$04$d9egYac8XITXEQdYZd8YuuK06v.ZEy3YLSpI.ytmImf/Nn/SCySji\n";

/// The setting that lets pages of other origins in, and lets them read what they need.
const HEADERS: &str = "
  headers:
    Access-Control-Allow-Origin: ['*']
    Access-Control-Expose-Headers: [WWW-Authenticate, Link, Docker-Content-Digest, Retry-After]";

/// A running docker-registry.
pub struct Registry {
    host: String,
    images: Arc<Images>,
    _daemon: Daemon,
    _folder: Folder,
}

impl Registry {
    /// Starts one that holds the [`images`].
    ///
    /// # Errors
    /// When it does not start.
    pub fn with_images(access: Access<'_>) -> Result<Self> {
        Self::start(images()?, access)
    }

    pub(super) fn start(images: Arc<Images>, access: Access<'_>) -> Result<Self> {
        let folder = Folder::new("registry")?;
        let auth = match access {
            Access::Writable | Access::NoCors | Access::Cors | Access::Https(_) => String::new(),
            Access::Htpasswd => {
                let file = folder.write("htpasswd", HTPASSWD)?;
                format!("auth: {{htpasswd: {{realm: Registry of a test, path: {}}}}}\n", file.display())
            }
            Access::Token(tokens) => tokens.configuration(),
        };
        let settings = match access {
            Access::Writable | Access::NoCors => String::new(),
            Access::Https(certificates) => certificates.configuration(),
            Access::Cors | Access::Htpasswd | Access::Token(_) => HEADERS.to_owned(),
        };
        let read_only = !matches!(access, Access::Writable);
        let configuration = format!(
            "version: 0.1
storage:
  filesystem: {{rootdirectory: {}}}
  maintenance: {{readonly: {{enabled: {read_only}}}}}
http:
  addr: 127.0.0.1:0
  secret: x{settings}
{auth}",
            images.storage().display()
        );
        let file = folder.write("config.yml", configuration)?;
        let mut command = Command::new("docker-registry");
        command.arg("serve").arg(file);
        let (daemon, host) = Daemon::start(&mut command, |line| {
            let (_, rest) = line.split_once("listening on ")?;
            rest.split(['"', ' ', ',']).next().map(str::to_owned)
        })?;
        Ok(Self { host, images, _daemon: daemon, _folder: folder })
    }

    /// What it holds.
    #[must_use]
    pub fn images(&self) -> &Images {
        &self.images
    }

    /// `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}
