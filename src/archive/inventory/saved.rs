//! `manifest.json` of a docker-save archive: `[{"Config", "RepoTags", "Layers"}]`.
//! <https://github.com/moby/moby/blob/v28.0.0/image/tarexport/load.go>

use super::members::Members;
use super::{SavedImage, SavedLayer};
use crate::json::{self, Value};
use crate::limits;

/// What it lists.
#[derive(Default)]
pub(super) struct Saved {
    pub(super) images: Vec<SavedImage>,
    pub(super) absent_configs: Vec<String>,
    /// Images that are not among them.
    pub(super) more: usize,
    /// Whether it is no JSON: clients read nothing of it, and here it is read as far as that goes.
    pub(super) is_broken: bool,
}

/// Reads the document at `list`.
pub(super) fn read(members: &Members<'_>, list: usize) -> Saved {
    let bytes = members.document(list).unwrap_or_default();
    let reading = json::read(bytes);
    let is_broken = !reading.is_json() && bytes.trim_ascii_start().first() == Some(&b'[');
    let mut saved = Saved { is_broken, ..Saved::default() };
    let mut items = reading.root(bytes).into_iter().flat_map(Value::items);
    for item in items.by_ref().take(limits::ARCHIVE_IMAGES) {
        let texts = |key| item.get(key).into_iter().flat_map(Value::items);
        let Some(path) = item.get("Config").and_then(Value::as_str) else { continue };
        let Some(config) = members.find(&path).filter(|at| members.document(*at).is_some()) else {
            // Someone's own file of that name has no list of layers.
            if texts("Layers").next().is_some() {
                saved.absent_configs.push(path.into_owned());
            }
            continue;
        };
        let layers = texts("Layers").map(|layer| {
            let path = layer.as_str().unwrap_or_default().into_owned();
            SavedLayer { member: members.find(&path), path }
        });
        let names = texts("RepoTags").filter_map(|name| Some(name.as_str()?.into_owned()));
        saved.images.push(SavedImage { config, layers: layers.collect(), names: names.collect() });
    }
    saved.more = items.count();
    saved
}
