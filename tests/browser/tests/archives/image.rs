//! An image, made by umoci in a folder that goes with it, and its archives, made by Skopeo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use browser_tests::Result;

const HOW: &str = "`cargo xtask test` puts it in place, or `apt-get install skopeo umoci zstd`";

/// What stands in `etc/app.json` in the image.
pub const JSON: &str = r#"{"name":"app","ports":[80,443]}"#;

/// An image of four layers: files, files that overwrite them, a file deleted, a directory replaced.
pub struct Image {
    folder: PathBuf,
}

impl Image {
    /// Has umoci make it.
    pub fn new() -> Result<Self> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bayplan-archives-{}-{number}", std::process::id()));
        // Of a process of the same number, long ago.
        let _ = fs::remove_dir_all(&folder);
        let image = Self { folder };
        let write = |path: &str, bytes: &[u8]| {
            let path = image.folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&image.folder))?;
            fs::write(path, bytes)
        };
        write("one/bin/tool", &vec![b'x'; 300_000])?;
        write("one/etc/motd", b"hello\n")?;
        write("one/etc/os-release", b"ID=test\nVERSION_ID=1\n")?;
        write("one/srv/old/data", b"old\n")?;
        write("one/srv/gone.txt", b"gone\n")?;
        std::os::unix::fs::symlink("tool", image.folder.join("one/bin/sh"))?;
        write("one/bin/su", b"su\n")?;
        let setuid = std::os::unix::fs::PermissionsExt::from_mode(0o4755);
        fs::set_permissions(image.folder.join("one/bin/su"), setuid)?;
        write("two/etc/motd", b"hello again\n")?;
        write("two/etc/app.json", JSON.as_bytes())?;
        write("three/new", b"new\n")?;
        let layout = image.layout();
        let layout = layout.display();
        image.run("umoci", &["init", "--layout", &layout.to_string()])?;
        let tagged = format!("{layout}:test");
        image.run("umoci", &["new", "--image", &tagged])?;
        let insert = |arguments: &[&str]| {
            let all = [&["insert", "--image", &tagged, "--rootless"], arguments].concat();
            image.run("umoci", &all)
        };
        insert(&["one", "/"])?;
        insert(&["two", "/"])?;
        insert(&["--whiteout", "/srv/gone.txt"])?;
        insert(&["--opaque", "three", "/srv/old"])?;
        Ok(image)
    }

    /// Its OCI layout.
    pub fn layout(&self) -> PathBuf {
        self.folder.join("layout")
    }

    /// Its archive in a format of Skopeo's: `oci-archive` or `docker-archive`.
    pub fn archive(&self, format: &str) -> Result<PathBuf> {
        let path = self.folder.join(format!("{format}.tar"));
        let from = format!("oci:{}:test", self.layout().display());
        let to = format!("{format}:{}:test:latest", path.display());
        self.run("skopeo", &["--insecure-policy", "copy", "--quiet", &from, &to])?;
        Ok(path)
    }

    /// A file compressed by a program that keeps what it compressed, and the suffix that this adds.
    pub fn packed(&self, path: &Path, program: &str, suffix: &str) -> Result<PathBuf> {
        self.run(program, &["-k", "-f", "-q", &path.display().to_string()])?;
        Ok(PathBuf::from(format!("{}{suffix}", path.display())))
    }

    /// The largest blob of the layout: the first layer, by its path.
    pub fn largest_blob(&self) -> Result<PathBuf> {
        let mut blobs = Vec::new();
        for entry in fs::read_dir(self.layout().join("blobs/sha256"))? {
            let entry = entry?;
            blobs.push((entry.metadata()?.len(), entry.path()));
        }
        blobs.sort();
        blobs.pop().map(|(_, path)| path).ok_or_else(|| "The layout has no blobs.".into())
    }

    /// A file of this name and content beside the image.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.folder.join(name);
        fs::write(&path, bytes)?;
        Ok(path)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let done = Command::new(program).args(arguments).current_dir(&self.folder).output();
        let done = done.map_err(|error| format!("{program} does not start ({error}): {HOW}."))?;
        if done.status.success() {
            return Ok(());
        }
        Err(format!("{program} {arguments:?} failed: {}", String::from_utf8_lossy(&done.stderr)).into())
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        // What stays is in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
