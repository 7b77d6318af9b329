//! Which archive is it, and which of its members are documents, layers, and one image's?

mod first_format;
mod members;
mod part;
mod saved;
#[cfg(test)]
mod tests;

use super::contents::Contents;
use crate::image::digest::Digest;
use crate::json::{self, Value};
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::pace::{Pace, at_once};
use members::Members;

pub use members::{BrokenLink, LinkEnd, Repeated, clean, inside};

/// The formats of archives that images travel in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An OCI layout. OCI image specification 1.1.1, image-layout.md.
    OciLayout,
    /// What `docker save` wrote before version 25, and `skopeo copy docker-archive:` writes: `manifest.json`
    /// names configs and layers. There is no image manifest in it.
    DockerSave,
    /// Both at once, as `docker save` writes since version 25.
    Both,
    /// What `docker save` wrote before version 1.10: a folder for each layer, and `repositories`.
    First,
    /// Blobs of one of these, without what says which image they make.
    Part,
    /// None of these: a single layer, or an archive of something else.
    Other,
}

impl Format {
    /// In a few words, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OciLayout => "OCI layout",
            Self::DockerSave => "docker-save archive",
            Self::Both => "docker-save archive with an OCI layout",
            Self::First => "docker-save archive of Docker's first format",
            Self::Part => "part of an image's archive",
            Self::Other => "tar archive",
        }
    }
}

/// What stands in an archive for what. Numbers are positions in [`Contents::members`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// Which archive it is.
    pub format: Format,
    /// The folder in the archive that all of it lies in; empty where it lies at the top, as it should.
    pub folder: String,
    /// The documents, those first that others hang under.
    pub documents: Vec<usize>,
    /// Whether what comes last in most archives is there: `index.json`, `manifest.json` or `repositories`.
    pub has_index: bool,
    /// Blobs that are no documents, with the digest that their path claims, if any.
    pub blobs: Vec<(Option<Digest>, usize)>,
    /// The images that `manifest.json`, or `repositories`, lists.
    pub images: Vec<SavedImage>,
    /// Configs that `manifest.json` names and that are not in the archive, by their paths. Then it is a document.
    pub absent_configs: Vec<String>,
    /// Images that it names, and that are not among these.
    pub more_images: usize,
    /// Links among the members, each with the file that it leads to.
    pub links: HashMap<usize, usize>,
    /// Links that lead to no file.
    pub broken_links: Vec<BrokenLink>,
    /// Files that are there more than once.
    pub repeated: Vec<Repeated>,
    /// `index.json` and `manifest.json` where they are there and can't be read, or say nothing.
    pub unread: Vec<usize>,
}

impl Inventory {
    /// The file that a member is, or leads to as a link.
    #[must_use]
    pub fn file(&self, at: usize) -> usize {
        self.links.get(&at).copied().unwrap_or(at)
    }
}

/// An image of `manifest.json`, or of `repositories`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedImage {
    /// Its config.
    pub config: usize,
    /// Its layers, base first.
    pub layers: Vec<SavedLayer>,
    /// Its names with their tags.
    pub names: Vec<String>,
}

/// A layer of such an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedLayer {
    /// The path by which it is named.
    pub path: String,
    /// The member that has it; `None` for one that is not in the archive.
    pub member: Option<usize>,
}

/// Looks through the members of an archive.
#[must_use]
pub fn inventory(contents: &Contents) -> Inventory {
    at_once(inventory_in_pieces(contents, &Pace::default()))
}

/// Steps that a look at one member takes.
const STEPS: usize = 30;

