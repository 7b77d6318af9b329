//! Files that the shell holds: archives are listed, and what is in them is taken.

use std::rc::Rc;

use super::{Job, Layer, Opening, Place, Progress, open_layers};
use crate::archive::codec::Codec;
use crate::archive::contents::{Contents, Member};
use crate::archive::inventory::{Format, Inventory, clean, inventory};
use crate::image::digest::Digest;
use crate::inspect::{HeldLayer, LayerId, LayerState, Origin};
use crate::limits;
use crate::session::documents::{add, documents_changed, rebuild};
use crate::session::effect::Effect;
use crate::session::layers::{FileId, HeldFile, Source, Work};
use crate::session::message::Arrival;
use crate::session::model::{Model, Tone};
use crate::session::navigation::choose;
use crate::session::notices::notice;
use crate::session::submission::expected;
use crate::session::view::Tab;
use crate::verify::{Pin, Word};

/// Takes files that the shell holds. A file that an OCI layout names by its digest is a blob; any other is
/// opened to see what it is.
pub fn files_held(model: &mut Model, files: Vec<HeldFile>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut pin = None;
    if let [_] = &*files {
        match expected(model).transpose() {
            Ok(expected) => pin = expected,
            Err(sentence) => effects.extend(notice(model, Tone::Bad, sentence)),
        }
    }
    let mut blobs = Vec::new();
    for HeldFile { id, path, size } in files {
        if let Some(claim) = crate::inspect::claimed(&path) {
            blobs.push(hold(model, path, Some(claim), whole(id, size)));
            continue;
        }
        let archives = Rc::make_mut(&mut model.archives);
        let job = archives.new_job(Job::Open(id));
        archives.opening.push(Opening {
            file: id,
            path,
            progress: Progress { read: 0, total: size },
            job,
            pin: pin.take(),
        });
        effects.push(Effect::Work { job, work: Work::Open(id) });
    }
    if !blobs.is_empty() {
        effects.extend(documents_changed(model));
        effects.extend(choose_first(model));
        effects.extend(open_small(model, &blobs));
    }
    effects
}

/// Takes what an archive holds.
pub(super) fn opened(model: &mut Model, file: FileId, contents: &Contents) -> Vec<Effect> {
    let archives = Rc::make_mut(&mut model.archives);
    let Some(at) = archives.opening.iter().position(|opening| opening.file == file) else {
        return Vec::new();
    };
    let Opening { path, pin, .. } = archives.opening.remove(at);
    let found = inventory(contents);
    if found.format == Format::Other {
        return alone(model, path, file, contents, pin);
    }
    let mut effects = Vec::new();
    let document = |at: &usize| contents.members.get(*at).and_then(|member| arrival(&path, member));
    let (held, stacks) = layers_of(model, file, contents, &found);
    effects.extend(add(model, found.documents.iter().filter_map(document).collect(), None));
    let inspection = Rc::make_mut(&mut model.inspection);
    for (config, layers) in stacks {
        let bytes = contents.members.get(config).and_then(|member| member.document.as_deref());
        if let Some(config) = bytes.and_then(|bytes| inspection.blobs.find_bytes(bytes)) {
            inspection.blobs.layers.set_stack(config, layers);
        }
    }
    if let Some(pin) = pin {
        effects.extend(pin_in(model, &path, pin));
    }
    rebuild(model);
    effects.extend(choose_first(model));
    for text in troubles(&path, found.format, contents) {
        effects.extend(notice(model, Tone::Warn, text));
    }
    effects.extend(open_small(model, &held));
    effects
}

/// A layer by itself, or an archive of something else: it is read as a layer, and its files are shown.
fn alone(
    model: &mut Model,
    path: String,
    file: FileId,
    contents: &Contents,
    pin: Option<Digest>,
) -> Vec<Effect> {
    let layer = hold(model, path, None, whole(file, contents.size));
    let pin = pin.map(|digest| Pin { digest, word: Word::Visitor });
    Rc::make_mut(&mut model.inspection).blobs.layers.pin(layer, pin);
    let mut effects = documents_changed(model);
    // Once its digest is known, a descriptor may name it.
    if let Some(node) = model.inspection.tree.first_with_layer(layer) {
        model.view.tab = Tab::Files;
        effects.extend(choose(model, node, true));
        effects.extend(open_layers(model, &[layer]));
    }
    effects
}

