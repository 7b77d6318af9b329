//! Images made on the spot, and the registry's storage that skopeo fills with them.

use std::fmt::Write as _;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::daemon::{Folder, run};
use super::registry::{Access, Registry};
use super::tables::{Packed, chunked, stargz};
use crate::Result;

/// A blob with its descriptor's digest.
#[derive(Clone, Debug)]
pub struct Blob {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// `sha256:…`
    pub digest: String,
}

impl Blob {
    /// Of these bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        let mut digest = String::from("sha256:");
        for byte in Sha256::digest(&bytes) {
            let _ = write!(digest, "{byte:02x}");
        }
        Self { bytes, digest }
    }

    /// Its descriptor.
    #[must_use]
    pub fn descriptor(&self, media_type: &str) -> Value {
        json!({ "mediaType": media_type, "digest": self.digest, "size": self.bytes.len() })
    }
}

/// The media type of an index.
pub const INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// The media type of a manifest.
pub const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";

const PLATFORMS: [&str; 2] = ["linux/amd64", "linux/arm64/v8"];

/// An image of several platforms.
#[derive(Clone, Debug)]
pub struct Image {
    /// The index.
    pub index: Blob,
    /// The platform's name (`linux/amd64`), its manifest, config and layer.
    pub platforms: Vec<(String, [Blob; 3])>,
}

