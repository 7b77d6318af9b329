//! Files that the shell holds: archives are listed, and what is in them is taken.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::asked::read;
use super::look_through::{LookedThrough, Opened};
use super::of_archive::OfArchive;
use super::perform::tell;
use super::taken;
use crate::archive::contents::{Contents, Member};
use crate::archive::inventory::{Format, Inventory, SavedImage, inside};
use crate::findings::archive::{of_archive, of_foreign, of_unread};
use crate::findings::{Finding, Severity};
use crate::image::digest::Digest;
use crate::inspect::{HeldLayer, LayerId, LayerState, Origin, Stack, StackLayer, Thing};
use crate::layers::{Event, FileId, HeldFile, Home, Opening, Stretch};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::session::arrival::Arrival;
use crate::session::documents::documents_changed;
use crate::session::effect::Effect;
use crate::session::inspection::Inspection;
use crate::session::long_work::LongWork;
use crate::session::model::{Model, Tone};
use crate::session::navigation::choose;
use crate::session::next::Next;
use crate::session::notices::{notice, tell_news};
use crate::session::submission::expected;
use crate::session::tab::Tab;
use crate::text::size::grouped;
use crate::verify::{Pin, Word};

/// Takes files that the shell holds. A file that an OCI layout names by its digest is a blob; any other is
/// opened to see what it is.
pub fn files_held(model: &mut Model, files: Vec<HeldFile>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut pin = None;
    model.held.extend(files.iter().cloned());
    if let [_] = &*files {
        match expected(model) {
            Ok(expected) => pin = expected,
            Err(news) => effects.extend(tell_news(model, Tone::Bad, news)),
        }
    }
    let mut blobs = Vec::new();
    for HeldFile { id, path, size } in files {
        if let Some(claim) = crate::inspect::claimed(&path) {
            blobs.push(hold(model, path, Some(claim), Stretch::whole(id, size)));
            continue;
        }
        effects.extend(tell(model, Event::Hold { file: HeldFile { id, path, size }, pin: pin.take() }));
    }
    if !blobs.is_empty() {
        effects.extend(read_small(model, &blobs));
        effects.extend(documents_changed(model, Some(Next::Held)));
    }
    effects
}

/// Takes what an archive holds; what is in a large one is looked through beside the page.
pub fn opened(model: &mut Model, opened: Opened) -> Vec<Effect> {
    if opened.contents.members.len() <= limits::MEMBERS_AT_ONCE {
        return looked_through(model, at_once(opened.look_through(&Pace::default())));
    }
    model.looked_through.insert(opened.opening.file);
    vec![Effect::InPieces(LongWork::Inventory(Box::new(opened)))]
}

/// Takes what was found in a large one, unless it was stopped or removed meanwhile.
pub fn looked_through_beside(model: &mut Model, found: LookedThrough) -> Vec<Effect> {
    match model.looked_through.remove(&found.opened.opening.file) {
        true => looked_through(model, found),
        false => Vec::new(),
    }
}

fn looked_through(model: &mut Model, looked_through: LookedThrough) -> Vec<Effect> {
    let LookedThrough { opened: Opened { opening, contents }, found } = looked_through;
    let Opening { file, path, pin, .. } = opening;
    let contents = &*contents;
    if found.format == Format::Other {
        return alone(model, path, file, contents, &found, pin);
    }
    let folder = &*found.folder;
    let document = |at: &usize| {
        let (named, file) = (contents.members.get(*at)?, contents.members.get(found.file(*at))?);
        arrival(&path, folder, named, file)
    };
    let (held, stacks) = layers_of(model, &path, file, contents, &found);
    let mut effects = read_small(model, &held);
    let documents: Vec<(usize, Arrival)> =
        found.documents.iter().filter_map(|at| Some((*at, document(at)?))).collect();
    let by_member: BTreeMap<usize, Rc<[u8]>> =
        documents.iter().map(|(at, arrival)| (*at, Rc::clone(&arrival.bytes))).collect();
    let of_file = |at| Some(contents.members.get(found.file(at))?.document.as_deref()?.into());
    let of_config =
        |(config, stack)| Some((by_member.get(&config).cloned().or_else(|| of_file(config))?, stack));
    let findings = of_archive(&path, contents, &found);
    let archive = OfArchive {
        texts: texts(&path, contents, &found, &findings),
        findings,
        stacks: stacks.into_iter().filter_map(of_config).collect(),
        documents: documents.iter().map(|(_, arrival)| Rc::clone(&arrival.bytes)).collect(),
        held,
        pin,
        path,
    };
    let documents = documents.into_iter().map(|(_, arrival)| arrival).collect();
    effects.extend(taken::take(model, documents, archive));
    effects
}

