//! Registries.

use crate::fetch::{Event, Wait};
use crate::session::effect::Effect;
use crate::session::fetching::{
    dismiss_offers, fetch_all, fetch_node, fetch_referrers, fetch_tags, in_view, opened_at, stop, take_offer,
    tell,
};
use crate::session::message::FetchMsg;
use crate::session::model::Model;
use crate::session::submission::{compare_references, open_reference};

pub(super) fn take(model: &mut Model, msg: FetchMsg) -> Vec<Effect> {
    match msg {
        FetchMsg::OpenedAt { base, framed } => opened_at(model, &base, framed),
        FetchMsg::TakeOffer(id) => take_offer(model, id),
        FetchMsg::DismissOffers => {
            dismiss_offers(model);
            Vec::new()
        }
        FetchMsg::InView(nodes) => in_view(model, &nodes),
        FetchMsg::Node(node) => fetch_node(model, node),
        FetchMsg::All => fetch_all(model),
        FetchMsg::Stop => stop(model),
        FetchMsg::Retry(job) => tell(model, Event::Retry(job)),
        FetchMsg::DismissProblem(job) => tell(model, Event::Dismiss(job)),
        FetchMsg::Answer { id, yes } => tell(model, Event::Answer(id, yes)),
        FetchMsg::SignIn { host, user, password } => tell(model, Event::SignIn { host, user, password }),
        FetchMsg::SignOut(host) => tell(model, Event::SignOut(host)),
        FetchMsg::Tags(repository) => fetch_tags(model, &repository),
        FetchMsg::CloseTags => tell(model, Event::CloseTags),
        FetchMsg::Referrers(node) => fetch_referrers(model, node),
        FetchMsg::OpenReference(text) => open_reference(model, &text),
        FetchMsg::CompareReferences(first, second) => compare_references(model, &first, &second),
        FetchMsg::Again(job) => tell(model, Event::Over(Wait::Backoff(job))),
        FetchMsg::MoreOfAll => tell(model, Event::Over(Wait::Missing)),
        FetchMsg::Land => tell(model, Event::Over(Wait::Landing)),
        FetchMsg::Ended { id, outcome } => tell(model, Event::Ended(id, outcome)),
        FetchMsg::Progress { id, received, total } => tell(model, Event::Progress { id, received, total }),
    }
}