/// Pins the document of the archive at `path` that has this digest; where none has, that is said.
fn pin_in(model: &mut Model, path: &str, pin: Digest) -> Vec<Effect> {
    let blobs = &mut Rc::make_mut(&mut model.inspection).blobs;
    if let Some(blob) = blobs.find(&pin).or_else(|| blobs.find_claim(&pin)) {
        blobs.pin(blob, Pin { digest: pin, word: Word::Visitor });
        return Vec::new();
    }
    if let Some(layer) = blobs.layers.find(&pin) {
        blobs.layers.pin(layer, Some(Pin { digest: pin, word: Word::Visitor }));
        return Vec::new();
    }
    let text = format!(
        "Nothing in \u{201c}{path}\u{201d} has the digest that you expect, {}. It holds another image, or one that \
         was converted on its way: the digests in it say which.",
        pin.short()
    );
    notice(model, Tone::Bad, text)
}

/// Holds the layers of an archive: all of them, and those of each config.
#[allow(clippy::type_complexity)]
fn layers_of(
    model: &mut Model,
    file: FileId,
    contents: &Contents,
    found: &Inventory,
) -> (Vec<LayerId>, Vec<(usize, Vec<Option<LayerId>>)>) {
    let mut by_member = std::collections::BTreeMap::new();
    let mut of_member = |at: usize, claim: Option<&Digest>| {
        let member = contents.members.get(at)?;
        let id = *by_member.entry(at).or_insert_with(|| {
            let (wrapped, from, length) = (contents.codec, member.from, member.length);
            let name = String::from_utf8_lossy(&member.path).into_owned();
            hold(model, name, claim.cloned(), Source::Held { file, wrapped, from, length })
        });
        Some(id)
    };
    for (digest, at) in &found.blobs {
        of_member(*at, Some(digest));
    }
    let stacks = found
        .images
        .iter()
        .map(|image| (image.config, image.layers.iter().map(|layer| of_member((*layer)?, None)).collect()));
    let stacks = stacks.collect();
    (by_member.into_values().collect(), stacks)
}

fn hold(model: &mut Model, name: String, claim: Option<Digest>, source: Source) -> LayerId {
    let size = match &source {
        Source::Held { length, .. } => *length,
        Source::Fetched { .. } => 0,
    };
    let claim = claim.map(|digest| Pin { digest, word: Word::Name });
    let layer =
        HeldLayer { name, size, claim, pin: None, remote: false, state: LayerState::Waiting, changed: false };
    let id = Rc::make_mut(&mut model.inspection).blobs.layers.add(layer);
    let place = Place::Here(source);
    Rc::make_mut(&mut model.archives).layers.insert(id, Layer::new(place));
    id
}

pub(super) const fn whole(file: FileId, length: u64) -> Source {
    Source::Held { file, wrapped: Codec::Plain, from: 0, length }
}

fn arrival(file: &str, member: &Member) -> Option<Arrival> {
    let origin = Origin::Archive { file: file.to_owned(), member: clean(&member.path)?.to_owned() };
    Some(Arrival { bytes: member.document.as_deref()?.into(), origin })
}

/// Small layers are opened at once: nobody waits for them.
fn open_small(model: &mut Model, layers: &[LayerId]) -> Vec<Effect> {
    let sizes = layers.iter().filter_map(|id| model.inspection.blobs.layers.get(*id)).map(|layer| layer.size);
    if sizes.fold(0, u64::saturating_add) > limits::OPENED_AT_ONCE_BYTES {
        return Vec::new();
    }
    open_layers(model, layers)
}

/// Shows the first root where nothing is shown.
fn choose_first(model: &mut Model) -> Vec<Effect> {
    if model.selected.is_some() {
        return Vec::new();
    }
    match model.inspection.tree.roots().first().copied() {
        Some(root) => choose(model, model.inspection.tree.meant(root), true),
        None => Vec::new(),
    }
}

/// What is to be said of an archive that could not be read whole.
fn troubles(path: &str, format: Format, contents: &Contents) -> Vec<String> {
    let of = || format!("\u{201c}{path}\u{201d}, which is an archive ({})", format.words());
    let mut texts = Vec::new();
    if let Some(error) = &contents.error {
        texts.push(format!(
            "{}, can\u{2019}t be unpacked to its end: {error}. What was read before that is shown; get the \
             file anew.",
            of()
        ));
    } else if let Some(trouble) = &contents.trouble {
        texts.push(format!("{}, is damaged. {trouble} What was read of it is shown; get it anew.", of()));
    }
    if contents.left_out > 0 {
        texts.push(format!(
            "{}, has {} members more than the {} that are listed.",
            of(),
            contents.left_out,
            limits::ARCHIVE_MEMBERS
        ));
    }
    texts
}
