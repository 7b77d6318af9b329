//! Which archive is it, and which of its members are documents, layers, and one image's?

use std::collections::HashMap;

use super::contents::{Contents, Member};
use super::kind::Kind;
use crate::image::digest::Digest;
use crate::json::{self, Value};
use crate::limits;

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
    /// Neither: a single layer, or an archive of something else.
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
            Self::Other => "tar archive",
        }
    }
}

/// What stands in an archive for what. Numbers are positions in [`Contents::members`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// Which archive it is.
    pub format: Format,
    /// The documents, those first that others hang under.
    pub documents: Vec<usize>,
    /// Blobs that are no documents, with the digest that their path claims.
    pub blobs: Vec<(Digest, usize)>,
    /// The images that `manifest.json` lists.
    pub images: Vec<SavedImage>,
}

/// An image of `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedImage {
    /// Its config.
    pub config: usize,
    /// Its layers, base first; `None` for one that is not in the archive.
    pub layers: Vec<Option<usize>>,
}

/// Looks through the members of an archive.
#[must_use]
pub fn inventory(contents: &Contents) -> Inventory {
    let members = Members::new(contents);
    let index = members.find("index.json").filter(|at| members.document(*at).is_some());
    let list = members.find("manifest.json").filter(|at| members.document(*at).is_some());
    let images = list.map(|at| members.images(at)).unwrap_or_default();
    let marker = members.find("oci-layout");
    let format = match (index.or(marker).is_some(), images.is_empty()) {
        (true, false) => Format::Both,
        (true, true) => Format::OciLayout,
        (false, false) => Format::DockerSave,
        (false, true) => Format::Other,
    };
    if format == Format::Other {
        return Inventory { format, documents: Vec::new(), blobs: Vec::new(), images };
    }
    let (mut documents, mut blobs) = (Vec::from_iter(index), Vec::new());
    for (path, at) in members.in_order() {
        match (claimed(path), members.document(at)) {
            (Some(_), Some(_)) => documents.push(at),
            (Some(digest), None) => blobs.push((digest, at)),
            (None, _) => {}
        }
    }
    documents.extend(images.iter().map(|image| image.config));
    documents.extend(list);
    documents.extend(marker.filter(|at| members.document(*at).is_some()));
    // One that is named twice stands where it was named first.
    let mut seen = std::collections::HashSet::new();
    documents.retain(|at| seen.insert(*at));
    Inventory { format, documents, blobs, images }
}

/// The digest that a path claims for its file: that of a blob in an OCI layout, or of a config in what
/// `docker save` wrote, which is named by its SHA-256.
#[must_use]
pub fn claimed(path: &str) -> Option<Digest> {
    let mut parts = path.rsplit('/');
    match (parts.next()?, parts.next(), parts.next()) {
        (encoded, Some(algorithm), Some("blobs")) => Digest::parse(&format!("{algorithm}:{encoded}")).ok(),
        (name, None, None) => Digest::parse(&format!("sha256:{}", name.strip_suffix(".json")?)).ok(),
        _ => None,
    }
}

/// The path of a member, without what may stand in front of it; `None` for one that is no UTF-8, which no
/// format has.
#[must_use]
pub fn clean(path: &[u8]) -> Option<&str> {
    let mut path = str::from_utf8(path).ok()?;
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix('/')) {
        path = rest;
    }
    Some(path.trim_end_matches('/'))
}

struct Members<'a> {
    all: &'a [Member],
    by_path: HashMap<&'a str, usize>,
}

impl<'a> Members<'a> {
    fn new(contents: &'a Contents) -> Self {
        let all = contents.members.as_slice();
        // Of two with one path the later one counts, as where an archive is unpacked.
        let by_path = all.iter().enumerate().filter_map(|(at, member)| Some((clean(&member.path)?, at)));
        Self { all, by_path: by_path.collect() }
    }

    /// Those that count, in the order of the archive.
    fn in_order(&self) -> impl Iterator<Item = (&'a str, usize)> {
        let paths = self.all.iter().enumerate().filter_map(|(at, member)| Some((clean(&member.path)?, at)));
        paths.filter(|(path, at)| {
            self.by_path.get(path) == Some(at) && self.all.get(*at).is_some_and(|it| it.kind == Kind::Regular)
        })
    }

