//! What is in the box is taken.

use super::arrival::Arrival;
use super::effect::Effect;
use super::fetching::{self, How};
use super::intake::{Detected, detect};
use super::model::{Model, Tone};
use super::navigation::{address, select};
use super::news::News;
use super::notices::tell_news;
use super::opened_address::navigated;
use super::said::Said;
use super::taking::add;
use crate::image::digest::Digest;
use crate::image::reference::two::two;
use crate::image::reference::{reader, typed::Form};
use crate::inspect::Origin;

pub(super) fn submit(model: &mut Model) -> Vec<Effect> {
    let pin = match read_expected(&model.expected_text) {
        Ok(pin) => pin,
        Err(news) => return tell_news(model, Tone::Bad, news),
    };
    match detect(&model.box_text) {
        Detected::Empty => tell_news(model, Tone::Warn, News::EmptyBox),
        Detected::Link(fragment) => {
            model.box_text.clear();
            let mut effects = navigated(model, &fragment);
            effects.push(address(model, true));
            effects
        }
        Detected::Digest(digest) => digest_alone(model, &digest),
        Detected::Reference(text) if let Some((first, second)) = two(&text) => {
            model.is_box_told = false;
            fetching::open_both(model, first, second, How::Typed, None)
        }
        Detected::Reference(text) => match reader::read(&text) {
            Ok(typed) => {
                if let (Some(expected), Some(own)) = (&pin, &typed.reference.digest)
                    && expected != own
                {
                    let news = News::TwoDigests { own: own.clone(), expected: expected.clone() };
                    return tell_news(model, Tone::Bad, news);
                }
                model.expected_text.clear();
                // The name stays, as in an address bar; what is said of it does not, nor what stood around it.
                model.is_box_told = false;
                if let Form::Command(_) = typed.form {
                    model.box_text = typed.reference.to_string();
                }
                fetching::open(model, &typed.reference, How::Typed, pin, None)
            }
            // The box shows where.
            Err(error) => {
                model.is_box_told = true;
                vec![Effect::Announce(Said::NoReference(error))]
            }
        },
        Detected::Command => tell_news(model, Tone::Warn, News::CommandLine),
        Detected::Secret => tell_news(model, Tone::Warn, News::Secret),
        Detected::Document(bytes) => {
            model.box_text.clear();
            model.expected_text.clear();
            add(model, vec![Arrival { bytes, origin: Origin::Paste }], pin)
        }
    }
}

/// The digest in the field beside the box, which is taken out of it, for a file that comes alone: dropped or chosen.
pub(super) fn pin_for_file(model: &mut Model, arrivals: &[Arrival]) -> (Option<Digest>, Vec<Effect>) {
    let [Arrival { origin: Origin::File(_), .. }] = arrivals else { return (None, Vec::new()) };
    match expected(model) {
        Ok(pin) => (pin, Vec::new()),
        Err(news) => (None, tell_news(model, Tone::Bad, news)),
    }
}

/// The digest in the field beside the box, which is taken out of it.
pub(super) fn expected(model: &mut Model) -> Result<Option<Digest>, News> {
    read_expected(&std::mem::take(&mut model.expected_text))
}

fn read_expected(text: &str) -> Result<Option<Digest>, News> {
    let text = Some(text.trim()).filter(|text| !text.is_empty());
    text.map(Digest::parse).transpose().map_err(News::NotExpected)
}

/// A digest alone in the box leads to the node that has it, and is no document.
pub(super) fn digest_alone(model: &mut Model, digest: &Digest) -> Vec<Effect> {
    let tree = &model.inspection.tree;
    let named = tree.iter().find(|(_, node)| node.stated_digest() == Some(digest)).map(|(id, _)| id);
    let held = || tree.first_with(model.inspection.blobs.find(digest)?);
    match named.or_else(held) {
        Some(node) => {
            model.box_text.clear();
            model.tree.reveal(&model.inspection.tree, node);
            model.tree.lay_out_soon();
            select(model, node)
        }
        None => tell_news(model, Tone::Warn, News::UnknownDigest),
    }
}

/// Two references out of a registry’s list are opened, to be compared.
pub(super) fn compare_references(model: &mut Model, first: &str, second: &str) -> Vec<Effect> {
    match (reader::read(first), reader::read(second)) {
        (Ok(one), Ok(other)) => fetching::open_both(model, one.reference, other.reference, How::Listed, None),
        (Err(error), _) => tell_news(model, Tone::Bad, News::NoImage(first.to_owned(), error)),
        (_, Err(error)) => tell_news(model, Tone::Bad, News::NoImage(second.to_owned(), error)),
    }
}

/// A reference is opened out of a registry’s list.
pub(super) fn open_reference(model: &mut Model, text: &str) -> Vec<Effect> {
    match reader::read(text) {
        Ok(typed) => fetching::open(model, &typed.reference, How::Listed, None, None),
        Err(error) => tell_news(model, Tone::Bad, News::NoImage(text.to_owned(), error)),
    }
}
