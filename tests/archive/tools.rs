//! Folders that vanish, and programs that must be there.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own, gone when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("bayplan-archive-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("its folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Runs a program in this folder and gives what it prints; it must end well.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Vec<u8> {
        self.run_with(program, arguments, &[])
    }

    /// Runs a program in this folder, and gives whether it ended well; it must be there.
    pub fn try_run(&self, program: &str, arguments: &[&str]) -> bool {
        self.end_of(program, arguments, &[]).status.success()
    }

    /// As [`Self::run`], with bytes for the program to read.
    pub fn run_with(&self, program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
        let output = self.end_of(program, arguments, input);
        assert!(
            output.status.success(),
            "{program} {arguments:?} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    }

    pub fn end_of(&self, program: &str, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "{program} does not start ({error}): run `cargo xtask test`, which puts it in place, or \
                     `apt-get install tar gzip xz-utils bzip2 python3 zstd skopeo umoci buildah`"
                )
            });
        let mut stdin = child.stdin.take().expect("its input");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // A program may end before it has read all.
                let _ = std::io::Write::write_all(&mut stdin, input);
            });
            child.wait_with_output().expect("its output")
        })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The image of these layers in an OCI layout `oci`, by umoci, which compresses them and looks into none.
pub fn image(layers: &[Vec<u8>]) -> Folder {
    let folder = Folder::new();
    folder.run("umoci", &["init", "--layout", "oci"]);
    folder.run("umoci", &["new", "--image", "oci:t"]);
    for (at, tar) in layers.iter().enumerate() {
        let name = format!("{at}.tar");
        folder.write(&name, tar);
        folder.run("umoci", &["raw", "add-layer", "--image", "oci:t", &name]);
    }
    folder
}
