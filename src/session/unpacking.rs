//! A link that is being opened is unpacked a piece at a time, and its documents are taken.

use super::arriving::{Arriving, End};
use super::bundle::Bundled;
use super::coming::Coming;
use super::effect::Effect;
use super::leaving::put_away;
use super::link_work;
use super::message::{LinkMsg, Msg};
use super::model::{Model, Tone};
use super::navigation::show;
use super::news::News;
use super::notices::tell_news;
use super::opening_link::OpeningLink;
use super::taking;
use super::view::View;
use crate::image::digest::Digest;
use crate::inspect::Origin;
use crate::limits;
use crate::share::{Shared, Unpacking};
use crate::verify::{Pin, Word};

/// Opens the documents of a link in the place of what is here. A short link is open at once.
pub(super) fn open_payload(model: &mut Model, payload: &str, view: View) -> Vec<Effect> {
    match Unpacking::new(payload) {
        Ok(unpacking) => {
            let opening = OpeningLink { unpacking, payload: payload.to_owned(), view };
            model.opening_link = Some(Box::new(opening));
            unpack_link(model)
        }
        Err(error) => tell_news(model, Tone::Bad, News::LinkNotOpened(error)),
    }
}

/// Unpacks a piece of the link that is being opened, and has the next one unpacked after a frame.
pub(super) fn unpack_link(model: &mut Model) -> Vec<Effect> {
    let Some(mut opening) = model.opening_link.take() else { return Vec::new() };
    match opening.unpacking.work(limits::SHARE_SYMBOLS_A_FRAME) {
        None => {
            model.opening_link = Some(opening);
            vec![Effect::AfterFrame(Box::new(Msg::Link(LinkMsg::Unpack)))]
        }
        Some(Ok(shared)) => take(model, shared, *opening),
        Some(Err(error)) => tell_news(model, Tone::Bad, News::LinkNotOpened(error)),
    }
}

fn take(model: &mut Model, shared: Shared, opening: OpeningLink) -> Vec<Effect> {
    let mut effects = put_away(model);
    let documents = shared.documents.into_iter().map(|document| {
        let pin = document.pin.as_deref().map(Digest::parse).and_then(Result::ok);
        let pin = pin.map(|digest| Pin { digest, word: Word::Link });
        Bundled { pin, ..Bundled::new(document.bytes.into(), Origin::Link) }
    });
    let coming = Coming::of_documents(documents.collect());
    let OpeningLink { view, payload, unpacking } = opening;
    let end = End::Linked { view, symbols: unpacking.symbols(), payload };
    effects.extend(taking::begin(model, Arriving::new(coming, None, end)));
    effects
}

/// Shows what a link holds that took so many symbols to unpack.
pub(super) fn show_linked(model: &mut Model, view: View, symbols: usize, payload: String) -> Vec<Effect> {
    model.payload = Some(payload);
    let spent = link_work::spent(symbols, &model.inspection);
    model.explaining.of_link(spent);
    show(model, view);
    vec![Effect::Reveal]
}