    fn document(&self, at: usize) -> Option<&'a [u8]> {
        self.all.get(at)?.document.as_deref()
    }

    /// The file at `path`, through links.
    fn find(&self, path: &str) -> Option<usize> {
        let mut path = path.to_owned();
        for _ in 0..limits::ARCHIVE_LINKS {
            let at = *self.by_path.get(clean(path.as_bytes())?)?;
            let member = self.all.get(at)?;
            let link = clean(&member.link)?;
            path = match member.kind {
                Kind::Regular => return Some(at),
                Kind::HardLink => link.to_owned(),
                Kind::Symlink => beside(clean(&member.path)?, link)?,
                _ => return None,
            };
        }
        None
    }

    /// The images that the document at `list` names: `[{"Config", "RepoTags", "Layers"}]`.
    /// <https://github.com/moby/moby/blob/v28.0.0/image/tarexport/load.go>
    fn images(&self, list: usize) -> Vec<SavedImage> {
        let bytes = self.document(list).unwrap_or_default();
        let reading = json::read(bytes);
        let items = reading.root(bytes).into_iter().flat_map(Value::items);
        let images = items.filter_map(|item| {
            let config = self.find(&item.get("Config")?.as_str()?)?;
            self.document(config)?;
            let layers = item.get("Layers").into_iter().flat_map(Value::items);
            let layers = layers.map(|layer| self.find(&layer.as_str()?)).collect();
            Some(SavedImage { config, layers })
        });
        images.take(limits::ARCHIVE_IMAGES).collect()
    }
}

/// Where a symbolic link at `path` leads to; `None` for out of the archive.
fn beside(path: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::codec::Codec;

    const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn contents(members: &[(&str, &str)]) -> Contents {
        let members = members.iter().map(|(path, what)| {
            let kind = if what.starts_with("->") { Kind::Symlink } else { Kind::Regular };
            let link = what.strip_prefix("->").unwrap_or_default().as_bytes().to_vec();
            let document = what.starts_with(['{', '[']).then(|| what.as_bytes().to_vec());
            Member { path: path.as_bytes().to_vec(), kind, link, from: 0, length: 1, document }
        });
        let members = members.collect();
        Contents { codec: Codec::Plain, size: 0, members, left_out: 0, trouble: None, error: None }
    }

    #[test]
    fn an_oci_layout() {
        let blob = format!("./blobs/sha256/{HASH}");
        let other = blob.replace('0', "1");
        let members = [("./oci-layout", "{}"), (&blob, "{}"), (&other, "gz"), ("./index.json", "{}")];
        let found = inventory(&contents(&members));
        assert_eq!(found.format, Format::OciLayout);
        assert_eq!(found.documents, [3, 1, 0]);
        assert_eq!(
            found.blobs.iter().map(|(digest, at)| (digest.encoded(), *at)).collect::<Vec<_>>(),
            [(&*HASH.replace('0', "1"), 2)]
        );
    }

    #[test]
    fn what_docker_saved_before_version_25() {
        let list = format!(
            r#"[{{"Config":"{HASH}.json","RepoTags":["a:1"],"Layers":["x/layer.tar","y/layer.tar","z"]}}]"#
        );
        let config = format!("{HASH}.json");
        let members = [
            ("x/layer.tar", "tar"),
            ("x/json", "{}"),
            ("y/layer.tar", "->../x/layer.tar"),
            (&config, "{}"),
            ("manifest.json", &list),
            ("repositories", "{}"),
        ];
        let found = inventory(&contents(&members));
        assert_eq!(found.format, Format::DockerSave);
        assert_eq!(found.documents, [3, 4]);
        assert_eq!(found.images, [SavedImage { config: 3, layers: vec![Some(0), Some(0), None] }]);
    }

    #[test]
    fn links_that_lead_nowhere_end() {
        for (path, link) in
            [("a", "->a"), ("a", "->b"), ("a", "->../../etc/passwd"), ("d/a", "->.."), ("a", "->/")]
        {
            let contents = contents(&[(path, link)]);
            assert_eq!(Members::new(&contents).find(path), None, "{path} {link}");
        }
    }

    #[test]
    fn anything_else_is_no_image() {
        for members in [
            &[][..],
            &[("etc/passwd", "root")],
            // A list of nothing that is there.
            &[("manifest.json", r#"[{"Config":"nowhere.json","Layers":[]}]"#)],
            // Someone's own file of that name, in a layer.
            &[("manifest.json", r#"{"name":"my extension"}"#), ("etc/passwd", "root")],
            &[("index.json", "not a document")],
        ] {
            assert_eq!(inventory(&contents(members)).format, Format::Other, "{members:?}");
        }
    }

    #[test]
    fn paths_claim_digests() {
        for (path, claims) in [
            (format!("blobs/sha256/{HASH}"), true),
            (format!("image/blobs/sha256/{HASH}"), true),
            (format!("{HASH}.json"), true),
            // The old configs of single layers are named by no digest.
            (format!("{HASH}/json"), false),
            (format!("{HASH}.tar"), false),
            ("manifest.json".to_owned(), false),
            (format!("x/{HASH}.json"), false),
            (String::new(), false),
        ] {
            assert_eq!(claimed(&path).is_some(), claims, "{path}");
        }
    }
}