/// The same, a piece at a time.
pub async fn inventory_in_pieces(contents: &Contents, pace: &Pace) -> Inventory {
    let members = Members::in_pieces(contents, pace).await;
    let marker = members.find("oci-layout");
    let index = members.find("index.json").filter(|at| {
        let document = members.document(*at);
        // Someone's own file of that name lists no manifests.
        document.is_some_and(|bytes| marker.is_some() || json::read(bytes).root(bytes).is_some_and(is_index))
    });
    let manifest = members.find("manifest.json");
    let list = manifest.filter(|at| members.document(*at).is_some());
    let saved = list.map(|at| saved::read(&members, at)).unwrap_or_default();
    let is_layout = index.or(marker).is_some();
    let is_saved = !saved.images.is_empty() || !saved.absent_configs.is_empty();
    let has_claims = members.in_order().any(|(path, _)| part::claims(path));
    let mut first =
        if is_layout || is_saved || has_claims { Vec::new() } else { first_format::read(&members) };
    let more_first = first.len().saturating_sub(limits::ARCHIVE_IMAGES);
    first.truncate(limits::ARCHIVE_IMAGES);
    let format = match (is_layout, is_saved) {
        (true, true) => Format::Both,
        (true, false) => Format::OciLayout,
        (false, true) => Format::DockerSave,
        (false, false) if !first.is_empty() => Format::First,
        (false, false) if part::is_one(&members) => Format::Part,
        (false, false) => Format::Other,
    };
    let mut unread = Vec::new();
    if index.is_none() && has_claims {
        unread.extend(members.find("index.json").or_else(|| members.member("index.json")));
    }
    if saved.is_broken || !is_saved && is_meant_as_list(&members, list, has_claims) {
        unread.extend(manifest.or_else(|| members.member("manifest.json")));
    }
    let mut found = Inventory {
        format,
        folder: members.folder().to_owned(),
        documents: Vec::from_iter(index),
        has_index: match format {
            Format::OciLayout => index.is_some(),
            Format::First => members.find("repositories").is_some(),
            Format::DockerSave | Format::Both => true,
            Format::Part | Format::Other => false,
        },
        blobs: Vec::new(),
        images: saved.images,
        absent_configs: saved.absent_configs,
        more_images: saved.more.saturating_add(more_first),
        links: HashMap::default(),
        broken_links: Vec::new(),
        repeated: Vec::new(),
        unread,
    };
    if format == Format::Other {
        return Inventory { documents: Vec::new(), ..found };
    }
    (found.links, found.broken_links) = members.links();
    pace.spend(STEPS * contents.members.len()).await;
    found.repeated = members.repeated();
    pace.spend(STEPS * contents.members.len()).await;
    found.images.extend(first);
    for (path, at) in members.all_in_order() {
        pace.spend(STEPS).await;
        let file = found.file(at);
        if file == at && !members.is_file(at) || file != at && claimed(path).is_none() {
            continue;
        }
        match (claimed(path), members.document(file)) {
            (Some(_), Some(_)) => found.documents.push(at),
            (claim @ Some(_), None) => found.blobs.push((claim, at)),
            (None, _) if format == Format::Part && part::is_layer(path) => found.blobs.push((None, at)),
            (None, _) => {}
        }
    }
    found.documents.extend(found.images.iter().map(|image| image.config));
    found.documents.extend(list.filter(|_| !found.absent_configs.is_empty()));
    found.documents.extend(marker.filter(|at| members.document(*at).is_some()));
    // What is found through a link goes by the link's path.
    for (path, file) in [("index.json", index), ("oci-layout", marker)] {
        let own = found.documents.iter_mut().find(|at| Some(**at) == file);
        if let (Some(own), Some(link)) = (own, members.member(path)) {
            *own = link;
        }
    }
    // One that is named twice stands where it was named first.
    let mut seen = HashSet::default();
    found.documents.retain(|at| seen.insert(*at));
    found
}

/// Whether a `manifest.json` that names no image is meant to: it begins as a list of them, or stands beside what
/// `docker save` writes. Someone's own file of that name does not.
fn is_meant_as_list(members: &Members<'_>, list: Option<usize>, has_claims: bool) -> bool {
    let bytes = list.and_then(|at| members.document(at)).unwrap_or_default();
    let is_list = || {
        let reading = json::read(bytes);
        let Some(root) = reading.root(bytes) else { return false };
        let names = |item: Value<'_>| item.get("Config").is_some() || item.get("Layers").is_some();
        let is_open = bytes.trim_ascii_start().first() == Some(&b'[');
        is_open && !reading.is_json() || names(root) || root.items().any(names)
    };
    let is_saved = || {
        let mut paths = members.in_order().map(|(path, _)| path);
        list.is_none()
            && paths.any(|path| path == "repositories" || part::is_layer(path) || path.ends_with(".tar"))
    };
    has_claims || is_saved() || is_list()
}

fn is_index(root: Value<'_>) -> bool {
    root.get("manifests").is_some()
}

/// The digest that a path claims for its file: that of a blob in an OCI layout, or of a config in what
/// `docker save` or crane wrote, which is named by its SHA-256.
#[must_use]
pub fn claimed(path: &str) -> Option<Digest> {
    let mut parts = path.rsplit('/');
    match (parts.next()?, parts.next(), parts.next()) {
        (encoded, Some(algorithm), Some("blobs")) => Digest::parse(&format!("{algorithm}:{encoded}")).ok(),
        (name, None, None) if name.starts_with("sha256:") => Digest::parse(name).ok(),
        (name, None, None) => Digest::parse(&format!("sha256:{}", name.strip_suffix(".json")?)).ok(),
        _ => None,
    }
}