/// What is to be said of an archive at once, too: what is lacking.
fn texts(path: &str, contents: &Contents, found: &Inventory, findings: &[Finding]) -> Vec<String> {
    let mut texts = errors(path, found, findings);
    if contents.left_out > 0 {
        texts.push(format!(
            "\u{201c}{path}\u{201d} ({}) has {} members more than the {} that are listed.",
            found.format.words(),
            contents.left_out,
            limits::ARCHIVE_MEMBERS
        ));
    }
    if found.more_images > 0 {
        texts.push(format!(
            "\u{201c}{path}\u{201d} ({}) names {} images more than the {} that are shown.",
            found.format.words(),
            grouped(found.more_images as u64),
            grouped(limits::ARCHIVE_IMAGES as u64)
        ));
    }
    texts
}

/// The errors of an archive in sentences that name it.
fn errors(path: &str, found: &Inventory, findings: &[Finding]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let told =
        |finding: &Finding| format!("\u{201c}{path}\u{201d} ({}): {}", found.format.words(), finding.message);
    errors.map(told).collect()
}

/// A layer by itself, or an archive of something else: it is read as a layer, and its files are shown. What is no tar is
/// named.
fn alone(
    model: &mut Model,
    path: String,
    file: FileId,
    contents: &Contents,
    found: &Inventory,
    pin: Option<Digest>,
) -> Vec<Effect> {
    let unread = of_unread(contents, found);
    let texts = errors(&path, found, &unread);
    let is_pinned = pin.is_some();
    let layer = hold(model, path.clone(), None, Stretch::whole(file, contents.size));
    let pin = pin.map(|digest| Pin { digest, word: Word::Visitor });
    let layers = &mut Inspection::change(&mut model.inspection).blobs.layers;
    layers.pin(layer, pin);
    if let Some(foreign) = contents.foreign {
        layers.is_foreign(layer, foreign);
        layers.say_of_archive(Thing::Layer(layer), vec![of_foreign(&path, foreign, contents.codec)]);
    }
    layers.say_of_archive(Thing::Layer(layer), unread);
    let is_layer = contents.foreign.is_none();
    let mut effects = if is_layer || is_pinned { read(model, &[layer]) } else { Vec::new() };
    effects.extend(documents_changed(model, Some(Next::Alone { layer, is_layer })));
    effects.extend(texts.into_iter().flat_map(|text| notice(model, Tone::Warn, text)));
    effects
}

/// Shows a file that came by itself.
pub fn show_alone(model: &mut Model, layer: LayerId, is_layer: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    // Once its digest is known, a descriptor may name it.
    if let Some(node) = model.inspection.tree.first_with_layer(layer) {
        if is_layer {
            model.view.tab = Tab::Files;
        }
        effects.extend(choose(model, node, true));
    }
    effects
}

/// Holds the layers of an archive: all of them, and those of each config.
fn layers_of(
    model: &mut Model,
    path: &str,
    file: FileId,
    contents: &Contents,
    found: &Inventory,
) -> (Vec<LayerId>, Vec<(usize, Stack)>) {
    let mut by_member = BTreeMap::new();
    let mut of_member = |at: usize, claim: Option<&Digest>| {
        let (named, member) = (contents.members.get(at)?, contents.members.get(found.file(at))?);
        let id = *by_member.entry(at).or_insert_with(|| {
            let (wrapped, from, length) = (contents.codec, member.from, member.length);
            let name = String::from_utf8_lossy(&named.path).into_owned();
            hold(model, name, claim.cloned(), Stretch { file, wrapped, from, length })
        });
        Some(id)
    };
    for (digest, at) in &found.blobs {
        of_member(*at, digest.as_ref());
    }
    let mut stacks = Vec::new();
    for SavedImage { config, layers, names } in &found.images {
        let layers = layers.iter().map(|layer| StackLayer {
            path: layer.path.clone(),
            layer: layer.member.and_then(|member| of_member(member, None)),
        });
        let stack = Stack { layers: layers.collect(), names: names.clone(), archive: path.to_owned() };
        stacks.push((*config, stack));
    }
    (by_member.into_values().collect(), stacks)
}

fn hold(model: &mut Model, name: String, claim: Option<Digest>, stretch: Stretch) -> LayerId {
    let claim = claim.map(|digest| Pin { digest, word: Word::Name });
    let layer = HeldLayer {
        name,
        size: stretch.length,
        claim,
        pin: None,
        remote: false,
        foreign: None,
        state: LayerState::Waiting,
    };
    let id = Inspection::change(&mut model.inspection).blobs.layers.add(layer);
    tell(model, Event::Name(id, Home::Held(stretch)));
    id
}

/// The document of an archive at the path of `named`, which is `member` or a link that leads to it.
fn arrival(file: &str, folder: &str, named: &Member, member: &Member) -> Option<Arrival> {
    let origin = Origin::Archive { file: file.to_owned(), member: inside(folder, named)?.to_owned() };
    Some(Arrival { bytes: member.document.as_deref()?.into(), origin })
}

/// Small layers are read at once: nobody waits for them.
fn read_small(model: &mut Model, layers: &[LayerId]) -> Vec<Effect> {
    let sizes = layers.iter().filter_map(|id| model.inspection.blobs.layers.get(*id)).map(|layer| layer.size);
    if sizes.fold(0, u64::saturating_add) > limits::OPENED_AT_ONCE_BYTES {
        return Vec::new();
    }
    read(model, layers)
}
