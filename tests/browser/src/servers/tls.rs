//! A certificate for loopback, and the authority that signed it, which nobody knows unless told.

use std::path::PathBuf;
use std::process::Command;

use super::daemon::{Folder, run};
use crate::Result;

/// Both, in a folder of their own.
pub struct Certificates(Folder);

impl Certificates {
    /// Makes them.
    ///
    /// # Errors
    /// When openssl fails.
    pub fn new() -> Result<Self> {
        let made = Self(Folder::new("certificates")?);
        let request = |name: &str, subject: &str| {
            let mut command = Command::new("openssl");
            command.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", subject]);
            let file = |end: &str| made.0.join(&format!("{name}{end}"));
            command.arg("-keyout").arg(file("-key.pem")).arg("-out").arg(file(".pem"));
            command
        };
        run(&mut request("authority", "/CN=authority of a test"))?;
        // nginx looks for addresses among the names, too.
        run(request("server", "/CN=127.0.0.1")
            .args(["-addext", "subjectAltName=IP:127.0.0.1,DNS:127.0.0.1"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .arg("-CA")
            .arg(made.authority())
            .arg("-CAkey")
            .arg(made.0.join("authority-key.pem")))?;
        Ok(made)
    }

    /// The authority's certificate, for who is to believe it.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.0.join("authority.pem")
    }

    /// docker-registry's part of it.
    pub(super) fn configuration(&self) -> String {
        let [certificate, key] = ["server.pem", "server-key.pem"].map(|name| self.0.join(name));
        format!("\n  tls: {{certificate: {}, key: {}}}", certificate.display(), key.display())
    }
}
