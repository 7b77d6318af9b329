//! Two platforms of an index that hold the same files, though no host runs both.

use super::Found;
use super::place::Node;
use crate::findings::codes::PLATFORMS_SAME_FILES;
use crate::findings::opening;
use crate::findings::platform::runs_on_one_host;
use crate::image::digest::Digest;
use crate::image::document::{Content, Kind};
use crate::image::platform_normal::{Normal, normal};
use crate::inspect::node::Role;
use crate::inspect::path::Step;
use crate::json::{Span, Value};
use crate::keyed::HashMap;
use crate::limits;
use crate::text::quote::Shown;

/// An image of the index whose manifest is here.
struct Image<'a> {
    /// Its place in the index, from 0.
    at: usize,
    node: Node<'a>,
    normal: Normal<'a>,
}

pub(super) fn check(found: &mut Found, index: &Node<'_>) {
    let Some(Content::Index(_)) = index.blob.map(|blob| &blob.document.content) else { return };
    if index.is_of_layout() {
        return;
    }
    let images: Vec<Image<'_>> = index.held().take(limits::COMPARED_IMAGES).filter_map(image).collect();
    let pairs = pairs(&images);
    if pairs.is_empty() {
        return;
    }
    let spans = digests(index);
    for (first, other, same) in pairs {
        let name = |image: &Image<'_>| {
            let platform = image.node.platform().map(ToString::to_string).unwrap_or_default();
            format!("entry {} (for {})", image.at + 1, Shown(&platform))
        };
        let (one, two) = (name(first), name(other));
        found.own(
            &PLATFORMS_SAME_FILES,
            spans.get(other.at).copied(),
            format!(
                "The {same} of {two} is that of {one}: both hold the same files, so that a program in them runs \
                 on one of the two alone. That is right of an image of data. Otherwise a FROM has a fixed \
                 --platform, or what was built for one is copied into both: build each platform by itself."
            ),
        );
    }
}

fn image(node: Node<'_>) -> Option<Image<'_>> {
    let Some(Step::Entry(at)) = node.node.step else { return None };
    let is_image = matches!(node.blob?.document.kind, Kind::OciManifest | Kind::DockerManifest);
    let platform = node.node.descriptor.as_ref()?.platform.as_ref()?;
    let stands = is_image && node.node.role == Role::Entry && !node.node.state.is_mismatch();
    (stands && !platform.is_unknown()).then_some(())?;
    Some(Image { at: usize::try_from(at).ok()?, normal: normal(node.platform()?), node })
}

/// Each image that has the files of an earlier one for another machine, with that one, and by what it is told.
fn pairs<'i, 'a>(images: &'i [Image<'a>]) -> Vec<(&'i Image<'a>, &'i Image<'a>, &'static str)> {
    let mut by_config: HashMap<&Digest, &Image<'a>> = HashMap::default();
    let mut by_layers: HashMap<Vec<&Digest>, &Image<'a>> = HashMap::default();
    let mut by_diff_ids: HashMap<&[String], &Image<'a>> = HashMap::default();
    let mut pairs = Vec::new();
    for image in images {
        let Some(manifest) = image.node.manifest() else { continue };
        let config = manifest.config.as_ref().and_then(|config| config.digest.as_ref());
        let layers = manifest.layers.iter().map(|layer| layer.digest.as_ref()).collect::<Option<Vec<_>>>();
        let layers = layers.filter(|layers| !layers.is_empty());
        let diff_ids = image.node.config().map(|config| config.diff_ids.as_slice());
        let told = [
            config.and_then(|config| first(&mut by_config, config, image)).map(|it| (it, "config")),
            layers.and_then(|layers| first(&mut by_layers, layers, image)).map(|it| (it, "list of layers")),
            diff_ids
                .filter(|diff_ids| !diff_ids.is_empty())
                .and_then(|diff_ids| first(&mut by_diff_ids, diff_ids, image))
                .map(|it| (it, "list of diff IDs")),
        ];
        let told = told.into_iter().flatten().find(|(earlier, _)| is_worth_saying(earlier, image));
        pairs.extend(told.map(|(earlier, same)| (earlier, image, same)));
    }
    pairs
}

/// The earlier image with this key; the first is kept.
fn first<'i, 'a, K: std::hash::Hash + Eq>(
    known: &mut HashMap<K, &'i Image<'a>>,
    key: K,
    image: &'i Image<'a>,
) -> Option<&'i Image<'a>> {
    let earlier = *known.entry(key).or_insert(image);
    (!std::ptr::eq(earlier, image)).then_some(earlier)
}

/// Whether nothing else says it, or says that nothing is wrong: one manifest for both is told of the index, a
/// config for another machine of its entry, and programs of their layer.
fn is_worth_saying(one: &Image<'_>, two: &Image<'_>) -> bool {
    let one_manifest = one.node.node.stated_digest() == two.node.node.stated_digest();
    let is_told = |image: &Image<'_>| {
        let own = image.node.config().map(|config| normal(&config.platform));
        own.is_some_and(|own| {
            !own.architecture.is_empty() && own.architecture != image.normal.architecture
                || !own.os.is_empty() && own.os != image.normal.os
        })
    };
    let is_right = runs_on_one_host(&one.normal, &two.normal);
    !(is_right
        || one_manifest
        || is_told(one)
        || is_told(two)
        || are_layers_read(one)
        || are_layers_read(two))
}

/// Whether every layer was read to its end, so that its programs are known, or that there are none.
fn are_layers_read(image: &Image<'_>) -> bool {
    let mut layers = image.node.held().filter(|node| matches!(node.node.role, Role::Layer(_)));
    layers.all(|layer| layer.proof().is_some_and(|proof| proof.whole))
}

/// Where the index states the digest of each entry.
fn digests(index: &Node<'_>) -> Vec<Span> {
    let root = index.blob.and_then(|blob| blob.root());
    let entries = root.and_then(|root| root.get("manifests")).into_iter().flat_map(Value::items);
    entries.map(|entry| entry.get("digest").map_or_else(|| opening(entry), Value::span)).collect()
}
