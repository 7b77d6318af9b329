//! Docker's first format: a folder for each layer with its `layer.tar`, and its `json`, which names the layer below
//! and the image as it stands after it; `repositories` names the uppermost layers.
//! <https://github.com/moby/moby/blob/v24.0.0/image/spec/v1.md>

use std::collections::BTreeMap;

use super::members::Members;
use super::{SavedImage, SavedLayer};
use crate::json::{self, Value};
use crate::keyed::{HashMap, HashSet};

/// The images of such an archive; none where it is another.
pub(super) fn read(members: &Members<'_>) -> Vec<SavedImage> {
    let jsons = members.in_order().filter_map(|(path, at)| {
        let (id, "json") = path.split_once('/')? else { return None };
        let json = json_of(members, at)?;
        members.find(&format!("{id}/layer.tar")).is_some().then_some((id, (at, json)))
    });
    let layers: HashMap<&str, (usize, Parent)> = jsons.collect();
    let named = names(members);
    let parents: HashSet<&str> = layers.values().filter_map(|(_, parent)| parent.as_deref()).collect();
    // One that was saved by its ID has no name.
    let unnamed = members.in_order().filter_map(|(path, _)| path.split_once('/'));
    let unnamed = unnamed.filter(|(id, name)| {
        *name == "json" && layers.contains_key(id) && !named.contains_key(*id) && !parents.contains(id)
    });
    let tops = named.iter().map(|(id, names)| (id.as_str(), names.clone()));
    let tops = tops.chain(unnamed.map(|(id, _)| (id, Vec::new())));
    tops.filter_map(|(top, names)| image(members, &layers, top, names)).collect()
}

/// The ID of the layer below, if any.
type Parent = Option<String>;

/// The layer below, as a layer's `json` names it; `None` where it is no such file.
fn json_of(members: &Members<'_>, at: usize) -> Option<Parent> {
    let bytes = members.document(at)?;
    let reading = json::read(bytes);
    let root = reading.root(bytes)?;
    root.get("id")?.as_str()?;
    Some(
        root.get("parent")
            .and_then(Value::as_str)
            .map(Into::into)
            .filter(|parent: &String| !parent.is_empty()),
    )
}

/// The names of the uppermost layers, by their IDs: `{"library/centos": {"6": "<id>"}}`.
fn names(members: &Members<'_>) -> BTreeMap<String, Vec<String>> {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let Some(bytes) = members.find("repositories").and_then(|at| members.document(at)) else { return named };
    let reading = json::read(bytes);
    for repository in reading.root(bytes).into_iter().flat_map(Value::members) {
        for tag in repository.value.members() {
            let Some(id) = tag.value.as_str() else { continue };
            named.entry(id.into_owned()).or_default().push(format!("{}:{}", repository.name(), tag.name()));
        }
    }
    named
}

fn image(
    members: &Members<'_>,
    layers: &HashMap<&str, (usize, Parent)>,
    top: &str,
    names: Vec<String>,
) -> Option<SavedImage> {
    let (config, _) = layers.get(top)?;
    let mut stack = Vec::new();
    let mut at = Some(top.to_owned());
    while let Some(id) = at {
        let path = format!("{id}/layer.tar");
        stack.push(SavedLayer { member: members.find(&path), path });
        // A ring of parents ends, too.
        at = layers.get(&*id).and_then(|(_, parent)| parent.clone()).filter(|_| stack.len() < DEPTH);
    }
    stack.reverse();
    Some(SavedImage { config: *config, layers: stack, names })
}

/// Layers of an image: Docker stacked 127 at most.
const DEPTH: usize = 127;
