//! Skopeo as a live oracle: what it takes from a registry on loopback is what the rule of containers/image
//! takes here.
//!
//! The indexes are those of `tests/vectors/selection-handwritten.json` that have something to say to
//! containers/image. Skopeo from Debian 12 is 1.9.3: its rule is today's but for zstd, so that entries with the
//! zstd annotation are left out.
//!
//! `cargo xtask test` puts skopeo and docker-registry in place.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test fails by panicking

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use bayplan::image::platform::Platform;
use bayplan::select::{Candidate, Candidates, Client, Format, Host, Outcome, Target, select};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const HOW: &str =
    "run `cargo xtask test`, which puts it in place, or `apt-get install skopeo docker-registry`";

// ---- a registry on loopback ----

/// A registry with a folder of its own, both gone when it is dropped.
struct Registry {
    child: Child,
    folder: PathBuf,
    address: String,
}

impl Registry {
    fn start(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("bayplan-skopeo-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the registry");
        let config = folder.join("config.yml");
        let text = format!(
            "version: 0.1\nstorage: {{filesystem: {{rootdirectory: {}}}}}\nhttp: {{addr: 127.0.0.1:0, secret: x}}\n",
            folder.join("data").display()
        );
        fs::write(&config, text).expect("the registry's configuration");
        let mut child = Command::new("docker-registry")
            .arg("serve")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("docker-registry does not start ({error}): {HOW}"));
        // It says where it listens, once it does: no port to guess, and no waiting.
        let mut log = BufReader::new(child.stderr.take().expect("its log"));
        let mut said = String::new();
        let address = loop {
            let mut line = String::new();
            let read = log.read_line(&mut line).expect("its log");
            said.push_str(&line);
            if let Some((_, rest)) = line.split_once("listening on ") {
                break rest.split(['"', ' ']).next().expect("an address").to_owned();
            }
            assert!(read > 0, "docker-registry ended before it listened; {HOW}. It said:\n{said}");
        };
        // What it says later must go somewhere, or it stops when the pipe is full.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self { child, folder, address }
    }

    /// One request; the status and the `Location` of the answer.
    fn request(&self, method: &str, target: &str, media_type: &str, body: &[u8]) -> (u16, Option<String>) {
        let mut stream = TcpStream::connect(&self.address).expect("the registry answers");
        let mut head =
            format!("{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        let _ = write!(head, "Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).expect("a request");
        stream.write_all(body).expect("a request's body");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let location = answer.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("location").then(|| value.trim().to_owned())
        });
        (status, location)
    }

    fn push_blob(&self, repository: &str, bytes: &[u8]) {
        let (status, location) = self.request("POST", &format!("/v2/{repository}/blobs/uploads/"), "", b"");
        assert_eq!(status, 202, "an upload begins");
        let location = location.expect("where to upload to");
        let target = location.strip_prefix(&format!("http://{}", self.address)).unwrap_or(&location);
        let target = format!("{target}&digest={}", digest(bytes));
        let (status, _) = self.request("PUT", &target, "application/octet-stream", bytes);
        assert_eq!(status, 201, "a blob is taken");
    }

    fn push_manifest(&self, repository: &str, reference: &str, manifest: &Value) -> (String, usize) {
        let bytes = manifest.to_string().into_bytes();
        let media_type = manifest["mediaType"].as_str().expect("a media type");
        let by_digest = if reference.is_empty() { digest(&bytes) } else { String::new() };
        let target = format!("/v2/{repository}/manifests/{reference}{by_digest}");
        let (status, _) = self.request("PUT", &target, media_type, &bytes);
        assert_eq!(status, 201, "a manifest is taken: {manifest}");
        (digest(&bytes), bytes.len())
    }

    /// An image that says in its config which entry it is.
    fn push_image(&self, repository: &str, format: Format, entry: &str) -> (String, usize) {
        let layer = b"a layer that nobody opens".as_slice();
        let config = json!({
            "author": entry, "architecture": "any", "os": "any", "config": {}, "history": [],
            "rootfs": { "type": "layers", "diff_ids": [digest(layer)] },
        })
        .to_string();
        self.push_blob(repository, layer);
        self.push_blob(repository, config.as_bytes());
        let [manifest, config_type, layer_type] = match format {
            Format::Oci => ["manifest.v1", "config.v1", "layer.v1.tar"].map(|kind| {
                format!(
                    "application/vnd.oci.image.{kind}{}",
                    if kind.ends_with("tar") { "" } else { "+json" }
                )
            }),
            Format::Docker => [
                "application/vnd.docker.distribution.manifest.v2+json".into(),
                "application/vnd.docker.container.image.v1+json".into(),
                "application/vnd.docker.image.rootfs.diff.tar".into(),
            ],
        };
        self.push_manifest(
            repository,
            "",
            &json!({
                "schemaVersion": 2, "mediaType": manifest,
                "config": { "mediaType": config_type, "digest": digest(config.as_bytes()), "size": config.len() },
                "layers": [{ "mediaType": layer_type, "digest": digest(layer), "size": layer.len() }],
            }),
        )
    }

    /// Pushes an index; each image in it names its own path.
    fn push_index(
        &self,
        repository: &str,
        reference: &str,
        candidates: &Candidates,
        above: &str,
    ) -> (String, usize) {
        let kind = match candidates.format {
            Format::Oci => {
                ["application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json"]
            }
            Format::Docker => [
                "application/vnd.docker.distribution.manifest.list.v2+json",
                "application/vnd.docker.distribution.manifest.v2+json",
            ],
        };
        let mut manifests = Vec::new();
        for (i, candidate) in candidates.entries.iter().enumerate() {
            let path = format!("{above}/{i}");
            let (media_type, (digest, size)) = match &candidate.target {
                Target::Index(Some(inside)) => (kind[0], self.push_index(repository, "", inside, &path)),
                _ => (kind[1], self.push_image(repository, candidates.format, &path)),
            };
            let mut entry = json!({ "mediaType": media_type, "digest": digest, "size": size });
            if let Some(platform) = &candidate.platform {
                entry["platform"] = json!({ "os": platform.os, "architecture": platform.architecture });
                for (key, value) in [("variant", &platform.variant), ("os.version", &platform.os_version)] {
                    if !value.is_empty() {
                        entry["platform"][key] = json!(value);
                    }
                }
            }
            manifests.push(entry);
        }
        self.push_manifest(
            repository,
            reference,
            &json!({ "schemaVersion": 2, "mediaType": kind[0], "manifests": manifests }),
        )
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

// ---- skopeo ----

fn skopeo(host: &Platform, arguments: &[&str]) -> Output {
    let mut command = Command::new("skopeo");
    command.args(["--insecure-policy", "--override-os", &host.os, "--override-arch", &host.architecture]);
    if !host.variant.is_empty() {
        command.args(["--override-variant", &host.variant]);
    }
    command.args(arguments).output().unwrap_or_else(|error| panic!("skopeo does not start ({error}): {HOW}"))
}

/// The path of the entry whose config skopeo reads: "/1".
fn skopeo_takes(host: &Platform, reference: &str) -> Result<String, String> {
    let output = skopeo(host, &["inspect", "--tls-verify=false", "--config", reference]);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let config: Value = serde_json::from_slice(&output.stdout).expect("a config");
    Ok(config["author"].as_str().expect("the entry's name").to_owned())
}

fn path_text(path: &[usize]) -> String {
    path.iter().fold(String::new(), |text, index| format!("{text}/{index}"))
}

// ---- the indexes ----

fn platform(value: &Value) -> Platform {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Platform {
        variant: text("variant"),
        os_version: text("os.version"),
        ..Platform::new(&text("os"), &text("architecture"))
    }
}

/// The handwritten records that skopeo 1.9.3 can be asked about: name, host, index.
fn records() -> Vec<(String, Platform, Candidates)> {
    let text = include_str!("vectors/selection-handwritten.json");
    let records: Vec<Value> = serde_json::from_str(text).expect("records");
    let asked = records.iter().filter(|record| {
        let entries = record["entries"].as_array().expect("entries");
        record["expect"].get("containers-image").is_some()
            && entries.iter().all(|entry| entry.get("annotations").is_none())
    });
    let read = asked.map(|record| {
        let format = if record["format"] == "docker" { Format::Docker } else { Format::Oci };
        let entries = record["entries"].as_array().expect("entries").iter().map(|entry| Candidate {
            platform: (!entry["platform"].is_null()).then(|| platform(&entry["platform"])),
            ..Candidate::default()
        });
        let name = record["name"].as_str().expect("a name").to_owned();
        (name, platform(&record["host"]), Candidates { format, entries: entries.collect() })
    });
    read.collect()
}

#[test]
fn skopeo_takes_what_is_said_here() {
    let registry = Registry::start("records");
    let records = records();
    assert!(records.len() > 50, "only {} records", records.len());
    let mut wrong = Vec::new();
    for (i, (name, host, candidates)) in records.iter().enumerate() {
        let repository = format!("record-{i}");
        registry.push_index(&repository, "latest", candidates, "");
        let takes = skopeo_takes(host, &format!("docker://{}/{repository}:latest", registry.address));
        let here = select(Client::ContainersImage, &Host::explicit(host.clone()), candidates).outcome;
        let agree = match (&takes, &here) {
            (Ok(entry), Outcome::Picked(path)) => *entry == path_text(path),
            (Err(error), Outcome::Failed(_)) => error.contains("no image found in"),
            _ => false,
        };
        if !agree {
            wrong.push(format!("{name}: skopeo {takes:?}, here {here:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} disagree:\n{}", wrong.len(), records.len(), wrong.join("\n"));
}

#[test]
fn skopeo_inspects_an_index_inside_an_index_and_pulls_none() {
    let registry = Registry::start("nested");
    let entry = |text: &str| Candidate { platform: text.parse().ok(), ..Candidate::default() };
    let inside =
        Candidates { entries: vec![entry("linux/arm64"), entry("linux/amd64")], ..Candidates::default() };
    let outer = Candidate { target: Target::Index(Some(inside.into())), ..entry("linux/amd64") };
    let candidates = Candidates { entries: vec![entry("linux/s390x"), outer], ..Candidates::default() };
    registry.push_index("nested", "latest", &candidates, "");
    let reference = format!("docker://{}/nested:latest", registry.address);
    let host = Platform::new("linux", "amd64");
    assert_eq!(skopeo_takes(&host, &reference), Ok("/1/1".to_owned()));
    let copy = format!("dir:{}", registry.folder.join("copy").display());
    let output = skopeo(&host, &["copy", "--src-tls-verify=false", &reference, &copy]);
    let Outcome::Failed(error) = select(Client::ContainersImage, &Host::explicit(host), &candidates).outcome
    else {
        panic!("a pull fails on it");
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains(&error), "skopeo said: {said}");
}