impl Image {
    /// An image of two platforms; `name` makes it another one than those of other names.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::of(PLATFORMS.map(|platform| (platform, contents(name, platform))))
    }

    /// An image whose layers have a table of contents: eStargz, and zstd:chunked.
    #[must_use]
    pub fn with_tables() -> Self {
        let [amd64, arm64] = PLATFORMS;
        let of = |platform, Packed { layer, media_type, diff_id, annotations }: Packed| {
            let mut descriptor = layer.descriptor(media_type);
            descriptor["annotations"] = annotations;
            (platform, contents_with("lazy", platform, layer, &descriptor, &diff_id))
        };
        Self::of([of(amd64, stargz("etc/image", "lazy\n")), of(arm64, chunked("etc/image", "lazy\n"))])
    }

    fn of(platforms: [(&str, [Blob; 3]); 2]) -> Self {
        let entries: Vec<Value> = platforms
            .iter()
            .map(|(platform, [manifest, ..])| {
                let mut entry = manifest.descriptor(MANIFEST);
                entry["platform"] = platform_object(platform);
                entry
            })
            .collect();
        let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": entries });
        let platforms = platforms.map(|(platform, blobs)| (platform.to_owned(), blobs));
        Self { index: Blob::new(pretty(&index)), platforms: platforms.into() }
    }

    /// Every blob that it is made of, the index among them.
    pub fn blobs(&self) -> impl Iterator<Item = &Blob> {
        std::iter::once(&self.index).chain(self.platforms.iter().flat_map(|(_, blobs)| blobs))
    }

    /// The manifest of the platform with this number.
    ///
    /// # Errors
    /// When there is none.
    pub fn manifest(&self, number: usize) -> Result<&Blob> {
        let (_, [manifest, ..]) = self.platforms.get(number).ok_or("The image has two platforms.")?;
        Ok(manifest)
    }

    /// The config of the platform with this number.
    ///
    /// # Errors
    /// When there is none.
    pub fn config(&self, number: usize) -> Result<&Blob> {
        let (_, [_, config, _]) = self.platforms.get(number).ok_or("The image has two platforms.")?;
        Ok(config)
    }

    /// The layer of the platform with this number.
    ///
    /// # Errors
    /// When there is none.
    pub fn layer(&self, number: usize) -> Result<&Blob> {
        let (_, [.., layer]) = self.platforms.get(number).ok_or("The image has two platforms.")?;
        Ok(layer)
    }

    /// Writes it as an OCI image layout.
    fn lay_out(&self, folder: &Folder, name: &str) -> Result<String> {
        folder.write(&format!("{name}/oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#)?;
        let index = json!({ "schemaVersion": 2, "manifests": [self.index.descriptor(INDEX)] });
        folder.write(&format!("{name}/index.json"), index.to_string())?;
        for blob in self.blobs() {
            let file = blob.digest.replace(':', "/");
            folder.write(&format!("{name}/blobs/{file}"), &blob.bytes)?;
        }
        Ok(format!("oci:{}", folder.join(name).display()))
    }
}

/// Manifest, config and layer.
fn contents(name: &str, platform: &str) -> [Blob; 3] {
    let layer = Blob::new(tar("etc/image", &format!("{name} for {platform}\n")));
    let (descriptor, diff_id) = (layer.descriptor(LAYER), layer.digest.clone());
    contents_with(name, platform, layer, &descriptor, &diff_id)
}

/// Manifest, config and this layer.
fn contents_with(name: &str, platform: &str, layer: Blob, descriptor: &Value, diff_id: &str) -> [Blob; 3] {
    let mut config = platform_object(platform);
    config["created"] = json!("2026-01-02T03:04:05Z");
    config["config"] = json!({ "Env": ["PATH=/bin"], "Cmd": ["/bin/true"], "Labels": { "name": name } });
    config["rootfs"] = json!({ "type": "layers", "diff_ids": [diff_id] });
    config["history"] = json!([{ "created": "2026-01-02T03:04:05Z", "created_by": "COPY image /etc/image" }]);
    let config = Blob::new(config.to_string());
    let manifest = json!({
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": config.descriptor(CONFIG), "layers": [descriptor],
    });
    [Blob::new(pretty(&manifest)), config, layer]
}

fn platform_object(platform: &str) -> Value {
    let mut parts = platform.split('/');
    let mut part = || parts.next().unwrap_or_default();
    let mut object = json!({ "os": part(), "architecture": part() });
    match part() {
        "" => {}
        variant => object["variant"] = json!(variant),
    }
    object
}

/// As build tools write documents: in lines, so that nobody who writes JSON again gets the same bytes.
fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// A tar archive of one file.
/// <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06>
pub(super) fn tar(name: &str, text: &str) -> Vec<u8> {
    let mut header = [0; 512];
    let fields: [(usize, &str); 9] = [
        (0, name),
        (100, "0000644"),
        (108, "0000000"),
        (116, "0000000"),
        (124, &format!("{:011o}", text.len())),
        (136, "00000000000"),
        (148, "        "),
        (156, "0"),
        (257, "ustar\x0000"),
    ];
    for (at, field) in fields {
        put(&mut header, at, field);
    }
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    put(&mut header, 148, &format!("{sum:06o}\0 "));
    let mut archive = header.to_vec();
    archive.extend_from_slice(text.as_bytes());
    archive.resize(archive.len().next_multiple_of(512) + 1024, 0);
    archive
}

fn put(header: &mut [u8; 512], at: usize, field: &str) {
    for (place, byte) in header.iter_mut().skip(at).zip(field.bytes()) {
        *place = byte;
    }
}

/// What the registries of all tests hold: `demo/app:1.0`, `demo/other:1.0` and `demo/lazy:1.0`.
pub struct Images {
    /// `demo/app:1.0`.
    pub app: Image,
    /// `demo/other:1.0`.
    pub other: Image,
    /// `demo/lazy:1.0`, whose layers have a table of contents.
    pub lazy: Image,
    folder: Folder,
}

impl Images {
    /// The folder of the registry's storage.
    pub(super) fn storage(&self) -> std::path::PathBuf {
        self.folder.join("storage")
    }

    /// Makes them, and has skopeo push them.
    fn fill() -> Result<Arc<Self>> {
        let (app, other, lazy) = (Image::new("app"), Image::new("other"), Image::with_tables());
        let images = Arc::new(Self { app, other, lazy, folder: Folder::new("images")? });
        let registry = Registry::start(Arc::clone(&images), Access::Writable)?;
        for (name, image) in [("app", &images.app), ("other", &images.other), ("lazy", &images.lazy)] {
            let from = image.lay_out(&images.folder, name)?;
            let to = format!("docker://{}/demo/{name}:1.0", registry.host());
            run(Command::new("skopeo")
                .args(["--insecure-policy", "copy", "--all", "--preserve-digests", "--quiet"])
                .args(["--dest-tls-verify=false", &from, &to]))?;
        }
        Ok(images)
    }
}

/// The images, and the storage that holds them, not to be written to: those that another test holds already,
/// or new ones.
///
/// # Errors
/// When skopeo or the registry fails.
pub fn images() -> Result<Arc<Images>> {
    static HELD: Mutex<Weak<Images>> = Mutex::new(Weak::new());
    // A test that panicked while it held the lock has left a pointer that is as good as any.
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(images) = held.upgrade() {
        return Ok(images);
    }
    let images = Images::fill()?;
    *held = Arc::downgrade(&images);
    Ok(images)
}
